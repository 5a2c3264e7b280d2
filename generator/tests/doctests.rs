//! The examples in the documentation of generated crates compile, whatever the document.

#![allow(clippy::unwrap_used, clippy::panic)]

use clientwright::names::feature::TLS;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// Documents with bodies of every kind, names that are awkward, types of every shape, pages and streams.
const CASES: [&str; 12] = [
    "awkward_names",
    "bodies",
    "enums",
    "formats",
    "forms",
    "hostile_docs",
    "hostile_operations",
    "nested_union",
    "paging",
    "parameters",
    "streams",
    "tuples",
];

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The crate of a document, on the runtime as it is, and its features but for the HTTP client.
fn generate(place: &Path, case: &str) -> Vec<String> {
    let document = format!(
        "{}/test_data/golden/{case}.yaml",
        env!("CARGO_MANIFEST_DIR")
    );
    let name = format!("{}-client", case.replace('_', "-"));
    let runtime = format!("path:{}", workspace().join("runtime").display());
    let made = Command::new(env!("CARGO_BIN_EXE_clientwright"))
        .args(["generate", &document, "--output", case, "--name", &name])
        .args(["--runtime", &runtime])
        .current_dir(place)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&made.stderr);
    assert!(made.status.success(), "{case}: {said}");
    let manifest = fs::read_to_string(place.join(case).join("Cargo.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    let on = manifest["features"]["default"].as_array().unwrap();
    let on = on.iter().map(|feature| feature.as_str().unwrap());
    let on = on.filter(|feature| *feature != TLS);
    on.map(|feature| format!("{name}/{feature}")).collect()
}

/// One workspace, so that what they depend on is compiled once.
#[test]
fn every_example_compiles() {
    let place = TempDir::new().unwrap();
    let (mut expected, mut features) = (0, Vec::new());
    for case in CASES {
        features.extend(generate(place.path(), case));
        let files = fs::read_dir(place.path().join(case).join("src/api")).unwrap();
        let texts = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
        let count: usize = texts.map(|text| text.matches("```no_run").count()).sum();
        assert!(count > 0, "{case} shows no call");
        expected += count;
    }
    let members = CASES.map(|case| format!("{case:?}")).join(", ");
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n");
    fs::write(place.path().join("Cargo.toml"), manifest).unwrap();
    // The versions that are at hand.
    fs::copy(
        workspace().join("Cargo.lock"),
        place.path().join("Cargo.lock"),
    )
    .unwrap();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("..");
    let done = Command::new(env!("CARGO"))
        .args(["test", "--doc", "--workspace", "--offline"])
        .args(["--no-default-features", "--features", &features.join(",")])
        .current_dir(place.path())
        .env("CARGO_TARGET_DIR", target)
        .output()
        .unwrap();
    let (out, err) = (
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr),
    );
    assert!(done.status.success(), "{out}\n{err}");
    let passed = out.matches(" ... ok").count();
    assert!(passed >= expected, "{passed} of {expected}:\n{out}");
}
