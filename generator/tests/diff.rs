//! Pairs of documents and what is said of them: `test_data/diff` has a file a pair, whose first line is the
//! verdict, and beside it everything that is said. With a configuration beside it the new crate goes by the lock of
//! the old one, and by the names that are pinned there.
//!
//! `UPDATE=1 cargo test -p clientwright --test diff` writes the texts anew; the verdicts are written by
//! hand. `cargo xtask spec prove` asks the compiler about the same pairs.

#![allow(clippy::unwrap_used, clippy::panic)]

use clientwright::config::Config;
use clientwright::diagnostic::render;
use clientwright::diff::{self, Diff, Rule};
use clientwright::source::{DiskFiles, MemoryFiles};
use clientwright::{Side, compare};
use std::path::{Path, PathBuf};

fn config(name: &str) -> Config {
    let mut config = Config::default();
    config.input.document = name.into();
    config.output.crate_name = "pets".to_owned();
    config
}

fn of(old: &str, new: &str, beside: &Path) -> Diff {
    let mut files = MemoryFiles(
        [("old.yaml", old), ("new.yaml", new)]
            .map(|(name, text)| (name.into(), text.as_bytes().to_vec()))
            .into(),
    );
    let (old, mut new) = (config("old.yaml"), config("new.yaml"));
    if beside.is_file() {
        let loaded = clientwright::config::load(beside, &DiskFiles)
            .config
            .unwrap();
        (new.names, new.lock) = (loaded.names, Some("lock".into()));
        let mut locked = old.clone();
        locked.lock.clone_from(&new.lock);
        let lock = clientwright::generate(&locked, &files).lock.unwrap();
        files.0.insert(lock.path, lock.text.into_bytes());
    }
    let side = |config| Side {
        config,
        files: &files,
    };
    let compared = compare(side(&old), side(&new));
    compared.diff.unwrap_or_else(|| {
        let said = compared.found.iter().flat_map(|(found, sources)| {
            let all = found.sorted().into_iter();
            all.map(|one| render(one, sources)).collect::<Vec<_>>()
        });
        panic!("{}", said.collect::<String>());
    })
}

fn pairs() -> Vec<(String, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("test_data/diff");
    let mut all: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "yaml"))
        .collect();
    all.sort();
    let named = all.into_iter().map(|path| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, path)
    });
    named.collect()
}

#[test]
fn every_pair_has_its_verdict_and_its_reasons() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = String::new();
    let pairs = pairs();
    assert!(pairs.len() > 90);
    for (at, (name, path)) in pairs.into_iter().enumerate() {
        let text = std::fs::read_to_string(&path).unwrap();
        let (old, new) = text.split_once("---\n").unwrap();
        let (verdict, old) = old.split_once('\n').unwrap();
        let diff = of(old, new, &path.with_extension("toml"));
        let said = diff::text(&diff);
        let found = diff::word(diff.verdict());
        if verdict != format!("# {found}") {
            wrong.push_str(&format!("== {name}: {verdict} is called {found}\n{said}"));
        }
        explained(&name, &diff);
        let golden = path.with_extension("txt");
        if update {
            std::fs::write(&golden, &said).unwrap();
        } else if std::fs::read_to_string(&golden).unwrap_or_default() != said {
            wrong.push_str(&format!("== {name}\n{said}"));
        }
        if at % 10 == 0 {
            assert_eq!(of(new, new, Path::new("")).changes, [], "{name} and itself");
        }
    }
    let mend = "UPDATE=1 cargo test -p clientwright --test diff";
    assert!(wrong.is_empty(), "look, then run `{mend}`\n{wrong}");
}

/// Every change has its reason in every form.
fn explained(name: &str, diff: &Diff) {
    let (json, markdown) = (diff::json(diff), diff::markdown(diff));
    for change in &diff.changes {
        // Where a shared schema stands is told in texts alone.
        let told = change.rules != [Rule::Code] || name == "schema_shared";
        assert!(told, "{name}: nothing but the code tells");
        let rule = change.rules[0];
        assert!(json.contains(rule.slug()), "{name}\n{json}");
        assert!(markdown.contains(rule.reason()), "{name}\n{markdown}");
    }
}

/// Every pair that docs/oasdiff.md names is there: the last column of its tables.
#[test]
fn the_comparison_with_oasdiff_names_pairs_that_are_there() {
    let text = include_str!("../../docs/oasdiff.md");
    let rows = text
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    let known: Vec<String> = pairs().into_iter().map(|(name, _)| name).collect();
    let mut count = 0;
    for row in rows.filter(|row| !row.ends_with("shown by")) {
        let last = row.rsplit('|').next().unwrap_or_default().trim();
        for name in last.split(", ").filter(|name| !name.is_empty()) {
            assert!(known.iter().any(|own| own == name), "{name}: {row}");
            count += 1;
        }
    }
    assert!(count > 100, "{count}");
}
