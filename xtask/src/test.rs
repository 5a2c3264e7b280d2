//! `cargo xtask test`: every check, one after the other, each with its time.

use std::process::Command;
use std::time::Instant;

/// Runs all checks and stops at the first that fails.
pub fn run() -> Result<(), String> {
    // What waits has its sockets driven in another way, so all that sends is tested in both.
    let waiting = "-p clientwright-runtime -p aitoearn-client --features aitoearn-client/blocking";
    let strict = "--all-targets -- -D warnings";
    // All that chores stand on; what runs in browsers has a chore of its own.
    let chores = "--manifest-path xtask/Cargo.toml --workspace --exclude wasm-check";
    let steps = [
        ("clippy", format!("clippy --workspace {strict}")),
        ("clippy of waiting", format!("clippy {waiting} {strict}")),
        ("clippy of xtask", format!("clippy {chores} {strict}")),
        ("tests", "test --workspace".to_owned()),
        ("tests of waiting", format!("test {waiting}")),
        ("tests of xtask", format!("test {chores}")),
        (
            "docs",
            "doc --workspace --no-deps --features aitoearn-client/blocking".to_owned(),
        ),
    ];
    step("drift", || crate::codegen::run(true, false))?;
    step("format", crate::format::run)?;
    step("tidy", crate::tidy::run)?;
    for (name, arguments) in steps {
        step(name, || cargo(&arguments))?;
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

fn cargo(arguments: &str) -> Result<(), String> {
    let status = Command::new(crate::cargo_program())
        .args(arguments.split(' '))
        .env("RUSTDOCFLAGS", "-D warnings")
        .status()
        .map_err(|error| error.to_string())?;
    if status.success() {
        return Ok(());
    }
    Err(format!("cargo {arguments} failed"))
}
