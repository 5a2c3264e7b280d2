//! Which operations the configuration selects.

use crate::config::{Select, Selector, Subject, nearest};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use std::collections::BTreeSet;

/// The patterns, and whether each has found anything.
pub(super) struct Selection<'a> {
    include: Vec<Pattern<'a>>,
    exclude: Vec<Pattern<'a>>,
}

struct Pattern<'a> {
    selector: &'a Selector,
    used: bool,
    /// What it might have meant, as long as it found nothing.
    near: BTreeSet<String>,
}

impl<'a> Selection<'a> {
    pub(super) fn new(select: &'a Select) -> Self {
        let patterns = |all: &'a [Selector]| all.iter().map(Pattern::new).collect();
        Self {
            include: patterns(&select.include),
            exclude: patterns(&select.exclude),
        }
    }

    /// Whether the operation is generated.
    pub(super) fn takes(&mut self, subject: &Subject<'_>) -> bool {
        // Each pattern looks at each operation, so that the useless ones are known in the end.
        let any = |patterns: &mut [Pattern<'a>]| {
            let found = patterns.iter_mut().map(|one| one.matches(subject));
            found.fold(false, |any, found| any | found)
        };
        let included = any(&mut self.include) | self.include.is_empty();
        let excluded = any(&mut self.exclude);
        included && !excluded
    }

    /// Refuses patterns that found nothing: they are slips, or remains of an older document.
    pub(super) fn finish(self, diagnostics: &mut Diagnostics) {
        for pattern in self.include.into_iter().chain(self.exclude) {
            if pattern.used {
                continue;
            }
            let text = pattern.selector.to_string();
            let near: Vec<&str> = pattern.near.iter().map(String::as_str).collect();
            let help = match (nearest(&text, &near), near.first()) {
                (Some(near), _) => format!("did you mean `{near}`?"),
                (None, Some(first)) => format!("the document has others, such as `{first}`"),
                (None, None) => "the document has nothing that such a pattern finds".to_owned(),
            };
            let message = format!("`{text}` selects no operation");
            diagnostics.push(Diagnostic::error(Code::Selection, message).help(help));
        }
    }
}

impl<'a> Pattern<'a> {
    fn new(selector: &'a Selector) -> Self {
        Self {
            selector,
            used: false,
            near: BTreeSet::new(),
        }
    }

    fn matches(&mut self, subject: &Subject<'_>) -> bool {
        let found = self.selector.matches(subject);
        if found && !self.used {
            self.used = true;
            self.near.clear();
        }
        if !self.used {
            let spelt = self.selector.spelt(subject).into_iter();
            self.near.extend(spelt.map(|one| one.to_string()));
        }
        found
    }
}
