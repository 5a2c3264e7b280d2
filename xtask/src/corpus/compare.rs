//! What changed since the last run.

use super::failed;
use super::record::Record;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// What is kept of a document for the next run.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
struct Known {
    generated: bool,
    millis: u64,
    /// Whether each step of cargo was clean, from the last run that had the step.
    built: BTreeMap<String, bool>,
}

/// The documents that fare differently now.
#[derive(Debug, Default)]
pub struct Compared {
    /// How many documents both runs had.
    pub both: usize,
    /// They fared well before; what went wrong now.
    pub failing: Vec<String>,
    /// They fare well only now; what went wrong before.
    pub passing: Vec<String>,
    /// The generating times before and now, added up.
    pub millis: (u64, u64),
}

/// Compares with the last run, and keeps this one for the next.
pub fn with_last(path: &Path, records: &[Record]) -> Result<Compared, String> {
    let mut all: BTreeMap<String, Known> = match std::fs::read_to_string(path) {
        // A file that an older version of this command wrote is no last run.
        Ok(text) => serde_json::from_str(&text).unwrap_or_default(),
        Err(_) => BTreeMap::new(),
    };
    let mut compared = Compared::default();
    for record in records {
        let mut now = Known {
            generated: record.is_generated(),
            millis: record.measure.millis,
            built: BTreeMap::new(),
        };
        for (step, built) in &record.built {
            now.built.insert((*step).to_owned(), built.clean);
        }
        if let Some(before) = all.get(&record.name) {
            difference(record, before, &now, &mut compared);
            for (step, clean) in &before.built {
                now.built.entry(step.clone()).or_insert(*clean);
            }
        }
        all.insert(record.name.clone(), now);
    }
    let text = serde_json::to_string_pretty(&all).map_err(|error| format!("error: {error}\n"))?;
    std::fs::write(path, text).map_err(failed(path))?;
    Ok(compared)
}

fn difference(record: &Record, before: &Known, now: &Known, compared: &mut Compared) {
    compared.both += 1;
    compared.millis.0 += before.millis;
    compared.millis.1 += now.millis;
    let steps = now.built.iter().filter_map(|(step, clean)| {
        let known = before.built.get(step)?;
        Some((step.as_str(), *known, *clean))
    });
    let all = std::iter::once(("generate", before.generated, now.generated)).chain(steps);
    for (step, before, now) in all {
        let line = format!("{} ({step})", record.name);
        match (before, now) {
            (true, false) => compared.failing.push(line),
            (false, true) => compared.passing.push(line),
            _ => {}
        }
    }
}
