//! The styles `simple`, `label`, `matrix`, `form`, `spaceDelimited` and `pipeDelimited`.
//!
//! A value without any text (`null`, an empty list, an empty object) is undefined in the sense of
//! RFC 6570: nothing is written for it.

use super::{Encode, Node, Pieces, TooDeep, push_encoded};

/// What stands between the texts of a value, and between the names and values of members.
#[derive(Clone, Copy)]
struct Join<'a> {
    between: &'a str,
    assign: &'a str,
}

impl<'a> Join<'a> {
    /// Members are texts like all others.
    fn flat(between: &'a str) -> Self {
        Self {
            between,
            assign: between,
        }
    }

    /// Members are `k=v`, where they are exploded.
    fn members(between: &'a str, explode: bool) -> Self {
        match explode {
            true => Self {
                between,
                assign: "=",
            },
            false => Self::flat(between),
        }
    }

    /// Writes the texts of a value.
    fn write(self, out: &mut String, node: &Node<'_>, how: Encode) -> Result<(), TooDeep> {
        let mut is_first = true;
        let mut next = |out: &mut String| {
            if !std::mem::take(&mut is_first) {
                out.push_str(self.between);
            }
        };
        match node {
            Node::Null => {}
            Node::Text(text) => push_encoded(out, text, how),
            Node::List(nodes) => {
                for text in nodes.iter().filter_map(|node| node.text().transpose()) {
                    next(out);
                    push_encoded(out, text?, how);
                }
            }
            Node::Members(members) => {
                for (name, node) in members {
                    if let Some(text) = node.text()? {
                        next(out);
                        push_encoded(out, name, how);
                        out.push_str(self.assign);
                        push_encoded(out, text, how);
                    }
                }
            }
        }
        Ok(())
    }
}

/// `a,b`; `k,v,k,v`; `k=v,k=v`.
pub(super) fn simple(
    out: &mut Pieces<'_>,
    node: &Node<'_>,
    explode: bool,
    how: Encode,
) -> Result<(), TooDeep> {
    if node.is_undefined() {
        return Ok(());
    }
    Join::members(",", explode).write(out.next(), node, how)
}

/// `.a,b` or `.a.b`; `.k,v,k,v` or `.k=v.k=v`.
pub(super) fn label(
    out: &mut Pieces<'_>,
    node: &Node<'_>,
    explode: bool,
    how: Encode,
) -> Result<(), TooDeep> {
    if node.is_undefined() {
        return Ok(());
    }
    let out = out.next();
    out.push('.');
    Join::members(if explode { "." } else { "," }, explode).write(out, node, how)
}

/// `;name=a,b` or `;name=a;name=b`; `;name=k,v` or `;k=v;k=v`. An empty text is just `;name`.
pub(super) fn matrix(
    out: &mut Pieces<'_>,
    name: &str,
    node: &Node<'_>,
    explode: bool,
    how: Encode,
) -> Result<(), TooDeep> {
    if node.is_undefined() {
        return Ok(());
    }
    let out = out.next();
    let mut one = |name: &str, how_name: Encode, node: &Node<'_>| {
        out.push(';');
        push_encoded(out, name, how_name);
        out.push('=');
        let start = out.len();
        Join::flat(",").write(out, node, how)?;
        if out.len() == start {
            out.pop();
        }
        Ok(())
    };
    match node {
        Node::List(nodes) if explode => nodes
            .iter()
            .filter(|node| **node != Node::Null)
            .try_for_each(|node| node.text().and_then(|_| one(name, how.of_names(), node))),
        Node::Members(members) if explode => members
            .iter()
            .filter(|(_, node)| *node != Node::Null)
            .try_for_each(|(name, node)| node.text().and_then(|_| one(name, how, node))),
        node => one(name, how.of_names(), node),
    }
}

/// `name=a,b` or `name=a&name=b`; `name=k,v` or `k=v&k=v`: a pair for each place between `&`.
/// A list inside an exploded object is written as the repeated member.
pub(super) fn form(
    out: &mut Pieces<'_>,
    name: &str,
    node: &Node<'_>,
    explode: bool,
    how: Encode,
) -> Result<(), TooDeep> {
    match node {
        Node::Members(members) if explode => {
            members.iter().try_for_each(|(name, node)| match node {
                Node::Members(_) => Err(TooDeep),
                node => form_flat(out, name, node, true, how),
            })
        }
        node => form_flat(out, name, node, explode, how),
    }
}

fn form_flat(
    out: &mut Pieces<'_>,
    name: &str,
    node: &Node<'_>,
    explode: bool,
    how: Encode,
) -> Result<(), TooDeep> {
    match node {
        Node::List(nodes) if explode => nodes.iter().try_for_each(|node| {
            node.text()
                .and_then(|_| delimited(out, name, node, ",", how))
        }),
        node => delimited(out, name, node, ",", how),
    }
}

/// `name=a%20b` (`spaceDelimited`), `name=a%7Cb` (`pipeDelimited`): the delimiter comes encoded.
pub(super) fn delimited(
    out: &mut Pieces<'_>,
    name: &str,
    node: &Node<'_>,
    delimiter: &str,
    how: Encode,
) -> Result<(), TooDeep> {
    if node.is_undefined() {
        return Ok(());
    }
    let out = out.next();
    push_encoded(out, name, how.of_names());
    out.push('=');
    Join::flat(delimiter).write(out, node, how)
}
