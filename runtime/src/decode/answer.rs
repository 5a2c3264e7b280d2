//! An answer whose body is JSON as a whole.

use super::json::from_json;
use crate::error::{Error, Inner};
use crate::{RawResponse, Response};
use serde::de::DeserializeOwned;

/// Decodes the whole body.
pub(crate) fn json<T: DeserializeOwned>(response: RawResponse) -> Result<Response<T>, Error> {
    match response.json() {
        Ok(value) => Ok(response.with(value)),
        Err(failure) if response.body().is_empty() => match from_json(b"null") {
            // Where `null` will do, so will nothing at all.
            Ok(value) => Ok(response.with(value)),
            Err(_) => Err(Error::new(Inner::Decode { failure, response })),
        },
        Err(failure) => Err(Error::new(Inner::Decode { failure, response })),
    }
}
