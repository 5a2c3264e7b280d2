//! Makes instances of schemas, and judges what generated types make of them. Started by
//! `cargo xtask roundtrip`, which generates and builds before.

mod equal;
mod instances;
mod keywords;
mod make;
mod program;
mod random;
mod read;
mod report;
mod strict;
mod translate;
mod trip;
mod validity;

use read::Document;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let Some(plan) = arguments.next().map(PathBuf::from) else {
        eprintln!("error: run `cargo xtask roundtrip`");
        return ExitCode::from(2);
    };
    let done = match (plan.to_str(), arguments.next(), arguments.next()) {
        (Some("instances"), Some(wanted), Some(made)) => {
            instances::run(wanted.as_ref(), made.as_ref()).map(|()| true)
        }
        (_, word, _) => run(&plan, word.is_some_and(|word| word == "--json")),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(plan: &Path, json: bool) -> Result<bool, String> {
    let documents: Vec<Document> = read::json(plan)?;
    let (next, trips) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || {
        while let Some((at, document)) = take(&next, &documents) {
            let trip = trip::run(document);
            if let Ok(mut trips) = trips.lock() {
                trips.push((at, trip));
            }
        }
    };
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            // A document may nest deeply.
            let worker = std::thread::Builder::new().stack_size(64 << 20);
            // Without another thread this one does the work.
            if worker.spawn_scoped(scope, work).is_err() {
                work();
            }
        }
    });
    let mut trips = trips.into_inner().map_err(|error| error.to_string())?;
    trips.sort_by_key(|(at, _)| *at);
    let trips: Vec<_> = trips.into_iter().map(|(_, trip)| trip).collect();
    let path = plan.with_file_name("report.json");
    let text = report::write(&trips, &path)?;
    if json {
        println!("{text}");
    } else {
        print!("{}", report::text(&trips, &path));
    }
    Ok(report::is_enough(&trips))
}

fn take<'a>(next: &AtomicUsize, documents: &'a [Document]) -> Option<(usize, &'a Document)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    Some((at, documents.get(at)?))
}
