//! What an answer tells: its items, and what it says of the page around them.

use super::path::{is_list, record, scalar};
use super::words::{self, is_about_page, plain};
use crate::ir::{Operation, Path, Record, Scalar};
use crate::lower::Context;
use crate::source::Pointer;

/// How deep a page's own members lie, at most.
const DEPTH: usize = 3;

/// An answer that has items.
pub(super) struct Answer<'c> {
    /// The page, unless the answer is the list itself.
    pub(super) record: Option<&'c Record>,
    /// Where the items are.
    pub(super) items: Path,
    /// Why these are the items.
    pub(super) evidence: String,
    /// What it says of the page.
    pub(super) told: Vec<Told>,
}

/// A scalar that says something of the page.
pub(super) struct Told {
    pub(super) path: Path,
    /// Its name without case and separators.
    pub(super) name: String,
    /// The same with the name of the object that it stands in.
    pub(super) long_name: String,
    pub(super) scalar: Scalar,
    pub(super) origin: Pointer,
}

impl Told {
    /// Whether it is called so, with or without the object that it stands in.
    pub(super) fn is_called(&self, words: &[&str]) -> bool {
        words.contains(&self.name.as_str()) || words.contains(&self.long_name.as_str())
    }
}

impl<'c> Answer<'c> {
    /// `None` if no list can be told to be that of the items.
    pub(super) fn of(context: &'c Context<'_>, operation: &'c Operation) -> Option<Self> {
        let output = super::output(operation)?;
        if is_list(context, output) {
            return Some(Self {
                record: None,
                items: Vec::new(),
                evidence: "the answer is a list".to_owned(),
                told: Vec::new(),
            });
        }
        let page = record(context, output)?;
        let (items, evidence) = items(context, operation, page)?;
        let mut told = Vec::new();
        tell(context, page, &[], &items, &mut told);
        Some(Self {
            record: Some(page),
            items,
            evidence,
            told,
        })
    }

    /// What is called by the first of some words that anything fitting is called by.
    pub(super) fn find(&self, words: &[&str], fits: impl Fn(&Told) -> bool) -> Option<&Told> {
        words.iter().find_map(|word| {
            let mut told = self.told.iter();
            told.find(|one| one.is_called(&[word]) && fits(one))
        })
    }
}

/// The scalars of a page, and of the objects in it that are about the page.
fn tell(
    context: &Context<'_>,
    record: &Record,
    path: &[String],
    items: &[String],
    told: &mut Vec<Told>,
) {
    for field in &record.fields {
        let mut own = path.to_vec();
        own.push(field.wire_name.clone());
        if let Some(scalar) = scalar(context, &field.ty) {
            let name = plain(&field.wire_name);
            let parent = path.last().map(|parent| plain(parent)).unwrap_or_default();
            told.push(Told {
                long_name: format!("{parent}{name}"),
                name,
                path: own,
                scalar,
                origin: field.origin.pointer.clone(),
            });
        } else if own.len() < DEPTH && (items.starts_with(&own) || is_about_page(&field.wire_name))
        {
            if let Some(inner) = self::record(context, &field.ty) {
                tell(context, inner, &own, items, told);
            }
        }
    }
}

/// The list of items: the only one there is, or the one with a name for it.
fn items(context: &Context<'_>, operation: &Operation, page: &Record) -> Option<(Path, String)> {
    let last = last_piece(operation);
    let lists = |record: &Record| -> Vec<String> {
        let fields = record.fields.iter();
        let fields = fields.filter(|field| is_list(context, &field.ty));
        let names = fields.map(|field| field.wire_name.clone());
        let may_be = |name: &String| {
            let name = plain(name);
            name == last || !words::NO_ITEMS.contains(&name.as_str())
        };
        names.filter(may_be).collect()
    };
    let own = lists(page);
    if let Some((name, why)) = choose(operation, &own) {
        return Some((vec![name], why));
    }
    if !own.is_empty() {
        return None;
    }
    // One level down, where that is the only object with lists.
    let mut inner = page.fields.iter().filter_map(|field| {
        let own = lists(record(context, &field.ty)?);
        (!own.is_empty()).then(|| (field.wire_name.clone(), own))
    });
    let (outer, lists) = inner.next()?;
    if inner.next().is_some() {
        return None;
    }
    let (name, why) = choose(operation, &lists)?;
    Some((vec![outer, name], why))
}

/// The last piece of the path that is no parameter, without a suffix such as `.json`.
fn last_piece(operation: &Operation) -> String {
    let mut pieces = operation.path.text.rsplit('/');
    let last = pieces.find(|piece| !piece.is_empty() && !piece.starts_with('{'));
    plain(
        last.and_then(|last| last.split('.').next())
            .unwrap_or_default(),
    )
}

fn choose(operation: &Operation, lists: &[String]) -> Option<(String, String)> {
    if let [name] = lists {
        return Some((
            name.clone(),
            format!("`{name}` is the only list of the answer"),
        ));
    }
    let called = |words: &dyn Fn(&str) -> bool| {
        let mut fitting = lists.iter().filter(|name| words(&plain(name)));
        let first = fitting.next()?;
        fitting.next().is_none().then(|| first.clone())
    };
    let last = last_piece(operation);
    let (name, why) = match called(&|name| name == last) {
        Some(name) => (name, "is called like the path"),
        None => {
            let name = called(&|name| words::ITEMS.contains(&name))?;
            (name, "is the only list of the answer with a name for items")
        }
    };
    let why = format!("`{name}` {why}");
    Some((name, why))
}

/// Whether a scalar is text.
pub(super) fn is_text(told: &Told) -> bool {
    told.scalar.is_text()
}

/// Whether a scalar is a number without a fraction, however the document types it.
pub(super) fn is_number(scalar: Scalar) -> bool {
    scalar.is_integer() || matches!(scalar, Scalar::F32 | Scalar::F64)
}

/// Whether a scalar says yes or no.
pub(super) fn is_flag(told: &Told) -> bool {
    told.scalar == Scalar::Bool
}
