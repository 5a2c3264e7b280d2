//! Requests and answers: JSON, and after that of a request the files that it names.
//!
//! A request is the length of its JSON (4 bytes, the least first), the JSON, and the bytes of the files, one after
//! the other.

use clientwright::config::{Config, check_name};
use clientwright::diagnostic::{Code, Message};
use clientwright::report::{self, Format};
use clientwright::source::MemoryFiles;
use clientwright::{Outcome, Tell};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(Deserialize)]
struct Request {
    /// The path of the document.
    document: PathBuf,
    /// The paths of overlays, in the order in which they apply.
    overlays: Vec<PathBuf>,
    /// The name of the package.
    name: String,
    /// The slugs of diagnostics whose place may be left out.
    allow: Vec<String>,
    /// In the order of their bytes.
    files: Vec<Given>,
}

/// A file of the request.
#[derive(Deserialize)]
struct Given {
    path: PathBuf,
    bytes: usize,
}

#[derive(Default, Serialize)]
struct Answer {
    /// The version of the generator.
    version: &'static str,
    /// Why nothing could be begun.
    failure: Option<String>,
    findings: Vec<Finding>,
    /// What the kinds of findings mean, in Markdown.
    explanations: BTreeMap<&'static str, &'static str>,
    /// The files of the crate.
    files: Vec<Made>,
    /// The page of the report.
    report: Option<String>,
    operations: usize,
    types: usize,
}

#[derive(Serialize)]
struct Finding {
    #[serde(flatten)]
    message: Message,
    /// As a terminal shows it, in HTML.
    shown: String,
}

#[derive(Serialize)]
struct Made {
    path: String,
    text: String,
}

/// Generates what a request asks for.
pub fn answer(request: &[u8], tell: Tell<'_>) -> Vec<u8> {
    let answer = understood(request)
        .and_then(|(config, files)| {
            check_name(&config.output.crate_name)?;
            let outcome = clientwright::generate_telling(&config, &files, tell);
            Ok(Answer::of(outcome))
        })
        .unwrap_or_else(|why| Answer {
            failure: Some(why),
            ..Answer::default()
        });
    // Only maps with keys that are not texts can fail, and there are none.
    serde_json::to_vec(&answer).unwrap_or_default()
}

fn understood(request: &[u8]) -> Result<(Config, MemoryFiles), String> {
    let broken = || "the request is cut short".to_owned();
    let (length, rest) = request.split_first_chunk::<4>().ok_or_else(broken)?;
    let length = u32::from_le_bytes(*length) as usize;
    let (json, mut rest) = rest.split_at_checked(length).ok_or_else(broken)?;
    let request: Request = serde_json::from_slice(json).map_err(|error| error.to_string())?;
    let mut files = MemoryFiles::default();
    for Given { path, bytes } in request.files {
        let (file, after) = rest.split_at_checked(bytes).ok_or_else(broken)?;
        files.0.insert(path, file.to_vec());
        rest = after;
    }
    let mut config = Config::default();
    config.input.document = request.document;
    config.input.overlays = request.overlays;
    config.output.crate_name = request.name;
    for slug in request.allow {
        config.allow.push(clientwright::config::parse_code(&slug)?);
    }
    Ok((config, files))
}

impl Answer {
    fn of(outcome: Outcome) -> Self {
        let (operations, types) = match &outcome.api {
            Some((api, _)) => (api.coverage.operations.generated, api.types.len()),
            None => (0, 0),
        };
        let found = outcome.diagnostics.sorted();
        let kinds: Vec<Code> = found.iter().map(|one| one.code).collect();
        let findings = found.into_iter().map(|one| Finding {
            message: Message::new(one, &outcome.sources),
            shown: report::snippet(one, &outcome.sources),
        });
        Self {
            version: env!("CARGO_PKG_VERSION"),
            failure: None,
            findings: findings.collect(),
            explanations: kinds
                .iter()
                .map(|code| (code.slug(), code.explanation()))
                .collect(),
            report: outcome.report(Format::Html),
            operations,
            types,
            files: outcome
                .files
                .into_iter()
                .map(|file| Made {
                    path: file.path,
                    text: file.text,
                })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::answer;
    use serde_json::{Value, json};

    fn asked(name: &str, text: &str) -> Value {
        let request = json!({
            "document": "a.yaml", "overlays": [], "name": name, "allow": [],
            "files": [{"path": "a.yaml", "bytes": text.len()}],
        });
        let request = request.to_string();
        let mut bytes = (request.len() as u32).to_le_bytes().to_vec();
        bytes.extend(request.bytes().chain(text.bytes()));
        serde_json::from_slice(&answer(&bytes, &|_| {})).unwrap()
    }

    #[test]
    fn a_document_becomes_files_and_findings() {
        let text = "{openapi: 3.0.3, info: {title: <T>, version: '1', x: 1}, paths: {}}";
        let answer = asked("pets", text);
        let first = &answer["findings"][0];
        assert_eq!(first["places"][0]["line"], 1, "{answer}");
        assert!(first["shown"].as_str().unwrap().contains("&lt;T&gt;"));
        let code = first["code"].as_str().unwrap();
        assert!(answer["explanations"][code].is_string());
        assert_eq!(answer["files"][0]["path"], "Cargo.toml");
        assert!(answer["report"].is_string());
    }

    #[test]
    fn what_cannot_be_begun_says_why() {
        assert!(asked("1", "")["failure"].as_str().unwrap().contains("`1`"));
        let cut: Value = serde_json::from_slice(&answer(b"12", &|_| {})).unwrap();
        assert_eq!(cut["failure"], "the request is cut short");
    }
}
