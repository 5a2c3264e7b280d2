//! Regular expressions of the document.

use regex_lite::Regex;

/// Whether an expression matches somewhere in a text. One that is not understood here (they are
/// written in the dialect of ECMAScript) is left to the service.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    Regex::new(pattern).map_or(true, |regex| regex.is_match(text))
}
