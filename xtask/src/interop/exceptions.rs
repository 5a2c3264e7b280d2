//! What does not pass in a suite, each with its reason, held against what was found.

use super::verdicts::Verdicts;

/// A list: a line each, with the name, two spaces and the reason. Lines that begin with `#` are
/// remarks.
#[derive(Clone, Copy, Debug)]
pub struct Exceptions(pub &'static str);

impl Exceptions {
    fn all(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let lines = self.0.lines().filter(|line| !line.starts_with('#'));
        lines.filter_map(|line| line.split_once("  "))
    }

    /// Why something does not pass.
    pub fn reason(self, name: &str) -> Option<&'static str> {
        let found = self.all().find(|(own, _)| *own == name);
        found.map(|(_, reason)| reason.trim())
    }

    /// What the list and the verdicts do not agree on; nothing if they do.
    pub fn check(self, verdicts: &Verdicts) -> String {
        let mut breaches = String::new();
        for (name, why) in verdicts {
            if why.is_some() && self.reason(name).is_none() {
                breaches.push_str(&format!("error: {name} does not pass, and is not listed\n"));
            }
        }
        for (name, _) in self.all() {
            match verdicts.get(name) {
                Some(Some(_)) => {}
                Some(None) => breaches.push_str(&format!("error: {name} passes, and is listed\n")),
                None => breaches.push_str(&format!("error: {name} is listed, and is nowhere\n")),
            }
        }
        breaches
    }
}

#[cfg(test)]
mod tests {
    use super::{Exceptions, Verdicts};

    #[test]
    fn the_list_holds_both_ways() {
        let list = Exceptions("# remark\na  cannot be said\nb  cannot be said\nc  gone\n");
        let found = [("a", Some("x")), ("b", None), ("d", Some("y"))];
        let found = found.map(|(name, why)| (name.to_owned(), why.map(str::to_owned)));
        let breaches = list.check(&Verdicts::from(found));
        let lines: Vec<_> = breaches.lines().collect();
        assert_eq!(
            lines,
            [
                "error: d does not pass, and is not listed",
                "error: b passes, and is listed",
                "error: c is listed, and is nowhere",
            ]
        );
    }
}
