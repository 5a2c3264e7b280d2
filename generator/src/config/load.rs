//! A configuration file, read and made usable from where the command runs.

use super::{Config, read};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Files, SourceMap, display};
use std::path::{Path, PathBuf};

/// A configuration file's content, and what was found in it.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The configuration; `None` if the file could not be read at all.
    pub config: Option<Config>,
    /// What was found; with errors the configuration must not be used.
    pub diagnostics: Diagnostics,
    /// The file, for rendering the diagnostics.
    pub sources: SourceMap,
}

/// Reads `clientwright.toml`. Paths in it are relative to its folder; those of the result can be
/// opened from where the command runs.
pub fn load(path: &Path, files: &dyn Files) -> Loaded {
    let mut loaded = Loaded {
        config: None,
        diagnostics: Diagnostics::default(),
        sources: SourceMap::new(),
    };
    let text = match files.read(path).map(String::from_utf8) {
        Ok(Ok(text)) => text,
        Ok(Err(_)) => {
            let message = format!("{} is not UTF-8 text", display(path));
            loaded
                .diagnostics
                .push(Diagnostic::error(Code::Config, message));
            return loaded;
        }
        Err(error) => {
            let message = format!("cannot read {}: {error}", display(path));
            loaded
                .diagnostics
                .push(Diagnostic::error(Code::Config, message));
            return loaded;
        }
    };
    let file = loaded.sources.add(display(path), text.as_str());
    let folder = path.parent().map(PathBuf::from).unwrap_or_default();
    loaded.config = read::read(&text, file, &folder, &mut loaded.diagnostics);
    if let Some(config) = &mut loaded.config {
        // Each configuration of a folder has its own.
        config.lock = Some(path.with_extension("lock")).filter(|lock| lock != path);
    }
    loaded
}
