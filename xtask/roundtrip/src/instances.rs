//! Valid instances of the schemas at some places of some documents: for whoever needs arguments.

use crate::make::Maker;
use crate::read;
use crate::translate::translate;
use crate::validity::Validity;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// What is wanted of one document.
#[derive(Deserialize)]
struct Wanted {
    /// The document, in the shape of OpenAPI 3.0.
    document: Value,
    /// The places of the schemas.
    schemas: Vec<String>,
}

/// Reads what is wanted, and writes for each document the instances by place: the smallest first, the
/// largest last.
pub fn run(wanted: &Path, made: &Path) -> Result<(), String> {
    let wanted: Vec<Wanted> = read::json(wanted)?;
    let all = wanted.into_iter().map(of).collect::<Result<Vec<_>, _>>()?;
    let text = serde_json::to_string(&all).map_err(|error| error.to_string())?;
    std::fs::write(made, text).map_err(|error| format!("{}: {error}", made.display()))
}

fn of(wanted: Wanted) -> Result<BTreeMap<String, Vec<Value>>, String> {
    let mut root = wanted.document;
    translate(&mut root, "3.0");
    let validity = Validity::new(root.clone())?;
    let mut all = BTreeMap::new();
    for place in wanted.schemas {
        let Some(schema) = root.pointer(place.trim_start_matches('#')) else {
            continue;
        };
        // What the validator cannot read is left to chance.
        let validator = validity.of(&place, true).ok();
        let mut own = Maker::new(&root, &place).all(schema);
        own.retain(|one| {
            validator
                .as_ref()
                .is_none_or(|validator| validator.is_valid(one))
        });
        own.sort_by_key(|one| one.to_string().len());
        all.insert(place, own);
    }
    Ok(all)
}
