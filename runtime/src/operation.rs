//! What a generated crate says about its operations, as data.

use crate::xml;

/// One method of one path.
///
/// ```
/// use clientwright_runtime::Operation;
///
/// static GET_PET: Operation = Operation {
///     accept: "application/json",
///     tags: &["pets"],
///     ..Operation::new("getPet", "GET", "/pets/{id}")
/// };
/// # let _ = &GET_PET;
/// ```
#[derive(Debug)]
pub struct Operation {
    /// The document's `operationId`, or a name in its place.
    pub id: &'static str,
    /// The HTTP method in capitals.
    pub method: &'static str,
    /// The path as the document writes it.
    pub path: &'static str,
    /// The document's tags.
    pub tags: &'static [&'static str],
    /// Sent as `Accept`.
    pub accept: &'static str,
    /// The server of this operation alone, where the client was given none.
    pub server: Option<&'static str>,
    /// Alternatives of security schemes that are needed together, by index, each with the scopes
    /// that its credential must have; none at all means that no credential is needed.
    pub security: &'static [&'static [(usize, &'static [&'static str])]],
    /// The business envelope around its answers.
    pub envelope: Option<&'static Envelope>,
    /// The header by which the service knows a request that it got before. The client sends one
    /// where the caller gives none, and may then send the request twice.
    pub idempotency_key: Option<&'static str>,
    /// The header that says when a request with such a key was sent for the first time. The client
    /// sends it where the caller does not, the same with every attempt.
    pub first_sent: Option<&'static str>,
    /// How answers look that come in XML; of several for a status the first.
    pub xml: &'static [xml::Answer],
}

impl Operation {
    /// An operation of which there is nothing else to say.
    pub const fn new(id: &'static str, method: &'static str, path: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            tags: &[],
            accept: "",
            server: None,
            security: &[],
            envelope: None,
            idempotency_key: None,
            first_sent: None,
            xml: &[],
        }
    }
}

/// A business envelope: an object around every answer whose code tells success from failure.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// The member with the code.
    pub code: &'static str,
    /// The code of a success.
    pub success: i64,
    /// The member with the message.
    pub message: &'static str,
    /// The member with what the caller asked for.
    pub data: &'static str,
    /// A success may leave the data out.
    pub data_optional: bool,
    /// The member with the service's id of the request.
    pub request_id: Option<&'static str>,
    /// The member with the time of a failure, in Unix milliseconds.
    pub timestamp: Option<&'static str>,
}
