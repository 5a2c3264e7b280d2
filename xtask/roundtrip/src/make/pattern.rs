//! A text that a regular expression matches.

use super::Maker;
use regex_syntax::hir::{Class, Hir, HirKind};

/// How often to repeat what may be repeated without end.
const MORE: u32 = 3;
/// Where a text is long enough.
const LONGEST: usize = 5_000;

impl Maker<'_> {
    /// A text that the pattern matches; nothing for patterns that are read in other ways.
    pub(super) fn matching(&mut self, pattern: &str) -> Option<String> {
        // ECMA-262 escapes a slash, regex-syntax does not know that.
        let pattern = pattern.replace("\\/", "/");
        let hir = regex_syntax::parse(&pattern).ok()?;
        let mut out = String::new();
        self.write(&hir, &mut out);
        (out.len() < LONGEST).then_some(out)
    }

    fn write(&mut self, hir: &Hir, out: &mut String) {
        if out.len() >= LONGEST {
            return;
        }
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => out.push_str(&String::from_utf8_lossy(&literal.0)),
            HirKind::Class(class) => out.extend(self.letter(class)),
            HirKind::Repetition(repetition) => {
                let least = repetition.min;
                let most = repetition
                    .max
                    .unwrap_or(least.saturating_add(MORE))
                    .min(least + MORE);
                let times = least + self.random.below((most - least + 1) as usize) as u32;
                for _ in 0..times {
                    self.write(&repetition.sub, out);
                }
            }
            HirKind::Capture(capture) => self.write(&capture.sub, out),
            HirKind::Concat(parts) => parts.iter().for_each(|part| self.write(part, out)),
            HirKind::Alternation(parts) => {
                let at = self.random.below(parts.len());
                if let Some(part) = parts.get(at) {
                    self.write(part, out);
                }
            }
        }
    }

    /// A letter of a class, printable if it has one.
    fn letter(&mut self, class: &Class) -> Option<char> {
        let ranges: Vec<(char, char)> = match class {
            Class::Unicode(class) => class.iter().map(|r| (r.start(), r.end())).collect(),
            Class::Bytes(class) => class
                .iter()
                .map(|r| (char::from(r.start()), char::from(r.end())))
                .collect(),
        };
        let printable: Vec<(char, char)> = ranges
            .iter()
            .filter(|(start, end)| *start <= '~' && *end >= '!')
            .map(|(start, end)| ((*start).max('!'), (*end).min('~')))
            .collect();
        let ranges = if printable.is_empty() {
            &ranges
        } else {
            &printable
        };
        let (start, end) = *self.random.pick(ranges)?;
        let span = (end as u32 - start as u32).min(200) as usize + 1;
        char::from_u32(start as u32 + self.random.below(span) as u32).or(Some(start))
    }
}
