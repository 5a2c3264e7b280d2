//! Contents by media type, and request bodies.

use super::{Context, media};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Node;
use crate::ir::{Codec, Content, Place, Presence, RequestBody, Scalar, TypeRef};
use crate::lower::docs::described;
use crate::model;
use crate::source::Pointer;

impl Context<'_> {
    /// The request body at a place; `None` if there is nothing that can be sent.
    pub(super) fn request_body(&mut self, at: &Pointer, label: &str) -> Option<RequestBody> {
        let at = self.resolve(at);
        let node = self.node(&at)?;
        let body = model::request_body(node, &at, self.diagnostics)?;
        let multipart = |media: &&String| media.trim_start().starts_with("multipart/");
        if let Some(media) = body.content.keys().find(multipart) {
            if body.content.len() == 1 {
                let message = format!("bodies of the media type `{media}` cannot be sent yet");
                let help = "with `allow = [\"unsupported-media-type\"]` the operation is left out";
                let diagnostic = Diagnostic::error(Code::UnsupportedMediaType, message);
                let diagnostic = diagnostic.at(self.span(&at), "").help(help);
                self.diagnostics.push(diagnostic);
                return None;
            }
        }
        let place = Place::RequestBody(label.to_owned());
        let mut contents = self.contents(&at.child("content"), &place);
        contents.retain(|content| !multipart(&&content.media_type));
        Some(RequestBody {
            presence: if body.required {
                Presence::Required
            } else {
                Presence::Optional
            },
            contents,
            docs: described(body.description),
            origin: self.origin(&at),
        })
    }

    /// The representations listed at a place: JSON first, then forms, texts, bytes.
    pub(super) fn contents(&mut self, at: &Pointer, place: &Place) -> Vec<Content> {
        let listed = self.node(at).and_then(Node::as_object);
        let mut contents = Vec::new();
        for media_type in listed.into_iter().flat_map(|listed| listed.keys()) {
            let at = at.child(media_type);
            let Some(node) = self.node(&at) else { continue };
            if model::media_type(node, &at, self.diagnostics).is_none() {
                continue;
            }
            let codec = media::codec(media_type);
            let schema = at.child("schema");
            let declared = node.get("schema").is_some();
            let ty = match codec {
                Codec::Text => TypeRef::Scalar(Scalar::String),
                Codec::Bytes => TypeRef::Scalar(Scalar::Bytes),
                Codec::Json | Codec::Form if declared => self.schema(&schema, place.clone()),
                Codec::Json | Codec::Form => {
                    self.api.coverage.untyped.push(at.clone());
                    TypeRef::AnyJson
                }
            };
            if declared && codec == Codec::Json {
                self.check_examples(&at, &schema);
            }
            contents.push(Content {
                media_type: media_type.clone(),
                codec,
                ty,
                origin: self.origin(&at),
            });
        }
        contents.sort_by_key(|content| match content.codec {
            Codec::Json => 0,
            Codec::Form => 1,
            Codec::Text => 2,
            Codec::Bytes => 3,
        });
        contents
    }
}
