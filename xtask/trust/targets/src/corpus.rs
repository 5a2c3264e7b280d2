//! The documents to begin with: whatever can be read in a folder.

use clientwright::diagnostic::Diagnostics;
use clientwright::document;
use clientwright::limits::Limits;
use clientwright::source::SourceMap;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// Documents, as trees.
#[derive(Debug)]
pub struct Corpus(pub Vec<Value>);

/// How many documents seeds are made of.
const MOST: usize = 200;
/// How large they are at most, in bytes: what is fuzzed has to be quick.
const LARGEST: u64 = 20_000;

impl Corpus {
    /// Small documents from all parts of a folder.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let paths = documents(folder, LARGEST)?;
        let every = paths.len().div_ceil(MOST).max(1);
        Ok(Self(
            paths
                .iter()
                .step_by(every)
                .filter_map(|path| tree(path))
                .collect(),
        ))
    }

    /// The documents as text.
    pub fn texts(&self) -> Vec<Vec<u8>> {
        self.0
            .iter()
            .map(|document| document.to_string().into_bytes())
            .collect()
    }

    /// Values that somebody gave as an example of what is sent.
    pub fn values(&self) -> Vec<&Value> {
        let mut found = Vec::new();
        for document in &self.0 {
            gather(document, &mut found);
        }
        let every = found.len().div_ceil(MOST).max(1);
        found.into_iter().step_by(every).collect()
    }
}

fn gather<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                if matches!(
                    key.as_str(),
                    "example" | "default" | "value" | "enum" | "schema"
                ) {
                    found.push(value);
                }
                gather(value, found);
            }
        }
        Value::Array(elements) => elements.iter().for_each(|element| gather(element, found)),
        _ => {}
    }
}

/// The paths of whole documents below a folder, in order.
///
/// # Errors
/// A folder that cannot be read, or one without documents.
pub fn documents(folder: &Path, largest: u64) -> Result<Vec<PathBuf>, String> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    let about = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).map_err(|error| about(&next, error))? {
            let path = entry.map_err(|error| about(&next, error))?.path();
            let kind = path.extension().and_then(|kind| kind.to_str());
            if path.is_dir() {
                open.push(path);
            } else if matches!(kind, Some("yaml" | "yml" | "json"))
                && path.metadata().is_ok_and(|data| data.len() < largest)
                && is_document(&path)
            {
                found.push(path);
            }
        }
    }
    found.sort();
    match found.is_empty() {
        true => Err(format!("{} has no documents", folder.display())),
        false => Ok(found),
    }
}

/// Whether it is a whole document, and no piece of one.
fn is_document(path: &Path) -> bool {
    let head = fs::read(path).unwrap_or_default();
    let head = String::from_utf8_lossy(head.get(..4_000).unwrap_or(&head)).into_owned();
    head.contains("openapi") || head.contains("swagger")
}

/// The tree of a document; `None` if it cannot be read.
pub fn tree(path: &Path) -> Option<Value> {
    let limits = Limits::default();
    let (mut sources, mut diagnostics) = (SourceMap::new(), Diagnostics::default());
    let text = document::text("it", fs::read(path).ok()?, &limits).ok()?;
    let file = sources.add("it", text);
    let node = document::read(&sources, file, &limits, &mut diagnostics)?;
    let text = document::write(&node, document::Format::Json).ok()?;
    serde_json::from_str(&text).ok()
}
