//! XML of the data as the JSON that it stands for, by what the document says of it. This is not how
//! the runtime reads XML: one is held against the other.

use clientwright::ir::{Api, Content, XmlName, XmlNode, XmlObject, XmlShape};
use roxmltree::{Document, Node};
use serde_json::{Map, Value};

/// The value of a text of XML; `None` if the representation is not XML, or the text is another.
pub fn value(api: &Api, content: &Content, text: &str) -> Option<Value> {
    let root = content.xml.as_ref()?;
    let document = Document::parse(text).ok()?;
    let element = document.root_element();
    let reader = Reader { api };
    is_called(element, &root.name).then(|| reader.value(&root.shape, element))
}

struct Reader<'a> {
    api: &'a Api,
}

impl Reader<'_> {
    fn value(&self, shape: &XmlShape, element: Node<'_, '_>) -> Value {
        match shape {
            XmlShape::Text | XmlShape::Any => Value::String(text(element)),
            XmlShape::Number | XmlShape::Bool => scalar(&text(element)),
            XmlShape::Object(id) => {
                let object = self.api.xml.get(id.0 as usize);
                object.map_or(Value::Null, |object| self.object(object, element))
            }
            XmlShape::List { item, of, .. } => self.list(item, of, element),
            XmlShape::Map(of) => {
                let all = elements(element);
                let all = all.map(|one| (one.tag_name().name().to_owned(), self.value(of, one)));
                Value::Object(all.collect())
            }
        }
    }

    /// The elements of a list. One that is no element of it is what stands around them: some
    /// documents forget to say so.
    fn list(&self, item: &XmlName, of: &XmlShape, around: Node<'_, '_>) -> Value {
        let own: Vec<_> = elements(around)
            .filter(|one| is_called(*one, item))
            .collect();
        match own.as_slice() {
            [only] if !self.fits(of, *only) => {
                elements(*only).map(|one| self.value(of, one)).collect()
            }
            own => own.iter().map(|one| self.value(of, *one)).collect(),
        }
    }

    /// Whether an element can hold a value.
    fn fits(&self, shape: &XmlShape, element: Node<'_, '_>) -> bool {
        match shape {
            XmlShape::Text | XmlShape::Number | XmlShape::Bool => {
                elements(element).next().is_none()
            }
            XmlShape::Object(id) => {
                let members = self
                    .api
                    .xml
                    .get(id.0 as usize)
                    .map(|object| &object.members);
                let mut members = members.into_iter().flatten();
                members.all(|member| {
                    let is_there = || elements(element).any(|one| is_called(one, &member.name));
                    !member.required || member.node != XmlNode::Element || is_there()
                })
            }
            XmlShape::List { .. } | XmlShape::Map(_) | XmlShape::Any => true,
        }
    }

    fn object(&self, object: &XmlObject, element: Node<'_, '_>) -> Value {
        let mut members = Map::new();
        for member in &object.members {
            let child = || elements(element).find(|one| is_called(*one, &member.name));
            let value = match (member.node, &member.shape) {
                (XmlNode::Attribute, shape) => {
                    let own = attribute(element, &member.name);
                    own.map(|text| match shape {
                        XmlShape::Number | XmlShape::Bool => scalar(&text),
                        _ => Value::String(text),
                    })
                }
                (XmlNode::Text | XmlNode::Cdata, shape) => Some(self.value(shape, element)),
                // Each stands for itself: without one, nobody can tell whether there is a list.
                (
                    _,
                    XmlShape::List {
                        item,
                        of,
                        wrapped: false,
                    },
                ) => {
                    let all = self.list(item, of, element);
                    let none = all.as_array().is_some_and(Vec::is_empty);
                    (!none || member.required).then_some(all)
                }
                (XmlNode::None, shape) => Some(self.value(shape, element)),
                (XmlNode::Element, shape) => child().map(|one| self.value(shape, one)),
            };
            members.extend(value.map(|value| (member.property.clone(), value)));
        }
        if let Some(others) = &object.others {
            let known = |one: &Node<'_, '_>| {
                let mut members = object.members.iter();
                members.any(|member| is_called(*one, &member.name))
            };
            for one in elements(element).filter(|one| !known(one)) {
                let name = one.tag_name().name().to_owned();
                members.insert(name, self.value(others, one));
            }
        }
        Value::Object(members)
    }
}

fn elements<'a, 'i>(of: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    of.children().filter(Node::is_element)
}

fn is_called(element: Node<'_, '_>, name: &XmlName) -> bool {
    let own = element.tag_name();
    own.name() == name.local && own.namespace() == name.namespace.as_deref()
}

fn attribute(element: Node<'_, '_>, name: &XmlName) -> Option<String> {
    let mut all = element.attributes();
    let own =
        all.find(|one| one.name() == name.local && one.namespace() == name.namespace.as_deref());
    own.map(|one| one.value().to_owned())
}

fn text(element: Node<'_, '_>) -> String {
    let texts = element.children().filter(Node::is_text);
    texts.filter_map(|one| one.text()).collect()
}

fn scalar(text: &str) -> Value {
    serde_json::from_str(text.trim()).unwrap_or_else(|_| text.into())
}
