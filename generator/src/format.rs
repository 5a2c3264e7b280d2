//! Tokens to text.
//!
//! Items are formatted one by one and joined by blank lines: nothing depends on the rest of the file, and a
//! big file costs no more than its parts.

use proc_macro2::TokenStream;

/// A piece of a file.
pub enum Item {
    /// One or more items without a blank line between them, such as imports, or inner attributes.
    Tokens(TokenStream),
    /// Text that is formatted already: the call of a macro, which the formatter would leave on one line, or what
    /// is so regular that there is nothing to decide.
    Text(String),
    /// An impl, and members as formatted text that go to its end.
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
            Item::Impl(tokens, members) => {
                let text = formatted(tokens)?;
                let text = text.trim_end().trim_end_matches('}').trim_end();
                let space = if text.ends_with('{') { "" } else { "\n" };
                format!("{text}\n{space}{members}}}")
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
