//! The generated crates of all versions of OpenAPI with their drivers, as one workspace and one
//! program. Where two versions of a document give the same crate, it is built once.

use super::documents::Document;
use super::{FOLDER, driver};
use crate::corpus::failed;
use clientwright::output::{File, Mode, sync};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder with what is driven by hand.
const BY_HAND: &str = "xtask/interop/hand";

/// Writes and builds everything; the program that runs a plan. Documents whose crate is another than
/// in the version before get a package name of their own.
pub fn build(runs: &mut [(&str, Vec<Document>)]) -> Result<PathBuf, String> {
    let mut crates: BTreeMap<String, Vec<File>> = BTreeMap::new();
    for (version, documents) in runs {
        for document in documents.iter_mut().filter(|one| one.refused.is_none()) {
            let mut known = crates.iter();
            let front = format!("{}-in-", document.package);
            let same = known.find(|(name, files)| {
                let own = **name == document.package || name.starts_with(&front);
                own && **files == document.files
            });
            if let Some((name, _)) = same {
                document.package = name.clone();
                continue;
            }
            if crates.contains_key(&document.package) {
                document.package = format!("{front}{}", version.replace('.', "-"));
            }
            crates.insert(document.package.clone(), document.files.clone());
            write(document)?;
        }
    }
    program(crates.keys())?;
    compile()
}

/// The crate of a document, and its driver.
fn write(document: &Document) -> Result<(), String> {
    let folder = PathBuf::from(FOLDER).join("crates").join(&document.package);
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
    let folder = PathBuf::from(FOLDER)
        .join("drivers")
        .join(&document.package);
    put(&folder.join("Cargo.toml"), &manifest)?;
    put(&folder.join("src/lib.rs"), &driver::write(document)?)
}

/// The program, and the workspace of it all.
fn program<'a>(packages: impl Iterator<Item = &'a String> + Clone) -> Result<(), String> {
    let top = PathBuf::from(FOLDER);
    let mut manifest = "[package]\nname = \"spector\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [workspace]\nresolver = \"3\"\nmembers = [\"crates/*\", \"drivers/*\"]\n\n\
         [profile.dev]\ndebug = false\nincremental = false\n\n[dependencies]\n\
         interop = { path = \"../../../xtask/interop\" }\n"
        .to_owned();
    let mut documents = String::new();
    for package in packages {
        manifest.push_str(&format!(
            "drive-{package} = {{ path = \"drivers/{package}\" }}\n\
             {package} = {{ path = \"crates/{package}\" }}\n"
        ));
        documents.push_str(&format!(
            "    drive_{}::DOCUMENT,\n",
            package.replace('-', "_")
        ));
    }
    let by_hand = fs::canonicalize(BY_HAND).map_err(failed(Path::new(BY_HAND)))?;
    let source = format!(
        "//! Written by `cargo xtask interop`.\n\
         #[path = {:?}]\nmod hand;\n\n\
         fn main() -> std::process::ExitCode {{\n    interop::main(DOCUMENTS, hand::drive)\n}}\n\n\
         const DOCUMENTS: &[interop::Document] = &[\n{documents}];\n",
        by_hand.join("mod.rs")
    );
    put(&top.join("Cargo.toml"), &manifest)?;
    put(&top.join("src/main.rs"), &source)?;
    // The versions that the project is tested with.
    let lock = top.join("Cargo.lock");
    if !lock.is_file() {
        fs::copy("Cargo.lock", &lock).map_err(failed(&lock))?;
    }
    Ok(())
}

fn compile() -> Result<PathBuf, String> {
    let target = PathBuf::from(FOLDER).join("target");
    let status = Command::new(crate::cargo_program())
        .args(["build", "--quiet", "--manifest-path"])
        .arg(PathBuf::from(FOLDER).join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target)
        .status()
        .map_err(|error| format!("error: cargo: {error}\n"))?;
    if !status.success() {
        return Err("error: the drivers do not build\n".to_owned());
    }
    let name = format!("spector{}", std::env::consts::EXE_SUFFIX);
    Ok(target.join("debug").join(name))
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
