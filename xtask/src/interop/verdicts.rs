//! What became of the cases of a suite, for people and for programs.

use super::exceptions::Exceptions;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// By name: nothing for a case that passed, else why not.
pub type Verdicts = BTreeMap<String, Option<String>>;

/// A line for each case that did not pass, or for all.
pub fn text(verdicts: &Verdicts, exceptions: Exceptions, all: bool) -> String {
    let shown = verdicts.iter().filter(|(_, why)| all || why.is_some());
    let lines = shown.map(|(name, why)| match why {
        None => format!("{name:70} pass\n"),
        Some(why) => {
            let listed = exceptions.reason(name);
            let listed = listed.map_or_else(String::new, |reason| format!(" [{reason}]"));
            format!("{name:70} fail  {}{listed}\n", line(why))
        }
    });
    lines.collect()
}

/// A reason in one line of letters that any terminal shows.
fn line(why: &str) -> String {
    why.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// How many pass.
pub fn figure(verdicts: &Verdicts, what: &str) -> String {
    let passed = verdicts.values().filter(|why| why.is_none()).count();
    format!("{passed} of {} {what} pass", verdicts.len())
}

/// For programs; each case under `key`.
pub fn json(verdicts: &Verdicts, key: &str) -> Value {
    let all = verdicts.iter().map(|(name, why)| {
        let verdict = if why.is_none() { "pass" } else { "fail" };
        json!({ key: name, "verdict": verdict, "reason": why })
    });
    all.collect()
}
