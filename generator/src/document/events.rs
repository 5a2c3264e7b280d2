//! The parser's events, handed to the builder until something forbids going on.

use super::builder::Builder;
use super::places::Places;
use super::{Node, Value, comment, scalar, surrogates};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits::{Limit, Limits};
use crate::source::{FileId, Span};
use saphyr_parser::{Event, Parser, ScalarStyle, Tag};
use std::borrow::Cow;

/// Reads a text that stands `skipped` bytes into its file.
pub(super) fn read(
    text: &str,
    file: FileId,
    skipped: usize,
    limits: &Limits,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    if let Some(comment) = comment::find(text, file, skipped) {
        diagnostics.push(comment);
        return None;
    }
    let (body, removed) = surrogates::join(text);
    let places = Places::new(&body, file, skipped, &removed);
    let mut builder = Builder::new(limits, diagnostics);
    // Where another document begins, which is none if nothing follows.
    let (mut documents, mut another) = (0, None);
    for event in Parser::new_from_str(&body) {
        let (event, span) = match event {
            Ok((event, span)) => (event, places.span(span.start.index(), span.end.index())),
            Err(error) => {
                let at = places.span(error.marker().index(), error.marker().index());
                return builder.refuse(syntax(error.info(), limits).at(at, ""));
            }
        };
        let go_on = match event {
            Event::DocumentStart(_) => {
                documents += 1;
                another = (documents > 1).then_some(span);
                true
            }
            Event::Scalar(text, ..) if another.is_some() && text.is_empty() => true,
            Event::Alias(_)
            | Event::Scalar(..)
            | Event::SequenceStart(..)
            | Event::MappingStart(..)
                if another.is_some() =>
            {
                return builder.refuse(second(another.unwrap_or(span)));
            }
            Event::Alias(anchor) => builder.alias(anchor, span),
            Event::Scalar(text, style, anchor, tag) => {
                let value = value(&text, style, tag.as_ref());
                builder.scalar(&text, value, style == ScalarStyle::Plain, anchor, span)
            }
            Event::SequenceStart(anchor, _) => builder.open(false, anchor, span),
            Event::MappingStart(anchor, _) => builder.open(true, anchor, span),
            Event::SequenceEnd | Event::MappingEnd => builder.close(span),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => true,
        };
        if !go_on {
            return None;
        }
    }
    if documents == 0 {
        let empty = Diagnostic::error(Code::InvalidSyntax, "the file is empty");
        let help = "a document starts with `openapi: 3.0.3`";
        return builder.refuse(empty.at(places.span(0, 0), "").help(help));
    }
    builder.finish()
}

fn value(text: &str, style: ScalarStyle, tag: Option<&Cow<'_, Tag>>) -> Value {
    let core = tag.filter(|tag| tag.is_yaml_core_schema());
    let core = core.map(|tag| tag.suffix.as_str());
    match (style, core) {
        (_, Some("str")) => Value::String(text.to_owned()),
        (ScalarStyle::Plain, _) | (_, Some("int" | "float" | "bool" | "null")) => {
            scalar::plain(text)
        }
        _ => Value::String(text.to_owned()),
    }
}

fn second(span: Span) -> Diagnostic {
    let message = "a second document begins here";
    let second = Diagnostic::error(Code::InvalidSyntax, message).at(span, "");
    second.help("keep one document in a file")
}

fn syntax(reason: &str, limits: &Limits) -> Diagnostic {
    let error = Diagnostic::error(Code::InvalidSyntax, format!("not JSON or YAML: {reason}"));
    if reason.contains("recursion limit") {
        return limits.beyond(Limit::Depth);
    }
    error
}
