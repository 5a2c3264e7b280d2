//! Walks that the document declares: `x-clientwright-paging`, and the extensions of others.

use super::path::{body_target, follow, is_list, scalar, target};
use super::{Found, request, shape, vendors};
use crate::diagnostic::{Code, Diagnostic, quoted};
use crate::document::{Node, Value};
use crate::ir::{
    CursorStep, LinkStep, OffsetStep, Operation, PageStep, PagingSource, PagingStep, PagingTarget,
    Path, Scalar, TypeRef,
};
use crate::lower::{Context, integer};

/// The extension of our own.
const OWN: &str = "x-clientwright-paging";

/// What a document says of an operation's pages.
pub(super) enum Declared {
    Walk(Box<Found>),
    /// There is nothing to walk.
    NoWalk,
    /// It says nothing.
    Nothing,
}

/// A walk in the words of an extension, not looked up yet.
#[derive(Default)]
pub(super) struct Wish {
    /// The way to the items.
    pub(super) items: String,
    pub(super) more: Option<String>,
    pub(super) way: Way,
}

#[derive(Default)]
pub(super) enum Way {
    Cursor {
        from: From,
        to: To,
    },
    Page {
        to: To,
        first: Option<u64>,
        pages: Option<String>,
    },
    Offset {
        to: To,
        total: Option<String>,
    },
    Link {
        from: From,
    },
    /// There is only one page.
    #[default]
    Single,
}

/// Where an answer has a cursor or link.
pub(super) enum From {
    Member(String),
    LastItem(String),
    Header(String),
}

/// Where a request takes what leads on.
pub(super) enum To {
    Parameter(String),
    Body(String),
    /// A parameter, or a member of the body.
    Either(String),
}

/// What the document says, if anything. What does not fit is a warning, and no walk.
pub(super) fn find(context: &mut Context<'_>, operation: &Operation) -> Declared {
    let Some(node) = context.node(&operation.origin.pointer) else {
        return Declared::Nothing;
    };
    let known = [OWN, vendors::SPEAKEASY, vendors::FERN, vendors::MICROSOFT];
    let found = known
        .into_iter()
        .find_map(|key| Some((key, node.get(key)?)));
    let Some((key, value)) = found else {
        return Declared::Nothing;
    };
    let wish = match key {
        OWN => own(value),
        vendors::SPEAKEASY => vendors::speakeasy(value),
        vendors::FERN => vendors::fern(value, context.document.get(key)),
        _ => vendors::microsoft(value),
    };
    match wish.and_then(|wish| look_up(context, operation, &wish)) {
        Ok(Some((items, step))) => Declared::Walk(Box::new(Found {
            items,
            step,
            evidence: vec![format!("`{key}` of the document")],
        })),
        Ok(None) => Declared::NoWalk,
        Err(reason) => {
            let message =
                format!("`{key}` cannot be followed: {reason}; the operation has no `pages()`");
            let help = format!(
                "say it in an overlay, with `{OWN}`; `{OWN}: false` means that there are no pages"
            );
            let wrong = Diagnostic::warning(Code::Paging, message);
            context
                .diagnostics
                .push(wrong.at(value.span, "").help(help));
            Declared::NoWalk
        }
    }
}

/// Our own extension.
fn own(node: &Node) -> Result<Wish, String> {
    if let Value::Bool(false) = node.value {
        return Ok(Wish::default());
    }
    let object = node
        .as_object()
        .ok_or("it is neither an object nor `false`")?;
    let known = ["items", "more", "cursor", "page", "offset", "link"];
    if let Some(unknown) = object.keys().find(|key| !known.contains(&key.as_str())) {
        let unknown = quoted(unknown);
        return Err(format!("{unknown} is none of `{}`", known.join("`, `")));
    }
    let text = |node: &Node, key: &str| node.get(key).and_then(Node::as_str).map(str::to_owned);
    let place =
        |node: &Node, key: &str| text(node, key).ok_or_else(|| format!("it has no text `{key}`"));
    let from = |node: &Node| place(node, "from").map(|text| From::parse(&text));
    let to = |node: &Node| place(node, "to").map(|text| To::parse(&text));
    let way = if let Some(cursor) = node.get("cursor") {
        Way::Cursor {
            from: from(cursor)?,
            to: to(cursor)?,
        }
    } else if let Some(page) = node.get("page") {
        let first = page.get("first").and_then(integer);
        Way::Page {
            to: to(page)?,
            first: first.and_then(|first| u64::try_from(first).ok()),
            pages: text(page, "pages"),
        }
    } else if let Some(offset) = node.get("offset") {
        Way::Offset {
            to: to(offset)?,
            total: text(offset, "total"),
        }
    } else if let Some(link) = node.get("link") {
        Way::Link { from: from(link)? }
    } else {
        return Err("it has none of `cursor`, `page`, `offset` and `link`".to_owned());
    };
    Ok(Wish {
        items: text(node, "items").unwrap_or_default(),
        more: text(node, "more"),
        way,
    })
}

impl From {
    /// `meta.next`, `header:X-Next`, or `last:id`.
    fn parse(text: &str) -> Self {
        if let Some(name) = text.strip_prefix("header:") {
            return Self::Header(name.trim().to_owned());
        }
        match text.strip_prefix("last:") {
            Some(member) => Self::LastItem(member.trim().to_owned()),
            None => Self::Member(text.to_owned()),
        }
    }
}

impl To {
    /// `cursor`, `page.after`, or `body.cursor`.
    fn parse(text: &str) -> Self {
        match text.strip_prefix("body.") {
            Some(member) => Self::Body(member.to_owned()),
            None => Self::Parameter(text.to_owned()),
        }
    }
}

/// The walk, with everything found that it names; `None` if there is only one page.
fn look_up(
    context: &Context<'_>,
    operation: &Operation,
    wish: &Wish,
) -> Result<Option<(Path, PagingStep)>, String> {
    if let Way::Single = wish.way {
        return Ok(None);
    }
    let output = super::output(operation).ok_or("the answer is not JSON of one type")?;
    let lookup = Lookup {
        context,
        operation,
        output,
    };
    let items = lookup.items(&wish.items)?;
    let more = wish.more.as_ref();
    let more = more
        .map(|more| lookup.member(more, |kind| kind == Scalar::Bool))
        .transpose()?;
    let number = |path: &Option<String>| {
        let path = path.as_ref();
        path.map(|path| lookup.member(path, super::answer::is_number))
            .transpose()
    };
    let size = || request::size(&request::all(context, operation));
    let step = match &wish.way {
        Way::Single => return Ok(None),
        Way::Cursor { from, to } => PagingStep::Cursor(CursorStep {
            from: lookup.source(from, &wish.items, |kind| {
                kind.is_text() || kind.is_integer()
            })?,
            to: lookup.target(to, |kind| kind.is_text() || kind.is_integer())?,
            more,
        }),
        Way::Page { to, first, pages } => PagingStep::Page(PageStep {
            to: lookup.target(to, super::answer::is_number)?,
            first: Some(first.or_else(|| lookup.first(to)).unwrap_or(1)),
            current: None,
            more,
            pages: number(pages)?,
            size: size(),
        }),
        Way::Offset { to, total } => PagingStep::Offset(OffsetStep {
            to: lookup.target(to, super::answer::is_number)?,
            more,
            total: number(total)?,
            size: size(),
        }),
        Way::Link { from } => PagingStep::Link(LinkStep {
            from: match from {
                From::Header(name) if name.eq_ignore_ascii_case("link") => PagingSource::LinkHeader,
                from => lookup.source(from, &wish.items, |kind| kind == Scalar::String)?,
            },
            more,
        }),
    };
    Ok(Some((items, step)))
}

struct Lookup<'c> {
    context: &'c Context<'c>,
    operation: &'c Operation,
    output: &'c TypeRef,
}

impl Lookup<'_> {
    fn items(&self, text: &str) -> Result<Path, String> {
        match follow(self.context, self.output, text) {
            Some((path, ty)) if is_list(self.context, ty) => Ok(path),
            Some(_) if text.is_empty() => Err("the answer is no list".to_owned()),
            _ => Err(format!("{} is no list of the answer", quoted(text))),
        }
    }

    fn member(&self, text: &str, fits: impl Fn(Scalar) -> bool) -> Result<Path, String> {
        match follow(self.context, self.output, text) {
            Some((path, ty)) if scalar(self.context, ty).is_some_and(fits) => Ok(path),
            Some(_) => Err(format!("{} of the answer is of another type", quoted(text))),
            None => Err(format!("{} is no member of the answer", quoted(text))),
        }
    }

    fn source(
        &self,
        from: &From,
        items: &str,
        fits: impl Fn(Scalar) -> bool,
    ) -> Result<PagingSource, String> {
        match from {
            From::Header(name) => Ok(PagingSource::Header(name.clone())),
            From::Member(text) => self.member(text, fits).map(PagingSource::Member),
            From::LastItem(text) => {
                let list = follow(self.context, self.output, items).map(|(_, ty)| ty);
                let list = list.map(|ty| super::path::strip(self.context, ty));
                let found = match list {
                    Some(TypeRef::List(item)) => follow(self.context, item, text),
                    _ => None,
                };
                match found {
                    Some((path, ty)) if scalar(self.context, ty).is_some_and(fits) => {
                        Ok(PagingSource::LastItem(path))
                    }
                    _ => Err(format!("{} is no fitting member of an item", quoted(text))),
                }
            }
        }
    }

    /// The number of the first page, as the request tells it.
    fn first(&self, to: &To) -> Option<u64> {
        let target = self.target(to, |_| true).ok()?;
        let asked = request::all(self.context, self.operation);
        let asked = asked.iter().find(|asked| asked.target == target)?;
        shape::first(asked)
    }

    fn target(&self, to: &To, fits: impl Fn(Scalar) -> bool) -> Result<PagingTarget, String> {
        let (found, name) = match to {
            To::Parameter(name) => (target(self.context, self.operation, name), name),
            To::Body(name) => (body_target(self.context, self.operation, name), name),
            To::Either(name) => {
                let found = target(self.context, self.operation, name);
                let body = || body_target(self.context, self.operation, name);
                (found.or_else(body), name)
            }
        };
        match found {
            Some((target, kind)) if fits(kind) => Ok(target),
            Some(_) => Err(format!(
                "{} of the request is of another type",
                quoted(name)
            )),
            None => Err(format!(
                "{} is nothing that the request takes",
                quoted(name)
            )),
        }
    }
}
