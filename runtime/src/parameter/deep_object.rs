//! The style `deepObject`.

use super::{Encode, Node, Pieces, push_encoded};
use std::fmt::Write;

/// `name[k]=v`, deeper with more brackets, lists by index: `name[k][0]=v`. The brackets are
/// percent-encoded, as a query has none (RFC 3986, section 3.4).
pub(super) fn deep_object(out: &mut Pieces<'_>, name: &str, node: &Node<'_>, how: Encode) {
    write(out, Name::Whole(name), node, how);
}

/// The name of a value: that of what it is in, and where.
#[derive(Clone, Copy)]
enum Name<'a> {
    Whole(&'a str),
    Member(&'a Name<'a>, &'a str),
    Element(&'a Name<'a>, usize),
}

fn write(out: &mut Pieces<'_>, name: Name<'_>, node: &Node<'_>, how: Encode) {
    match node {
        Node::Null => {}
        Node::Text(text) => {
            let out = out.next();
            name.write(out);
            out.push('=');
            push_encoded(out, text, how);
        }
        Node::List(nodes) => {
            for (index, node) in nodes.iter().enumerate() {
                write(out, Name::Element(&name, index), node, how);
            }
        }
        Node::Members(members) => {
            for (key, node) in members {
                write(out, Name::Member(&name, key), node, how);
            }
        }
    }
}

impl Name<'_> {
    fn write(self, out: &mut String) {
        match self {
            Self::Whole(name) => push_encoded(out, name, Encode::Strict),
            Self::Member(outer, key) => {
                outer.write(out);
                out.push_str("%5B");
                push_encoded(out, key, Encode::Strict);
                out.push_str("%5D");
            }
            Self::Element(outer, index) => {
                outer.write(out);
                // Writing to a string does not fail.
                let _ = write!(out, "%5B{index}%5D");
            }
        }
    }
}
