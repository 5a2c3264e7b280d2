//! `cargo xtask test`: every check, one after the other, each with its time.

use std::process::Command;
use std::time::Instant;

/// Runs all checks and stops at the first that fails.
pub fn run() -> Result<(), String> {
    let steps: [(&str, &[&str]); 5] = [
        (
            "clippy",
            &[
                "clippy",
                "--workspace",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ],
        ),
        (
            "clippy of xtask",
            &[
                "clippy",
                "--manifest-path",
                "xtask/Cargo.toml",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ],
        ),
        ("tests", &["test", "--workspace"]),
        (
            "tests of xtask",
            &["test", "--manifest-path", "xtask/Cargo.toml"],
        ),
        ("docs", &["doc", "--workspace", "--no-deps"]),
    ];
    step("drift", || crate::codegen::run(true))?;
    step("format", crate::format::run)?;
    step("tidy", crate::tidy::run)?;
    for (name, arguments) in steps {
        step(name, || cargo(arguments))?;
    }
    Ok(())
}

fn step(name: &str, work: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    println!("== {name}");
    let start = Instant::now();
    let done = work();
    println!("== {name}: {:.1} s", start.elapsed().as_secs_f64());
    done.map_err(|message| format!("{message}\nthe step `{name}` failed\n"))
}

fn cargo(arguments: &[&str]) -> Result<(), String> {
    let status = Command::new(crate::cargo_program())
        .args(arguments)
        .env("RUSTDOCFLAGS", "-D warnings")
        .status()
        .map_err(|error| error.to_string())?;
    if status.success() {
        return Ok(());
    }
    Err(format!("cargo {} failed", arguments.join(" ")))
}
