//! A value as XML.

use super::{DEEPEST, Name, Node, Object, Root, Shape, XSI};
use crate::parameter::Node as Value;
use quick_xml::escape::escape;
use std::borrow::Cow;

/// The text of an XML document for a value.
pub(crate) fn write(value: &Value<'_>, root: &Root) -> Result<String, Defect> {
    let mut document = Writer::default();
    document.element(&Label::of(&root.name), value, &root.shape, false)?;
    // Prefixes are declared once, on the outermost element, which is written last.
    let mut out = String::from(DECLARATION);
    let (start, rest) = document.out.split_at(document.root);
    out.push_str(start);
    for (prefix, uri) in &document.prefixes {
        out.push_str(&format!(" xmlns:{prefix}=\"{}\"", escape(uri)));
    }
    out.push_str(rest);
    Ok(out)
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Why a value has no XML.
#[derive(Debug, PartialEq)]
pub(crate) enum Defect {
    /// This cannot be the name of an element.
    Name(String),
    /// A list or an object where only a text can be.
    TooDeep,
    /// A character that XML does not have.
    Character(char),
}

impl std::fmt::Display for Defect {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Name(name) => write!(f, "cannot be XML: no element can be named `{name}`"),
            Self::TooDeep => f.write_str("cannot be XML: nested too deeply"),
            Self::Character(character) => {
                write!(f, "cannot be XML, which has no character {character:?}")
            }
        }
    }
}

/// A name as it is written, with the namespace that has to be declared for it.
struct Label<'n> {
    text: String,
    prefix: Option<&'n str>,
    namespace: Option<&'n str>,
}

impl<'n> Label<'n> {
    fn of(name: &Name) -> Self {
        Self {
            text: match name.prefix {
                Some(prefix) => format!("{prefix}:{}", name.local),
                None => name.local.to_owned(),
            },
            prefix: name.prefix,
            namespace: name.namespace,
        }
    }

    /// A key that nobody declared.
    fn key(key: &str) -> Result<Self, Defect> {
        let starts = |c: char| c.is_alphabetic() || c == '_';
        let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        if !key.starts_with(starts) || !key.chars().all(goes_on) {
            return Err(Defect::Name(key.to_owned()));
        }
        Ok(Self {
            text: key.to_owned(),
            prefix: None,
            namespace: None,
        })
    }
}

#[derive(Default)]
struct Writer {
    out: String,
    /// Where the name of the outermost element ends.
    root: usize,
    /// The prefixes in use, with what they stand for.
    prefixes: Vec<(String, String)>,
    /// The default namespaces around.
    defaults: Vec<String>,
    depth: usize,
}

impl Writer {
    /// An element with everything in it.
    fn element(
        &mut self,
        label: &Label<'_>,
        value: &Value<'_>,
        shape: &Shape,
        cdata: bool,
    ) -> Result<(), Defect> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Defect::TooDeep);
        }
        let defaults = self.defaults.len();
        self.start(label);
        if *value == Value::Null {
            let nil = Name::new("nil").namespace(XSI).prefix("xsi");
            self.attribute(&Label::of(&nil), "true")?;
        }
        if let (Shape::Object(object), Value::Members(members)) = (shape, value) {
            self.attributes(object, members)?;
        }
        let start = self.out.len();
        self.out.push('>');
        self.content(value, shape, cdata)?;
        if self.out.len() == start + 1 {
            self.out.truncate(start);
            self.out.push_str("/>");
        } else {
            self.out.push_str(&format!("</{}>", label.text));
        }
        self.defaults.truncate(defaults);
        self.depth -= 1;
        Ok(())
    }

    /// The name of an element, and the declaration that it needs.
    fn start(&mut self, label: &Label<'_>) {
        self.out.push('<');
        self.out.push_str(&label.text);
        if self.depth == 1 {
            self.root = self.out.len();
        }
        self.declare(label);
        if let (None, Some(uri)) = (label.prefix, label.namespace) {
            if self.defaults.last().is_none_or(|known| known != uri) {
                self.out.push_str(&format!(" xmlns=\"{}\"", escape(uri)));
                self.defaults.push(uri.to_owned());
            }
        }
    }

    /// Sees to it that a prefix is declared: on the outermost element, or here where it stands
    /// for something else there.
    fn declare(&mut self, label: &Label<'_>) {
        let (Some(prefix), Some(uri)) = (label.prefix, label.namespace) else {
            return;
        };
        if prefix == "xml" {
            // Known to everyone, and nobody may declare it.
            return;
        }
        match self.prefixes.iter().find(|(known, _)| known == prefix) {
            None => self.prefixes.push((prefix.to_owned(), uri.to_owned())),
            Some((_, known)) if known == uri => {}
            Some(_) => {
                let declaration = format!(" xmlns:{prefix}=\"{}\"", escape(uri));
                self.out.push_str(&declaration);
            }
        }
    }

    fn attribute(&mut self, label: &Label<'_>, text: &str) -> Result<(), Defect> {
        self.declare(label);
        let text = legal(text)?;
        let text = escape(text).replace('\t', "&#9;").replace('\n', "&#10;");
        let text = text.replace('\r', "&#13;");
        self.out.push_str(&format!(" {}=\"{text}\"", label.text));
        Ok(())
    }

    fn attributes(
        &mut self,
        object: &Object,
        members: &[(Cow<'_, str>, Value<'_>)],
    ) -> Result<(), Defect> {
        for (property, value) in members {
            let member = object.member(property);
            let Some(member) = member.filter(|member| member.node == Node::Attribute) else {
                continue;
            };
            match value {
                Value::Null => {}
                Value::Text(text) => self.attribute(&Label::of(&member.name), text)?,
                // As XML Schema writes lists.
                Value::List(values) => {
                    let texts = values
                        .iter()
                        .map(|value| value.text().ok().flatten().ok_or(Defect::TooDeep));
                    let texts: Vec<&str> = texts.collect::<Result<_, _>>()?;
                    self.attribute(&Label::of(&member.name), &texts.join(" "))?;
                }
                Value::Members(_) => return Err(Defect::TooDeep),
            }
        }
        Ok(())
    }

    /// What is inside of an element.
    fn content(&mut self, value: &Value<'_>, shape: &Shape, cdata: bool) -> Result<(), Defect> {
        match (value, shape) {
            (Value::Null, _) => Ok(()),
            (Value::Text(text), _) => self.text(text, cdata),
            (Value::List(values), Shape::List { item, of, .. }) => {
                let label = Label::of(item);
                let mut values = values.iter();
                values.try_for_each(|value| self.element(&label, value, of, false))
            }
            (Value::List(values), _) => {
                let label = Label::of(&Name::new("item"));
                let mut values = values.iter();
                values.try_for_each(|value| self.element(&label, value, &Shape::Any, false))
            }
            (Value::Members(members), shape) => {
                let mut members = members.iter();
                members.try_for_each(|(key, value)| self.member(key, value, shape))
            }
        }
    }

    fn text(&mut self, text: &str, cdata: bool) -> Result<(), Defect> {
        let text = legal(text)?;
        if cdata {
            let text = text.replace("]]>", "]]]]><![CDATA[>");
            self.out.push_str(&format!("<![CDATA[{text}]]>"));
        } else {
            let text = escape(text);
            self.out.push_str(&text.replace('\r', "&#13;"));
        }
        Ok(())
    }

    /// A member of an object.
    fn member(&mut self, key: &str, value: &Value<'_>, shape: &Shape) -> Result<(), Defect> {
        let known = match shape {
            Shape::Object(object) => object.member(key),
            _ => None,
        };
        let Some(member) = known else {
            let shape = match shape {
                Shape::Object(object) => object.others.as_ref().unwrap_or(&Shape::Any),
                Shape::Map(of) => of,
                _ => &Shape::Any,
            };
            return self.repeated(&Label::key(key)?, value, shape);
        };
        match (member.node, member.shape) {
            (Node::Attribute, _) => Ok(()),
            (Node::Text | Node::Cdata, shape) => {
                self.content(value, &shape, member.node == Node::Cdata)
            }
            (
                Node::Element,
                shape @ Shape::List {
                    item,
                    wrapped: false,
                    ..
                },
            ) => self.repeated(&Label::of(&item), value, &shape),
            (Node::Element, shape) => self.element(&Label::of(&member.name), value, &shape, false),
        }
    }

    /// An element, or one for each value of a list without an element around it.
    fn repeated(
        &mut self,
        label: &Label<'_>,
        value: &Value<'_>,
        shape: &Shape,
    ) -> Result<(), Defect> {
        let of = match shape {
            Shape::List {
                of, wrapped: false, ..
            } => of,
            Shape::Any => &Shape::Any,
            shape => return self.element(label, value, shape, false),
        };
        match value {
            Value::List(values) => {
                let mut values = values.iter();
                values.try_for_each(|value| self.element(label, value, of, false))
            }
            value => self.element(label, value, of, false),
        }
    }
}

impl Object {
    fn member(&self, property: &str) -> Option<&super::Member> {
        let mut members = self.members.iter();
        members.find(|member| member.property == property)
    }
}

/// The text, if XML has all its characters.
fn legal(text: &str) -> Result<&str, Defect> {
    let is_wrong = |c: &char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    match text.chars().find(is_wrong) {
        Some(character) => Err(Defect::Character(character)),
        None => Ok(text),
    }
}
