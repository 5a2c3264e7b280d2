//! The table of all checks, and the verdict; what earlier runs came to.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// How many findings of a check are shown.
const SHOWN: usize = 10;

/// A line of the table.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Row {
    pub what: String,
    pub count: u64,
    pub findings: Vec<String>,
    pub worst_millis: u64,
    pub peak_kb: u64,
    /// The number to go on from another time.
    pub next: u64,
    pub note: String,
}

impl Row {
    /// This one and what was counted before.
    fn with(mut self, before: &Self) -> Self {
        self.count += before.count;
        self.findings.splice(..0, before.findings.iter().cloned());
        self.worst_millis = self.worst_millis.max(before.worst_millis);
        self.peak_kb = self.peak_kb.max(before.peak_kb);
        self
    }
}

/// What earlier runs came to, by check.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Totals(BTreeMap<String, Row>);

impl Totals {
    /// Those of a file; none where there is no file.
    pub fn read(path: &Path) -> Result<Self, String> {
        match std::fs::read_to_string(path) {
            Ok(text) => serde_json::from_str(&text)
                .map_err(|error| format!("error: {}: {error}\n", path.display())),
            Err(_) => Ok(Self::default()),
        }
    }

    pub fn write(&self, path: &Path) -> Result<(), String> {
        let about = |error: &dyn std::fmt::Display| format!("error: {}: {error}\n", path.display());
        let text = serde_json::to_string_pretty(&self.0).map_err(|error| about(&error))?;
        std::fs::write(path, text).map_err(|error| about(&error))
    }

    /// Where a check goes on.
    pub fn next(&self, what: &str) -> Option<u64> {
        self.0.get(what).map(|row| row.next)
    }

    /// Adds a row, which is then one of all runs.
    pub fn add(&mut self, row: Row) {
        let row = match self.0.get(&row.what) {
            Some(before) => row.with(before),
            None => row,
        };
        self.set(row);
    }

    /// Puts a row in the place of what earlier runs came to.
    pub fn set(&mut self, row: Row) {
        self.0.insert(row.what.clone(), row);
    }

    /// Forgets what was found, but not what was counted.
    pub fn mended(&mut self) {
        self.0.values_mut().for_each(|row| row.findings.clear());
    }

    /// The rows, in this order.
    pub fn rows<'t>(&'t self, names: &'t [String]) -> impl Iterator<Item = &'t Row> {
        names.iter().filter_map(|name| self.0.get(name))
    }
}

/// The table, and in its last line the verdict: an error if there is any finding, or if a check did nothing.
pub fn judge(rows: &[&Row]) -> (String, Result<String, String>) {
    let mut table = format!(
        "{:<24} {:>10} {:>8} {:>10} {:>9}\n",
        "what", "how many", "findings", "worst", "memory"
    );
    for row in rows {
        let worst = match row.worst_millis {
            0 => String::new(),
            millis => format!("{:.2} s", millis as f64 / 1000.0),
        };
        let memory = match row.peak_kb {
            0 => String::new(),
            kilobytes => format!("{} MiB", kilobytes / 1024),
        };
        let (what, count, findings) = (&row.what, row.count, row.findings.len());
        let line = format!(
            "{what:<24} {count:>10} {findings:>8} {worst:>10} {memory:>9}  {}",
            row.note
        );
        let _ = writeln!(table, "{}", line.trim_end());
        for finding in row.findings.iter().take(SHOWN) {
            let _ = writeln!(
                table,
                "    {}",
                finding.chars().take(300).collect::<String>()
            );
        }
    }
    let findings: usize = rows.iter().map(|row| row.findings.len()).sum();
    let idle = rows
        .iter()
        .find(|row| row.count == 0 && row.findings.is_empty());
    let verdict = match (findings, idle) {
        (0, None) => Ok(format!("trusted: {} checks, no finding", rows.len())),
        (0, Some(row)) => Err(format!("not trusted: `{}` tried nothing", row.what)),
        (count, _) => Err(format!("not trusted: {count} findings")),
    };
    (table, verdict)
}

#[cfg(test)]
mod tests {
    use super::{Row, Totals, judge};

    fn row(what: &str, count: u64, findings: &[&str]) -> Row {
        Row {
            what: what.to_owned(),
            count,
            findings: findings.iter().map(|text| (*text).to_owned()).collect(),
            worst_millis: count,
            ..Row::default()
        }
    }

    #[test]
    fn one_finding_of_many_checks_is_enough() {
        let (fine, planted) = (row("a", 7, &[]), row("b", 1, &["number 3: panic: planted"]));
        let (table, verdict) = judge(&[&fine]);
        assert_eq!(verdict.as_deref(), Ok("trusted: 1 checks, no finding"));
        assert!(
            table.contains("a                                 7        0     0.01 s"),
            "{table}"
        );
        let (table, verdict) = judge(&[&fine, &planted]);
        assert_eq!(verdict, Err("not trusted: 1 findings".to_owned()));
        assert!(
            table.ends_with("\n    number 3: panic: planted\n"),
            "{table}"
        );
    }

    #[test]
    fn a_check_that_tried_nothing_proves_nothing() {
        let (_, verdict) = judge(&[&row("a", 7, &[]), &row("b", 0, &[])]);
        assert_eq!(verdict, Err("not trusted: `b` tried nothing".to_owned()));
    }

    #[test]
    fn later_runs_add_up() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("totals.json");
        let mut totals = Totals::read(&path).expect("none yet");
        totals.add(row("a", 7, &["x"]));
        totals.write(&path).expect("written");
        let mut totals = Totals::read(&path).expect("read");
        totals.add(Row {
            next: 9,
            ..row("a", 2, &["y"])
        });
        let names = ["b".to_owned(), "a".to_owned()];
        let rows: Vec<_> = totals.rows(&names).cloned().collect();
        assert_eq!(
            rows,
            [Row {
                next: 9,
                worst_millis: 7,
                ..row("a", 9, &["x", "y"])
            }]
        );
        assert_eq!((totals.next("a"), totals.next("b")), (Some(9), None));
        totals.mended();
        totals.set(row("b", 1, &[]));
        let rows: Vec<_> = totals.rows(&names).cloned().collect();
        let again = Row {
            next: 9,
            worst_millis: 7,
            ..row("a", 9, &[])
        };
        assert_eq!(rows, [row("b", 1, &[]), again]);
    }
}
