//! Generates a typed Rust client crate from an OpenAPI document.
//!
//! The pipeline runs one way; each stage reports into [`diagnostic::Diagnostics`] and never panics:
//!
//! `source -> document -> overlay -> resolve -> dialect -> model -> lower -> ir -> names -> emit + format -> output`
//!
//! A build script takes [`Builder`]. A tool of your own calls the stages it needs, such as:
//!
//! ```no_run
//! use clientwright::output::{Mode, sync};
//! use clientwright::source::DiskFiles;
//!
//! # fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let loaded = clientwright::config::load("clientwright.toml".as_ref(), &DiskFiles);
//! let config = loaded.config.ok_or("no readable configuration")?;
//! let outcome = clientwright::generate(&config, &DiskFiles);
//! for diagnostic in outcome.diagnostics.sorted() {
//!     eprint!("{}", clientwright::diagnostic::render(diagnostic, &outcome.sources));
//! }
//! if !outcome.diagnostics.has_errors() {
//!     sync(&config.output.directory, &outcome.files, Mode::Write)?;
//! }
//! # Ok(()) }
//! ```

pub mod config;
pub mod diagnostic;
pub mod dialect;
pub mod diff;
pub mod document;
pub mod emit;
pub mod format;
pub mod grammar;
pub mod ir;
pub mod limits;
pub mod lock;
pub mod lower;
pub mod model;
pub mod names;
pub mod output;
pub mod overlay;
pub mod page;
pub mod report;
pub mod resolve;
pub mod source;
pub mod surface;
pub mod vendor;

mod builder;
mod bundle;
mod codegen;
mod compare;
mod explain;
mod fix;
mod init;
mod inspect;
mod keep;
mod load;
mod mend;
mod observed;
mod stack;
mod stage;

pub use builder::{BuildError, Builder, Built};
pub use bundle::{Bundled, bundle};
pub use codegen::{Codegen, Generated};
pub use compare::{Answer, Chosen, Compared, DiffCommand, Side, choose, compare};
pub use explain::{Conclusion, Explained, Explanations, explain};
pub use fix::{Fixed, Overlaid, fix, overlaid, overlay_template};
pub use init::{Begun, Library, Workspace, init};
pub use inspect::{Inspected, View, inspect};
pub use observed::{Observed, from_observations};
pub use stage::Stage;

use config::{Config, Runtime};
use diagnostic::{Code, Diagnostic, Diagnostics};
use document::Node;
use ir::Api;
use names::Names;
use resolve::Resolved;
use source::{Files, SourceMap};
use std::path::PathBuf;

/// Who is told each stage as it begins.
pub type Tell<'t> = &'t (dyn Fn(Stage) + Sync);

/// What a run gives.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The crate's files; empty if anything forbids generating them.
    pub files: Vec<output::File>,
    /// What was found, in every stage that ran.
    pub diagnostics: Diagnostics,
    /// The lock with the names that were given; `None` where the configuration has none.
    pub lock: Option<Lock>,
    /// What the report tells of: the API and its names; `None` if an error stopped the run.
    pub api: Option<(Api, Names)>,
    /// The files that were read, for rendering the diagnostics.
    pub sources: SourceMap,
}

/// The file that keeps names, as it should be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// Where it stands.
    pub path: PathBuf,
    /// The whole text.
    pub text: String,
}

/// Generates the crate that `config` describes. Reads through `files` and writes nothing.
pub fn generate(config: &Config, files: &dyn Files) -> Outcome {
    generate_telling(config, files, &|_| {})
}

/// The same, telling each stage as it begins.
pub fn generate_telling(config: &Config, files: &dyn Files, tell: Tell<'_>) -> Outcome {
    stack::with(|| generated(config, files, tell))
}

fn generated(config: &Config, files: &dyn Files, tell: Tell<'_>) -> Outcome {
    let mut outcome = Outcome::of(config);
    let Some((api, names)) = analysed(config, files, tell, &mut outcome) else {
        return outcome;
    };
    tell(Stage::Emit);
    let emitted = emit(&api, &names, config, &mut outcome.diagnostics);
    if outcome.diagnostics.has_errors() {
        return outcome;
    }
    outcome.lock = keep::lock(&api, &names, config, files);
    let split = emit::is_split(&api, config);
    outcome.api = Some((api, names));
    match with_runtime(emitted, split, config) {
        Ok(files) => outcome.files = files,
        Err(why) => outcome
            .diagnostics
            .push(Diagnostic::error(Code::Config, why)),
    }
    outcome
}

/// The crate's files with those of the runtime, where it brings it along.
fn with_runtime(
    mut files: Vec<output::File>,
    split: bool,
    config: &Config,
) -> Result<Vec<output::File>, String> {
    let config::Output {
        runtime,
        crate_name,
        command,
        ..
    } = &config.output;
    match runtime {
        // A module cannot be shared by several crates, but one more crate can.
        Runtime::Embedded if split => {
            let (package, folder) = emit::runtime_of(crate_name);
            files.extend(vendor::renamed(command, &folder, &package));
        }
        Runtime::Embedded => return vendor::embed(files, crate_name, command),
        Runtime::Copy => files.extend(vendor::files(command)),
        Runtime::Path(_) | Runtime::Version(_) => {}
    }
    Ok(files)
}

/// Runs every stage that looks at the document, and generates nothing.
pub fn check(config: &Config, files: &dyn Files) -> Outcome {
    check_telling(config, files, &|_| {})
}

/// The same, telling each stage as it begins.
pub fn check_telling(config: &Config, files: &dyn Files, tell: Tell<'_>) -> Outcome {
    stack::with(|| {
        let mut outcome = Outcome::of(config);
        outcome.api = analysed(config, files, tell, &mut outcome);
        outcome
    })
}

/// What a document says, before it becomes a crate.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// The API and its names; `None` if an error stopped the run.
    pub api: Option<(Api, Names)>,
    /// The document as one tree in the shape of OpenAPI 3.0, where the origins in the API point to.
    pub document: Option<Node>,
    /// What was found, in every stage that ran.
    pub diagnostics: Diagnostics,
    /// The files that were read, for rendering the diagnostics.
    pub sources: SourceMap,
}

/// Runs every stage that looks at the document: for tools that go by the API and its names.
pub fn analyse(config: &Config, files: &dyn Files) -> Analysis {
    stack::with(|| {
        let mut outcome = Outcome::of(config);
        let normal = normal(config, files, &|_| {}, &mut outcome);
        let document = normal.as_ref().map(|(document, _)| document.clone());
        let api = named(normal, config, files, &|_| {}, &mut outcome);
        Analysis {
            api,
            document,
            diagnostics: outcome.diagnostics,
            sources: outcome.sources,
        }
    })
}

impl Outcome {
    /// Nothing yet.
    fn of(config: &Config) -> Self {
        Self {
            diagnostics: Diagnostics::allowing(config.allow.clone()),
            ..Self::default()
        }
    }

    /// What was generated, inferred, degraded, left out or left untyped; `None` if an error stopped the run.
    pub fn report(&self, format: report::Format) -> Option<String> {
        let (api, names) = self.api.as_ref()?;
        let write = match format {
            report::Format::Text => report::text,
            report::Format::Json => report::json,
            report::Format::Html => report::html,
        };
        Some(write(api, names, &self.diagnostics, &self.sources))
    }
}

/// The document as IR with names; `None` where an error stopped the way there.
fn analysed(
    config: &Config,
    files: &dyn Files,
    tell: Tell<'_>,
    outcome: &mut Outcome,
) -> Option<(Api, Names)> {
    let normal = normal(config, files, tell, outcome);
    named(normal, config, files, tell, outcome)
}

/// Says which overlay actions mend what was found. The tree is read again rather than kept: the
/// stages change it, and few documents need this.
fn suggest(config: &Config, files: &dyn Files, diagnostics: &mut Diagnostics) {
    if !mend::is_wanted(diagnostics) {
        return;
    }
    let mut again = Diagnostics::allowing(config.allow.clone());
    if let Some((document, _)) = read(config, files, &mut SourceMap::new(), &mut again) {
        mend::suggest(&document, diagnostics);
    }
}

/// The document as one file in the shape of OpenAPI 3.0, and what its references came to.
fn normal(
    config: &Config,
    files: &dyn Files,
    tell: Tell<'_>,
    outcome: &mut Outcome,
) -> Option<(Node, ir::Tally)> {
    let diagnostics = &mut outcome.diagnostics;
    tell(Stage::Read);
    let (entry, patches) = read(config, files, &mut outcome.sources, diagnostics)?;
    let version = dialect::version(&entry, diagnostics)?;
    let entry = (dialect::identify(entry), patches);
    tell(Stage::Resolve);
    let resolved = resolve(entry, config, files, &mut outcome.sources, diagnostics)?;
    let document = dialect::normalize(resolved.document, version, diagnostics);
    go_on(diagnostics)?;
    Some((document, references(resolved.references, resolved.left_out)))
}

/// The IR with names. What mends the findings is looked for beside it: those of naming have nothing to mend in the
/// document.
fn named(
    normal: Option<(Node, ir::Tally)>,
    config: &Config,
    files: &dyn Files,
    tell: Tell<'_>,
    outcome: &mut Outcome,
) -> Option<(Api, Names)> {
    let Outcome {
        diagnostics,
        sources,
        ..
    } = outcome;
    let api = normal.and_then(|normal| lowered(normal, config, tell, diagnostics));
    let mut more = Diagnostics::allowing(config.allow.clone());
    let (named, ()) = rayon::join(
        || {
            let api = api?;
            tell(Stage::Name);
            let locked = keep::locked(config, files, sources, &mut more);
            go_on(&more)?;
            let names = keep::names(&api, config, &locked, &mut more);
            go_on(&more)?;
            Some((api, names))
        },
        || suggest(config, files, diagnostics),
    );
    diagnostics.append(more);
    named
}

/// The document as IR.
fn lowered(
    (document, references): (Node, ir::Tally),
    config: &Config,
    tell: Tell<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Api> {
    tell(Stage::Lower);
    let mut api = lower::lower(&document, config, diagnostics);
    api.coverage.references = references;
    go_on(diagnostics).map(|()| api)
}

/// What references came to.
fn references(count: usize, left_out: Vec<resolve::LeftOut>) -> ir::Tally {
    let dropped = |lost: resolve::LeftOut| ir::Dropped {
        pointer: lost.pointer,
        code: lost.code.slug().to_owned(),
        reason: lost.reason,
    };
    ir::Tally {
        declared: count,
        generated: count.saturating_sub(left_out.len()),
        dropped: left_out.into_iter().map(dropped).collect(),
        ..ir::Tally::default()
    }
}

/// The document with its overlays applied, and what they change in other files.
fn read(
    config: &Config,
    files: &dyn Files,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Option<(Node, Vec<overlay::Patch>)> {
    let mut document = load::tree(
        &config.input.document,
        &config.limits,
        files,
        sources,
        diagnostics,
    )?;
    let mut patches = Vec::new();
    for path in &config.input.overlays {
        let overlay = load::tree(path, &config.limits, files, sources, diagnostics)?;
        document = overlay::apply(
            document,
            &overlay,
            &config.limits,
            &mut patches,
            diagnostics,
        );
    }
    go_on(diagnostics).map(|()| (document, patches))
}

/// The document with everything that it refers to.
fn resolve(
    (entry, patches): (Node, Vec<overlay::Patch>),
    config: &Config,
    files: &dyn Files,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Option<Resolved> {
    let resolved = resolve::resolve(
        entry,
        patches,
        &config.input,
        &config.limits,
        files,
        sources,
        diagnostics,
    )?;
    go_on(diagnostics).map(|()| resolved)
}

/// Stops the pipeline between two stages when there are errors.
fn go_on(diagnostics: &Diagnostics) -> Option<()> {
    (!diagnostics.has_errors()).then_some(())
}

fn emit(
    api: &Api,
    names: &Names,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Vec<output::File> {
    emit::emit(api, names, config, diagnostics)
        .into_iter()
        .map(|emit::File { path, text }| output::File { path, text })
        .collect()
}
