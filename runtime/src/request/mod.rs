//! Requests: what a call sends, before the client adds its own.

mod body;
mod builder;
mod chain;
mod encoding;
mod form;
mod multipart;
mod parts;
mod path;
mod pattern;
mod query;
mod sequence;

pub use builder::RequestBuilder;
pub use encoding::Encoding;

use crate::Body;
use http::HeaderMap;

/// What a call sends, before the client adds server, credentials and headers of its own.
#[derive(Debug)]
pub struct Request {
    pub(crate) path: String,
    /// Pairs, joined.
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    /// Pairs, joined.
    pub(crate) cookies: String,
    pub(crate) body: Body,
}

impl Request {
    /// Nothing yet.
    pub(crate) fn empty() -> Self {
        Self {
            path: String::new(),
            query: String::new(),
            headers: HeaderMap::new(),
            cookies: String::new(),
            body: Body::empty(),
        }
    }

    /// The same once more; `None` if its body cannot be sent twice.
    pub(crate) fn try_clone(&self) -> Option<Self> {
        Some(Self {
            body: self.body.try_clone()?,
            ..self.bodiless()
        })
    }

    /// The same without a body.
    pub(crate) fn bodiless(&self) -> Self {
        Self {
            path: self.path.clone(),
            query: self.query.clone(),
            headers: self.headers.clone(),
            cookies: self.cookies.clone(),
            body: Body::empty(),
        }
    }
}
