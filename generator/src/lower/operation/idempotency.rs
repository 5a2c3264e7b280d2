//! The header by which a service knows a request that it got before.

use crate::ir::{Operation, Parameter, ParameterStyle, Presence, Scalar, TypeRef};
use crate::lower::docs;

/// Names of such headers.
const NAMES: [&str; 2] = ["idempotency-key", "x-idempotency-key"];

/// The length of the keys that the runtime makes up.
const LENGTH: u64 = 36;

/// Finds the header. The runtime sends it where a caller does not, so no caller has to.
pub(super) fn find(operation: &mut Operation) {
    let found = operation.parameters.iter_mut().find(|one| is_key(one));
    let Some(parameter) = found else {
        return;
    };
    operation.idempotency_key = Some(parameter.wire_name.clone());
    parameter.presence = Presence::Optional;
    let note = "Where none is given, one is made up for each call, the same for all its attempts.";
    parameter.docs.description =
        docs::paragraphs([parameter.docs.description.take(), Some(note.to_owned())]);
}

/// Whether this is a header for which any text that identifies will do.
fn is_key(parameter: &Parameter) -> bool {
    let limits = &parameter.constraints;
    let fits = limits.pattern.is_none()
        && limits.min_length.is_none_or(|least| least <= LENGTH)
        && limits.max_length.is_none_or(|most| most >= LENGTH);
    let is_header = matches!(parameter.style, ParameterStyle::HeaderSimple { .. });
    let is_text = parameter.ty == TypeRef::Scalar(Scalar::String);
    let is_named = |name: &&str| parameter.wire_name.eq_ignore_ascii_case(name);
    is_header && is_text && fits && NAMES.iter().any(is_named)
}
