//! Measuring several ways in turns, so that what else the machine does meets all of them alike.

use super::Context;
use super::machine::Machine;
use super::table::{Column, Kind, Row, Table, Target};

/// What this project's rows are called.
pub const OURS: &str = "clientwright";

/// Measures once; told the number of the round, from 0. It gives a value for each column. An error is
/// the row's failure, and ends it.
type Measure<'a> = Box<dyn FnMut(usize) -> Result<Vec<f64>, String> + 'a>;

/// One way to do it.
pub struct Contestant<'a> {
    name: String,
    kind: Kind,
    measure: Measure<'a>,
}

impl<'a> Contestant<'a> {
    /// A way of any kind.
    pub fn new(
        name: impl Into<String>,
        kind: Kind,
        measure: impl FnMut(usize) -> Result<Vec<f64>, String> + 'a,
    ) -> Self {
        Self {
            name: name.into(),
            kind,
            measure: Box::new(measure),
        }
    }

    /// This project's way.
    pub fn ours(measure: impl FnMut(usize) -> Result<Vec<f64>, String> + 'a) -> Self {
        Self::new(OURS, Kind::Ours, measure)
    }

    /// Something to compare with.
    pub fn reference(
        name: impl Into<String>,
        measure: impl FnMut(usize) -> Result<Vec<f64>, String> + 'a,
    ) -> Self {
        Self::new(name, Kind::Reference, measure)
    }
}

/// A table that is yet to be measured.
pub struct Contest<'a> {
    name: String,
    title: String,
    /// How it is measured, in Markdown.
    pub note: String,
    columns: Vec<Column>,
    contestants: Vec<Contestant<'a>>,
    targets: Vec<Target>,
    warm_up: bool,
    /// It comes out the same every time.
    is_exact: bool,
}

impl<'a> Contest<'a> {
    /// A table of this name (`suite/what`) and title.
    pub fn new(name: &str, title: &str, columns: Vec<Column>) -> Self {
        Self {
            name: name.to_owned(),
            title: title.to_owned(),
            note: String::new(),
            columns,
            contestants: Vec::new(),
            targets: Vec::new(),
            warm_up: true,
            is_exact: false,
        }
    }

    /// The same in one round: what is counted comes out the same every time.
    pub fn exact(mut self) -> Self {
        self.is_exact = true;
        self
    }

    /// The same without a round to warm up.
    pub fn cold(mut self) -> Self {
        self.warm_up = false;
        self
    }

    /// Adds a row.
    pub fn add(&mut self, contestant: Contestant<'a>) {
        self.contestants.push(contestant);
    }

    /// Adds what ours has to reach.
    pub fn target(&mut self, target: Target) {
        self.targets.push(target);
    }

    /// Measures all ways in turns: once to warm up, then so often, or as often as the command line
    /// says. Nothing comes of a table that is not asked for.
    pub fn run(self, context: &Context, rounds: usize) -> Option<Table> {
        if !context.wants(&self.name) {
            return None;
        }
        let rounds = match self.is_exact {
            true => 1,
            false => context.rounds(rounds),
        };
        // A single round is not worth a second one.
        let warm = usize::from(self.warm_up && rounds > 1);
        let rows = rounds_of(self.contestants, (warm, rounds), &self.name);
        Some(Table {
            name: self.name,
            title: self.title,
            note: self.note,
            machine: Machine::this(),
            columns: self.columns,
            rows,
            targets: self.targets,
        })
    }
}

fn rounds_of(
    mut contestants: Vec<Contestant>,
    (warm, rounds): (usize, usize),
    name: &str,
) -> Vec<Row> {
    let mut rows: Vec<_> = contestants
        .iter()
        .map(|contestant| Row {
            name: contestant.name.clone(),
            kind: contestant.kind,
            rounds: Vec::new(),
            failure: None,
        })
        .collect();
    for round in 0..rounds + warm {
        eprintln!("{name}: round {} of {}", round + 1, rounds + warm);
        for (contestant, row) in contestants.iter_mut().zip(&mut rows) {
            if row.failure.is_some() {
                continue;
            }
            match (contestant.measure)(round) {
                Ok(_) if round < warm => {}
                Ok(values) => row.rounds.push(values),
                Err(message) => {
                    let first = message.lines().find(|line| !line.trim().is_empty());
                    row.failure = Some(first.unwrap_or("it failed").trim().to_owned());
                    row.rounds.clear();
                }
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::{Contestant, rounds_of};
    use std::cell::RefCell;

    #[test]
    fn ways_take_turns_and_a_failure_ends_only_its_own() {
        let log = RefCell::new(String::new());
        let rows = rounds_of(
            vec![
                Contestant::ours(|_| {
                    log.borrow_mut().push('a');
                    Ok(vec![1.0])
                }),
                Contestant::reference("b", |round| {
                    log.borrow_mut().push('b');
                    if round == 1 {
                        return Err("\nno luck\nat all".to_owned());
                    }
                    Ok(vec![1.0])
                }),
            ],
            (1, 2),
            "test",
        );
        assert_eq!(log.into_inner(), "ababa");
        assert_eq!(rows[0].rounds.len(), 2);
        assert_eq!(rows[1].failure.as_deref(), Some("no luck"));
        assert!(rows[1].rounds.is_empty());
    }
}
