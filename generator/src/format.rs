//! Tokens to text.
//!
//! Items are formatted one by one and joined by blank lines: nothing depends on the rest of the file, and a
//! big file costs no more than its parts.

use proc_macro2::TokenStream;

/// A piece of a file.
pub enum Item {
    /// One or more items without a blank line between them, such as imports, or inner attributes.
    Tokens(TokenStream),
    /// Text that is formatted already: the call of a macro, which the formatter would leave on one line.
    Text(String),
    /// An item that is so regular that it is written the way the formatter would lay it out. It lays out those that
    /// have lines without room.
    Regular(String),
    /// An impl, and members in the same way, which go to its end.
    Impl(TokenStream, String),
}

/// A file: the header, then the items.
///
/// # Errors
/// If the tokens are no legal Rust; the text says why.
pub fn rust(header: &str, items: Vec<Item>) -> Result<String, String> {
    let mut out = header.to_owned();
    for item in items {
        let text = match item {
            Item::Text(text) => text,
            Item::Tokens(tokens) => formatted(tokens)?,
            Item::Regular(text) => regular(text)?,
            Item::Impl(tokens, members) => {
                let text = formatted(tokens)?;
                let text = text.trim_end().trim_end_matches('}').trim_end();
                let space = if text.ends_with('{') { "" } else { "\n" };
                regular(format!("{text}\n{space}{members}}}"))?
            }
        };
        if !text.trim().is_empty() {
            out.push('\n');
            out.push_str(text.trim_end());
            out.push('\n');
        }
    }
    Ok(out)
}

/// By value: tokens are taken apart, which copies them all if somebody else holds them too.
fn formatted(tokens: TokenStream) -> Result<String, String> {
    let file: syn::File = syn::parse2(tokens).map_err(|error| error.to_string())?;
    Ok(space(&prettyplease::unparse(&file)))
}

/// The same text if each line has room, else what the formatter makes of it.
fn regular(text: String) -> Result<String, String> {
    let is_doc = |line: &str| line.trim_start().starts_with("///");
    let has_room = |line: &str| line.chars().count() <= WIDTH || is_doc(line);
    if text.lines().all(has_room) {
        return Ok(text);
    }
    let tokens = text.parse::<TokenStream>();
    formatted(tokens.map_err(|error| error.to_string())?)
}

/// How long a line may be: the formatter's own measure.
pub const WIDTH: usize = 89;

/// A line of an impl that lists things, or as many lines as there are things if it grew too long.
pub fn list(start: &str, things: &[String], end: &str) -> String {
    let line = format!("{start}{}{end}\n", things.join(", "));
    if line.chars().count() <= WIDTH + 1 {
        return line;
    }
    let lines = things.iter().map(|thing| format!("        {thing},\n"));
    format!("{start}\n{}    {end}\n", lines.collect::<String>())
}

/// The same of numbers, as many in a line as have room.
pub fn numbers(start: &str, numbers: &[String], end: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for number in numbers {
        match lines.last_mut() {
            Some(line) if line.len() + number.len() + ", ,".len() + 8 <= WIDTH => {
                *line += &format!(", {number}");
            }
            _ => lines.push(number.clone()),
        }
    }
    list(start, &lines, end)
}

/// Puts a blank line between the functions and constants of an impl.
fn space(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut lines = text.lines().peekable();
    let mut in_impl = false;
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        if line.starts_with("impl") || line.starts_with("pub trait") {
            in_impl = true;
        } else if line.starts_with('}') {
            in_impl = false;
        }
        let Some(next) = lines.peek() else { break };
        let constant = (line.starts_with("    const ") || line.starts_with("    type "))
            && line.ends_with(';');
        let ends_member = line == "    }" || line == "    ];" || constant;
        let item = next.trim_start();
        let goes_on = item.starts_with("const ")
            || item.starts_with("type ")
            || *next == "}"
            || next.is_empty();
        if in_impl && ends_member && !goes_on {
            out.push('\n');
        }
    }
    out
}
