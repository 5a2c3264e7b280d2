//! Walks over pages, as the answers say: by cursor, by number, by link, or not at all.
//!
//! A walk never loops. Where an answer says that there is more but gives no way on, a way that was
//! gone before, or the page before once more, the walk ends with one error, after all that was
//! read. Where nothing tells the end, an empty page does, or the page before once more.
//!
//! It can be left and taken up again: [`Pages::position`] and [`Items::position`] say where it
//! stands, as a [`Position`] that can be stored, and `resume` goes on from there.
//!
//! The streams need no other crate: they have `next` and `try_next` of their own. They are
//! [`futures_core::Stream`]s too, for those who use the adaptors of such a crate.

mod defect;
mod items;
mod link;
mod next;
mod number;
mod pages;
mod position;
mod seen;

pub use defect::PagingDefect;
pub use items::Items;
pub use link::{header, link_header};
pub use next::Next;
pub use number::{Number, number};
pub use pages::Pages;
pub use position::Position;

use crate::error::Code;
use crate::{Response, ResponseFuture};
use next::Step;
use position::Place;

/// A call whose answers are pages.
pub trait Paginated: Sized {
    /// A page.
    type Page;
    /// An item of a page.
    type Item;
    /// The business codes.
    type Code: Code;

    /// Asks for this page.
    fn fetch(&self) -> ResponseFuture<Self::Page, Self::Code>;

    /// The place that this call asks for.
    fn position(&self) -> Position {
        Position::start()
    }

    /// The same call, asking for another place; `None` if it cannot ask for such a one.
    fn at(&self, position: &Position) -> Option<Self>;

    /// What follows a page that was asked for at a place.
    fn next(&self, at: &Position, page: &Response<Self::Page>) -> Next;

    /// The items of a page.
    fn into_items(page: Self::Page) -> Vec<Self::Item>;
}
