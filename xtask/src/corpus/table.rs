//! A run as people read it.

use super::compare::Compared;
use super::record::Record;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

/// How many documents a cause names.
const NAMED: usize = 4;

/// The whole text.
pub fn text(records: &[Record], compared: &Compared, generated: Duration) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    summary(&mut out, records);
    causes(&mut out, records);
    failures(&mut out, records);
    slowest(&mut out, records);
    differences(&mut out, compared);
    let sum = |of: fn(&Record) -> u64| records.iter().map(of).sum::<u64>();
    let _ = writeln!(
        out,
        "\n{} documents generated in {:.1} s: {} files, {} lines, {:.1} MB",
        records.len(),
        generated.as_secs_f64(),
        sum(|record| record.files as u64),
        sum(|record| record.lines as u64),
        sum(|record| record.size) as f64 / 1e6,
    );
    let check: Vec<_> = measures(records).collect();
    if !check.is_empty() {
        let seconds = check.iter().map(|(_, millis, _)| millis).sum::<u64>() / 1000;
        let memory = check.iter().map(|(_, _, memory)| memory / 1024).max();
        let _ = writeln!(
            out,
            "{} crates took rustc {seconds} s, at most {} MB",
            check.len(),
            memory.unwrap_or_default()
        );
    }
    out
}

fn summary(out: &mut String, records: &[Record]) {
    let mut rows: BTreeMap<_, Vec<&Record>> = BTreeMap::new();
    for record in records {
        rows.entry(record.kind()).or_default().push(record);
    }
    let steps: Vec<&str> = ["check", "clippy", "doc"]
        .into_iter()
        .filter(|step| records.iter().any(|record| record.built.contains_key(step)))
        .collect();
    let _ = write!(out, "dialect valid   expect          docs generated");
    for step in &steps {
        let _ = write!(out, " {step:>9}");
    }
    let _ = writeln!(out, "  dropping  dropped untyped inferred  failing");
    let mut row = |name: &str, records: &[&Record]| {
        let count = |of: &dyn Fn(&Record) -> bool| records.iter().filter(|r| of(r)).count();
        let sum = |of: &dyn Fn(&Record) -> usize| records.iter().map(|r| of(r)).sum::<usize>();
        let _ = write!(
            out,
            "{name:<31} {:>4} {:>9}",
            records.len(),
            count(&Record::is_generated)
        );
        for step in &steps {
            let clean = |record: &Record| record.built.get(step).is_some_and(|built| built.clean);
            let _ = write!(out, " {:>9}", count(&clean));
        }
        let _ = writeln!(
            out,
            " {:>9} {:>8} {:>7} {:>8} {:>8}",
            count(&|record| !record.dropped.is_empty()),
            sum(&|record| record.dropped.len()),
            sum(&|record| record.untyped.len()),
            sum(&|record| record.inferred),
            count(&|record| record.failure.is_some()),
        );
    };
    for ((dialect, valid, expect), records) in &rows {
        row(&format!("{dialect:<7} {valid:<7} {expect}"), records);
    }
    row("all", &records.iter().collect::<Vec<_>>());
}

/// The failures by the codes of what was said.
fn causes(out: &mut String, records: &[Record]) {
    let mut causes: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for record in records.iter().filter(|record| record.failure.is_some()) {
        let mut codes: Vec<String> = Vec::new();
        if record.is_generated() {
            codes.extend(
                record
                    .dropped
                    .iter()
                    .map(|piece| format!("left out [{}]", piece.code)),
            );
            for (step, built) in &record.built {
                let first = built
                    .first
                    .as_deref()
                    .and_then(|first| first.split(": ").next());
                codes.extend(first.map(|first| format!("{step}: {first}")));
            }
        } else if record.state.is_crash() {
            codes.push(record.state.word().to_owned());
        } else {
            let errors = record
                .findings
                .keys()
                .filter(|key| key.starts_with("error"));
            codes.extend(errors.cloned());
        }
        codes.sort();
        codes.dedup();
        for code in codes {
            causes.entry(code).or_default().push(&record.name);
        }
    }
    if causes.is_empty() {
        return;
    }
    let mut causes: Vec<_> = causes.into_iter().collect();
    causes.sort_by_key(|(_, names)| std::cmp::Reverse(names.len()));
    let _ = writeln!(
        out,
        "\nFailing documents by cause (a document may have several)"
    );
    for (cause, names) in causes {
        let more = if names.len() > NAMED { ", …" } else { "" };
        let shown = names.get(..NAMED).unwrap_or(&names).join(", ");
        let _ = writeln!(out, "{:>5}  {cause}: {shown}{more}", names.len());
    }
}

fn failures(out: &mut String, records: &[Record]) {
    let failing = records.iter().filter(|record| record.failure.is_some());
    let failing: Vec<_> = failing.collect();
    if failing.is_empty() {
        return;
    }
    let _ = writeln!(out, "\nFailing documents");
    for record in failing {
        let (dialect, valid, expect) = record.kind();
        let why = record.failure.as_deref().unwrap_or_default();
        let why = why.lines().next().unwrap_or_default();
        let _ = writeln!(
            out,
            "  {} ({dialect}, {valid}, {expect})\n      {why}",
            record.name
        );
    }
}

fn measures(records: &[Record]) -> impl Iterator<Item = (&str, u64, u64)> {
    records.iter().filter_map(|record| {
        let measure = record.built.get("check")?.measure?;
        Some((record.name.as_str(), measure.millis, measure.memory_kb))
    })
}

fn slowest(out: &mut String, records: &[Record]) {
    let generating = records.iter().map(|record| {
        let measure = record.measure;
        (record.name.as_str(), measure.millis, measure.memory_kb)
    });
    for (what, mut all) in [
        ("generate", generating.collect::<Vec<_>>()),
        ("check", measures(records).collect()),
    ] {
        all.sort_by_key(|(_, millis, _)| std::cmp::Reverse(*millis));
        all.truncate(5);
        if all.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\nSlowest to {what}");
        for (name, millis, memory) in all {
            let _ = writeln!(out, "{:>7} ms {:>6} MB  {name}", millis, memory / 1024);
        }
    }
}

fn differences(out: &mut String, compared: &Compared) {
    if compared.both == 0 {
        return;
    }
    let (before, now) = compared.millis;
    let _ = writeln!(
        out,
        "\nSince the last run of these {} documents: generating took {before} ms, now {now} ms",
        compared.both
    );
    for (what, names) in [
        ("newly failing", &compared.failing),
        ("newly passing", &compared.passing),
    ] {
        let _ = writeln!(out, "  {what}: {}", names.len());
        for name in names {
            let _ = writeln!(out, "    {name}");
        }
    }
}
