//! Which operations begin work that goes on after their answer: as the document says, or by a
//! header that tells where to ask.

use super::Context;
use crate::diagnostic::code_span;
use crate::document::Value;
use crate::ir::{
    Codec, Inference, Operation, Output, Polling, PollingEnd, Response, StatusMatch, TypeRef,
    TypeShape,
};

/// The extension of our own: `true` or `false`.
const OWN: &str = "x-clientwright-poll";
/// Those of Microsoft's AutoRest.
const MICROSOFT: &str = "x-ms-long-running-operation";
const OPTIONS: &str = "x-ms-long-running-operation-options";

/// Headers that tell where to ask for the state.
const MONITORS: [&str; 2] = ["operation-location", "azure-asyncoperation"];

/// The status of what is not done yet.
const ACCEPTED: StatusMatch = StatusMatch::Exact(202);

/// Fills in which operations are waited for.
pub(super) fn infer(context: &mut Context<'_>) {
    let mut services = std::mem::take(&mut context.api.services);
    for operation in services.iter_mut().flat_map(|one| &mut one.operations) {
        let declared = declared(context, operation);
        let Some(evidence) = declared.unwrap_or_else(|| concluded(operation)) else {
            continue;
        };
        operation.polling = Some(Polling {
            words: words(operation),
            ..polling(context, operation)
        });
        context.api.inferences.push(Inference {
            what: "long-running operation".to_owned(),
            evidence: vec![evidence],
            pin: format!("{OWN}: false"),
            pinned: declared_by_own(context, operation),
            origin: operation.origin.clone(),
        });
    }
    context.api.services = services;
}

fn flag(context: &Context<'_>, operation: &Operation, key: &str) -> Option<bool> {
    match context.node(&operation.origin.pointer)?.get(key)?.value {
        Value::Bool(value) => Some(value),
        _ => None,
    }
}

fn declared_by_own(context: &Context<'_>, operation: &Operation) -> bool {
    flag(context, operation, OWN).is_some()
}

/// What the document says by an extension, with the evidence if it says yes.
fn declared(context: &Context<'_>, operation: &Operation) -> Option<Option<String>> {
    let mut known = [OWN, MICROSOFT].into_iter();
    known.find_map(|key| {
        let says = flag(context, operation, key)?;
        Some(says.then(|| format!("`{key}` of the document")))
    })
}

/// A header of an answer that tells where to ask.
fn concluded(operation: &Operation) -> Option<String> {
    let successes = operation.responses.by_status.iter();
    let mut successes = successes.filter(|(status, _)| status.is_success());
    successes.find_map(|(status, response)| {
        let mut headers = response.headers.iter().map(|header| &header.wire_name);
        let header = headers.find(|name| {
            let name = name.to_ascii_lowercase();
            MONITORS.contains(&name.as_str()) || (*status == ACCEPTED && name == "location")
        })?;
        Some(format!("an answer of success has the header `{header}`"))
    })
}

fn polling(context: &Context<'_>, operation: &Operation) -> Polling {
    let (output, is_monitor) = result(context, operation);
    let options = context
        .node(&operation.origin.pointer)
        .and_then(|node| node.get(OPTIONS));
    let via = options.and_then(|options| options.get("final-state-via")?.as_str());
    let ends = match via {
        Some("azure-async-operation" | "operation-location") => PollingEnd::Monitor,
        Some("location") => PollingEnd::Location,
        Some("original-uri") => PollingEnd::Original,
        _ if is_monitor => PollingEnd::Monitor,
        _ => PollingEnd::Anywhere,
    };
    Polling {
        output,
        ends,
        words: String::new(),
    }
}

/// The type of the result, and whether it is one that tells how the work stands.
fn result(context: &Context<'_>, operation: &Operation) -> (Option<TypeRef>, bool) {
    let json = |response: &Response| {
        let content = response.contents.first();
        content
            .filter(|content| content.codec == Codec::Json)
            .map(|content| content.ty.clone())
    };
    let by_status = &operation.responses.by_status;
    let mut done = by_status
        .iter()
        .filter(|(status, _)| status.is_success() && *status != ACCEPTED);
    let done = match &operation.output {
        // The envelope is off already.
        Output::Json(ty) if operation.envelope.is_some() => Some(ty.clone()),
        _ => done.find_map(|(_, response)| json(response)),
    };
    if done.is_some() {
        return (done, false);
    }
    let mut accepted = by_status.iter().filter(|(status, _)| *status == ACCEPTED);
    let accepted = accepted.find_map(|(_, response)| json(response));
    let is_monitor = accepted.as_ref().is_some_and(|ty| match context.shape(ty) {
        Some(TypeShape::Record(record)) => {
            let mut names = record.fields.iter().map(|field| field.wire_name.as_str());
            names.any(|name| matches!(name, "status" | "state"))
        }
        _ => false,
    });
    (accepted, is_monitor)
}

fn words(operation: &Operation) -> String {
    let headers = operation.headers();
    let mut known = headers.iter().filter(|header| {
        let name = header.wire_name.to_ascii_lowercase();
        MONITORS.contains(&name.as_str()) || name == "location"
    });
    let monitor = known
        .clone()
        .find(|header| !header.wire_name.eq_ignore_ascii_case("location"));
    match monitor.or_else(|| known.next()) {
        Some(header) => format!(
            "It asks where the header {} says.",
            code_span(&header.wire_name)
        ),
        None => "It asks where the answers say.".to_owned(),
    }
}
