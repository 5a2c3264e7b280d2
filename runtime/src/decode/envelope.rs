//! The business envelope, opened.
//!
//! Nearly all answers are successes, so the shape of a success is tried first, in one pass. The
//! data of a failure fit no type of a success and may come before the code, so where that pass
//! fails or ends with another code, the body is read again as a failure.

use super::json::{decode, without_mark};
use super::located::missing;
use crate::error::{Business, DecodeFailure, Error, Inner, UnexpectedStatus};
use crate::wire::Whole;
use crate::{Envelope, RawResponse, Response};
use serde::de::{Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use std::fmt;
use std::marker::PhantomData;

/// Opens an answer of a status of success.
pub(crate) fn open<T: DeserializeOwned>(
    envelope: &Envelope,
    response: RawResponse,
) -> Result<Response<T>, Error> {
    let failure = match decode(response.body(), Reader::<T>::new(envelope)) {
        Ok(opened) if opened.code == Some(envelope.success) => {
            match opened.data.or_else(|| nothing(envelope)) {
                Some(data) => {
                    let mut response = response.with(data);
                    response.message = opened.message;
                    response.request_id = opened.request_id;
                    return Ok(response);
                }
                None => Some(missing(envelope.data, without_mark(response.body()))),
            }
        }
        Ok(_) => None,
        Err(failure) => Some(failure),
    };
    Err(refuse(envelope, response, failure))
}

/// What data that were left out read as: what `null` does, if they may be.
fn nothing<T: DeserializeOwned>(envelope: &Envelope) -> Option<T> {
    if envelope.data_optional {
        serde_json::from_value(Value::Null).ok()
    } else {
        None
    }
}

/// The error of an answer that is not a success, or failed to read as one.
fn refuse(envelope: &Envelope, response: RawResponse, failure: Option<DecodeFailure>) -> Error {
    let failure = match read_failure(envelope, response.body()) {
        Ok(Some(business)) => return Error::new(Inner::Business { business, response }),
        // The code says success, so what is wrong is what was wrong then.
        Ok(None) => failure.unwrap_or_else(|| missing(envelope.code, response.body())),
        Err(failure) => failure,
    };
    Error::new(Inner::Decode { failure, response })
}

/// The error of an answer whose status is not one of success.
pub(crate) fn refuse_status(envelope: Option<&Envelope>, response: RawResponse) -> Error {
    match envelope.map(|envelope| read_failure(envelope, response.body())) {
        Some(Ok(Some(business))) => Error::new(Inner::Business { business, response }),
        _ => Error::new(Inner::Status(UnexpectedStatus::new(response))),
    }
}

/// Reads a body as a failure; `None` if its code is that of a success.
pub(crate) fn read_failure(
    envelope: &Envelope,
    body: &[u8],
) -> Result<Option<Business>, DecodeFailure> {
    let opened = decode(body, Reader::<Box<RawValue>>::new(envelope).any_code())?;
    match opened.code {
        None => Err(missing(envelope.code, without_mark(body))),
        Some(code) if code == envelope.success => Ok(None),
        Some(code) => Ok(Some(Business {
            code,
            message: opened.message,
            request_id: opened.request_id,
            timestamp: opened.timestamp,
            data: opened.data,
        })),
    }
}

/// An envelope's members.
struct Opened<T> {
    code: Option<i64>,
    message: Option<String>,
    request_id: Option<String>,
    timestamp: Option<i64>,
    data: Option<T>,
}

struct Reader<'e, T> {
    envelope: &'e Envelope,
    /// Read the data whatever the code is.
    any_code: bool,
    data: PhantomData<T>,
}

impl<'e, T> Reader<'e, T> {
    fn new(envelope: &'e Envelope) -> Self {
        Self {
            envelope,
            any_code: false,
            data: PhantomData,
        }
    }

    fn any_code(self) -> Self {
        Self {
            any_code: true,
            ..self
        }
    }
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for Reader<'_, T> {
    type Value = Opened<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Opened<T>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Reader<'_, T> {
    type Value = Opened<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Envelope {
            code,
            message,
            data,
            ..
        } = self.envelope;
        write!(f, "an object with `{code}`, `{message}` and `{data}`")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Opened<T>, M::Error> {
        let envelope = self.envelope;
        let mut opened = Opened {
            code: None,
            message: None,
            request_id: None,
            timestamp: None,
            data: None,
        };
        while let Some(member) = map.next_key_seed(MemberSeed(envelope))? {
            match member {
                Member::Code => opened.code = Some(map.next_value_seed(Whole::new())?),
                Member::Message => opened.message = text(map.next_value()?),
                Member::RequestId => opened.request_id = text(map.next_value()?),
                Member::Timestamp => opened.timestamp = map.next_value::<Value>()?.as_i64(),
                Member::Data
                    if self.any_code || opened.code.is_none_or(|code| code == envelope.success) =>
                {
                    opened.data = Some(map.next_value_seed(Whole::new())?);
                }
                Member::Data | Member::Other => crate::wire::skip(&mut map)?,
            }
        }
        Ok(opened)
    }
}

/// A message or id that is no text is not worth losing an answer for.
fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

enum Member {
    Code,
    Message,
    Data,
    RequestId,
    Timestamp,
    Other,
}

struct MemberSeed<'e>(&'e Envelope);

impl<'de> DeserializeSeed<'de> for MemberSeed<'_> {
    type Value = Member;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Member, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for MemberSeed<'_> {
    type Value = Member;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member name")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Member, E> {
        let envelope = self.0;
        Ok(match name {
            name if name == envelope.data => Member::Data,
            name if name == envelope.code => Member::Code,
            name if name == envelope.message => Member::Message,
            name if Some(name) == envelope.request_id => Member::RequestId,
            name if Some(name) == envelope.timestamp => Member::Timestamp,
            _ => Member::Other,
        })
    }
}
