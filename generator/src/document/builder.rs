//! Events to a tree, without recursion: a document may nest as deep as it likes until it is refused.

use super::{Member, Node, Object, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits::{Limit, Limits};
use crate::source::Span;
use std::collections::HashMap;

/// The tree so far.
pub(super) struct Builder<'d> {
    limits: &'d Limits,
    diagnostics: &'d mut Diagnostics,
    open: Vec<Open>,
    anchors: HashMap<usize, Anchored>,
    root: Option<Node>,
    nodes: usize,
    /// Nodes that anchors keep and aliases copy.
    aliased: usize,
    faulty: bool,
}

/// A list or an object that has not ended.
struct Open {
    span: Span,
    anchor: usize,
    content: Content,
    nodes: usize,
    depth: usize,
}

enum Content {
    Array(Vec<Node>),
    Object {
        members: Object,
        key: Option<Key>,
        merged: Vec<Node>,
    },
}

struct Key {
    text: String,
    span: Span,
    merge: bool,
}

struct Anchored {
    node: Node,
    nodes: usize,
    depth: usize,
}

impl<'d> Builder<'d> {
    pub(super) fn new(limits: &'d Limits, diagnostics: &'d mut Diagnostics) -> Self {
        Self {
            limits,
            diagnostics,
            open: Vec::new(),
            anchors: HashMap::new(),
            root: None,
            nodes: 0,
            aliased: 0,
            faulty: false,
        }
    }

    /// The tree, unless something was wrong with it.
    pub(super) fn finish(self) -> Option<Node> {
        self.root.filter(|_| !self.faulty)
    }

    /// Reports why there is no tree.
    pub(super) fn refuse(&mut self, diagnostic: Diagnostic) -> Option<Node> {
        self.fault(diagnostic);
        None
    }

    fn fault(&mut self, diagnostic: Diagnostic) -> bool {
        self.faulty = true;
        self.diagnostics.push(diagnostic);
        false
    }

    /// A scalar: a key where an object waits for one. Like all events, `false` ends the reading.
    pub(super) fn scalar(
        &mut self,
        text: &str,
        value: Value,
        plain: bool,
        anchor: usize,
        span: Span,
    ) -> bool {
        if !self.count(span) {
            return false;
        }
        if self.wants_key() {
            let node = Node {
                span,
                value: Value::String(text.to_owned()),
            };
            self.remember(anchor, &node, 1, 0);
            return self.key(text.to_owned(), span, plain && text == "<<");
        }
        let node = Node { span, value };
        self.remember(anchor, &node, 1, 0);
        self.put(node, 1, 0)
    }

    /// The name of a member.
    pub(super) fn name(&mut self, text: String, span: Span) -> bool {
        if !self.count(span) {
            return false;
        }
        self.key(text, span, false)
    }

    /// A scalar where a value is due.
    pub(super) fn value(&mut self, value: Value, span: Span) -> bool {
        if !self.count(span) {
            return false;
        }
        self.put(Node { span, value }, 1, 0)
    }

    /// A copy of what an anchor names.
    pub(super) fn alias(&mut self, anchor: usize, span: Span) -> bool {
        let Some(Anchored { node, nodes, depth }) = self.anchors.get(&anchor) else {
            let message = "this alias stands inside of what it names";
            let help = "name the schema under `components` and refer to it with `$ref`";
            let cycle = Diagnostic::error(Code::InvalidSyntax, message).at(span, "");
            return self.fault(cycle.help(help));
        };
        let (nodes, depth) = (*nodes, *depth);
        self.aliased += nodes;
        if self.aliased > self.limits.of(Limit::Aliases) {
            return self.beyond(Limit::Aliases, span);
        }
        if self.open.len() + depth > self.limits.of(Limit::Depth) {
            return self.beyond(Limit::Depth, span);
        }
        let node = node.clone();
        if self.wants_key() {
            return match node.value {
                Value::String(text) => self.key(text, span, false),
                _ => self.fault(no_key(span)),
            };
        }
        self.put(node, nodes, depth)
    }

    /// A list or an object begins.
    pub(super) fn open(&mut self, object: bool, anchor: usize, span: Span) -> bool {
        if self.wants_key() {
            return self.fault(no_key(span));
        }
        if self.open.len() >= self.limits.of(Limit::Depth) {
            return self.beyond(Limit::Depth, span);
        }
        if !self.count(span) {
            return false;
        }
        let content = if object {
            Content::Object {
                members: Object::default(),
                key: None,
                merged: Vec::new(),
            }
        } else {
            Content::Array(Vec::new())
        };
        self.open.push(Open {
            span,
            anchor,
            content,
            nodes: 1,
            depth: 1,
        });
        true
    }

    /// The innermost list or object ends.
    pub(super) fn close(&mut self, end: Span) -> bool {
        let Some(open) = self.open.pop() else {
            return true;
        };
        let last = match &open.content {
            Content::Array(elements) => elements.last().map(|node| node.span.end),
            Content::Object { members, .. } => members.last().map(|(_, last)| last.node.span.end),
        };
        // The end of a block is where the next thing begins; what counts is its last line.
        let end = if end.start == end.end {
            last.unwrap_or(end.end).max(open.span.end)
        } else {
            end.end
        };
        let span = Span { end, ..open.span };
        let value = match open.content {
            Content::Array(elements) => Value::Array(elements),
            Content::Object {
                members, merged, ..
            } => Value::Object(merge(members, merged)),
        };
        let node = Node { span, value };
        self.remember(open.anchor, &node, open.nodes, open.depth);
        self.put(node, open.nodes, open.depth)
    }

    fn wants_key(&self) -> bool {
        let content = self.open.last().map(|open| &open.content);
        matches!(content, Some(Content::Object { key: None, .. }))
    }

    fn key(&mut self, text: String, span: Span, merge: bool) -> bool {
        if let Some(Open {
            content: Content::Object { key, .. },
            ..
        }) = self.open.last_mut()
        {
            *key = Some(Key { text, span, merge });
        }
        true
    }

    fn remember(&mut self, anchor: usize, node: &Node, nodes: usize, depth: usize) {
        if anchor > 0 {
            // What is kept for aliases counts as well: anchors may nest.
            self.aliased += nodes;
            let node = node.clone();
            self.anchors.insert(anchor, Anchored { node, nodes, depth });
        }
    }

    /// A value stands where one is due.
    fn put(&mut self, node: Node, nodes: usize, depth: usize) -> bool {
        let span = node.span;
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return true;
        };
        open.nodes += nodes;
        open.depth = open.depth.max(depth + 1);
        let (mut fault, mut again) = (None, None);
        match &mut open.content {
            Content::Array(elements) => elements.push(node),
            Content::Object {
                members,
                key,
                merged,
            } => match key.take() {
                Some(key) if key.merge => match node.value {
                    Value::Object(_) => merged.push(node),
                    Value::Array(list) if list.iter().all(|one| one.as_object().is_some()) => {
                        merged.extend(list);
                    }
                    _ => fault = Some(no_merge(span)),
                },
                Some(key) => {
                    if let Some(first) = members.get(&key.text) {
                        again = Some(twice(&key, first.key_span));
                    }
                    let key_span = key.span;
                    members.insert(key.text, Member { key_span, node });
                }
                None => {}
            },
        }
        if let Some(diagnostic) = again {
            self.diagnostics.push(diagnostic);
        }
        if let Some(diagnostic) = fault {
            // The rest is read all the same: there may be more to say.
            self.fault(diagnostic);
        }
        true
    }

    /// Counts one value more.
    fn count(&mut self, span: Span) -> bool {
        self.nodes += 1;
        self.nodes <= self.limits.of(Limit::Nodes) || self.beyond(Limit::Nodes, span)
    }

    fn beyond(&mut self, limit: Limit, span: Span) -> bool {
        let found = self.limits.beyond(limit).at(span, "");
        self.fault(found)
    }
}

/// The members, and of the merged objects those that are not there yet; the first wins.
fn merge(mut members: Object, merged: Vec<Node>) -> Object {
    for node in merged {
        if let Value::Object(more) = node.value {
            for (key, member) in more {
                members.entry(key).or_insert(member);
            }
        }
    }
    members
}

fn twice(key: &Key, first: Span) -> Diagnostic {
    let message = format!("the key `{}` stands twice in this object", key.text);
    Diagnostic::warning(Code::DuplicateKey, message)
        .at(key.span, "this one counts")
        .also(first, "first here")
        .help("remove one of them, or rename it")
}

fn no_key(span: Span) -> Diagnostic {
    Diagnostic::error(Code::InvalidSyntax, "a key must be a text").at(span, "")
}

fn no_merge(span: Span) -> Diagnostic {
    let message = "`<<` must name an object or a list of objects";
    Diagnostic::error(Code::InvalidSyntax, message).at(span, "")
}
