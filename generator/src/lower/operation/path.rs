//! Path templates.

use super::Source;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Operation, Parameter, ParameterStyle, PathPiece, PathTemplate};
use crate::lower::Context;

/// The template cut at its braces. A brace without a partner is text.
pub(super) fn cut(text: &str) -> PathTemplate {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else {
            break;
        };
        if open > 0 {
            pieces.push(PathPiece::Literal(rest[..open].to_owned()));
        }
        let name = &rest[open + 1..open + length];
        pieces.push(PathPiece::Parameter(name.to_owned()));
        rest = &rest[open + length + 1..];
    }
    if !rest.is_empty() {
        pieces.push(PathPiece::Literal(rest.to_owned()));
    }
    PathTemplate {
        text: text.to_owned(),
        pieces,
    }
}

/// Whether a parameter goes into the path.
pub(super) fn is_path(parameter: &Parameter) -> bool {
    matches!(
        parameter.style,
        ParameterStyle::PathSimple { .. }
            | ParameterStyle::PathLabel { .. }
            | ParameterStyle::PathMatrix { .. }
    )
}

/// Reports places without a parameter and parameters without a place.
pub(super) fn check(
    context: &mut Context<'_>,
    source: &Source<'_>,
    operation: &Operation,
) -> Option<()> {
    let mut right = true;
    let mut wrong = |diagnostic: Diagnostic| {
        right = false;
        context.diagnostics.push(diagnostic);
    };
    for piece in &operation.path.pieces {
        let PathPiece::Parameter(name) = piece else {
            continue;
        };
        let declared = operation.parameters.iter();
        if !declared
            .clone()
            .any(|one| is_path(one) && one.wire_name == *name)
        {
            let message = format!("the path has a place for `{name}`, which no parameter fills");
            let help = format!(
                "declare it: `- {{name: {name}, in: path, required: true, schema: {{type: string}}}}`"
            );
            let missing = Diagnostic::error(Code::InvalidDocument, message);
            wrong(missing.at(operation.origin.span, "").help(help));
        }
    }
    for parameter in operation.parameters.iter().filter(|one| is_path(one)) {
        let name = PathPiece::Parameter(parameter.wire_name.clone());
        if !operation.path.pieces.contains(&name) {
            let message = format!(
                "the path `{}` has no place for `{}`",
                source.template, parameter.wire_name
            );
            let help = "write `{…}` with its name into the path, or take the parameter out";
            let stray = Diagnostic::error(Code::InvalidDocument, message);
            wrong(stray.at(parameter.origin.span, "").help(help));
        }
    }
    right.then_some(())
}
