//! The styles `simple`, `label`, `matrix`, `form`, `spaceDelimited` and `pipeDelimited`.
//!
//! A value without any text (`null`, an empty list, an empty object) is undefined in the sense of
//! RFC 6570: nothing is written for it.

use super::{Encode, Node, TooDeep, encode};

/// The texts of a value, cut into what a style joins.
enum Parts {
    One(String),
    List(Vec<String>),
    Members(Vec<(String, String)>),
}

fn parts(node: &Node, how: Encode) -> Result<Option<Parts>, TooDeep> {
    let text = |node: &Node| match node {
        Node::Null => Ok(None),
        Node::Text(text) => Ok(Some(encode(text, how).into_owned())),
        Node::List(_) | Node::Members(_) => Err(TooDeep),
    };
    Ok(match node {
        Node::Null => None,
        Node::Text(value) => Some(Parts::One(encode(value, how).into_owned())),
        Node::List(nodes) => {
            let list: Vec<_> = nodes
                .iter()
                .filter_map(|node| text(node).transpose())
                .collect::<Result<_, _>>()?;
            (!list.is_empty()).then_some(Parts::List(list))
        }
        Node::Members(nodes) => {
            let member = |(name, node): &(String, Node)| {
                let name = encode(name, how).into_owned();
                text(node)
                    .transpose()
                    .map(|text| text.map(|text| (name, text)))
            };
            let members: Vec<_> = nodes.iter().filter_map(member).collect::<Result<_, _>>()?;
            (!members.is_empty()).then_some(Parts::Members(members))
        }
    })
}

/// `k,v,k,v` or, exploded, `k=v` each.
fn flatten(members: Vec<(String, String)>, explode: bool) -> Vec<String> {
    if explode {
        members
            .into_iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect()
    } else {
        members
            .into_iter()
            .flat_map(|(name, value)| [name, value])
            .collect()
    }
}

/// `a,b`; `k,v,k,v`; `k=v,k=v`.
pub(super) fn simple(node: &Node, explode: bool, how: Encode) -> Result<Option<String>, TooDeep> {
    Ok(parts(node, how)?.map(|parts| match parts {
        Parts::One(text) => text,
        Parts::List(list) => list.join(","),
        Parts::Members(members) => flatten(members, explode).join(","),
    }))
}

/// `.a,b` or `.a.b`; `.k,v,k,v` or `.k=v.k=v`.
pub(super) fn label(node: &Node, explode: bool, how: Encode) -> Result<Option<String>, TooDeep> {
    let separator = if explode { "." } else { "," };
    Ok(parts(node, how)?.map(|parts| match parts {
        Parts::One(text) => format!(".{text}"),
        Parts::List(list) => format!(".{}", list.join(separator)),
        Parts::Members(members) => format!(".{}", flatten(members, explode).join(separator)),
    }))
}

/// `;name=a,b` or `;name=a;name=b`; `;name=k,v` or `;k=v;k=v`. An empty text is just `;name`.
pub(super) fn matrix(
    name: &str,
    node: &Node,
    explode: bool,
    how: Encode,
) -> Result<Option<String>, TooDeep> {
    let name = encode(name, how.of_names());
    let one = |text: &str| match text {
        "" => format!(";{name}"),
        text => format!(";{name}={text}"),
    };
    Ok(parts(node, how)?.map(|parts| match parts {
        Parts::One(text) => one(&text),
        Parts::List(list) if explode => list.iter().map(|text| one(text)).collect(),
        Parts::List(list) => one(&list.join(",")),
        Parts::Members(members) if explode => {
            let pair = |(name, value): &(String, String)| match value.as_str() {
                "" => format!(";{name}"),
                value => format!(";{name}={value}"),
            };
            members.iter().map(pair).collect()
        }
        Parts::Members(members) => one(&flatten(members, false).join(",")),
    }))
}

/// `name=a,b` or `name=a&name=b`; `name=k,v` or `k=v&k=v`: a pair for each place between `&`.
/// A list inside an exploded object is written as the repeated member.
pub(super) fn form(
    name: &str,
    node: &Node,
    explode: bool,
    how: Encode,
) -> Result<Vec<String>, TooDeep> {
    if let (Node::Members(members), true) = (node, explode) {
        let mut out = Vec::new();
        for (name, node) in members {
            match node {
                Node::Members(_) => return Err(TooDeep),
                node => out.extend(form_flat(name, node, true, how)?),
            }
        }
        return Ok(out);
    }
    form_flat(name, node, explode, how)
}

fn form_flat(name: &str, node: &Node, explode: bool, how: Encode) -> Result<Vec<String>, TooDeep> {
    let name = encode(name, how.of_names());
    Ok(match parts(node, how)? {
        None => Vec::new(),
        Some(Parts::One(text)) => vec![format!("{name}={text}")],
        Some(Parts::List(list)) if explode => {
            list.iter().map(|text| format!("{name}={text}")).collect()
        }
        Some(Parts::List(list)) => vec![format!("{name}={}", list.join(","))],
        Some(Parts::Members(members)) => {
            vec![format!("{name}={}", flatten(members, false).join(","))]
        }
    })
}

/// `name=a%20b` (`spaceDelimited`), `name=a%7Cb` (`pipeDelimited`): the delimiter comes encoded.
pub(super) fn delimited(
    name: &str,
    node: &Node,
    delimiter: &str,
    how: Encode,
) -> Result<Option<String>, TooDeep> {
    let name = encode(name, how.of_names());
    Ok(parts(node, how)?.map(|parts| {
        let text = match parts {
            Parts::One(text) => text,
            Parts::List(list) => list.join(delimiter),
            Parts::Members(members) => flatten(members, false).join(delimiter),
        };
        format!("{name}={text}")
    }))
}
