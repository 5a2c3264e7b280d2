//! Forms: their parts, and how each is written.

use super::Context;
use super::media;
use super::schema::Facts;
use crate::document::Node;
use crate::ir::{
    Codec, Encoded, Encoding, Pairs, ParameterStyle, Place, Scalar, TypeDef, TypeRef, TypeShape,
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
                Files::None if !facts.prefix.is_empty() => self.parts_in_order(&schema, label),
                // A list of parts is written as one, anything else as the files that it may have.
                Files::None if node.get("items").is_some() => {
                    self.schema(&schema, Place::Form(label.to_owned()))
                }
                Files::None => TypeRef::Map(Box::new(file())),
            };
        }
        let mut files: HashMap<&String, Files> = HashMap::new();
        for (name, places) in &facts.properties {
            let said = at.child("encoding").child(name);
            let said = self.text(&said, "contentType").map(str::to_owned);
            let bytes =
                |said: String| media::is_range(&said) || media::codec(&said) == Codec::Bytes;
            let found = match self.files(places) {
                // What nobody describes is bytes, unless its media type says otherwise.
                Files::None if said.is_none_or(bytes) => self.open_parts(places),
                found => found,
            };
            if found != Files::None {
                files.insert(name, found);
            }
        }
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

    /// Whether a part is bytes that no schema describes, or a list of such.
    fn open_parts(&mut self, places: &[Pointer]) -> Files {
        if !self.has_open_bytes() {
            return Files::None;
        }
        let facts = self.facts_of(places);
        if !facts.is_typed() {
            return Files::One;
        }
        let items = facts.items.clone();
        match facts.is_array() && facts.prefix.is_empty() && !items.is_empty() {
            true if !self.facts_of(&items).is_typed() => Files::Many,
            _ => Files::None,
        }
    }

    /// Parts that are told apart by their place alone (3.2): one after the other.
    fn parts_in_order(&mut self, schema: &Pointer, label: &str) -> TypeRef {
        let ty = self.schema(schema, Place::Form(label.to_owned()));
        let TypeRef::Tuple(mut types) = ty else {
            return ty;
        };
        let facts = self.facts(schema);
        for (ty, places) in types.iter_mut().zip(&facts.prefix) {
            if self.are_file(places) || self.open_parts(places) == Files::One {
                *ty = TypeRef::Scalar(Scalar::File);
            }
        }
        TypeRef::Tuple(types)
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

    /// The Encoding Objects of a media type, with what each is for.
    pub(super) fn encoded(&mut self, media_type: &Pointer) -> Vec<(Encoded, Pointer)> {
        let all = media_type.child("encoding");
        let named = self.keys(&all);
        let mut places: Vec<(Encoded, Pointer)> = named
            .map(|name| (Encoded::Member(name.clone()), all.child(name)))
            .collect();
        let prefix = media_type.child("prefixEncoding");
        let prefixed = 0..self.elements(&prefix).len();
        places.extend(prefixed.map(|index| (Encoded::Part(index), prefix.index(index))));
        places.push((Encoded::Parts, media_type.child("itemEncoding")));
        places
    }

    /// Whether a member of a form must be given, and is no file, which may bring headers itself.
    pub(super) fn must_be_given(&mut self, media_type: &Pointer, name: &str) -> bool {
        let schema = self.resolve(&media_type.child("schema"));
        let facts = self.members(&schema);
        let places = facts.properties.get(name).cloned().unwrap_or_default();
        facts.required.contains(name) && self.files(&places) == Files::None
    }

    /// The `encoding` of a media type, as far as it says anything unusual.
    pub(super) fn encodings(
        &mut self,
        media_type: &Pointer,
        codec: Codec,
        schema: &Pointer,
    ) -> Vec<Encoding> {
        let mut encodings = Vec::new();
        for (of, at) in self.encoded(media_type) {
            let encoding = Encoding {
                of,
                media_type: self.text(&at, "contentType").map(str::to_owned),
                pairs: match codec {
                    Codec::Form => self.pairs(&at),
                    _ => None,
                },
                headers: match codec {
                    Codec::Multipart => self.constant_headers(&at),
                    _ => Vec::new(),
                },
            };
            let says = encoding.media_type.is_some() || encoding.pairs.is_some();
            if says || !encoding.headers.is_empty() {
                encodings.push(encoding);
            }
        }
        // `contentMediaType` of 3.1 says the same of a member.
        let properties = self.members(&self.resolve(schema)).properties;
        for (name, places) in properties {
            let mut targets = places.iter().map(|at| self.resolve(at));
            let said = targets.find_map(|at| self.text(&at, "contentMediaType"));
            let of = Encoded::Member(name);
            let known = encodings.iter().any(|one| one.of == of);
            if let Some(media_type) = said.filter(|text| !known && !media::is_range(text)) {
                encodings.push(Encoding {
                    of,
                    media_type: Some(media_type.to_owned()),
                    pairs: None,
                    headers: Vec::new(),
                });
            }
        }
        encodings
    }

    /// How a pair of an urlencoded form is written, where any of the three keywords says so.
    fn pairs(&self, at: &Pointer) -> Option<Pairs> {
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
        Some(Pairs {
            style,
            reserved: reserved == Some(true),
        })
    }
}

pub(super) const TRUE: crate::document::Value = crate::document::Value::Bool(true);
