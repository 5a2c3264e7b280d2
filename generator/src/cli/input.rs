//! Where the command reads from: the disk, and standard input under the name `-`.

use clientwright::source::{DiskFiles, Files};
use std::cell::OnceCell;
use std::io::{self, Read};
use std::path::Path;

/// The name of standard input.
const STANDARD: &str = "-";

/// Whether a path names standard input.
pub(super) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == STANDARD
}

/// The disk, with standard input as the file `-`; it can be read only once, so it is kept.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    standard: OnceCell<Vec<u8>>,
}

impl Files for Inputs {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        if !is_standard(path) {
            return DiskFiles.read(path);
        }
        if let Some(bytes) = self.standard.get() {
            return Ok(bytes.clone());
        }
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        Ok(self.standard.get_or_init(|| bytes).clone())
    }
}
