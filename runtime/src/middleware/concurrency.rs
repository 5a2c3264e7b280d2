//! Only so many requests at once.

use super::{Answered, Middleware, Next};
use crate::Body;
use crate::send::BoxFuture;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Lets only so many requests be on their way at once; the others wait in the order in which they
/// came. A request is on its way until its answer was read, or dropped.
///
/// It belongs inside of the retries, so that nobody holds a place while waiting for another
/// attempt. Waiting for a place counts as time of the attempt and of the call.
///
/// ```
/// use clientwright_runtime::ClientBuilder;
/// use clientwright_runtime::middleware::ConcurrencyLimit;
///
/// let builder = ClientBuilder::new("https://api.test", &[])
///     .attempt_middleware(ConcurrencyLimit::new(8));
/// # let _ = builder;
/// ```
#[derive(Clone, Debug)]
pub struct ConcurrencyLimit {
    places: Arc<Semaphore>,
}

impl ConcurrencyLimit {
    /// This many at once, and at least one. Clones share the places, also between clients.
    pub fn new(requests: usize) -> Self {
        let places = requests.clamp(1, Semaphore::MAX_PERMITS);
        Self {
            places: Arc::new(Semaphore::new(places)),
        }
    }
}

impl Middleware for ConcurrencyLimit {
    fn handle<'a>(&'a self, request: http::Request<Body>, next: Next) -> BoxFuture<'a, Answered> {
        Box::pin(async move {
            // There is an error only for a semaphore that was closed, and this one never is.
            let place = self.places.clone().acquire_owned().await.ok();
            let answer = next.run(request).await?;
            Ok(answer.map(|body| body.keeping(place)))
        })
    }
}
