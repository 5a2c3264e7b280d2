//! What a test expects, and what has happened so far.

use super::Sender;
use super::body::Reply;
use super::compare::{Arrived, Wanted};
use crate::Operation;
use std::collections::VecDeque;
use std::fmt::Write;
use std::panic::Location;

/// An answer that the document has as an example.
#[derive(Debug)]
pub struct Example {
    pub(super) name: &'static str,
    pub(super) status: u16,
    pub(super) json: &'static str,
}

impl Example {
    /// The example of this name in the document (empty for one without), of an answer with this status, and its
    /// whole body.
    pub const fn new(name: &'static str, status: u16, json: &'static str) -> Self {
        Self { name, status, json }
    }
}

/// All that is expected, in the order in which it was said.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) expected: Vec<Expected>,
    pub(super) arrived: Vec<Arrived>,
    /// The calls that nobody expected.
    pub(super) unexpected: Vec<String>,
}

/// Calls of an operation, and what comes of them.
#[derive(Debug)]
pub(super) struct Expected {
    /// How the test says it: `works().list()`.
    pub(super) name: &'static str,
    pub(super) operation: &'static Operation,
    pub(super) place: &'static Location<'static>,
    pub(super) wanted: Vec<Wanted>,
    /// What is still to be given.
    pub(super) replies: VecDeque<Planned>,
    /// Whether anything was given.
    pub(super) given: bool,
}

/// An answer, and how often it is given.
#[derive(Debug)]
pub(super) struct Planned {
    pub(super) reply: Reply,
    /// `None` is as often as anybody asks, or never.
    pub(super) left: Option<u32>,
}

impl Expected {
    /// What comes of the next call.
    fn next(&mut self) -> Option<Reply> {
        let planned = self.replies.front_mut()?;
        self.given = true;
        let reply = planned.reply.clone();
        if let Some(left) = &mut planned.left {
            *left = left.saturating_sub(1);
            if *left == 0 {
                self.replies.pop_front();
            }
        }
        Some(reply)
    }

    /// How many calls did not come.
    fn missing(&self) -> u32 {
        self.replies.iter().filter_map(|planned| planned.left).sum()
    }

    fn differences(&self, request: &Arrived, sender: &Sender) -> Vec<String> {
        let all = self.wanted.iter();
        all.flat_map(|wanted| wanted.differences(request, sender))
            .collect()
    }
}

impl Plan {
    /// What comes of a request, or why nobody expected it.
    pub(super) fn answer(&mut self, request: Arrived) -> Result<Reply, String> {
        let sender = request.extensions().get::<Sender>().cloned();
        let reply = match &sender {
            Some(sender) => self.choose(&request, sender),
            None => Err(unexpected(None, &request)),
        };
        self.arrived.push(request);
        if let Err(text) = &reply {
            self.unexpected.push(text.clone());
        }
        reply
    }

    /// The first answer left of the first expectation that fits.
    fn choose(&mut self, request: &Arrived, sender: &Sender) -> Result<Reply, String> {
        let mut text = unexpected(Some(sender), request);
        let mut is_known = false;
        let own = self.expected.iter_mut();
        for expected in own.filter(|one| std::ptr::eq(one.operation, sender.operation)) {
            is_known = true;
            let differences = expected.differences(request, sender);
            if !differences.is_empty() {
                let _ = write!(text, "\n  {} of {} differs:", expected.name, expected.place);
                for line in differences {
                    let _ = write!(text, "\n    {line}");
                }
                continue;
            }
            if let Some(reply) = expected.next() {
                return Ok(reply);
            }
            let _ = write!(
                text,
                "\n  {} of {} has no answer left",
                expected.name, expected.place
            );
        }
        if !is_known {
            text.push_str("\n  no call of this operation is expected");
        }
        Err(text)
    }

    /// What did not happen as it was expected; `None` if all did.
    pub(super) fn unmet(&self) -> Option<String> {
        let missing = self.expected.iter().filter_map(|expected| {
            let (name, place) = (expected.name, expected.place);
            match expected.missing() {
                0 if expected.replies.is_empty() && !expected.given => Some(format!(
                    "{name} of {place} has no answer: say what comes of it"
                )),
                0 => None,
                1 => Some(format!("{name} of {place} was expected once more")),
                more => Some(format!("{name} of {place} was expected {more} more times")),
            }
        });
        let all: Vec<String> = self.unexpected.iter().cloned().chain(missing).collect();
        (!all.is_empty()).then(|| all.join("\n"))
    }
}

/// The first line about a call that nobody expected. Keys in the query are left out: no error shows them.
fn unexpected(sender: Option<&Sender>, request: &Arrived) -> String {
    let id = sender.map_or("no operation", |one| one.operation.id);
    let secrets = sender.map_or(&[][..], |one| one.query_credentials.as_slice());
    let pairs = request.uri().query().unwrap_or_default().split('&');
    let pairs: Vec<&str> = pairs
        .filter(|pair| !secrets.iter().any(|one| one == pair))
        .collect();
    let (path, query) = (request.uri().path(), pairs.join("&"));
    let mark = if query.is_empty() { "" } else { "?" };
    format!(
        "unexpected call of {id}: {} {path}{mark}{query}",
        request.method()
    )
}
