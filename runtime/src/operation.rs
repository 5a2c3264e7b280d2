//! What a generated crate says about its operations, as data.

use crate::xml;

/// One method of one path.
#[derive(Debug)]
pub struct Operation {
    /// The document's `operationId`, or a name in its place.
    pub id: &'static str,
    /// The HTTP method in capitals.
    pub method: &'static str,
    /// The path as the document writes it.
    pub path: &'static str,
    /// Sent as `Accept`.
    pub accept: &'static str,
    /// The server of this operation alone, where the client was given none.
    pub server: Option<&'static str>,
    /// Alternatives of security schemes that are needed together, by index; none at all means
    /// that no credential is needed.
    pub security: &'static [&'static [usize]],
    /// The business envelope around its answers.
    pub envelope: Option<&'static Envelope>,
    /// How answers look that come in XML; of several for a status the first.
    pub xml: &'static [xml::Answer],
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
