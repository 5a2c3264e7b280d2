//! Calls everything that a plan says, and writes what became of it.

use crate::answer::Answer;
use crate::arguments::Arguments;
use crate::judge::{accepted, judge};
use crate::plan::{Call, Plan};
use crate::shape::Operation;
use serde_json::json;
use std::pin::Pin;
use std::process::ExitCode;
use std::time::Duration;

/// How long a call may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a driver gives back: a value on the way.
pub type Future<'a, T> = Pin<Box<dyn std::future::Future<Output = Result<T, String>> + 'a>>;

/// Calls one operation.
pub type Drive = for<'a> fn(Arguments<'a>) -> Future<'a, Answer>;

/// Walks over the pages of one operation.
pub type Walk = for<'a> fn(Arguments<'a>) -> Future<'a, Vec<Answer>>;

/// An operation, and what calls it.
#[derive(Clone, Copy, Debug)]
pub struct Driver {
    /// The operation.
    pub operation: &'static Operation,
    /// A single call.
    pub call: Drive,
    /// Calls until there are no more pages, if it has such.
    pub walk: Option<Walk>,
}

/// The operations of one generated crate.
#[derive(Clone, Copy, Debug)]
pub struct Document {
    /// The crate.
    pub name: &'static str,
    /// What calls them.
    pub operations: &'static [Driver],
}

/// Drives a whole scenario by hand, where its data cannot say how; `None` if it can.
pub type Driven<'a> = Option<Future<'a, ()>>;

/// Runs the plan that the first argument names, and writes the verdicts where the second says.
pub fn main(
    documents: &[Document],
    by_hand: for<'a> fn(&'a str, &'a Plan) -> Driven<'a>,
) -> ExitCode {
    match run(documents, by_hand) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(
    documents: &[Document],
    by_hand: for<'a> fn(&'a str, &'a Plan) -> Driven<'a>,
) -> Result<(), String> {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(plan), Some(verdicts)) = (arguments.next(), arguments.next()) else {
        return Err("run `cargo xtask interop`".to_owned());
    };
    let text = std::fs::read_to_string(&plan).map_err(|error| error.to_string())?;
    let plan: Plan = serde_json::from_str(&text).map_err(|error| format!("the plan: {error}"))?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| error.to_string())?;
    let all = runtime.block_on(async {
        let mut all = serde_json::Map::new();
        let mut calls = plan.calls.as_slice();
        while let Some(first) = calls.first() {
            let own = calls
                .iter()
                .take_while(|call| call.scenario == first.scenario);
            let (own, rest) = calls.split_at(own.count());
            let why = match by_hand(&first.scenario, &plan) {
                Some(driven) => within(driven).await,
                None => scenario(documents, &plan, own).await,
            };
            all.insert(first.scenario.clone(), json!(why.err()));
            calls = rest;
        }
        all
    });
    let text = serde_json::Value::Object(all).to_string();
    std::fs::write(&verdicts, text).map_err(|error| error.to_string())
}

/// Makes all calls of a scenario: the first that does not do as expected is its verdict. Where they
/// are the pages of one operation they are walked.
async fn scenario(documents: &[Document], plan: &Plan, calls: &[Call]) -> Result<(), String> {
    if let Some(walk) = walk(documents, plan, calls) {
        return within(walk).await;
    }
    for call in calls {
        let name = format!("{} {}", call.operation.as_deref().unwrap_or("?"), call.path);
        let done = within(one(documents, plan, call)).await;
        done.map_err(|why| {
            if calls.len() > 1 {
                format!("{name}: {why}")
            } else {
                why
            }
        })?;
    }
    Ok(())
}

fn driver(documents: &[Document], call: &Call) -> Option<Driver> {
    let name = call.document.as_ref()?;
    let document = documents.iter().find(|one| one.name == name)?;
    let operation = call.operation.as_ref()?;
    let mut drivers = document.operations.iter();
    drivers.find(|own| own.operation.name == operation).copied()
}

fn one<'a>(documents: &[Document], plan: &'a Plan, call: &'a Call) -> Future<'a, ()> {
    let Some(driver) = driver(documents, call) else {
        return Box::pin(std::future::ready(Err(
            "no operation has this path".to_owned()
        )));
    };
    Box::pin(async move {
        let answer = (driver.call)(Arguments::new(plan, call, driver.operation)).await?;
        match &call.response {
            Some(expected) => judge(plan, expected, &answer),
            None => accepted(&answer),
        }
    })
}

/// The calls as a walk: of several, the first is of an operation with pages, and the others are of
/// the same one or have a URL that no document knows.
fn walk<'a>(documents: &[Document], plan: &'a Plan, calls: &'a [Call]) -> Option<Future<'a, ()>> {
    let (first, others) = calls.split_first()?;
    let driver = driver(documents, first)?;
    let walk = driver.walk?;
    let same = |call: &Call| call.operation.is_none() || call.operation == first.operation;
    if others.is_empty() || !others.iter().all(same) {
        return None;
    }
    Some(Box::pin(async move {
        let pages = walk(Arguments::new(plan, first, driver.operation)).await?;
        if pages.len() != calls.len() {
            return Err(format!(
                "there are {} pages, not {}",
                pages.len(),
                calls.len()
            ));
        }
        calls
            .iter()
            .zip(&pages)
            .try_for_each(|(call, page)| match &call.response {
                Some(expected) => judge(plan, expected, page),
                None => accepted(page),
            })
    }))
}

async fn within(done: Future<'_, ()>) -> Result<(), String> {
    let done = tokio::time::timeout(PATIENCE, done).await;
    done.unwrap_or_else(|_| Err("it takes too long".to_owned()))
}
