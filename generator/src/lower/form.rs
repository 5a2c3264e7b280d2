//! Forms: their parts, and how each is written.

use super::Context;
use super::media;
use super::schema::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Node;
use crate::ir::{
    Codec, Encoding, EncodingStyle, ParameterStyle, Place, Scalar, TypeDef, TypeRef, TypeShape,
};
use crate::source::Pointer;
use std::collections::HashMap;

/// What a member of a form holds.
#[derive(Clone, Copy, PartialEq)]
enum Files {
    None,
    One,
    Many,
}

impl Context<'_> {
    /// The type of a form of several parts: that of its schema, or where files are among its
    /// members, one that holds files in their place.
    pub(super) fn form(&mut self, at: &Pointer, label: &str) -> TypeRef {
        let file = || TypeRef::Scalar(Scalar::File);
        let schema = self.resolve(&at.child("schema"));
        let Some(node) = self.node(&schema) else {
            return self.unnamed_parts(at, label);
        };
        let facts = self.members(&schema);
        if facts.properties.is_empty() {
            return match self.files(std::slice::from_ref(&schema)) {
                Files::One => file(),
                Files::Many => TypeRef::List(Box::new(file())),
                // A list of parts is written as one, anything else as the files that it may have.
                Files::None if node.get("items").is_some() => {
                    self.schema(&schema, Place::Form(label.to_owned()))
                }
                Files::None => TypeRef::Map(Box::new(file())),
            };
        }
        let properties = facts.properties.iter();
        let files: HashMap<&String, Files> = properties
            .map(|(name, places)| (name, self.files(places)))
            .filter(|(_, files)| *files != Files::None)
            .collect();
        if files.is_empty() {
            return self.schema(&schema, Place::RequestBody(label.to_owned()));
        }
        let id = self.reserve(&schema, Place::Form(label.to_owned()));
        let mut record = self.record(&facts, id);
        for field in &mut record.fields {
            let Some(files) = files.get(&field.wire_name) else {
                continue;
            };
            field.ty = match files {
                Files::Many => TypeRef::List(Box::new(file())),
                _ => file(),
            };
            field.constraints = Default::default();
            field.default = None;
        }
        if let Some(TypeDef { shape, docs, .. }) = self.def(id) {
            *shape = TypeShape::Record(record);
            *docs = facts.docs;
        }
        TypeRef::Named(id)
    }

    /// Parts that no schema of an object names: a list where `itemSchema` describes each (3.2).
    fn unnamed_parts(&mut self, at: &Pointer, label: &str) -> TypeRef {
        let file = TypeRef::Scalar(Scalar::File);
        let item = at.child("itemSchema");
        if self.node(&item).is_none() {
            return TypeRef::Map(Box::new(file));
        }
        let item = match self.is_file(&item) {
            true => file,
            false => self.schema(
                &item,
                Place::Element(Box::new(Place::Form(label.to_owned()))),
            ),
        };
        TypeRef::List(Box::new(item))
    }

    /// What a schema says, with the members of its alternatives, which are optional.
    fn members(&mut self, schema: &Pointer) -> Facts {
        let mut facts = (*self.facts(schema)).clone();
        let alternatives = facts.unions.iter().flat_map(|choice| choice.parts.clone());
        let alternatives: Vec<Pointer> = alternatives.collect();
        for alternative in alternatives {
            for (name, places) in &self.facts(&alternative).properties {
                let known = facts.properties.entry(name.clone());
                known.or_insert_with(|| places.clone());
            }
        }
        facts
    }

    /// Whether a member of a form is a file, or a list of them.
    fn files(&mut self, places: &[Pointer]) -> Files {
        if self.are_file(places) {
            return Files::One;
        }
        let facts = self.facts_of(places);
        if facts.is_array() {
            return if self.are_file(&facts.items) {
                Files::Many
            } else {
                Files::None
            };
        }
        let alternatives = facts.unions.iter().flat_map(|choice| &choice.parts);
        let mut found = Files::None;
        for alternative in alternatives {
            let items = &self.facts(alternative).items;
            if self.are_file(items) {
                return Files::Many;
            }
            if self.is_file(alternative) {
                found = Files::One;
            }
        }
        found
    }

    fn are_file(&mut self, places: &[Pointer]) -> bool {
        places.iter().any(|at| self.is_file(at))
    }

    /// The `encoding` of a media type, as far as it says anything unusual.
    pub(super) fn encodings(
        &mut self,
        media_type: &Pointer,
        codec: Codec,
        schema: &Pointer,
    ) -> Vec<Encoding> {
        let all = media_type.child("encoding");
        let mut encodings = Vec::new();
        for name in self.keys(&all) {
            let at = all.child(name);
            self.note_headers(&at);
            let style = match codec {
                Codec::Form => self.pair_style(&at),
                _ => None,
            };
            let media_type = self.text(&at, "contentType");
            let style = style.or_else(|| media_type.map(str::to_owned).map(EncodingStyle::Media));
            if let Some(style) = style {
                encodings.push(Encoding {
                    wire_name: name.clone(),
                    style,
                });
            }
        }
        // `contentMediaType` of 3.1 says the same of a member.
        let properties = self.members(&self.resolve(schema)).properties;
        for (name, places) in properties {
            let mut targets = places.iter().map(|at| self.resolve(at));
            let said = targets.find_map(|at| self.text(&at, "contentMediaType"));
            let known = encodings.iter().any(|one| one.wire_name == name);
            if let Some(media_type) = said.filter(|text| !known && !media::is_range(text)) {
                encodings.push(Encoding {
                    wire_name: name,
                    style: EncodingStyle::Media(media_type.to_owned()),
                });
            }
        }
        encodings
    }

    /// How a pair of an urlencoded form is written, where any of the three keywords says so.
    fn pair_style(&self, at: &Pointer) -> Option<EncodingStyle> {
        let node = self.node(at)?;
        let truth = |key| node.get(key).map(|node| node.value == TRUE);
        let (style, explode) = (node.get("style").and_then(Node::as_str), truth("explode"));
        let reserved = truth("allowReserved");
        if style.is_none() && explode.is_none() && reserved.is_none() {
            return None;
        }
        let style = match style {
            Some("spaceDelimited") if explode != Some(true) => ParameterStyle::QuerySpaceDelimited,
            Some("pipeDelimited") if explode != Some(true) => ParameterStyle::QueryPipeDelimited,
            Some("deepObject") => ParameterStyle::QueryDeepObject,
            _ => ParameterStyle::QueryForm {
                explode: explode.unwrap_or(true),
            },
        };
        Some(EncodingStyle::Pairs {
            style,
            reserved: reserved == Some(true),
        })
    }

    /// Headers of parts are not sent, but for those that the part itself needs.
    fn note_headers(&mut self, at: &Pointer) {
        let headers = at.child("headers");
        if self
            .keys(&headers)
            .any(|name| !name.starts_with("x-clientwright"))
        {
            let message = "headers of the parts of a form are not sent";
            let help = "name and media type of a part are sent; the service must do with these";
            let span = self.span(&headers);
            let note = Diagnostic::note(Code::UnsupportedMediaType, message);
            self.once(&headers, note.at(span, "").help(help));
        }
    }
}

pub(super) const TRUE: crate::document::Value = crate::document::Value::Bool(true);
