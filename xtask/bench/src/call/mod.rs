//! The suite `call`: what a call costs beyond the same request by bare `reqwest`.
//!
//! On a server: time and allocations of the whole way. In memory: the same without any HTTP, where
//! the peer builds its request and decodes the answer, and sends nothing.

pub mod bare;
pub mod server;

use crate::data::OURS;
use crate::meter::{Contender, Plan, allocations, counts, measure};
use crate::row::Row;
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::task::LocalSet;

/// One call, again and again.
pub struct Caller<'a> {
    /// Who calls.
    pub peer: &'static str,
    /// Makes so many calls, so many of them at a time.
    run: Box<dyn Fn(usize, usize) + 'a>,
}

impl<'a> Caller<'a> {
    /// Somebody whose call is what this function makes of a handle of the client.
    pub fn new<C, F, A>(runtime: &'a Runtime, peer: &'static str, client: C, call: F) -> Self
    where
        C: Clone + 'static,
        F: Fn(C) -> A + Copy + 'static,
        A: Future<Output = ()>,
    {
        let run = move |calls: usize, at_a_time: usize| {
            if at_a_time == 1 {
                return runtime.block_on(async {
                    for _ in 0..calls {
                        call(client.clone()).await;
                    }
                });
            }
            let all = LocalSet::new();
            for _ in 0..at_a_time {
                let client = client.clone();
                all.spawn_local(async move {
                    for _ in 0..calls.div_ceil(at_a_time) {
                        call(client.clone()).await;
                    }
                });
            }
            runtime.block_on(all);
        };
        Self {
            peer,
            run: Box::new(run),
        }
    }

    /// The generated client.
    pub fn ours<C, F, A>(runtime: &'a Runtime, client: C, call: F) -> Self
    where
        C: Clone + 'static,
        F: Fn(C) -> A + Copy + 'static,
        A: Future<Output = ()>,
    {
        Self::new(runtime, OURS, client, call)
    }
}

/// A runtime as a client of one thread has it.
pub fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}

/// Compares CPU time and allocations of a call, one at a time.
pub fn compare(plan: &Plan, case: &str, title: &str, callers: &[Caller<'_>]) {
    if !plan.wants("call", case) {
        return;
    }
    let mut contenders = contenders(callers, 1);
    if counts() {
        for contender in &mut contenders {
            let each = allocations(contender, 100);
            row(case, title, contender.peer, "allocations", vec![each]).print();
        }
        return;
    }
    let costs = measure(&mut contenders, plan.rounds, Duration::from_millis(30));
    for (contender, costs) in contenders.iter().zip(costs) {
        let values = costs.iter().map(|cost| cost.cpu).collect();
        row(case, title, contender.peer, "CPU time", values).print();
    }
}

/// Compares how many calls are done in a second when so many are on their way.
pub fn throughput(plan: &Plan, case: &str, title: &str, callers: &[Caller<'_>]) {
    for at_a_time in [1, 16, 256] {
        let case = format!("{case}-{at_a_time}");
        if counts() || !plan.wants("call", &case) {
            continue;
        }
        let mut contenders = contenders(callers, at_a_time);
        let costs = measure(&mut contenders, plan.rounds, Duration::from_millis(60));
        let title = format!("{title}, {at_a_time} at a time");
        for (contender, costs) in contenders.iter().zip(costs) {
            let calls = at_a_time as f64;
            let speed = costs.iter().map(|cost| calls / cost.wall).collect();
            row(&case, &title, contender.peer, "throughput", speed).print();
            let cpu = costs.iter().map(|cost| cost.cpu / calls).collect();
            row(&case, &title, contender.peer, "CPU time", cpu).print();
        }
    }
}

fn contenders<'a>(callers: &'a [Caller<'_>], at_a_time: usize) -> Vec<Contender<'a>> {
    let contender = |caller: &'a Caller<'_>| {
        Contender::new(caller.peer, move |repeats| {
            (caller.run)(repeats * at_a_time, at_a_time);
        })
    };
    callers.iter().map(contender).collect()
}

fn row(case: &str, title: &str, peer: &str, figure: &'static str, values: Vec<f64>) -> Row {
    Row {
        suite: "call",
        case: case.to_owned(),
        title: title.to_owned(),
        peer: peer.to_owned(),
        figure,
        values,
    }
}
