//! Documents as trees, and documents that are refused.

use super::*;
use crate::model;
use serde_json::json;

fn parse(text: &str) -> (Option<Node>, SourceMap, Vec<Diagnostic>) {
    let mut sources = SourceMap::new();
    let file = sources.add("it.yaml", text);
    let mut diagnostics = Diagnostics::default();
    let node = read(
        &sources,
        file,
        &crate::limits::Limits::default(),
        &mut diagnostics,
    );
    (node, sources, diagnostics.into_items())
}

fn value(text: &str) -> serde_json::Value {
    let (node, _, found) = parse(text);
    assert_eq!(found, []);
    model::json(&node.unwrap())
}

fn refused(text: &str) -> Vec<Code> {
    let (node, _, found) = parse(text);
    assert_eq!(node, None);
    found.iter().map(|one| one.code).collect()
}

#[test]
fn json_and_yaml_are_the_same_tree() {
    let expected = json!({"a": [1, "x", null, true], "b": {"200": "yes"}});
    assert_eq!(
        value(r#"{"a": [1, "x", null, true], "b": {"200": "yes"}}"#),
        expected
    );
    assert_eq!(
        value("\u{feff}a:\r\n- 1\r\n- x\r\n- ~\r\n- true\r\nb:\r\n  200: yes\r\n"),
        expected
    );
    assert_eq!(
        value("{\"a\":\t[1,\t\"x\", null, true],\r\n\t\"b\": {\"200\": \"yes\"}}"),
        expected
    );
}

#[test]
fn spans_are_bytes() {
    let text = "\u{feff}标题: 你好\r\nlist:\r\n  - 'é'\r\n  - {a: 1}\r\n";
    let (node, _, _) = parse(text);
    let node = node.unwrap();
    let cut = |span: crate::source::Span| &text[span.start as usize..span.end as usize];
    let members = node.as_object().unwrap();
    assert_eq!(cut(members["标题"].key_span), "标题");
    assert_eq!(cut(members["标题"].node.span), "你好");
    let list = members["list"].node.as_array().unwrap();
    assert_eq!(cut(list[0].span), "'é'");
    assert_eq!(cut(list[1].span), "{a: 1}");
    assert_eq!(cut(members["list"].node.span), "- 'é'\r\n  - {a: 1}");
}

#[test]
fn json_escapes_are_read_as_json_means_them() {
    let text = r#"{"a": "\\ud83d \ud83d\ude00 \/ \u4e2d \" \\ \n"}"#;
    assert_eq!(
        value(text),
        serde_json::from_str::<serde_json::Value>(text).unwrap()
    );
    let text = r#"{"a": "\ud83d\ude00", "b": 12}"#;
    let span = parse(text).0.unwrap().get("b").unwrap().span;
    assert_eq!(&text[span.start as usize..span.end as usize], "12");
}

#[test]
fn aliases_are_copies_and_merge_keys_fill_gaps() {
    let text = "a: &a {x: 1, y: 2}\nb: {<<: *a, x: 3}\nc: *a\n";
    assert_eq!(
        value(text),
        json!({"a": {"x": 1, "y": 2}, "b": {"x": 3, "y": 2}, "c": {"x": 1, "y": 2}})
    );
}

#[test]
fn what_cannot_be_a_document_is_refused() {
    assert_eq!(refused(""), [Code::InvalidSyntax]);
    assert_eq!(refused("# nothing\n"), [Code::InvalidSyntax]);
    assert_eq!(refused("a: [1, 2"), [Code::InvalidSyntax]);
    assert_eq!(refused("{\"a\": }}"), [Code::InvalidSyntax]);
    assert_eq!(refused("a: 1\n---\nb: 2\n"), [Code::InvalidSyntax]);
    assert_eq!(
        refused("{\"a\": 1, // one\n\"b\": 2}"),
        [Code::InvalidSyntax]
    );
    assert_eq!(refused("{ /* one */ \"a\": 1}"), [Code::InvalidSyntax]);
    assert_eq!(refused("a: &a [*a]\n"), [Code::InvalidSyntax]);
    assert_eq!(refused("a: *b\n"), [Code::InvalidSyntax]);
    assert_eq!(refused("? [a]\n: b\n"), [Code::InvalidSyntax]);
}

#[test]
fn hostile_documents_are_refused_soon() {
    let deep = [
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
        "- ".repeat(100_000),
        (0..2_000)
            .map(|at| format!("{}a:\n", " ".repeat(at)))
            .collect(),
    ];
    for text in deep {
        assert_eq!(refused(&text), [Code::DepthLimit], "{}", &text[..20]);
    }
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for at in 1..12 {
        let last = at - 1;
        let list = vec![format!("*a{last}"); 10].join(", ");
        bomb.push_str(&format!("a{at}: &a{at} [{list}]\n"));
    }
    assert_eq!(refused(&bomb), [Code::NodeLimit]);
}

#[test]
fn of_two_members_with_one_key_the_last_counts() {
    let (node, _, found) = parse("a: 1\nb: 1\na: 2\nb: 2\n");
    assert_eq!(model::json(&node.unwrap()), json!({"a": 2, "b": 2}));
    let found: Vec<Code> = found.iter().map(|one| one.code).collect();
    assert_eq!(found, [Code::DuplicateKey; 2]);
}

#[test]
fn what_looks_like_a_comment_or_a_second_document_is_read() {
    assert_eq!(
        value("{a: https://b, c: a/*/b, d: \"// e\"}"),
        json!({"a": "https://b", "c": "a/*/b", "d": "// e"})
    );
    assert_eq!(value("---\na: 1\n...\n---\n"), json!({"a": 1}));
    assert_eq!(value("{\"a\": [1,], \"b\": 2,}"), json!({"a": [1], "b": 2}));
}

#[test]
fn keys_are_texts_whatever_they_look_like() {
    assert_eq!(
        value("200: a\n2020-01-01: b\ntrue: c\non: d\n~: e\n!!str 1.0: f\n"),
        json!({"200": "a", "2020-01-01": "b", "true": "c", "on": "d", "~": "e", "1.0": "f"})
    );
    assert_eq!(
        value("a: !!str 12\nb: !!int '3'\nc: !own x"),
        json!({"a": "12", "b": 3, "c": "x"})
    );
}
