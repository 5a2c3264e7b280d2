//! Text that must be read as text, whatever rustdoc could see in it.

use crate::diagnostic::is_visible;

/// What ends a URL in running text.
fn in_url(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#@!$&*+,;=%".contains(c)
}

/// Text as Markdown that means just this text, after `before` (a newline at the start of a line); URLs become
/// links unless `linked` already.
pub fn text(text: &str, before: char, linked: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    let mut before = before;
    while let Some(c) = rest.chars().next() {
        if !linked
            && (rest.starts_with("https://") || rest.starts_with("http://"))
            && !before.is_ascii_alphanumeric()
        {
            let url = url_at(rest);
            out.push_str(&format!("<{url}>"));
            rest = rest.get(url.len()..).unwrap_or_default();
            before = '>';
            continue;
        }
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        push(&mut out, c, before, after);
        before = c;
        rest = after;
    }
    out
}

fn url_at(text: &str) -> &str {
    let end = text.find(|c| !in_url(c)).unwrap_or(text.len());
    let url = text.get(..end).unwrap_or_default();
    url.trim_end_matches(['.', ',', ';', ':', '!', '?', '*'])
}

fn push(out: &mut String, c: char, before: char, after: &str) {
    let starts = before == '\n';
    let next = after.chars().next().unwrap_or('\n');
    let escaped = match c {
        '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
        '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
        '&' => next == '#' || next.is_ascii_alphabetic(),
        '#' | '>' | '=' | '|' => starts,
        '-' | '+' => starts && (next.is_whitespace() || next == c),
        '.' | ')' => next.is_whitespace() && ends_in_line_number(out),
        _ => false,
    };
    if !is_visible(c) {
        return;
    }
    if escaped {
        out.push('\\');
    }
    out.push(c);
}

/// Whether the line so far is a number, so that a dot would make it a list item.
fn ends_in_line_number(out: &str) -> bool {
    let line = out.rsplit('\n').next().unwrap_or_default();
    !line.is_empty() && line.len() < 10 && line.bytes().all(|byte| byte.is_ascii_digit())
}
