//! The styles against the public test cases of RFC 6570, where they are at hand.
//!
//! OpenAPI's styles are operators of RFC 6570: `simple` none, `label` `.`, `matrix` `;`, `form`
//! `?` and `&`. Cases with other operators or with prefixes (`{var:3}`) cannot be said.

use super::{Encode, Node, encode, form, label, matrix, simple};
use serde_json::{Map, Value};
use std::path::PathBuf;

/// Variables, template, the expansions allowed.
type Case = (Map<String, Value>, String, Vec<String>);

fn cases() -> Option<Vec<Case>> {
    let folder: PathBuf = [
        env!("CARGO_MANIFEST_DIR"),
        "..",
        "..",
        "shared",
        "uritemplate",
    ]
    .iter()
    .collect();
    let mut out = Vec::new();
    for name in ["spec-examples-by-section.json", "extended-tests.json"] {
        let text = std::fs::read_to_string(folder.join(name)).ok()?;
        let sections: Map<String, Value> = serde_json::from_str(&text).unwrap();
        for section in sections.values() {
            let variables = section["variables"].as_object().unwrap();
            for case in section["testcases"].as_array().unwrap() {
                let expected = match &case[1] {
                    Value::String(text) => vec![text.clone()],
                    Value::Array(texts) => texts
                        .iter()
                        .map(|text| text.as_str().unwrap().to_owned())
                        .collect(),
                    _ => continue,
                };
                let template = case[0].as_str().unwrap().to_owned();
                out.push((variables.clone(), template, expected));
            }
        }
    }
    Some(out)
}

/// Expands a template of operators that OpenAPI has; `None` for any other.
fn expand(template: &str, variables: &Map<String, Value>) -> Option<String> {
    let mut out = String::new();
    let mut rest = template;
    while let Some((literal, tail)) = rest.split_once('{') {
        let (expression, tail) = tail.split_once('}')?;
        out.push_str(&encode(literal, Encode::Literal));
        out.push_str(&expand_one(expression, variables)?);
        rest = tail;
    }
    Some(out + &encode(rest, Encode::Literal))
}

fn expand_one(expression: &str, variables: &Map<String, Value>) -> Option<String> {
    // Prefixes, and names that come encoded: OpenAPI's are plain text.
    if expression.contains([':', '%']) {
        return None;
    }
    let operator = expression.chars().next().filter(|c| !c.is_alphanumeric());
    let mut pieces: Vec<String> = Vec::new();
    for variable in expression
        .trim_start_matches(|c| Some(c) == operator)
        .split(',')
    {
        let (name, explode) = variable
            .strip_suffix('*')
            .map_or((variable, false), |name| (name, true));
        let node = Node::of(variables.get(name).unwrap_or(&Value::Null)).unwrap();
        match operator {
            None => pieces.extend(simple(&node, explode, Encode::Strict).ok()?),
            Some('.') => pieces.extend(label(&node, explode).ok()?),
            Some(';') => pieces.extend(matrix(name, &node, explode).ok()?),
            Some('?' | '&') => pieces.extend(form(name, &node, explode, Encode::Strict).ok()?),
            Some(_) => return None,
        }
    }
    Some(match operator {
        None => pieces.join(","),
        Some(first @ ('?' | '&')) if !pieces.is_empty() => format!("{first}{}", pieces.join("&")),
        Some(_) => pieces.concat(),
    })
}

#[test]
fn all_cases_that_openapi_can_say() {
    let Some(cases) = cases() else {
        eprintln!("skipped: the cases of RFC 6570 are not at ../shared/uritemplate");
        return;
    };
    let mut compared = 0;
    for (variables, template, expected) in cases {
        if let Some(expanded) = expand(&template, &variables) {
            assert!(
                expected.contains(&expanded),
                "{template}: {expanded}, not {expected:?}"
            );
            compared += 1;
        }
    }
    assert!(compared >= 90, "{compared}");
}
