//! Golden files: compared, or written where `UPDATE` is set.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The folder of the golden files.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("test_data/golden")
}

/// Compares files with those of the case, and says what to do about a difference.
pub fn compare(case: &str, files: &BTreeMap<String, String>) {
    let root = folder().join(case);
    let known = read(&root);
    if std::env::var_os("UPDATE").is_some() {
        for path in known.keys().filter(|path| !files.contains_key(*path)) {
            std::fs::remove_file(root.join(path)).unwrap();
        }
        for (path, text) in files
            .iter()
            .filter(|(path, text)| known.get(*path) != Some(text))
        {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        return;
    }
    let mut wrong = Vec::new();
    for path in known.keys().chain(files.keys()) {
        match (known.get(path), files.get(path)) {
            (Some(old), Some(new)) if old != new => {
                wrong.push(format!("{path}: {}", first_difference(old, new)))
            }
            (Some(_), None) => wrong.push(format!("{path}: left over")),
            (None, Some(_)) => wrong.push(format!("{path}: missing")),
            _ => {}
        }
    }
    wrong.dedup();
    let mend = "UPDATE=1 cargo test -p clientwright --test golden";
    assert!(
        wrong.is_empty(),
        "{case} differs; look, then run `{mend}`\n{}",
        wrong.join("\n")
    );
}

fn first_difference(old: &str, new: &str) -> String {
    let lines = old.lines().zip(new.lines()).enumerate();
    let differing = lines
        .filter(|(_, (old, new))| old != new)
        .map(|(at, (old, new))| format!("line {}:\n- {old}\n+ {new}", at + 1));
    differing
        .into_iter()
        .next()
        .unwrap_or_else(|| "one is longer".to_owned())
}

fn read(root: &Path) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(root)
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/");
                all.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    all
}
