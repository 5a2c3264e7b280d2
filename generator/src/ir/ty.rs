//! Types.

use super::{Docs, Literal, Origin, Scalar};

/// An index into [`super::Api::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub u32);

/// A type that gets a Rust name.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeDef {
    /// Its place in [`super::Api::types`].
    pub id: TypeId,
    /// Where its name comes from when none is pinned.
    pub place: Place,
    /// `x-clientwright-name`.
    pub pinned: Option<String>,
    /// What it is made of.
    pub shape: TypeShape,
    /// Whether requests or responses reach it.
    pub usage: Usage,
    /// What it is.
    pub docs: Docs,
    /// Where it comes from.
    pub origin: Origin,
}

/// The place that names a type.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// `#/components/schemas/NAME`
    Component(String),
    /// A property of a type.
    Property(TypeId, String),
    /// The elements of what stands at a place.
    Element(Box<Place>),
    /// An element of the tuple that stands at a place, counted from 1.
    Item(Box<Place>, usize),
    /// The values of the additional members of what stands at a place.
    MapValue(Box<Place>),
    /// A variant of a union, by its label.
    Variant(TypeId, String),
    /// A parameter of an operation: operation label, parameter name.
    Parameter(String, String),
    /// A request body of an operation.
    RequestBody(String),
    /// A form of several parts that an operation sends.
    Form(String),
    /// A response of an operation: operation label, status (`200`, `4XX`, `default`).
    Response(String, String),
    /// An event of a stream that answers an operation: operation label, the event's name.
    Event(String, String),
    /// A header of a response: operation label, header name.
    Header(String, String),
}

/// Who reaches a type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// A parameter or request body reaches it.
    pub request: bool,
    /// A response reaches it.
    pub response: bool,
}

/// What a named type is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeShape {
    /// An object.
    Record(Record),
    /// One of several shapes.
    Union(Union),
    /// One of several values.
    Enum(Enum),
    /// A name for another type, without a type of its own.
    Alias(TypeRef),
    /// A newtype: an alias that would name itself.
    Wrapper(TypeRef),
}

/// A use of a type. Nullability lives here and only here.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeRef {
    /// A type with a name.
    Named(TypeId),
    /// A scalar.
    Scalar(Scalar),
    /// An array.
    List(Box<TypeRef>),
    /// An object with text keys and values of one type.
    Map(Box<TypeRef>),
    /// An array with a type for each place.
    Tuple(Vec<TypeRef>),
    /// The value or `null`.
    Nullable(Box<TypeRef>),
    /// Boxed because a cycle passes here.
    Boxed(Box<TypeRef>),
    /// A type of the user's, by its path.
    Foreign(String),
    /// Whatever JSON there is, because the document leaves it open.
    AnyJson,
}

/// An object.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// In the document's order.
    pub fields: Vec<Field>,
    /// Required members with a single legal value that nobody needs to read: written always, not fields.
    pub constants: Vec<Constant>,
    /// What becomes of undeclared members.
    pub additional: Additional,
}

/// A member with one legal value.
#[derive(Clone, Debug, PartialEq)]
pub struct Constant {
    /// The key on the wire.
    pub wire_name: String,
    /// The value.
    pub value: Literal,
}

/// What becomes of undeclared members.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Additional {
    /// Read and dropped.
    #[default]
    Ignore,
    /// Kept in a map.
    Keep(TypeRef),
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The key on the wire.
    pub wire_name: String,
    /// `x-clientwright-name`.
    pub pinned: Option<String>,
    /// Its type.
    pub ty: TypeRef,
    /// Whether it must be there.
    pub presence: Presence,
    /// Who may set it.
    pub access: Access,
    /// The value that the service assumes.
    pub default: Option<Literal>,
    /// A value without parts that the document shows, and that fits.
    pub example: Option<Literal>,
    /// The value that a new object has, where no other makes sense.
    pub fixed: Option<Literal>,
    /// Limits on the value.
    pub constraints: Constraints,
    /// What it is.
    pub docs: Docs,
    /// Where it comes from.
    pub origin: Origin,
}

/// Whether a member must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always there.
    Required,
    /// May be left out.
    Optional,
}

/// Who may set a member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    /// Both sides.
    #[default]
    ReadWrite,
    /// The service only.
    ReadOnly,
    /// The client only.
    WriteOnly,
}

/// Limits on a value; what the Rust type already says is not repeated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// The least value.
    pub minimum: Option<Bound>,
    /// The greatest value.
    pub maximum: Option<Bound>,
    /// The value is a multiple of this.
    pub multiple_of: Option<Literal>,
    /// The least number of characters.
    pub min_length: Option<u64>,
    /// The greatest number of characters.
    pub max_length: Option<u64>,
    /// A regular expression (ECMA-262).
    pub pattern: Option<String>,
    /// The least number of elements.
    pub min_items: Option<u64>,
    /// The greatest number of elements.
    pub max_items: Option<u64>,
    /// No two elements are equal.
    pub unique_items: bool,
    /// The least number of members.
    pub min_members: Option<u64>,
    /// The greatest number of members.
    pub max_members: Option<u64>,
}

impl Constraints {
    /// No limits.
    pub const NONE: Self = Self {
        minimum: None,
        maximum: None,
        multiple_of: None,
        min_length: None,
        max_length: None,
        pattern: None,
        min_items: None,
        max_items: None,
        unique_items: false,
        min_members: None,
        max_members: None,
    };
}

/// An end of a range.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// An integer or a float.
    pub value: Literal,
    /// The value itself is not allowed.
    pub exclusive: bool,
}

/// One of several shapes. How a decoder tells them apart was decided here.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// How a decoder tells the variants apart.
    pub decision: Decision,
    /// In the document's order, nested unions flattened.
    pub variants: Vec<Variant>,
}

/// How a decoder tells the variants of a union apart.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// By the text of one member. An unknown text is kept as unknown.
    Tag {
        /// The member's key.
        property: String,
        /// Every alternative requires it, as a text; else a value may come without.
        required: bool,
        /// The schema that the variants extend, if a value of that schema alone will do.
        base: Option<Base>,
    },
    /// By JSON type and required members, then the first that decodes, in order.
    Shape,
}

/// What a schema says itself of objects that others extend.
#[derive(Clone, Debug, PartialEq)]
pub struct Base {
    /// The members that it declares.
    pub members: Vec<String>,
    /// The members that it requires.
    pub required: Vec<String>,
}

/// A variant of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// `x-clientwright-name`.
    pub pinned: Option<String>,
    /// What names it when nothing is pinned: the tag, the schema's name or title,
    /// a required member that only it has, or its JSON type.
    pub label: String,
    /// The texts of the tag that choose it; empty for [`Decision::Shape`].
    pub tags: Vec<String>,
    /// What it carries; `None` where the tag says it all.
    pub ty: Option<TypeRef>,
    /// JSON types it can be, for [`Decision::Shape`].
    pub kinds: Vec<JsonKind>,
    /// Members it must have, for [`Decision::Shape`].
    pub required: Vec<String>,
    /// How well it fits what other variants may fit too, for [`Decision::Shape`].
    pub fit: Fit,
    /// What it is.
    pub docs: Docs,
    /// Where it comes from.
    pub origin: Origin,
}

/// How well a type fits a value that other types of a union may fit as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// As well as what it leaves unsaid allows.
    Exact,
    /// Less well than a narrower type of the same kind: a text.
    Loose,
    /// Only where no other type knows a member by its name: a map.
    Map,
    /// Only where nothing else fits: any JSON.
    Any,
}

/// A JSON type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JsonKind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// Any number.
    Number,
    /// A text.
    String,
    /// A list.
    Array,
    /// An object.
    Object,
}

/// One of several values. An unknown value is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// Texts, integers, or any JSON.
    pub repr: EnumRepr,
    /// In the document's order, without duplicates.
    pub values: Vec<EnumValue>,
}

/// What the values of an enum are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnumRepr {
    /// Texts.
    String,
    /// Integers.
    Integer,
    /// Numbers, mixtures, whatever else JSON has.
    Json,
}

/// A value of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// What the representation says; never `null`.
    pub value: Literal,
    /// A name from `x-enum-varnames` or the like.
    pub pinned: Option<String>,
    /// What it is.
    pub docs: Docs,
    /// Where it comes from.
    pub origin: Origin,
}
