//! One public item before and after: what that means for programs.

use super::Rule;
use super::rename::Renames;
use crate::surface::{Argument, Gate, Item, ItemKind, Surface, path_of};

/// What it means that an item is not what it was. `before` is the old surface with the new names.
pub fn rules(
    key: &str,
    (was, is): (Option<&Item>, Option<&Item>),
    (before, after): (&Surface, &Surface),
    renames: &Renames,
) -> Vec<Rule> {
    match (was, is) {
        (Some(_), None) => vec![Rule::Removed],
        (None, Some(item)) => vec![added(key, item, before)],
        (Some(was), Some(is)) => {
            let mut all = changed(was, is, (before, after), renames);
            all.extend(gated(key, (was, is), (before, after)));
            match (was.deprecated, is.deprecated) {
                (false, true) => all.push(Rule::Deprecated),
                (true, false) => all.push(Rule::Current),
                _ => {}
            }
            all
        }
        (None, None) => Vec::new(),
    }
}

/// What it means that an item needs other features.
fn gated(key: &str, (was, is): (&Item, &Item), (before, after): (&Surface, &Surface)) -> Vec<Rule> {
    if was.gate == is.gate {
        return Vec::new();
    }
    // A part that comes and goes with what it is a part of is told of there.
    let path = path_of(key);
    let whole = match key == path || key.strip_suffix("()") == Some(path) {
        true => path.rsplit_once("::").map_or("", |(whole, _)| whole),
        false => path,
    };
    let same = |surface: &Surface, item: &Item| {
        let whole = surface.items.get(whole);
        whole.is_some_and(|whole| whole.gate == item.gate)
    };
    if same(before, was) && same(after, is) {
        return Vec::new();
    }
    // What is gone or new itself speaks for itself.
    let loses = |(gate, there): (&Gate, &Surface), (other, surface): (&Gate, &Surface)| {
        let known = |name: &String| surface.items.contains_key(&format!("feature {name}"));
        let sets = gate.alternatives().into_iter();
        sets.filter(|set| set.iter().all(known))
            .any(|set| gate.holds(&there.on(&set)) && !other.holds(&surface.on(&set)))
    };
    let (was, is) = ((&was.gate, before), (&is.gate, after));
    let lost = loses(was, is).then_some(Rule::Gated);
    lost.into_iter()
        .chain(loses(is, was).then_some(Rule::Added))
        .collect()
}

/// A field or a variant may break whoever knew all of them.
fn added(key: &str, item: &Item, before: &Surface) -> Rule {
    let is_part = matches!(item.kind, ItemKind::Field(_) | ItemKind::Variant(_));
    let whole = key
        .rsplit_once("::")
        .and_then(|(whole, _)| before.items.get(whole));
    match whole.map(|whole| &whole.kind) {
        Some(ItemKind::Struct { open: false } | ItemKind::Enum { open: false }) if is_part => {
            Rule::Closed
        }
        _ => Rule::Added,
    }
}

fn changed(
    was: &Item,
    is: &Item,
    (before, after): (&Surface, &Surface),
    renames: &Renames,
) -> Vec<Rule> {
    use ItemKind::{
        Alias, Associated, Constant, Enum, Feature, Field, Function, Module, Reexport, Struct,
        Variant,
    };
    match (&was.kind, &is.kind) {
        (was, is) if was == is => Vec::new(),
        (Struct { open: was }, Struct { .. }) | (Enum { open: was }, Enum { .. }) => {
            vec![if *was { Rule::Opened } else { Rule::Closed }]
        }
        (Constant(_), Constant(_)) | (Module(_), Module(_)) => vec![Rule::OtherMeaning],
        (Alias(_), Alias(_))
        | (Associated(_), Associated(_))
        | (Field(_), Field(_))
        | (Reexport(_), Reexport(_))
        | (Variant(_), Variant(_)) => vec![Rule::OtherType],
        (Feature(was), Feature(is)) => {
            // What is gone or new itself speaks for itself.
            let there = |name: &String, surface: &Surface| {
                surface.items.contains_key(&format!("feature {name}")) || name.contains('/')
            };
            let lost = was
                .iter()
                .any(|name| !is.contains(name) && there(name, after));
            let won = is
                .iter()
                .any(|name| !was.contains(name) && there(name, before));
            let lost = lost.then_some(Rule::Removed);
            lost.into_iter().chain(won.then_some(Rule::Added)).collect()
        }
        (
            Function {
                receiver: old_receiver,
                arguments: old,
                output: was,
            },
            Function {
                receiver,
                arguments: new,
                output: is,
            },
        ) => {
            let mut all = Vec::new();
            let types = |all: &[Argument]| all.iter().map(|one| one.ty.clone()).collect::<Vec<_>>();
            if old_receiver != receiver || types(old) != types(new) {
                all.push(Rule::OtherArguments);
            } else if let Some(rule) = names((old, was), (new, is), renames) {
                all.push(rule);
            }
            all.extend((was != is).then_some(Rule::OtherResult));
            all
        }
        _ => vec![Rule::OtherKind],
    }
}

/// Arguments of the same types under other names: they may be for other things.
fn names(
    (old, was): (&[Argument], &str),
    (new, is): (&[Argument], &str),
    renames: &Renames,
) -> Option<Rule> {
    let mut rule = None;
    for (old, new) in old.iter().zip(new) {
        if old.name == new.name {
            continue;
        }
        // What is called with them is a part of what comes of it.
        let same = renames.inside(was, &old.name) == format!("{is}::{}", new.name);
        match same {
            true => rule = rule.or(Some(Rule::ArgumentName)),
            false => return Some(Rule::OtherMeaning),
        }
    }
    rule
}
