//! A few documents for all: spread over dialects and sizes, the same ones every time.

use super::manifest::Item;
use std::collections::BTreeMap;

/// At most `count` documents of the manifest (at least one of each dialect), in their order.
pub fn choose(items: Vec<Item>, count: usize) -> Vec<Item> {
    let items: Vec<_> = items
        .into_iter()
        .filter(|item| item.expect.is_corpus())
        .collect();
    let mut dialects: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        dialects.entry(&item.dialect).or_default().push(at);
    }
    let mut chosen = Vec::new();
    for group in dialects.values_mut() {
        group.sort_by_key(|at| items.get(*at).map(|item| (item.bytes, &item.name)));
        let share = (group.len() * count).div_ceil(items.len()).max(1);
        // The middle of each of `share` equal stretches.
        let middles = (0..share).map(|n| (2 * n + 1) * group.len() / (2 * share));
        chosen.extend(middles.filter_map(|at| group.get(at)).copied());
    }
    chosen.sort_unstable();
    chosen.dedup();
    let mut at = 0..;
    let mut items = items;
    items.retain(|_| {
        at.next()
            .is_some_and(|at| chosen.binary_search(&at).is_ok())
    });
    items
}

#[cfg(test)]
mod tests {
    use super::{super::manifest::Expect, Item, choose};

    #[test]
    fn every_dialect_and_size_is_there() {
        let item = |dialect: &str, bytes: u64| Item {
            name: format!("{dialect}/{bytes}"),
            path: "x".into(),
            package: "x".into(),
            dialect: dialect.to_owned(),
            bytes,
            operations: 0,
            valid: true,
            expect: Expect::Generate,
        };
        let mut items: Vec<_> = (0..8).map(|n| item("3.0", 100 - n)).collect();
        items.push(item("2.0", 5));
        let names: Vec<_> = choose(items, 4).into_iter().map(|item| item.name).collect();
        assert_eq!(names, ["3.0/100", "3.0/98", "3.0/96", "3.0/94", "2.0/5"]);
    }
}
