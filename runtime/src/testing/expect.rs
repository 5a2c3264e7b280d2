//! An expectation while a test writes it down.

use super::Call;
use super::body::Reply;
use super::compare::Wanted;
use super::envelope::wrap;
use super::fail::fail;
use super::plan::{Example, Expected, Planned};
use super::server::Shared;
use super::shape::{ByStatus, Coded, Shape, Whole};
use crate::transport::TransportErrorKind;
use crate::{Operation, RawResponse};
use bytes::Bytes;
use http::header::RETRY_AFTER;
use http::{Response, StatusCode};
use serde::Serialize;
use std::fmt::Display;
use std::marker::PhantomData;
use std::time::Duration;

/// A call, what its successes carry, and what its failures do: none of them is held.
type Kind<C, S, F> = fn() -> (C, S, F);

/// Calls of one operation that are expected, and what comes of them.
///
/// Each answer is given once, one after the other; [`Expect::times`] and [`Expect::always`] say it otherwise for
/// the one before. `S` is what a success carries, `F` what a failure does.
///
/// An answer that the client could not read is no answer of the operation, and fails the test where it is written
/// down; [`Expect::responds`] and [`Expect::set`] take anything, to see what becomes of it.
#[derive(Debug)]
pub struct Expect<C, S, F> {
    shared: Shared,
    at: usize,
    status: StatusCode,
    examples: &'static [Example],
    kind: PhantomData<Kind<C, S, F>>,
}

impl<C: Call, S: Shape, F: Shape> Expect<C, S, F> {
    pub(super) fn new(
        shared: Shared,
        at: usize,
        status: StatusCode,
        examples: &'static [Example],
    ) -> Self {
        Self {
            shared,
            at,
            status,
            examples,
            kind: PhantomData,
        }
    }

    /// Only calls with the same arguments as this one, which is not sent.
    #[track_caller]
    pub fn matching(self, call: &C) -> Self {
        match call.arguments() {
            Ok(request) if request.body.as_bytes().is_some() => {
                self.wants(Wanted::Arguments(Box::new(request)))
            }
            Ok(_) => self.refuse("a body that comes in pieces cannot be compared"),
            Err(error) => self.refuse(error),
        }
    }

    /// Only calls with this pair in the query.
    pub fn query(self, name: impl Into<String>, value: impl Display) -> Self {
        self.wants(Wanted::Query(name.into(), value.to_string()))
    }

    /// Only calls with this header.
    pub fn header(self, name: impl Into<String>, value: impl Display) -> Self {
        self.wants(Wanted::Header(name.into(), value.to_string()))
    }

    /// Only calls with this JSON as their body.
    #[track_caller]
    pub fn body(self, json: impl Serialize) -> Self {
        match serde_json::to_value(json) {
            Ok(json) => self.wants(Wanted::Body(json)),
            Err(error) => self.refuse(error),
        }
    }

    /// An answer with this status and JSON, which the document has to know.
    #[track_caller]
    pub fn answers(self, status: u16, json: impl Serialize) -> Self {
        match serde_json::to_vec(&json) {
            Ok(json) => self.checked(status, "application/json", json.into()),
            Err(error) => self.refuse(error),
        }
    }

    /// The document's first example of a success.
    #[track_caller]
    pub fn returns_example(self) -> Self {
        let mut all = self.examples.iter();
        let first = all.find(|one| {
            let answer = raw(one.status, Bytes::from_static(one.json.as_bytes()));
            is_success(C::operation(), &answer) && S::check(C::operation(), &answer).is_ok()
        });
        match first {
            Some(example) => self.gives_example(example),
            None => self.refuse(format_args!(
                "the document has no example of a success that fits its schema{}",
                self.example_names()
            )),
        }
    }

    /// The document's example of this name, be it of a success or of a failure.
    #[track_caller]
    pub fn returns_example_named(self, name: &str) -> Self {
        match self.examples.iter().find(|one| one.name == name) {
            Some(example) => self.gives_example(example),
            None => self.refuse(format_args!(
                "the document has no example `{name}`{}",
                self.example_names()
            )),
        }
    }

    fn gives_example(self, example: &Example) -> Self {
        let status = StatusCode::from_u16(example.status).unwrap_or(StatusCode::OK);
        self.gives(Reply::of(status, "application/json", example.json))
    }

    fn example_names(&self) -> String {
        let names: Vec<&str> = self.examples.iter().map(|one| one.name).collect();
        match names.as_slice() {
            [] => String::new(),
            some => format!("; there are: {}", some.join(", ")),
        }
    }

    /// Any answer, whether the client can read it or not.
    pub fn responds(self, answer: Response<impl Into<Bytes>>) -> Self {
        self.gives(Reply::Answer(answer.map(Into::into), None))
    }

    /// The status 429, and that the service wants to be asked again after so many seconds.
    pub fn rate_limited(self, retry_after: Duration) -> Self {
        let mut answer = Response::new(Bytes::new());
        *answer.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        let seconds = retry_after.as_secs().into();
        answer.headers_mut().insert(RETRY_AFTER, seconds);
        self.responds(answer)
    }

    /// No answer at all: the client waits for as long as it may.
    pub fn stalls(self) -> Self {
        self.gives(Reply::Silence)
    }

    /// No answer, for this reason.
    pub fn breaks(self, kind: TransportErrorKind) -> Self {
        self.gives(Reply::Failure(kind))
    }

    fn wants(self, wanted: Wanted) -> Self {
        self.expected((), |expected| expected.wanted.push(wanted));
        self
    }

    fn gives(self, reply: Reply) -> Self {
        let planned = Planned {
            reply,
            left: Some(1),
        };
        self.expected((), |expected| expected.replies.push_back(planned));
        self
    }

    /// An answer, if the client can read it.
    #[track_caller]
    fn checked(self, status: u16, media_type: &'static str, body: Bytes) -> Self {
        let answer = raw(status, body.clone());
        let checked = match is_success(C::operation(), &answer) {
            true => S::check(C::operation(), &answer),
            false => F::check(C::operation(), &answer),
        };
        match checked {
            Ok(()) => self.gives(Reply::of(answer.status(), media_type, body)),
            Err(why) => self.refuse(format_args!("this is no answer of the operation: {why}")),
        }
    }

    /// Changes the expectation; `or` is for one that is not there, which cannot be.
    pub(super) fn expected<T>(&self, or: T, change: impl FnOnce(&mut Expected) -> T) -> T {
        let mut plan = self.shared.lock();
        plan.expected.get_mut(self.at).map_or(or, change)
    }

    /// Ends the test: it is written down wrongly.
    #[track_caller]
    pub(super) fn refuse(&self, why: impl Display) -> ! {
        let name = self.expected("", |expected| expected.name);
        fail(format_args!("{name}: {why}"))
    }
}

/// What the service calls a success.
fn is_success(operation: &Operation, answer: &RawResponse) -> bool {
    let failed = |envelope| {
        matches!(
            crate::decode::read_failure(envelope, answer.body()),
            Ok(Some(_))
        )
    };
    answer.status().is_success() && !operation.envelope.is_some_and(failed)
}

fn raw(status: u16, body: Bytes) -> RawResponse {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    RawResponse::new(status, Default::default(), body)
}

impl<C: Call, S: Whole, F: Shape> Expect<C, S, F> {
    /// A success with this value.
    #[track_caller]
    pub fn returns(self, value: impl Into<S::Value>) -> Self {
        match S::write(value.into(), Some(C::operation())) {
            Ok(body) => {
                let media_type = S::media_type(C::operation());
                let reply = Reply::of(self.status, media_type, body);
                self.gives(reply)
            }
            Err(error) => self.refuse(error),
        }
    }

    /// Successes with these values, one after the other: the pages of a walk, for instance.
    #[track_caller]
    pub fn returns_each<V: Into<S::Value>>(self, values: impl IntoIterator<Item = V>) -> Self {
        let mut this = self;
        for value in values {
            this = this.returns(value);
        }
        this
    }
}

impl<C: Call, S: Shape, F: Whole> Expect<C, S, F> {
    /// A failure with this status, and what the document says that it carries.
    #[track_caller]
    pub fn fails(self, status: u16, value: impl Into<F::Value>) -> Self {
        let status = match StatusCode::from_u16(status) {
            Ok(status) => status,
            Err(error) => self.refuse(error),
        };
        match F::write(value.into(), None) {
            Ok(body) => self.gives(Reply::of(status, F::MEDIA_TYPE, body)),
            Err(error) => self.refuse(error),
        }
    }
}

impl<C: Call, S: Shape, T: crate::Answer> Expect<C, S, ByStatus<T>> {
    /// A failure with this status and JSON, which the document has to know.
    #[track_caller]
    pub fn fails(self, status: u16, json: impl Serialize) -> Self {
        self.answers(status, json)
    }
}

impl<C: Call, S: Shape> Expect<C, S, Coded> {
    /// A failure with this code.
    #[track_caller]
    pub fn fails(self, code: impl Into<i64>) -> Self {
        self.fails_with(code, "the test says so", serde_json::Map::new())
    }

    /// A failure with this code, message and data.
    #[track_caller]
    pub fn fails_with(self, code: impl Into<i64>, message: &str, data: impl Serialize) -> Self {
        let Some(envelope) = C::operation().envelope else {
            self.refuse("there is no envelope");
        };
        match serde_json::to_value(data) {
            Ok(data) => {
                let body = wrap(envelope, code.into(), message, data).to_string();
                self.gives(Reply::of(StatusCode::OK, "application/json", body))
            }
            Err(error) => self.refuse(error),
        }
    }
}
