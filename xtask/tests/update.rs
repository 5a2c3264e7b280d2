//! `cargo xtask spec update` on a copy: the vendor publishes a new page, and everything follows.

mod copy;

use copy::Copy;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;

/// A server on this machine that answers these paths; the first answer leads to the second.
fn serve(page: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let line = lines.next().unwrap().unwrap();
            // The request is read before it is answered.
            lines
                .take_while(|line| !line.as_ref().unwrap().is_empty())
                .count();
            let path = line.split([' ', '?']).nth(1).unwrap_or_default();
            let answer = match path {
                "/old" => "302 Found\r\nLocation: /page.md".to_owned(),
                "/away" => "302 Found\r\nLocation: http://example.com/page.md".to_owned(),
                "/round" => "302 Found\r\nLocation: /round".to_owned(),
                "/page.md" => "200 OK".to_owned(),
                _ => "404 Not Found".to_owned(),
            };
            let body = if path == "/page.md" {
                page.as_str()
            } else {
                ""
            };
            let length = body.len();
            let head = format!(
                "HTTP/1.1 {answer}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
            );
            stream.write_all(head.as_bytes()).unwrap();
            stream.write_all(body.as_bytes()).unwrap();
        }
    });
    address
}

/// A page with the document, a value of an enum and a member of an answer more.
fn page(copy: &Copy) -> String {
    let document = copy.read("spec/aitoearn.openapi.yaml");
    let value = "            - douyin\n";
    let member = "                  clickCount:\n";
    assert!(document.contains(value) && document.contains(member));
    let document = document.replacen(value, &format!("{value}            - newcomer\n"), 1);
    let more = format!("                  giftCount:\n                    type: number\n{member}");
    let document = document.replacen(member, &more, 1);
    format!("# Works\n\n````yaml x.json get /api/v2/channels/works/{{platform}}\n{document}````\n")
}

#[test]
fn a_new_page_is_taken_with_all_that_follows() {
    let copy = Copy::new();
    let address = serve(page(&copy));
    let url = format!("{}/old?sig=secret", address.replace("//", "//me:secret@"));
    let before = copy.read("spec/aitoearn.openapi.yaml");
    let (done, said) = copy.xtask(&["spec", "update", "--dry-run", &url]);
    assert!(done, "{said}");
    assert_eq!(
        copy.read("spec/aitoearn.openapi.yaml"),
        before,
        "a dry run writes nothing"
    );
    assert!(!copy.path("generated-client/CHANGELOG.md").exists());
    let (done, said) = copy.xtask(&["spec", "update", &url]);
    assert!(done, "{said}");
    for expected in [
        "types::Platform::Newcomer",
        "types::WorkMetrics::gift_count",
        "version: 0.1.0 -> ",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    assert!(copy.read("spec/aitoearn.openapi.yaml").contains("newcomer"));
    let log = copy.read("generated-client/CHANGELOG.md");
    let shown = format!("from `{address}/old` (");
    for expected in ["## 0.", "- `types::Platform::Newcomer`", &shown, "sha256:"] {
        assert!(log.contains(expected), "{expected}\n{log}");
    }
    assert!(!log.contains("secret") && !said.contains("secret"), "{log}");
    let version = log.split("## ").nth(1).unwrap().lines().next().unwrap();
    let line = format!("version = \"{version}\"");
    assert!(
        copy.read("spec/clientwright.toml").contains(&line),
        "{line}"
    );
    assert!(
        copy.read("generated-client/Cargo.toml").contains(&line),
        "{line}"
    );
    assert!(
        copy.read("spec/clientwright.lock")
            .contains("types::Platform::Newcomer")
    );
    let (done, said) = copy.xtask(&["codegen", "--check"]);
    assert!(done, "{said}");
    let (done, said) = copy.xtask(&["spec", "update", &url]);
    assert!(done && said.contains("unchanged"), "{said}");
}

#[test]
fn what_is_wrong_with_the_source_leaves_all_as_it_was() {
    let copy = Copy::new();
    let before = copy.read("spec/aitoearn.openapi.yaml");
    let address = serve(String::new());
    fs::write(
        copy.path("broken.yaml"),
        "openapi: 3.0.3\npaths: {/x: {get: 1}}\n",
    )
    .unwrap();
    for (from, said) in [
        (format!("{address}/away"), "only https is"),
        (format!("{address}/round"), "more than 5 redirects"),
        (format!("{address}/none"), "404"),
        ("http://example.com/x.yaml".to_owned(), "only https is"),
        ("nowhere.yaml".to_owned(), "nowhere.yaml"),
        ("broken.yaml".to_owned(), "nothing written"),
    ] {
        let (done, found) = copy.xtask(&["spec", "update", &from]);
        assert!(!done && found.contains(said), "{from}: {found}");
        assert_eq!(copy.read("spec/aitoearn.openapi.yaml"), before);
    }
}

#[test]
fn a_whole_document_is_taken_as_it_is() {
    let copy = Copy::new();
    let document = copy
        .read("spec/aitoearn.openapi.yaml")
        .replace("version: 1.0.0", "version: 1.0.1");
    fs::write(copy.path("new.yaml"), &document).unwrap();
    let (done, said) = copy.xtask(&["spec", "update", "new.yaml"]);
    assert!(done && said.contains("verdict: patch"), "{said}");
    assert_eq!(copy.read("spec/aitoearn.openapi.yaml"), document);
    assert!(
        copy.read("spec/clientwright.toml")
            .contains("version = \"0.1.1\"")
    );
}
