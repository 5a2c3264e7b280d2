//! The styles against the public test cases of RFC 6570, where they are at hand.
//!
//! OpenAPI's styles are operators of RFC 6570: `simple` none, `label` `.`, `matrix` `;`, `form`
//! `?` and `&`, and `simple` with `allowReserved` `+`. It cannot say the other operators and
//! prefixes (`{var:3}`). The test only cuts templates at their braces; all else is the runtime's.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::{RequestBuilder, Style};
use common::PLAIN;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What is known to be sayable, by operator.
const KNOWN: [(&str, usize); 6] = [
    ("", 38),
    ("+", 29),
    (".", 16),
    (";", 20),
    ("?", 33),
    ("&", 16),
];

/// Variables, template, the expansions allowed.
type Case = (Map<String, Value>, String, Vec<String>);

fn folder() -> PathBuf {
    let shared = std::env::var_os("CLIENTWRIGHT_SHARED").map(PathBuf::from);
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    shared.unwrap_or_else(beside).join("uritemplate")
}

fn cases() -> Option<Vec<Case>> {
    let mut out = Vec::new();
    for name in [
        "spec-examples.json",
        "spec-examples-by-section.json",
        "extended-tests.json",
        "negative-tests.json",
    ] {
        let text = std::fs::read_to_string(folder().join(name)).ok()?;
        let sections: Map<String, Value> = serde_json::from_str(&text).unwrap();
        for section in sections.values() {
            let variables = section["variables"].as_object().unwrap();
            for case in section["testcases"].as_array().unwrap() {
                let expected = match &case[1] {
                    Value::String(text) => vec![text.clone()],
                    Value::Array(texts) => {
                        let texts = texts.iter().map(|text| text.as_str().unwrap().to_owned());
                        texts.collect()
                    }
                    // Malformed: no template at all.
                    _ => continue,
                };
                let template = case[0].as_str().unwrap().to_owned();
                out.push((variables.clone(), template, expected));
            }
        }
    }
    Some(out)
}

/// Text, or the operator and the variables of an expression.
enum Piece<'t> {
    Literal(&'t str),
    Expression(&'t str, Vec<(&'t str, bool)>),
}

/// The template, cut at its braces; `None` if it has what OpenAPI cannot say.
fn cut(template: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    for piece in template.split_inclusive(['{', '}']) {
        let Some(expression) = piece.strip_suffix('}') else {
            let literal = piece.strip_suffix('{').unwrap_or(piece);
            pieces.push(Piece::Literal(literal));
            continue;
        };
        let variables = expression.trim_start_matches(['+', '.', ';', '?', '&']);
        let operator = &expression[..expression.len() - variables.len()];
        if variables.contains([':', '/', '#']) {
            return None;
        }
        let variables = variables.split(',').map(|variable| {
            let exploded = variable.strip_suffix('*');
            (exploded.unwrap_or(variable), exploded.is_some())
        });
        pieces.push(Piece::Expression(operator, variables.collect()));
    }
    Some(pieces)
}

/// What the runtime makes of it, and the operators that it has.
fn expand<'t>(variables: &Map<String, Value>, pieces: &[Piece<'t>]) -> (String, Vec<&'t str>) {
    let mut request = RequestBuilder::new(&PLAIN);
    // No argument may be a whole segment of nothing, so one stands before; and `&` goes on with a
    // query that has begun.
    let begins = |piece: &Piece<'_>| match piece {
        Piece::Literal(text) => text.contains('?').then_some("/x"),
        Piece::Expression("?", _) => Some("/x"),
        Piece::Expression("&", _) => Some("/x?y"),
        Piece::Expression(..) => None,
    };
    let prefix = pieces.iter().find_map(begins).unwrap_or("/x");
    request.path_literal(prefix);
    let mut operators = Vec::new();
    for piece in pieces {
        let (operator, names) = match piece {
            Piece::Literal(text) => {
                request.path_literal(text);
                continue;
            }
            Piece::Expression(operator, names) => (*operator, names),
        };
        operators.push(operator);
        let mut before = false;
        for (name, explode) in names {
            let value = variables.get(*name).unwrap_or(&Value::Null);
            let style = match operator {
                "" => Style::SIMPLE,
                "+" => Style::SIMPLE.reserved(),
                "." => Style::LABEL,
                ";" => Style::MATRIX,
                _ => Style::FORM,
            };
            let style = if *explode { style.explode() } else { style };
            // Templates write names as URLs have them, OpenAPI as they are.
            let name = percent_encoding::percent_decode_str(name).decode_utf8();
            let name = name.unwrap();
            if matches!(operator, "?" | "&") {
                request.query(&name, value, style);
            } else {
                let joined = matches!(operator, "" | "+") && !is_undefined(value);
                if joined && before {
                    request.path_literal(",");
                }
                before |= joined;
                request.path(name.into_owned().leak(), value, style);
            }
        }
    }
    let client = common::answering(200, "");
    let request = client.to_request::<i64>(&PLAIN, request.finish());
    let uri = request.unwrap().uri().to_string();
    let base = format!("http://api.test/base{prefix}");
    (uri.strip_prefix(&base).unwrap().to_owned(), operators)
}

fn is_undefined(value: &Value) -> bool {
    match value {
        Value::Array(elements) => elements.is_empty(),
        Value::Object(members) => members.is_empty(),
        value => value.is_null(),
    }
}

#[test]
fn all_cases_that_openapi_can_say() {
    let Some(cases) = cases() else {
        println!("skipped: the cases of RFC 6570 are not in {:?}", folder());
        return;
    };
    let (all, mut wrong) = (cases.len(), Vec::new());
    let mut compared: BTreeMap<&str, usize> = BTreeMap::new();
    for (variables, template, expected) in &cases {
        let Some(pieces) = cut(template) else {
            continue;
        };
        let (expanded, operators) = expand(variables, &pieces);
        if !expected.contains(&expanded) {
            wrong.push(format!("{template}: {expanded}, not {expected:?}"));
        }
        *compared
            .entry(operators.first().unwrap_or(&""))
            .or_default() += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let total: usize = compared.values().sum();
    println!("{total} of {all} well-formed cases can be said: {compared:?}");
    for (operator, least) in KNOWN {
        assert!(
            compared.get(operator) >= Some(&least),
            "{operator}: {compared:?}"
        );
    }
}
