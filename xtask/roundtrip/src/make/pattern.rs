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
        let hir = regex_syntax::parse(&without_looks(pattern)).ok()?;
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

/// The pattern without what only looks ahead or behind: the validator knows whether a text fits.
fn without_looks(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(first) = rest.chars().next() {
        let looks = ["(?=", "(?!", "(?<=", "(?<!"];
        if looks.iter().any(|look| rest.starts_with(look)) {
            rest = rest.get(group(rest)..).unwrap_or_default();
        } else if let Some(after) = rest.strip_prefix('\\') {
            let escaped = after.chars().next().unwrap_or('\\');
            // ECMA-262 escapes a slash, and `regex-syntax` does not know that.
            if escaped != '/' {
                out.push('\\');
            }
            out.push(escaped);
            rest = after.get(escaped.len_utf8()..).unwrap_or_default();
        } else {
            out.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    out
}

/// How long the group is that a text begins with.
fn group(text: &str) -> usize {
    let (mut depth, mut escaped, mut listed) = (0, false, false);
    for (at, letter) in text.char_indices() {
        if escaped {
            escaped = false;
            continue;
        }
        match letter {
            '\\' => escaped = true,
            '[' => listed = true,
            ']' => listed = false,
            '(' if !listed => depth += 1,
            ')' if !listed => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + letter.len_utf8();
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{Maker, without_looks};
    use serde_json::Value;

    #[test]
    fn what_only_looks_is_taken_out() {
        assert_eq!(without_looks(r"^(?![0-9()]{2}(a|\)))b\/c$"), "^b/c$");
    }

    #[test]
    fn a_text_fits_its_pattern() {
        let root = Value::Null;
        let mut maker = Maker::new(&root, "seed");
        let text = maker.matching(r"^(a|b)[0-9]{2,3}$").unwrap();
        assert!(text.len() >= 3 && text.starts_with(['a', 'b']), "{text}");
    }
}
