//! Text that must be read as text, whatever rustdoc could see in it.

/// What ends a URL in running text.
fn in_url(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#@!$&*+,;=%".contains(c)
}

/// Whether a character may stand in a comment: no control characters, and none that reorders the text.
pub fn is_visible(c: char) -> bool {
    let reorders = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    (!c.is_control() || c == '\n' || c == '\t')
        && !reorders
        && !matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}')
}

/// The text as a code span, on one line.
pub fn code_span(text: &str) -> String {
    let text: String = text
        .chars()
        .filter(|&c| is_visible(c))
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
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

/// Text as Markdown that means just this text, after `before` (a newline at the start of a line); URLs become links unless `linked` already.
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
