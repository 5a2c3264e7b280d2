//! All of a run: the file for whoever looks into it, the text for whoever waits.

use crate::trip::{Failure, Trip, line};
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// How many causes are shown.
const SHOWN: usize = 40;
/// How many of a thousand valid instances must come back equal.
const WANTED: usize = 995;

/// Writes the file with every failure.
pub fn write(trips: &[Trip], path: &Path) -> Result<String, String> {
    let (equal, valid) = totals(trips);
    let all = json!({"valid": valid, "equal": equal, "documents": trips});
    let text = serde_json::to_string_pretty(&all).map_err(|error| error.to_string())?;
    std::fs::write(path, &text).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(text)
}

/// Whether enough came back equal.
pub fn is_enough(trips: &[Trip]) -> bool {
    let (equal, valid) = totals(trips);
    equal * 1000 >= valid * WANTED
}

/// Equal and valid instances; what a suite excepts is neither.
fn totals(trips: &[Trip]) -> (usize, usize) {
    let excepted = |trip: &Trip| trip.untyped.len() + trip.annotated.len();
    let equal = trips.iter().map(|trip| trip.equal).sum();
    let valid = trips.iter().map(|trip| trip.valid - excepted(trip)).sum();
    (equal, valid)
}

/// The text.
pub fn text(trips: &[Trip], path: &Path) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    skipped(&mut out, trips);
    causes(&mut out, trips);
    for trip in trips {
        for (what, list) in [
            ("a keyword says nothing about other types", &trip.untyped),
            ("a format is an annotation", &trip.annotated),
        ] {
            if !list.is_empty() {
                let _ = writeln!(
                    out,
                    "\n{}: {} valid only because {what}",
                    trip.name,
                    list.len()
                );
            }
        }
    }
    let sum = |of: fn(&Trip) -> usize| trips.iter().map(of).sum::<usize>();
    let _ = writeln!(
        out,
        "\n{} types in {} documents; {} stand at no schema of the document, {} schemas are not read \
         by the validator, {} have no valid instance; {} instances were thrown away as invalid",
        sum(|trip| trip.types),
        trips.iter().filter(|trip| trip.skipped.is_none()).count(),
        sum(|trip| trip.elsewhere.len()),
        sum(|trip| trip.unread.len()),
        sum(|trip| trip.without.len()),
        sum(|trip| trip.invalid),
    );
    let (equal, valid) = totals(trips);
    let percent = 100.0 * equal as f64 / valid.max(1) as f64;
    let _ = writeln!(out, "every failure is in {}", path.display());
    let _ = writeln!(
        out,
        "{equal} of {valid} valid instances round-trip ({percent:.2} %)"
    );
    out
}

fn skipped(out: &mut String, trips: &[Trip]) {
    let skipped: Vec<_> = trips.iter().filter(|trip| trip.skipped.is_some()).collect();
    if !skipped.is_empty() {
        let _ = writeln!(out, "{} documents were not run", skipped.len());
    }
    for trip in skipped {
        let why = trip.skipped.as_deref().and_then(|why| why.lines().next());
        let _ = writeln!(out, "  {}: {}", trip.name, why.unwrap_or_default());
    }
}

/// The failures with the same message, apart from names and numbers.
fn causes(out: &mut String, trips: &[Trip]) {
    let mut causes: BTreeMap<String, Vec<(&str, &Failure)>> = BTreeMap::new();
    for trip in trips {
        for failure in &trip.failures {
            let cause = cause(&failure.why);
            causes.entry(cause).or_default().push((&trip.name, failure));
        }
    }
    let mut causes: Vec<_> = causes.into_iter().collect();
    causes.sort_by_key(|(_, failures)| std::cmp::Reverse(failures.len()));
    if !causes.is_empty() {
        let _ = writeln!(out, "\n{} causes", causes.len());
    }
    for (cause, failures) in causes.iter().take(SHOWN) {
        let mut schemas: Vec<_> = failures
            .iter()
            .map(|(name, f)| (name, &f.pointer))
            .collect();
        schemas.dedup();
        let _ = writeln!(
            out,
            "{:>5} in {} schemas: {cause}",
            failures.len(),
            schemas.len()
        );
        for (name, failure) in failures.iter().take(2) {
            let _ = writeln!(out, "        {name} {}", line(failure));
        }
    }
}

/// A message without what is quoted in it, without numbers, and without the text around its place.
fn cause(why: &str) -> String {
    let why = why.split_once(", near: ").map_or(why, |(why, _)| why);
    let mut out = String::new();
    let mut quote = None;
    for letter in why.chars() {
        match quote {
            Some(end) if letter == end => quote = None,
            Some(_) => {}
            None if letter == '`' || letter == '"' => {
                quote = Some(letter);
                out.push('…');
            }
            None if letter.is_ascii_digit() => {
                if !out.ends_with('0') {
                    out.push('0');
                }
            }
            None => out.push(letter),
        }
    }
    out.chars().take(160).collect()
}
