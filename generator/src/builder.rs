//! Generating from a build script: into `OUT_DIR`, as a module of the crate that is built.

use crate::config::{self, Config, Runtime, Selector};
use crate::diagnostic::{Diagnostics, render};
use crate::output::{File, Mode, OutputError, sync};
use crate::report::Format;
use crate::source::{DiskFiles, Recorder, SourceMap};
use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

/// Generates a client as a module, from a build script (`build.rs`):
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let folder = tempfile::tempdir()?;
/// # let (document, out_dir) = (folder.path().join("pets.yaml"), folder.path().join("out"));
/// # std::fs::write(&document, "{openapi: 3.0.3, info: {title: Pets, version: '1'}, paths: {}}")?;
/// // let document = "pets.yaml";
/// // let out_dir = std::env::var("OUT_DIR")?;
/// let built = clientwright::Builder::new(&document).module("pets").write_to(&out_dir)?;
/// for file in &built.read {
///     println!("cargo::rerun-if-changed={}", file.display());
/// }
/// for warning in built.warnings.iter().flat_map(|text| text.lines()) {
///     println!("cargo::warning={warning}");
/// }
/// # assert_eq!(built.read, [document]);
/// # assert!(out_dir.join("pets/include.rs").is_file());
/// # Ok(())
/// # }
/// ```
///
/// The crate depends on `clientwright-runtime`, has `clientwright` among its `[build-dependencies]`, and
/// includes the module at its root:
///
/// ```ignore
/// include!(concat!(env!("OUT_DIR"), "/pets/include.rs"));
///
/// let client = pets::Client::builder().build()?;
/// ```
#[derive(Clone, Debug, Default)]
pub struct Builder {
    config: Config,
    module: Option<String>,
    /// The configuration file that was read.
    file: Option<PathBuf>,
}

/// What a build script has to know of a run.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// Every file that was read, sorted: what to name after `cargo::rerun-if-changed=`.
    pub read: Vec<PathBuf>,
    /// Everything that was found, as people read it.
    pub warnings: Vec<String>,
    /// What was generated, left out or inferred: the report as JSON.
    pub report: String,
}

/// Why there is no module.
pub enum BuildError {
    /// The document or the configuration is at fault; the text says where, and what to do.
    Refused(String),
    /// The module's name is no identifier in lower case.
    Module(String),
    /// The files could not be written.
    Output(OutputError),
}

impl Builder {
    /// A client for a document, as seen from where the build script runs: the folder of its crate.
    pub fn new(document: impl Into<PathBuf>) -> Self {
        let mut builder = Self::default();
        builder.config.input.document = document.into();
        builder.config.output.testing = false;
        builder.config.output.watch = false;
        builder
    }

    /// A client for what a `clientwright.toml` says: its document and overlays, and how to generate. Where
    /// and under which name its crate would go is left out of account.
    ///
    /// # Errors
    /// If the configuration is refused.
    pub fn from_config(file: impl Into<PathBuf>) -> Result<Self, BuildError> {
        let file = file.into();
        let loaded = config::load(&file, &DiskFiles);
        match loaded.config {
            Some(mut config) if !loaded.diagnostics.has_errors() => {
                config.output.testing = false;
                config.output.watch = false;
                Ok(Self {
                    config,
                    module: None,
                    file: Some(file),
                })
            }
            _ => {
                let said = said(&loaded.diagnostics, &loaded.sources);
                Err(BuildError::Refused(said.concat()))
            }
        }
    }

    /// Applies an overlay; several apply in the order they are given.
    #[must_use]
    pub fn overlay(mut self, overlay: impl Into<PathBuf>) -> Self {
        self.config.input.overlays.push(overlay.into());
        self
    }

    /// The name of the module at the crate's root; `client` by default.
    #[must_use]
    pub fn module(mut self, name: impl Into<String>) -> Self {
        self.module = Some(name.into());
        self
    }

    /// Generates only the operations that some pattern selects, and the schemas that they reach.
    #[must_use]
    pub fn include(mut self, selector: Selector) -> Self {
        self.config.select.include.push(selector);
        self
    }

    /// Generates only the types. They need the runtime without its default features, and of it `chrono` where
    /// they hold dates and `base64` where they hold bytes.
    #[must_use]
    pub fn types_only(mut self) -> Self {
        self.config.output.types_only = true;
        self
    }

    /// Generates the module `testing` too, a stand-in for the service. It needs the feature `testing` of the runtime.
    #[must_use]
    pub fn testing(mut self) -> Self {
        self.config.output.testing = true;
        self
    }

    /// Generates the module `watch` too, which records where answers differ from the document. It needs the feature
    /// `watch` of the runtime.
    #[must_use]
    pub fn watch(mut self) -> Self {
        self.config.output.watch = true;
        self
    }

    /// Changes anything else that has no method here.
    #[must_use]
    pub fn configure(mut self, change: impl FnOnce(&mut Config)) -> Self {
        change(&mut self.config);
        self
    }

    /// Writes the module into the folder of its name in `out_dir`, where only files that differ are touched.
    ///
    /// # Errors
    /// If the document or the configuration is refused, or a file cannot be written.
    pub fn write_to(self, out_dir: impl AsRef<Path>) -> Result<Built, BuildError> {
        let module = self.module.as_deref().unwrap_or("client").to_owned();
        if !crate::names::is_module(&module) {
            return Err(BuildError::Module(module));
        }
        let files = Recorder::new(&DiskFiles);
        let mut config = self.config;
        config.output.root = format!("crate::{module}");
        config.output.crate_name.clone_from(&module);
        config.output.runtime = Runtime::Version(env!("CARGO_PKG_VERSION").to_owned());
        config.output.command = "a build script".to_owned();
        let outcome = crate::generate(&config, &files);
        let said = said(&outcome.diagnostics, &outcome.sources);
        if outcome.diagnostics.has_errors() {
            return Err(BuildError::Refused(said.concat()));
        }
        let report = outcome.report(Format::Json).unwrap_or_default();
        let folder = out_dir.as_ref().join(&module);
        let mut all: Vec<File> = outcome.files.into_iter().filter_map(source).collect();
        all.push(entry(&folder, &module).map_err(BuildError::Output)?);
        sync(&folder, &all, Mode::Write).map_err(BuildError::Output)?;
        Ok(Built {
            read: self
                .file
                .into_iter()
                .chain(files.read_files())
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect(),
            warnings: said,
            report,
        })
    }
}

pub(crate) fn said(diagnostics: &Diagnostics, sources: &SourceMap) -> Vec<String> {
    let found = diagnostics.sorted().into_iter();
    found.map(|one| render(one, sources)).collect()
}

/// The sources of a crate as those of a module.
fn source(file: File) -> Option<File> {
    let path = file.path.strip_prefix("src/")?.to_owned();
    Some(File { path, ..file })
}

/// The file to include: it declares the module. Its path is absolute, so that it may be included anywhere.
fn entry(folder: &Path, module: &str) -> Result<File, OutputError> {
    let path = folder.join("lib.rs");
    let path = std::path::absolute(&path).map_err(|source| OutputError::Io { path, source })?;
    Ok(File {
        path: "include.rs".to_owned(),
        text: format!(
            "// Generated by `a build script`; do not edit.\n\n\
             #[allow(dead_code, unused_imports, reason = \"a crate need not use all of a client\")]\n\
             #[path = {path:?}]\npub mod {module};\n"
        ),
    })
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(said) => write!(f, "nothing was generated:\n{said}"),
            Self::Module(name) => write!(f, "`{name}` cannot be the name of a module"),
            Self::Output(error) => error.fmt(f),
        }
    }
}

/// As [`fmt::Display`]: a build script whose `main` returns the error shows it by `Debug`, which would
/// fold the snippets into one line.
impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Output(error) => Some(error),
            Self::Refused(_) | Self::Module(_) => None,
        }
    }
}
