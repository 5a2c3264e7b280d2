//! Path templates.

use super::Source;
use crate::diagnostic::{Change, Code, Diagnostic};
use crate::ir::{
    Constraints, Docs, Inference, Operation, Parameter, ParameterLocation, ParameterStyle,
    PathPiece, PathTemplate, Presence, Scalar, TypeRef,
};
use crate::lower::Context;
use std::collections::{HashMap, HashSet};

/// The template cut at its braces, without what is never sent: a fragment. A brace without a
/// partner is text.
pub(super) fn cut(text: &str) -> PathTemplate {
    let mut pieces = Vec::new();
    let mut rest = text.split('#').next().unwrap_or_default();
    while let Some((before, opened)) = rest.split_once('{') {
        let Some((name, after)) = opened.split_once('}') else {
            break;
        };
        if !before.is_empty() {
            pieces.push(PathPiece::Literal(before.to_owned()));
        }
        pieces.push(PathPiece::Parameter(name.to_owned()));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(PathPiece::Literal(rest.to_owned()));
    }
    PathTemplate {
        text: text.to_owned(),
        pieces,
    }
}

/// What a place says beyond a name: some documents write templates of RFC 6570 or of a framework.
struct Place<'a> {
    name: &'a str,
    /// `{+name}`: reserved characters stay, so that the value may have several segments.
    reserved: bool,
    /// `{name*}`
    explode: bool,
}

fn place(text: &str) -> Place<'_> {
    let reserved = text.starts_with(['+', '*']) || text.ends_with("**");
    let name = text.trim_start_matches(['+', '/', '.', ';', '*', ':']);
    // `{name:[a-z]+}` and `{name=projects/*}` restrict the value.
    let name = name.split([':', '=']).next().unwrap_or_default();
    Place {
        name: name.trim_end_matches(['*', '?']).trim(),
        reserved,
        explode: text.ends_with('*') && !text.ends_with("**"),
    }
}

/// Brings places and parameters together: a place without a parameter gets one, a parameter
/// without a place is left out.
pub(super) fn fit(context: &mut Context<'_>, source: &Source<'_>, operation: &mut Operation) {
    note_fragment(context, source, operation);
    let in_path = |one: &Parameter| one.style.location() == ParameterLocation::Path;
    let parameters = operation.parameters.iter().enumerate();
    let mut declared: HashMap<String, usize> = HashMap::new();
    let mut alike: HashMap<String, String> = HashMap::new();
    for (at, one) in parameters.filter(|(_, one)| in_path(one)) {
        declared.insert(one.wire_name.clone(), at);
        alike.insert(letters(&one.wire_name), one.wire_name.clone());
    }
    let mut used = HashSet::new();
    let mut pieces = std::mem::take(&mut operation.path.pieces);
    pieces.retain_mut(|piece| {
        let PathPiece::Parameter(name) = piece else {
            return true;
        };
        if !declared.contains_key(name) {
            if is_query(name) {
                return false;
            }
            let place = place(name);
            // `{userId}` and `user_id` are a slip of the pen.
            let meant = alike.get(&letters(place.name)).map(String::as_str);
            let meant = meant.filter(|_| !declared.contains_key(place.name));
            let place = Place {
                name: meant.unwrap_or(place.name),
                ..place
            };
            if let Some(parameter) = declared
                .get(place.name)
                .and_then(|at| operation.parameters.get_mut(*at))
            {
                parameter.allow_reserved |= place.reserved;
                if let ParameterStyle::PathSimple { explode } = &mut parameter.style {
                    *explode |= place.explode;
                }
            }
            *name = place.name.to_owned();
        }
        if !declared.contains_key(name) && used.insert(name.clone()) {
            let assumed = assume(context, operation, name);
            operation.parameters.push(assumed);
        }
        used.insert(name.clone());
        true
    });
    operation.path.pieces = pieces;
    let mut parameters = std::mem::take(&mut operation.parameters);
    parameters.retain(|parameter| {
        let stays = !in_path(parameter) || used.contains(&parameter.wire_name);
        if !stays {
            leave_out(context, source, parameter);
        }
        stays
    });
    // Those of the path come first, as it reads.
    let mut order: HashMap<&str, usize> = HashMap::new();
    for (at, piece) in operation.path.pieces.iter().enumerate() {
        if let PathPiece::Parameter(name) = piece {
            order.entry(name).or_insert(at);
        }
    }
    parameters.sort_by_key(|one| {
        let place = order.get(one.wire_name.as_str()).filter(|_| in_path(one));
        place.copied().unwrap_or(usize::MAX)
    });
    operation.parameters = parameters;
}

/// What is left of a name that is written in several ways.
fn letters(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// `{?a,b}` stands for parameters of the query, which are not part of the path.
fn is_query(name: &str) -> bool {
    name.starts_with(['?', '&'])
}

fn note_fragment(context: &mut Context<'_>, source: &Source<'_>, operation: &Operation) {
    if let Some((_, fragment)) = source.template.split_once('#') {
        let message = format!("the path ends in the fragment `#{fragment}`, which is never sent");
        let help = "what the service must know belongs into the path or the query before the `#`";
        let note = Diagnostic::warning(Code::InvalidDocument, message);
        let note = note.at(context.span(source.item), "").help(help);
        context.once(&operation.origin.pointer, note);
    }
}

/// The parameter that a place stands for, which the document does not declare.
fn assume(context: &mut Context<'_>, operation: &Operation, name: &str) -> Parameter {
    let message =
        format!("the path has a place for `{name}`, which no parameter fills; a text is assumed");
    let help = format!(
        "declare it: `- {{name: {name}, in: path, required: true, schema: {{type: string}}}}`"
    );
    let missing = Diagnostic::warning(Code::InvalidDocument, message);
    let quoted = crate::model::quoted(name);
    let declared = format!(
        "{{parameters: [{{name: {quoted}, in: path, required: true, schema: {{type: string}}}}]}}"
    );
    let missing = missing
        .at(operation.origin.span, "")
        .help("declare it")
        .mend(operation.origin.span, Change::Add(declared));
    context.diagnostics.push(missing);
    context.api.inferences.push(Inference {
        what: format!("path parameter `{name}`"),
        evidence: vec![format!(
            "the path `{}` has a place for it",
            operation.path.text
        )],
        pin: help,
        pinned: false,
        origin: operation.origin.clone(),
    });
    Parameter {
        wire_name: name.to_owned(),
        pinned: None,
        style: ParameterStyle::PathSimple { explode: false },
        part: None,
        allow_reserved: false,
        encodings: Vec::new(),
        constant: None,
        allow_empty: false,
        ty: TypeRef::Scalar(Scalar::String),
        presence: Presence::Required,
        default: None,
        example: None,
        constraints: Constraints::default(),
        docs: Docs::default(),
        origin: operation.origin.clone(),
    }
}

fn leave_out(context: &mut Context<'_>, source: &Source<'_>, parameter: &Parameter) {
    let message = format!(
        "the path `{}` has no place for `{}`, which is left out",
        source.template, parameter.wire_name
    );
    let help = "write `{…}` with its name into the path, or take the parameter out";
    let stray = Diagnostic::warning(Code::InvalidDocument, message);
    let at = &parameter.origin.pointer;
    context
        .diagnostics
        .push(stray.at(parameter.origin.span, "").help(help));
    let dropped = context.dropped(at);
    let tally = &mut context.api.coverage.parameters;
    tally.generated = tally.generated.saturating_sub(1);
    tally.dropped.push(dropped);
}

#[cfg(test)]
mod tests {
    use super::{cut, place};
    use crate::ir::PathPiece::{Literal, Parameter};

    #[test]
    fn every_brace_that_has_a_partner_is_a_place() {
        let text = |text: &str| Literal(text.to_owned());
        let hole = |name: &str| Parameter(name.to_owned());
        let cases = [
            ("/a/{b}", vec![text("/a/"), hole("b")]),
            ("/{a}{b}", vec![text("/"), hole("a"), hole("b")]),
            ("/{a}.json", vec![text("/"), hole("a"), text(".json")]),
            ("/a?x={b}", vec![text("/a?x="), hole("b")]),
            ("/a#frag={b}", vec![text("/a")]),
            ("/a}{b", vec![text("/a}{b")]),
            ("", vec![]),
        ];
        for (template, pieces) in cases {
            assert_eq!(cut(template).pieces, pieces, "{template}");
        }
    }

    #[test]
    fn places_name_a_parameter_in_many_ways() {
        for text in [
            "id",
            "id*",
            "+id",
            "/id",
            "id:[0-9]+",
            "id=a/*",
            "*id",
            "id?",
        ] {
            assert_eq!(place(text).name, "id", "{text}");
        }
        assert!(place("+id").reserved && !place("id*").reserved);
        assert!(place("id*").explode);
    }
}
