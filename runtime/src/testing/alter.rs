//! Changes to an answer that was written down: how often it comes, how it ends, what is wrong with it.

use super::body::Reply;
use super::fault::End;
use super::plan::Planned;
use super::{Call, Expect, Shape};
use bytes::Bytes;
use http::header::HeaderName;
use http::{HeaderValue, Response};
use serde::Serialize;
use serde_json::Value;

const NONE: &str = "there is no answer before";

impl<C: Call, S: Shape, F: Shape> Expect<C, S, F> {
    /// The connection breaks after so many bytes of the body of the answer before.
    #[track_caller]
    pub fn cut_after(self, bytes: usize) -> Self {
        self.ends(bytes, End::Broken)
    }

    /// Nothing more comes after so many bytes of the body of the answer before.
    #[track_caller]
    pub fn stalls_after(self, bytes: usize) -> Self {
        self.ends(bytes, End::Stalled)
    }

    /// Puts a value into the JSON of the answer before, at a pointer (RFC 6901) such as `/data/items/0/contentMode`:
    /// a value that the document does not know, `null`, a member more. The envelope is part of the JSON.
    #[track_caller]
    pub fn set(self, pointer: &str, value: impl Serialize) -> Self {
        let value = serde_json::to_value(value);
        self.alters(
            |json| {
                let (parent, name) = pointer.rsplit_once('/').ok_or("is no pointer")?;
                let value = value.map_err(|_| "cannot be written as JSON")?;
                match json.pointer_mut(parent) {
                    Some(Value::Object(members)) => drop(members.insert(unescaped(name), value)),
                    Some(Value::Array(elements)) => {
                        let index: usize = name.parse().map_err(|_| "is no element of the list")?;
                        *elements.get_mut(index).ok_or("is no element of the list")? = value;
                    }
                    _ => return Err("leads nowhere"),
                }
                Ok(())
            },
            pointer,
        )
    }

    /// Takes a member out of the JSON of the answer before.
    #[track_caller]
    pub fn remove(self, pointer: &str) -> Self {
        self.alters(
            |json| {
                let (parent, name) = pointer.rsplit_once('/').ok_or("is no pointer")?;
                let members = json.pointer_mut(parent).and_then(Value::as_object_mut);
                let removed = members.and_then(|members| members.remove(&unescaped(name)));
                removed.map(drop).ok_or("leads nowhere")
            },
            pointer,
        )
    }

    /// Sends this header with the answer before.
    #[track_caller]
    pub fn with_header(self, name: &str, value: &str) -> Self {
        let header = HeaderName::from_bytes(name.as_bytes())
            .ok()
            .zip(HeaderValue::from_str(value).ok());
        self.change(|answer, _| match header {
            Some((name, value)) => {
                answer.headers_mut().insert(name, value);
                Ok(())
            }
            None => Err(format!("`{name}` is no legal header")),
        })
    }

    /// The answer before is given this often.
    #[track_caller]
    pub fn times(self, times: u32) -> Self {
        self.repeats(Some(times))
    }

    /// The answer before is given whenever somebody asks, and nobody has to.
    #[track_caller]
    pub fn always(self) -> Self {
        self.repeats(None)
    }

    #[track_caller]
    fn repeats(self, left: Option<u32>) -> Self {
        self.last(|planned| {
            planned.left = left;
            Ok(())
        })
    }

    #[track_caller]
    fn ends(self, bytes: usize, end: End) -> Self {
        self.change(|_, ending| {
            *ending = Some((bytes, end));
            Ok(())
        })
    }

    #[track_caller]
    fn alters(
        self,
        alter: impl FnOnce(&mut Value) -> Result<(), &'static str>,
        pointer: &str,
    ) -> Self {
        self.change(|answer, _| {
            let json = serde_json::from_slice(answer.body());
            let mut json: Value = json.map_err(|_| "the answer before is no JSON".to_owned())?;
            alter(&mut json).map_err(|why| format!("`{pointer}` {why} in {json}"))?;
            *answer.body_mut() = json.to_string().into();
            Ok(())
        })
    }

    #[track_caller]
    fn change(
        self,
        change: impl FnOnce(&mut Response<Bytes>, &mut Option<(usize, End)>) -> Result<(), String>,
    ) -> Self {
        self.last(|planned| match &mut planned.reply {
            Reply::Answer(answer, end) => change(answer, end),
            Reply::Silence | Reply::Failure(_) => Err(NONE.to_owned()),
        })
    }

    /// Changes what comes of the last call.
    #[track_caller]
    fn last(self, change: impl FnOnce(&mut Planned) -> Result<(), String>) -> Self {
        let changed = self.expected(Ok(()), |expected| match expected.replies.back_mut() {
            Some(planned) => change(planned),
            None => Err(NONE.to_owned()),
        });
        match changed {
            Ok(()) => self,
            Err(why) => self.refuse(why),
        }
    }
}

/// A name in a pointer, as it is.
fn unescaped(name: &str) -> String {
    name.replace("~1", "/").replace("~0", "~")
}
