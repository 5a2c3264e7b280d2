//! Overlays whose document calls things otherwise now. An action that names nothing stops everything, so what is
//! certain is followed, and what is likely is shown.

use clientwright::config::Config;
use clientwright::diff::{Change, Place};
use clientwright::overlay::{Move, moved};
use clientwright::source::{DiskFiles, Files, Pointer};
use clientwright::{Side, analyse, compare};
use std::fmt::Write;
use std::path::PathBuf;

/// Where component schemas stand.
const SCHEMAS: &str = "#/components/schemas/";

/// What becomes of the overlays.
#[derive(Debug, Default)]
pub struct Followed {
    /// Those that were written anew.
    pub files: Vec<(PathBuf, String)>,
    /// What is told of it.
    pub told: String,
}

/// Follows what the new document calls otherwise, if it is the same for sure: by what `diff` knows of both documents as
/// the vendor wrote them.
pub fn follow(config: &Config, new: &dyn Files) -> Result<Followed, String> {
    let mut bare = config.clone();
    bare.input.overlays.clear();
    bare.names.clear();
    bare.lock = None;
    let side = |files| Side {
        config: &bare,
        files,
    };
    let mut followed = Followed::default();
    let Some(diff) = compare(side(&DiskFiles), side(new)).diff else {
        if !config.input.overlays.is_empty() {
            followed.told =
                "overlays follow nothing: without them, one of the documents is refused\n"
                    .to_owned();
        }
        return Ok(followed);
    };
    let certain: Vec<Move> = diff.changes.iter().filter_map(renamed).collect();
    let certain = settled(&bare, new, certain);
    for path in &config.input.overlays {
        let text = std::fs::read_to_string(path);
        let text = text.map_err(|error| format!("error: {}: {error}\n", path.display()))?;
        if let Some(moved) = moved(&text, &certain) {
            let shown = path.display();
            let named = certain.iter().filter(|one| {
                clientwright::overlay::moved(&text, std::slice::from_ref(one)).is_some()
            });
            for (from, to) in named {
                // Writing to a text does not fail.
                let _ = writeln!(
                    followed.told,
                    "{shown}: `{from}` is `{to}` now, and is followed"
                );
            }
            followed.told += &lines(&text, &moved);
            followed.files.push((path.clone(), moved));
        } else if let Some(likely) = likely(&diff.changes) {
            let (from, to) = (likely.0.clone(), likely.1.clone());
            if let Some(moved) = clientwright::overlay::moved(&text, &[likely]) {
                let shown = path.display();
                let _ = writeln!(
                    followed.told,
                    "{shown}: `{from}` is gone, and `{to}` is new. If that is what it is called now, write"
                );
                followed.told += &lines(&text, &moved);
            }
        }
    }
    Ok(followed)
}

/// What a change says is called otherwise, or stands elsewhere.
fn renamed(change: &Change) -> Option<Move> {
    let (old, new) = (change.old.as_ref()?, change.new.as_ref()?);
    let whole = |place: &Place| match change.kind {
        "schema" => component(place).is_some(),
        "operation" => true,
        _ => false,
    };
    let differs = old.pointer != new.pointer && whole(old) && whole(new);
    let place = |place: &Place| Pointer::parse(&place.pointer);
    differs.then_some(())?;
    Some((place(old)?, place(new)?))
}

/// The name of a component schema.
fn component(place: &Place) -> Option<&str> {
    let name = place.pointer.strip_prefix(SCHEMAS)?;
    (!name.contains('/')).then_some(name)
}

/// Those that are gone where they were, and were not where they are.
fn settled(bare: &Config, new: &dyn Files, moves: Vec<Move>) -> Vec<Move> {
    let (old, new) = (
        analyse(bare, &DiskFiles).document,
        analyse(bare, new).document,
    );
    let Some((old, new)) = old.zip(new) else {
        return Vec::new();
    };
    let fits = |(from, to): &Move| new.at(from).is_none() && old.at(to).is_none();
    moves.into_iter().filter(fits).collect()
}

/// The only component schema that is gone and the only one that is new.
fn likely(changes: &[Change]) -> Option<Move> {
    let schemas = || changes.iter().filter(|change| change.kind == "schema");
    let gone = schemas().filter(|change| change.new.is_none());
    let come = schemas().filter(|change| change.old.is_none());
    let gone: Vec<&Place> = gone.filter_map(|change| change.old.as_ref()).collect();
    let come: Vec<&Place> = come.filter_map(|change| change.new.as_ref()).collect();
    let of = |all: Vec<&Place>| {
        let mut all = all.into_iter().filter(|place| component(place).is_some());
        let one = all.next().filter(|_| all.next().is_none())?;
        Pointer::parse(&one.pointer)
    };
    Some((of(gone)?, of(come)?))
}

/// The lines that differ.
fn lines(old: &str, new: &str) -> String {
    let pairs = old.lines().zip(new.lines()).filter(|(old, new)| old != new);
    let each = pairs.map(|(old, new)| format!("  - {}\n  + {}\n", old.trim(), new.trim()));
    each.collect()
}
