//! The style `deepObject`.

use super::{Encode, Node, encode};

/// `name[k]=v`, deeper with more brackets, lists by index: `name[k][0]=v`. The brackets are
/// percent-encoded, as a query has none (RFC 3986, section 3.4).
pub(crate) fn deep_object(name: &str, node: &Node) -> Vec<String> {
    let mut out = Vec::new();
    collect(&encode(name, Encode::Strict), node, &mut out);
    out
}

fn collect(name: &str, node: &Node, out: &mut Vec<String>) {
    match node {
        Node::Null => {}
        Node::Text(text) => out.push(format!("{name}={}", encode(text, Encode::Strict))),
        Node::List(nodes) => {
            for (index, node) in nodes.iter().enumerate() {
                collect(&format!("{name}%5B{index}%5D"), node, out);
            }
        }
        Node::Members(members) => {
            for (key, node) in members {
                collect(
                    &format!("{name}%5B{}%5D", encode(key, Encode::Strict)),
                    node,
                    out,
                );
            }
        }
    }
}
