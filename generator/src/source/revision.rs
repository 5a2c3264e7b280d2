//! Files as they were committed, read through the command `git`.

use super::{Files, normalize};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The files of a commit of the repository that the command runs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The commit's hash.
    commit: String,
    /// The folder of the working tree.
    top: PathBuf,
}

impl Revision {
    /// The commit that a revision such as `HEAD~2`, `v1.0` or `main` names.
    ///
    /// # Errors
    /// If there is no `git`, no repository, or no such commit.
    pub fn open(revision: &str) -> io::Result<Self> {
        // What begins with a dash would be an option.
        let named = format!("{revision}^{{commit}}");
        let found = git(&[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &named,
        ])?;
        // Quiet, it says so of what it does not know, and all else in words.
        if found.status.code() == Some(1) {
            let message = format!("`{revision}` is no commit that git knows here");
            return Err(io::Error::new(io::ErrorKind::NotFound, message));
        }
        let commit = printed(found)?;
        let top = printed(git(&["rev-parse", "--show-toplevel"])?)?;
        Ok(Self {
            commit: line(&commit),
            top: PathBuf::from(line(&top)),
        })
    }

    /// The path as git knows it: from the top of the working tree, with forward slashes.
    fn inside(&self, path: &Path) -> io::Result<String> {
        let whole = normalize(&std::path::absolute(path)?);
        // The folder that the command runs in may be known by another name than git's.
        let whole = match (whole.strip_prefix(&self.top), std::env::current_dir()) {
            (Err(_), Ok(here)) => here.canonicalize()?.join(path),
            _ => whole,
        };
        let whole = normalize(&whole);
        let inside = whole.strip_prefix(&self.top).map_err(|_| {
            let message = format!("{} is outside of the repository", path.display());
            io::Error::new(io::ErrorKind::NotFound, message)
        })?;
        Ok(super::display(inside))
    }

    /// The name of a file's content.
    fn object(&self, path: &Path) -> io::Result<String> {
        let inside = self.inside(path)?;
        let listed = git(&["ls-tree", "-z", "--full-tree", &self.commit, "--", &inside])?;
        // `100644 blob 257cc564…` and the path after a tabulator; nothing where there is none.
        let listed = line(&printed(listed)?);
        let mut words = listed.split(['\t', ' ']).skip(1);
        match (words.next(), words.next()) {
            (Some("blob"), Some(object)) => Ok(object.to_owned()),
            _ => {
                let message = format!("there is no file {inside} in commit {}", self.commit);
                Err(io::Error::new(io::ErrorKind::NotFound, message))
            }
        }
    }
}

impl Files for Revision {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        printed(git(&["cat-file", "blob", &self.object(path)?])?)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.object(path)?;
        Ok(self.top.join(self.inside(path)?))
    }
}

/// What came of a command. That git itself is not there is not that a file is not there.
fn git(arguments: &[&str]) -> io::Result<Output> {
    let output = Command::new("git").args(arguments).output();
    output.map_err(|error| io::Error::other(format!("git does not run: {error}")))
}

/// What git prints, if it does what it is told.
fn printed(output: Output) -> io::Result<Vec<u8>> {
    if output.status.success() {
        return Ok(output.stdout);
    }
    let message = String::from_utf8_lossy(&output.stderr);
    let message = message.trim().trim_start_matches("fatal: ");
    Err(io::Error::other(format!("git fails: {message}")))
}

fn line(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end().to_owned()
}
