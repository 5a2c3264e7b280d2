//! Types by hand, as generated code has them.

#![allow(dead_code, missing_docs, reason = "each test uses a part of it")]

use clientwright_runtime::wire::{self, Layout, MapAccess, Record, SerializeMap, Tagged, Writer};
use clientwright_runtime::{self as runtime, Nullable, UnknownVariant};
use std::collections::BTreeMap;
use std::num::NonZeroU64;

#[derive(Clone, Debug, PartialEq)]
pub struct Cursor {
    pub next: Option<String>,
    pub has_next: bool,
    pub limit: NonZeroU64,
}

impl wire::Blank for Cursor {
    fn blank() -> Self {
        Self {
            next: None,
            has_next: wire::blank(),
            limit: wire::blank(),
        }
    }
}

impl Record for Cursor {
    const SCHEMA: wire::Schema = wire::Schema {
        name: "Cursor",
        fields: &["next", "hasNext", "limit"],
        required: &[0b110],
    };

    fn fill<'de, M: MapAccess<'de>>(&mut self, field: usize, map: &mut M) -> Result<(), M::Error> {
        match field {
            0 => wire::read_optional(&mut self.next, map),
            1 => wire::read(&mut self.has_next, map),
            2 => wire::read(&mut self.limit, map),
            _ => wire::skip(map),
        }
    }

    fn write<M: SerializeMap>(&self, out: &mut Writer<M>) {
        out.optional("next", &self.next);
        out.field("hasNext", &self.has_next);
        out.field("limit", &self.limit);
    }
}

wire::record!(Cursor);

#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub page: u64,
    /// A union in a union, to be kept and replayed twice.
    pub inner: Option<Box<PageInfo>>,
}

impl wire::Blank for Page {
    fn blank() -> Self {
        Self {
            page: wire::blank(),
            inner: None,
        }
    }
}

impl Record for Page {
    const SCHEMA: wire::Schema = wire::Schema {
        name: "Page",
        fields: &["page", "inner"],
        required: &[0b1],
    };

    fn fill<'de, M: MapAccess<'de>>(&mut self, field: usize, map: &mut M) -> Result<(), M::Error> {
        match field {
            0 => wire::read(&mut self.page, map),
            1 => wire::read_optional(&mut self.inner, map),
            _ => wire::skip(map),
        }
    }

    fn write<M: SerializeMap>(&self, out: &mut Writer<M>) {
        out.field("page", &self.page);
        out.optional("inner", &self.inner);
    }
}

wire::record!(Page);

#[derive(Clone, Debug, PartialEq)]
pub enum PageInfo {
    Cursor(Cursor),
    Page(Page),
    None,
    Unknown(UnknownVariant),
}

impl Tagged for PageInfo {
    const NAME: &'static str = "PageInfo";
    const TAG: &'static str = "mode";
    const TAGS: &'static [&'static str] = &["cursor", "page", "none"];

    fn start(tag: usize) -> Self {
        match tag {
            0 => Self::Cursor(wire::blank()),
            1 => Self::Page(wire::blank()),
            _ => Self::None,
        }
    }

    fn unknown(unknown: UnknownVariant) -> Self {
        Self::Unknown(unknown)
    }

    fn layout(&self) -> Layout {
        match self {
            Self::Cursor(_) => Layout::of::<Cursor>(),
            Self::Page(_) => Layout::of::<Page>(),
            Self::None | Self::Unknown(_) => Layout::EMPTY,
        }
    }

    fn fill<'de, M: MapAccess<'de>>(&mut self, field: usize, map: &mut M) -> Result<(), M::Error> {
        match self {
            Self::Cursor(value) => value.fill(field, map),
            Self::Page(value) => value.fill(field, map),
            Self::None | Self::Unknown(_) => wire::skip(map),
        }
    }

    fn write<M: SerializeMap>(&self, out: &mut Writer<M>) {
        match self {
            Self::Cursor(value) => out.tagged("mode", "cursor", value),
            Self::Page(value) => out.tagged("mode", "page", value),
            Self::None => out.field("mode", "none"),
            Self::Unknown(value) => out.unknown("mode", value),
        }
    }
}

wire::tagged!(PageInfo);

#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    pub id: String,
    pub mode: ContentMode,
    pub published: Option<runtime::DateTime>,
    pub note: Option<Nullable<String>>,
    pub parent: Nullable<u64>,
    pub additional: BTreeMap<String, u64>,
}

impl wire::Blank for Work {
    fn blank() -> Self {
        Self {
            id: wire::blank(),
            mode: wire::blank(),
            published: None,
            note: None,
            parent: wire::blank(),
            additional: wire::blank(),
        }
    }
}

impl Record for Work {
    const SCHEMA: wire::Schema = wire::Schema {
        name: "Work",
        fields: &["id", "contentMode", "published", "note", "parent"],
        required: &[0b10011],
    };
    const OPEN: bool = true;

    fn fill<'de, M: MapAccess<'de>>(&mut self, field: usize, map: &mut M) -> Result<(), M::Error> {
        match field {
            0 => wire::read(&mut self.id, map),
            1 => wire::read(&mut self.mode, map),
            2 => wire::read_optional(&mut self.published, map),
            3 => wire::read_optional(&mut self.note, map),
            4 => wire::read(&mut self.parent, map),
            _ => wire::skip(map),
        }
    }

    fn keep<'de, M: MapAccess<'de>>(&mut self, key: String, map: &mut M) -> Result<(), M::Error> {
        wire::keep(&mut self.additional, key, map)
    }

    fn write<M: SerializeMap>(&self, out: &mut Writer<M>) {
        out.field("id", &self.id);
        out.field("contentMode", &self.mode);
        out.optional("published", &self.published);
        out.optional("note", &self.note);
        out.field("parent", &self.parent);
        out.rest(&self.additional);
    }
}

wire::record!(Work);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ContentMode {
    Article,
    Video,
    Unknown(runtime::UnknownValue),
}

wire::string_enum!(ContentMode { Article = "article", Video = "video" });

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    Low,
    Unknown(i64),
}

wire::integer_enum!(Level { Low = -1 });

#[derive(Clone, Debug, PartialEq)]
pub struct Name(pub String);

wire::wrapper!(Name);

#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    Text(String),
    Page(Page),
    Cursor(Cursor),
    Many(Vec<Choice>),
    Null,
}

impl wire::Untagged for Choice {
    const NAME: &'static str = "Choice";
    const SHAPES: &'static [wire::Shape] = &[
        wire::Shape {
            variant: "Text",
            kinds: &[wire::JsonKind::String],
            required: &[],
            fit: wire::Fit::Loose,
        },
        wire::Shape {
            variant: "Page",
            kinds: &[wire::JsonKind::Object],
            required: &["page"],
            fit: wire::Fit::Exact,
        },
        wire::Shape {
            variant: "Cursor",
            kinds: &[wire::JsonKind::Object],
            required: &["limit"],
            fit: wire::Fit::Exact,
        },
        wire::Shape {
            variant: "Many",
            kinds: &[wire::JsonKind::Array],
            required: &[],
            fit: wire::Fit::Exact,
        },
        wire::Shape {
            variant: "Null",
            kinds: &[wire::JsonKind::Null],
            required: &[],
            fit: wire::Fit::Exact,
        },
    ];

    fn decode(variant: usize, raw: &wire::Raw<'_>) -> Result<Self, wire::JsonError> {
        match variant {
            0 => raw.decode().map(Self::Text),
            1 => raw.decode().map(Self::Page),
            2 => raw.decode().map(Self::Cursor),
            3 => raw.decode().map(Self::Many),
            _ => Ok(Self::Null),
        }
    }
}

wire::untagged!(Choice { Text, Page, Cursor, Many, Null = () });

impl wire::Blank for Choice {
    fn blank() -> Self {
        Self::Text(wire::blank())
    }
}
