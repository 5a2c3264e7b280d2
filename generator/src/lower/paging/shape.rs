//! Walks concluded from names and types: what the answer tells that the request can ask for.
//!
//! A walk that is none is worse than none at all, so each way needs two facts that fit together.

use super::answer::{Answer, Told, is_flag, is_number, is_text};
use super::request::{self, Asked};
use super::words;
use crate::ir::{
    CursorStep, LinkStep, Literal, OffsetStep, Operation, PageStep, PagingSource, PagingStep, Path,
    Scalar, TypeRef,
};
use crate::lower::Context;
use crate::lower::paging::path::{record, scalar};

/// The step; the surest way first.
pub(super) fn step(
    context: &Context<'_>,
    operation: &Operation,
    answer: &Answer<'_>,
) -> Option<PagingStep> {
    if !matches!(operation.method.as_str(), "GET" | "POST" | "QUERY") {
        return None;
    }
    let shape = Shape {
        context,
        operation,
        answer,
        asked: request::all(context, operation),
    };
    let reads = operation.method != "POST";
    shape
        .cursor()
        .or_else(|| shape.last_id())
        .or_else(|| shape.last_item())
        .or_else(|| shape.link())
        .or_else(|| shape.header_cursor())
        .or_else(|| shape.link_header().filter(|_| reads))
        .or_else(|| shape.page(reads))
        .or_else(|| shape.offset(reads))
}

struct Shape<'c> {
    context: &'c Context<'c>,
    operation: &'c Operation,
    answer: &'c Answer<'c>,
    asked: Vec<Asked<'c>>,
}

impl Shape<'_> {
    /// A cursor of the body and a parameter for it.
    fn cursor(&self) -> Option<PagingStep> {
        let mut same = words::SAME.iter();
        let (told, asked) = self
            .pair(words::NEXT_CURSOR, words::CURSOR)
            .or_else(|| same.find_map(|(next, asks)| self.pair(&[next], asks)))
            .or_else(|| {
                // As a number it would be where this page begins.
                let told = self.answer.find(&["offset"], is_text)?;
                let asked = self.asked("offset", Scalar::is_text)?;
                Some((told, asked))
            })?;
        self.cursor_step(PagingSource::Member(told.path.clone()), asked, self.more())
    }

    /// A member of the answer and a place of the request of the same kind.
    fn pair(&self, next: &[&str], asks: &[&str]) -> Option<(&Told, &Asked<'_>)> {
        next.iter().find_map(|word| {
            let told = self.answer.find(&[word], |_| true)?;
            let asked = self.partner(&told.name, told.scalar, asks)?;
            Some((told, asked))
        })
    }

    /// The place for a cursor: of the same name, or of one of some.
    fn partner(&self, name: &str, kind: Scalar, asks: &[&str]) -> Option<&Asked<'_>> {
        let bare = name.strip_prefix("next").unwrap_or(name);
        let names = [name, bare];
        let mut known = names.iter().filter(|name| asks.contains(name)).chain(asks);
        known.find_map(|word| self.asked(word, |scalar| is_same_kind(kind, scalar)))
    }

    fn asked(&self, name: &str, fits: impl Fn(Scalar) -> bool) -> Option<&Asked<'_>> {
        self.asked
            .iter()
            .find(|asked| asked.name == name && fits(asked.scalar))
    }

    fn any_asked(&self, names: &[&str], fits: impl Fn(Scalar) -> bool) -> Option<&Asked<'_>> {
        names.iter().find_map(|name| self.asked(name, &fits))
    }

    fn cursor_step(
        &self,
        from: PagingSource,
        asked: &Asked<'_>,
        more: Option<Path>,
    ) -> Option<PagingStep> {
        Some(PagingStep::Cursor(CursorStep {
            from,
            to: asked.target.clone(),
            more,
        }))
    }

    /// The answer's word on whether there is more.
    fn more(&self) -> Option<Path> {
        let told = self.answer.find(words::MORE, is_flag)?;
        Some(told.path.clone())
    }

    /// The last item's id, which the answer repeats.
    fn last_id(&self) -> Option<PagingStep> {
        let more = self.more()?;
        let mut known = words::LAST_ID.iter();
        let (told, asked) = known.find_map(|(next, asks)| self.pair(&[next], asks))?;
        let from = PagingSource::Member(told.path.clone());
        self.cursor_step(from, asked, Some(more))
    }

    /// The last item's id.
    fn last_item(&self) -> Option<PagingStep> {
        let more = self.more()?;
        let list = super::path::follow(
            self.context,
            super::output(self.operation)?,
            &self.answer.items.join("."),
        );
        let TypeRef::List(item) = super::path::strip(self.context, list?.1) else {
            return None;
        };
        let item = record(self.context, item)?;
        let id = item.fields.iter().find(|field| field.wire_name == "id")?;
        let kind = scalar(self.context, &id.ty)?;
        let asked = self.any_asked(words::AFTER_ITEM, |scalar| is_same_kind(kind, scalar))?;
        // `after` may be a time as well.
        let docs = &asked.docs;
        let mut said = docs.summary.iter().chain(&docs.description);
        if asked.name == "after" && !said.any(|text| text.to_lowercase().contains("last")) {
            return None;
        }
        let from = PagingSource::LastItem(vec![id.wire_name.clone()]);
        self.cursor_step(from, asked, Some(more))
    }

    /// A link in the body.
    fn link(&self) -> Option<PagingStep> {
        let told = self.answer.find(words::NEXT_LINK, is_text).or_else(|| {
            let next = self.answer.find(&["next", "nextpage"], is_text)?;
            let only_way =
                || next.name == "next" && self.asks_for_nothing() && !self.is_token(next);
            (self.is_url(next) || only_way()).then_some(next)
        })?;
        Some(PagingStep::Link(LinkStep {
            from: PagingSource::Member(told.path.clone()),
            more: self.more(),
        }))
    }

    /// Whether a text is a URL by its format, its example or what is said of it.
    fn is_url(&self, told: &Told) -> bool {
        let at = self.context.resolve(&told.origin);
        let text = |key: &str| self.context.text(&at, key);
        if let Some(format) = text("format") {
            return matches!(format, "uri" | "url" | "uri-reference" | "iri");
        }
        if text("example").is_some_and(|example| example.contains("://")) {
            return true;
        }
        self.says(told, &["url", "uri", "link", "href", "hyperlink"]) && !self.is_token(told)
    }

    /// Whether a text is called a cursor.
    fn is_token(&self, told: &Told) -> bool {
        self.says(told, &["token", "cursor", "key", "id", "marker"])
    }

    /// Whether the description of a member has one of some words.
    fn says(&self, told: &Told, words: &[&str]) -> bool {
        let at = self.context.resolve(&told.origin);
        let said = self.context.text(&at, "description").unwrap_or_default();
        let said = said.to_lowercase();
        let mut said = said.split(|c: char| !c.is_alphanumeric());
        said.any(|word| words.contains(&word))
    }

    /// Whether the request has no other way to ask for a page: what is called the next one can
    /// then only be a link.
    fn asks_for_nothing(&self) -> bool {
        let lists = [words::CURSOR, words::PAGE, words::OFFSET, words::AFTER_ITEM];
        let mut asked = self.asked.iter().map(|asked| asked.name.as_str());
        self.operation.method != "QUERY"
            && !asked.any(|name| name == "next" || lists.iter().any(|list| list.contains(&name)))
    }

    /// A cursor in a header.
    fn header_cursor(&self) -> Option<PagingStep> {
        self.operation.headers().into_iter().find_map(|header| {
            let name = words::plain(&header.wire_name);
            let kind = scalar(self.context, &header.ty)?;
            let bare = name.strip_prefix('x').unwrap_or(&name);
            let is_cursor = |name| words::NEXT_CURSOR.contains(&name) && name != "cursor";
            let asks = match words::SAME.iter().find(|(next, _)| *next == name) {
                Some((next, asks)) if next.starts_with("xnext") => asks,
                _ if is_cursor(name.as_str()) || is_cursor(bare) => words::CURSOR,
                _ => return None,
            };
            let asked = self.partner(bare, kind, asks)?;
            let from = PagingSource::Header(header.wire_name.clone());
            self.cursor_step(from, asked, None)
        })
    }

    /// The header `Link`, where the request can ask for pages.
    fn link_header(&self) -> Option<PagingStep> {
        let mut headers = self.operation.headers().into_iter();
        headers.find(|header| header.wire_name.eq_ignore_ascii_case("link"))?;
        let lists = [
            words::CURSOR,
            words::PAGE,
            words::OFFSET,
            words::SIZE,
            words::AFTER_ITEM,
        ];
        let mut asked = self.asked.iter().map(|asked| asked.name.as_str());
        let pages = asked.any(|name| lists.iter().any(|list| list.contains(&name)));
        let step = LinkStep {
            from: PagingSource::LinkHeader,
            more: None,
        };
        pages.then_some(PagingStep::Link(step))
    }

    /// The number of the page.
    fn page(&self, reads: bool) -> Option<PagingStep> {
        let asked = self.any_asked(words::PAGE, is_number)?;
        let of = |words: &[&str]| {
            let told = self.answer.find(words, |told| is_number(told.scalar));
            told.map(|told| told.path.clone())
        };
        let (more, pages) = (self.more(), of(words::PAGES));
        let tells = more.is_some() || pages.is_some() || of(words::TOTAL).is_some();
        let size = request::size(&self.asked);
        if !(tells || (size.is_some() && reads)) {
            return None;
        }
        let first = first(asked);
        let current = of(words::CURRENT).filter(|_| first.is_none());
        (first.is_some() || current.is_some()).then(|| {
            PagingStep::Page(PageStep {
                to: asked.target.clone(),
                pages: pages.filter(|_| first.is_some()),
                first,
                current,
                more,
                size,
            })
        })
    }

    /// The number of items before the page.
    fn offset(&self, reads: bool) -> Option<PagingStep> {
        let asked = self.any_asked(words::OFFSET, is_number)?;
        let starts_at_nothing = !asked
            .default
            .is_some_and(|value| *value != Literal::Integer(0));
        let least = asked.constraints.minimum.as_ref();
        let least = least.is_none_or(|least| least.value == Literal::Integer(0));
        let total = self
            .answer
            .find(words::TOTAL, |told| is_number(told.scalar));
        let more = self.more();
        let tells = more.is_some() || total.is_some();
        let size = request::size(&self.asked);
        let named = asked.name != "start" || tells;
        let fits = starts_at_nothing && least && named && size.is_some();
        (fits && (reads || tells)).then(|| {
            PagingStep::Offset(OffsetStep {
                to: asked.target.clone(),
                total: total.map(|told| told.path.clone()),
                more,
                size,
            })
        })
    }
}

/// Whether a value of one can go where the other is asked for.
fn is_same_kind(told: Scalar, asked: Scalar) -> bool {
    match (told, asked) {
        (told, asked) if told.is_text() && asked.is_text() => true,
        (told, asked) => told.is_integer() && asked.is_integer(),
    }
}

/// The number of the first page, if the document tells it.
pub(super) fn first(asked: &Asked<'_>) -> Option<u64> {
    if let Some(default) = asked.default {
        return match default {
            Literal::Integer(value) => u64::try_from(*value).ok().filter(|value| *value <= 1),
            Literal::Float(value) if *value == 0.0 => Some(0),
            Literal::Float(value) if *value == 1.0 => Some(1),
            _ => None,
        };
    }
    let least = asked.constraints.minimum.as_ref().map(|bound| &bound.value);
    if least == Some(&Literal::Integer(1)) || is_never_zero(asked.scalar) {
        return Some(1);
    }
    let said = [&asked.docs.summary, &asked.docs.description];
    let said: String = said
        .into_iter()
        .flatten()
        .map(|text| text.to_lowercase() + " ")
        .collect();
    let says = |digit: &str, word: &str| {
        FIRST
            .iter()
            .any(|phrase| said.contains(&phrase.replace('#', digit)))
            || said.contains(&format!("{word}-based"))
            || said.contains(&format!("{word}-indexed"))
    };
    match (says("0", "zero"), says("1", "one")) {
        (true, false) => Some(0),
        (false, true) => Some(1),
        _ => None,
    }
}

fn is_never_zero(scalar: Scalar) -> bool {
    matches!(scalar, Scalar::NonZeroU32 | Scalar::NonZeroU64)
}

/// How descriptions tell the number of the first page.
const FIRST: &[&str] = &[
    "#-based",
    "#-indexed",
    "# based",
    "# indexed",
    "starts at #",
    "starting at #",
    "start at #",
    "starts from #",
    "starting from #",
    "starts with #",
    "starting with #",
    "begins at #",
    "beginning at #",
    "first page is #",
    "defaults to #",
    "default is #",
    "default: #",
    "default to #",
    "default value is #",
];
