//! IR and names to the files of the generated crate. The only module that makes tokens.
//!
//! Tokens cannot cross threads, so a worker takes a file from its plan to its text: what is shared is the
//! plan, what comes back is the text.

mod api;
mod back;
mod check;
mod client;
mod context;
mod crates;
mod docs;
mod error;
mod example;
mod former;
mod gate;
mod ident;
mod krate;
mod manifest;
mod readme;
mod scope;
mod server;
mod settle;
mod size;
mod statement;
mod types;
mod uses;
mod watch;
mod webhooks;
mod wire;
mod xml;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::format::{self, Item};
use crate::ir::Api;
use crate::limits::Limit;
use crate::names::Names;
use context::Context;
pub use crates::{is_split, runtime as runtime_of};
use rayon::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

/// For functions that lead to code that is made for a type: to write it, and above all to read it. With the attribute it is
/// made where it is used, and not for all of a crate, of which a program uses a little (decision 0033).
const INLINE: &str = "#[inline]";

/// A file of the generated crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Relative to the crate's folder, with forward slashes.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// A file that is still to be made: where it goes, and the items it consists of.
struct Plan<'a> {
    path: String,
    /// About how much is in it.
    weight: usize,
    items: Box<dyn Fn() -> Vec<Item> + Send + Sync + 'a>,
}

impl<'a> Plan<'a> {
    fn new(path: impl Into<String>, items: impl Fn() -> Vec<Item> + Send + Sync + 'a) -> Self {
        Self {
            path: path.into(),
            weight: 0,
            items: Box::new(items),
        }
    }

    /// The same, with so much in it.
    fn weighing(mut self, weight: usize) -> Self {
        self.weight = weight;
        self
    }
}

/// All files of the generated crate, sorted by path.
pub fn emit(api: &Api, names: &Names, config: &Config, diagnostics: &mut Diagnostics) -> Vec<File> {
    let cx = Context::new(api, names, config);
    let header = cx.header();
    let (most, size) = (config.limits.of(Limit::GeneratedSize), AtomicUsize::new(0));
    let make = |plan: Plan<'_>| {
        // What lies beyond is not even made.
        if size.load(Ordering::Relaxed) > most {
            return (plan.path, Ok(String::new()));
        }
        let text = format::rust(&format!("// {header}\n"), (plan.items)());
        size.fetch_add(text.as_ref().map_or(0, String::len), Ordering::Relaxed);
        (plan.path, text)
    };
    let mut plans = plans(&cx);
    // The largest first, one by one, so that none is begun when all others are done.
    plans.sort_by_key(|plan| std::cmp::Reverse(plan.weight));
    let plans = plans.into_iter().par_bridge();
    let made: Vec<(String, Result<String, String>)> = plans.map(make).collect();
    if size.load(Ordering::Relaxed) > most {
        let beyond = config.limits.beyond(Limit::GeneratedSize);
        diagnostics.push(beyond.at(crate::source::Span::default(), ""));
        return Vec::new();
    }
    if let Some(advice) = advice(&cx, size.into_inner()) {
        diagnostics.push(advice);
    }
    let mut files = manifest::emit(&cx, &header);
    files.push(readme::emit(&cx, &header));
    for (path, text) in made {
        match text {
            Ok(text) => files.push(File { path, text }),
            Err(reason) => {
                let message = format!("`{path}` came out as no legal Rust: {reason}");
                diagnostics.push(
                    Diagnostic::error(Code::Internal, message)
                        .help("please report it with the document"),
                );
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// From so many bytes of Rust on, splitting saves more seconds than its crates cost; decision 0032 has the figures.
const LARGE: usize = 4_000_000;

/// That a large crate can be split, or that what is to be split stays whole.
fn advice(cx: &Context<'_>, size: usize) -> Option<Diagnostic> {
    if let Some(why) = crates::whole(cx.api, cx.config).filter(|_| cx.config.output.split) {
        let message = format!("the output is not split: {why}");
        let help = "leave out `split = true`, or `--split`";
        return Some(Diagnostic::warning(Code::Config, message).help(help));
    }
    if size < LARGE || cx.crates.are_many() || !crates::can_split(cx.api, cx.config) {
        return None;
    }
    let size = size / 1_000_000;
    let message = format!("the crate has {size} MB of Rust, which compile one after the other");
    let help = "write `split = true` in `[output]`, or give `--split`: large tags become crates that compile side by \
                side, and nothing changes for who uses the crate";
    Some(Diagnostic::note(Code::LargeCrate, message).help(help))
}

/// Of more calls, services or servers than these, the rest is only counted.
const SHOWN: usize = 12;

/// The first of many, and how many more there are.
fn listed(all: &[String]) -> String {
    let shown: Vec<&str> = all.iter().take(SHOWN).map(String::as_str).collect();
    match all.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// The API's title as text.
fn api_title(cx: &Context<'_>) -> String {
    let title = docs::sanitise(&cx.api.info.title).replace('\n', " ");
    if title.is_empty() {
        "an API without a title".to_owned()
    } else {
        title
    }
}

fn plans<'a>(cx: &'a Context<'a>) -> Vec<Plan<'a>> {
    let roots = cx.crates.all().map(|(at, krate)| {
        let path = format!("{}src/lib.rs", krate.folder);
        Plan::new(path, move || krate::items(cx, at))
    });
    let mut plans: Vec<Plan<'a>> = roots.collect();
    plans.extend(types::plans(cx));
    plans.extend(wire::plans(cx));
    if !cx.api.webhooks.is_empty() {
        plans.push(Plan::new("src/webhooks.rs", || webhooks::items(cx)));
    }
    if cx.config.output.types_only {
        return plans;
    }
    plans.push(Plan::new("src/client.rs", || client::items(cx)));
    let shared = cx.crates.folder(cx.crates.shared());
    plans.push(Plan::new(format!("{shared}src/error.rs"), || {
        error::items(cx)
    }));
    if cx.has_servers() {
        plans.push(Plan::new("src/server.rs", || server::items(cx)));
    }
    plans.extend(api::plans(cx));
    plans.extend(api::testing::plans(cx));
    if cx.has_watch() {
        plans.push(Plan::new("src/watch.rs", || watch::items(cx)));
    }
    if !cx.api.xml.is_empty() {
        plans.push(Plan::new(format!("{shared}src/xml.rs"), || xml::items(cx)));
    }
    plans
}
