//! Contents by media type, and request bodies.

use super::{Context, media};
use crate::document::Node;
use crate::ir::{
    Codec, Content, Inference, Openness, Place, Presence, RequestBody, Scalar, Stream, TypeRef,
    Untyped,
};
use crate::lower::docs::described;
use crate::model;
use crate::source::Pointer;

impl Context<'_> {
    /// The request body at a place; `None` if there is nothing that can be sent.
    pub(super) fn request_body(&mut self, at: &Pointer, label: &str) -> Option<RequestBody> {
        let at = self.resolve(at);
        let body = model::request_body(self.node(&at)?, &at, self.diagnostics)?;
        let listed = at.child("content");
        let mut contents = Vec::new();
        for media_type in self.keys(&listed) {
            let at = listed.child(media_type);
            if let Some(node) = self.node(&at) {
                if model::media_type(node, &at, self.diagnostics).is_some() {
                    contents.push(self.sent(&at, media_type, label));
                }
            }
        }
        contents.sort_by_key(order);
        Some(RequestBody {
            presence: if body.required {
                Presence::Required
            } else {
                Presence::Optional
            },
            contents: self.distinct(contents, &at),
            docs: described(body.description),
            origin: self.origin(&at),
        })
    }

    /// A representation of a request body.
    fn sent(&mut self, at: &Pointer, media_type: &str, label: &str) -> Content {
        let place = Place::RequestBody(label.to_owned());
        let mut content = self.content(at, media_type, &place);
        content.stream = None;
        let schema = at.child("schema");
        match content.codec {
            Codec::Json if media::is_patch(media_type) && self.node(&schema).is_some() => {
                content.ty = self.patch(&schema, place);
            }
            Codec::Multipart => content.ty = self.form(at, label),
            Codec::Bytes => content.ty = TypeRef::Scalar(Scalar::File),
            _ => {}
        }
        if matches!(content.codec, Codec::Form | Codec::Multipart) {
            content.encodings = self.encodings(at, content.codec, &schema);
        }
        content
    }

    /// Representations of the same type are written as the first of them; the others are noted.
    fn distinct(&mut self, contents: Vec<Content>, at: &Pointer) -> Vec<Content> {
        let mut kept: Vec<(Content, Pointer)> = Vec::with_capacity(contents.len());
        let mut others = Vec::new();
        for content in contents {
            let schema = self.resolve(&content.origin.pointer.child("schema"));
            let schema = Some(schema).filter(|at| self.node(at).is_some());
            let text = |content: &Content| content.codec == Codec::Text;
            let same = kept.iter_mut().find(|(known, known_schema)| {
                // Texts of several media types differ though all are texts; so do bytes.
                let plain = matches!(known.codec, Codec::Text | Codec::Bytes);
                let alike = known.ty == content.ty && !plain;
                // The text of an XML document stands for the same as the JSON.
                alike || (text(&content) && schema.as_ref() == Some(known_schema))
            });
            match same {
                Some((known, _)) => others.push((known.media_type.clone(), content.media_type)),
                None => {
                    // Bytes of several types: the caller says which by the file.
                    let bytes = content.codec == Codec::Bytes;
                    let mut known = kept.iter_mut().map(|(known, _)| known);
                    match known.find(|known| bytes && known.codec == Codec::Bytes) {
                        Some(known) => {
                            known.media_type.push_str(", ");
                            known.media_type.push_str(&content.media_type);
                        }
                        None => kept.push((content, schema.unwrap_or_default())),
                    }
                }
            }
        }
        if let Some((first, _)) = others.first() {
            let list = others.iter().map(|(_, other)| format!("`{other}`"));
            let list: Vec<String> = list.collect();
            self.api.inferences.push(Inference {
                what: format!("request body as `{first}`"),
                evidence: vec![format!("{} would carry the same", list.join(", "))],
                pin: "an overlay that removes the media types that are not wanted".to_owned(),
                pinned: false,
                origin: self.origin(at),
            });
        }
        kept.into_iter().map(|(content, _)| content).collect()
    }

    /// The representations that answers have at a place: JSON first, then texts, then bytes, then
    /// streams.
    pub(super) fn contents(&mut self, at: &Pointer, place: &Place) -> Vec<Content> {
        let mut contents = Vec::new();
        for media_type in self.keys(at) {
            let at = at.child(media_type);
            let Some(node) = self.node(&at) else { continue };
            if model::media_type(node, &at, self.diagnostics).is_some() {
                contents.push(self.content(&at, media_type, place));
            }
        }
        let key = |content: &Content| (content.stream.is_some(), order(content));
        contents.sort_by_key(key);
        contents
    }

    /// The representation at a place.
    fn content(&mut self, at: &Pointer, media_type: &str, place: &Place) -> Content {
        let schema = at.child("schema");
        let declared = self.node(&schema).is_some();
        let mut codec = media::codec(media_type);
        // Of any media type, a text is the text itself, and bytes are the bytes.
        if codec == Codec::Json && media::is_range(media_type) {
            codec = self.any_media(&schema);
        }
        // XML of which the document says how it looks is written and read by way of JSON.
        let xml = (declared && media::is_xml(media_type) && !self.is_plain(&schema))
            .then(|| self.xml(&schema));
        let item = self.item(at).filter(|_| media::is_sequence(media_type));
        let stream = self.stream(media_type, item.as_ref(), place);
        if xml.is_some() {
            codec = Codec::Json;
        } else if item.is_some() && media::is_json_sequence(media_type) {
            codec = Codec::JsonSequence;
        }
        let ty = match codec {
            Codec::Text => TypeRef::Scalar(Scalar::String),
            Codec::Bytes | Codec::Multipart => TypeRef::Scalar(Scalar::Bytes),
            Codec::Json | Codec::Form if declared => self.schema(&schema, place.clone()),
            Codec::JsonSequence => match &stream {
                Some(Stream::Json(item)) => TypeRef::List(Box::new(item.clone())),
                _ => TypeRef::AnyJson,
            },
            Codec::Json | Codec::Form => {
                let (reason, origin) = (Openness::NoSchema, self.origin(at));
                self.api.coverage.untyped.push(Untyped { reason, origin });
                TypeRef::AnyJson
            }
        };
        let examples = match declared && codec == Codec::Json && xml.is_none() {
            true => self.check_examples(at, &schema),
            false => Vec::new(),
        };
        Content {
            media_type: media_type.to_owned(),
            codec,
            ty,
            xml,
            stream,
            encodings: Vec::new(),
            examples,
            origin: self.origin(at),
        }
    }

    /// Whether the schema at a place says no more than that there is a text, or nothing at all.
    fn is_plain(&mut self, schema: &Pointer) -> bool {
        let facts = self.facts(schema);
        !facts.is_typed() || facts.kind == Some(super::schema::Kind::String)
    }

    /// How a body of any media type is written.
    fn any_media(&mut self, schema: &Pointer) -> Codec {
        let target = self.resolve(schema);
        let open = self.has_open_bytes() && !self.facts(&target).is_typed();
        if open || self.is_file(&target) {
            return Codec::Bytes;
        }
        match self.node(&target).map(|_| self.facts(&target).kind) {
            Some(Some(super::schema::Kind::String)) => Codec::Text,
            _ => Codec::Json,
        }
    }

    /// Whether what no schema describes is bytes: since 3.1, whose "Working with Binary Data" says so.
    pub(super) fn has_open_bytes(&self) -> bool {
        let version = self.document.get("openapi").and_then(Node::as_str);
        version.is_some_and(|version| !version.starts_with("3.0"))
    }

    /// Whether the schema at a place is that of bytes as they are.
    pub(super) fn is_file(&mut self, schema: &Pointer) -> bool {
        let target = self.resolve(schema);
        if self.node(&target).is_none() {
            return false;
        }
        let facts = self.facts(&target);
        facts.format.as_deref() == Some("binary")
            && facts
                .kind
                .is_none_or(|kind| kind == super::schema::Kind::String)
    }
}

fn order(content: &Content) -> u8 {
    match content.codec {
        Codec::Json if content.xml.is_some() => 1,
        Codec::Json | Codec::JsonSequence => 0,
        Codec::Form => 2,
        Codec::Multipart => 3,
        Codec::Text => 4,
        Codec::Bytes => 5,
    }
}
