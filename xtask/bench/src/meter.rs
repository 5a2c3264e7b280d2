//! Measures contenders against each other.
//!
//! The machine is shared, so wall time says little. CPU time of this process is measured, and
//! every round lets all contenders run one after the other, in turns of who begins: what disturbs
//! one of them disturbs all.

use cpu_time::ProcessTime;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region};
use std::time::{Duration, Instant};

/// Somebody who does the same work in another way.
pub struct Contender<'a> {
    /// Who.
    pub peer: &'static str,
    run: Box<dyn FnMut(usize) + 'a>,
}

impl<'a> Contender<'a> {
    /// One that does its work so many times.
    pub fn new(peer: &'static str, run: impl FnMut(usize) + 'a) -> Self {
        Self {
            peer,
            run: Box::new(run),
        }
    }
}

/// What a round measures.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// CPU time of the process for one piece of work, in seconds.
    pub cpu: f64,
    /// Wall time for one, in seconds.
    pub wall: f64,
}

/// What is measured, and how often.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The rounds.
    pub rounds: usize,
    /// Only what has one of these in its name, such as `decode/issues`; all of it if there is none.
    pub filter: Vec<String>,
}

impl Plan {
    /// Whether this is to be measured.
    pub fn wants(&self, suite: &str, case: &str) -> bool {
        let name = format!("{suite}/{case}");
        let mut filter = self.filter.iter();
        self.filter.is_empty() || filter.any(|text| name.contains(text.as_str()))
    }
}

/// The costs of each contender, a list of rounds each; in a round each of them runs for such a time.
pub fn measure(contenders: &mut [Contender<'_>], rounds: usize, slice: Duration) -> Vec<Vec<Cost>> {
    let repeats: Vec<usize> = contenders
        .iter_mut()
        .map(|contender| repeats(contender, slice))
        .collect();
    let mut costs = vec![Vec::new(); contenders.len()];
    for round in 0..rounds {
        for turn in 0..contenders.len() {
            let at = (round + turn) % contenders.len();
            let (cpu, wall) = (ProcessTime::now(), Instant::now());
            (contenders[at].run)(repeats[at]);
            let each = |time: Duration| time.as_secs_f64() / repeats[at] as f64;
            costs[at].push(Cost {
                cpu: each(cpu.elapsed()),
                wall: each(wall.elapsed()),
            });
        }
    }
    costs
}

/// How often a contender works in such a time; it is warm after that.
fn repeats(contender: &mut Contender<'_>, slice: Duration) -> usize {
    let mut count = 1;
    loop {
        let begun = ProcessTime::now();
        (contender.run)(count);
        let spent = begun.elapsed();
        if spent * 4 > slice {
            let each = spent.as_secs_f64() / count as f64;
            return ((slice.as_secs_f64() / each) as usize).max(1);
        }
        count *= 2;
    }
}

/// Whether this program counts allocations; it is slower then.
pub fn counts() -> bool {
    let region = Region::new(&INSTRUMENTED_SYSTEM);
    drop(std::hint::black_box(Box::new(0_u8)));
    region.change().allocations > 0
}

/// Allocations for one piece of work, those that grow a block included.
pub fn allocations(contender: &mut Contender<'_>, repeats: usize) -> f64 {
    (contender.run)(repeats);
    let region = Region::new(&INSTRUMENTED_SYSTEM);
    (contender.run)(repeats);
    let change = region.change();
    (change.allocations + change.reallocations) as f64 / repeats as f64
}
