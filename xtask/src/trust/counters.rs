//! The compiler, told to count branches in what is attacked: cargo starts this program in front of it.

use std::ffi::{OsStr, OsString};
use std::process::{Command, ExitCode};

/// The variable by which cargo is told to.
pub const VARIABLE: &str = "CLIENTWRIGHT_COUNTERS";

/// What is attacked. Counters of its dependencies would tell of nothing that is ours.
const CRATES: [&str; 2] = ["clientwright", "clientwright_runtime"];

/// What a fuzzer in the process needs: <https://clang.llvm.org/docs/SanitizerCoverage.html>.
const FLAGS: [&str; 5] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

/// Runs the compiler if this program was started by cargo in front of it.
pub fn wrap() -> Option<ExitCode> {
    std::env::var_os(VARIABLE)?;
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let (compiler, rest) = arguments.split_first()?;
    let flags: &[&str] = if is_attacked(rest) { &FLAGS } else { &[] };
    let status = Command::new(compiler).args(rest).args(flags).status();
    let code = status.ok().and_then(|status| status.code()).unwrap_or(1);
    Some(ExitCode::from(u8::try_from(code).unwrap_or(1)))
}

fn is_attacked(arguments: &[OsString]) -> bool {
    let mut names = arguments.iter().skip_while(|word| *word != "--crate-name");
    let name = names.nth(1).map(OsString::as_os_str);
    CRATES.iter().any(|known| name == Some(OsStr::new(known)))
}

#[cfg(test)]
mod tests {
    use super::is_attacked;

    #[test]
    fn only_what_is_attacked_is_counted() {
        let of = |text: &str| is_attacked(&text.split(' ').map(Into::into).collect::<Vec<_>>());
        assert!(of("--crate-name clientwright --edition=2024 src/lib.rs"));
        assert!(!of(
            "--crate-name build_script_build --edition=2024 build.rs"
        ));
        assert!(!of("-vV"));
    }
}
