//! Headers that say how a message goes over a connection, and where it ends: whoever sends it
//! writes them (RFC 9112, section 6), for one that is wrong makes a request that never ends.

use crate::Body;
use crate::error::Error;
use http::header::{CONTENT_LENGTH, HeaderName, TRANSFER_ENCODING};

/// Takes such headers out of a request: what they say is said by its body, or is refused.
pub(super) fn unframe(request: &mut http::Request<Body>) -> Result<(), Error> {
    if let Some(length) = request.headers_mut().remove(CONTENT_LENGTH) {
        let length = length.to_str().ok().and_then(|text| text.parse().ok());
        match (length, request.body().len()) {
            (Some(length), None) => {
                let body = std::mem::take(request.body_mut());
                *request.body_mut() = body.with_length(length);
            }
            (Some(length), Some(known)) if length == known => {}
            _ => return refuse(&CONTENT_LENGTH, "is not the length of the body"),
        }
    }
    match request.headers_mut().remove(TRANSFER_ENCODING) {
        Some(coding) if !coding.as_bytes().eq_ignore_ascii_case(b"chunked") => {
            refuse(&TRANSFER_ENCODING, "can only be `chunked`")
        }
        _ => Ok(()),
    }
}

fn refuse(header: &HeaderName, rule: &str) -> Result<(), Error> {
    Err(Error::invalid(header.as_str(), rule))
}
