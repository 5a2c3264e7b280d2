//! Which documents to compare, as people name them: files, revisions of git, or nothing.

use super::Side;
use crate::config::{Config, load};
use crate::diagnostic::render;
use crate::source::{DiskFiles, Files, Revision};
use std::io::ErrorKind;
use std::path::Path;

/// A document to compare that was named.
pub struct Chosen {
    /// What to generate from what.
    pub config: Config,
    files: Box<dyn Files>,
}

impl Chosen {
    /// As [`super::compare`] takes it.
    pub fn side(&self) -> Side<'_> {
        Side {
            config: &self.config,
            files: &*self.files,
        }
    }
}

/// The documents that are meant: a file; `REV:FILE`, a file of a commit; `REV`, what the configuration
/// names in a commit. Without the new one what the configuration names as it is now, without the old one as
/// it was committed last.
///
/// The configuration of a commit is that commit's own, if it has one.
///
/// # Errors
/// If a configuration is asked for and there is none, or something named cannot be read.
pub fn choose(
    old: Option<&str>,
    new: Option<&str>,
    config: Option<&Path>,
) -> Result<(Chosen, Chosen), String> {
    let old = named(old.unwrap_or("HEAD"), config)?;
    let new = match new {
        Some(new) => named(new, config)?,
        None => {
            let config = config.ok_or("name both documents, or a configuration that names them")?;
            Chosen {
                config: read(config, &DiskFiles)?,
                files: Box::new(DiskFiles),
            }
        }
    };
    Ok((old, new))
}

fn named(text: &str, config: Option<&Path>) -> Result<Chosen, String> {
    if Path::new(text).is_file() {
        let mut settings = match config {
            Some(path) => read(path, &DiskFiles)?,
            None => plain(),
        };
        settings.input.document = text.into();
        return Ok(Chosen {
            config: settings,
            files: Box::new(DiskFiles),
        });
    }
    let (revision, file) = match text.split_once(':') {
        Some((revision, file)) => (revision, Some(file)),
        None => (text, None),
    };
    let files = Revision::open(revision)
        .map_err(|error| format!("there is no file `{text}`, and as a revision: {error}"))?;
    let committed = config.map(|path| match files.canonical(path) {
        Ok(_) => Ok(Some(path)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("{} of `{revision}`: {error}", path.display())),
    });
    let committed = committed.transpose()?.flatten();
    let mut settings = match (committed, config, file) {
        (Some(path), _, _) => read(path, &files)?,
        (None, Some(path), Some(_)) => read(path, &DiskFiles)?,
        (None, None, Some(_)) => plain(),
        (None, Some(path), None) => {
            return Err(format!("`{revision}` has no {}", path.display()));
        }
        (None, None, None) => {
            return Err(format!(
                "`{text}` is a revision: name a file in it as `{text}:FILE`, or a configuration"
            ));
        }
    };
    if let Some(file) = file {
        files
            .canonical(Path::new(file))
            .map_err(|error| format!("{file} of `{revision}`: {error}"))?;
        settings.input.document = file.into();
    }
    Ok(Chosen {
        config: settings,
        files: Box::new(files),
    })
}

/// What is generated where nobody says what.
fn plain() -> Config {
    let mut config = Config::default();
    config.output.crate_name = "client".to_owned();
    config
}

fn read(path: &Path, files: &dyn Files) -> Result<Config, String> {
    let loaded = load(path, files);
    match loaded.config {
        Some(config) if !loaded.diagnostics.has_errors() => Ok(config),
        _ => {
            let all = loaded.diagnostics.sorted().into_iter();
            Err(all.map(|one| render(one, &loaded.sources)).collect())
        }
    }
}
