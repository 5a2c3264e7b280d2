//! Where and when something was measured.

use serde::{Deserialize, Serialize};
use std::process::Command;

/// Where and when.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Machine {
    /// The day, as `2026-11-30`.
    pub date: String,
    /// The processor, the number of its cores that may be used, and the memory.
    pub hardware: String,
    /// The compiler.
    pub rustc: String,
    /// This project's commit.
    pub commit: String,
}

impl Machine {
    /// This machine, now.
    pub fn this() -> Self {
        let processor = line_of("/proc/cpuinfo", "model name");
        let memory = memory("MemTotal").map(|bytes| format!(", {:.0} GB", bytes / 1e9));
        let memory = memory.unwrap_or_default();
        let processor = processor.unwrap_or_else(|| std::env::consts::ARCH.to_owned());
        let cores = crate::corpus::cores();
        Self {
            date: chrono::Utc::now().format("%Y-%m-%d").to_string(),
            hardware: format!("{processor}, {cores} cores{memory}"),
            rustc: said("rustc", &["--version"]),
            commit: said("git", &["describe", "--always", "--dirty"]),
        }
    }
}

/// How many bytes of memory are free; nothing where the system does not say.
pub fn free_memory() -> Option<f64> {
    memory("MemAvailable")
}

fn memory(kind: &str) -> Option<f64> {
    let text = line_of("/proc/meminfo", kind)?;
    let kilobytes: f64 = text.strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024.0)
}

/// What follows the colon in the first line that begins with a word.
fn line_of(file: &str, word: &str) -> Option<String> {
    let text = std::fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(word))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

fn said(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    text.unwrap_or_default()
}
