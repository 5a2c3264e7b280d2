//! Requests no faster than the service says that it takes them.

mod quota;

use super::{Answered, Middleware, Next};
use crate::Body;
use crate::retry::after;
use crate::send::BoxFuture;
use crate::timer::Instant;
use crate::transport::{TransportError, TransportErrorKind};
use http::StatusCode;
use quota::{Quota, quotas};
use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Waits where a service says by its headers that nothing more is left for now, in place of
/// sending what would be refused.
///
/// It reads `RateLimit` and `RateLimit-Policy` (the IETF's draft), the older
/// `RateLimit-Remaining` and `RateLimit-Reset`, the same with `X-` in front, and `Retry-After` of
/// the statuses 429 and 503. It belongs inside of the retries, so that it sees every answer. A call
/// that has not so long fails at once.
///
/// ```
/// use clientwright_runtime::ClientBuilder;
/// use clientwright_runtime::middleware::RateLimit;
///
/// let builder = ClientBuilder::new("https://api.test", &[]).attempt_middleware(RateLimit::new());
/// # let _ = builder;
/// ```
pub struct RateLimit {
    /// By authority.
    windows: Mutex<HashMap<String, Window>>,
    max_wait: Duration,
}

/// What is known of the present window of a service.
#[derive(Default)]
struct Window {
    /// How many requests are left in it.
    left: Option<u64>,
    /// How many a window has, and how long it is.
    limit: Option<u64>,
    length: Option<Duration>,
    /// When the next one begins.
    ends: Option<Instant>,
}

impl RateLimit {
    /// Waits for up to a minute.
    pub fn new() -> Self {
        Self {
            windows: Mutex::default(),
            max_wait: Duration::from_secs(60),
        }
    }

    /// Where the wait would be longer than this, the request is sent, and the service decides.
    #[must_use]
    pub fn max_wait(mut self, wait: Duration) -> Self {
        self.max_wait = wait;
        self
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Window>> {
        self.windows.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes one request out of the window, or says how long to wait for one.
    fn wait(&self, authority: &str, now: Instant) -> Option<Duration> {
        let mut windows = self.lock();
        let window = windows.get_mut(authority)?;
        if window.ends.is_some_and(|ends| ends <= now) {
            // A window that never has any would be waited for again and again.
            window.left = window.limit.filter(|limit| *limit > 0);
            window.ends = window.length.and_then(|length| now.checked_add(length));
        }
        match (window.left, window.ends) {
            (Some(0), Some(ends)) => {
                let wait = ends.saturating_duration_since(now);
                (wait <= self.max_wait).then_some(wait)
            }
            (Some(0), None) => {
                window.left = None;
                None
            }
            (left, _) => {
                window.left = left.map(|left| left - 1);
                None
            }
        }
    }

    /// Learns from an answer.
    fn learn(&self, authority: String, next: &Next, answer: &http::Response<Body>) {
        let timer = next.timer();
        let (now, wall_clock) = (timer.now(), timer.wall_clock());
        let mut all = quotas(answer.headers(), wall_clock);
        let is_refused = matches!(
            answer.status(),
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE
        );
        let wait = after(answer.headers(), wall_clock).filter(|_| is_refused);
        all.extend(wait.map(Quota::used_up));
        // Of several the one that is closest to its end.
        let longest = |quota: &Quota| (quota.left, std::cmp::Reverse(quota.resets));
        let Some(quota) = all.into_iter().min_by_key(longest) else {
            return;
        };
        self.lock().entry(authority).or_default().learn(&quota, now);
    }
}

impl Window {
    fn learn(&mut self, quota: &Quota, now: Instant) {
        let ends = now.checked_add(quota.resets);
        // An answer that was overtaken by others must not give back what they took.
        let is_same = match (self.ends, ends) {
            // Seconds are rounded, so two answers of one window differ by up to one.
            (Some(known), Some(ends)) => {
                ends.saturating_duration_since(known) <= Duration::from_secs(1)
            }
            _ => false,
        };
        let left = match self.left {
            Some(left) if is_same => left.min(quota.left),
            _ => quota.left,
        };
        self.left = Some(left);
        self.ends = match is_same {
            true => self.ends.max(ends),
            false => ends,
        };
        self.limit = quota.limit.or(self.limit);
        self.length = quota.window.or(self.length);
    }
}

impl Middleware for RateLimit {
    fn handle<'a>(&'a self, request: http::Request<Body>, next: Next) -> BoxFuture<'a, Answered> {
        Box::pin(async move {
            let authority = request.uri().authority();
            let authority = authority.map(ToString::to_string).unwrap_or_default();
            loop {
                let now = next.timer().now();
                let Some(wait) = self.wait(&authority, now) else {
                    break;
                };
                let begins = now.checked_add(wait);
                if next
                    .deadline()
                    .is_some_and(|end| begins.is_none_or(|begins| begins >= end))
                {
                    let text = format!(
                        "the service takes no request for {wait:?}, longer than the call may take"
                    );
                    return Err(TransportError::new(TransportErrorKind::Other, text).into());
                }
                next.timer().sleep(wait).await;
            }
            let after = next.clone();
            let answer = next.run(request).await?;
            self.learn(authority, &after, &answer);
            Ok(answer)
        })
    }
}

impl Default for RateLimit {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for RateLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RateLimit")
            .field("max_wait", &self.max_wait)
            .finish_non_exhaustive()
    }
}
