//! A document of several files: a folder `NAME.files`, in which `openapi.yaml` is the entry.

use clientwright::source::MemoryFiles;
use std::path::Path;

/// Every file of a folder, by its path in it.
pub fn files(folder: &Path) -> MemoryFiles {
    let mut files = MemoryFiles::default();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let inside = path.strip_prefix(folder).unwrap().to_owned();
            files.0.insert(inside, std::fs::read(path).unwrap());
        }
    }
    files
}
