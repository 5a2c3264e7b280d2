//! Walks over pages, as the answers say: by cursor, by page number, or not at all.
//!
//! A walk never loops. Where an answer says that there is more but gives no way on, or a way
//! that was gone before, the walk ends with one error, after all that was read.
//!
//! The streams need no other crate: they have `next` and `try_next` of their own. They are
//! [`futures_core::Stream`]s too, for those who use the adaptors of such a crate.

mod items;
mod next;
mod pages;

pub use items::Items;
pub use next::{Next, PagingDefect, Position};
pub use pages::Pages;

use crate::ValueFuture;
use crate::error::Code;

/// A call whose answers are pages.
pub trait Paginated: Sized {
    /// A page.
    type Page;
    /// An item of a page.
    type Item;
    /// The business codes.
    type Code: Code;

    /// Asks for this page.
    fn fetch(&self) -> ValueFuture<Self::Page, Self::Code>;

    /// The call for the page after this one.
    fn next(&self, page: &Self::Page) -> Next<Self>;

    /// The items of a page.
    fn into_items(page: Self::Page) -> Vec<Self::Item>;

    /// The place that this call asks for, if it asks for one.
    fn position(&self) -> Option<Position> {
        None
    }
}
