//! What holds for a single call, or for all calls of one handle.

use crate::timer::Instant;
use crate::{Error, RetryPolicy, Secret};
use http::Extensions;
use http::header::{HeaderMap, HeaderName, HeaderValue};
use std::fmt;
use std::time::Duration;

/// What holds for a single call: headers, parameters of the query, time, retries.
///
/// Given to a call by `with`; given to a client by [`Client::with`](crate::Client::with), they
/// hold for all calls of the client that it returns.
///
/// ```
/// use clientwright_runtime::{CallOptions, RetryPolicy};
/// use std::time::Duration;
///
/// let options = CallOptions::new()
///     .header("X-Tenant", "blue")
///     .query("dry_run", "true")
///     .timeout(Duration::from_secs(5))
///     .retry(RetryPolicy::never());
/// # let _ = options;
/// ```
#[derive(Clone, Default)]
#[must_use = "options do nothing until they are given to a call or a client"]
pub struct CallOptions {
    pub(crate) headers: HeaderMap,
    /// Names and values, not encoded.
    pub(crate) query: Vec<(String, String)>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) read_timeout: Option<Duration>,
    pub(crate) deadline: Option<Instant>,
    pub(crate) body_limit: Option<usize>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) extensions: Extensions,
    /// A link of an answer, to ask in place of the operation's own URL.
    pub(crate) link: Option<String>,
    /// The name of a header that is none.
    wrong: Option<String>,
}

impl CallOptions {
    /// Nothing that differs from the client.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sends this header, in place of one that the client or the call would send.
    pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.set(name.as_ref(), value.as_ref(), false)
    }

    /// Sends this header, which no log or `Debug` shows and no other origin gets.
    pub fn secret_header(self, name: impl AsRef<str>, value: impl Into<Secret>) -> Self {
        self.set(name.as_ref(), value.into().expose(), true)
    }

    fn set(mut self, name: &str, value: &str, is_secret: bool) -> Self {
        let header = HeaderName::from_bytes(name.as_bytes());
        // Text beyond ASCII goes as UTF-8; control characters would end the header.
        match (header, HeaderValue::from_bytes(value.as_bytes())) {
            (Ok(header), Ok(mut value)) => {
                value.set_sensitive(is_secret);
                self.headers.insert(header, value);
            }
            _ => self.wrong = Some(name.to_owned()),
        }
        self
    }

    /// Adds a parameter to the query, percent-encoded.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    /// Gives up when there is no answer after this long, attempts and waits between them included.
    /// It counts anew for each page of a walk. An answer that is a stream has to begin in this
    /// time; [`CallOptions::deadline`] bounds all of it.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Gives up an attempt after this long, and makes another one where the policy says so.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// Gives up when the next piece of an answer's body takes longer than this.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.read_timeout = Some(timeout);
        self
    }

    /// Gives up at this moment, whatever is going on: attempts, waits, the pages of a walk, an
    /// answer that is a stream.
    pub fn deadline(mut self, deadline: Instant) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// Gives up on an answer whose body is larger than this many bytes; of a stream, on an item
    /// that is.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = Some(bytes);
        self
    }

    /// Tries again by this policy.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// Something for a middleware or a transport of one's own, which finds it among the
    /// request's extensions.
    pub fn extension<T: Clone + Send + Sync + 'static>(mut self, value: T) -> Self {
        self.extensions.insert(value);
        self
    }

    /// Both; where they differ, the other ones hold.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.headers.extend(other.headers);
        self.query.extend(other.query);
        self.extensions.extend(other.extensions);
        let deadlines = self.deadline.into_iter().chain(other.deadline);
        Self {
            timeout: other.timeout.or(self.timeout),
            attempt_timeout: other.attempt_timeout.or(self.attempt_timeout),
            read_timeout: other.read_timeout.or(self.read_timeout),
            deadline: deadlines.min(),
            body_limit: other.body_limit.or(self.body_limit),
            retry: other.retry.or(self.retry),
            link: other.link.or(self.link),
            wrong: other.wrong.or(self.wrong),
            ..self
        }
    }

    pub(crate) fn check(&self) -> Result<(), Error> {
        match &self.wrong {
            Some(name) => Err(Error::invalid(name, "is not a legal header")),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Values may be credentials: which headers are is for the client to know.
        let headers: Vec<&str> = self.headers.keys().map(HeaderName::as_str).collect();
        let query: Vec<&str> = self.query.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("CallOptions")
            .field("headers", &headers)
            .field("query", &query)
            .field("timeout", &self.timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("read_timeout", &self.read_timeout)
            .field("deadline", &self.deadline)
            .field("body_limit", &self.body_limit)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}
