//! A walk in words, for documentation and the report.

use crate::diagnostic::code_span;
use crate::ir::{PagingSource, PagingStep, PagingTarget, Path};

/// One sentence.
pub(super) fn step(step: &PagingStep) -> String {
    match step {
        PagingStep::Cursor(step) => {
            let (from, to) = (source(&step.from), target(&step.to));
            let end = more(step.more.as_ref()).unwrap_or_else(|| "until there is none".to_owned());
            format!("The next request has {from} as {to}, {end}.")
        }
        PagingStep::Page(step) => {
            let to = target(&step.to);
            let pages = step.pages.as_ref().filter(|_| step.first.is_some());
            let end = more(step.more.as_ref())
                .or_else(|| pages.map(|path| format!("as far as {} says", member(path))));
            let end = end.unwrap_or_else(|| "until a page has no items".to_owned());
            match (&step.current, step.first) {
                (Some(current), _) => {
                    let current = member(current);
                    format!("The next request has the number after {current} as {to}, {end}.")
                }
                (None, first) => {
                    let first = first.unwrap_or(1);
                    format!("Pages are counted by {to}, from {first}, {end}.")
                }
            }
        }
        PagingStep::Offset(step) => {
            let to = target(&step.to);
            let total = step.total.as_ref();
            let end = more(step.more.as_ref())
                .or_else(|| total.map(|path| format!("as far as {} says", member(path))));
            let end = end.unwrap_or_else(|| "until a page has no items".to_owned());
            format!("The next request has the number of items so far as {to}, {end}.")
        }
        PagingStep::Link(step) => {
            let from = source(&step.from);
            let end = more(step.more.as_ref()).unwrap_or_else(|| "until there is none".to_owned());
            format!("The next page is at the URL in {from}, {end}.")
        }
        PagingStep::Modes(modes) => {
            let answer = member(&modes.answer);
            let parameter = code_span(&modes.parameter);
            format!("The next request has as {parameter} what {answer} says.")
        }
    }
}

fn source(source: &PagingSource) -> String {
    match source {
        PagingSource::Member(path) => member(path),
        PagingSource::LastItem(path) => format!("{} of the last item", quoted(path)),
        PagingSource::Header(name) => format!("the answer's header {}", code_span(name)),
        PagingSource::LinkHeader => "the answer's header `Link` with `rel=next`".to_owned(),
    }
}

fn member(path: &Path) -> String {
    format!("the answer's {}", quoted(path))
}

fn quoted(path: &Path) -> String {
    code_span(&path.join("."))
}

fn target(target: &PagingTarget) -> String {
    let members = quoted(&target.members);
    match &target.parameter {
        None => format!("{members} of its body"),
        Some(name) if target.members.is_empty() => code_span(name),
        Some(name) => format!("{members} of {}", code_span(name)),
    }
}

fn more(more: Option<&Path>) -> Option<String> {
    more.map(|path| format!("while {} is true", member(path)))
}
