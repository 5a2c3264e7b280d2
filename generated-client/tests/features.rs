//! The features of the client: types alone, and a tag without an HTTP client of its own.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::process::Command;

/// What cargo prints about the crate with these features only.
fn cargo(arguments: &[&str], features: &str) -> String {
    let done = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "--no-default-features", "--features", features])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{features}: {said}");
    assert!(!said.contains("warning: "), "{features}: {said}");
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn each_compiles_by_itself() {
    for features in ["types", "client", "works"] {
        cargo(&["check", "--lib"], features);
    }
}

#[test]
fn types_alone_need_no_http() {
    let tree = |features| cargo(&["tree", "-e", "normal", "--prefix", "none"], features);
    let has = |tree: &str, name: &str| {
        tree.lines()
            .any(|line| line.split(' ').next() == Some(name))
    };
    let (types, works) = (tree("types"), tree("works"));
    assert!(
        has(&types, "serde_json") && has(&types, "chrono"),
        "{types}"
    );
    let calls = [
        "http",
        "url",
        "bytes",
        "tokio",
        "futures-core",
        "percent-encoding",
        "regex-lite",
    ];
    for name in calls {
        assert!(!has(&types, name) && has(&works, name), "{name}: {types}");
    }
    for name in ["reqwest", "hyper", "rustls", "base64"] {
        assert!(!has(&types, name), "{name}: {types}");
    }
}
