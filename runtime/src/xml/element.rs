//! XML text as a tree of elements.

use super::{DEEPEST, XSI};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion, escape};

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) namespace: Option<String>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) children: Vec<Element>,
    pub(super) text: String,
    /// It says that it has no value.
    pub(super) nil: bool,
}

/// An attribute of an element, other than declarations of namespaces.
#[derive(Debug)]
pub(super) struct Attribute {
    pub(super) name: String,
    pub(super) namespace: Option<String>,
    pub(super) value: String,
}

type Reader<'x> = NsReader<&'x [u8]>;

/// The outermost element of a document, or what is wrong with it.
pub(super) fn parse(xml: &str) -> Result<Element, String> {
    let mut reader = NsReader::from_str(xml.trim_start_matches('\u{feff}'));
    let mut open: Vec<Element> = Vec::new();
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        let closed = match event {
            Event::Start(start) => {
                open.push(begin(&reader, &start)?);
                if open.len() > DEEPEST {
                    return Err(format!("more than {DEEPEST} elements inside each other"));
                }
                continue;
            }
            Event::Empty(start) => Some(begin(&reader, &start)?),
            Event::End(_) => open.pop(),
            Event::Text(text) => {
                let text = text.xml10_content().map_err(|error| error.to_string())?;
                append(&mut open, &text);
                continue;
            }
            Event::CData(text) => {
                let text = text.xml10_content().map_err(|error| error.to_string())?;
                append(&mut open, &text);
                continue;
            }
            Event::GeneralRef(reference) => {
                append(&mut open, &resolve(&reference)?);
                continue;
            }
            Event::Eof => return Err("no element, or none that ends".to_owned()),
            // Entities that a DTD declares are never expanded.
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => continue,
        };
        match (closed, open.last_mut()) {
            (Some(element), Some(parent)) => parent.children.push(element),
            (Some(element), None) => return Ok(element),
            (None, _) => return Err("an end without a start".to_owned()),
        }
    }
}

fn append(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

/// A character, or one of the five entities that XML has itself.
fn resolve(reference: &BytesRef<'_>) -> Result<String, String> {
    let character = reference.resolve_char_ref();
    if let Some(character) = character.map_err(|error| error.to_string())? {
        return Ok(character.to_string());
    }
    let name = reference.decode().map_err(|error| error.to_string())?;
    let known = escape::resolve_predefined_entity(&name);
    known
        .map(str::to_owned)
        .ok_or_else(|| format!("an entity `{name}` that is not declared"))
}

fn begin(reader: &Reader<'_>, start: &BytesStart<'_>) -> Result<Element, String> {
    let (namespace, name) = reader.resolver().resolve_element(start.name());
    let mut element = Element {
        name: String::from_utf8_lossy(name.as_ref()).into_owned(),
        namespace: bound(&namespace),
        ..Element::default()
    };
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        if attribute.key.as_namespace_binding().is_some() {
            continue;
        }
        let value = attribute
            .decoded_and_normalized_value(XmlVersion::Implicit1_0, reader.decoder())
            .map_err(|error| error.to_string())?;
        let (namespace, name) = reader.resolver().resolve_attribute(attribute.key);
        let name = String::from_utf8_lossy(name.as_ref()).into_owned();
        match bound(&namespace) {
            Some(namespace) if namespace == XSI => {
                element.nil |= name == "nil" && matches!(value.trim(), "true" | "1");
            }
            namespace => element.attributes.push(Attribute {
                name,
                namespace,
                value: value.into_owned(),
            }),
        }
    }
    Ok(element)
}

fn bound(namespace: &ResolveResult<'_>) -> Option<String> {
    match namespace {
        ResolveResult::Bound(namespace) => {
            Some(String::from_utf8_lossy(namespace.as_ref()).into_owned())
        }
        ResolveResult::Unbound | ResolveResult::Unknown(_) => None,
    }
}
