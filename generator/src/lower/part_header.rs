//! Headers of the parts of a form: those with one value, and those that are arguments of the call.

use super::{Context, docs, media};
use crate::diagnostic::code_span;
use crate::ir::{
    Codec, Docs, Encoded, Literal, Parameter, ParameterStyle, Place, Presence, RequestBody,
};
use crate::model;
use crate::source::Pointer;

impl Context<'_> {
    /// The headers of a part that have one value: a constant, or else the default.
    pub(super) fn constant_headers(&mut self, encoding: &Pointer) -> Vec<(String, String)> {
        let mut constant = Vec::new();
        for (name, at) in self.declared_headers(encoding) {
            if let Some(value) = self.only_text(&at.child("schema")) {
                constant.push((name, value));
            }
        }
        constant
    }

    /// The headers of the parts of a body that differ from call to call.
    pub(super) fn part_headers(&mut self, body: &RequestBody, label: &str) -> Vec<Parameter> {
        let forms = body.contents.iter();
        let forms = forms.filter(|content| content.codec == Codec::Multipart);
        let forms: Vec<Pointer> = forms.map(|form| form.origin.pointer.clone()).collect();
        // Where the caller chooses the representation, the form may not be sent.
        let is_sent = body.presence == Presence::Required && body.contents.len() == 1;
        let mut all: Vec<Parameter> = Vec::new();
        for form in forms {
            for (part, encoding) in self.encoded(&form) {
                let is_given = match &part {
                    Encoded::Member(name) => self.must_be_given(&form, name),
                    Encoded::Part(_) | Encoded::Parts => false,
                };
                let is_needed = is_given && is_sent;
                for (name, at) in self.declared_headers(&encoding) {
                    let same =
                        |one: &Parameter| one.part.as_ref() == Some(&part) && one.wire_name == name;
                    if all.iter().any(same) || self.only_text(&at.child("schema")).is_some() {
                        continue;
                    }
                    let header = self.part_header(&part, name, &at, label);
                    all.extend(header.map(|header| Parameter {
                        presence: match is_needed {
                            true => header.presence,
                            false => Presence::Optional,
                        },
                        ..header
                    }));
                }
            }
        }
        all
    }

    /// A header as an argument.
    fn part_header(
        &mut self,
        part: &Encoded,
        name: String,
        at: &Pointer,
        label: &str,
    ) -> Option<Parameter> {
        let found = model::header(self.node(at)?, at, self.diagnostics)?;
        let content = at.child("content");
        let media = self.keys(&content).next();
        let schema = match media {
            Some(media) => content.child(media).child("schema"),
            None => at.child("schema"),
        };
        let place = Place::Parameter(label.to_owned(), name.clone());
        let member = match self.node(&schema) {
            Some(_) => self.member(&schema, place),
            None => self.text_member(),
        };
        let examples = self.check_examples(at, &schema);
        let goes = match part {
            Encoded::Member(part) => format!("A header of the part {}.", code_span(part)),
            Encoded::Part(index) => format!("A header of the part {index}, counted from 0."),
            Encoded::Parts => "A header of each part.".to_owned(),
        };
        let said = found.description.or(member.docs.description);
        Some(Parameter {
            wire_name: name,
            pinned: self.pinned(at),
            style: ParameterStyle::PartHeader {
                explode: found.explode,
                json: media.is_some_and(|media| media::is_json(media)),
            },
            part: Some(part.clone()),
            allow_reserved: false,
            encodings: Vec::new(),
            allow_empty: false,
            ty: member.ty,
            presence: match found.required {
                true => Presence::Required,
                false => Presence::Optional,
            },
            constant: None,
            default: member.default,
            example: examples
                .into_iter()
                .next()
                .map(|one| one.value)
                .or(member.example),
            constraints: member.constraints,
            docs: Docs {
                summary: None,
                description: docs::paragraphs([said, Some(goes)]),
                deprecated: found.deprecated,
            },
            origin: self.origin(at),
        })
    }

    /// The headers that an Encoding Object declares; `Content-Type` has its own word.
    fn declared_headers(&mut self, encoding: &Pointer) -> Vec<(String, Pointer)> {
        let all = encoding.child("headers");
        let names = self.keys(&all);
        let names = names.filter(|name| {
            !name.eq_ignore_ascii_case("content-type") && !name.starts_with("x-clientwright")
        });
        names
            .map(|name| (name.clone(), self.resolve(&all.child(name))))
            .collect()
    }

    /// The only value of a schema as a text, or else its default.
    fn only_text(&mut self, schema: &Pointer) -> Option<String> {
        self.node(schema)?;
        let facts = self.facts(schema);
        let only = match facts.values.as_deref() {
            Some([only]) => Some(only.value.clone()),
            _ => None,
        };
        let default = facts.default.as_ref().and_then(|at| self.node(at));
        match only.or_else(|| default.map(super::schema::literal))? {
            Literal::String(text) => Some(text),
            Literal::Integer(value) => Some(value.to_string()),
            Literal::Bool(value) => Some(value.to_string()),
            _ => None,
        }
    }
}
