//! Where the files of a document go in the folder `spec`.

use super::Workspace;
use crate::source::Files;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The files in their places, whose paths are relative to `spec`.
pub(super) struct Placed {
    pub(super) document: String,
    pub(super) overlays: Vec<String>,
    /// All of them, by their path in the workspace.
    pub(super) files: Vec<(String, Vec<u8>)>,
}

/// Places what was read: the document and what it refers to as they stand to each other, so that references lead
/// where they did; overlays beside the configuration.
pub(super) fn place(
    workspace: &Workspace,
    read: BTreeSet<PathBuf>,
    files: &dyn Files,
) -> Result<Placed, String> {
    let real = |path: &Path| {
        let found = files.canonical(path);
        found.map_err(|error| format!("cannot read {}: {error}", path.display()))
    };
    let document = real(&workspace.document)?;
    let overlays = workspace.overlays.iter().map(|path| real(path));
    let overlays = overlays.collect::<Result<Vec<_>, _>>()?;
    let parts = read.iter().map(|path| real(path));
    let mut parts = parts.collect::<Result<BTreeSet<_>, _>>()?;
    parts.retain(|path| !overlays.contains(path));
    let folder = common(&document, &parts);
    let mut placed = Placed {
        document: under(&folder, &document)?,
        overlays: Vec::new(),
        files: Vec::new(),
    };
    let mut taken = BTreeSet::from([
        "clientwright.toml".to_owned(),
        "clientwright.lock".to_owned(),
    ]);
    for path in &parts {
        placed.put(under(&folder, path)?, path, &mut taken, files)?;
    }
    for path in &overlays {
        let name = under(path.parent().unwrap_or(&folder), path)?;
        placed.put(name.clone(), path, &mut taken, files)?;
        placed.overlays.push(name);
    }
    Ok(placed)
}

impl Placed {
    fn put(
        &mut self,
        name: String,
        path: &Path,
        taken: &mut BTreeSet<String>,
        files: &dyn Files,
    ) -> Result<(), String> {
        if !taken.insert(name.clone()) {
            return Err(format!(
                "two files would be called spec/{name}: rename one of them"
            ));
        }
        let bytes = files.read(path);
        let bytes = bytes.map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        self.files.push((format!("spec/{name}"), bytes));
        Ok(())
    }
}

/// The folder that all of them are in.
fn common(document: &Path, parts: &BTreeSet<PathBuf>) -> PathBuf {
    let folders = document.ancestors().skip(1);
    let holds = |folder: &&Path| parts.iter().all(|part| part.starts_with(folder));
    let found = folders.into_iter().find(holds);
    found.map(Path::to_owned).unwrap_or_default()
}

/// A path in a folder, with forward slashes.
fn under(folder: &Path, path: &Path) -> Result<String, String> {
    let inner = path.strip_prefix(folder).ok().and_then(Path::to_str);
    let inner = inner.ok_or_else(|| format!("{} has no place in `spec`", path.display()))?;
    Ok(inner.replace('\\', "/"))
}
