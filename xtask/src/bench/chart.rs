//! A table as a chart: a panel a column, a bar a row. It brings its own background, in two colours
//! schemes, so it reads well wherever it is shown.

use super::markdown::number;
use super::table::{Better, Column, Kind, Row, Table};
use std::fmt::Write as _;

const WIDTH: f64 = 860.0;
const MARGIN: f64 = 16.0;
/// Where names end and bars begin.
const NAMES: f64 = 190.0;
/// Room for the number after the longest bar.
const NUMBERS: f64 = 190.0;
const LINE: f64 = 24.0;
const BAR: f64 = 15.0;

const STYLE: &str = "\
svg { font: 13px system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif }
.ground { fill: #ffffff; stroke: #d0d7de }
text { fill: #1f2328 }
.title { font-size: 15px; font-weight: 600 }
.quiet { fill: #59636e }
.Ours { fill: #0969da }
.Peer { fill: #afb8c1 }
.Reference { fill: #8ddb8c }
@media (prefers-color-scheme: dark) {
.ground { fill: #0d1117; stroke: #3d444d }
text { fill: #f0f6fc }
.quiet { fill: #9198a1 }
.Ours { fill: #4493f8 }
.Peer { fill: #59636e }
.Reference { fill: #2a7b3c }
}";

/// The chart as SVG.
pub fn svg(table: &Table) -> String {
    let rows = table.rows.len() as f64;
    let panel = LINE * (rows + 1.0) + 12.0;
    let height = MARGIN * 2.0 + 44.0 + panel * table.columns.len() as f64;
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" \
         height=\"{height}\" role=\"img\" aria-label=\"{title}\">\n<style>\n{STYLE}\n</style>\n\
         <rect class=\"ground\" x=\"0.5\" y=\"0.5\" width=\"{}\" height=\"{}\" rx=\"6\"/>\n",
        WIDTH - 1.0,
        height - 1.0,
        title = escaped(&table.title),
    );
    let mut y = MARGIN + 14.0;
    put(&mut text, MARGIN, y, "title", &table.title);
    y += 20.0;
    let machine = &table.machine;
    let place = format!("{}, {}, {}", machine.date, machine.hardware, machine.rustc);
    put(&mut text, MARGIN, y, "quiet", &place);
    for (at, column) in table.columns.iter().enumerate() {
        y += 12.0;
        draw(&mut text, &mut y, (at, column), table);
    }
    text += "</svg>\n";
    text
}

fn draw(text: &mut String, y: &mut f64, (at, column): (usize, &Column), table: &Table) {
    let better = match column.better {
        Better::Lower => "less is better",
        Better::Higher => "more is better",
    };
    *y += LINE;
    let head = format!("{} ({better})", column.name);
    put(text, MARGIN, *y, "quiet", &head);
    let medians = table.rows.iter().filter_map(|row| row.median(at));
    let longest = medians.fold(0.0, f64::max);
    for row in &table.rows {
        *y += LINE;
        put(text, MARGIN, *y, "", &row.name);
        let Some(value) = row.median(at) else {
            put(text, NAMES, *y, "quiet", "fails");
            continue;
        };
        let room = WIDTH - NAMES - NUMBERS - MARGIN;
        let length = if longest > 0.0 {
            (value / longest * room).max(1.5)
        } else {
            1.5
        };
        let _ = writeln!(
            text,
            "<rect class=\"{:?}\" x=\"{NAMES}\" y=\"{:.1}\" width=\"{length:.1}\" height=\"{BAR}\" rx=\"2\"/>",
            row.kind,
            *y - BAR + 3.0,
        );
        let label = label(value, row, (at, column), table);
        put(text, NAMES + length + 8.0, *y, "", &label);
    }
}

fn label(value: f64, row: &Row, (at, column): (usize, &Column), table: &Table) -> String {
    let shown = number(value, column.unit);
    let ours = table.ours().filter(|_| row.kind != Kind::Ours);
    match ours.and_then(|ours| row.ratio(ours, at)) {
        Some(ratio) => format!("{shown}   {}", number(ratio, super::table::Unit::Ratio)),
        None => shown,
    }
}

fn put(text: &mut String, x: f64, y: f64, class: &str, words: &str) {
    let words = escaped(words);
    let _ = writeln!(
        text,
        "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" xml:space=\"preserve\">{words}</text>"
    );
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::svg;
    use crate::bench::machine::Machine;
    use crate::bench::table::{Column, Kind, Row, Table};

    #[test]
    fn a_chart_is_xml_with_a_bar_for_each_that_was_measured() {
        let row = |name: &str, kind, rounds| Row {
            name: name.to_owned(),
            kind,
            rounds,
            failure: None,
        };
        let table = Table {
            name: "test/chart".to_owned(),
            title: "Reading <T> & writing".to_owned(),
            note: String::new(),
            machine: Machine::this(),
            columns: vec![Column::time("time"), Column::size("memory")],
            rows: vec![
                row("clientwright", Kind::Ours, vec![vec![0.1, 1e6]]),
                row("other", Kind::Peer, vec![vec![0.4, 4e6]]),
                row("broken", Kind::Peer, Vec::new()),
            ],
            targets: Vec::new(),
        };
        let text = svg(&table);
        let document = roxmltree::Document::parse(&text).unwrap();
        let bars = |class| {
            let nodes = document.descendants();
            nodes
                .filter(|node| node.attribute("class") == Some(class))
                .count()
        };
        assert_eq!((bars("Ours"), bars("Peer")), (2, 2));
        assert!(text.contains("4.00 ×"));
    }
}
