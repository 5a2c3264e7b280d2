//! The style `deepObject`.

use super::{Encode, Node, encode};

/// `name[k]=v`, deeper with more brackets, lists by index: `name[k][0]=v`. The brackets are
/// percent-encoded, as a query has none (RFC 3986, section 3.4).
pub(super) fn deep_object(name: &str, node: &Node, how: Encode) -> Vec<String> {
    let mut out = Vec::new();
    collect(&encode(name, Encode::Strict), node, how, &mut out);
    out
}

fn collect(name: &str, node: &Node, how: Encode, out: &mut Vec<String>) {
    match node {
        Node::Null => {}
        Node::Text(text) => out.push(format!("{name}={}", encode(text, how))),
        Node::List(nodes) => {
            for (index, node) in nodes.iter().enumerate() {
                collect(&format!("{name}%5B{index}%5D"), node, how, out);
            }
        }
        Node::Members(members) => {
            for (key, node) in members {
                collect(
                    &format!("{name}%5B{}%5D", encode(key, Encode::Strict)),
                    node,
                    how,
                    out,
                );
            }
        }
    }
}
