//! What XML Objects say of schemas, as tables beside the types.
//!
//! Only what stands inline nests; objects wait in a queue, as the shapes of types do.

use super::{Facts, Kind, Places, Undeclared, component};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Value};
use crate::ir::{XmlId, XmlMember, XmlName, XmlNode, XmlObject, XmlRoot, XmlShape};
use crate::lower::Context;
use crate::source::Pointer;

/// Lists of lists and maps of maps that are followed; what lies deeper is open.
const DEEPEST: usize = 16;

/// `xml`
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Xml {
    name: Option<String>,
    namespace: Option<String>,
    prefix: Option<String>,
    node: Option<XmlNode>,
}

impl Xml {
    /// The XML Object of a schema.
    pub(super) fn read(schema: &Node) -> Self {
        let Some(xml) = schema.get("xml") else {
            return Self::default();
        };
        let text = |key: &str| xml.get(key).and_then(Node::as_str).map(str::to_owned);
        let flag = |key: &str| xml.get(key).map(|node| node.value == Value::Bool(true));
        let node = match text("nodeType").as_deref() {
            Some("attribute") => Some(XmlNode::Attribute),
            Some("text") => Some(XmlNode::Text),
            Some("cdata") => Some(XmlNode::Cdata),
            Some("none") => Some(XmlNode::None),
            Some(_) => Some(XmlNode::Element),
            // What said so before 3.2.
            None => match (flag("attribute"), flag("wrapped")) {
                (Some(true), _) => Some(XmlNode::Attribute),
                (_, Some(true)) => Some(XmlNode::Element),
                (_, Some(false)) => Some(XmlNode::None),
                _ => None,
            },
        };
        Self {
            name: text("name"),
            namespace: text("namespace"),
            prefix: text("prefix"),
            node,
        }
    }

    /// What this says, and where it says nothing, what `other` does.
    pub(super) fn or(self, other: &Self) -> Self {
        Self {
            name: self.name.or_else(|| other.name.clone()),
            namespace: self.namespace.or_else(|| other.namespace.clone()),
            prefix: self.prefix.or_else(|| other.prefix.clone()),
            node: self.node.or(other.node),
        }
    }

    /// The name, or else this one.
    fn named(&self, inferred: &str) -> XmlName {
        XmlName {
            local: self.name.clone().unwrap_or_else(|| inferred.to_owned()),
            namespace: self.namespace.clone(),
            prefix: self.prefix.clone(),
        }
    }
}

impl Context<'_> {
    /// The XML document that the schema at a place describes.
    pub(in crate::lower) fn xml(&mut self, schema: &Pointer) -> XmlRoot {
        let target = self.resolve(schema);
        let facts = self.facts(&target);
        let named = component(&target).or(facts.xml.name.clone());
        if named.is_none() {
            let message = "nobody names the outermost element of this XML; it is called `root`";
            let bare = Diagnostic::note(Code::UnsupportedMediaType, message);
            let bare = bare.at(self.span(&target), "");
            self.once(&target, bare.help("write `xml: {name: …}` into the schema"));
        }
        let inferred = named.unwrap_or_else(|| "root".to_owned());
        let name = facts.xml.named(&inferred);
        let shape = match self.xml_shape(&[target], &facts, 0) {
            // Nobody names its elements but what they are.
            XmlShape::List { of, .. } => {
                let items: Places = facts.items.iter().map(|at| self.resolve(at)).collect();
                let inferred = items.iter().find_map(component);
                let inferred = inferred.as_deref().unwrap_or(&name.local);
                let item = self.facts_of(&items).xml.named(inferred);
                XmlShape::List {
                    item,
                    of,
                    wrapped: true,
                }
            }
            shape => shape,
        };
        XmlRoot { name, shape }
    }

    /// What an element of a schema holds. The elements of a list are not named yet.
    fn xml_shape(&mut self, places: &[Pointer], facts: &Facts, depth: usize) -> XmlShape {
        if depth > DEEPEST {
            return XmlShape::Any;
        }
        if let Some(values) = &facts.values {
            let texts = values.iter().any(|value| value.value.number().is_none());
            let kind = facts.kind.filter(|kind| *kind != Kind::Null);
            return match kind {
                Some(kind) => scalar(kind),
                None if texts => XmlShape::Text,
                None => XmlShape::Number,
            };
        }
        if facts.chooses() {
            return self.xml_choice(places, facts, depth);
        }
        if facts.is_array() {
            let items = self.facts_of(&facts.items);
            let of = match facts.items.is_empty() {
                true => XmlShape::Any,
                false => self.xml_shape(&facts.items, &items, depth + 1),
            };
            return XmlShape::List {
                item: XmlName::default(),
                of: Box::new(self.in_element(of, &items)),
                wrapped: false,
            };
        }
        if facts.is_record() {
            return XmlShape::Object(self.xml_object(places));
        }
        if facts.is_object() {
            return match &facts.additional {
                Some(Undeclared::Typed(places)) => {
                    let values = self.facts_of(places);
                    let of = self.xml_shape(places, &values, depth + 1);
                    XmlShape::Map(Box::new(of))
                }
                _ => XmlShape::Map(Box::new(XmlShape::Any)),
            };
        }
        facts.kind.map_or(XmlShape::Any, scalar)
    }

    /// A list in an element of its own: that is the one around its elements.
    fn in_element(&mut self, shape: XmlShape, facts: &Facts) -> XmlShape {
        match shape {
            XmlShape::List { of, .. } => {
                let item = self.facts_of(&facts.items).xml.named("item");
                XmlShape::List {
                    item,
                    of,
                    wrapped: true,
                }
            }
            shape => shape,
        }
    }

    /// One of several: objects have the members of all, scalars are read as what all are.
    fn xml_choice(&mut self, places: &[Pointer], facts: &Facts, depth: usize) -> XmlShape {
        let mut alternatives = self.alternatives(facts);
        alternatives.retain(|one| one.facts.kind != Some(Kind::Null));
        if alternatives.iter().all(|one| one.facts.is_object()) && !alternatives.is_empty() {
            return XmlShape::Object(self.xml_object(places));
        }
        let mut shapes = Vec::with_capacity(alternatives.len());
        for one in alternatives {
            let mut facts = one.facts;
            facts.unions.clear();
            facts.family = None;
            shapes.push(self.xml_shape(&[one.at], &facts, depth + 1));
        }
        let first = shapes.first().cloned().unwrap_or(XmlShape::Any);
        let is_scalar =
            |shape: &XmlShape| matches!(shape, XmlShape::Text | XmlShape::Number | XmlShape::Bool);
        match shapes.iter().all(|shape| *shape == first) {
            true => first,
            false if shapes.iter().all(is_scalar) => XmlShape::Text,
            false => XmlShape::Any,
        }
    }

    /// The table of an object, which follows.
    fn xml_object(&mut self, places: &[Pointer]) -> XmlId {
        let key: Places = places.iter().map(|at| self.resolve(at)).collect();
        if let Some(id) = self.xml.get(&key) {
            return *id;
        }
        let id = XmlId(self.api.xml.len() as u32);
        self.api.xml.push(XmlObject {
            place: key.first().cloned().unwrap_or_default(),
            ..XmlObject::default()
        });
        self.xml.insert(key.clone(), id);
        self.xml_waiting.push_back((key, id));
        id
    }

    /// Completes the tables of objects, and of those that these lead to.
    pub(in crate::lower) fn finish_xml(&mut self) {
        while let Some((places, XmlId(id))) = self.xml_waiting.pop_front() {
            let facts = self.facts_of(&places);
            let mut all = vec![(*facts).clone()];
            if facts.chooses() {
                let alternatives = self.alternatives(&facts);
                all.extend(alternatives.into_iter().map(|one| one.facts));
            }
            let mut members: Vec<XmlMember> = Vec::new();
            let every = all.len() == 1;
            for facts in &all {
                for (name, places) in facts.properties.iter().chain(&facts.conditional) {
                    if members.iter().all(|member| member.property != *name) {
                        let required = every && facts.required.contains(name);
                        members.push(self.xml_member(name, places, required));
                    }
                }
            }
            let others = all.iter().find_map(|facts| match &facts.additional {
                Some(Undeclared::Typed(places)) => Some(places.clone()),
                _ => None,
            });
            let others = others.map(|places| {
                let facts = self.facts_of(&places);
                self.xml_shape(&places, &facts, 0)
            });
            let open = all
                .iter()
                .any(|facts| facts.additional == Some(Undeclared::Allowed(true)));
            let others = others.or(open.then_some(XmlShape::Any));
            if let Some(object) = self.api.xml.get_mut(id as usize) {
                object.members = members;
                object.others = others;
            }
        }
    }

    fn xml_member(&mut self, property: &str, places: &[Pointer], required: bool) -> XmlMember {
        let facts = self.facts_of(places);
        let said = facts.xml.node;
        let shape = self.xml_shape(places, &facts, 0);
        let mut name = facts.xml.named(property);
        let shape = match shape {
            XmlShape::List { of, .. } => {
                let wrapped = said == Some(XmlNode::Element);
                if !wrapped {
                    // Without an element around the list, nothing has this name.
                    name.local = property.to_owned();
                }
                let items = self.facts_of(&facts.items);
                XmlShape::List {
                    item: items.xml.named(&name.local),
                    of,
                    wrapped,
                }
            }
            shape => {
                if said == Some(XmlNode::None) {
                    self.no_node(places);
                }
                shape
            }
        };
        XmlMember {
            property: property.to_owned(),
            node: match said {
                Some(node @ (XmlNode::Attribute | XmlNode::Text | XmlNode::Cdata)) => node,
                _ => XmlNode::Element,
            },
            name,
            shape,
            required,
        }
    }

    /// `nodeType: none` means something for lists only.
    fn no_node(&mut self, places: &[Pointer]) {
        let Some(at) = places.last() else { return };
        let message = "only a list can be without an element of its own; this gets one";
        let note = Diagnostic::note(Code::UnsupportedMediaType, message);
        let note = note.at(self.span(at), "");
        self.once(at, note.help("declare the members in the object around it"));
    }
}

fn scalar(kind: Kind) -> XmlShape {
    match kind {
        Kind::Integer | Kind::Number => XmlShape::Number,
        Kind::Boolean => XmlShape::Bool,
        Kind::String => XmlShape::Text,
        Kind::Null | Kind::Array | Kind::Object => XmlShape::Any,
    }
}
