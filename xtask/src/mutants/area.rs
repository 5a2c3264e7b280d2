//! What is mutated, and which tests ought to notice.

use serde::Deserialize;
use std::path::Path;
use std::process::Command;

/// A part of a package.
#[derive(Debug)]
pub struct Area {
    pub name: &'static str,
    pub package: &'static str,
    /// Its files.
    files: &'static [&'static str],
    /// The tests, as arguments of `cargo test`.
    pub tests: &'static str,
    /// How much of the sample is from here.
    pub share: usize,
}

/// All of them, about as large in the sample as they are.
pub const AREAS: &[Area] = &[
    Area {
        name: "runtime",
        package: "clientwright-runtime",
        files: &["runtime/src/parameter/*.rs", "runtime/src/paging/*.rs"],
        tests: "--lib --test styles --test rfc6570 --test arguments --test paging --test walks",
        share: 2,
    },
    Area {
        name: "dialect",
        package: "clientwright",
        files: &["generator/src/dialect/**/*.rs"],
        tests: "--lib --test golden --test reject",
        share: 2,
    },
    Area {
        name: "lower",
        package: "clientwright",
        files: &["generator/src/lower/**/*.rs"],
        tests: "--test golden --test reject --test lowering",
        share: 4,
    },
    Area {
        name: "names",
        package: "clientwright",
        files: &["generator/src/names/**/*.rs"],
        tests: "--test golden --test reject --test lock --test names",
        share: 2,
    },
];

/// A small mistake.
#[derive(Debug, Deserialize)]
pub struct Mutant {
    /// Where it is and what it does.
    pub name: String,
    pub file: String,
    /// The change of the file.
    pub diff: String,
}

impl Area {
    /// The mistakes that can be made.
    pub fn mutants(&self, tool: &Path, tree: &Path) -> Result<Vec<Mutant>, String> {
        let mut command = Command::new(tool);
        command.args([
            "mutants",
            "--list",
            "--json",
            "--diff",
            "--package",
            self.package,
        ]);
        command.arg("--dir").arg(tree);
        for file in self.files {
            command.args(["--file", file]);
        }
        let output = command
            .output()
            .map_err(|error| format!("error: {}: {error}\n", tool.display()))?;
        serde_json::from_slice(&output.stdout).map_err(|error| {
            let said = String::from_utf8_lossy(&output.stderr);
            format!("error: the list of mutants: {error}\n{said}")
        })
    }
}
