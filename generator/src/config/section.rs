//! One table of a configuration file: typed access that reports misfits, and keys that nobody asked for.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, Span};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value and its place.
pub(super) type Value<'a> = &'a Spanned<DeValue<'a>>;

/// A table whose keys are asked for one by one.
pub(super) struct Section<'a> {
    table: &'a DeTable<'a>,
    title: &'static str,
    file: FileId,
}

impl<'a> Section<'a> {
    /// A table; `title` is how messages call it, such as `[output]`.
    pub(super) fn new(table: &'a DeTable<'a>, title: &'static str, file: FileId) -> Self {
        Self { table, title, file }
    }

    /// Refuses keys other than `known`, with the nearest known one as help.
    pub(super) fn only(&self, known: &[&str], diagnostics: &mut Diagnostics) {
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            if known.contains(&name) {
                continue;
            }
            let help = match nearest(name, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("{} knows: {}", self.title, known.join(", ")),
            };
            let message = format!("unknown key `{name}` in {}", self.title);
            diagnostics.push(
                Diagnostic::error(Code::Config, message)
                    .at(span(self.file, key.span()), "")
                    .help(help),
            );
        }
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<Value<'a>> {
        self.table.get(key)
    }

    /// The text of a key; anything else is reported.
    pub(super) fn text(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<String> {
        let value = self.get(key)?;
        let text = value.get_ref().as_str().map(str::to_owned);
        self.formed(key, value, "a string", text, diagnostics)
    }

    /// The truth value of a key; anything else is reported.
    pub(super) fn flag(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<bool> {
        let value = self.get(key)?;
        self.formed(
            key,
            value,
            "true or false",
            value.get_ref().as_bool(),
            diagnostics,
        )
    }

    /// The integer of a key; anything else is reported.
    pub(super) fn integer(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<i64> {
        let value = self.get(key)?;
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|number| i64::from_str_radix(number.as_str(), number.radix()).ok());
        self.formed(key, value, "an integer", number, diagnostics)
    }

    /// The strings of a key, each with its place; anything else is reported.
    pub(super) fn texts(&self, key: &str, diagnostics: &mut Diagnostics) -> Vec<(String, Span)> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let texts = value.get_ref().as_array().and_then(|elements| {
            let each = |element: Value<'a>| {
                let text = element.get_ref().as_str()?.to_owned();
                Some((text, span(self.file, element.span())))
            };
            elements.iter().map(each).collect()
        });
        self.formed(key, value, "a list of strings", texts, diagnostics)
            .unwrap_or_default()
    }

    /// The table of a key; anything else is reported.
    pub(super) fn table(
        &self,
        key: &str,
        title: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Section<'a>> {
        let value = self.get(key)?;
        let section = value
            .get_ref()
            .as_table()
            .map(|table| Section::new(table, title, self.file));
        self.formed(key, value, "a table", section, diagnostics)
    }

    /// Keys, their places and their values.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'a str, Span, Value<'a>)> {
        let (table, file) = (self.table, self.file);
        table
            .iter()
            .map(move |(key, value)| (key.get_ref().as_ref(), span(file, key.span()), value))
    }

    /// The place of a value.
    pub(super) fn span(&self, value: Value<'a>) -> Span {
        span(self.file, value.span())
    }

    /// Passes a value that has the wanted form on, and reports one that has not.
    pub(super) fn formed<T>(
        &self,
        key: &str,
        value: Value<'a>,
        wanted: &str,
        found: Option<T>,
        diagnostics: &mut Diagnostics,
    ) -> Option<T> {
        if found.is_none() {
            let message = format!("`{key}` in {} must be {wanted}", self.title);
            let text = format!("this is of type {}", value.get_ref().type_str());
            diagnostics.push(Diagnostic::error(Code::Config, message).at(self.span(value), text));
        }
        found
    }
}

/// A range of bytes as a span.
pub(super) fn span(file: FileId, range: Range<usize>) -> Span {
    Span {
        file,
        start: range.start as u32,
        end: range.end as u32,
    }
}

/// The candidate that a mistyped word most likely means.
pub fn nearest<'c>(word: &str, candidates: &[&'c str]) -> Option<&'c str> {
    let plain = |text: &str| text.replace('_', "-").to_lowercase();
    candidates
        .iter()
        .map(|candidate| {
            (
                strsim::damerau_levenshtein(&plain(word), &plain(candidate)),
                candidate,
            )
        })
        .filter(|(distance, candidate)| *distance <= 1 + candidate.len() / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| *candidate)
}
