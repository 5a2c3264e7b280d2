//! Other generators: which versions, how they are installed into `target/bench`, how each is called.

use crate::corpus::failed;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where everything lies that the benchmarks install and write.
pub const FOLDER: &str = "target/bench";

/// Another generator.
#[derive(Clone, Copy, Debug)]
pub struct Peer {
    /// Its package's name.
    pub name: &'static str,
    /// The version that is measured.
    pub version: &'static str,
    /// Where the package comes from.
    pub source: Source,
    /// What to call: the program's name, and words between which stand the `INPUT`, the `OUTPUT` folder
    /// and the package's `NAME`.
    pub call: &'static [&'static str],
    /// What is still to be done to have a crate.
    pub finish: Finish,
    /// An expression that makes the call `GET /` with the crate `github`, and is true if it went well; empty where the
    /// crate does not compile.
    pub one_call: &'static str,
}

/// Where a package comes from.
#[derive(Clone, Copy, Debug)]
pub enum Source {
    /// crates.io, a program.
    Program,
    /// crates.io, a library for build scripts; the statements call it.
    Library(&'static str),
    /// PyPI.
    Python,
}

/// What is still to be done to have a crate.
#[derive(Clone, Copy, Debug)]
pub enum Finish {
    /// Nothing.
    Nothing,
    /// A manifest around `src/lib.rs`, with the dependencies listed in a file of the output.
    Listed {
        /// The module's folder in the output.
        module: &'static str,
        /// The list of dependencies in it, as a part of a manifest.
        dependencies: &'static str,
    },
    /// A manifest around `src/lib.rs`, with these dependencies.
    Known(&'static str),
}

/// All peers.
pub const PEERS: &[Peer] = &[
    Peer {
        name: "oas3-gen",
        version: "0.29.0",
        source: Source::Program,
        call: &[
            "oas3-gen",
            "generate",
            "client-mod",
            "-i",
            "INPUT",
            "-o",
            "OUTPUT",
            "--workspace",
        ],
        finish: Finish::Nothing,
        one_call: "",
    },
    Peer {
        name: "ploidy",
        version: "0.15.0",
        source: Source::Program,
        call: &[
            "ploidy", "generate", "rust", "INPUT", "-o", "OUTPUT", "--name", "NAME",
        ],
        finish: Finish::Nothing,
        one_call: "github::client::Client::new(\"https://api.github.com\").unwrap().meta_root().await.is_ok()",
    },
    Peer {
        name: "openapi-to-rust",
        version: "0.23.0",
        source: Source::Program,
        call: &[
            "openapi-to-rust",
            "generate",
            "INPUT",
            "--output-dir",
            "OUTPUT/src/generated",
        ],
        finish: Finish::Listed {
            module: "src/generated",
            dependencies: "REQUIRED_DEPS.toml",
        },
        one_call: "github::generated::HttpClient::new().meta_root().await.is_ok()",
    },
    Peer {
        name: "spargen",
        version: "0.5.0",
        source: Source::Library(
            "let output = output.join(\"src/lib.rs\");\n    \
             let build = spargen::Spec::new(input.as_str()).build(output.to_str().unwrap());\n    \
             spargen::generate(&build).expect_success();",
        ),
        call: &["INPUT", "OUTPUT"],
        finish: Finish::Known(
            "reqwest = { version = \"0.12\", default-features = false, features = [\"stream\"] }\n\
             serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\nbytes = \"1\"\n\
             secrecy = \"0.10\"\nfutures-core = \"0.3\"\ntime = \"0.3\"\nuuid = \"1\"\n",
        ),
        one_call: "",
    },
    Peer {
        name: "cargo-progenitor",
        version: "0.15.1",
        source: Source::Program,
        call: &[
            "cargo-progenitor",
            "progenitor",
            "-i",
            "INPUT",
            "-o",
            "OUTPUT",
            "-n",
            "NAME",
            "-v",
            "0.1.0",
        ],
        finish: Finish::Nothing,
        one_call: "",
    },
    Peer {
        name: "openapi-generator-cli",
        version: "7.26.0",
        source: Source::Python,
        call: &[
            "openapi-generator-cli",
            "generate",
            "-g",
            "rust",
            "-i",
            "INPUT",
            "-o",
            "OUTPUT",
            "--package-name",
            "NAME",
        ],
        finish: Finish::Nothing,
        one_call: "",
    },
];

impl Peer {
    /// Its row's name.
    pub fn label(&self) -> String {
        format!("{} {}", self.name, self.version)
    }

    /// Installs it, unless that is done; where its program is.
    pub fn install(&self, context: &super::Context) -> Result<PathBuf, String> {
        let program = self.program();
        let stamp = Path::new(FOLDER).join(format!("{}.version", self.name));
        let done = fs::read_to_string(&stamp).is_ok_and(|text| text == self.version);
        if done && program.is_file() {
            return Ok(program);
        }
        if !context.installs() {
            return Err("not installed".to_owned());
        }
        eprintln!("installing {}", self.label());
        fs::create_dir_all(FOLDER).map_err(failed(Path::new(FOLDER)))?;
        match self.source {
            Source::Program => install_program(self.name, self.version)?,
            Source::Library(statements) => self.install_driver(statements)?,
            Source::Python => self.install_python()?,
        }
        fs::write(&stamp, self.version).map_err(failed(&stamp))?;
        Ok(program)
    }

    fn program(&self) -> PathBuf {
        let folder = Path::new(FOLDER);
        match self.source {
            Source::Program => folder.join("bin").join(self.call[0]),
            Source::Library(_) => folder.join("build/release").join(self.driver()),
            Source::Python => folder.join("python/bin").join(self.call[0]),
        }
    }

    fn driver(&self) -> String {
        format!("{}-driver", self.name)
    }

    /// A program that calls the library as a build script would.
    fn install_driver(&self, statements: &str) -> Result<(), String> {
        let folder = Path::new(FOLDER).join(self.driver());
        let (driver, name, version) = (self.driver(), self.name, self.version);
        let manifest = format!(
            "[package]\nname = \"{driver}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies]\n{name} = \"={version}\"\n"
        );
        let program = format!(
            "fn main() {{\n    let words: Vec<String> = std::env::args().skip(1).collect();\n    \
             let (input, output) = (&words[0], std::path::Path::new(&words[1]));\n    \
             std::fs::create_dir_all(output.join(\"src\")).unwrap();\n    {statements}\n}}\n"
        );
        write(&folder.join("Cargo.toml"), &manifest)?;
        write(&folder.join("src/main.rs"), &program)?;
        let mut cargo = Command::new(crate::cargo_program());
        cargo
            .args(["build", "--quiet", "--release", "--manifest-path"])
            .arg(folder.join("Cargo.toml"))
            .env("CARGO_TARGET_DIR", Path::new(FOLDER).join("build"));
        run(&mut cargo)
    }

    fn install_python(&self) -> Result<(), String> {
        let python = Path::new(FOLDER).join("python");
        run(Command::new("python3").args(["-m", "venv"]).arg(&python))?;
        let package = format!("{}=={}", self.name, self.version);
        let pip = python.join("bin/pip");
        run(Command::new(pip).args(["install", "--quiet", &package]))
    }

    /// The command that generates a crate.
    pub fn command(&self, input: &Path, output: &Path, name: &str) -> Command {
        let words = match self.source {
            Source::Library(_) => self.call,
            Source::Program | Source::Python => &self.call[1..],
        };
        let mut command = Command::new(self.program());
        for word in words {
            let word = word
                .replace("INPUT", &input.to_string_lossy())
                .replace("OUTPUT", &output.to_string_lossy())
                .replace("NAME", name);
            command.arg(word);
        }
        command
    }

    /// Makes a crate of what was generated, where the generator leaves that to its user.
    pub fn finish(&self, output: &Path, name: &str) -> Result<(), String> {
        let dependencies = match self.finish {
            Finish::Nothing => return Ok(()),
            Finish::Known(dependencies) => format!("[dependencies]\n{dependencies}"),
            Finish::Listed {
                module,
                dependencies,
            } => {
                let list = output.join(module).join(dependencies);
                let last = Path::new(module).file_name().unwrap_or_default();
                let module = format!("pub mod {};\n", last.to_string_lossy());
                write(&output.join("src/lib.rs"), &module)?;
                fs::read_to_string(&list).map_err(failed(&list))?
            }
        };
        let head =
            format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n");
        write(&output.join("Cargo.toml"), &(head + &dependencies))
    }
}

/// A tool of crates.io, installed unless it is there; where its program is.
pub fn tool(name: &str, version: &str, context: &super::Context) -> Result<PathBuf, String> {
    let program = Path::new(FOLDER).join("bin").join(name);
    if !program.is_file() {
        if !context.installs() {
            return Err("not installed".to_owned());
        }
        install_program(name, version)?;
    }
    std::path::absolute(&program).map_err(failed(&program))
}

fn install_program(name: &str, version: &str) -> Result<(), String> {
    let package = format!("{name}@{version}");
    let mut cargo = Command::new(crate::cargo_program());
    cargo
        .args(["install", "--quiet", "--locked", "--root", FOLDER, &package])
        .env("CARGO_TARGET_DIR", Path::new(FOLDER).join("build"));
    run(&mut cargo)
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed(folder))?;
    }
    fs::write(path, text).map_err(failed(path))
}

fn run(command: &mut Command) -> Result<(), String> {
    let taken = super::meter::measure(command);
    taken.map(drop)
}
