//! What a chore of a workspace does: the crate that a configuration describes, written or compared.

use crate::builder::{BuildError, said};
use crate::config;
use crate::output::{self, Change, Mode, describe, sync, sync_file};
use crate::source::DiskFiles;
use std::path::PathBuf;

/// Generates the crate that a `clientwright.toml` describes, as `cargo xtask codegen` of a workspace does:
///
/// ```no_run
/// use clientwright::Codegen;
/// use clientwright::output::Mode;
///
/// # fn main() -> Result<(), clientwright::BuildError> {
/// let codegen = Codegen {
///     config: "spec/clientwright.toml".into(),
///     command: "cargo xtask codegen".to_owned(),
///     mode: Mode::Check,
///     relock: false,
/// };
/// let generated = codegen.run()?;
/// if let Some(difference) = generated.difference {
///     eprintln!("{difference}");
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
pub struct Codegen {
    /// The configuration.
    pub config: PathBuf,
    /// The command that generated files name, and what mends a difference.
    pub command: String,
    /// Whether to write or to compare.
    pub mode: Mode,
    /// Whether names are given anew, whatever the lock says.
    pub relock: bool,
}

/// What became of a crate.
#[derive(Clone, Debug, Default)]
pub struct Generated {
    /// Everything that was found, as people read it.
    pub warnings: Vec<String>,
    /// What changed, the lock too; in [`Mode::Check`] what would.
    pub changes: Vec<Change>,
    /// What differs and what mends it, for people; `None` where all is as it should be, or was written.
    pub difference: Option<String>,
    /// What was done, in one line.
    pub summary: String,
}

impl Codegen {
    /// Runs it.
    ///
    /// # Errors
    /// If the document or the configuration is refused, or a file cannot be read or written.
    pub fn run(&self) -> Result<Generated, BuildError> {
        let loaded = config::load(&self.config, &DiskFiles);
        let mut warnings = said(&loaded.diagnostics, &loaded.sources);
        let usable = loaded.config.filter(|_| !loaded.diagnostics.has_errors());
        let Some(mut config) = usable else {
            return Err(BuildError::Refused(warnings.concat()));
        };
        config.output.command.clone_from(&self.command);
        config.relock = self.relock;
        let outcome = crate::generate(&config, &DiskFiles);
        warnings.extend(said(&outcome.diagnostics, &outcome.sources));
        if outcome.diagnostics.has_errors() {
            return Err(BuildError::Refused(warnings.concat()));
        }
        let directory = &config.output.directory;
        let changes = sync(directory, &outcome.files, self.mode).map_err(BuildError::Output)?;
        let lock = outcome.lock.as_ref();
        let lock = lock.map(|lock| sync_file(&lock.path, &lock.text, self.mode));
        let lock = lock.transpose().map_err(BuildError::Output)?.flatten();
        let folder = directory.display().to_string();
        let (count, changed) = (outcome.files.len(), changes.len());
        let changes: Vec<Change> = output::under(&folder, &changes).chain(lock).collect();
        let differs = self.mode == Mode::Check && !changes.is_empty();
        Ok(Generated {
            difference: differs.then(|| describe(&changes, "", &self.command)),
            warnings,
            changes,
            summary: format!("{folder}: {count} files, {changed} changed"),
        })
    }
}
