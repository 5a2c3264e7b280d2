//! `cargo xtask corpus`: real documents through the generator and the compiler, and what became of
//! each.

mod bench;
pub mod cargo;
mod compare;
pub mod generate;
pub mod manifest;
mod messages;
pub mod process;
pub mod record;
pub mod sample;
mod table;
mod verdict;
mod wrapper;

pub use bench::Bench;
use clap::Args;
use generate::How;
use manifest::Item;
use process::Limits;
use std::path::Path;
use std::time::Instant;
pub use wrapper::wrap;

/// What to do with which documents.
#[derive(Args, Debug)]
pub struct Options {
    /// Compile what was generated.
    #[arg(long)]
    compile: bool,
    /// Run clippy on what was generated.
    #[arg(long)]
    clippy: bool,
    /// Document what was generated.
    #[arg(long)]
    doc: bool,
    /// Only documents with this in their path; may be given several times.
    #[arg(long, value_name = "TEXT")]
    filter: Vec<String>,
    /// Only the large and well-known documents.
    #[arg(long)]
    named: bool,
    /// Only so many documents, spread over dialects and sizes, the same ones every time.
    #[arg(long, value_name = "N")]
    sample: Option<usize>,
    /// Print everything as JSON.
    #[arg(long)]
    json: bool,
    /// How many seconds a document may take to generate.
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    timeout: u64,
    /// How many documents to generate at a time [default: one for each core].
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
}

/// Runs the documents, and fails if one does not fare as expected.
pub fn run(options: &Options) -> Result<(), String> {
    let shared = crate::shared::folder()?;
    let items = select(manifest::read(&shared)?, options);
    if items.is_empty() {
        return Err("error: no document is left to run\n".to_owned());
    }
    let bench = Bench::new("target/corpus")?;
    let how = How {
        program: generate::build()?,
        config: None,
        limits: Limits::of_generating(options.timeout),
        jobs: options.jobs.unwrap_or_else(cores),
    };
    let start = Instant::now();
    let mut records = generate::all(&items, &bench, &how)?;
    let generated = start.elapsed();
    for step in steps(options) {
        cargo::run(step, &bench, &mut records)?;
    }
    for record in &mut records {
        record.failure = verdict::failure(record);
    }
    let last = bench.folder("").join("last.json");
    let compared = compare::with_last(&last, &records)?;
    let breaches = verdict::breaches(&records);
    if options.json {
        println!("{}", record::json(&records, &breaches, generated)?);
    } else {
        print!("{}", table::text(&records, &compared, generated));
    }
    if breaches.is_empty() {
        return Ok(());
    }
    Err(format!(
        "error: {} of {} documents did not fare as expected\n",
        breaches.len(),
        records.len()
    ))
}

fn steps(options: &Options) -> Vec<cargo::Step> {
    let asked = [
        (options.compile, cargo::Step::Check),
        (options.clippy, cargo::Step::Clippy),
        (options.doc, cargo::Step::Doc),
    ];
    let steps = asked.into_iter().filter(|(asked, _)| *asked);
    steps.map(|(_, step)| step).collect()
}

fn select(items: Vec<Item>, options: &Options) -> Vec<Item> {
    let mut items = items;
    let filters: Vec<_> = options.filter.iter().map(|f| f.to_lowercase()).collect();
    if !filters.is_empty() {
        items.retain(|item| filters.iter().any(|f| item.name.to_lowercase().contains(f)));
    }
    if options.named {
        items.retain(Item::is_named);
    }
    match options.sample {
        Some(count) => sample::choose(items, count),
        None => items,
    }
}

/// How much can be done at a time.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}

/// A failure to read or write, with the file.
pub fn failed<'a>(path: &'a Path) -> impl Fn(std::io::Error) -> String + 'a {
    move |error| format!("error: {}: {error}\n", path.display())
}
