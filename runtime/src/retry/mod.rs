//! Trying again: what may be sent twice, which failures pass, how long to wait, and when to stop.

mod after;
mod budget;
mod outcome;

pub(crate) use after::after;
pub(crate) use budget::Budget;
pub use outcome::Outcome;

use crate::Operation;
use crate::send::{MaybeSend, MaybeSync};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Decides by itself: `Some(true)` to try again, `Some(false)` not to, `None` to leave it to the
/// policy.
trait Classify: MaybeSend + MaybeSync {
    fn classify(&self, outcome: &Outcome<'_>) -> Option<bool>;
}

impl<F> Classify for F
where
    F: Fn(&Outcome<'_>) -> Option<bool> + MaybeSend + MaybeSync,
{
    fn classify(&self, outcome: &Outcome<'_>) -> Option<bool> {
        self(outcome)
    }
}

/// When a call is tried again.
///
/// A client has one ([`ClientBuilder::retry`](crate::ClientBuilder::retry)), a call may have its
/// own ([`CallOptions::retry`](crate::CallOptions::retry)). By default a call makes up to three
/// attempts, and the next one comes
///
/// - after a failure to connect, whatever the method: nothing was sent;
/// - after a connection that broke, an attempt that took too long, or a status 408, 425, 429,
///   500, 502, 503 or 504, if the same request may be sent twice: its method is idempotent (GET,
///   HEAD, OPTIONS, TRACE, QUERY, PUT, DELETE), or the operation takes an idempotency key, which
///   the client then sends with every attempt;
/// - only if the body can be sent again ([`Body::is_replayable`](crate::Body::is_replayable)).
///
/// It waits a random time of up to 0.5 s, then 1 s, 2 s and so on, 8 s at most; at least as long
/// as the service asks for by `Retry-After`. Where that is more than a minute, or the deadline
/// of the call comes first, there is no further attempt. The answer `x-should-retry: false`
/// prevents one. All calls of a client share a budget, so that a service in trouble is not
/// flooded by retries: see [`ClientBuilder::retry_budget`](crate::ClientBuilder::retry_budget).
///
/// ```
/// use clientwright_runtime::RetryPolicy;
/// use std::time::Duration;
///
/// let patient = RetryPolicy::new()
///     .max_attempts(6)
///     .backoff(Duration::from_millis(200), Duration::from_secs(30))
///     .classify(|outcome| match outcome.status()?.as_u16() {
///         409 => Some(true), // This service means "locked, come back".
///         _ => None,
///     });
/// # let _ = patient;
/// ```
#[derive(Clone)]
pub struct RetryPolicy {
    pub(crate) max_attempts: u32,
    base: Duration,
    cap: Duration,
    max_retry_after: Duration,
    statuses: Arc<[u16]>,
    any_method: bool,
    business: bool,
    classify: Option<Arc<dyn Classify>>,
}

/// Statuses after which the same request may succeed.
pub(crate) const STATUSES: [u16; 7] = [408, 425, 429, 500, 502, 503, 504];

/// Methods of which a second request does no more than the first (RFC 9110, section 9.2.2; QUERY
/// by its own specification).
const IDEMPOTENT: [&str; 7] = ["GET", "HEAD", "OPTIONS", "TRACE", "QUERY", "PUT", "DELETE"];

impl RetryPolicy {
    /// The default: see above.
    pub fn new() -> Self {
        Self {
            max_attempts: 3,
            base: Duration::from_millis(500),
            cap: Duration::from_secs(8),
            max_retry_after: Duration::from_secs(60),
            statuses: STATUSES.into(),
            any_method: false,
            business: false,
            classify: None,
        }
    }

    /// One attempt only.
    pub fn never() -> Self {
        Self::new().max_attempts(1)
    }

    /// How many attempts a call makes at most, the first included.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    /// The longest first wait, which doubles each time, and where it stops doubling.
    #[must_use]
    pub fn backoff(mut self, base: Duration, cap: Duration) -> Self {
        (self.base, self.cap) = (base, cap);
        self
    }

    /// Where a service asks to wait for longer than this, the call fails at once.
    #[must_use]
    pub fn max_retry_after(mut self, wait: Duration) -> Self {
        self.max_retry_after = wait;
        self
    }

    /// The statuses after which the same request may succeed, in place of the usual ones.
    #[must_use]
    pub fn statuses(mut self, statuses: impl IntoIterator<Item = u16>) -> Self {
        self.statuses = statuses.into_iter().collect();
        self
    }

    /// Sends any request again, such as a POST without an idempotency key. Only where the service
    /// is known to do no harm by it.
    #[must_use]
    pub fn any_method(mut self, allowed: bool) -> Self {
        self.any_method = allowed;
        self
    }

    /// Tries again after an answer whose business envelope says `retryable: true` in its data,
    /// whatever its status.
    #[must_use]
    pub fn business(mut self, allowed: bool) -> Self {
        self.business = allowed;
        self
    }

    /// Asks this function first. `Some(true)` means to try again, even what could not be sent
    /// twice by the rules; `Some(false)` means not to; with `None` the rules decide.
    #[must_use]
    pub fn classify<F>(mut self, classify: F) -> Self
    where
        F: Fn(&Outcome<'_>) -> Option<bool> + MaybeSend + MaybeSync + 'static,
    {
        self.classify = Some(Arc::new(classify));
        self
    }

    /// Whether another attempt makes sense, time and budget left aside.
    pub(crate) fn wants(&self, outcome: &Outcome<'_>) -> bool {
        let classified = self.classify.as_ref();
        if let Some(wanted) = classified.and_then(|classify| classify.classify(outcome)) {
            return wanted;
        }
        if outcome.is_unsent() {
            return true;
        }
        let passes = match outcome.status() {
            Some(status) => {
                outcome.should_retry() != Some(false)
                    && (self.statuses.contains(&status.as_u16())
                        || outcome.should_retry() == Some(true)
                        || (self.business && outcome.says_retryable()))
            }
            None => outcome.error().is_some_and(crate::Error::is_retryable),
        };
        passes && (self.any_method || may_repeat(outcome.operation()))
    }

    /// How long to wait before the attempt after this one; `None` if that is too long.
    pub(crate) fn wait(
        &self,
        attempt: u32,
        outcome: &Outcome<'_>,
        random: f64,
    ) -> Option<Duration> {
        let doubled = 2_u32.saturating_pow(attempt.saturating_sub(1));
        let longest = self.base.saturating_mul(doubled).min(self.cap);
        let part = longest.as_secs_f64() * random.clamp(0.0, 1.0);
        let backoff = Duration::try_from_secs_f64(part).unwrap_or(longest);
        match outcome.retry_after() {
            Some(asked) if asked > self.max_retry_after => None,
            // A little later than asked, so that not all come at the same moment.
            Some(asked) => Some(asked.saturating_add(backoff)),
            None => Some(backoff),
        }
    }
}

/// Whether a request of this operation may arrive twice.
fn may_repeat(operation: &Operation) -> bool {
    is_idempotent(operation.method) || operation.idempotency_key.is_some()
}

/// Whether a second request of this method does no more than the first.
pub(crate) fn is_idempotent(method: &str) -> bool {
    IDEMPOTENT.contains(&method)
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for RetryPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RetryPolicy")
            .field("max_attempts", &self.max_attempts)
            .field("backoff", &(self.base, self.cap))
            .field("max_retry_after", &self.max_retry_after)
            .field("statuses", &self.statuses)
            .field("any_method", &self.any_method)
            .field("business", &self.business)
            .finish_non_exhaustive()
    }
}
