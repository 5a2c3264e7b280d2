//! Processes that write a crate and are killed at any moment: the next run leaves what it should.

use crate::{Tally, about};
use clientwright::config::Config;
use clientwright::output::{ChangeKind, File, Mode, sync};
use clientwright::source::MemoryFiles;
use fastrand::Rng;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A crate of some files, of which most differ from those of another one.
fn files(members: &[&str]) -> Vec<File> {
    let schemas: serde_json::Map<String, Value> = (0..30)
        .filter(|at| at % members.len() != 1)
        .map(|at| {
            let own = members
                .iter()
                .map(|name| ((*name).to_owned(), json!({"type": "string"})));
            (
                format!("Thing{at}"),
                json!({"type": "object", "properties": own.collect::<serde_json::Map<_, _>>()}),
            )
        })
        .collect();
    let document = json!({
        "openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": {}, "components": {"schemas": schemas}
    });
    let mut config = Config::default();
    config.input.document = "a.json".into();
    config.output.crate_name = "x".to_owned();
    let inputs = MemoryFiles([("a.json".into(), document.to_string().into_bytes())].into());
    clientwright::generate(&config, &inputs).files
}

/// Writes the files that are listed in a file: what is killed.
pub fn write(list: &Path, folder: &Path) -> Result<(), String> {
    let text = fs::read_to_string(list).map_err(about(list.display()))?;
    let all: BTreeMap<String, String> =
        serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let files: Vec<File> = all
        .into_iter()
        .map(|(path, text)| File { path, text })
        .collect();
    sync(folder, &files, Mode::Write)
        .map(|_| ())
        .map_err(|error| error.to_string())
}

fn tree(folder: &Path, prefix: &str, found: &mut BTreeMap<String, String>) -> Result<(), String> {
    for entry in fs::read_dir(folder).map_err(about(folder.display()))? {
        let path = entry.map_err(about(folder.display()))?.path();
        let name = format!(
            "{prefix}{}",
            path.file_name().unwrap_or_default().to_string_lossy()
        );
        if path.is_dir() {
            tree(&path, &format!("{name}/"), found)?;
        } else {
            found.insert(
                name,
                fs::read_to_string(&path).map_err(about(path.display()))?,
            );
        }
    }
    Ok(())
}

/// Kills for a time.
pub fn run(time: Duration, seed: u64) -> Result<Tally, String> {
    let place = tempfile::tempdir().map_err(about("a folder"))?;
    let folder = place.path().join("crate");
    let sets = [files(&["a", "b", "c"]), files(&["a", "d"])];
    let trees = sets.each_ref().map(|files| {
        files
            .iter()
            .map(|file| (file.path.clone(), file.text.clone()))
            .collect::<BTreeMap<_, _>>()
    });
    let lists = ["0.json", "1.json"].map(|name| place.path().join(name));
    for (list, tree) in lists.iter().zip(&trees) {
        fs::write(list, json!(tree).to_string()).map_err(about(list.display()))?;
    }
    let own = std::env::current_exe().map_err(about("this program"))?;
    let start = |list: &Path| {
        let mut command = Command::new(&own);
        command
            .args(["write".as_ref(), list.as_os_str(), folder.as_os_str()])
            .stderr(Stdio::null());
        command.spawn().map_err(about("the process"))
    };
    write(&lists[0], &folder)?;
    let begun = Instant::now();
    start(&lists[1])?.wait().map_err(about("the process"))?;
    let whole = begun.elapsed();
    let (mut tally, mut rng, begin) = (Tally::default(), Rng::with_seed(seed), Instant::now());
    let (mut last, mut half, mut untouched, mut done) = (1, 0, 0, 0);
    while begin.elapsed() < time {
        let next = rng.usize(..2);
        let mut child = start(&lists[next])?;
        std::thread::sleep(whole.mul_f64(rng.f64() * 1.1));
        child.kill().map_err(about("the process"))?;
        child.wait().map_err(about("the process"))?;
        tally.count += 1;
        let told = sync(&folder, &sets[next], Mode::Check).map_err(|error| error.to_string())?;
        let interrupted = told
            .iter()
            .any(|change| change.kind == ChangeKind::Interrupted);
        let mut now = BTreeMap::new();
        tree(&folder, "", &mut now)?;
        match (now == trees[last], now == trees[next], interrupted) {
            (_, true, _) => done += 1,
            (true, ..) => untouched += 1,
            (.., true) => half += 1,
            _ => tally.findings.push(format!(
                "kill {}: a mixture of files, and nobody says so",
                tally.count
            )),
        }
        let then = rng.usize(..2);
        let again = Instant::now();
        write(&lists[then], &folder)?;
        tally.worst = tally.worst.max(again.elapsed());
        let mut now = BTreeMap::new();
        tree(&folder, "", &mut now)?;
        if now != trees[then] {
            tally.findings.push(format!(
                "kill {}: the next run left something else",
                tally.count
            ));
        }
        last = then;
    }
    tally.peak = crate::process::memory(std::process::id(), "VmHWM").unwrap_or_default();
    tally.note = format!("{untouched} untouched, {half} interrupted, {done} done");
    Ok(tally)
}
