//! What the run says: a table for people, the same for programs.

use super::{Verdicts, exceptions};
use serde_json::{Value, json};

/// A line for each scenario that did not pass, or for all.
pub fn text(verdicts: &Verdicts, all: bool) -> String {
    let shown = verdicts.iter().filter(|(_, why)| all || why.is_some());
    let lines = shown.map(|(name, why)| match why {
        None => format!("{name:70} pass\n"),
        Some(why) => {
            let listed = exceptions::reason(name);
            let why = why.replace('\n', " ");
            let listed = listed.map_or_else(String::new, |reason| format!(" [{reason}]"));
            format!("{name:70} fail  {why}{listed}\n")
        }
    });
    lines.collect()
}

/// How many pass.
pub fn figure(verdicts: &Verdicts) -> String {
    let passed = verdicts.values().filter(|why| why.is_none()).count();
    format!("{passed} of {} scenarios pass", verdicts.len())
}

/// For programs.
pub fn json(verdicts: &Verdicts) -> Value {
    let all = verdicts.iter().map(|(name, why)| {
        let verdict = if why.is_none() { "pass" } else { "fail" };
        json!({ "scenario": name, "verdict": verdict, "reason": why })
    });
    all.collect()
}
