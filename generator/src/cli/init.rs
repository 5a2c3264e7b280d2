//! `clientwright init`: a workspace around a document.

use super::{Exit, Failure, Printer, usage};
use clap::Args;
use clientwright::config::{Runtime, between};
use clientwright::output::create;
use clientwright::source::{DiskFiles, Files, display};
use clientwright::{Library, Workspace};
use std::path::{Path, PathBuf};

#[derive(Args, Debug)]
pub(super) struct Init {
    /// The folder of the workspace; no file of it may be there yet.
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    /// The OpenAPI document. It is copied, and so are the files that it refers to.
    #[arg(long, value_name = "FILE")]
    spec: PathBuf,
    /// An OpenAPI Overlay to apply, copied too; may be given several times, and applies in that order.
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,
    /// The name of the client's package [default: as the API is called].
    #[arg(long, value_name = "CRATE")]
    name: Option<String>,
    /// Where the client finds the runtime: `copy` (its sources, in a crate beside), `embedded` (its sources, as a
    /// module of the client), `path:DIR` or `version:X`.
    #[arg(long, value_name = "WHERE", default_value = "copy")]
    runtime: String,
    /// The folder of clientwright's library [default: the one that this command was built from, if it is there;
    /// else the published version].
    #[arg(long, value_name = "DIR")]
    library: Option<PathBuf>,
}

pub(super) fn run(arguments: &Init, printer: &Printer) -> Result<Exit, Failure> {
    for path in std::iter::once(&arguments.spec).chain(&arguments.overlay) {
        if !path.is_file() {
            return Err(usage(format_args!("there is no file {}", path.display())));
        }
    }
    if let Some(name) = &arguments.name {
        clientwright::config::check_name(name).map_err(usage)?;
    }
    let checkout = checkout().filter(|_| arguments.library.is_none());
    let library = match arguments.library.as_ref().or(checkout.as_ref()) {
        None => Library::Published,
        Some(path) if !path.join("Cargo.toml").is_file() => {
            let manifest = path.join("Cargo.toml");
            return Err(usage(format_args!(
                "there is no file {}",
                manifest.display()
            )));
        }
        Some(path) => Library::Path(seen_from(&arguments.directory.join("xtask"), path)?),
    };
    let note = checkout.map(|path| {
        format!(
            "\nIts chores use clientwright from {}, where this command was built; `--library` names another \
             place.\n",
            path.display()
        )
    });
    let workspace = Workspace {
        document: arguments.spec.clone(),
        overlays: arguments.overlay.clone(),
        name: arguments.name.clone(),
        library,
        runtime: runtime(arguments)?,
    };
    let begun = clientwright::init(&workspace, &DiskFiles).map_err(usage)?;
    printer.diagnostics(&begun.diagnostics, &begun.sources);
    if begun.files.is_empty() {
        return Err(Failure::Fault);
    }
    let changes = create(&arguments.directory, &begun.files).map_err(usage)?;
    let folder = arguments.directory.display().to_string();
    let count = changes.len();
    let told = format!(
        "{folder}: {count} files; go there, and:\n\n    cargo xtask codegen    # writes the client\n    \
         cargo xtask test       # tests it, and that it is what the document gives\n{}",
        note.unwrap_or_default()
    );
    printer.output(&folder, count, &changes, told);
    Ok(Exit::Done)
}

/// The sources of the library that this command was built from, unless those are of a registry, where there is a
/// published version, or gone by now.
fn checkout() -> Option<PathBuf> {
    let folder = PathBuf::from(option_env!("CLIENTWRIGHT_CHECKOUT")?);
    let manifest = DiskFiles.read(&folder.join("Cargo.toml")).ok()?;
    let manifest: toml::Table = String::from_utf8(manifest).ok()?.parse().ok()?;
    let name = manifest.get("package")?.get("name")?.as_str();
    (name == Some(env!("CARGO_PKG_NAME"))).then_some(folder)
}

/// The runtime as the configuration says it, whose paths are relative to its own folder.
fn runtime(arguments: &Init) -> Result<String, Failure> {
    let client = absolute(&arguments.directory)?.join("client");
    Runtime::parse(&arguments.runtime, &absolute(Path::new("."))?, &client).map_err(usage)?;
    match arguments.runtime.strip_prefix("path:") {
        Some(path) => {
            let way = seen_from(&arguments.directory.join("spec"), Path::new(path))?;
            Ok(format!("path:{way}"))
        }
        None => Ok(arguments.runtime.clone()),
    }
}

/// The way from one folder to another; the whole path where there is none.
fn seen_from(folder: &Path, path: &Path) -> Result<String, Failure> {
    let path = absolute(path)?;
    let way = between(&absolute(folder)?, &path);
    Ok(way.unwrap_or_else(|| display(&path)))
}

fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    super::settings::absolute(path)
}
