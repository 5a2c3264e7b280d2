//! The suite `generate`: a document to a crate on disk, the whole process.

use super::contest::{Contest, Contestant, OURS};
use super::documents::{self, Document};
use super::meter::{self, Taken};
use super::peers::{self, PEERS};
use super::table::{Against, Column, Kind, Table, Target};
use super::{Context, yardstick};
use crate::corpus::{failed, generate::build};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

const FLOOR: &str = "parse and write";
const ROUNDS: usize = 7;

/// Every document that is asked for, by every generator.
pub fn run(context: &Context) -> Result<Vec<Table>, String> {
    let documents = documents::all()?;
    let wanted = |document: &&Document| context.wants(&format!("generate/{}", document.name));
    let documents: Vec<_> = documents.iter().filter(wanted).collect();
    if documents.is_empty() {
        return Ok(Vec::new());
    }
    let ours = build()?;
    let yardstick = yardstick::build()?;
    let tables = documents
        .into_iter()
        .map(|document| one(document, &ours, &yardstick, context));
    Ok(tables.flatten().collect())
}

fn one(document: &Document, ours: &Path, yardstick: &Path, context: &Context) -> Option<Table> {
    let name = format!("generate/{}", document.name);
    let title = format!("Generating a crate: {}", document.title);
    let columns = vec![
        Column::time("time"),
        Column::time("CPU time"),
        Column::size("peak memory"),
    ];
    let mut contest = Contest::new(&name, &title, columns);
    contest.note = format!(
        "The whole process into an empty folder, {} bytes of {}.",
        document.size,
        if document.is_json() { "JSON" } else { "YAML" }
    );
    contest.add(Contestant::ours(|_| {
        values(generated(
            &mut command(ours, document, &output(OURS, document)),
            &output(OURS, document),
        )?)
    }));
    if document.is_json() {
        contest.note += " *Parse and write* is the floor: `serde_json` parses the document to a `Value`, and files \
                         of the same sizes as ours are written.";
        contest.add(Contestant::reference(FLOOR, |_| floor(yardstick, document)));
    }
    for peer in PEERS {
        contest.add(Contestant::new(peer.label(), Kind::Peer, |_| {
            peer.install(context)?;
            let folder = output(peer.name, document);
            let mut command = peer.command(&document.path, &folder, document.name);
            values(generated(&mut command, &folder)?)
        }));
    }
    for target in targets(document) {
        contest.target(target);
    }
    contest.run(context, ROUNDS)
}

fn targets(document: &Document) -> Vec<Target> {
    match document.name {
        "github" => vec![
            Target::at_most(0.25, "time", Against::BestPeer),
            Target::at_most(0.6, "peak memory", Against::BestPeer),
            Target::at_most(8.0, "time", Against::Row(FLOOR.to_owned())),
        ],
        "aitoearn" => vec![Target::at_most(0.03, "time", Against::Itself)],
        _ => Vec::new(),
    }
}

/// The command of this project's generator.
pub fn command(program: &Path, document: &Document, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .arg("generate")
        .arg(&document.path)
        .args(["--name", document.name, "--runtime", "path:runtime"])
        .arg("--output")
        .arg(folder);
    command
}

/// Where a generator's crate of a document goes.
pub fn output(generator: &str, document: &Document) -> PathBuf {
    let folder = Path::new(peers::FOLDER).join("generated");
    folder.join(document.name).join(generator)
}

/// Runs a generator into an empty folder.
pub fn generated(command: &mut Command, folder: &Path) -> Result<Taken, String> {
    let folder = empty(folder)?;
    let taken = meter::measure(command)?;
    if fs::read_dir(&folder).map_or(0, Iterator::count) == 0 {
        return Err("it wrote nothing".to_owned());
    }
    Ok(taken)
}

/// Makes a place for a folder. What stands there is laid aside until all is measured: a file system that was told to
/// remove thousands of files a moment ago is slow to make new ones, and users make theirs in folders that are empty.
pub fn empty(folder: &Path) -> Result<PathBuf, String> {
    if folder.exists() {
        let aside = aside();
        fs::create_dir_all(&aside).map_err(failed(&aside))?;
        let number = fs::read_dir(&aside).map_err(failed(&aside))?.count();
        fs::rename(folder, aside.join(number.to_string())).map_err(failed(folder))?;
    }
    if let Some(parent) = folder.parent() {
        fs::create_dir_all(parent).map_err(failed(parent))?;
    }
    Ok(folder.to_owned())
}

/// Removes what [`empty`] laid aside.
pub fn remove_aside() -> Result<(), String> {
    let aside = aside();
    match fs::remove_dir_all(&aside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(&aside)(error)),
        _ => Ok(()),
    }
}

fn aside() -> PathBuf {
    Path::new(peers::FOLDER).join("aside")
}

fn values(taken: Taken) -> Result<Vec<f64>, String> {
    Ok(vec![taken.wall, taken.cpu, taken.memory])
}

/// The least that generating could take, with what ours wrote just before as the measure.
fn floor(yardstick: &Path, document: &Document) -> Result<Vec<f64>, String> {
    let ours = output(OURS, document);
    let list = ours.with_extension("sizes");
    fs::write(&list, sizes(&ours)?).map_err(failed(&list))?;
    let folder = empty(&output("floor", document))?;
    let mut command = Command::new(yardstick);
    command
        .arg("floor")
        .arg(&document.path)
        .arg(&list)
        .arg(&folder);
    values(meter::measure(&mut command)?)
}

fn sizes(root: &Path) -> Result<String, String> {
    let mut folders = vec![root.to_owned()];
    let mut lines = String::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(failed(&folder))? {
            let path = entry.map_err(failed(&folder))?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let size = fs::metadata(&path).map_err(failed(&path))?.len();
            let inside = path.strip_prefix(root).unwrap_or(&path);
            lines += &format!("{size} {}\n", inside.display());
        }
    }
    Ok(lines)
}
