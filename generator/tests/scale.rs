//! Documents whose shape multiplies: what would never finish, overflow or lose something if it were
//! followed way by way.

#![allow(clippy::unwrap_used, clippy::panic)]

use clientwright::Outcome;
use clientwright::config::{Config, Runtime};
use clientwright::limits::{Limit, Limits};
use clientwright::source::MemoryFiles;
use std::fmt::Write as _;

/// What becomes of these component schemas.
fn schemas(schemas: &str) -> Outcome {
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n\
         components:\n  schemas:\n{schemas}"
    );
    let mut config = Config::default();
    config.input.document = "a.yaml".into();
    config.output.crate_name = "x".to_owned();
    config.output.runtime = Runtime::Version("0.1.0".to_owned());
    let files = MemoryFiles([("a.yaml".into(), text.into())].into());
    clientwright::generate(&config, &files)
}

fn file<'o>(outcome: &'o Outcome, path: &str) -> &'o str {
    let found = outcome.files.iter().find(|file| file.path == path);
    std::str::from_utf8(found.map_or(b"", |file| file.text.as_bytes())).unwrap()
}

/// Each schema leads to both of the next level: 2^`levels` ways from the first to the last.
fn diamond(levels: usize, key: &str, beside: impl Fn(&str, usize) -> String) -> String {
    let mut text = String::new();
    for level in 0..levels {
        for side in ["L", "M"] {
            let next = |side: &str| format!("{{$ref: '#/components/schemas/{side}{}'}}", level + 1);
            let (left, right) = (next("L"), next("M"));
            let beside = beside(side, level);
            writeln!(
                text,
                "    {side}{level}: {{{beside}{key}: [{left}, {right}]}}"
            )
            .unwrap();
        }
    }
    for side in ["L", "M"] {
        writeln!(
            text,
            "    {side}{levels}: {{type: object, properties: {{{side}: {{type: string}}}}}}"
        )
        .unwrap();
    }
    text
}

#[test]
fn diamonds_of_unions_and_merged_parts_are_followed_once() {
    for key in ["allOf", "oneOf", "anyOf"] {
        for kind in ["", "type: object, "] {
            let outcome = schemas(&diamond(40, key, |_, _| kind.to_owned()));
            assert!(!outcome.files.is_empty(), "{key} {kind}");
        }
    }
}

#[test]
fn unions_that_add_members_on_each_way_are_taken_apart_so_far() {
    let own = |side: &str, level: usize| {
        format!("type: object, properties: {{{side}{level}: {{type: string}}}}, ")
    };
    let outcome = schemas(&diamond(12, "oneOf", own));
    let union = file(&outcome, "src/types/l0.rs");
    let variants = union.lines().filter(|line| line.ends_with("),")).count();
    assert!((40..200).contains(&variants), "{variants}: {union}");
}

#[test]
fn heirs_of_heirs_are_found_once() {
    let mut text = String::new();
    for at in 0..60 {
        let above = format!("allOf: [{{$ref: '#/components/schemas/A{}'}}], ", at + 1);
        let above = if at == 59 { "" } else { &above };
        writeln!(
            text,
            "    A{at}: {{{above}type: object, required: [t], properties: {{t: {{type: string}}}}, \
             discriminator: {{propertyName: t}}}}"
        )
        .unwrap();
    }
    assert!(!schemas(&text).files.is_empty());
}

#[test]
fn no_alternative_of_a_long_list_is_lost() {
    let (mut text, mut list) = (String::new(), Vec::new());
    for at in 0..1200 {
        list.push(format!("{{$ref: '#/components/schemas/V{at}'}}"));
        writeln!(
            text,
            "    V{at}: {{type: object, required: [k{at}], properties: {{k{at}: {{type: string}}}}}}"
        )
        .unwrap();
    }
    writeln!(text, "    All: {{oneOf: [{}]}}", list.join(", ")).unwrap();
    let outcome = schemas(&text);
    let union = file(&outcome, "src/types/all.rs");
    assert!(union.contains("V0(") && union.contains("V1199("), "{union}");
}

/// What nests as deep as can be allowed at all, on a thread with as little stack as those of a build script.
#[test]
fn the_deepest_documents_do_not_overflow_the_stack() {
    let most = Limit::Depth.most();
    for (open, close, levels) in [
        (r#"{"type": "array", "items": "#, "}", 1),
        (r#"{"type": "object", "additionalProperties": "#, "}", 1),
        (r#"{"not": "#, "}", 1),
        (
            r#"{"allOf": [{"type": "object", "properties": {"b": {"type": "string"}}}, "#,
            "]}",
            2,
        ),
        (r#"{"oneOf": [{"type": "string"}, "#, "]}", 2),
        (r#"{"anyOf": [{"type": "object"}, "#, "]}", 2),
        (r#"{"prefixItems": ["#, "]}", 2),
        (r#"{"example": ["#, "]}", 2),
        (r#"{"enum": ["#, "]}", 2),
    ] {
        let deep = (most - 5) / levels;
        let schema = format!(
            "{}{{\"type\": \"string\"}}{}",
            open.repeat(deep),
            close.repeat(deep)
        );
        let text = format!(
            r#"{{"openapi": "3.1.0", "info": {{"title": "T", "version": "1"}}, "paths": {{}},
                "components": {{"schemas": {{"A": {schema}}}}}}}"#
        );
        let mut config = Config::default();
        config.input.document = "a.yaml".into();
        config.output.crate_name = "x".to_owned();
        config.output.runtime = Runtime::Version("0.1.0".to_owned());
        config.limits = Limits::default().with(Limit::Depth, most);
        let files = MemoryFiles([("a.yaml".into(), text.into())].into());
        let outcome = clientwright::generate(&config, &files);
        let found: Vec<_> = outcome.diagnostics.sorted();
        assert!(!outcome.files.is_empty(), "{open}: {:?}", found.first());
    }
}
