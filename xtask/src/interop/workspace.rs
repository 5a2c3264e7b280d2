//! Generated crates with their drivers, as one workspace and one program.

use super::document::Document;
use super::driver;
use crate::corpus::failed;
use clientwright::output::{Mode, sync};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The workspace of a suite.
#[derive(Debug)]
pub struct Workspace {
    /// Its folder.
    folder: PathBuf,
    packages: Vec<String>,
}

impl Workspace {
    /// In this folder, without any crate.
    pub fn new(folder: &str) -> Self {
        Self {
            folder: PathBuf::from(folder),
            packages: Vec::new(),
        }
    }

    /// Adds the crate of a document, and its driver.
    pub fn add(&mut self, document: &Document) -> Result<(), String> {
        let folder = self.folder.join("crates").join(&document.package);
        let mut files = document.files.clone();
        for file in files.iter_mut().filter(|file| file.path == "Cargo.toml") {
            let (front, end) = file.text.split_once("name = \"").unwrap_or_default();
            let (_, end) = end.split_once('"').unwrap_or_default();
            file.text = format!("{front}name = \"{}\"{end}", document.package);
        }
        sync(&folder, &files, Mode::Write).map_err(|error| format!("error: {error}\n"))?;
        let manifest = format!(
            "[package]\nname = \"drive-{0}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\n{0} = {{ path = \"../../crates/{0}\" }}\n\
         interop = {{ path = \"../../../../../xtask/interop\" }}\n",
            document.package
        );
        let folder = self.folder.join("drivers").join(&document.package);
        put(&folder.join("Cargo.toml"), &manifest)?;
        put(&folder.join("src/lib.rs"), &driver::write(document)?)?;
        self.packages.push(document.package.clone());
        Ok(())
    }

    /// Builds the program that runs a plan; `by_hand` is the folder with what is driven by hand.
    pub fn build(&self, by_hand: Option<&str>) -> Result<PathBuf, String> {
        let mut manifest =
            "[package]\nname = \"driver\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [workspace]\nresolver = \"3\"\nmembers = [\"crates/*\", \"drivers/*\"]\n\n\
             [profile.dev]\ndebug = false\nincremental = false\n\n[dependencies]\n\
             interop = { path = \"../../../xtask/interop\" }\n"
                .to_owned();
        let mut documents = String::new();
        for package in &self.packages {
            manifest.push_str(&format!(
                "drive-{package} = {{ path = \"drivers/{package}\" }}\n\
                 {package} = {{ path = \"crates/{package}\" }}\n"
            ));
            documents.push_str(&format!(
                "    drive_{}::DOCUMENT,\n",
                package.replace('-', "_")
            ));
        }
        let (module, function) = match by_hand {
            Some(folder) => {
                let path = fs::canonicalize(folder).map_err(failed(Path::new(folder)))?;
                let path = path.join("mod.rs");
                (format!("#[path = {path:?}]\nmod hand;\n\n"), "hand::drive")
            }
            None => (String::new(), "|_, _| None"),
        };
        let source = format!(
            "//! Written by `cargo xtask interop`.\n{module}\
             fn main() -> std::process::ExitCode {{\n    interop::main(DOCUMENTS, {function})\n}}\n\n\
             const DOCUMENTS: &[interop::Document] = &[\n{documents}];\n"
        );
        put(&self.folder.join("Cargo.toml"), &manifest)?;
        put(&self.folder.join("src/main.rs"), &source)?;
        // The versions that the project is tested with.
        let lock = self.folder.join("Cargo.lock");
        if !lock.is_file() {
            fs::copy("Cargo.lock", &lock).map_err(failed(&lock))?;
        }
        self.compile()
    }

    fn compile(&self) -> Result<PathBuf, String> {
        let target = self.folder.join("target");
        let status = Command::new(crate::cargo_program())
            .args(["build", "--quiet", "--manifest-path"])
            .arg(self.folder.join("Cargo.toml"))
            .arg("--target-dir")
            .arg(&target)
            .status()
            .map_err(|error| format!("error: cargo: {error}\n"))?;
        if !status.success() {
            return Err("error: the drivers do not build\n".to_owned());
        }
        let name = format!("driver{}", std::env::consts::EXE_SUFFIX);
        Ok(target.join("debug").join(name))
    }
}

/// Writes a file, unless it says that already: cargo would build it again.
fn put(path: &Path, text: &str) -> Result<(), String> {
    if fs::read_to_string(path).ok().as_deref() == Some(text) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed(folder))?;
    }
    fs::write(path, text).map_err(failed(path))
}
