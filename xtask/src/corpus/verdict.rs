//! Whether documents fared as expected.

use super::manifest::Expect;
use super::record::Record;

/// How many of the invalid documents that are expected to generate may be refused.
const REFUSABLE: usize = 3;

/// Why a document did not fare as expected, if it did not.
pub fn failure(record: &Record) -> Option<String> {
    let first = record.first.as_deref().unwrap_or("nothing was said");
    if record.state.is_crash() {
        return Some(format!("{}: {first}", record.state.word()));
    }
    if !record.is_generated() {
        let may = match record.expect {
            Expect::Generate => false,
            Expect::Load => is_remote(record),
            Expect::RejectOrWarn => record.located,
            Expect::Survive => true,
        };
        return (!may).then(|| first.to_owned());
    }
    let unclean = record.built.iter().find(|(_, built)| !built.clean);
    if let Some((step, built)) = unclean {
        let first = built.first.as_deref().unwrap_or("nothing was said");
        return Some(format!("{step}: {first}"));
    }
    // What is wrong in a document may be left out; a suite's case may be about just that.
    let whole = record.expect == Expect::Generate && record.valid;
    let dropped = record.dropped.first().filter(|_| whole)?;
    Some(format!(
        "left out {} pieces, first [{}] {}: {}",
        record.dropped.len(),
        dropped.code,
        dropped.pointer,
        dropped.reason
    ))
}

/// Whether nothing is wrong but a reference into the network, from which nothing is read unasked.
fn is_remote(record: &Record) -> bool {
    let mut errors = record
        .findings
        .keys()
        .filter(|key| key.starts_with("error"));
    errors.all(|key| key == "error[external-reference]")
}

/// What makes the whole run a failure.
pub fn breaches(records: &[Record]) -> Vec<String> {
    let mut breaches = Vec::new();
    let mut refused = Vec::new();
    for record in records {
        let Some(why) = &record.failure else {
            continue;
        };
        let line = format!(
            "{}: {}",
            record.name,
            why.lines().next().unwrap_or_default()
        );
        let excused =
            record.expect == Expect::Generate && !record.valid && !record.state.is_crash();
        if excused {
            refused.push(line);
        } else {
            breaches.push(line);
        }
    }
    if refused.len() > REFUSABLE {
        breaches.push(format!(
            "{} invalid documents that are expected to generate did not; {REFUSABLE} may",
            refused.len()
        ));
        breaches.append(&mut refused);
    }
    breaches
}

#[cfg(test)]
mod tests {
    use super::{breaches, failure};
    use crate::corpus::manifest::{Expect, Item};
    use crate::corpus::record::{Built, Measure, Record, State};

    fn record(valid: bool, expect: Expect, state: State) -> Record {
        let item = Item {
            name: "a.yaml".to_owned(),
            path: "a.yaml".into(),
            package: "c-a-yaml".to_owned(),
            dialect: "3.0".to_owned(),
            bytes: 1,
            operations: 0,
            valid,
            expect,
        };
        let mut record = Record::new(&item, state, Measure::default());
        record.failure = failure(&record);
        record
    }

    #[test]
    fn a_refusal_without_a_place_is_a_failure() {
        let mut refused = record(true, Expect::RejectOrWarn, State::Refused);
        assert!(refused.failure.is_some());
        refused.located = true;
        assert_eq!(failure(&refused), None);
    }

    #[test]
    fn a_crash_is_a_failure_whatever_was_expected() {
        assert!(
            record(false, Expect::Survive, State::Hang)
                .failure
                .is_some()
        );
        assert!(
            record(false, Expect::Survive, State::Refused)
                .failure
                .is_none()
        );
    }

    #[test]
    fn what_refers_into_the_network_may_be_refused_by_a_suite() {
        let mut refused = record(true, Expect::Load, State::Refused);
        refused
            .findings
            .insert("error[external-reference]".to_owned(), 1);
        assert_eq!(failure(&refused), None);
        refused
            .findings
            .insert("error[invalid-document]".to_owned(), 1);
        assert!(failure(&refused).is_some());
    }

    #[test]
    fn a_warning_of_the_compiler_is_a_failure() {
        let mut warned = record(true, Expect::Generate, State::Generated);
        assert_eq!(failure(&warned), None);
        warned.built.insert("check", Built::default());
        assert!(failure(&warned).is_some());
    }

    #[test]
    fn a_few_invalid_documents_may_be_refused() {
        let refused = record(false, Expect::Generate, State::Refused);
        let mut records = vec![refused; 3];
        assert!(breaches(&records).is_empty());
        records.push(records[0].clone());
        assert_eq!(breaches(&records).len(), 5);
    }
}
