//! `spec diff`: two documents, compared.

use crate::Corpus;
use crate::mutate::changed;
use crate::pipeline::config;
use clientwright::source::MemoryFiles;
use clientwright::{Side, compare, diff};
use fastrand::Rng;
use serde_json::{Value, json};

/// Documents beside nearly the same ones.
pub fn seeds(corpus: &Corpus) -> Vec<Vec<u8>> {
    let mut rng = Rng::with_seed(1);
    let pair = |document: &Value| {
        let new = changed(document, 2, &mut rng);
        json!({"old": document, "new": new})
            .to_string()
            .into_bytes()
    };
    corpus.0.iter().map(pair).collect()
}

/// JSON with two documents: what changed can be said in every form; a document beside itself is unchanged.
pub fn run(bytes: &[u8]) -> Result<(), String> {
    let Ok(both) = serde_json::from_slice::<Value>(bytes) else {
        return Ok(());
    };
    let (Some(old), Some(new)) = (both.get("old"), both.get("new")) else {
        return Ok(());
    };
    let file = |name: &str, document: &Value| (name.into(), document.to_string().into_bytes());
    let files = MemoryFiles([file("old.json", old), file("new.json", new)].into());
    let (before, after) = (config("old.json"), config("new.json"));
    let (before, after) = (
        Side {
            config: &before,
            files: &files,
        },
        Side {
            config: &after,
            files: &files,
        },
    );
    let Some(found) = compare(before, after).diff else {
        return Ok(());
    };
    let _ = (
        diff::text(&found),
        diff::markdown(&found),
        diff::json(&found),
    );
    if old == new && !found.changes.is_empty() {
        return Err(format!(
            "a document differs from itself: {:?}",
            found.changes
        ));
    }
    Ok(())
}
