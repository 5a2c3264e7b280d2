//! A copy of the project, in which one file at a time is changed.

use super::about;
use super::area::Mutant;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The copy, and what is built of it.
pub struct Tree {
    pub folder: PathBuf,
    pub target: PathBuf,
}

impl Tree {
    /// A copy of the project.
    pub fn copied(parent: &Path) -> Result<Self, String> {
        let tree = Self {
            folder: parent.join("tree"),
            target: parent.join("build"),
        };
        crate::copy::project(&tree.folder)?;
        Ok(tree)
    }

    /// Does something while a mistake is in its file.
    pub fn with<T>(
        &self,
        mutant: &Mutant,
        work: impl FnOnce() -> Result<T, String>,
    ) -> Result<T, String> {
        let file = self.folder.join(&mutant.file);
        let before = fs::read(&file).map_err(|error| about(&file, &error))?;
        let done = patch(&file, &mutant.diff).and_then(|()| work());
        fs::write(&file, before).map_err(|error| about(&file, &error))?;
        done
    }
}

fn patch(file: &Path, diff: &str) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("error: patch: {error}\n");
    let mut child = Command::new("patch")
        .args(["--silent", "--no-backup-if-mismatch", "--fuzz=0"])
        .arg(file)
        .stdin(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(diff.as_bytes()).map_err(failed)?;
    }
    match child.wait().map_err(failed)?.success() {
        true => Ok(()),
        false => Err(format!("error: {} cannot be changed\n", file.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::{Mutant, Tree};
    use std::fs;

    #[test]
    fn a_mistake_is_there_for_a_while() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.rs");
        fs::write(&file, "fn a() -> bool {\n    true\n}\n").expect("written");
        let tree = Tree {
            folder: folder.path().to_owned(),
            target: folder.path().to_owned(),
        };
        let mutant = |diff: &str| Mutant {
            name: "m".to_owned(),
            file: "a.rs".to_owned(),
            diff: diff.to_owned(),
        };
        let diff = "--- a.rs\n+++ replace a -> bool with false\n@@ -1,3 +1,3 @@\n fn a() -> bool {\n-    true\n+    false\n }\n";
        let meanwhile = tree.with(&mutant(diff), || {
            Ok(fs::read_to_string(&file).expect("read"))
        });
        assert_eq!(meanwhile.as_deref(), Ok("fn a() -> bool {\n    false\n}\n"));
        let after = || fs::read_to_string(&file).expect("read");
        assert_eq!(after(), "fn a() -> bool {\n    true\n}\n");
        assert!(
            tree.with(&mutant(diff), || Err::<(), _>("no".to_owned()))
                .is_err()
        );
        assert_eq!(after(), "fn a() -> bool {\n    true\n}\n");
    }
}
