//! The folder of a run, and what lies where in it.

use super::failed;
use std::path::PathBuf;

/// The folder of a run.
#[derive(Clone, Debug)]
pub struct Bench(PathBuf);

impl Bench {
    /// The folder at this path, with all that belongs into it.
    pub fn new(path: &str) -> Result<Self, String> {
        let bench = Self(PathBuf::from(path));
        for folder in ["crates", "reports", "logs", "measures"] {
            let folder = bench.folder(folder);
            std::fs::create_dir_all(&folder).map_err(failed(&folder))?;
        }
        Ok(bench)
    }

    /// A folder in it, or itself.
    pub fn folder(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// The generator's report about one package.
    pub fn report(&self, package: &str) -> PathBuf {
        self.folder("reports").join(format!("{package}.json"))
    }
}
