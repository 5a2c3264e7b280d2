//! What a call fails with.

mod business;
mod display;
mod kind;
mod sent;
mod status;

pub use business::Business;
pub use kind::ErrorKind;
pub(crate) use sent::{Attempts, Sent, request_id};
pub use status::UnexpectedStatus;

pub use crate::decode::DecodeFailure;
pub(crate) use crate::decode::head;
use crate::paging::PagingDefect;
use crate::poll::PollDefect;
use crate::retry::{STATUSES, after};
use crate::security::TokenError;
use crate::timer::SystemTime;
use crate::transport::TransportError;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use std::fmt::{Debug, Display};
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use crate::{Answer, RawResponse};

/// A type of business codes: an enum made by [`error_code!`](crate::error_code), or `i64` where
/// a document names no codes.
pub trait Code: From<i64> + Display + Debug + 'static {}

impl<C: From<i64> + Display + Debug + 'static> Code for C {}

/// What any call fails with.
///
/// [`Error::kind`] tells what went wrong; the other methods give what there is to know about it.
/// No error shows a credential.
///
/// ```
/// # fn handle(error: clientwright_runtime::Error) {
/// use clientwright_runtime::ErrorKind;
///
/// match error.kind() {
///     ErrorKind::Business => eprintln!("refused: {:?} {:?}", error.code(), error.message()),
///     ErrorKind::Timeout => eprintln!("too slow"),
///     _ if error.is_retryable() => eprintln!("later: {:?}", error.retry_after()),
///     _ => eprintln!("{error}"),
/// }
/// # }
/// ```
pub struct Error<C = i64> {
    pub(crate) inner: Box<Inner>,
    code: PhantomData<fn() -> C>,
}

/// The error proper; the type of codes is only a view of it.
#[derive(Debug)]
pub(crate) enum Inner {
    InvalidArgument {
        name: String,
        rule: String,
    },
    MissingCredential {
        alternatives: Vec<String>,
    },
    Token {
        scheme: &'static str,
        error: Arc<TokenError>,
    },
    Transport {
        error: TransportError,
        sent: Sent,
    },
    TooLarge {
        limit: usize,
        sent: Sent,
    },
    Status(UnexpectedStatus),
    Decode {
        failure: DecodeFailure,
        response: RawResponse,
    },
    Business {
        business: Business,
        response: RawResponse,
    },
    Paging(PagingDefect),
    Poll {
        defect: PollDefect,
        response: Option<RawResponse>,
    },
}

impl<C> Error<C> {
    pub(crate) fn new(inner: Inner) -> Self {
        Self {
            inner: Box::new(inner),
            code: PhantomData,
        }
    }

    pub(crate) fn invalid(name: impl Into<String>, rule: impl Display) -> Self {
        Self::new(Inner::InvalidArgument {
            name: name.into(),
            rule: rule.to_string(),
        })
    }

    /// The same error with another type of codes.
    pub fn with_codes<D>(self) -> Error<D> {
        Error {
            inner: self.inner,
            code: PhantomData,
        }
    }

    /// What went wrong.
    pub fn kind(&self) -> ErrorKind {
        match &*self.inner {
            Inner::InvalidArgument { .. } => ErrorKind::InvalidArgument,
            Inner::MissingCredential { .. } => ErrorKind::MissingCredential,
            Inner::Token { .. } => ErrorKind::Token,
            Inner::Transport { error, .. } => error.kind().into(),
            Inner::TooLarge { .. } => ErrorKind::TooLarge,
            Inner::Status(_) => ErrorKind::Status,
            Inner::Decode { .. } => ErrorKind::Decode,
            Inner::Business { .. } => ErrorKind::Business,
            Inner::Paging(_) => ErrorKind::Paging,
            Inner::Poll { .. } => ErrorKind::Polling,
        }
    }

    /// The argument that is not valid, such as `pagination[page]`.
    pub fn argument(&self) -> Option<&str> {
        match &*self.inner {
            Inner::InvalidArgument { name, .. } => Some(name),
            _ => None,
        }
    }

    /// Why no token was to be had for the call.
    pub fn token_error(&self) -> Option<&TokenError> {
        match &*self.inner {
            Inner::Token { error, .. } => Some(error),
            _ => None,
        }
    }

    /// The business error, if the service answered with one.
    pub fn business(&self) -> Option<&Business> {
        match &*self.inner {
            Inner::Business { business, .. } => Some(business),
            _ => None,
        }
    }

    /// The code of a business error.
    pub fn code(&self) -> Option<C>
    where
        C: From<i64>,
    {
        self.business().map(|business| C::from(business.code()))
    }

    /// The message of a business error. It is for people: match on the code.
    pub fn message(&self) -> Option<&str> {
        self.business()?.message()
    }

    /// The time of a business error, in Unix milliseconds.
    pub fn timestamp(&self) -> Option<i64> {
        self.business()?.timestamp()
    }

    /// The data of a business error, as it came.
    pub fn data(&self) -> Option<&RawValue> {
        self.business()?.data()
    }

    /// Why work that was begun did not come to its end.
    pub fn poll_defect(&self) -> Option<&PollDefect> {
        match &*self.inner {
            Inner::Poll { defect, .. } => Some(defect),
            _ => None,
        }
    }

    /// What did not decode, and where.
    pub fn decode_failure(&self) -> Option<&DecodeFailure> {
        match &*self.inner {
            Inner::Decode { failure, .. } => Some(failure),
            _ => None,
        }
    }

    /// The answer that the error is about, if one came.
    pub fn response(&self) -> Option<&RawResponse> {
        match &*self.inner {
            Inner::Status(status) => Some(status.response()),
            Inner::Decode { response, .. } | Inner::Business { response, .. } => Some(response),
            Inner::Poll { response, .. } => response.as_ref(),
            _ => None,
        }
    }

    /// What the answer carries, by its status: a type that the generated crate has for the
    /// failures of an operation. `None` if no answer came, or not one that the document declares.
    pub fn answer<A: Answer>(&self) -> Option<A> {
        A::read(self.response()?)?.ok()
    }

    /// The body of the answer as JSON. `None` if no answer came, or its body is not of this type.
    pub fn json<T: DeserializeOwned>(&self) -> Option<T> {
        self.response()?.json().ok()
    }

    /// The HTTP status, if an answer came, or the beginning of one.
    pub fn status(&self) -> Option<StatusCode> {
        let answered = self.response().map(RawResponse::status);
        answered.or_else(|| self.sent()?.status())
    }

    /// The HTTP headers, if an answer came.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.response().map(RawResponse::headers)
    }

    /// The service's id of the request, from the body or from a header, such as `x-request-id`.
    /// Also of an answer that broke off.
    pub fn request_id(&self) -> Option<&str> {
        let said = self.business().and_then(Business::request_id);
        let said = said.or_else(|| self.response()?.request_id());
        said.or_else(|| self.sent()?.request_id())
    }

    /// How many attempts the call made before it was given up, the first included; 0 if nothing was
    /// sent.
    pub fn attempts(&self) -> u32 {
        let answered = self.response().map(RawResponse::attempts);
        let attempts = answered.or_else(|| self.sent().map(Sent::attempts));
        attempts.unwrap_or(0)
    }

    /// The call that failed with it made so many attempts.
    pub(crate) fn made(&mut self, attempts: u32) {
        if let Inner::Transport { sent, .. } | Inner::TooLarge { sent, .. } = &mut *self.inner {
            sent.made(attempts);
        }
    }

    fn sent(&self) -> Option<&Sent> {
        match &*self.inner {
            Inner::Transport { sent, .. } | Inner::TooLarge { sent, .. } => Some(sent),
            _ => None,
        }
    }

    /// How long the service asks to wait, from the header `Retry-After`.
    pub fn retry_after(&self) -> Option<Duration> {
        after(self.headers()?, SystemTime::now())
    }

    /// Whether the same call may succeed later: no connection, too slow, cut off, the statuses
    /// 408, 425, 429, 500, 502, 503, 504, or a business error whose data say `retryable: true`.
    ///
    /// This says nothing about whether it is safe to send the request again.
    pub fn is_retryable(&self) -> bool {
        match &*self.inner {
            Inner::Token { error, .. } => error.is_retryable(),
            Inner::Transport { error, .. } => error.is_retryable(),
            Inner::Status(status) => is_transient(status.response().status()),
            Inner::Business { business, response } => {
                business.says_retryable() || is_transient(response.status())
            }
            _ => false,
        }
    }
}

/// Whether a status says that the same request may succeed later.
fn is_transient(status: StatusCode) -> bool {
    STATUSES.contains(&status.as_u16())
}

impl<C> From<TransportError> for Error<C> {
    fn from(error: TransportError) -> Self {
        Self::new(Inner::Transport {
            error,
            sent: Sent::default(),
        })
    }
}
