//! Scenarios that do not pass, each with its reason: not sayable in OpenAPI, or a defect elsewhere.

use super::Verdicts;

/// A line each: the scenario, two spaces, the reason.
const LIST: &str = include_str!("exceptions.txt");

fn listed() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = LIST.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once("  "))
}

/// Why a scenario cannot pass.
pub fn reason(scenario: &str) -> Option<&'static str> {
    let mut all = listed();
    let found = all.find(|(name, _)| *name == scenario);
    found.map(|(_, reason)| reason.trim())
}

/// What the list and the verdicts do not agree on; nothing if they do.
pub fn check(verdicts: &Verdicts) -> String {
    let mut breaches = String::new();
    for (name, why) in verdicts {
        if why.is_some() && reason(name).is_none() {
            breaches.push_str(&format!("error: {name} does not pass, and is not listed\n"));
        }
    }
    for (name, _) in listed() {
        match verdicts.get(name) {
            Some(Some(_)) => {}
            Some(None) => {
                breaches.push_str(&format!("error: {name} passes, and is listed\n"));
            }
            None => breaches.push_str(&format!("error: there is no scenario {name}\n")),
        }
    }
    breaches
}
