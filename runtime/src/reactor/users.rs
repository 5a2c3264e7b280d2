//! The user's async runtime drives what is polled on it: there is nothing to do.

use crate::send::{BoxFuture, MaybeSend};
use std::future::Future;
use std::io;

pub(crate) fn start() -> io::Result<()> {
    Ok(())
}

pub(crate) struct Entered;

pub(crate) fn enter() -> Entered {
    Entered
}

pub(crate) fn drive<F>(work: F) -> BoxFuture<'static, F::Output>
where
    F: Future + MaybeSend + 'static,
{
    Box::pin(work)
}

pub(crate) fn driven<B>(body: B) -> B {
    body
}
