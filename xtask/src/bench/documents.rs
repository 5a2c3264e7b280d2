//! The documents that generators are measured with.

use crate::corpus::failed;
use std::path::{Path, PathBuf};

/// A document.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its short name, and that of the packages made of it.
    pub name: &'static str,
    /// What it is.
    pub title: &'static str,
    /// The file.
    pub path: PathBuf,
    /// Its size, in bytes.
    pub size: u64,
}

impl Document {
    /// Whether it is JSON, else YAML.
    pub fn is_json(&self) -> bool {
        self.path.extension().is_some_and(|end| end == "json")
    }
}

/// The documents: name, title, file. Those of others stand beside the project.
const DOCUMENTS: &[(&str, &str, &str)] = &[
    (
        "aitoearn",
        "AiToEarn's open platform (OpenAPI 3.0)",
        "spec/aitoearn.openapi.yaml",
    ),
    (
        "github",
        "GitHub's REST API (OpenAPI 3.0)",
        "oxidecomputer-progenitor/api.github.com.json",
    ),
    (
        "twilio",
        "Twilio's core API (OpenAPI 3.0)",
        "twilio-twilio-oai/twilio_api_v2010.json",
    ),
    (
        "asana",
        "Asana's API (OpenAPI 3.0)",
        "Asana-openapi/asana_oas.yaml",
    ),
    (
        "openai",
        "OpenAI's API (OpenAPI 3.1)",
        "hey-api-openapi-ts/3.1.x/openai.yaml",
    ),
    (
        "nexus",
        "Oxide's control plane (OpenAPI 3.0)",
        "oxidecomputer-progenitor/nexus.json",
    ),
];

/// All documents.
pub fn all() -> Result<Vec<Document>, String> {
    let corpus = crate::shared::folder()?.join("corpus");
    let documents = DOCUMENTS.iter().map(|(name, title, file)| {
        let own = Path::new(file);
        let path = match own.is_file() {
            true => own.to_owned(),
            false => corpus.join(file),
        };
        let size = std::fs::metadata(&path).map_err(failed(&path))?.len();
        Ok(Document {
            name,
            title,
            path,
            size,
        })
    });
    documents.collect()
}

/// The document of this name.
pub fn named(name: &str) -> Result<Document, String> {
    let mut documents = all()?.into_iter();
    let found = documents.find(|document| document.name == name);
    found.ok_or_else(|| format!("error: there is no document `{name}`\n"))
}
