//! Arguments and configuration file together: what is given on the command line goes first.

use super::{Failure, Generate, Input, Printer, input, usage};
use clientwright::config::{Config, Runtime, Vendored, between, check_name, load};
use clientwright::diagnostic::Code;
use clientwright::limits::Allowed;
use clientwright::source::DiskFiles;
use std::path::{Path, PathBuf};

/// The code with this slug, or what was probably meant.
pub(super) fn parse_code(slug: &str) -> Result<Code, String> {
    clientwright::config::parse_code(slug)
}

/// `URL=FILE#sha256:HASH`
pub(super) fn parse_remote(text: &str) -> Result<(String, Vendored), String> {
    Vendored::parse(text)
}

/// What to read. Files that the command line names must exist: a slip there is wrong usage, while a
/// file with wrong content is a fault of the document.
pub(super) fn input(arguments: &Input, printer: &Printer) -> Result<Config, Failure> {
    let mut config = match &arguments.config {
        Some(path) => from_file(path, printer)?,
        None => Config::default(),
    };
    if let Some(document) = &arguments.document {
        config.input.document.clone_from(document);
    }
    if arguments.document.is_some() || !arguments.overlay.is_empty() {
        // What it keeps are the names of another document.
        config.lock = None;
    }
    config
        .input
        .overlays
        .extend(arguments.overlay.iter().cloned());
    config.input.roots.extend(arguments.root.iter().cloned());
    let remote = arguments.allow_remote.iter().cloned();
    config.input.remote.extend(remote);
    config.allow.extend(&arguments.allow);
    for Allowed(limit, value) in &arguments.limit {
        config.limits = config.limits.with(*limit, *value);
    }
    let select = &mut config.select;
    select.include.extend(arguments.include.iter().cloned());
    select.exclude.extend(arguments.exclude.iter().cloned());
    select.prune |= arguments.prune;
    if config.input.document.as_os_str().is_empty() {
        return Err(usage(
            "no document is named: give one, or `input.document` in the configuration",
        ));
    }
    let named = std::iter::once(&config.input.document).chain(&config.input.overlays);
    for path in named {
        if !path.is_file() && !input::is_standard(path) {
            return Err(usage(format_args!("there is no file {}", path.display())));
        }
    }
    Ok(config)
}

fn from_file(path: &Path, printer: &Printer) -> Result<Config, Failure> {
    let loaded = load(path, &DiskFiles);
    printer.diagnostics(&loaded.diagnostics, &loaded.sources);
    match loaded.config {
        Some(config) if !loaded.diagnostics.has_errors() => Ok(config),
        _ => Err(Failure::Config),
    }
}

/// What to generate from what.
pub(super) fn settle(arguments: &Generate, printer: &Printer) -> Result<Config, Failure> {
    let mut config = self::input(&arguments.input, printer)?;
    let output = &mut config.output;
    if let Some(name) = &arguments.name {
        output.crate_name.clone_from(name);
    }
    check_name(&output.crate_name).map_err(usage)?;
    if let Some(version) = &arguments.crate_version {
        output.version.clone_from(version);
    }
    check_version(&output.version).map_err(usage)?;
    if let Some(directory) = &arguments.output {
        if let Runtime::Path(path) = &output.runtime {
            let runtime = absolute(&output.directory.join(path))?;
            let way = between(&absolute(directory)?, &runtime);
            output.runtime = Runtime::Path(way.unwrap_or_else(|| path.clone()));
        }
        output.directory.clone_from(directory);
    }
    if output.directory.as_os_str().is_empty() {
        return Err(usage(
            "no folder is named: give `--output`, or `output.directory` in the configuration",
        ));
    }
    if let Some(runtime) = &arguments.runtime {
        output.runtime = parse_runtime(runtime, &output.directory)?;
    }
    output.types_only |= arguments.types_only;
    config.relock = arguments.relock;
    let output = &mut config.output;
    if let Some(path) = &arguments.input.config {
        output.command = format!("clientwright generate --config {}", path.display());
    }
    Ok(config)
}

/// `--runtime path:DIR` is relative to where the command runs.
fn parse_runtime(text: &str, directory: &Path) -> Result<Runtime, Failure> {
    if let Some(path) = text.strip_prefix("path:") {
        let manifest = Path::new(path).join("Cargo.toml");
        if !manifest.is_file() {
            return Err(usage(format_args!(
                "there is no file {}",
                manifest.display()
            )));
        }
    }
    let here = absolute(Path::new("."))?;
    Runtime::parse(text, &here, &absolute(directory)?).map_err(usage)
}

pub(super) fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    std::path::absolute(path).map_err(usage)
}

/// Whether what is generated is all that the configuration says, where it says: only then its lock is
/// written, which would lose the names of the rest.
pub(super) fn is_whole(arguments: &Generate) -> bool {
    let input = &arguments.input;
    let selected = !input.include.is_empty() || !input.exclude.is_empty() || input.prune;
    !selected && !arguments.types_only && arguments.output.is_none()
}

/// Three numbers, and perhaps a pre-release.
fn check_version(version: &str) -> Result<(), String> {
    let core = version.split(['-', '+']).next().unwrap_or_default();
    let parts: Vec<_> = core.split('.').collect();
    if parts.len() == 3 && parts.iter().all(|part| part.parse::<u64>().is_ok()) {
        return Ok(());
    }
    Err(format!("`{version}` is no version such as 1.2.3"))
}
