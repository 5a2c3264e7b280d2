//! How a diff is written.

use super::{Diff, json, markdown, text};
use std::str::FromStr;

/// How to write a diff.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people; the last line is the verdict.
    #[default]
    Text,
    /// For a pull request.
    Markdown,
    /// For programs.
    Json,
}

impl Format {
    /// The diff as a whole.
    pub fn write(self, diff: &Diff) -> String {
        match self {
            Self::Text => text(diff),
            Self::Markdown => markdown(diff),
            Self::Json => json(diff),
        }
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "text" => Ok(Self::Text),
            "markdown" => Ok(Self::Markdown),
            "json" => Ok(Self::Json),
            _ => Err("it is none of text, markdown and json".to_owned()),
        }
    }
}
