//! The short of a text: what a list of items or of arguments has room for.

/// A first paragraph of more letters than this is no heading.
const HEADING: usize = 100;

/// The first paragraph in one line, if it is plain text.
pub fn first_paragraph(text: &str) -> Option<String> {
    let first = text.split("\n\n").next()?.trim();
    let lines: Vec<&str> = first.lines().map(str::trim).collect();
    let plain = !lines.is_empty() && lines.iter().all(|line| is_plain(line));
    plain.then(|| lines.join(" "))
}

/// The text with its first sentence as a paragraph of its own, where the first paragraph is long: lists of
/// items show the first paragraph.
pub fn headed(text: &str) -> String {
    let (first, rest) = text.split_once("\n\n").unwrap_or((text, ""));
    let end = match first_paragraph(first) {
        Some(line) if line.chars().count() > HEADING => sentence(first),
        _ => None,
    };
    let Some(end) = end else {
        return text.to_owned();
    };
    let (head, tail) = first.split_at(end);
    let rest = if rest.is_empty() {
        ""
    } else {
        &text[first.len()..]
    };
    format!("{head}\n\n{}{rest}", tail.trim_start())
}

/// Where the first sentence ends, if another one follows.
fn sentence(text: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(dot) = text.get(from..)?.find(['.', '!', '?']) {
        let end = from + dot + 1;
        from = end;
        let (head, tail) = text.split_at(end);
        let word = head
            .trim_end_matches(['.', '!', '?'])
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default();
        // `e.g.`, `vs.` and initials end no sentence.
        let whole = word.chars().count() > 3 && !word.contains('.');
        let mut next = tail.chars();
        let space = next.next().is_some_and(char::is_whitespace);
        let starts = next
            .find(|c| !c.is_whitespace())
            .is_some_and(char::is_uppercase);
        if whole && space && starts && is_closed(head) {
            return Some(end);
        }
    }
    None
}

/// Whether nothing that has two ends is open: code, a link, brackets, emphasis.
fn is_closed(text: &str) -> bool {
    let count = |letter: char| text.matches(letter).count();
    let even = ['`', '*', '_', '"', '~']
        .iter()
        .all(|mark| count(*mark) % 2 == 0);
    even && [('(', ')'), ('[', ']'), ('<', '>')]
        .iter()
        .all(|(open, close)| count(*open) == count(*close))
}

/// Whether a line begins nothing but a paragraph.
fn is_plain(line: &str) -> bool {
    let number = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let numbered = number.len() < line.len() && number.starts_with(['.', ')']);
    let marks = ['-', '*', '+', '#', '>', '|', '`', '~', '<', '=', ':'];
    !line.is_empty() && !line.starts_with(marks) && !line.contains('|') && !numbered
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "Gives a pet away, e.g. To a friend. It is gone `for good. Really` after that, \
                        and nobody but you is to blame for what may become of it.";

    #[test]
    fn the_first_sentence_of_a_long_text_is_its_heading() {
        let text = format!("{LONG}\n\nMore.");
        let parts: Vec<String> = headed(&text).split("\n\n").map(str::to_owned).collect();
        assert_eq!(parts.len(), 3, "{parts:?}");
        assert_eq!(parts[0], "Gives a pet away, e.g. To a friend.");
        assert_eq!(parts[2], "More.");
        for kept in ["Short. And plain.", "- a list\n- of things", ""] {
            assert_eq!(headed(kept), kept);
        }
        let open = format!("Sets `a. {} B` and `c. D`.", "x ".repeat(60));
        assert_eq!(headed(&open), open);
    }

    #[test]
    fn only_plain_text_goes_into_a_line() {
        assert_eq!(first_paragraph("a\nb\n\nc").as_deref(), Some("a b"));
        for other in ["- a", "# a", "1. a", "| a |", "", "```\na\n```"] {
            assert_eq!(first_paragraph(other), None, "{other}");
        }
    }
}
