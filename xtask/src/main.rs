//! The chores of this project, started as `cargo xtask`.

mod bench;
mod browser;
mod codegen;
mod copy;
mod corpus;
mod format;
mod interop;
mod mutants;
mod playground;
mod progress;
mod roundtrip;
mod shared;
mod spec;
mod test;
mod tidy;
mod trust;
mod versions;
mod wasm;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// The chores of this project.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generate `generated-client` from `spec/clientwright.toml`.
    Codegen {
        /// Write nothing; exit with 1 if a file differs, is missing or is left over.
        #[arg(long)]
        check: bool,
        /// Give all names anew, whatever `spec/clientwright.lock` says.
        #[arg(long)]
        relock: bool,
    },
    /// Everything that must hold before a change is taken.
    Test,
    /// Real documents through the generator and the compiler.
    Corpus(corpus::Options),
    /// This project beside its peers: generating, compiling, running. Writes `docs/benchmarks`.
    Bench(bench::Options),
    /// Instances of every schema through the types generated for it.
    Roundtrip(roundtrip::Options),
    /// Generated clients against servers that others wrote; they come from npm. Exits with 77 where
    /// npm cannot be reached.
    Interop(interop::Options),
    /// The runtime and the generated client for `wasm32-unknown-unknown`, and under Node. Exits with
    /// 77 where Rust has no such target.
    Wasm,
    /// The generator behind a page that needs no server: `target/playground/index.html`. Exits with 77 where
    /// Rust has no `wasm32-unknown-unknown`.
    Playground(playground::Options),
    /// The report and the playground in a browser. Exits with 77 where there is no Chromium, npm cannot be
    /// reached, or Rust has no `wasm32-unknown-unknown`.
    Browser,
    /// Hostile documents, killed runs and broken servers, for as long as it is given; exits with 1 on any finding.
    Trust(trust::Options),
    /// Small mistakes put into the sources, one at a time, which the tests ought to notice.
    Mutants(mutants::Options),
    /// The runtime and the generated crate with the oldest dependencies that they allow.
    Versions,
    /// The rules about how the sources are cut.
    Tidy,
    /// The vendor's document.
    #[command(subcommand)]
    Spec(Spec),
}

#[derive(Debug, Subcommand)]
enum Spec {
    /// Take the OpenAPI document out of documentation pages, or from documents; several are merged.
    Import {
        /// The pages, as Markdown, or documents in YAML or JSON.
        #[arg(required = true)]
        pages: Vec<PathBuf>,
        /// The document to write.
        #[arg(long, default_value = "spec/aitoearn.openapi.yaml")]
        output: PathBuf,
        /// Write nothing; exit with 1 if the document differs.
        #[arg(long)]
        check: bool,
    },
    /// What changed between two documents, for users of the generated crate.
    Diff(spec::Diff),
    /// Take a new document from the vendor: import it, say what changed, generate, and move the version and
    /// the changelog of the generated crate on.
    Update(spec::Update),
    /// Ask the compiler whether it agrees with what `diff` says of the pairs in `generator/test_data/diff`.
    Prove(spec::Prove),
}

fn main() -> ExitCode {
    if let Some(code) = trust::wrap().or_else(corpus::wrap) {
        return code;
    }
    let Some(root) = root() else {
        eprintln!("error: run this inside the project");
        return ExitCode::from(2);
    };
    if let Err(error) = std::env::set_current_dir(&root) {
        eprintln!("error: {}: {error}", root.display());
        return ExitCode::from(2);
    }
    let done = match Cli::parse().command {
        Command::Codegen { check, relock } => codegen::run(check, relock),
        Command::Test => test::run(),
        Command::Corpus(options) => corpus::run(&options),
        Command::Bench(options) => bench::run(&options),
        Command::Roundtrip(options) => roundtrip::run(&options),
        Command::Interop(options) => return interop::run(&options),
        Command::Wasm => return wasm::run(),
        Command::Playground(options) => return playground::run(&options),
        Command::Browser => return browser::run(),
        Command::Trust(options) => trust::run(&options),
        Command::Mutants(options) => mutants::run(&options),
        Command::Versions => versions::run(),
        Command::Tidy => tidy::run(),
        Command::Spec(Spec::Import {
            pages,
            output,
            check,
        }) => spec::import(&pages, &output, check),
        Command::Spec(Spec::Diff(options)) => return spec::diff(&options),
        Command::Spec(Spec::Update(options)) => spec::update(&options),
        Command::Spec(Spec::Prove(options)) => spec::prove(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprint!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// The project's root: the nearest folder upwards that has the configuration. Asked when it runs,
/// so that one build serves copies of the project in tests.
fn root() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors()
        .find(|folder| folder.join("spec/clientwright.toml").is_file())
        .map(PathBuf::from)
}

/// Cargo as this program was started by.
fn cargo_program() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}
