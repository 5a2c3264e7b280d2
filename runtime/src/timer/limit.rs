//! Work that must be done in time.

use super::Instant;
use super::Timer;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

/// The time was over before the work was done.
pub(crate) struct Late;

/// Does the work until this moment; after it, no work is begun. The work stays where it is pinned: a
/// future that is moved into another one takes its place twice.
pub(crate) async fn within<F: Future + Unpin>(
    timer: &dyn Timer,
    until: Option<Instant>,
    mut work: F,
) -> Result<F::Output, Late> {
    let Some(until) = until else {
        return Ok(work.await);
    };
    if timer.now() >= until {
        return Err(Late);
    }
    // Most work is never waited for this long, so the timer is not asked before it has to.
    let mut over = None;
    poll_fn(|cx| {
        if let Poll::Ready(done) = Pin::new(&mut work).poll(cx) {
            return Poll::Ready(Ok(done));
        }
        let left = || until.saturating_duration_since(timer.now());
        let over = over.get_or_insert_with(|| timer.sleep(left()));
        over.as_mut().poll(cx).map(|()| Err(Late))
    })
    .await
}
