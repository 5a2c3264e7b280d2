//! How types look in XML: tables beside the types, for bodies of XML media types.

/// An index into [`super::Api::xml`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct XmlId(pub u32);

/// The name of an element or of an attribute.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct XmlName {
    /// Without a prefix.
    pub local: String,
    /// The URI of its namespace.
    pub namespace: Option<String>,
    /// The prefix that it is written with.
    pub prefix: Option<String>,
}

/// A document: its outermost element, and what that holds.
#[derive(Clone, Debug, PartialEq)]
pub struct XmlRoot {
    /// The name of the outermost element.
    pub name: XmlName,
    /// What it holds.
    pub shape: XmlShape,
}

/// What an element holds.
#[derive(Clone, Debug, PartialEq)]
pub enum XmlShape {
    /// A text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Bool,
    /// An object.
    Object(XmlId),
    /// A list.
    List {
        /// The name of each element.
        item: XmlName,
        /// What each holds.
        of: Box<XmlShape>,
        /// There is an element around them.
        wrapped: bool,
    },
    /// An object whose members nobody named.
    Map(Box<XmlShape>),
    /// Whatever there is.
    Any,
}

/// An object.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct XmlObject {
    /// The place that names it.
    pub place: crate::source::Pointer,
    /// In the document's order.
    pub members: Vec<XmlMember>,
    /// What undeclared members hold, where they are kept.
    pub others: Option<XmlShape>,
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct XmlMember {
    /// The key in JSON.
    pub property: String,
    /// What it becomes.
    pub node: XmlNode,
    /// Its name; that of the element around it for a list.
    pub name: XmlName,
    /// What it holds.
    pub shape: XmlShape,
    /// It is always there.
    pub required: bool,
}

/// What a member becomes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum XmlNode {
    /// An element.
    #[default]
    Element,
    /// An attribute.
    Attribute,
    /// The text of the object's element.
    Text,
    /// The same as a CDATA section.
    Cdata,
    /// Nothing: what it holds stands in its place.
    None,
}
