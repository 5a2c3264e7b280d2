//! How types look in XML, as data.

/// The name of an element or of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    pub(super) local: &'static str,
    pub(super) namespace: Option<&'static str>,
    pub(super) prefix: Option<&'static str>,
}

impl Name {
    /// A name without a namespace.
    pub const fn new(local: &'static str) -> Self {
        Self {
            local,
            namespace: None,
            prefix: None,
        }
    }

    /// Puts it into a namespace.
    #[must_use]
    pub const fn namespace(mut self, uri: &'static str) -> Self {
        self.namespace = Some(uri);
        self
    }

    /// Writes it with a prefix.
    #[must_use]
    pub const fn prefix(mut self, prefix: &'static str) -> Self {
        self.prefix = Some(prefix);
        self
    }
}

/// A document: the name of its element, and what that holds.
#[derive(Clone, Copy, Debug)]
pub struct Root {
    /// The name of the outermost element. Whatever name comes is read.
    pub name: Name,
    /// What it holds.
    pub shape: Shape,
}

/// The document of answers of some statuses.
#[derive(Clone, Copy, Debug)]
pub struct Answer {
    /// The first status and the last.
    pub statuses: (u16, u16),
    /// How it looks.
    pub root: Root,
}

/// What an element holds.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Bool,
    /// An object.
    Object(&'static Object),
    /// A list of elements of a name: the children of an element of their own, or else among those
    /// of the object that has the list.
    List {
        /// The name of each.
        item: Name,
        /// What each holds.
        of: &'static Shape,
        /// There is an element around them.
        wrapped: bool,
    },
    /// An object whose members nobody named: each is an element of the name of its key.
    Map(&'static Shape),
    /// Whatever there is.
    Any,
}

/// An object.
#[derive(Clone, Copy, Debug)]
pub struct Object {
    /// Its members.
    pub members: &'static [Member],
    /// What undeclared members hold, where they are kept.
    pub others: Option<Shape>,
}

/// A member of an object.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// The name of the property.
    pub property: &'static str,
    /// What it becomes.
    pub node: Node,
    /// Its name in XML; that of the element around it for a list.
    pub name: Name,
    /// What it holds.
    pub shape: Shape,
    /// It is always there. A list without elements may leave no trace in XML.
    pub required: bool,
}

/// What a member becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element,
    /// An attribute.
    Attribute,
    /// The text of the object's element.
    Text,
    /// The same as a CDATA section.
    Cdata,
}

impl Member {
    /// An element.
    pub const fn element(property: &'static str, name: Name, shape: Shape) -> Self {
        Self {
            property,
            node: Node::Element,
            name,
            shape,
            required: false,
        }
    }

    /// Another kind of node.
    #[must_use]
    pub const fn node(mut self, node: Node) -> Self {
        self.node = node;
        self
    }

    /// It is always there.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The name of the elements among the children of the object.
    #[cfg(feature = "xml")]
    pub(super) fn element_name(&self) -> Name {
        match self.shape {
            Shape::List {
                item,
                wrapped: false,
                ..
            } => item,
            _ => self.name,
        }
    }
}
