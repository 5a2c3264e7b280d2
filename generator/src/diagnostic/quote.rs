//! Texts of a document in sentences of ours.

/// As many characters as a message quotes of a name.
const QUOTED: usize = 80;

/// Whether a character may stand in a comment: no control characters, and none that reorders the text.
pub fn is_visible(c: char) -> bool {
    let reorders = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    (!c.is_control() || c == '\n' || c == '\t')
        && !reorders
        && !matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}')
}

/// The text on one line, without what would change how the rest of it is shown.
pub fn one_line(text: &str) -> String {
    let visible = text.chars().filter(|&c| is_visible(c));
    let one = visible.map(|c| if c.is_whitespace() { ' ' } else { c });
    one.collect()
}

/// The text as a code span, on one line.
pub fn code_span(text: &str) -> String {
    let text = one_line(text);
    if text.trim().is_empty() {
        return format!("\"{text}\"");
    }
    let fence = "`".repeat(longest_run(&text, '`') + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// The length of the longest run of `wanted`.
pub fn longest_run(text: &str, wanted: char) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == wanted { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// The text as a code span, cut where it is too long for a sentence.
pub fn quoted(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => code_span(&format!("{}…", text.get(..end).unwrap_or_default())),
        None => code_span(text),
    }
}
