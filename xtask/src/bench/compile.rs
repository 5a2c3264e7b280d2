//! The suite `compile`: what the compiler takes for the crates that generators make of one document.
//! What the crates depend on is compiled before.

use super::Context;
use super::contest::{Contest, Contestant, OURS};
use super::crates::{Crate, ONE_TAG};
use super::meter::{self, Taken};
use super::peers::{PEERS, Peer, tool};
use super::table::{Against, Column, Kind, Table, Target};
use super::{documents, generate};
use crate::corpus::failed;
use crate::corpus::generate::build;
use std::cell::OnceCell;
use std::path::Path;
use std::process::Command;

/// Checking takes peers most of a minute.
const ROUNDS: usize = 3;

/// Features that bring modules of generated code, beside those that are on.
const MODULES: &str = "blocking,testing,tower,tracing,watch";

/// The version of `cargo-llvm-lines`.
const LLVM_LINES: &str = "0.4.48";

/// A row's crate: made when its turn comes first.
type Made = OnceCell<Result<Crate, String>>;

/// Checks, programs and touched files.
pub fn run(context: &Context) -> Result<Vec<Table>, String> {
    let all = ["check", "program", "touch", "ir"];
    if !all
        .iter()
        .any(|name| context.wants(&format!("compile/{name}")))
    {
        return Ok(Vec::new());
    }
    let ours = build()?;
    let contests = [
        check(&ours, context),
        program(&ours, context),
        touch(&ours, context),
        ir(&ours, context),
    ];
    let tables = contests
        .into_iter()
        .map(|contest| contest.run(context, ROUNDS));
    Ok(tables.flatten().collect())
}

/// `cargo check` of the whole crate, and of one tag's part of ours.
fn check<'a>(ours: &'a Path, context: &'a Context) -> Contest<'a> {
    let columns = vec![
        Column::time("time"),
        Column::time("CPU time"),
        Column::size("peak memory of rustc"),
        Column::count("lines"),
    ];
    let title = "Clean cargo check of GitHub's crate";
    let mut contest = Contest::new("compile/check", title, columns).cold();
    contest.note = format!(
        "`CARGO_INCREMENTAL=0 cargo check --lib` with the crate's sources touched and its dependencies built. \
         *{ONE_TAG} alone* is ours with `--no-default-features --features {ONE_TAG}`, \
         *with all modules* with `--features {MODULES}`, and *split* generated with `--split`."
    );
    let checked = |made: &Crate, arguments: &[&str]| -> Result<Vec<f64>, String> {
        let mut cargo = made.cargo("check");
        cargo
            .arg("--lib")
            .args(arguments)
            .env("CARGO_INCREMENTAL", "0");
        let taken = clean(made, &mut cargo)?;
        Ok(vec![
            taken.wall,
            taken.cpu,
            taken.memory,
            made.lines()? as f64,
        ])
    };
    let whole = Made::new();
    contest.add(Contestant::ours(move |_| checked(own(&whole, ours)?, &[])));
    let part = Made::new();
    let alone = format!("{ONE_TAG} alone");
    contest.add(Contestant::reference(&alone, move |_| {
        checked(
            own(&part, ours)?,
            &["--no-default-features", "--features", ONE_TAG],
        )
    }));
    let all = Made::new();
    contest.add(Contestant::reference("with all modules", move |_| {
        checked(own(&all, ours)?, &["--features", MODULES])
    }));
    let split = Made::new();
    contest.add(Contestant::reference("split", move |_| {
        checked(split_of(&split, ours)?, &[])
    }));
    for peer in PEERS {
        let made = Made::new();
        contest.add(Contestant::new(peer.label(), Kind::Peer, move |_| {
            checked(of(&made, peer, context)?, &[])
        }));
    }
    contest.target(Target::at_most(0.25, "time", Against::BestPeer));
    contest.target(Target::at_most(
        0.4,
        "peak memory of rustc",
        Against::BestPeer,
    ));
    contest.target(Target::at_most(0.1, "time", Against::BestPeer).of(&alone));
    contest
}

/// A program that makes one call: debug and release builds of it and the crate, and its size.
fn program<'a>(ours: &'a Path, context: &'a Context) -> Contest<'a> {
    let columns = vec![
        Column::time("debug build"),
        Column::time("release build"),
        Column::size("peak memory of rustc"),
        Column::size("program"),
    ];
    let title = "Building a program that makes one call of GitHub's API";
    let mut contest = Contest::new("compile/program", title, columns).cold();
    contest.note = "`cargo build` and `cargo build --release` of the program and the crate, with what they depend on \
                    built; the size is that of the release build, as cargo makes it."
        .to_owned();
    let built = |made: &Crate| -> Result<Vec<f64>, String> {
        let program = made.program()?;
        let mut debug = program.cargo("build");
        let mut release = program.cargo("build");
        release.arg("--release");
        let debug = clean(made, debug.env("CARGO_INCREMENTAL", "0"))?;
        let release = clean(made, release.env("CARGO_INCREMENTAL", "0"))?;
        let memory = debug.memory.max(release.memory);
        Ok(vec![
            debug.wall,
            release.wall,
            memory,
            program.binary_size()?,
        ])
    };
    let own_crate = Made::new();
    contest.add(Contestant::ours(move |_| built(own(&own_crate, ours)?)));
    for peer in PEERS {
        let made = Made::new();
        contest.add(Contestant::new(peer.label(), Kind::Peer, move |_| {
            built(of(&made, peer, context)?)
        }));
    }
    contest.target(Target::at_most(0.35, "release build", Against::BestPeer));
    contest.target(Target::at_most(1.0, "program", Against::BestPeer));
    contest
}

/// An incremental check after a change at one operation.
fn touch<'a>(ours: &'a Path, context: &'a Context) -> Contest<'a> {
    let title = "Incremental cargo check of GitHub's crate after a change at one operation";
    let columns = vec![Column::time("time"), Column::time("CPU time")];
    let mut contest = Contest::new("compile/touch", title, columns);
    contest.note = "A line is added where the operation `GET /octocat` builds its path.".to_owned();
    let touched = |made: &Crate, round: usize| -> Result<Vec<f64>, String> {
        made.change_operation(round)?;
        let mut cargo = made.cargo("check");
        let taken = meter::measure(cargo.arg("--lib").env("CARGO_INCREMENTAL", "1"))?;
        Ok(vec![taken.wall, taken.cpu])
    };
    let own_crate = Made::new();
    contest.add(Contestant::ours(move |round| {
        touched(own(&own_crate, ours)?, round)
    }));
    for peer in PEERS {
        let made = Made::new();
        contest.add(Contestant::new(peer.label(), Kind::Peer, move |round| {
            touched(of(&made, peer, context)?, round)
        }));
    }
    contest
}

/// What LLVM is given to work on.
fn ir<'a>(ours: &'a Path, context: &'a Context) -> Contest<'a> {
    let title = "What LLVM is given of GitHub's crate in a debug build";
    let columns = vec![
        Column::count("lines of LLVM IR"),
        Column::count("copies of functions"),
    ];
    let mut contest = Contest::new("compile/ir", title, columns).exact();
    contest.note = format!(
        "The total of `cargo llvm-lines --lib`, {LLVM_LINES}: of the crate itself, and of what is generic elsewhere."
    );
    let own_crate = Made::new();
    contest.add(Contestant::ours(move |_| {
        counted(own(&own_crate, ours)?, context)
    }));
    for peer in PEERS {
        let made = Made::new();
        contest.add(Contestant::new(peer.label(), Kind::Peer, move |_| {
            counted(of(&made, peer, context)?, context)
        }));
    }
    contest
}

/// The line `<lines> <copies> (TOTAL)`.
fn counted(made: &Crate, context: &Context) -> Result<Vec<f64>, String> {
    let program = tool("cargo-llvm-lines", LLVM_LINES, context)?;
    let mut command = made.command(&program);
    let output = command.args(["llvm-lines", "--quiet", "--lib"]).output();
    let output = output.map_err(failed(&program))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let total = text.lines().find_map(|line| line.strip_suffix("(TOTAL)"));
    let Some(total) = total else {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    };
    let numbers = total.split_whitespace().map(|number| number.parse::<f64>());
    let numbers: Vec<f64> = numbers.filter_map(Result::ok).collect();
    match numbers.len() {
        2 => Ok(numbers),
        _ => Err(format!("it says {total:?}")),
    }
}

/// Runs cargo once for the dependencies if it never ran, then with the crate touched.
fn clean(made: &Crate, cargo: &mut Command) -> Result<Taken, String> {
    made.prepare(cargo)?;
    made.touch()?;
    meter::measure(cargo)
}

fn own<'a>(made: &'a Made, program: &Path) -> Result<&'a Crate, String> {
    generated(made, program, OURS, &[])
}

fn split_of<'a>(made: &'a Made, program: &Path) -> Result<&'a Crate, String> {
    generated(made, program, "clientwright-split", &["--split"])
}

/// Our crate under a name of its own, generated with further arguments.
fn generated<'a>(
    made: &'a Made,
    program: &Path,
    name: &str,
    arguments: &[&str],
) -> Result<&'a Crate, String> {
    made.get_or_init(|| {
        let document = documents::named("github")?;
        let folder = generate::output(name, &document);
        let mut command = generate::command(program, &document, &folder);
        generate::generated(command.args(arguments), &folder)?;
        Crate::new(
            &folder,
            name,
            "github::Client::builder().build().unwrap().meta().root().await.is_ok()",
        )
    })
    .as_ref()
    .map_err(Clone::clone)
}

fn of<'a>(made: &'a Made, peer: &Peer, context: &Context) -> Result<&'a Crate, String> {
    made.get_or_init(|| {
        peer.install(context)?;
        let document = documents::named("github")?;
        let folder = generate::output(peer.name, &document);
        let mut command = peer.command(&document.path, &folder, document.name);
        generate::generated(&mut command, &folder)?;
        peer.finish(&folder, document.name)?;
        Crate::new(&folder, peer.name, peer.one_call)
    })
    .as_ref()
    .map_err(Clone::clone)
}
