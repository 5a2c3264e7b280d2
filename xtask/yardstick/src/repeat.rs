//! A document so many times as large: each copy has components, paths, operations and tags of its own.

use serde_json::Value;
use std::fs::File;
use std::io::{BufWriter, Write};

/// Writes the document so many times as large. The first copy is the document itself.
pub fn run(document: &str, times: &str, output: &str) -> Result<(), String> {
    let document = super::parse(document)?;
    let times: usize = times.parse().map_err(|_| format!("{times}: no number"))?;
    let failed = |error: std::io::Error| format!("{output}: {error}");
    let mut file = BufWriter::new(File::create(output).map_err(failed)?);
    whole(&document, times, &mut file).map_err(failed)?;
    file.flush().map_err(failed)
}

/// Written piece by piece: the copies are never in memory together.
fn whole(document: &Value, times: usize, file: &mut impl Write) -> std::io::Result<()> {
    file.write_all(b"{")?;
    for (at, (key, value)) in members(document).enumerate() {
        if at > 0 {
            file.write_all(b",")?;
        }
        write!(file, "{}:", Value::from(key.as_str()))?;
        match key.as_str() {
            "paths" => copies(value, times, file, path)?,
            "components" => components(value, times, file)?,
            "tags" => tags(value, times, file)?,
            _ => serde_json::to_writer(&mut *file, value)?,
        }
    }
    file.write_all(b"}\n")
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn components(kinds: &Value, times: usize, file: &mut impl Write) -> std::io::Result<()> {
    file.write_all(b"{")?;
    for (at, (kind, map)) in members(kinds).enumerate() {
        if at > 0 {
            file.write_all(b",")?;
        }
        write!(file, "{}:", Value::from(kind.as_str()))?;
        // Operations name these without a reference.
        let times = if kind == "securitySchemes" { 1 } else { times };
        copies(map, times, file, name)?;
    }
    file.write_all(b"}")
}

/// A map, so many times, each with other keys.
fn copies(
    map: &Value,
    times: usize,
    file: &mut impl Write,
    key_of: fn(&str, usize) -> String,
) -> std::io::Result<()> {
    file.write_all(b"{")?;
    let mut first = true;
    for copy in 0..times {
        for (key, value) in members(map) {
            if !first {
                file.write_all(b",")?;
            }
            first = false;
            let mut value = value.clone();
            rename(&mut value, copy);
            write!(file, "{}:", Value::from(key_of(key, copy)))?;
            serde_json::to_writer(&mut *file, &value)?;
        }
    }
    file.write_all(b"}")
}

fn tags(list: &Value, times: usize, file: &mut impl Write) -> std::io::Result<()> {
    let mut all = Vec::new();
    for copy in 0..times {
        for tag in list.as_array().into_iter().flatten() {
            let mut tag = tag.clone();
            rename_text(tag.get_mut("name"), copy);
            all.push(tag);
        }
    }
    serde_json::to_writer(file, &all)?;
    Ok(())
}

/// References, operation ids and tags of a copy are those of the copy.
fn rename(value: &mut Value, copy: usize) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, copy)),
        Value::Object(members) => {
            let is_operation = members.contains_key("responses");
            if is_operation {
                rename_text(members.get_mut("operationId"), copy);
                let tags = members.get_mut("tags").and_then(Value::as_array_mut);
                for tag in tags.into_iter().flatten() {
                    rename_text(Some(tag), copy);
                }
            }
            if members.get("$ref").is_some_and(Value::is_string) {
                rename_text(members.get_mut("$ref"), copy);
            }
            members.values_mut().for_each(|member| rename(member, copy));
        }
        _ => {}
    }
}

fn rename_text(value: Option<&mut Value>, copy: usize) {
    if let Some(Value::String(text)) = value {
        *text = name(text, copy);
    }
}

fn name(text: &str, copy: usize) -> String {
    match copy {
        0 => text.to_owned(),
        _ => format!("{text}-copy{copy}"),
    }
}

fn path(text: &str, copy: usize) -> String {
    match copy {
        0 => text.to_owned(),
        _ => format!("/copy{copy}{text}"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    #[test]
    fn copies_have_names_of_their_own() {
        let document = json!({
            "openapi": "3.0.3",
            "paths": {"/pets": {"get": {
                "operationId": "list", "tags": ["pets"],
                "responses": {"200": {"$ref": "#/components/responses/Pets"}}
            }}},
            "components": {
                "responses": {"Pets": {"description": "all"}},
                "securitySchemes": {"key": {"type": "http", "scheme": "basic"}}
            }
        });
        let mut text = Vec::new();
        super::whole(&document, 2, &mut text).unwrap();
        let large: Value = serde_json::from_slice(&text).unwrap();
        let operation = &large["paths"]["/copy1/pets"]["get"];
        assert_eq!(operation["operationId"], "list-copy1");
        assert_eq!(operation["tags"][0], "pets-copy1");
        let answer = "#/components/responses/Pets-copy1";
        assert_eq!(operation["responses"]["200"]["$ref"], answer);
        assert_eq!(
            large["components"]["responses"].as_object().unwrap().len(),
            2
        );
        assert_eq!(
            large["components"]["securitySchemes"]
                .as_object()
                .unwrap()
                .len(),
            1
        );
        assert_eq!(large["paths"]["/pets"], document["paths"]["/pets"]);
    }
}
