//! Documents made to exhaust whoever reads them.

use super::{said, said_of};
use clientwright::source::MemoryFiles;
use serde_json::json;

fn refused(name: &str, text: String) -> String {
    let (said, refused) = said(name, text.into_bytes());
    assert!(refused, "{said}");
    said
}

#[test]
fn deep_nesting_is_refused() {
    for (name, text) in [
        (
            "deep.json",
            format!("{{\"openapi\": \"3.0.0\", \"a\": {}", "[".repeat(100_000)),
        ),
        (
            "deep.json",
            format!(
                "{{\"openapi\": \"3.0.0\", \"a\": {}1{}}}",
                "{\"a\":".repeat(100_000),
                "}".repeat(100_000)
            ),
        ),
        (
            "deep.yaml",
            format!("openapi: 3.0.0\na:\n  {}x\n", "- ".repeat(100_000)),
        ),
    ] {
        let said = refused(name, text);
        assert!(said.contains("error[depth-limit]"), "{said}");
        assert!(said.len() < 2_000, "a whole line of the document is shown");
    }
}

#[test]
fn alias_bombs_are_refused() {
    let mut bomb = "openapi: 3.0.0\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for at in 1..12 {
        let list = vec![format!("*a{}", at - 1); 10].join(", ");
        bomb.push_str(&format!("a{at}: &a{at} [{list}]\n"));
    }
    let said = refused("bomb.yaml", bomb);
    assert!(said.contains("error[node-limit]"), "{said}");
}

#[test]
fn aliases_in_themselves_are_refused() {
    let said = refused("self.yaml", "openapi: 3.0.0\na: &a {b: *a}\n".to_owned());
    assert!(said.contains("self.yaml:2:11"), "{said}");
}

#[test]
fn other_encodings_are_refused() {
    let (text, refused) = said("latin.yaml", vec![b'o', 0xff, 0xfe]);
    assert!(refused && text.contains("not UTF-8"), "{text}");
}

#[test]
fn long_chains_and_wide_circles_are_seen_soon() {
    let mut chain =
        "openapi: 3.0.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n"
            .to_owned();
    for at in 0..5_000 {
        chain.push_str(&format!(
            "    S{at}: {{$ref: '#/components/schemas/S{}'}}\n",
            (at + 1) % 5_000
        ));
    }
    let (said, _) = said("chain.yaml", chain.into_bytes());
    assert!(
        said.contains("warning[reference-cycle]"),
        "{}",
        &said[..500]
    );
    assert!(said.len() < 20_000, "{} bytes", said.len());
}

#[test]
fn more_files_than_anybody_writes_are_refused_unread() {
    let mut many =
        "openapi: 3.0.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n"
            .to_owned();
    let mut files = MemoryFiles::default();
    for at in 0..20_000 {
        many.push_str(&format!("    S{at}: {{$ref: 's{at}.yaml'}}\n"));
        // Nobody comes to read that they are no YAML.
        files.0.insert(format!("s{at}.yaml").into(), b"{".to_vec());
    }
    files.0.insert("many.yaml".into(), many.into_bytes());
    let (said, refused) = said_of("many.yaml", &files);
    assert!(refused && said.starts_with("error[size-limit]"), "{said}");
    assert_eq!(said.matches("error").count(), 1, "{said}");
}

#[test]
fn long_ways_of_a_walk_are_none() {
    let walk = |items: &str| {
        let again = json!({"$ref": "#/components/schemas/A"});
        let page = json!({"name": "page", "in": "query", "schema": {"type": "integer"}});
        let pages = json!({"offset": "$request.page", "results": format!("$response.{items}")});
        let answer =
            json!({"description": "A", "content": {"application/json": {"schema": again}}});
        let get =
            json!({"x-fern-pagination": pages, "parameters": [page], "responses": {"200": answer}});
        let list = json!({"type": "array", "items": {}});
        let members = json!({"a": again, "a.a": again, "list": list});
        let document = json!({
            "openapi": "3.0.0",
            "info": {"title": "T", "version": "1"},
            "paths": {"/a": {"get": get}},
            "components": {"schemas": {"A": {"type": "object", "properties": members}}},
        });
        said("walk.json", document.to_string().into_bytes()).0
    };
    assert_eq!(walk("a.a.list"), "");
    for long in ["a.".repeat(60) + "end", "a.".repeat(60_000) + "list"] {
        let said = walk(&long);
        assert!(said.contains("warning[paging]"), "{said}");
        assert!(said.len() < 2_000, "{} bytes", said.len());
    }
}

#[test]
fn names_and_texts_reach_rust_as_data() {
    let hostile = r##"openapi: 3.0.0
info: {title: '*/ fn evil() {} /* "', version: '1'}
paths:
  /a/"evil():
    get:
      operationId: 'x() { std::process::exit(1) } fn y'
      responses: {'200': {description: 'a */ fn b() {}', content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}
components:
  schemas:
    A: {type: object, properties: {'"); evil(); ("': {type: string, enum: ['"#, "', 'a\b']}}}
"##;
    let (text, refused) = said("hostile.yaml", hostile.as_bytes().to_vec());
    assert!(!refused, "{text}");
}
