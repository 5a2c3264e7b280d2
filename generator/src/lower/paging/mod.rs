//! Which operations have pages, and how a walk goes on: as the document says, or concluded from
//! what the answer tells of its page and from what the request can ask for.

mod answer;
mod declared;
mod modes;
mod path;
mod request;
mod shape;
mod tell;
mod vendors;
mod words;

use super::Context;
use crate::config::PagingPin;
use crate::ir::{Inference, Operation, Output, Paging, PagingStep, TypeRef};
use answer::Answer;
use declared::Declared;

/// What was found: the items, the step, and from what.
struct Found {
    items: Vec<String>,
    step: PagingStep,
    evidence: Vec<String>,
}

/// Fills in how the operations' pages are walked.
pub(super) fn infer(context: &mut Context<'_>) {
    let mut services = std::mem::take(&mut context.api.services);
    for operation in services.iter_mut().flat_map(|one| &mut one.operations) {
        let call = format!("{} {}", operation.method, operation.path.text);
        let (infers, pinned) = match &context.config.infer.paging {
            PagingPin::Off => (false, true),
            PagingPin::Infer => (true, false),
            PagingPin::Only(operations) => (operations.contains(&call), true),
        };
        let found = match declared::find(context, operation) {
            Declared::Walk(found) => Some(*found),
            Declared::NoWalk => None,
            Declared::Nothing if infers => conclude(context, operation),
            Declared::Nothing => None,
        };
        let Some(mut found) = found else { continue };
        let words = tell::step(&found.step);
        found.evidence.push(words.trim_end_matches('.').to_owned());
        context.api.inferences.push(Inference {
            what: "paging".to_owned(),
            evidence: found.evidence,
            pin: format!("[infer] paging = \"off\" or [\"{call}\"]"),
            pinned,
            origin: operation.origin.clone(),
        });
        operation.paging = Some(Paging {
            items: found.items,
            step: found.step,
            words,
        });
    }
    context.api.services = services;
}

/// The walk that the shapes of answer and request lead to.
fn conclude(context: &Context<'_>, operation: &Operation) -> Option<Found> {
    let answer = Answer::of(context, operation)?;
    let (step, more) = match answer
        .record
        .and_then(|page| modes::find(context, operation, page))
    {
        Some((modes, evidence)) => (PagingStep::Modes(modes), evidence),
        None => (shape::step(context, operation, &answer)?, Vec::new()),
    };
    let mut evidence = vec![answer.evidence];
    evidence.extend(more);
    Some(Found {
        items: answer.items,
        step,
        evidence,
    })
}

/// The type of a successful answer that is JSON.
fn output(operation: &Operation) -> Option<&TypeRef> {
    match &operation.output {
        Output::Json(output) => Some(output),
        _ => None,
    }
}
