//! The headers by which a service knows a request that it got before.

use crate::ir::{Operation, Parameter, ParameterStyle, Presence, Scalar, TypeRef};
use crate::lower::docs;

/// Names of headers with a key, the last one of OASIS Repeatable Requests 1.0.
const KEYS: [&str; 3] = [
    "idempotency-key",
    "x-idempotency-key",
    "repeatability-request-id",
];

/// The header with the time of the first request (OASIS Repeatable Requests 1.0, section 3.2).
const FIRST_SENT: &str = "repeatability-first-sent";

/// The length of the keys that the runtime makes up.
const LENGTH: u64 = 36;

/// Finds the headers. The runtime sends them where a caller does not, so no caller has to.
pub(super) fn find(operation: &mut Operation) {
    operation.idempotency_key = fill_in(
        operation,
        is_key,
        "Where none is given, one is made up for each call, the same for all its attempts.",
    );
    if operation.idempotency_key.is_some() {
        operation.first_sent = fill_in(
            operation,
            is_first_sent,
            "Where none is given, it is the time of the call, the same for all its attempts.",
        );
    }
}

/// The name of a header that nobody has to give; what comes in its place is said.
fn fill_in(
    operation: &mut Operation,
    is_wanted: impl Fn(&Parameter) -> bool,
    note: &str,
) -> Option<String> {
    let mut all = operation.parameters.iter_mut();
    let parameter = all.find(|one| is_wanted(one))?;
    parameter.presence = Presence::Optional;
    let said = parameter.docs.description.take();
    parameter.docs.description = docs::paragraphs([said, Some(note.to_owned())]);
    Some(parameter.wire_name.clone())
}

/// Whether this is a header for which any text that identifies will do.
fn is_key(parameter: &Parameter) -> bool {
    let limits = &parameter.constraints;
    let fits = limits.pattern.is_none()
        && limits.min_length.is_none_or(|least| least <= LENGTH)
        && limits.max_length.is_none_or(|most| most >= LENGTH);
    let is_text = parameter.ty == TypeRef::Scalar(Scalar::String);
    is_text && fits && KEYS.iter().any(|name| is_header(parameter, name))
}

/// Whether this is the header with the time of the first request.
fn is_first_sent(parameter: &Parameter) -> bool {
    let is_date = matches!(
        parameter.ty,
        TypeRef::Scalar(Scalar::String | Scalar::HttpDate)
    );
    is_date && is_header(parameter, FIRST_SENT)
}

fn is_header(parameter: &Parameter, name: &str) -> bool {
    matches!(parameter.style, ParameterStyle::HeaderSimple { .. })
        && parameter.wire_name.eq_ignore_ascii_case(name)
}
