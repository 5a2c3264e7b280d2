//! A body is not what the document says.

use super::excerpt::head;
use std::error::Error;
use std::fmt;

/// What did not decode, and where.
#[derive(Debug)]
pub struct DecodeFailure {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) message: String,
    pub(crate) excerpt: String,
    pub(crate) source: Option<serde_json::Error>,
}

impl DecodeFailure {
    /// The body is no XML.
    pub(crate) fn of_xml(error: &str, body: &[u8]) -> Self {
        Self {
            path: String::new(),
            line: 0,
            column: 0,
            message: format!("the XML cannot be read: {error}"),
            excerpt: head(body, 300),
            source: None,
        }
    }

    /// The body is of another media type than the one that can be read.
    pub(crate) fn of_another_type(found: &str, wanted: &str, body: &[u8]) -> Self {
        Self {
            path: String::new(),
            line: 0,
            column: 0,
            message: format!("the body is `{found}`, not `{wanted}`"),
            excerpt: head(body, 300),
            source: None,
        }
    }

    /// A header cannot be read.
    pub(crate) fn of_a_header(name: &str, text: &str, error: serde_json::Error) -> Self {
        Self {
            path: name.to_owned(),
            line: 0,
            column: 0,
            message: head(error.to_string().as_bytes(), 300),
            excerpt: head(text.as_bytes(), 300),
            source: None,
        }
    }

    /// The place in the JSON, such as `data.items[3].contentMode`; empty for the whole body, and the name
    /// for a header.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The line in the whole body, from 1; 0 if the body has no place to point at.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column in that line in characters, from 1: the last character that was read.
    pub fn column(&self) -> usize {
        self.column
    }

    /// What is wrong.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The body around that place, cut to a readable length.
    pub fn excerpt(&self) -> &str {
        &self.excerpt
    }
}

impl fmt::Display for DecodeFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the answer does not decode")?;
        if !self.path.is_empty() {
            write!(f, " at `{}`", self.path)?;
        }
        write!(f, ": {}", self.message)?;
        if self.line > 0 {
            write!(f, " (line {}, column {})", self.line, self.column)?;
        }
        if self.excerpt.is_empty() {
            Ok(())
        } else {
            write!(f, ", near: {}", self.excerpt)
        }
    }
}

impl Error for DecodeFailure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_ref().map(|error| error as _)
    }
}
