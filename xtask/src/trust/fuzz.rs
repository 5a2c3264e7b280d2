//! The targets of `trust-targets`: under libFuzzer where it can be built, else with nearly real inputs.

use super::counters;
use super::table::Row;
use crate::cargo_program;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What an input may take, in seconds and mebibytes, and how long it may be.
const LIMITS: [&str; 5] = [
    "-timeout=10",
    "-rss_limit_mb=2048",
    "-max_len=65536",
    "-detect_leaks=0",
    "-print_funcs=0",
];

/// A fuzzer that was built, and where its inputs are kept.
pub struct Fuzzer {
    program: PathBuf,
    folder: PathBuf,
}

impl Fuzzer {
    /// Builds it; `None` where that cannot be, which the compiler has said by then.
    pub fn build(folder: &Path) -> Option<Self> {
        let own = std::env::current_exe().ok()?;
        let status = Command::new(cargo_program())
            .args("build --quiet --release --manifest-path xtask/trust/fuzz/Cargo.toml".split(' '))
            .env("RUSTC_WRAPPER", own)
            .env(counters::VARIABLE, "1")
            .status();
        if !status.is_ok_and(|status| status.success()) {
            return None;
        }
        let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
        let name = format!("fuzz{}", std::env::consts::EXE_SUFFIX);
        let program = Path::new(&target).join("release").join(name);
        Some(Self {
            program,
            folder: folder.to_owned(),
        })
    }

    /// Where inputs of a target are kept: those to begin with, and those that reached something new.
    fn inputs(&self, target: &str) -> PathBuf {
        self.folder.join(target)
    }

    /// Fuzzes a target for a time, from the inputs that are there.
    pub fn run(
        &self,
        trust: &Path,
        target: &str,
        seconds: u64,
        corpus: &Path,
        seed: u64,
    ) -> Result<Row, String> {
        let inputs = self.inputs(target);
        if fs::read_dir(&inputs).is_ok_and(|mut entries| entries.next().is_some()) {
            eprintln!("== fuzz {target}, from what it knows");
        } else {
            eprintln!("== fuzz {target}");
            let status = Command::new(trust)
                .arg("seeds")
                .arg(target)
                .args([corpus, &inputs])
                .status();
            if !status.is_ok_and(|status| status.success()) {
                return Err(format!("error: there is nothing to begin {target} with\n"));
            }
        }
        let found = self.folder.join(format!("found-{target}-"));
        let mut command = Command::new(&self.program);
        command
            .env("TRUST_TARGET", target)
            .args(LIMITS)
            .arg(format!("-max_total_time={seconds}"))
            .arg(format!("-seed={}", seed.max(1) & 0xffff_ffff))
            .arg(format!("-artifact_prefix={}", found.display()))
            .arg("-print_final_stats=1")
            .arg(&inputs);
        let said = said(&mut command)?;
        Ok(told(target, &said))
    }

    /// How many of the branches of the generator and the runtime all inputs together reach.
    pub fn coverage(&self, targets: &[String]) -> Result<String, String> {
        let mut command = Command::new(&self.program);
        command
            .env("TRUST_TARGET", "every")
            .args(LIMITS)
            .arg("-runs=0");
        for target in targets {
            command.arg(self.inputs(target));
        }
        let said = said(&mut command)?;
        let (reached, all) = (
            number(&said.text, "cov: "),
            number(&said.text, "modules   ("),
        );
        let share = 100.0 * reached as f64 / all.max(1) as f64;
        Ok(format!(
            "coverage: {reached} of {all} edges of the generator and the runtime, {share:.1} %"
        ))
    }
}

struct Said {
    text: String,
    is_fine: bool,
}

fn said(command: &mut Command) -> Result<Said, String> {
    let output = command
        .stdout(Stdio::null())
        .output()
        .map_err(|error| format!("error: the fuzzer: {error}\n"))?;
    Ok(Said {
        text: String::from_utf8_lossy(&output.stderr).into_owned(),
        is_fine: output.status.success(),
    })
}

/// The number that last stands behind a word; 0 where none does.
fn number(text: &str, word: &str) -> u64 {
    let rest = text
        .rsplit_once(word)
        .map_or("", |(_, rest)| rest)
        .trim_start();
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_default()
}

/// What the fuzzer says at its end, as a row.
fn told(target: &str, said: &Said) -> Row {
    let text = &said.text;
    let mut row = Row {
        what: format!("fuzz {target}"),
        count: number(text, "stat::number_of_executed_units:"),
        worst_millis: 1000 * number(text, "stat::slowest_unit_time_sec:"),
        peak_kb: 1024 * number(text, "stat::peak_rss_mb:"),
        note: format!(
            "{} edges of {}",
            number(text, "cov: "),
            number(text, "modules   (")
        ),
        ..Row::default()
    };
    if !said.is_fine {
        let line = |word: &str| {
            text.lines()
                .find(|line| line.contains(word))
                .unwrap_or_default()
        };
        let after = |word: &str| text.lines().skip_while(|line| !line.contains(word)).nth(1);
        let why = after("panicked at").unwrap_or_else(|| line("SUMMARY: "));
        let kept = text
            .rsplit_once("Test unit written to ")
            .map_or("", |(_, rest)| rest);
        let kept = kept.lines().next().unwrap_or_default();
        row.findings.push(format!("{why} ({kept})"));
    }
    row
}

#[cfg(test)]
mod tests {
    use super::{Said, told};

    #[test]
    fn what_the_fuzzer_says_becomes_a_row() {
        let text = "INFO: Loaded 1 modules   (5000 inline 8-bit counters): 5000 [0x1, 0x2)
#2\tINITED cov: 100 ft: 101 corp: 1/1b exec/s: 0 rss: 50Mb
#900\tDONE   cov: 321 ft: 400 corp: 9/99b lim: 4 exec/s: 450 rss: 60Mb
stat::number_of_executed_units: 900
stat::slowest_unit_time_sec:    2
stat::peak_rss_mb:              60
";
        let said = |text: String, is_fine| Said { text, is_fine };
        let row = told("read", &said(text.to_owned(), true));
        assert_eq!(
            (row.count, row.worst_millis, row.peak_kb),
            (900, 2000, 60 << 10)
        );
        assert_eq!(
            (row.note.as_str(), row.findings.len()),
            ("321 edges of 5000", 0)
        );
        let crash = "thread '<unnamed>' (7) panicked at src/main.rs:24:13:\nread: planted\nnote: x
SUMMARY: libFuzzer: deadly signal\nartifact_prefix='f/'; Test unit written to f/crash-1\nBase64: AA==\n";
        let row = told("read", &said(format!("{text}{crash}"), false));
        assert_eq!(row.findings, ["read: planted (f/crash-1)"]);
    }
}
