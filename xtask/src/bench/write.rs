//! The files of `docs/benchmarks`: a page and a JSON file a suite, a chart a table.

use super::table::Table;
use super::{chart, markdown};
use crate::corpus::failed;
use std::fs;
use std::path::Path;

const FOLDER: &str = "docs/benchmarks";

/// Writes what a suite measured. Tables that were not measured this time stay as they were: each says
/// when and where it was.
pub fn suite(name: &str, measured: Vec<Table>) -> Result<(), String> {
    let folder = Path::new(FOLDER);
    fs::create_dir_all(folder).map_err(failed(folder))?;
    let data = folder.join(format!("{name}.json"));
    let mut tables: Vec<Table> = match fs::read_to_string(&data) {
        Ok(text) => serde_json::from_str(&text)
            .map_err(|error| format!("error: {}: {error}\n", data.display()))?,
        Err(_) => Vec::new(),
    };
    for table in measured {
        let chart = folder.join(chart_name(&table));
        write(&chart, &chart::svg(&table))?;
        match tables.iter_mut().find(|known| known.name == table.name) {
            Some(known) => *known = table,
            None => tables.push(table),
        }
    }
    let text = serde_json::to_string_pretty(&tables).map_err(|error| error.to_string())?;
    write(&data, &(text + "\n"))?;
    let page = folder.join(format!("{name}.md"));
    write(&page, &markdown::page(name, &tables))
}

/// The file of a table's chart, in the same folder as the page.
pub fn chart_name(table: &Table) -> String {
    format!("{}.svg", table.name.replace('/', "-"))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(failed(path))
}
