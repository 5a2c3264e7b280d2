//! What to call, and what to expect: the data of the suite as `cargo xtask interop` hands it over.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// A run against one server.
#[derive(Debug, Deserialize)]
pub struct Plan {
    /// The server's URL, without a path.
    pub base: String,
    /// The host that the data of the suite was written for.
    pub written_for: String,
    /// In the order of the scenarios.
    pub calls: Vec<Call>,
}

/// One request of a scenario.
#[derive(Debug, Deserialize)]
pub struct Call {
    /// The scenario.
    pub scenario: String,
    /// The generated crate; `None` if no operation of any document is meant.
    pub document: Option<String>,
    /// `METHOD /path` as the document has it.
    pub operation: Option<String>,
    /// The path of the server's URL.
    #[serde(default)]
    pub server: String,
    /// The path after it, as it is sent.
    pub path: String,
    /// The values of the parameters, by their places; else they are in what is sent.
    pub values: Option<BTreeMap<usize, Value>>,
    /// What is sent.
    pub request: Request,
    /// What comes back; else anything that is no complaint.
    pub response: Option<Response>,
}

/// What is sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Request {
    /// By name; a list for a name that comes several times.
    pub query: BTreeMap<String, Value>,
    /// By name.
    pub headers: BTreeMap<String, Value>,
    /// The body.
    pub body: Option<Body>,
}

/// What comes back.
#[derive(Debug, Deserialize)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// By name.
    #[serde(default)]
    pub headers: BTreeMap<String, Value>,
    /// The body.
    pub body: Option<Body>,
}

/// A body.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Body {
    /// The media type.
    pub content_type: Option<String>,
    /// What it is, unless it is a form.
    pub raw: Option<Raw>,
    /// The texts of a form.
    pub parts: BTreeMap<String, Value>,
    /// The files of a form.
    pub files: Vec<Part>,
}

/// A file of a form.
#[derive(Debug, Deserialize)]
pub struct Part {
    /// The member.
    #[serde(rename = "fieldname")]
    pub member: String,
    /// The name of the file.
    #[serde(rename = "originalname")]
    pub name: String,
    /// The bytes.
    pub buffer: Buffer,
    /// The media type.
    #[serde(rename = "mimetype")]
    pub media_type: String,
}

/// Bytes, as Node.js writes them.
#[derive(Debug, Deserialize)]
pub struct Buffer {
    /// One by one.
    pub data: Vec<u8>,
}

/// Text or bytes.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Raw {
    /// Text.
    Text(String),
    /// Bytes.
    Bytes {
        /// As base64.
        base64: String,
    },
}

impl Body {
    /// The bytes.
    ///
    /// # Errors
    /// If it is a form, or not base64 where it should be.
    pub fn bytes(&self) -> Result<Vec<u8>, String> {
        match &self.raw {
            Some(Raw::Text(text)) => Ok(text.clone().into_bytes()),
            Some(Raw::Bytes { base64 }) => {
                let decoded = BASE64_STANDARD.decode(base64);
                decoded.map_err(|error| format!("the data: {error}"))
            }
            None => Err("the data says no bytes of a body".to_owned()),
        }
    }

    /// The text.
    ///
    /// # Errors
    /// If it is none.
    pub fn text(&self) -> Result<String, String> {
        String::from_utf8(self.bytes()?).map_err(|error| format!("the data: {error}"))
    }

    /// Whether the media type is one of JSON.
    pub fn is_json(&self) -> bool {
        let media_type = self.content_type.as_deref().unwrap_or_default();
        media_type.ends_with("/json") || media_type.ends_with("+json")
    }

    /// The list of JSON values in lines.
    ///
    /// # Errors
    /// If a line is none.
    pub fn lines(&self) -> Result<Value, String> {
        let text = self.text()?;
        let lines = text.lines().map(serde_json::from_str::<Value>);
        let lines = lines.collect::<Result<Vec<_>, _>>();
        lines
            .map(Value::Array)
            .map_err(|error| format!("the data: {error}"))
    }

    /// The JSON value.
    ///
    /// # Errors
    /// If it is none.
    pub fn json(&self) -> Result<Value, String> {
        serde_json::from_str(&self.text()?).map_err(|error| format!("the data: {error}"))
    }
}
