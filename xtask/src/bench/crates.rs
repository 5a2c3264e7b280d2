//! A generated crate as the suite `compile` needs it: a workspace of its own, and a program beside it.

use super::peers::FOLDER;
use crate::corpus::failed;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

/// The tag whose part of ours is compiled alone: one of the larger ones.
pub const ONE_TAG: &str = "issues";

/// A crate.
pub struct Crate {
    folder: PathBuf,
    target: PathBuf,
    package: String,
    /// An expression in Rust that makes a call; empty where nobody wrote one.
    call: &'static str,
    /// The arguments that cargo ran with before.
    prepared: RefCell<BTreeSet<String>>,
}

impl Crate {
    /// The crate in a folder; what is built of it goes to a folder of the generator's.
    pub fn new(folder: &Path, generator: &str, call: &'static str) -> Result<Self, String> {
        let folder = std::path::absolute(folder).map_err(failed(folder))?;
        let target = Path::new(FOLDER).join("compile").join(generator);
        let manifest = folder.join("Cargo.toml");
        let text = fs::read_to_string(&manifest).map_err(failed(&manifest))?;
        let name = text.lines().find_map(|line| line.strip_prefix("name = "));
        let package = name.unwrap_or_default().trim_matches('"').to_owned();
        // Else cargo takes it for a forgotten member of the workspace above.
        if !text.lines().any(|line| line.starts_with("[workspace")) {
            fs::write(&manifest, text + "\n[workspace]\n").map_err(failed(&manifest))?;
        }
        Ok(Self {
            target: std::path::absolute(&target).map_err(failed(&target))?,
            folder,
            package,
            call,
            prepared: RefCell::default(),
        })
    }

    /// Cargo in the crate's folder.
    pub fn cargo(&self, subcommand: &str) -> Command {
        let mut cargo = self.command(Path::new(&crate::cargo_program()));
        cargo.args([subcommand, "--quiet"]);
        cargo
    }

    /// A program that calls cargo, in the crate's folder.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .env_remove("RUSTFLAGS");
        command
    }

    /// Runs a command once, unmeasured, so that all dependencies are there.
    pub fn prepare(&self, cargo: &mut Command) -> Result<(), String> {
        let key = format!("{cargo:?}");
        if self.prepared.borrow().contains(&key) {
            return Ok(());
        }
        super::meter::measure(cargo)?;
        self.prepared.borrow_mut().insert(key);
        Ok(())
    }

    /// Makes cargo take the crate, and those that it was split into, for changed.
    pub fn touch(&self) -> Result<(), String> {
        let inner = fs::read_dir(self.folder.join("crates"))
            .into_iter()
            .flatten();
        let inner = inner.filter_map(|entry| Some(entry.ok()?.path()));
        for folder in inner.chain([self.folder.clone()]) {
            let file = folder.join("src/lib.rs");
            let opened = fs::File::options().append(true).open(&file);
            let touched = opened.and_then(|opened| opened.set_modified(SystemTime::now()));
            touched.map_err(failed(&file))?;
        }
        Ok(())
    }

    /// The lines of its Rust files.
    pub fn lines(&self) -> Result<usize, String> {
        let files = self.sources()?;
        Ok(files.iter().map(|(_, text)| text.lines().count()).sum())
    }

    /// Adds a line to the code of an operation.
    pub fn change_operation(&self, round: usize) -> Result<(), String> {
        let is_code =
            |line: &str| line.contains("octocat\"") && !line.trim_start().starts_with("//");
        for (path, text) in self.sources()? {
            let mut lines: Vec<&str> = text.lines().collect();
            let Some(at) = lines.iter().position(|line| is_code(line)) else {
                continue;
            };
            let comment = format!("// changed {round} times");
            lines.insert(at, &comment);
            return fs::write(&path, lines.join("\n") + "\n").map_err(failed(&path));
        }
        Err("no file of it has the operation".to_owned())
    }

    fn sources(&self) -> Result<Vec<(PathBuf, String)>, String> {
        let folders = ["src", "crates"].map(|name| self.folder.join(name));
        let mut folders: Vec<PathBuf> = folders.into_iter().filter(|it| it.is_dir()).collect();
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).map_err(failed(&folder))? {
                let path = entry.map_err(failed(&folder))?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|end| end == "rs") {
                    let text = fs::read_to_string(&path).map_err(failed(&path))?;
                    files.push((path, text));
                }
            }
        }
        files.sort();
        Ok(files)
    }

    /// The program that makes one call, in a folder beside the crate's.
    pub fn program(&self) -> Result<Self, String> {
        if self.call.is_empty() {
            return Err(
                "nobody wrote a program for it, since its crate does not compile".to_owned(),
            );
        }
        let folder = self.folder.with_extension("program");
        let source = folder.join("src/main.rs");
        let manifest = format!(
            "[package]\nname = \"one-call\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
             {} = {{ path = {:?} }}\ntokio = {{ version = \"1\", features = [\"rt\", \"macros\", \"net\", \"time\"] }}\n",
            self.package, self.folder
        );
        let program = format!(
            "#[tokio::main(flavor = \"current_thread\")]\nasync fn main() {{\n    println!(\"{{}}\", {});\n}}\n",
            self.call
        );
        fs::create_dir_all(folder.join("src")).map_err(failed(&folder))?;
        let manifest_file = folder.join("Cargo.toml");
        fs::write(&manifest_file, manifest).map_err(failed(&manifest_file))?;
        fs::write(&source, program).map_err(failed(&source))?;
        Ok(Self {
            folder,
            target: self.target.clone(),
            package: "one-call".to_owned(),
            call: "",
            prepared: RefCell::default(),
        })
    }

    /// How large the program's release build is.
    pub fn binary_size(&self) -> Result<f64, String> {
        let name = format!("{}{}", self.package, std::env::consts::EXE_SUFFIX);
        let file = self.target.join("release").join(name);
        let data = fs::metadata(&file).map_err(failed(&file))?;
        Ok(data.len() as f64)
    }
}
