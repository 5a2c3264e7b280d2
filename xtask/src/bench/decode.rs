//! The suites `decode` and `encode`: generated types beside what people write by hand.

use super::Context;
use super::running;
use super::table::{Against, Table, Target};

const NOTE: &str = "Release build, one thread, CPU time of the process. Ours is read by `runtime::from_json`, as a \
                    client reads the body of an answer, the others by `serde_json::from_slice`; all are written by \
                    `serde_json::to_vec`. Allocations are those of one call, counted by another build.";

/// JSON to types.
pub fn decode(context: &Context) -> Result<Vec<Table>, String> {
    tables("decode", context, |case| match case {
        "tag-first" => &[
            (1.7, "serde untagged"),
            (1.45, "serde tag, closed"),
            (2.0, "serde tag, unknown kept"),
        ],
        "tag-last" => &[(0.9, "serde untagged")],
        "tag-unknown" => &[(2.0, "serde tag, unknown kept")],
        _ => &[(1.0, "serde derive")],
    })
}

/// Types to JSON.
pub fn encode(context: &Context) -> Result<Vec<Table>, String> {
    tables("encode", context, |case| match case {
        "tag-first" | "tag-last" => &[(1.0, "serde tag, closed")],
        "tag-unknown" => &[(1.0, "serde tag, unknown kept")],
        _ => &[(1.0, "serde derive")],
    })
}

fn tables(
    suite: &str,
    context: &Context,
    targets: fn(&str) -> &'static [(f64, &'static str)],
) -> Result<Vec<Table>, String> {
    let mut tables = running::tables(suite, context)?;
    for table in &mut tables {
        table.note = NOTE.to_owned();
        let case = table.name.split('/').nth(1).unwrap_or_default();
        let target = |(bound, row): &(f64, &str)| {
            Target::at_least(*bound, "speed", Against::Row((*row).to_owned()))
        };
        table.targets = targets(case).iter().map(target).collect();
    }
    Ok(tables)
}
