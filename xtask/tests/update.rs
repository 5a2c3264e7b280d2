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

/// The document with another name for the schema that the overlay leads through.
fn renamed(copy: &Copy) -> String {
    let document = copy.read("spec/aitoearn.openapi.yaml");
    let renamed = document.replace("ChannelWorkListVo", "WorkListVo");
    assert_ne!(renamed, document);
    renamed
}

#[test]
fn an_overlay_follows_what_is_called_otherwise() {
    let copy = Copy::new();
    fs::write(copy.path("new.yaml"), renamed(&copy)).unwrap();
    let before = copy.read("spec/aitoearn.overlay.yaml");
    let (done, said) = copy.xtask(&["spec", "update", "new.yaml", "--dry-run"]);
    assert!(done, "{said}");
    for expected in [
        "spec/aitoearn.overlay.yaml: `#/components/schemas/ChannelWorkListVo` is `#/components/schemas/WorkListVo` now, and is followed\n",
        "  - - target: $.components.schemas.ChannelWorkListVo.properties.platform\n",
        "  + - target: $.components.schemas.WorkListVo.properties.platform\n",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    assert_eq!(copy.read("spec/aitoearn.overlay.yaml"), before);

    let (done, said) = copy.xtask(&["spec", "update", "new.yaml"]);
    assert!(
        done && said.contains("spec/aitoearn.overlay.yaml: written\n"),
        "{said}"
    );
    let after = copy.read("spec/aitoearn.overlay.yaml");
    assert_eq!(after, before.replace("ChannelWorkListVo", "WorkListVo"));
    let (done, said) = copy.xtask(&["codegen", "--check"]);
    assert!(done, "{said}");
    // Nothing that has a name of its own lost it.
    let lock = copy.read("spec/clientwright.lock");
    assert!(lock.contains(" type types::Platform\n") && lock.contains(" type types::Work\n"));
}

#[test]
fn what_may_be_called_otherwise_is_shown_as_an_edit() {
    let copy = Copy::new();
    let member = "                  clickCount:\n";
    let document = renamed(&copy);
    assert!(document.contains(member));
    let more = format!("                  giftCount:\n                    type: number\n{member}");
    let document = document.replacen(member, &more, 1);
    // That is something else now, as far as anybody can tell.
    let document = document.replacen("    WorkListVo:\n      type: object\n      properties:\n", "    WorkListVo:\n      type: object\n      properties:\n        more:\n          type: string\n", 1);
    assert!(document.contains("        more:\n"));
    fs::write(copy.path("new.yaml"), document).unwrap();
    let before = copy.read("spec/aitoearn.overlay.yaml");
    let (done, said) = copy.xtask(&["spec", "update", "new.yaml"]);
    assert!(!done && said.contains("nothing written"), "{said}");
    for expected in [
        "`#/components/schemas/ChannelWorkListVo` is gone, and `#/components/schemas/WorkListVo` is new. If that is what it is called now, write\n",
        "  + - target: $.components.schemas.WorkListVo.properties.platform\n",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    assert_eq!(copy.read("spec/aitoearn.overlay.yaml"), before);
}

#[test]
fn names_that_go_are_told_in_the_changelog() {
    let copy = Copy::new();
    // Two breaking releases ago a type and a value had other names.
    let lock = copy.read("spec/clientwright.lock");
    let key = |path: &str| {
        let line = lock.lines().find(|line| line.ends_with(path)).unwrap();
        line.split(' ').next().unwrap().to_owned()
    };
    let (ty, value) = (
        key(" type types::Work"),
        key(" value types::Platform::Douyin"),
    );
    let former = format!(
        "{ty} former-type types::Video 0.0.9\n{value} former-value types::Platform::TikTok 0.0.9\n"
    );
    fs::write(copy.path("spec/clientwright.lock"), lock + &former).unwrap();
    let (done, said) = copy.xtask(&["codegen"]);
    assert!(done, "{said}");
    assert!(
        copy.read("generated-client/src/types/mod.rs")
            .contains("pub type Video = Work;")
    );
    let document = copy.read("spec/aitoearn.openapi.yaml");
    let member = "                  clickCount:\n                    description: 点击数\n                    type: number\n";
    assert!(document.contains(member));
    fs::write(copy.path("new.yaml"), document.replacen(member, "", 1)).unwrap();
    let (done, said) = copy.xtask(&["spec", "update", "new.yaml"]);
    assert!(done && said.contains("version: 0.1.0 -> 0.2.0"), "{said}");
    let log = copy.read("generated-client/CHANGELOG.md");
    let breaking = log.split("### Breaking").nth(1).unwrap();
    let reason =
        "a name that it had before is gone, and programs that still use that do not compile";
    for path in ["types::Work", "types::Platform::Douyin"] {
        let line = format!("- `{path}`: {reason}");
        assert!(breaking.contains(&line), "{line}\n{log}");
    }
    assert!(!copy.read("spec/clientwright.lock").contains("former-"));
}
