//! Operations.

use super::{
    Content, Docs, Envelope, Failures, Header, Incoming, Origin, Paging, Parameter, Polling,
    RequestBody, Responses, SecurityNeed, Server, Stream, TypeRef,
};
use std::collections::BTreeSet;

/// One method of one path.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// The document's `operationId`.
    pub wire_id: Option<String>,
    /// `x-clientwright-name`.
    pub pinned: Option<String>,
    /// The HTTP method in capitals.
    pub method: String,
    /// The path.
    pub path: PathTemplate,
    /// The document's tags.
    pub tags: Vec<String>,
    /// Those of the path as it reads, the others in the document's order, the path item's first.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<RequestBody>,
    /// Everything that may come back.
    pub responses: Responses,
    /// What the service calls in turn.
    pub callbacks: Vec<Incoming>,
    /// What a success carries.
    pub output: Output,
    /// Alternatives; empty means that no credential is needed.
    pub security: Vec<SecurityNeed>,
    /// Servers of this operation alone; empty means the API's.
    pub servers: Vec<Server>,
    /// The member of the body that asks for the answer as a stream.
    pub stream_switch: Option<String>,
    /// How to walk its pages.
    pub paging: Option<Paging>,
    /// How to wait for the end of work that it begins.
    pub polling: Option<Polling>,
    /// The business envelope around its answers.
    pub envelope: Option<Envelope>,
    /// The header by which the service knows a request that it got before.
    pub idempotency_key: Option<String>,
    /// The header that says when a request with such a key was sent first.
    pub first_sent: Option<String>,
    /// The business codes it may answer with, sorted.
    pub error_codes: Vec<i64>,
    /// What it does.
    pub docs: Docs,
    /// Where it comes from.
    pub origin: Origin,
}

impl Operation {
    /// The headers that any of its answers may have; of two with the same name the first.
    pub fn headers(&self) -> Vec<&Header> {
        let mut known = BTreeSet::new();
        let all = self.responses.by_status.iter().map(|(_, one)| one);
        let all = all.chain(&self.responses.default);
        all.flat_map(|response| &response.headers)
            .filter(|header| known.insert(header.wire_name.to_ascii_lowercase()))
            .collect()
    }

    /// What its failures carry. An envelope says for itself what went wrong.
    pub fn failures(&self) -> Failures<'_> {
        if self.envelope.is_some() {
            return Failures::Nothing;
        }
        let cases = self.responses.failures();
        let contents = cases.iter();
        let mut contents = contents.filter_map(|(status, response)| response.content(*status));
        let Some(first) = contents.next() else {
            return Failures::Nothing;
        };
        if contents.all(|other| other.ty == first.ty && other.codec == first.codec) {
            Failures::Same(first)
        } else {
            Failures::ByStatus(cases)
        }
    }

    /// The stream that a success can be read as, and the representation that has it.
    pub fn stream(&self) -> Option<(&Content, &Stream)> {
        let successes = self.responses.successes().into_iter();
        let mut contents = successes.flat_map(|(_, response)| &response.contents);
        contents.find_map(|content| Some((content, content.stream.as_ref()?)))
    }
}

/// A path with places for parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct PathTemplate {
    /// As the document writes it.
    pub text: String,
    /// The same, cut at the braces.
    pub pieces: Vec<PathPiece>,
}

/// A piece of a path.
#[derive(Clone, Debug, PartialEq)]
pub enum PathPiece {
    /// Text as it is.
    Literal(String),
    /// The parameter of this name.
    Parameter(String),
}

/// What a success carries, after the envelope is taken off.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// No body.
    Nothing,
    /// JSON.
    Json(TypeRef),
    /// Text.
    Text,
    /// Bytes of any kind.
    Bytes,
    /// Nothing but what comes item by item: the operation's stream.
    Stream,
    /// What the status says: the successes carry different things.
    ByStatus,
}
