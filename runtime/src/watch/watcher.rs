//! The middleware that looks at answers.

use super::compare::{Comparison, Difference};
use super::example::{example, is_secret_name, shown};
use super::observation::{Kind, Observation};
use super::table::{Operation, Table};
use crate::middleware::{Answered, Middleware, Next};
use crate::send::BoxFuture;
use crate::timer::{SystemTime, UNIX_EPOCH};
use crate::{Body, Envelope};
use chrono::DateTime;
use http::{Request, Response};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// As many different observations as are kept; what comes after them is only counted.
const MOST: usize = 1000;

/// Looks at the answers of all clients that it is given to, as
/// [`attempt_middleware`](crate::ClientBuilder::attempt_middleware), and keeps where they differ from the document.
/// Clones share what was seen.
///
/// Only whole answers in JSON are looked into; of streams and everything else it sees the status. Nothing that an
/// answer holds is kept but the first value of each difference, cut to a bounded size, where a text that may be a
/// credential is replaced by `***`; [`Watch::without_examples`] keeps none.
#[derive(Clone)]
pub struct Watch {
    table: &'static Table,
    examples: bool,
    seen: Arc<Mutex<Seen>>,
}

/// What tells observations apart: kind, place, name.
type Key = (Kind, String, String);

#[derive(Default)]
struct Seen {
    all: Vec<Observation>,
    places: HashMap<Key, usize>,
    dropped: u64,
}

impl Watch {
    /// Watches by this table.
    pub fn new(table: &'static Table) -> Self {
        Self {
            table,
            examples: true,
            seen: Arc::default(),
        }
    }

    /// The same, but no values of answers are kept; values that an enum does not name still are.
    #[must_use]
    pub fn without_examples(self) -> Self {
        Self {
            examples: false,
            ..self
        }
    }

    /// What was seen so far, in the order in which it came first.
    pub fn observations(&self) -> Vec<Observation> {
        self.lock().all.clone()
    }

    /// What was seen so far, as `clientwright overlay from-observations` reads it.
    pub fn to_json(&self) -> String {
        let seen = self.lock();
        let all: Vec<Value> = seen.all.iter().map(Observation::to_value).collect();
        let json = json!({
            "title": self.table.title,
            "version": self.table.version,
            "dropped": seen.dropped,
            "observations": all,
        });
        format!("{json:#}\n")
    }

    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks at an answer.
    fn look(&self, answer: &Response<Body>, next: &Seeing) {
        let operation = next.operation;
        let own = self.table.operations.iter();
        let mut own =
            own.filter(|one| one.method == operation.method && one.path == operation.path);
        let Some(own) = own.next() else { return };
        let status = answer.status().as_u16();
        let declared = own.answers.iter().find(|one| {
            let (first, last) = one.statuses;
            (first..=last).contains(&status)
        });
        let mut keep = |difference: Difference<'_>| self.keep(own, difference, next.now);
        if declared.is_none() {
            keep(Difference {
                kind: Kind::UndeclaredStatus,
                pointer: own.at.to_owned(),
                name: status.to_string(),
                value: None,
            });
        }
        let body = answer.body().as_bytes().filter(|_| is_json(answer));
        let value = body.and_then(|body| serde_json::from_slice::<Value>(body).ok());
        let Some(value) = &value else { return };
        let data = match operation.envelope {
            Some(envelope) => match opened(envelope, own, value, &mut keep) {
                Some(data) => data,
                None => return,
            },
            None => value,
        };
        if let Some((ty, at)) = declared.and_then(|one| Some((one.ty.as_ref()?, one.at))) {
            let mut comparison = Comparison {
                table: self.table,
                found: &mut keep,
            };
            comparison.answer(data, ty, at);
        }
    }

    fn keep(&self, operation: &Operation, difference: Difference<'_>, now: SystemTime) {
        let Difference {
            kind: what,
            pointer,
            name,
            value,
        } = difference;
        let secret = value.is_some_and(|(member, _)| is_secret_name(member));
        let name = match (what, secret) {
            (Kind::UnknownValue | Kind::UnknownTag, true) => "***".to_owned(),
            (Kind::UnknownValue | Kind::UnknownTag | Kind::UnknownMember, _) => shown(&name),
            _ => name,
        };
        let ty = value.map(|(_, value)| type_name(value));
        let mut seen = self.lock();
        let key = (what, pointer, name);
        if let Some(known) = seen.places.get(&key).copied() {
            if let Some(known) = seen.all.get_mut(known) {
                known.count += 1;
                known
                    .types
                    .extend(ty.filter(|ty| !known.types.contains(ty)));
            }
            return;
        }
        if seen.all.len() >= MOST {
            seen.dropped += 1;
            return;
        }
        let at = seen.all.len();
        let (_, pointer, name) = key.clone();
        seen.places.insert(key, at);
        let value = value.filter(|_| self.examples);
        seen.all.push(Observation {
            kind: what,
            pointer,
            name,
            count: 1,
            first_seen: written(now),
            operation: format!("{} {}", operation.method, operation.path),
            example: value.map(|(member, value)| example(member, value)),
            types: ty.into_iter().collect(),
        });
    }
}

/// The data of a success; of a failure only the code is of interest.
fn opened<'v>(
    envelope: &Envelope,
    own: &Operation,
    value: &'v Value,
    keep: &mut impl FnMut(Difference<'v>),
) -> Option<&'v Value> {
    let code = value.get(envelope.code)?;
    let number = code.as_i64()?;
    if number != envelope.success {
        if !own.codes.contains(&number) {
            keep(Difference {
                kind: Kind::UndocumentedCode,
                pointer: own.at.to_owned(),
                name: number.to_string(),
                value: value.get(envelope.message).map(|text| ("message", text)),
            });
        }
        return None;
    }
    value.get(envelope.data)
}

fn is_json(answer: &Response<Body>) -> bool {
    let media_type = answer.headers().get(http::header::CONTENT_TYPE);
    // Who says nothing may well answer JSON.
    media_type.is_none_or(|media_type| {
        let media_type = String::from_utf8_lossy(media_type.as_bytes()).to_ascii_lowercase();
        media_type.contains("json")
    })
}

/// The type as a schema names it.
fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// A time as RFC 3339 has it.
fn written(time: SystemTime) -> String {
    let passed = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    let seconds = i64::try_from(passed.as_secs()).unwrap_or_default();
    let time = DateTime::from_timestamp(seconds, 0).unwrap_or_default();
    time.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// When an answer to which operation was seen.
struct Seeing {
    operation: &'static crate::Operation,
    now: SystemTime,
}

impl Middleware for Watch {
    fn handle<'a>(&'a self, request: Request<Body>, next: Next) -> BoxFuture<'a, Answered> {
        Box::pin(async move {
            let seeing = Seeing {
                operation: next.operation(),
                now: next.timer().wall_clock(),
            };
            let answer = next.run(request).await?;
            self.look(&answer, &seeing);
            Ok(answer)
        })
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch")
            .field("observations", &self.lock().all.len())
            .finish_non_exhaustive()
    }
}
