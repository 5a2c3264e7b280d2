//! Parameters and headers.

use crate::diagnostic::{Change, Code, Diagnostic, Diagnostics};
use crate::dialect::{Version, mended, put};
use crate::document::{Member, Node, Object, Value};
use crate::grammar::Kind;
use crate::source::Span;

/// Where a parameter may go.
const PLACES: [&str; 5] = ["path", "query", "header", "cookie", "querystring"];

/// The form that a query as a whole has where nothing else is said.
const FORM: &str = "application/x-www-form-urlencoded";

/// Mends one parameter or header.
pub(super) fn rewrite(
    kind: Kind,
    members: &mut Object,
    span: Span,
    version: Version,
    diagnostics: &mut Diagnostics,
) {
    if members.contains_key("$ref") {
        return;
    }
    if kind == Kind::Parameter {
        place(members, span, diagnostics);
    }
    let text = |key: &str| members.get(key).and_then(|member| member.node.as_str());
    let place = if kind == Kind::Header {
        "header"
    } else {
        text("in").unwrap_or("query")
    };
    let name = text("name").unwrap_or_default();
    let fits = match place {
        "header" if kind == Kind::Parameter => is_token(name),
        "path" => !name.contains(['{', '}']),
        _ => true,
    };
    if !fits {
        let message = format!("`{name}` cannot be the name of a {place} parameter");
        let wrong = Diagnostic::warning(Code::InvalidDocument, message).at(span, "");
        diagnostics.push(wrong.help("write it without delimiters"));
    }
    let percent = match place {
        "query" => true,
        "path" => version >= Version::V3_2,
        "cookie" => version >= Version::V3_2 && text("style").is_none_or(|style| style == "form"),
        _ => false,
    };
    let whole = place == "querystring";
    if let (false, Some(reserved)) = (percent, members.get("allowReserved")) {
        let message = format!("`allowReserved` says nothing of a {place} parameter");
        let idle = Diagnostic::note(Code::InvalidDocument, message).at(reserved.key_span, "");
        diagnostics.push(idle.help("remove it"));
        members.shift_remove("allowReserved");
    }
    if whole {
        querystring(members, span, diagnostics);
    }
}

/// A query as a whole has contents, not a style.
fn querystring(members: &mut Object, span: Span, diagnostics: &mut Diagnostics) {
    let Some(schema) = members.shift_remove("schema") else {
        return;
    };
    let message = "a parameter `in: querystring` has `content` instead of `schema`";
    let help = format!("write `content: {{{FORM}: {{schema: …}}}}`; it is read so");
    diagnostics.push(mended(schema.key_span, message, help));
    let mut media = Object::default();
    media.insert("schema".to_owned(), schema);
    let mut content = Object::default();
    put(&mut content, FORM, span, Value::Object(media));
    if !members.contains_key("content") {
        put(members, "content", span, Value::Object(content));
    }
}

/// Gives a parameter a place that there is.
fn place(members: &mut Object, span: Span, diagnostics: &mut Diagnostics) {
    let written = members.get("in").and_then(|member| member.node.as_str());
    // Bodies are no parameters since 3.0; what is left of them was seen to before.
    if written.is_some_and(|written| PLACES.contains(&written)) {
        return;
    }
    let near = written.and_then(|written| {
        let small = written.to_ascii_lowercase();
        let distance = |known: &&str| strsim::damerau_levenshtein(known, &small);
        let known = PLACES.into_iter().filter(|known| distance(known) <= 2);
        known.min_by_key(|known| strsim::damerau_levenshtein(known, &small))
    });
    let meant = near.unwrap_or("query");
    let message = match written {
        Some(written) => format!("a parameter cannot be in `{written}`"),
        None => "the parameter does not say where it goes".to_owned(),
    };
    let help = format!("write `in: {meant}`; it is read so");
    let place = Change::Add(format!("{{in: {meant}}}"));
    diagnostics.push(mended(span, message, help).mend(span, place));
    put(members, "in", span, Value::String(meant.to_owned()));
}

/// Takes parameters without a name out of a list, and warns of queries that exclude each other.
pub(super) fn list(parameters: &mut Vec<Node>, diagnostics: &mut Diagnostics) {
    parameters.retain(|node| {
        let kept = ["name", "$ref"].iter().any(|key| node.get(key).is_some());
        if !kept {
            let message = "a parameter without a name; it is left out";
            let wrong = mended(node.span, message, "give it a `name`, or take it out");
            diagnostics.push(wrong.mend(node.span, Change::Remove));
        }
        kept
    });
    let place = |node: &Node| {
        node.get("in")
            .and_then(Node::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let mut whole = parameters
        .iter()
        .filter(|node| place(node) == "querystring");
    let Some(first) = whole.next() else {
        return;
    };
    let other = whole.next();
    let other = other.or_else(|| parameters.iter().find(|node| place(node) == "query"));
    if let Some(other) = other {
        let message =
            "a parameter `in: querystring` is the whole query: no other can stand beside it";
        let clash = Diagnostic::warning(Code::InvalidDocument, message)
            .at(other.span, "")
            .also(first.span, "the whole query")
            .help("declare all of the query in one place");
        diagnostics.push(clash);
    }
}

/// Warns of names that no header can have.
pub(super) fn headers(headers: &Object, diagnostics: &mut Diagnostics) {
    for (name, Member { key_span, .. }) in headers {
        if !is_token(name) {
            let message = format!("`{name}` cannot be the name of a header");
            let wrong = Diagnostic::warning(Code::InvalidDocument, message).at(*key_span, "");
            diagnostics.push(wrong.help("write it without delimiters"));
        }
    }
}

/// Whether a text is a token (RFC 9110, section 5.6.2).
fn is_token(text: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(letter)
}
