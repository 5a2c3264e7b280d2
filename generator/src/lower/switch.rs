//! What in a request asks for its answer as a stream, where the answer may come whole as well:
//! concluded from a member `stream` of the body that is true or false.

use super::Context;
use crate::ir::{Inference, Operation, Output, Scalar, TypeRef, TypeShape};

const MEMBER: &str = "stream";

/// Fills in the member that `send_stream` sets.
pub(super) fn infer(context: &mut Context<'_>) {
    let mut services = std::mem::take(&mut context.api.services);
    for operation in services.iter_mut().flat_map(|one| &mut one.operations) {
        let Some(media_type) = switched(context, operation) else {
            continue;
        };
        context.api.inferences.push(Inference {
            what: format!("`{MEMBER}: true` in the body asks for `{media_type}`"),
            evidence: vec![
                format!("the answer comes whole, or as `{media_type}`"),
                format!("the body has a member `{MEMBER}` that is true or false"),
            ],
            pin: format!("an overlay that removes `{media_type}`, or the member"),
            pinned: false,
            origin: operation.origin.clone(),
        });
        operation.stream_switch = Some(MEMBER.to_owned());
    }
    context.api.services = services;
}

/// The media type of the stream, if the body has such a member.
fn switched(context: &Context<'_>, operation: &Operation) -> Option<String> {
    let (stream, _) = operation.stream()?;
    let [content] = operation.body.as_ref()?.contents.as_slice() else {
        return None;
    };
    let TypeShape::Record(body) = context.shape(&content.ty)? else {
        return None;
    };
    let mut fields = body.fields.iter();
    let member = fields.find(|field| field.wire_name == MEMBER)?;
    let is_switch = is_bool(&member.ty) && operation.output != Output::Stream;
    is_switch.then(|| stream.media_type.clone())
}

fn is_bool(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Nullable(inner) => is_bool(inner),
        _ => *ty == TypeRef::Scalar(Scalar::Bool),
    }
}
