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
            // Not a clone of the tokens: they are taken apart, which copies them all if somebody else holds them.
            Item::Tokens(tokens) => {
                let file: syn::File = syn::parse2(tokens).map_err(|error| error.to_string())?;
                space(&prettyplease::unparse(&file))
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
