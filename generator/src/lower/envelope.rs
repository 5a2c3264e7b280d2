//! The business envelope: an object around every answer whose code tells success from failure.

use super::Context;
use super::docs::described;
use crate::config::EnvelopePin;
use crate::diagnostic::Code;
use crate::document::Node;
use crate::ir::{
    Codec, Content, Envelope, Example, Inference, Operation, Output, Place, Response, TypeRef,
};
use crate::lower::schema::Kind;
use crate::model;
use crate::source::Pointer;

/// What documents call the request's id.
const REQUEST_IDS: [&str; 4] = ["requestId", "request_id", "traceId", "trace_id"];

/// An envelope and where it was found.
pub(super) struct Found {
    envelope: Envelope,
    /// The schema of the envelope.
    schema: Pointer,
    evidence: Vec<String>,
    pinned: bool,
}

impl Context<'_> {
    /// The envelope of the response at a place, if it has one.
    pub(super) fn envelope(&mut self, at: &Pointer) -> Option<Found> {
        let content = at.child("content");
        let listed = self.node(&content)?.as_object()?;
        let media = listed.keys().find(|media| super::media::is_json(media))?;
        let media = content.child(media);
        let schema = media.child("schema");
        self.node(&schema)?;
        match self.config.infer.envelope.clone() {
            EnvelopePin::Off => None,
            EnvelopePin::Pinned(pin) => self.pinned_envelope(schema, pin),
            EnvelopePin::Infer => self.inferred_envelope(at, &media, schema),
        }
    }

    fn pinned_envelope(&mut self, schema: Pointer, pin: Envelope) -> Option<Found> {
        let facts = self.facts(&schema);
        let has = |name: &String| facts.properties.contains_key(name);
        (has(&pin.code) && has(&pin.message)).then(|| Found {
            envelope: pin,
            schema,
            evidence: vec!["the configuration says so".to_owned()],
            pinned: true,
        })
    }

    fn inferred_envelope(
        &mut self,
        at: &Pointer,
        media: &Pointer,
        schema: Pointer,
    ) -> Option<Found> {
        let facts = self.facts(&schema);
        let kind = |context: &mut Self, name: &str| {
            let at = facts.properties.get(name)?;
            context.facts_of(at).kind
        };
        let required = |name: &str| facts.required.contains(name);
        if !(required("code") && required("message")) || required("data") {
            return None;
        }
        if kind(self, "code") != Some(Kind::Integer) || kind(self, "message") != Some(Kind::String)
        {
            return None;
        }
        let mut evidence = vec![format!("{}: `code` and `message` are required", facts.at)];
        if facts.properties.contains_key("data") {
            evidence.push(format!("{}: `data` is optional", facts.at));
        }
        let said = [Pointer::root().child("info"), at.clone()].into_iter();
        let code = facts.properties.get("code").cloned().unwrap_or_default();
        let before = evidence.len();
        for place in said.chain(code) {
            let text = self.text(&place, "description").unwrap_or_default();
            if says_zero(text) {
                evidence.push(format!("{place}: \"{text}\""));
            }
        }
        let failures = self.failures(media, "code", 0).len();
        if failures > 1 {
            evidence.push(format!(
                "{media}: {failures} examples with another code than 0"
            ));
        }
        if evidence.len() == before {
            return None;
        }
        let mut ids = REQUEST_IDS.iter();
        let request_id = ids.find(|name| kind(self, name) == Some(Kind::String));
        let timestamp = kind(self, "timestamp") == Some(Kind::Integer);
        Some(Found {
            envelope: Envelope {
                code: "code".to_owned(),
                success: 0,
                message: "message".to_owned(),
                data: "data".to_owned(),
                data_optional: false,
                request_id: request_id.map(|name| (*name).to_owned()),
                timestamp: timestamp.then(|| "timestamp".to_owned()),
            },
            schema,
            evidence,
            pinned: false,
        })
    }

    /// The response with its envelope taken off.
    pub(super) fn enveloped(
        &mut self,
        operation: &mut Operation,
        at: &Pointer,
        found: Found,
        label: &str,
        status: &str,
    ) -> Option<Response> {
        let response = model::response(self.node(at)?, at, self.diagnostics)?;
        let facts = self.facts(&found.schema);
        let place = Place::Response(label.to_owned(), status.to_owned());
        let data = facts.properties.get(&found.envelope.data);
        let ty: Option<TypeRef> = data.map(|data| self.schema_of(data, place));
        let media = found.schema.parent().unwrap_or_default();
        let examples = self.check_examples_as(&media, &found);
        operation.output = ty.clone().map_or(Output::Nothing, Output::Json);
        self.api.inferences.push(Inference {
            what: "business envelope".to_owned(),
            evidence: found.evidence,
            pin: "[infer] envelope = \"off\" or { code, success, message, data, … }".to_owned(),
            pinned: found.pinned,
            origin: operation.origin.clone(),
        });
        operation.envelope = Some(found.envelope);
        let contents = ty.map(|ty| Content {
            media_type: media.last().unwrap_or_default(),
            codec: Codec::Json,
            xml: None,
            stream: None,
            ty,
            encodings: Vec::new(),
            examples,
            origin: self.origin(&media),
        });
        Some(Response {
            contents: contents.into_iter().collect(),
            headers: self.headers(&at.child("headers"), label),
            links: self.links(at),
            docs: described(response.description),
            origin: self.origin(at),
        })
    }

    /// Checks the examples of a success, for a failure's `data` fits no success type; gives those that fit, and
    /// the failures.
    fn check_examples_as(&mut self, media: &Pointer, found: &Found) -> Vec<Example> {
        let failures = self.failures(media, &found.envelope.code, found.envelope.success);
        let mut all = self.examples(media);
        all.retain(|(_, value)| {
            failures.contains(value)
                || self.check_value(value, &found.schema, Code::ExampleMismatch)
        });
        self.written_out(all)
    }

    /// The values of the examples of a media type that have another code than a success.
    pub(super) fn failures(&self, media: &Pointer, code: &str, success: i64) -> Vec<Pointer> {
        let examples = media.child("examples");
        let names = self.node(&examples).and_then(Node::as_object);
        let value = |name: &String| self.resolve(&examples.child(name)).child("value");
        let values = names.into_iter().flat_map(|names| names.keys()).map(value);
        let failed = |at: &Pointer| {
            let found = self.node(at).and_then(|node| node.get(code));
            found
                .and_then(super::integer)
                .is_some_and(|code| code != success)
        };
        values.filter(failed).collect()
    }
}

/// Whether a text says that code 0 is a success.
fn says_zero(text: &str) -> bool {
    let plain: String = text
        .chars()
        .filter(|character| !character.is_whitespace() && *character != '`')
        .collect::<String>()
        .to_lowercase();
    [
        "code===0",
        "code==0",
        "code=0",
        "0表示成功",
        "0:success",
        "0=success",
        "0means",
        "0为成功",
        "0代表成功",
        "0issuccess",
        "0indicatessuccess",
        "0onsuccess",
        "0forsuccess",
    ]
    .iter()
    .any(|phrase| plain.contains(phrase))
}
