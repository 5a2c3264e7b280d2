//! `cargo xtask playground`: the generator for `wasm32-unknown-unknown` behind one page, which holds all that it
//! needs and asks nothing of any server.

use crate::corpus::failed;
use crate::interop::Stop;
use crate::wasm::{MISSING, TARGET, has_target};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use clap::Args;
use clientwright::report;
use flate2::{Compression, write::GzEncoder};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// What is built.
#[derive(Args, Debug)]
pub struct Options {
    /// Only see whether the generator compiles for the target.
    #[arg(long)]
    check: bool,
}

/// Where the page's sources are.
const SOURCES: &str = "xtask/playground/page";
/// The page.
pub const PAGE: &str = "target/playground/index.html";

/// Builds the page, or only checks.
pub fn run(options: &Options) -> ExitCode {
    let done = match options.check {
        true => cargo("check"),
        false => build().map(|_| ()),
    };
    Stop::code(done)
}

/// Builds the page; its path.
pub fn build() -> Result<PathBuf, Stop> {
    cargo("build")?;
    let module = PathBuf::from(format!("target/{TARGET}/playground/playground.wasm"));
    let module = fs::read(&module).map_err(failed(&module))?;
    let packed = packed(&module).map_err(|error| error.to_string())?;
    let page = page(&packed)?;
    let path = PathBuf::from(PAGE);
    fs::create_dir_all("target/playground").map_err(failed(&path))?;
    fs::write(&path, &page).map_err(failed(&path))?;
    println!(
        "{PAGE}: {} kB, the module in it {} kB, compressed {} kB",
        page.len() / 1000,
        module.len() / 1000,
        packed.len() / 1000
    );
    Ok(path)
}

fn cargo(step: &str) -> Result<(), Stop> {
    if !has_target() {
        return Err(Stop::Skipped(format!("skipped: {MISSING}\n")));
    }
    let arguments = format!(
        "{step} --quiet --manifest-path xtask/Cargo.toml -p playground --lib --profile playground --target {TARGET}"
    );
    let mut command = Command::new(crate::cargo_program());
    let status = command.args(arguments.split(' ')).status();
    match status.map_err(|error| error.to_string())?.success() {
        true => Ok(()),
        false => Err(Stop::Failed(format!("error: cargo {arguments} failed\n"))),
    }
}

fn packed(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// The page with everything in it.
fn page(module: &[u8]) -> Result<String, String> {
    let source = |name: &str| {
        let path = Path::new(SOURCES).join(name);
        fs::read_to_string(&path).map_err(failed(&path))
    };
    let style = format!("{}{}", report::STYLE, source("page.css")?);
    let script = format!(
        "'use strict'\n{}{}{}",
        source("colour.js")?,
        source("zip.js")?,
        source("page.js")?
    );
    let hash = |text: &str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)));
    // The report is shown in a frame, which inherits the policy.
    let policy = format!(
        "default-src 'none'; style-src {} {}; script-src {} {} 'wasm-unsafe-eval'; worker-src blob:; \
         img-src data:; base-uri 'none'; form-action 'none'",
        hash(&style),
        hash(report::STYLE),
        hash(&script),
        hash(report::SCRIPT)
    );
    let (template, worker, examples) = (source("index.html")?, source("worker.js")?, examples()?);
    let part = |name: &str| match name {
        "policy" => policy.clone(),
        "style" => style.clone(),
        "script" => script.clone(),
        "worker" => worker.clone(),
        "module" => BASE64_STANDARD.encode(module),
        "examples" => examples.clone(),
        _ => String::new(),
    };
    let mut pieces = template.split("{{");
    let mut page = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once("}}").unwrap_or((piece, ""));
        page.push_str(&part(name));
        page.push_str(rest);
    }
    Ok(page)
}

/// The examples as JSON that may stand in a `script`.
fn examples() -> Result<String, String> {
    let golden = "generator/test_data/golden";
    let all = [
        (
            "AiToEarn",
            "aitoearn-client",
            "spec",
            vec!["aitoearn.openapi.yaml", "aitoearn.overlay.yaml"],
        ),
        ("Alternatives", "unions-client", golden, vec!["unions.yaml"]),
        (
            "Several files",
            "files-client",
            "generator/test_data/golden/files.files",
            Vec::new(),
        ),
        (
            "With mistakes",
            "pets-client",
            SOURCES,
            vec!["mistakes.yaml"],
        ),
    ];
    let mut examples = Vec::new();
    for (title, name, folder, files) in all {
        let folder = Path::new(folder);
        let files = match files.is_empty() {
            true => under(folder)?,
            false => files.iter().map(|file| folder.join(file)).collect(),
        };
        let files: Result<Vec<Value>, String> = files
            .iter()
            .map(|path| {
                let text = fs::read_to_string(path).map_err(failed(path))?;
                let path = path.strip_prefix(folder).unwrap_or(path);
                let path = path.to_string_lossy().replace('\\', "/");
                Ok(json!({"path": path, "text": text}))
            })
            .collect();
        examples.push(json!({"title": title, "name": name, "files": files?}));
    }
    Ok(Value::from(examples).to_string().replace('<', "\\u003c"))
}

/// All files in a folder, sorted.
pub fn under(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed(folder))? {
        let path = entry.map_err(failed(folder))?.path();
        match path.is_dir() {
            true => files.extend(under(&path)?),
            false => files.push(path),
        }
    }
    files.sort();
    Ok(files)
}
