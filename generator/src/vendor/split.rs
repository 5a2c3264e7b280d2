//! Rust's text cut into code, comments and literals, as far as replacing names needs it.

/// What a stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Everything else.
    Code,
    /// A comment, with its marks.
    Comment,
    /// A literal that holds text, with its quotes.
    Literal,
}

/// The text in stretches, which together are the text.
pub(super) fn split(text: &str) -> Vec<(Kind, &str)> {
    let mut all = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        match special(rest, before) {
            Some((kind, length)) => {
                all.extend(text.get(start..at).map(|code| (Kind::Code, code)));
                all.extend(text.get(at..at + length).map(|part| (kind, part)));
                at += length;
                start = at;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    all.extend(text.get(start..).map(|code| (Kind::Code, code)));
    all.retain(|(_, part)| !part.is_empty());
    all
}

/// The comment or literal that begins here, and how long it is.
fn special(rest: &str, before: Option<char>) -> Option<(Kind, usize)> {
    if rest.starts_with("//") {
        return Some((Kind::Comment, rest.find('\n').unwrap_or(rest.len())));
    }
    if rest.starts_with("/*") {
        return Some((Kind::Comment, block(rest)));
    }
    if rest.starts_with('"') {
        return Some((Kind::Literal, 1 + quoted(rest.get(1..)?, '"')));
    }
    if rest.starts_with('\'') {
        return character(rest).map(|length| (Kind::Literal, length));
    }
    let in_word = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    raw(rest)
        .filter(|_| !in_word)
        .map(|length| (Kind::Literal, length))
}

/// A block comment, with those inside of it.
fn block(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(here) = rest.get(at..).filter(|here| !here.is_empty()) {
        let step = match here {
            _ if here.starts_with("/*") => {
                depth += 1;
                2
            }
            _ if here.starts_with("*/") => {
                depth = depth.saturating_sub(1);
                2
            }
            _ => here.chars().next().map_or(1, char::len_utf8),
        };
        at += step;
        if depth == 0 {
            break;
        }
    }
    at
}

/// What is quoted, up to the quote that ends it.
fn quoted(rest: &str, end: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == end => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// A character, which a lifetime is not.
fn character(rest: &str) -> Option<usize> {
    let inner = rest.get(1..)?;
    let first = inner.chars().next()?;
    let is_character = first == '\\' || inner.get(first.len_utf8()..)?.starts_with('\'');
    is_character.then(|| 1 + quoted(inner, '\''))
}

/// A raw string: `r"…"`, `br#"…"#`. What comes before the quotes of others is no name that anybody looks for.
fn raw(rest: &str) -> Option<usize> {
    let marks = ["br", "cr", "r"]
        .into_iter()
        .find(|mark| rest.starts_with(mark))?;
    let after = rest.get(marks.len()..)?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    let inner = after.get(hashes..)?.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = inner.find(&end).map_or(inner.len(), |at| at + end.len());
    Some(marks.len() + hashes + 1 + length)
}

#[cfg(test)]
mod tests {
    use super::{Kind, split};

    #[test]
    fn texts_and_comments_are_told_from_code() {
        let text = r##"a /* b /* c */ "d" */ 'e "f\"//g" '"' '\'' b"h" r#"i " /*"# r#type // j 'k
l"##;
        let parts: Vec<&str> = split(text)
            .into_iter()
            .filter(|(kind, _)| *kind != Kind::Code)
            .map(|(_, part)| part)
            .collect();
        let expected = [
            "/* b /* c */ \"d\" */",
            r#""f\"//g""#,
            "'\"'",
            r"'\''",
            r#""h""#,
            r##"r#"i " /*"#"##,
            "// j 'k",
        ];
        assert_eq!(parts, expected);
        let whole: String = split(text).into_iter().map(|(_, part)| part).collect();
        assert_eq!(whole, text);
    }
}
