//! Names as tokens.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

/// A name that `names` chose, raw or not.
pub fn ident(name: &str) -> Ident {
    // Nearly all names, and by far the most of what is asked for: parsing them took longer than making the rest.
    let mut letters = name.bytes();
    let starts = letters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic());
    if starts && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == b'_') {
        return Ident::new(name, Span::call_site());
    }
    syn::parse_str(name).unwrap_or_else(|_| Ident::new("unnamed", Span::call_site()))
}

/// A string literal.
pub fn string(text: &str) -> Literal {
    Literal::string(text)
}

/// The text of a string literal.
pub fn quoted(text: &str) -> String {
    let plain = |byte: u8| matches!(byte, b' '..=b'~');
    if !text.bytes().all(plain) {
        return string(text).to_string();
    }
    let mut out = String::with_capacity(text.len() + text.len() / 8 + 2);
    out.push('"');
    for piece in text.split_inclusive(['"', '\\']) {
        match piece.as_bytes().last() {
            Some(last @ (b'"' | b'\\')) => {
                out.push_str(&piece[..piece.len() - 1]);
                out.push('\\');
                out.push(char::from(*last));
            }
            _ => out.push_str(piece),
        }
    }
    out.push('"');
    out
}

/// An integer without a suffix.
pub fn integer(value: i128) -> TokenStream {
    let digits = Literal::u128_unsuffixed(value.unsigned_abs());
    if value < 0 {
        quote!(-#digits)
    } else {
        quote!(#digits)
    }
}

/// A mask in binary.
pub fn mask(bits: u64) -> TokenStream {
    format!("0b{bits:b}").parse().unwrap_or_default()
}

/// A path such as `crate::goldens::maps`.
pub fn path(text: &str) -> TokenStream {
    text.parse().unwrap_or_else(|_| quote!(crate))
}
