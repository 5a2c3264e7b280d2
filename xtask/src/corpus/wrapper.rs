//! This program in front of `rustc` and `rustdoc`: it measures what each generated crate takes to
//! compile, and documents each in a folder of its own.

use super::process::{End, Limits, Measured, run};
use super::record::Measure;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;

/// The variable that names the folder for the measurements, and by which this program knows that it
/// stands in front of the compiler.
pub const VARIABLE: &str = "CLIENTWRIGHT_MEASURE";

/// The variable that makes this program stand in front of `rustdoc`.
pub const DOCUMENT: &str = "CLIENTWRIGHT_DOCUMENT";

/// What a compiler may take for one crate.
const LIMITS: Limits = Limits {
    time: Duration::from_secs(900),
    memory: 6_000_000,
};

/// Runs the compiler or `rustdoc` if this program was started by cargo in front of it.
pub fn wrap() -> Option<ExitCode> {
    let arguments = || std::env::args_os().skip(1).collect();
    if std::env::var_os(DOCUMENT).is_some() {
        return Some(document(arguments()));
    }
    let folder = std::env::var_os(VARIABLE)?;
    let arguments: Vec<OsString> = arguments();
    let (compiler, rest) = arguments.split_first()?;
    let (measured, code) = match within(Command::new(compiler).args(rest)) {
        Ok(done) => done,
        Err(code) => return Some(code),
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
    Some(code)
}

/// `rustdoc` with a folder for each crate: in a shared one each crate writes the index of all anew.
fn document(mut arguments: Vec<OsString>) -> ExitCode {
    let name = crate_name(&arguments);
    let folder = arguments
        .iter()
        .position(|word| word == "-o" || word == "--out-dir");
    let folder = folder.and_then(|at| arguments.get_mut(at + 1));
    if let (Some(name), Some(folder)) = (name, folder) {
        *folder = Path::new(folder).join(name).into_os_string();
    }
    match within(Command::new("rustdoc").args(arguments)) {
        Ok((_, code)) | Err(code) => code,
    }
}

fn within(command: &mut Command) -> Result<(Measured, ExitCode), ExitCode> {
    let measured = run(command, LIMITS).map_err(|error| {
        eprintln!(
            "error: {}: {error}",
            command.get_program().to_string_lossy()
        );
        ExitCode::FAILURE
    })?;
    let code = match measured.end {
        End::Exit(status) => status.code().and_then(|code| u8::try_from(code).ok()),
        End::Hang | End::Memory => {
            eprintln!("error: the compiler was ended: {:?}", measured.end);
            None
        }
    };
    Ok((measured, code.map_or(ExitCode::FAILURE, ExitCode::from)))
}

fn crate_name(arguments: &[OsString]) -> Option<String> {
    let at = arguments.iter().position(|word| word == "--crate-name")?;
    let name = arguments.get(at + 1)?.to_str()?;
    (name != "___").then(|| name.to_owned())
}
