//! The extensions of other generators, in our words.

use super::declared::{From, To, Way, Wish};
use crate::document::{Node, Value};

/// Of Speakeasy.
pub(super) const SPEAKEASY: &str = "x-speakeasy-pagination";
/// Of Fern.
pub(super) const FERN: &str = "x-fern-pagination";
/// Of Microsoft's AutoRest.
pub(super) const MICROSOFT: &str = "x-ms-pageable";

fn text<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    node.get(key).and_then(Node::as_str)
}

/// A link beside the items; a link named `null` means a single page.
pub(super) fn microsoft(node: &Node) -> Result<Wish, String> {
    let way = match text(node, "nextLinkName") {
        Some(name) if !name.is_empty() => Way::Link {
            from: From::Member(name.to_owned()),
        },
        _ => Way::Single,
    };
    Ok(Wish {
        items: text(node, "itemName").unwrap_or("value").to_owned(),
        more: None,
        way,
    })
}

/// Inputs by what they are for, outputs as JSONPath.
pub(super) fn speakeasy(node: &Node) -> Result<Wish, String> {
    let inputs = node
        .get("inputs")
        .and_then(Node::as_array)
        .unwrap_or_default();
    let input = |kind: &str| {
        let input = inputs
            .iter()
            .find(|input| text(input, "type") == Some(kind))?;
        let name = member(text(input, "name")?).to_owned();
        Some(match text(input, "in") {
            Some("requestBody") => To::Body(name),
            _ => To::Parameter(name),
        })
    };
    let output = |key: &str| {
        let outputs = node.get("outputs")?;
        text(outputs, key).map(member).map(str::to_owned)
    };
    let items = output("results");
    let way = match text(node, "type") {
        Some("cursor") => Way::Cursor {
            from: cursor(&output("nextCursor").ok_or("it has no `outputs.nextCursor`")?),
            to: input("cursor").ok_or("it has no input of the type `cursor`")?,
        },
        Some("url") => Way::Link {
            from: From::Member(output("nextUrl").ok_or("it has no `outputs.nextUrl`")?),
        },
        Some("offsetLimit") => match (input("page"), input("offset")) {
            (Some(to), _) => Way::Page {
                to,
                first: None,
                pages: output("numPages"),
            },
            (None, Some(to)) => Way::Offset { to, total: None },
            (None, None) => return Err("it has no input of the type `page` or `offset`".to_owned()),
        },
        _ => return Err("its `type` is none of `cursor`, `offsetLimit` and `url`".to_owned()),
    };
    let items = items.ok_or("it has no `outputs.results`")?;
    Ok(Wish {
        items,
        more: None,
        way,
    })
}

/// The way of a JSONPath or a reference such as `$response.a.b`.
fn member(path: &str) -> &str {
    let starts = ["$response.", "$request.", "$."];
    let found = starts.iter().find_map(|start| path.strip_prefix(start));
    found.unwrap_or(if matches!(path, "$" | "$response") {
        ""
    } else {
        path
    })
}

/// A member of the answer, or of its last item: `items[-1:].id`, `items[(@.length-1)].id`.
fn cursor(path: &str) -> From {
    let last = ["[-1:].", "[-1].", "[(@.length-1)].", "[(@.length - 1)]."];
    let found = last.iter().find_map(|last| path.split_once(last));
    match found {
        Some((_, member)) => From::LastItem(member.to_owned()),
        None => From::Member(path.to_owned()),
    }
}

/// References into request and response; `true` stands for what the document says for all.
pub(super) fn fern(node: &Node, everywhere: Option<&Node>) -> Result<Wish, String> {
    let node = match (&node.value, everywhere) {
        (Value::Bool(false), _) => return Ok(Wish::default()),
        (Value::Bool(true), Some(everywhere)) => everywhere,
        (Value::Bool(true), None) => {
            return Err("it is `true`, and the document has none for all".to_owned());
        }
        _ => node,
    };
    let get = |key: &str| text(node, key).map(member).map(str::to_owned);
    let items = get("results").ok_or("it has no `results`")?;
    let more = get("has-next-page").or_else(|| get("has_next_page"));
    let way = if let Some(place) = get("cursor") {
        let next = get("next_cursor").ok_or("it has no `next_cursor`")?;
        Way::Cursor {
            from: cursor(&next),
            to: To::Either(place),
        }
    } else if let Some(link) = get("next_uri").or_else(|| get("next_path")) {
        Way::Link {
            from: From::Member(link),
        }
    } else if let Some(place) = get("offset") {
        // With a step it counts items, without one pages.
        match get("step") {
            Some(_) => Way::Offset {
                to: To::Either(place),
                total: None,
            },
            None => Way::Page {
                to: To::Either(place),
                first: None,
                pages: None,
            },
        }
    } else {
        return Err("it has none of `cursor`, `offset`, `next_uri` and `next_path`".to_owned());
    };
    Ok(Wish { items, more, way })
}
