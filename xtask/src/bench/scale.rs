//! The suite `scale`: how time and memory grow with the document.

use super::Context;
use super::contest::{Contest, Contestant};
use super::meter;
use super::peers::FOLDER;
use super::table::{Against, Better, Column, Kind, Table, Target, Unit};
use super::{documents, generate, yardstick};
use crate::corpus::{failed, generate::build};
use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How many times GitHub's document.
const SIZES: [usize; 4] = [1, 4, 16, 64];

/// Seconds and bytes for each byte of the document may grow so much from step to step.
const GROWTH: f64 = 1.15;

const ROUNDS: usize = 3;

/// A row a size.
pub fn run(context: &Context) -> Result<Vec<Table>, String> {
    if !context.wants("scale/github") {
        return Ok(Vec::new());
    }
    let (ours, yardstick) = (build()?, yardstick::build()?);
    let document = documents::named("github")?;
    let columns = vec![
        Column::time("time"),
        Column::time("CPU time"),
        Column::size("peak memory"),
        Column::new(
            "CPU time by the step before, by size",
            Unit::Ratio,
            Better::Lower,
        ),
        Column::new(
            "memory by the step before, by size",
            Unit::Ratio,
            Better::Lower,
        ),
    ];
    let title = "Generating documents of 1, 4, 16 and 64 times GitHub's";
    let mut contest = Contest::new("scale/github", title, columns);
    contest.note = "The document repeated, each copy with components, paths, operations and tags of its own; the whole \
                    process. Growth is by step: 1.00 is as much more as the document is larger."
        .to_owned();
    let last = Cell::new(None);
    let last = &last;
    for times in SIZES {
        let (ours, yardstick, source) = (ours.clone(), yardstick.clone(), document.path.clone());
        let measure = move |_| {
            let (file, folder) = (repeated(&yardstick, &source, times)?, folder(times)?);
            let size = fs::metadata(&file).map_err(failed(&file))?.len() as f64;
            let taken = meter::measure(&mut command(&ours, &file, &folder))?;
            let (cpu, memory) = (taken.cpu / size, taken.memory / size);
            let before = match times {
                1 => (cpu, memory),
                _ => last.get().unwrap_or((cpu, memory)),
            };
            last.set(Some((cpu, memory)));
            Ok(vec![
                taken.wall,
                taken.cpu,
                taken.memory,
                cpu / before.0,
                memory / before.1,
            ])
        };
        let kind = if times == 64 {
            Kind::Ours
        } else {
            Kind::Reference
        };
        contest.add(Contestant::new(row(times), kind, measure));
    }
    for times in &SIZES[1..] {
        for column in [
            "CPU time by the step before, by size",
            "memory by the step before, by size",
        ] {
            contest.target(Target::at_most(GROWTH, column, Against::Itself).of(&row(*times)));
        }
    }
    Ok(contest.run(context, ROUNDS).into_iter().collect())
}

fn row(times: usize) -> String {
    format!("{times} ×")
}

fn folder(times: usize) -> Result<PathBuf, String> {
    generate::empty(&Path::new(FOLDER).join(format!("scale/crate-{times}")))
}

/// The document so many times as large; it is written once.
fn repeated(yardstick: &Path, source: &Path, times: usize) -> Result<PathBuf, String> {
    let folder = Path::new(FOLDER).join("scale");
    fs::create_dir_all(&folder).map_err(failed(&folder))?;
    let file = folder.join(format!("github-{times}.json"));
    if !file.is_file() {
        let mut command = Command::new(yardstick);
        command
            .arg("repeat")
            .arg(source)
            .arg(times.to_string())
            .arg(&file);
        meter::measure(&mut command)?;
    }
    Ok(file)
}

fn command(program: &Path, document: &Path, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .arg("generate")
        .arg(document)
        .args(["--name", "github", "--runtime", "path:runtime", "--output"])
        .arg(folder);
    command
}
