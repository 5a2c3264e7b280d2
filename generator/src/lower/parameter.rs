//! Parameters: where each goes and how it is written.

use super::operation::Source;
use super::schema::literal;
use super::style::{Written, refusal, style, usual};
use super::{Context, docs, media};
use crate::diagnostic::{Change, Code, Diagnostic};
use crate::document::Node;
use crate::ir::{
    Access, Codec, Constraints, Docs, Example, JsonKind, Literal, Parameter, ParameterStyle, Place,
    Presence, Scalar, TypeRef, TypeShape,
};
use crate::model::{self, Location};
use crate::source::Pointer;
use std::collections::HashMap;

/// Headers that a parameter cannot set (OpenAPI 3.0.4, "Parameter Object", `name`).
const IGNORED_HEADERS: [&str; 3] = ["accept", "content-type", "authorization"];

/// What tells parameters apart: location and name.
type Key = (String, String);

impl Context<'_> {
    /// The parameters of an operation: its path item's, as far as it has none of the same name and
    /// location itself, then its own.
    pub(super) fn parameters(&mut self, source: &Source<'_>, label: &str) -> Vec<Parameter> {
        let own = self.listed(&source.at.child("parameters"));
        let mut all = self.listed(&source.item.child("parameters"));
        all.retain(|(key, _)| !own.iter().any(|(other, _)| other == key));
        all.extend(own);
        let mut parameters: Vec<Parameter> = Vec::with_capacity(all.len());
        for ((location, name), at) in all {
            if location == "header" && IGNORED_HEADERS.contains(&name.as_str()) {
                self.ignore_header(&at);
                continue;
            }
            self.api.coverage.parameters.declared += 1;
            match self.parameter(&at, label) {
                Some(parameter) => {
                    self.api.coverage.parameters.generated += 1;
                    parameters.push(parameter);
                }
                None => {
                    let dropped = self.dropped(&at);
                    self.api.coverage.parameters.dropped.push(dropped);
                }
            }
        }
        parameters
    }

    /// The parameters listed at a place; of two with the same key the last.
    fn listed(&mut self, at: &Pointer) -> Vec<(Key, Pointer)> {
        let length = self.elements(at).len();
        let mut all: Vec<(Key, Pointer)> = Vec::with_capacity(length);
        let mut places: HashMap<Key, usize> = HashMap::new();
        for index in 0..length {
            let at = self.resolve(&at.index(index));
            let text = |key| self.text(&at, key).unwrap_or_default().to_owned();
            let (location, mut name) = (text("in"), text("name"));
            if location == "header" {
                name.make_ascii_lowercase();
            }
            let key = (location, name);
            match places.get(&key).and_then(|place| all.get_mut(*place)) {
                Some((_, first)) => {
                    let message = format!("the parameter `{}` stands twice here", key.1);
                    let twice = Diagnostic::warning(Code::InvalidDocument, message)
                        .at(self.span(&at), "this one is used")
                        .also(self.span(first), "first here")
                        .help("take one of them out");
                    *first = at.clone();
                    self.once(&at, twice);
                }
                None => {
                    places.insert(key.clone(), all.len());
                    all.push((key, at));
                }
            }
        }
        all
    }

    fn ignore_header(&mut self, at: &Pointer) {
        let name = self.text(at, "name").unwrap_or_default();
        let message = format!("a parameter cannot set the header `{name}`; it is ignored");
        let help = "media types and credentials set it; \
                    `default_header` of the client's builder sets it for all calls";
        let ignored = Diagnostic::note(Code::UnsupportedParameter, message);
        let span = self.span(at);
        self.once(at, ignored.at(span, "").help(help));
    }

    fn parameter(&mut self, at: &Pointer, label: &str) -> Option<Parameter> {
        let found = model::parameter(self.node(at)?, at, self.diagnostics)?;
        let place = Place::Parameter(label.to_owned(), found.name.clone());
        let content = at.child("content");
        let media = self.keys(&content).next();
        let content = media.map(|media| content.child(media));
        let schema = match &content {
            Some(content) => content.child("schema"),
            None => at.child("schema"),
        };
        let constant = (found.required || found.location == Location::Path)
            .then(|| self.constant(&schema))
            .flatten();
        let member = match self.node(&schema) {
            Some(_) if constant.is_some() => self.text_member(),
            Some(_) => self.member(&schema, place),
            None => self.without_schema(at, &found.name),
        };
        let written = Written {
            location: found.location,
            style: found.style,
            explode: found.explode,
            content: media.map(|media| media::codec(media)),
        };
        let object = self.is_object(&member.ty);
        if object && written.location == Location::Query && media.is_none() {
            self.ask_for_style(at, &written, &found.name);
        }
        let examples = self.check_examples(at, &schema);
        // A text can be empty as it is.
        let allow_empty = found.allow_empty_value
            && written.location == Location::Query
            && !self.may_be_blank(&member.ty);
        Some(Parameter {
            wire_name: found.name,
            pinned: self.pinned(at),
            style: self.style(at, &written, object),
            part: None,
            allow_reserved: found.allow_reserved,
            encodings: match (&content, written.content) {
                (Some(content), Some(Codec::Form)) => self.encodings(content, Codec::Form, &schema),
                _ => Vec::new(),
            },
            allow_empty,
            ty: match member.ty {
                ty @ TypeRef::Nullable(_) => ty,
                ty if allow_empty => TypeRef::Nullable(Box::new(ty)),
                ty => ty,
            },
            presence: if found.required || written.location == Location::Path {
                Presence::Required
            } else {
                Presence::Optional
            },
            constant,
            default: member.default,
            example: examples
                .into_iter()
                .next()
                .map(|one| one.value)
                .or(member.example),
            constraints: member.constraints,
            docs: Docs {
                summary: None,
                description: docs::paragraphs([
                    found.description.or(member.docs.description),
                    allow_empty.then(|| "`null` sends the name without a value.".to_owned()),
                ]),
                deprecated: found.deprecated,
            },
            origin: self.origin(at),
        })
    }

    /// A text: what a parameter is that says nothing of itself.
    fn without_schema(&mut self, at: &Pointer, name: &str) -> super::MemberSchema {
        let message = format!("the parameter `{name}` has no schema; a text is assumed");
        let help = "say what it is, such as a text";
        let span = self.span(at);
        let bare = Diagnostic::warning(Code::InvalidDocument, message);
        let text = Change::Add("{schema: {type: string}}".to_owned());
        self.once(at, bare.at(span, "").help(help).mend(span, text));
        self.text_member()
    }

    /// The only value of a schema that has one, if it is a scalar.
    fn constant(&mut self, schema: &Pointer) -> Option<Literal> {
        self.node(schema)?;
        let facts = self.facts(schema);
        let only = match facts.values.as_deref() {
            Some([only]) if !facts.nullable && !facts.chooses() => &only.value,
            _ => return None,
        };
        let scalar = matches!(
            only,
            Literal::String(_) | Literal::Integer(_) | Literal::Bool(_)
        );
        scalar.then(|| only.clone())
    }

    /// A text without any limits.
    pub(super) fn text_member(&self) -> super::MemberSchema {
        super::MemberSchema {
            ty: TypeRef::Scalar(Scalar::String),
            constraints: Constraints::default(),
            default: None,
            example: None,
            docs: Docs::default(),
            access: Access::default(),
            pinned: None,
        }
    }

    fn style(&mut self, at: &Pointer, written: &Written, object: bool) -> ParameterStyle {
        style(written, object).unwrap_or_else(|| {
            let named = written.style.as_deref().unwrap_or_default();
            let (message, help) = refusal(written.location, named);
            let span = self.span(&at.child("style"));
            let wrong = Diagnostic::warning(Code::UnsupportedParameter, message);
            let wrong = wrong.at(span, "").help(help);
            self.once(at, wrong.mend(span, Change::Remove));
            usual(written.location, written.explode)
        })
    }

    /// An object in the query is sent in one of three ways that have little in common; a document
    /// that does not say which has rarely meant the default.
    fn ask_for_style(&mut self, at: &Pointer, written: &Written, name: &str) {
        if written.style.is_some() {
            return;
        }
        let message = format!(
            "the query parameter `{name}` is an object and does not say how it is written; \
             OpenAPI's default sends its members as parameters of their own"
        );
        let help = format!(
            "find out what the service reads, and say so: if it is `{name}[member]=…`, by `style: deepObject`"
        );
        let span = self.span(at);
        let vague = Diagnostic::warning(Code::ObjectParameterWithoutStyle, message);
        let deep = Change::Add("{style: deepObject, explode: true}".to_owned());
        self.once(at, vague.at(span, "").help(help).mend(span, deep));
    }

    /// Whether an empty text is a value of the type.
    fn may_be_blank(&self, ty: &TypeRef) -> bool {
        match ty {
            TypeRef::Scalar(scalar) => scalar.is_text(),
            TypeRef::AnyJson => true,
            TypeRef::Nullable(inner) => self.may_be_blank(inner),
            TypeRef::Named(id) => match self.ty(*id).map(|def| &def.shape) {
                Some(TypeShape::Enum(_)) => true,
                Some(TypeShape::Alias(ty)) => self.may_be_blank(&ty.clone()),
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether a value of the type may be an object.
    pub(super) fn is_object(&self, ty: &TypeRef) -> bool {
        match ty {
            TypeRef::Map(_) => return true,
            TypeRef::Nullable(inner) => return self.is_object(inner),
            _ => {}
        }
        match self.shape(ty) {
            Some(TypeShape::Record(_)) => true,
            Some(TypeShape::Union(union)) => {
                let mut variants = union.variants.iter();
                variants.any(|variant| variant.kinds.contains(&JsonKind::Object))
            }
            _ => false,
        }
    }

    /// Checks `example` and `examples` of a parameter or media type against its schema; gives those that fit.
    pub(super) fn check_examples(&mut self, at: &Pointer, schema: &Pointer) -> Vec<Example> {
        if self.node(schema).is_none() {
            return Vec::new();
        }
        let mut all = self.examples(at);
        all.retain(|(_, value)| self.check_value(value, schema, Code::ExampleMismatch));
        self.written_out(all)
    }

    /// The names and places of the values that are examples of a parameter or media type.
    pub(super) fn examples(&self, at: &Pointer) -> Vec<(String, Pointer)> {
        let mut all = vec![(String::new(), at.child("example"))];
        let examples = at.child("examples");
        let names = self.node(&examples).and_then(Node::as_object);
        for name in names.into_iter().flat_map(|names| names.keys()) {
            let value = self.resolve(&examples.child(name)).child("value");
            all.push((name.clone(), value));
        }
        all.retain(|(_, value)| self.node(value).is_some());
        all
    }

    /// Examples, by their names.
    pub(super) fn written_out(&self, all: Vec<(String, Pointer)>) -> Vec<Example> {
        let written = all.into_iter().filter_map(|(wire_name, value)| {
            let value = literal(self.node(&value)?);
            Some(Example { wire_name, value })
        });
        written.collect()
    }
}
