//! Documentation of generated items: from the document, made safe for rustdoc.

mod brief;
mod escape;
mod markdown;
#[cfg(test)]
mod tests;

pub use crate::diagnostic::code_span;
use crate::format::Item;
use crate::ir::{Docs, Literal, Origin};
pub use markdown::sanitise;
use proc_macro2::TokenStream;
use quote::quote;

/// The documentation of one item, paragraph by paragraph.
#[derive(Clone, Debug, Default)]
pub struct Doc {
    paragraphs: Vec<String>,
    deprecated: bool,
}

impl Doc {
    /// Text of ours.
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            paragraphs: vec![text.into()],
            deprecated: false,
        }
    }

    /// Text of the document: the summary, then the description where it says more.
    pub fn of(docs: &Docs) -> Self {
        let clean = |text: &Option<String>| {
            text.as_deref()
                .map(sanitise)
                .filter(|text| !text.is_empty())
        };
        let (summary, description) = (clean(&docs.summary), clean(&docs.description));
        let paragraphs = match (summary, description) {
            (Some(summary), Some(description)) if description.starts_with(&summary) => {
                vec![description]
            }
            (summary, description) => summary.into_iter().chain(description).collect(),
        };
        Self {
            paragraphs,
            deprecated: docs.deprecated,
        }
    }

    /// Text of the document on what stands there as `label`, such as a value: the label goes before it.
    pub fn labelled(label: String, docs: &Docs) -> Self {
        let mut own = Self::of(docs);
        match own.paragraphs.first_mut() {
            Some(first) if *first == label.trim_matches('`') => *first = label,
            Some(first) if first.starts_with(char::is_alphanumeric) => {
                *first = format!("{label}: {first}");
            }
            _ => own.paragraphs.insert(0, label),
        }
        own
    }

    /// The first paragraph of the document's text in one line, where it is plain text.
    pub fn brief(docs: &Docs) -> Option<String> {
        brief::first_paragraph(&Self::of(docs).current().lines().join("\n"))
    }

    /// With the first sentence of a long text as a paragraph of its own.
    #[must_use]
    pub fn headed(mut self) -> Self {
        if let Some(first) = self.paragraphs.first_mut() {
            *first = brief::headed(first);
        }
        self
    }

    /// The same, or `text` where the document says nothing.
    #[must_use]
    pub fn or(mut self, text: impl Into<String>) -> Self {
        if self.paragraphs.is_empty() {
            self.paragraphs.push(text.into());
        }
        self
    }

    /// Without the note that it is deprecated, where an attribute says so.
    #[must_use]
    pub fn current(self) -> Self {
        Self {
            deprecated: false,
            ..self
        }
    }

    /// One more paragraph.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>) -> Self {
        self.paragraphs.push(text.into());
        self
    }

    /// One more paragraph that names the place in the document.
    #[must_use]
    pub fn from(self, origin: &Origin) -> Self {
        self.and(code_span(&origin.pointer.to_string()))
    }

    /// One more paragraph with the value of what is left out: of a request, the service assumes it.
    #[must_use]
    pub fn default(self, value: Option<&Literal>, is_sent: bool) -> Self {
        let assumes = if is_sent {
            "The service assumes"
        } else {
            "It is"
        };
        match value {
            Some(value) => self.and(format!(
                "{assumes} {} where this is left out.",
                literal(value)
            )),
            None => self,
        }
    }

    /// The lines, without comment markers.
    pub fn lines(&self) -> Vec<String> {
        let mut text = self.paragraphs.join("\n\n");
        if self.deprecated {
            text.push_str("\n\n**Deprecated.**");
        }
        text.lines().map(str::to_owned).collect()
    }

    /// As outer attributes, which the formatter prints as `///`.
    pub fn outer(&self) -> TokenStream {
        self.lines()
            .iter()
            .map(|line| doc_line(line))
            .map(|line| quote!(#[doc = #line]))
            .collect()
    }

    /// As the formatter prints the outer attributes, so far from the left.
    pub fn written(&self, indent: &str) -> String {
        let lines = self.lines();
        let lines = lines.iter().map(|line| doc_line(line));
        lines.map(|line| format!("{indent}///{line}\n")).collect()
    }

    /// As the start of a file.
    pub fn head(&self) -> Item {
        let lines = self.lines();
        let lines = lines.iter().map(|line| doc_line(line));
        Item::Text(lines.map(|line| format!("//!{line}\n")).collect())
    }

    /// As inner attributes, which the formatter prints as `//!`.
    pub fn inner(&self) -> TokenStream {
        self.lines()
            .iter()
            .map(|line| doc_line(line))
            .map(|line| quote!(#![doc = #line]))
            .collect()
    }
}

/// The attribute of a function that the document advises against, a line before it.
pub fn deprecated(docs: &Docs) -> &'static str {
    match docs.deprecated {
        true => "    #[deprecated(note = \"the document marks it as deprecated\")]\n",
        false => "",
    }
}

/// A value of the document as code.
pub fn literal(value: &Literal) -> String {
    code_span(&match value {
        Literal::Null => "null".to_owned(),
        Literal::Bool(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Float(value) => value.to_string(),
        Literal::String(value) | Literal::Json(value) => value.clone(),
    })
}

fn doc_line(line: &str) -> String {
    if line.is_empty() {
        String::new()
    } else {
        format!(" {line}")
    }
}
