//! Limits that are checked on requests accept what a validator of JSON Schema accepts: schemas by chance, values around
//! their edges.
//!
//! The calls that are generated for a type are read from its text and made here on a value, so that a thousand types
//! need no compiler. `CLIENTWRIGHT_CASES` says how many there are.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail where it stands"
)]

use clientwright::config::Config;
use clientwright::source::MemoryFiles;
use clientwright_runtime::{Operation, RequestBuilder};
use fastrand::Rng;
use serde_json::{Map, Value, json};
use syn::{Expr, ExprMethodCall, ImplItem, Item, Lit, Stmt, UnOp};

static SEND: Operation = Operation::new("send", "POST", "/");

/// A schema of one kind with one to three limits.
fn schema(rng: &mut Rng) -> Value {
    let mut schema = Map::new();
    let kind = ["integer", "number", "string", "array", "object"][rng.usize(..5)];
    schema.insert("type".to_owned(), json!(kind));
    if kind == "array" {
        let item = ["integer", "number", "string"][rng.usize(..3)];
        schema.insert("items".to_owned(), json!({"type": item}));
    }
    if kind == "object" {
        schema.insert(
            "additionalProperties".to_owned(),
            json!({"type": "integer"}),
        );
    }
    for _ in 0..rng.usize(1..=3) {
        let (keyword, value) = limit(kind, rng);
        schema.insert(keyword.to_owned(), value);
    }
    Value::Object(schema)
}

fn limit(kind: &str, rng: &mut Rng) -> (&'static str, Value) {
    let bound = |rng: &mut Rng| match rng.u8(0..8) {
        0 => json!(rng.i64(-5..6) as f64 + 0.5),
        1 => json!(i64::from(i32::MAX)),
        2 => json!(1_i64 << 53),
        3 if kind == "number" => json!(0.1),
        _ => json!(rng.i64(-5..6)),
    };
    let count = |rng: &mut Rng| json!(rng.u64(0..5));
    match kind {
        "integer" | "number" => match rng.u8(0..5) {
            0 => ("minimum", bound(rng)),
            1 => ("maximum", bound(rng)),
            2 => ("exclusiveMinimum", bound(rng)),
            3 => ("exclusiveMaximum", bound(rng)),
            _ => (
                "multipleOf",
                [
                    json!(2),
                    json!(3),
                    json!(0.5),
                    json!(0.1),
                    json!(0.01),
                    json!(1e3),
                ][rng.usize(..6)]
                .clone(),
            ),
        },
        "string" => match rng.u8(0..3) {
            0 => ("minLength", count(rng)),
            1 => ("maxLength", count(rng)),
            _ => (
                "pattern",
                json!(["^a", "b$", "^[a-c]{1,3}$", "é", "^\\d+$", "^$"][rng.usize(..6)]),
            ),
        },
        "array" => match rng.u8(0..3) {
            0 => ("minItems", count(rng)),
            1 => ("maxItems", count(rng)),
            _ => ("uniqueItems", json!(rng.bool())),
        },
        _ => match rng.bool() {
            true => ("minProperties", count(rng)),
            false => ("maxProperties", count(rng)),
        },
    }
}

/// A value of the kind, near to a limit.
fn value(schema: &Value, rng: &mut Rng) -> Value {
    let number = |integer: bool, rng: &mut Rng| {
        let bounds = [
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
        ];
        let near = schema.get(bounds[rng.usize(..5)]).and_then(Value::as_f64);
        let near = near.unwrap_or_default() * f64::from(rng.i8(1..4));
        match integer {
            true => json!(near as i64 + rng.i64(-2..3)),
            false => json!(near + [0.0, 0.1, -0.1, 0.5, 1.0, 1e-9][rng.usize(..6)]),
        }
    };
    let text = |rng: &mut Rng| {
        let letters = ["a", "b", "c", "é", "e\u{301}", "😀", "👩‍👧", "1", " "];
        let all: String = (0..rng.usize(0..5))
            .map(|_| letters[rng.usize(..letters.len())])
            .collect();
        json!(all)
    };
    match schema["type"].as_str().unwrap() {
        "integer" => number(true, rng),
        "number" => number(false, rng),
        "string" => text(rng),
        "array" => {
            let item = |rng: &mut Rng| match schema["items"]["type"].as_str().unwrap() {
                "integer" => json!(rng.i64(0..4)),
                "number" => json!(rng.i64(0..4) as f64 / 2.0),
                _ => text(rng),
            };
            (0..rng.usize(0..6)).map(|_| item(rng)).collect()
        }
        _ => Value::Object(
            (0..rng.usize(0..6))
                .map(|at| (format!("k{at}"), json!(at)))
                .collect(),
        ),
    }
}

/// The text of the crate of a document in which each schema is a member that is sent.
fn crate_of(schemas: &[Value]) -> Vec<(String, String)> {
    let name = |at: usize| format!("Thing{at}");
    let types = schemas.iter().enumerate().map(|(at, schema)| {
        (
            name(at),
            json!({"type": "object", "required": ["v"], "properties": {"v": schema}}),
        )
    });
    let paths = (0..schemas.len()).map(|at| {
        let schema = json!({"$ref": format!("#/components/schemas/{}", name(at))});
        let body = json!({"required": true, "content": {"application/json": {"schema": schema}}});
        let post = json!({"operationId": format!("send{at}"), "requestBody": body, "responses": {"204": {"description": "D"}}});
        (format!("/{at}"), json!({"post": post}))
    });
    let document = json!({
        "openapi": "3.1.0", "info": {"title": "T", "version": "1"},
        "paths": paths.collect::<Map<_, _>>(), "components": {"schemas": types.collect::<Map<_, _>>()},
    });
    let mut config = Config::default();
    config.input.document = "a.json".into();
    config.output.crate_name = "x".to_owned();
    let files = MemoryFiles([("a.json".into(), document.to_string().into_bytes())].into());
    let outcome = clientwright::generate(&config, &files);
    let said: Vec<_> = outcome
        .diagnostics
        .sorted()
        .iter()
        .map(|one| one.message.clone())
        .collect();
    assert!(!outcome.files.is_empty(), "{said:?}");
    outcome
        .files
        .into_iter()
        .map(|file| (file.path, file.text))
        .collect()
}

/// Whether the member has a type without negative numbers, which is a limit too.
fn is_unsigned(files: &[(String, String)], at: usize) -> bool {
    let head = format!("pub struct Thing{at} {{");
    let rest = files
        .iter()
        .find_map(|(_, text)| text.split_once(&head))
        .unwrap()
        .1;
    let (_, ty) = rest.split_once("pub v: ").unwrap();
    ty.starts_with('u') || ty.starts_with("NonZeroU")
}

/// The calls on the checker that are generated for a type.
fn calls(files: &[(String, String)], at: usize) -> Vec<ExprMethodCall> {
    let head = format!("impl wire::Check for types::Thing{at} {{");
    // A type without limits checks nothing.
    let Some((_, text)) = files.iter().find(|(_, text)| text.contains(&head)) else {
        return Vec::new();
    };
    let file = syn::parse_file(text).unwrap();
    let start = file.items.into_iter().filter_map(|item| match item {
        Item::Impl(item) => Some(item),
        _ => None,
    });
    let own = start.filter(|item| {
        let of = item.trait_.as_ref().map(|(path, _)| path.segments.last().unwrap().ident.to_string());
        of.as_deref() == Some("Check")
            && matches!(&*item.self_ty, syn::Type::Path(ty) if ty.path.segments.last().unwrap().ident == format!("Thing{at}").as_str())
    });
    let methods = own
        .flat_map(|item| item.items)
        .filter_map(|item| match item {
            ImplItem::Fn(method) => Some(method.block.stmts),
            _ => None,
        });
    let calls = methods.flatten().map(|statement| match statement {
        Stmt::Expr(Expr::MethodCall(call), _) => call,
        _ => panic!("Thing{at} has something else than calls"),
    });
    calls.collect()
}

/// A number as it is written.
fn number(expression: &Expr) -> String {
    match expression {
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => {
            format!("-{}", number(&unary.expr))
        }
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(integer) => integer.base10_digits().to_owned(),
            Lit::Float(float) => float.base10_digits().to_owned(),
            _ => panic!("no number"),
        },
        _ => panic!("no number"),
    }
}

/// What stands in `Some(…)`.
fn optional(expression: &Expr) -> Option<&Expr> {
    match expression {
        Expr::Call(call) => call.args.first(),
        _ => None,
    }
}

fn bound<T: std::str::FromStr>(expression: &Expr) -> Option<T> {
    let text = number(optional(expression)?);
    Some(text.parse().ok().unwrap_or_else(|| panic!("{text}")))
}

/// A bound, and whether it is itself excluded.
fn edge(expression: &Expr) -> Option<(f64, bool)> {
    let Expr::Tuple(pair) = optional(expression)? else {
        panic!("no pair");
    };
    let excluded = matches!(&pair.elems[1], Expr::Lit(literal) if matches!(&literal.lit, Lit::Bool(flag) if flag.value));
    Some((number(&pair.elems[0]).parse().unwrap(), excluded))
}

/// Whether a request with the value is refused.
fn is_refused(calls: &[ExprMethodCall], schema: &Value, value: &Value) -> bool {
    let mut request = RequestBuilder::new(&SEND);
    let check = request.check();
    for call in calls {
        let arguments: Vec<&Expr> = call.args.iter().collect();
        match call.method.to_string().as_str() {
            "integer" => check.integer(
                "v",
                value.as_i64().unwrap(),
                bound(arguments[2]),
                bound(arguments[3]),
            ),
            "number" if value.is_i64() => check.number(
                "v",
                value.as_i64().unwrap(),
                edge(arguments[2]),
                edge(arguments[3]),
            ),
            "number" => check.number(
                "v",
                value.as_f64().unwrap(),
                edge(arguments[2]),
                edge(arguments[3]),
            ),
            "multiple_of" => check.multiple_of(
                "v",
                value.as_f64().unwrap(),
                number(arguments[2]).parse().unwrap(),
            ),
            "length" => check.length(
                "v",
                value.as_str().unwrap(),
                bound(arguments[2]),
                bound(arguments[3]),
            ),
            "pattern" => {
                let Expr::Lit(literal) = arguments[2] else {
                    panic!("no pattern")
                };
                let Lit::Str(pattern) = &literal.lit else {
                    panic!("no pattern")
                };
                check.pattern("v", value.as_str().unwrap(), &pattern.value());
            }
            "items" => {
                let count = value
                    .as_array()
                    .map_or_else(|| value.as_object().unwrap().len(), Vec::len);
                check.items("v", count, bound(arguments[2]), bound(arguments[3]));
            }
            "unique" => {
                let list = value.as_array().unwrap();
                match schema["items"]["type"].as_str().unwrap() {
                    "string" => check.unique("v", list),
                    _ => check.unique(
                        "v",
                        &list
                            .iter()
                            .map(|one| one.as_f64().unwrap())
                            .collect::<Vec<_>>(),
                    ),
                }
            }
            other => panic!("a limit that this test does not know: {other}"),
        }
    }
    request.finish().is_err()
}

#[test]
fn limits_accept_what_a_validator_accepts() {
    let cases = std::env::var("CLIENTWRIGHT_CASES").ok();
    let cases: usize = cases.map_or(150, |cases| cases.parse().unwrap());
    let mut rng = Rng::with_seed(7);
    let schemas: Vec<Value> = (0..cases).map(|_| schema(&mut rng)).collect();
    let files = crate_of(&schemas);
    let (mut wrong, mut accepted, mut refused) = (Vec::new(), 0, 0);
    for (at, schema) in schemas.iter().enumerate() {
        let (calls, is_unsigned) = (calls(&files, at), is_unsigned(&files, at));
        let validator = jsonschema::validator_for(schema).unwrap();
        for _ in 0..40 {
            let value = value(schema, &mut rng);
            if is_unsigned && value.as_i64().is_some_and(|value| value < 0) {
                assert!(
                    !validator.is_valid(&value),
                    "{schema}: {value} has no place in the type"
                );
                continue;
            }
            let (ours, theirs) = (
                !is_refused(&calls, schema, &value),
                validator.is_valid(&value),
            );
            *if theirs { &mut accepted } else { &mut refused } += 1;
            if ours != theirs {
                wrong.push(format!(
                    "{schema}: {value} is {}",
                    if theirs { "refused" } else { "accepted" }
                ));
            }
        }
    }
    wrong.dedup();
    assert!(
        wrong.is_empty(),
        "{} findings: {:#?}",
        wrong.len(),
        &wrong[..wrong.len().min(30)]
    );
    assert!(
        accepted * 5 > refused && refused * 5 > accepted,
        "{accepted} accepted, {refused} refused"
    );
}
