//! Tokens to text.
//!
//! Items are formatted one by one and joined by blank lines: nothing depends on the rest of the file, and a
//! big file costs no more than its parts.

mod layout;
mod line;

pub use layout::{Layout, Value, Written};
pub use line::line;

use proc_macro2::{Delimiter, Group, Ident, LexError, Span, TokenStream, TokenTree};

/// A piece of a file.
pub enum Item {
    /// One or more items without a blank line between them, such as imports, or inner attributes.
    Tokens(TokenStream),
    /// Text that is formatted already: the call of a macro, which the formatter would leave on one line.
    Text(String),
    /// An item that is so regular that it is written the way the formatter would lay it out. It lays out those that
    /// have lines without room.
    Regular(String),
    /// Text that knows how sure its layout is.
    Written(Written),
    /// What stands before the braces of an impl, and its functions.
    Impl(String, Vec<Written>),
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
            Item::Written(Written::Laid(text)) => text,
            Item::Written(Written::Regular(text)) => regular(text)?,
            Item::Written(Written::Loose(text)) => formatted_text(&text)?,
            Item::Written(Written::Tokens(tokens)) => formatted(tokens)?,
            Item::Impl(head, functions) => implementation(&head, functions)?,
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

/// The same text if there is nothing to decide, else what the formatter makes of it.
fn regular(text: String) -> Result<String, String> {
    if is_regular(&text) {
        return Ok(text);
    }
    formatted_text(&text)
}

fn formatted_text(text: &str) -> Result<String, String> {
    formatted(tokens(text)?)
}

fn tokens(text: &str) -> Result<TokenStream, String> {
    text.parse().map_err(|error: LexError| error.to_string())
}

/// Whether each line has room.
fn is_regular(text: &str) -> bool {
    let is_doc = |line: &str| line.trim_start().starts_with("///");
    text.lines().all(|line| line.len() <= WIDTH || is_doc(line))
}

/// An impl; the formatter sees only those functions that have no room.
fn implementation(head: &str, functions: Vec<Written>) -> Result<String, String> {
    let mut out = format!("{head} {{\n");
    let mut is_first = true;
    for function in functions {
        let text = match function {
            Written::Laid(text) => text,
            Written::Regular(text) if is_regular(&text) => text,
            Written::Regular(text) | Written::Loose(text) => inside(tokens(&text)?)?,
            Written::Tokens(tokens) if tokens.is_empty() => continue,
            Written::Tokens(tokens) => inside(tokens)?,
        };
        out.push_str(if is_first { "" } else { "\n" });
        out.push_str(&text);
        is_first = false;
    }
    out.push('}');
    Ok(out)
}

/// Functions as they stand in an impl.
fn inside(functions: TokenStream) -> Result<String, String> {
    let [keyword, name] = ["impl", "X"].map(|word| Ident::new(word, Span::call_site()));
    let body = Group::new(Delimiter::Brace, functions);
    let all: [TokenTree; 3] = [keyword.into(), name.into(), body.into()];
    let text = formatted(all.into_iter().collect())?;
    let text = text.trim_start_matches("impl X {");
    let text = text.trim_start_matches('\n').trim_end();
    Ok(text.trim_end_matches('}').to_owned())
}

/// How long a line may be: the formatter's own measure.
pub const WIDTH: usize = 89;

/// How long the formatter lets a value of a struct be before it takes a line for each field.
const SHORT: usize = 35;

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

/// A value of a struct, where it is all that a function returns.
pub fn value(name: &str, fields: &[String]) -> String {
    let line = match fields.is_empty() {
        true => format!("{name} {{}}"),
        false => format!("{name} {{ {} }}", fields.join(", ")),
    };
    if line.chars().count() <= SHORT {
        return format!("        {line}\n");
    }
    let lines = fields.iter().map(|field| format!("            {field},\n"));
    format!(
        "        {name} {{\n{}        }}\n",
        lines.collect::<String>()
    )
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
