//! What cargo says to programs, by crate.

use super::record::Built;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// What was said about each package, named by its folder.
pub fn read(output: &str) -> BTreeMap<String, Built> {
    let mut built: BTreeMap<String, Built> = BTreeMap::new();
    for line in output.lines() {
        let Ok(message) = serde_json::from_str::<Value>(line) else {
            continue;
        };
        let text = |key: &str| message.get(key).and_then(Value::as_str);
        let Some(package) = text("manifest_path").and_then(package) else {
            continue;
        };
        match text("reason") {
            Some("compiler-artifact") => {
                let built = built.entry(package).or_default();
                built.clean = built.errors + built.warnings == 0;
                built.fresh = message.get("fresh").and_then(Value::as_bool) == Some(true);
            }
            Some("compiler-message") => {
                if let Some(said) = message.get("message") {
                    add(built.entry(package).or_default(), said);
                }
            }
            _ => {}
        }
    }
    built
}

/// The folder's name, for crates of the corpus.
fn package(manifest: &str) -> Option<String> {
    let folder = Path::new(manifest).parent()?;
    let beside = folder.parent()?.file_name()?;
    let name = folder.file_name()?.to_str()?;
    (beside == "crates").then(|| name.to_owned())
}

fn add(built: &mut Built, said: &Value) {
    let text = |key: &str| said.get(key).and_then(Value::as_str).unwrap_or_default();
    let code = said.pointer("/code/code").and_then(Value::as_str);
    let is_error = text("level").starts_with("error");
    // "2 warnings emitted" and "aborting due to 3 errors" come without a place.
    let place = said.pointer("/spans/0");
    if place.is_none() && (text("level") == "warning" || text("message").starts_with("aborting")) {
        return;
    }
    if !is_error && text("level") != "warning" {
        return;
    }
    let first = is_error && built.errors == 0 || built.errors + built.warnings == 0;
    built.clean = false;
    if is_error {
        built.errors += 1;
    } else {
        built.warnings += 1;
    }
    if first {
        let code = code.map_or_else(String::new, |code| format!("[{code}]"));
        let place = place.map_or_else(String::new, |span| {
            let file = span
                .get("file_name")
                .and_then(Value::as_str)
                .unwrap_or_default();
            let file = file.rsplit_once("/src/").map_or(file, |(_, inside)| inside);
            let line = span
                .get("line_start")
                .and_then(Value::as_u64)
                .unwrap_or_default();
            format!(" (src/{file}:{line})")
        });
        built.first = Some(format!(
            "{}{code}: {}{place}",
            text("level"),
            text("message")
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn errors_come_before_warnings() {
        let line = |level: &str, text: &str| {
            format!(
                r#"{{"reason":"compiler-message","manifest_path":"/x/crates/c-a/Cargo.toml",
                "message":{{"level":"{level}","message":"{text}","code":{{"code":"E1"}},
                "spans":[{{"file_name":"/x/crates/c-a/src/lib.rs","line_start":3}}]}}}}"#
            )
            .replace('\n', "")
        };
        let output = [line("warning", "unused"), line("error", "no such type")].join("\n");
        let built = read(&output);
        let built = built.get("c-a").unwrap();
        assert_eq!((built.errors, built.warnings, built.clean), (1, 1, false));
        let first = built.first.as_deref();
        assert_eq!(first, Some("error[E1]: no such type (src/lib.rs:3)"));
    }

    #[test]
    fn an_artifact_without_messages_is_clean() {
        let output = r#"{"reason":"compiler-artifact","manifest_path":"/x/crates/c-b/Cargo.toml","fresh":true}
{"reason":"compiler-artifact","manifest_path":"/x/runtime/Cargo.toml","fresh":true}"#;
        let built = read(output);
        assert_eq!(built.len(), 1);
        assert!(
            built
                .get("c-b")
                .is_some_and(|built| built.clean && built.fresh)
        );
    }
}
