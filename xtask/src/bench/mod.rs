//! `cargo xtask bench`: this project beside its peers and beside what cannot be beaten, side by side
//! in one run. What is measured goes to `docs/benchmarks`, and `docs/benchmarks.md` says what it means.
//!
//! To add a suite: a variant of [`Suite`], a line in [`Suite::run`], and a file with a function that
//! returns [`Table`]s. A table comes from a [`Contest`](contest::Contest): its columns, and a
//! [`Contestant`](contest::Contestant) a row, whose closure measures once and gives a value a column.
//! The frame does the rounds, the ratios, the verdicts on the [`Target`](table::Target)s, and writes
//! Markdown, JSON and charts.
//!
//! ```ignore
//! pub fn run(context: &Context) -> Result<Vec<Table>, String> {
//!     let mut contest = Contest::new("decode/issues", "Decoding 100 issues", vec![
//!         Column::new("speed", Unit::BytesPerSecond, Better::Higher),
//!     ]);
//!     contest.note = "`from_slice`, release build, one thread".to_owned();
//!     contest.add(Contestant::ours(|_round| Ok(vec![5.1e8])));
//!     contest.add(Contestant::reference("derive(Deserialize)", |_round| Ok(vec![4.9e8])));
//!     contest.target(Target::at_least(1.0, "speed", Against::Row("derive(Deserialize)")));
//!     Ok(contest.run(context, 7).into_iter().collect())
//! }
//! ```

mod call;
mod chart;
mod compile;
mod contest;
mod crates;
mod decode;
mod documents;
mod generate;
mod machine;
mod markdown;
mod meter;
mod numbers;
mod peers;
mod running;
mod scale;
mod table;
mod write;
mod yardstick;

use clap::{Args, ValueEnum};
use table::Table;

/// Which suites to run, and how.
#[derive(Args, Debug)]
pub struct Options {
    /// The suites; all of them if none is named.
    suites: Vec<Suite>,
    /// How often everything is measured, in turns [default: what the suite finds enough].
    #[arg(long, value_name = "N")]
    rounds: Option<usize>,
    /// Only tables with this in their name; may be given several times.
    #[arg(long, value_name = "TEXT")]
    filter: Vec<String>,
    /// Install no peers; those that are not there are listed so.
    #[arg(long)]
    offline: bool,
    /// Only print; leave `docs/benchmarks` as it is.
    #[arg(long)]
    dry: bool,
}

/// A suite: what is measured together, and has a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Suite {
    /// Generating a crate: the whole process.
    Generate,
    /// Compiling what was generated.
    Compile,
    /// How generating grows with the document.
    Scale,
    /// JSON to generated types.
    Decode,
    /// Generated types to JSON.
    Encode,
    /// Calls of generated clients.
    Call,
}

impl Suite {
    fn run(self, context: &Context) -> Result<Vec<Table>, String> {
        match self {
            Self::Generate => generate::run(context),
            Self::Compile => compile::run(context),
            Self::Scale => scale::run(context),
            Self::Decode => decode::decode(context),
            Self::Encode => decode::encode(context),
            Self::Call => call::run(context),
        }
    }

    /// Its name: the page in `docs/benchmarks`, and what its tables' names begin with.
    fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

/// What a suite needs to know of the run.
#[derive(Debug)]
pub struct Context {
    rounds: Option<usize>,
    filter: Vec<String>,
    offline: bool,
}

impl Context {
    /// Whether peers may be installed.
    pub fn installs(&self) -> bool {
        !self.offline
    }

    /// How often to measure, where the suite itself would do it so often.
    pub fn rounds(&self, usual: usize) -> usize {
        self.rounds.unwrap_or(usual).max(1)
    }

    /// Whether a table of this name is asked for. [`contest::Contest::run`] asks too; ask before work that only
    /// this table needs.
    pub fn wants(&self, table: &str) -> bool {
        self.filter.is_empty() || self.filter.iter().any(|text| table.contains(text))
    }
}

/// Runs the suites one after the other; what each measured is printed and written when it is done.
pub fn run(options: &Options) -> Result<(), String> {
    let context = Context {
        rounds: options.rounds,
        filter: options.filter.clone(),
        offline: options.offline,
    };
    let suites = match options.suites.as_slice() {
        [] => Suite::value_variants(),
        some => some,
    };
    for suite in suites {
        let tables = suite.run(&context)?;
        print!("{}", markdown::text(&tables));
        if !options.dry && !tables.is_empty() {
            write::suite(&suite.name(), tables)?;
        }
        generate::remove_aside()?;
    }
    Ok(())
}
