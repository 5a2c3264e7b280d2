//! What to call of a document: every operation, with instances of its schemas.

use crate::corpus::failed;
use crate::interop::document::Document;
use crate::interop::driver;
use clientwright::document::{Format, write as text};
use clientwright::ir::{Codec, Content, Operation, Presence};
use clientwright::source::Pointer;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Valid instances by the place of their schema, a small one first and a full one last.
pub type Instances = BTreeMap<String, Vec<Value>>;

/// Makes instances for all parameters and bodies: in a program of its own, whose dependencies
/// `cargo xtask` does without.
pub fn instances(folder: &Path, documents: &[Document]) -> Result<Vec<Instances>, String> {
    let mut wanted = Vec::new();
    for document in documents {
        let node = document
            .normal
            .as_ref()
            .ok_or("error: there is no document\n")?;
        let normal = text(node, Format::Json)?;
        let normal: Value = serde_json::from_str(&normal).map_err(|error| error.to_string())?;
        let schemas: Vec<String> = places(document)
            .filter_map(|at| schema(&normal, &at))
            .collect();
        wanted.push(json!({ "document": normal, "schemas": schemas }));
    }
    let (asked, made) = (folder.join("wanted.json"), folder.join("instances.json"));
    fs::write(&asked, Value::Array(wanted).to_string()).map_err(failed(&asked))?;
    let status = Command::new(crate::cargo_program())
        .args([
            "run",
            "--quiet",
            "--release",
            "--manifest-path",
            "xtask/Cargo.toml",
        ])
        .args(["-p", "roundtrip", "--", "instances"])
        .args([&asked, &made])
        .status()
        .map_err(|error| format!("error: cargo: {error}\n"))?;
    if !status.success() {
        return Err("error: no instances were made\n".to_owned());
    }
    let text = fs::read_to_string(&made).map_err(failed(&made))?;
    serde_json::from_str(&text).map_err(|error| format!("error: {}: {error}\n", made.display()))
}

fn operations(document: &Document) -> impl Iterator<Item = &Operation> {
    let services = document.api.services.iter();
    services.flat_map(|service| &service.operations)
}

/// The places of all parameters and representations.
fn places(document: &Document) -> impl Iterator<Item = Pointer> {
    operations(document).flat_map(|operation| {
        let parameters = operation
            .parameters
            .iter()
            .map(|one| one.origin.pointer.clone());
        let contents = operation.body.iter().flat_map(|body| &body.contents);
        parameters.chain(contents.map(|one| one.origin.pointer.clone()))
    })
}

/// The place of the schema of a parameter or representation.
fn schema(normal: &Value, at: &Pointer) -> Option<String> {
    let at = at.to_string();
    let own = normal.pointer(at.trim_start_matches('#'))?;
    if own.get("schema").is_some() {
        return Some(format!("{at}/schema"));
    }
    let (media_type, _) = own.get("content")?.as_object()?.iter().next()?;
    let media_type = media_type.replace('~', "~0").replace('/', "~1");
    Some(format!("{at}/content/{media_type}/schema"))
}

/// The plan: each operation with what it requires, and with everything.
pub fn write(document: &Document, instances: &Instances, base: &str) -> Value {
    let mut calls = Vec::new();
    for operation in operations(document) {
        for (word, full) in [("required", false), ("everything", true)] {
            let name = driver::name(operation);
            calls.push(json!({
                "scenario": format!("{} {name} {word}", document.package),
                "document": document.package,
                "operation": name,
                "path": operation.path.text,
                "values": values(operation, instances, full),
                "request": { "body": body(operation, instances, full) },
            }));
        }
    }
    json!({ "base": base, "written_for": base, "calls": calls })
}

/// The arguments by the places of the parameters.
fn values(operation: &Operation, instances: &Instances, full: bool) -> Value {
    let mut values = Map::new();
    for (at, parameter) in operation.parameters.iter().enumerate() {
        let wanted = full || parameter.presence == Presence::Required;
        let found = instance(instances, &parameter.origin.pointer, full).filter(|_| wanted);
        // An optional one without a value is better left out.
        let sendable =
            |value: &&Value| parameter.presence == Presence::Required || !is_empty(value);
        if let Some(value) = found.filter(sendable) {
            values.insert(at.to_string(), whole(value));
        }
    }
    Value::Object(values)
}

fn body(operation: &Operation, instances: &Instances, full: bool) -> Option<Value> {
    let body = operation.body.as_ref()?;
    let content = body.contents.first()?;
    if !full && body.presence == Presence::Optional {
        return None;
    }
    let value = value(content, instances, full)?;
    Some(json!({ "contentType": content.media_type, "raw": value }))
}

/// The text of a body: JSON, or a text as it is.
fn value(content: &Content, instances: &Instances, full: bool) -> Option<String> {
    let value = instance(instances, &content.origin.pointer, full);
    match content.codec {
        Codec::Text | Codec::Bytes => {
            let text = value.and_then(Value::as_str);
            Some(text.unwrap_or("text").to_owned())
        }
        _ => Some(value?.to_string()),
    }
}

/// Whole numbers as integers, as they stand in a request.
fn whole(value: &Value) -> Value {
    let float = value
        .as_f64()
        .filter(|float| value.is_f64() && float.fract() == 0.0);
    match (float, value) {
        (Some(float), _) => json!(float as i64),
        (None, Value::Array(all)) => all.iter().map(whole).collect(),
        (None, other) => other.clone(),
    }
}

/// The smallest or the largest instance that says something and is in Prism's range.
fn instance<'a>(instances: &'a Instances, at: &Pointer, full: bool) -> Option<&'a Value> {
    let place = format!("{at}/");
    let mut found = instances.range(place.clone()..);
    let (_, all) = found.find(|(own, _)| own.starts_with(&place))?;
    let all: Vec<_> = all.iter().filter(|one| is_exact(one)).collect();
    let mut some = all.iter().filter(|one| !is_empty(one));
    let chosen = if full { some.next_back() } else { some.next() };
    chosen.or(all.first()).copied()
}

/// Prism reads numbers as JavaScript does.
fn is_exact(value: &Value) -> bool {
    const MOST: f64 = 9_007_199_254_740_991.0;
    match value {
        Value::Number(number) => number.as_f64().is_some_and(|number| number.abs() <= MOST),
        Value::Array(all) => all.iter().all(is_exact),
        Value::Object(all) => all.values().all(is_exact),
        Value::Null | Value::Bool(_) | Value::String(_) => true,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(all) => all.is_empty(),
        Value::Object(all) => all.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
