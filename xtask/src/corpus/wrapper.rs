//! This program in front of `rustc`: it measures what each generated crate takes to compile.

use super::process::{End, Limits, run};
use super::record::Measure;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;

/// The variable that names the folder for the measurements, and by which this program knows that it
/// stands in front of the compiler.
pub const VARIABLE: &str = "CLIENTWRIGHT_MEASURE";

/// What a compiler may take for one crate.
const LIMITS: Limits = Limits {
    time: Duration::from_secs(900),
    memory: 6_000_000,
};

/// Runs the compiler if this program was started by cargo in front of it.
pub fn wrap() -> Option<ExitCode> {
    let folder = std::env::var_os(VARIABLE)?;
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let (compiler, rest) = arguments.split_first()?;
    let measured = match run(Command::new(compiler).args(rest), LIMITS) {
        Ok(measured) => measured,
        Err(error) => {
            eprintln!("error: {}: {error}", compiler.to_string_lossy());
            return Some(ExitCode::FAILURE);
        }
    };
    if let Some(name) = crate_name(rest) {
        let measure = Measure {
            millis: measured.time.as_millis() as u64,
            memory_kb: measured.memory,
        };
        // A missing measurement is no reason to fail a build.
        if let Ok(text) = serde_json::to_string(&measure) {
            let _ = std::fs::write(Path::new(&folder).join(name), text);
        }
    }
    let code = match measured.end {
        End::Exit(status) => status.code().and_then(|code| u8::try_from(code).ok()),
        End::Hang | End::Memory => {
            eprintln!("error: the compiler was ended: {:?}", measured.end);
            None
        }
    };
    Some(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

fn crate_name(arguments: &[OsString]) -> Option<String> {
    let at = arguments.iter().position(|word| word == "--crate-name")?;
    let name = arguments.get(at + 1)?.to_str()?;
    (name != "___").then(|| name.to_owned())
}
