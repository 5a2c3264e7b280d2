//! Tables as Markdown.

use super::table::{Against, Column, Kind, Row, Table, Target, Unit};
use std::fmt::Write as _;

/// The page of a suite, with its charts.
pub fn page(suite: &str, tables: &[Table]) -> String {
    let mut text = format!(
        "# Benchmarks: {suite}\n\n\
         Written by `cargo xtask bench {suite}`; [benchmarks.md](../benchmarks.md) says what is measured and how. \
         All rows of a table were measured in turns in one run: a value is the median, ± how far apart the least and \
         the greatest are, and × is the median of the ratios to {} of the same round.\n",
        super::contest::OURS,
    );
    for table in tables {
        let chart = super::write::chart_name(table);
        let _ = write!(text, "\n{}\n![{}]({chart})\n", one(table), table.title);
    }
    text
}

/// Tables, one after the other.
pub fn text(tables: &[Table]) -> String {
    tables.iter().map(|table| one(table) + "\n").collect()
}

fn one(table: &Table) -> String {
    let mut text = format!("## {}\n\n", table.title);
    if !table.note.is_empty() {
        let _ = writeln!(text, "{}\n", table.note);
    }
    text += "| |";
    for column in &table.columns {
        let _ = write!(text, " {} | |", column.name);
    }
    text += "\n|---|";
    text += &"---:|---:|".repeat(table.columns.len());
    text.push('\n');
    for row in &table.rows {
        let _ = writeln!(text, "{}", line(row, table));
    }
    text.push('\n');
    for target in &table.targets {
        let _ = writeln!(text, "{}", verdict(table, target));
    }
    let machine = &table.machine;
    let _ = writeln!(
        text,
        "\n{}, {}, {}, commit {}.",
        machine.date, machine.hardware, machine.rustc, machine.commit
    );
    text
}

fn line(row: &Row, table: &Table) -> String {
    let name = match row.kind {
        Kind::Ours => format!("**{}**", row.name),
        Kind::Peer => row.name.clone(),
        Kind::Reference => format!("*{}*", row.name),
    };
    let mut text = format!("| {name} |");
    if let Some(failure) = &row.failure {
        let shown: String = failure.chars().take(160).collect();
        let shown = shown.replace('|', "\\|").replace('`', "'");
        let empty = " |".repeat(table.columns.len() * 2 - 1);
        let _ = write!(text, " fails: `{shown}` |{empty}");
        return text;
    }
    for (at, column) in table.columns.iter().enumerate() {
        let value = row.median(at).map(|value| number(value, column.unit));
        let spread = row
            .spread(at)
            .filter(|spread| row.rounds.len() > 1 && *spread >= 0.005);
        let spread = spread.map(|spread| format!(" ± {:.0} %", spread * 50.0));
        let ours = table.ours().filter(|_| row.kind != Kind::Ours);
        let ratio = ours.and_then(|ours| row.ratio(ours, at));
        let ratio = ratio.map(|ratio| format!("{} ×", short(ratio)));
        let _ = write!(
            text,
            " {}{} | {} |",
            value.unwrap_or_default(),
            spread.unwrap_or_default(),
            ratio.unwrap_or_default()
        );
    }
    text
}

fn verdict(table: &Table, target: &Target) -> String {
    let bound = if target.at_most {
        "at most"
    } else {
        "at least"
    };
    let unit = |column: &Column| (column.name == target.column).then_some(column.unit);
    let unit = table.columns.iter().find_map(unit).unwrap_or(Unit::Ratio);
    let shown = |value: f64| match target.against {
        Against::Itself => number(value, unit),
        _ => format!("{} ×", short(value)),
    };
    let against = match &target.against {
        Against::BestPeer => " the best peer's".to_owned(),
        Against::Row(name) => format!(" that of {name}"),
        Against::Itself => String::new(),
    };
    let row = target.row.as_ref();
    let row = row.map_or_else(String::new, |row| format!(" of {row}"));
    let asked = format!(
        "- target: {}{row} {bound} {}{against}",
        target.column,
        shown(target.bound)
    );
    match table.verdict(target) {
        None => format!("{asked}: **not measured**"),
        Some(verdict) => {
            let word = if verdict.kept { "kept" } else { "**missed**" };
            let other = Some(verdict.other).filter(|other| !other.is_empty());
            let other = other.map_or_else(String::new, |other| format!(" ({other})"));
            format!("{asked}: {word}, {}{other}", shown(verdict.reached))
        }
    }
}

/// A number for people, with its unit.
pub fn number(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Seconds if value < 1e-6 => format!("{} ns", short(value * 1e9)),
        Unit::Seconds if value < 1e-3 => format!("{} µs", short(value * 1e6)),
        Unit::Seconds if value < 1.0 => format!("{} ms", short(value * 1e3)),
        Unit::Seconds => format!("{} s", short(value)),
        Unit::Bytes if value < 1e6 => format!("{} kB", short(value / 1e3)),
        Unit::Bytes if value < 1e9 => format!("{} MB", short(value / 1e6)),
        Unit::Bytes => format!("{} GB", short(value / 1e9)),
        Unit::BytesPerSecond => format!("{} MB/s", short(value / 1e6)),
        Unit::PerSecond => format!("{} /s", grouped(value)),
        Unit::Count => grouped(value),
        Unit::Ratio => format!("{} ×", short(value)),
    }
}

/// Three digits.
fn short(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => grouped(value),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 0.01 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

/// A whole number, with a space every three digits. Averages of counts keep one place.
fn grouped(value: f64) -> String {
    if value.abs() < 100.0 && value.fract() != 0.0 {
        return format!("{value:.1}");
    }
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::number;
    use crate::bench::table::Unit;

    #[test]
    fn numbers_have_three_digits_and_a_unit() {
        assert_eq!(number(0.0123, Unit::Seconds), "12.3 ms");
        assert_eq!(number(1234.5, Unit::Seconds), "1\u{202f}234 s");
        assert_eq!(number(181_000_000.0, Unit::Bytes), "181 MB");
        assert_eq!(number(1_234_567.0, Unit::Count), "1\u{202f}234\u{202f}567");
        assert_eq!(number(2.5, Unit::Count), "2.5");
    }
}
