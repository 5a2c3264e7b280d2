//! The answers that a mock gives.

use super::fault::{End, cut};
use crate::Body;
use crate::transport::{TransportError, TransportErrorKind};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response, StatusCode};

/// What comes of a request.
#[derive(Clone, Debug)]
pub(super) enum Reply {
    /// An answer, and how its body ends early, if it does.
    Answer(Response<Bytes>, Option<(usize, End)>),
    /// Nothing at all.
    Silence,
    /// No answer, for this reason.
    Failure(TransportErrorKind),
}

impl Reply {
    /// An answer with a body of a media type.
    pub(super) fn of(status: StatusCode, media_type: &'static str, body: impl Into<Bytes>) -> Self {
        let mut answer = Response::new(body.into());
        *answer.status_mut() = status;
        if !media_type.is_empty() {
            let media_type = HeaderValue::from_static(media_type);
            answer.headers_mut().insert(CONTENT_TYPE, media_type);
        }
        Self::Answer(answer, None)
    }

    /// Gives it.
    pub(super) async fn give(self) -> Result<Response<Body>, TransportError> {
        match self {
            Self::Answer(answer, None) => Ok(answer.map(Body::from)),
            Self::Answer(answer, Some((after, end))) => {
                Ok(answer.map(|body| cut(&body, after, end)))
            }
            Self::Silence => std::future::pending().await,
            Self::Failure(kind) => Err(TransportError::new(kind, "so the test says")),
        }
    }
}
