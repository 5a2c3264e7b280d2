//! The suite `call`: what a call costs beyond the same request by bare `reqwest`.

use super::Context;
use super::running;
use super::table::{Against, Column, Table, Target};

const NOTE: &str = "Release build, one thread, CPU time of the process for one call; the service is another process. \
                    *Bare* builds the same request by `reqwest` and decodes the answer by `serde_json::from_slice`. \
                    In memory nothing is sent: the request is built, and an answer at hand decoded.";

/// The peer that the targets are about.
const BARE: &str = "bare reqwest";
const MORE: &str = "allocations beyond bare";

/// Time, allocations and throughput.
pub fn run(context: &Context) -> Result<Vec<Table>, String> {
    let mut tables = running::tables("call", context)?;
    for table in &mut tables {
        table.note = NOTE.to_owned();
        compare_allocations(table);
        if !table.name.ends_with("in-memory") {
            let bare = || Against::Row(BARE.to_owned());
            table
                .targets
                .push(Target::at_most(1.03, "CPU time", bare()));
        }
    }
    Ok(tables)
}

/// Allocations are compared by their difference: adds it as a column.
fn compare_allocations(table: &mut Table) {
    let Some(column) = table.columns.iter().position(|c| c.name == "allocations") else {
        return;
    };
    let bare = table.rows.iter().find(|row| row.name == BARE);
    let Some(bare) = bare.and_then(|row| row.median(column)) else {
        return;
    };
    table.columns.push(Column::count(MORE));
    for row in &mut table.rows {
        for round in &mut row.rounds {
            let own = round.get(column).copied().unwrap_or_default();
            round.push(own - bare);
        }
    }
    if !table.name.ends_with("in-memory") {
        table
            .targets
            .push(Target::at_most(5.0, MORE, Against::Itself));
    }
}
