//! `cargo xtask wasm`: the runtime and the generated client for `wasm32-unknown-unknown`, as a page
//! has them, and under Node.

use crate::interop::SKIPPED;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

pub const TARGET: &str = "wasm32-unknown-unknown";

/// What is said where the target is not there.
pub const MISSING: &str = "Rust has no wasm32-unknown-unknown here, and it could not be fetched; \
     `rustup target add wasm32-unknown-unknown` brings it";

/// Builds, and runs where there is Node.
pub fn run() -> ExitCode {
    if !has_target() {
        eprintln!("skipped: {MISSING}");
        return ExitCode::from(SKIPPED);
    }
    match check().and_then(|()| try_out()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Whether there is a standard library for the target; fetched if `rustup` can.
pub fn has_target() -> bool {
    let is_there = || {
        let asked = Command::new("rustc")
            .args(["--print", "target-libdir", "--target", TARGET])
            .output();
        let folder = asked
            .ok()
            .and_then(|said| String::from_utf8(said.stdout).ok());
        folder.is_some_and(|folder| Path::new(folder.trim()).is_dir())
    };
    if is_there() {
        return true;
    }
    let added = Command::new("rustup")
        .args(["target", "add", TARGET])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    added.is_ok_and(|status| status.success()) && is_there()
}

/// The crates with each set of features that makes a difference.
fn check() -> Result<(), String> {
    let clippy = |arguments: &str| {
        cargo(&format!(
            "clippy --quiet --target {TARGET} {arguments} -- -D warnings"
        ))
    };
    let alone = "-p aitoearn-client --no-default-features --features";
    clippy(&format!("{alone} types"))?;
    clippy(&format!("{alone} works"))?;
    clippy("-p aitoearn-client")?;
    clippy("-p clientwright-runtime --features tower,tracing,xml,gzip,http2")?;
    println!("built for {TARGET}");
    Ok(())
}

/// A page that calls servers of this machine.
fn try_out() -> Result<(), String> {
    let node = Command::new("node").arg("--version").output();
    if !node.is_ok_and(|said| said.status.success()) {
        println!("skipped: there is no `node` to run it");
        return Ok(());
    }
    let workspace = "--quiet --manifest-path xtask/Cargo.toml -p wasm-check";
    cargo(&format!("build {workspace} --lib --target {TARGET}"))?;
    let module = format!("target/{TARGET}/debug/wasm_check.wasm");
    cargo(&format!(
        "run {workspace} --bin bind -- {module} target/wasm-check"
    ))?;
    let page = std::path::absolute("target/wasm-check/wasm_check.js");
    let page = page.map_err(|error| error.to_string())?;
    succeed(Command::new("node").arg("xtask/wasm/check.mjs").arg(page))
}

fn cargo(arguments: &str) -> Result<(), String> {
    succeed(Command::new(crate::cargo_program()).args(arguments.split(' ')))
}

fn succeed(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| error.to_string())?;
    match status.success() {
        true => Ok(()),
        false => Err(format!("{command:?} failed")),
    }
}
