//! The suites `decode` and `encode`.

use crate::meter::{Contender, Cost, Plan, allocations, counts, measure};
use crate::peers::{events, issues, series, works};
use crate::row::Row;
use crate::samples::{self, Tags};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::hint::black_box;
use std::time::Duration;

/// What generated types and clients are called in the rows.
pub const OURS: &str = "clientwright";
/// The types that people write by hand.
const DERIVE: &str = "serde derive";
/// The value that holds anything.
const VALUE: &str = "serde_json::Value";

/// How long each runs in a round.
const SLICE: Duration = Duration::from_millis(20);

/// The generated types.
pub trait Generated {
    /// A list of issues.
    type Issues: DeserializeOwned + Serialize + 'static;
    /// A page of works.
    type Works: DeserializeOwned + Serialize + 'static;
    /// A list of events.
    type Events: DeserializeOwned + Serialize + 'static;
    /// Arrays of numbers.
    type Series: DeserializeOwned + Serialize + 'static;
}

/// What is done with the samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// JSON to types.
    Decode,
    /// Types to JSON.
    Encode,
}

/// Measures one way for all samples, and prints the rows.
pub fn run<G: Generated>(way: Way, plan: &Plan) {
    let issues = Sample::new(way, plan, "issues", "100 issues", samples::issues(100));
    let ours = issues.ours::<G::Issues>();
    issues.compare(vec![
        ours,
        issues.peer::<Vec<issues::Issue>>(DERIVE),
        issues.peer::<Value>(VALUE),
    ]);
    let page = Sample::new(way, plan, "works", "a page of 20 works", samples::works(20));
    let ours = page.ours::<G::Works>();
    page.compare(vec![
        ours,
        page.peer::<works::Page>(DERIVE),
        page.peer::<Value>(VALUE),
    ]);
    for (case, title, tags) in [
        ("tag-first", "1000 events, tag first", Tags::First),
        ("tag-last", "1000 events, tag last", Tags::Last),
        (
            "tag-unknown",
            "1000 events, one tag in ten unknown",
            Tags::Unknown,
        ),
    ] {
        let sample = Sample::new(way, plan, case, title, samples::events(1000, tags));
        let mut all = vec![
            sample.ours::<G::Events>(),
            sample.peer::<Vec<events::Untagged>>("serde untagged"),
            sample.peer::<Vec<events::Open>>("serde tag, unknown kept"),
            sample.peer::<Value>(VALUE),
        ];
        if tags != Tags::Unknown {
            all.push(sample.peer::<Vec<events::Tagged>>("serde tag, closed"));
        }
        sample.compare(all);
    }
    let numbers = Sample::new(way, plan, "numbers", "20000 numbers", samples::series(5000));
    let ours = numbers.ours::<G::Series>();
    numbers.compare(vec![
        ours,
        numbers.peer::<series::Series>(DERIVE),
        numbers.peer::<Value>(VALUE),
    ]);
}

/// A piece of JSON, and what is done with it.
struct Sample<'p> {
    way: Way,
    plan: &'p Plan,
    case: &'static str,
    title: &'static str,
    json: String,
}

impl<'p> Sample<'p> {
    fn new(
        way: Way,
        plan: &'p Plan,
        case: &'static str,
        title: &'static str,
        json: String,
    ) -> Self {
        Self {
            way,
            plan,
            case,
            title,
            json,
        }
    }

    /// The generated types, read as a client reads an answer and written as it writes a body.
    fn ours<T: DeserializeOwned + Serialize + 'static>(&self) -> Contender<'_> {
        self.contender::<T>(OURS, |json| {
            clientwright_runtime::from_json(json.as_bytes()).expect("a sample that fits")
        })
    }

    fn peer<T: DeserializeOwned + Serialize + 'static>(&self, peer: &'static str) -> Contender<'_> {
        self.contender::<T>(peer, |json| {
            serde_json::from_slice(json.as_bytes()).expect("a sample that fits")
        })
    }

    fn contender<T: Serialize + 'static>(
        &self,
        peer: &'static str,
        read: fn(&str) -> T,
    ) -> Contender<'_> {
        match self.way {
            Way::Decode => Contender::new(peer, move |repeats| {
                for _ in 0..repeats {
                    black_box(read(black_box(&self.json)));
                }
            }),
            Way::Encode => {
                let value = read(&self.json);
                Contender::new(peer, move |repeats| {
                    for _ in 0..repeats {
                        let json = serde_json::to_vec(black_box(&value));
                        black_box(json.expect("what was read can be written"));
                    }
                })
            }
        }
    }

    fn compare(&self, mut contenders: Vec<Contender<'_>>) {
        let suite = match self.way {
            Way::Decode => "decode",
            Way::Encode => "encode",
        };
        if !self.plan.wants(suite, self.case) {
            return;
        }
        let row = |peer: &str, figure, values| Row {
            suite,
            case: self.case.to_owned(),
            title: self.title.to_owned(),
            peer: peer.to_owned(),
            figure,
            values,
        };
        if counts() {
            for contender in &mut contenders {
                let each = allocations(contender, 4);
                row(contender.peer, "allocations", vec![each]).print();
            }
            return;
        }
        let costs = measure(&mut contenders, self.plan.rounds, SLICE);
        for (contender, costs) in contenders.iter().zip(costs) {
            let speed = |cost: &Cost| self.json.len() as f64 / cost.cpu;
            let values = costs.iter().map(speed).collect();
            row(contender.peer, "speed", values).print();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::peers::{events, issues, series, works};
    use crate::samples::{self, Tags};
    use serde::Serialize;
    use serde::de::DeserializeOwned;

    fn trip<T: DeserializeOwned + Serialize>(json: &str) -> String {
        let value: T = serde_json::from_str(json).unwrap();
        serde_json::to_string(&value).unwrap()
    }

    #[test]
    fn the_samples_are_what_the_peers_read() {
        trip::<Vec<issues::Issue>>(&samples::issues(20));
        trip::<works::Page>(&samples::works(20));
        trip::<works::Page>(&samples::works(20));
        let _: works::Envelope<works::Page> =
            serde_json::from_str(&samples::works_answer(20)).unwrap();
        trip::<series::Series>(&samples::series(20));
    }

    #[test]
    fn an_unknown_tag_is_kept_and_no_other_event_is_taken_for_one() {
        for tags in [Tags::First, Tags::Last] {
            let json = samples::events(50, tags);
            assert_eq!(trip::<Vec<events::Tagged>>(&json).len(), json.len());
            let read: Vec<events::Untagged> = serde_json::from_str(&json).unwrap();
            let unknown = read
                .iter()
                .filter(|one| matches!(one, events::Untagged::Unknown(_)));
            assert_eq!(unknown.count(), 0);
        }
        let json = samples::events(50, Tags::Unknown);
        let read: Vec<events::Open> = serde_json::from_str(&json).unwrap();
        let unknown = read
            .iter()
            .filter(|one| matches!(one, events::Open::Unknown(_)));
        assert!(unknown.count() > 0);
    }
}
