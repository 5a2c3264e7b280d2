//! Names as tokens.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

/// A name that `names` chose, raw or not.
pub fn ident(name: &str) -> Ident {
    syn::parse_str(name).unwrap_or_else(|_| Ident::new("unnamed", Span::call_site()))
}

/// A string literal.
pub fn string(text: &str) -> Literal {
    Literal::string(text)
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

/// A type as people write it, for what no formatter reads.
pub fn written(ty: &TokenStream) -> String {
    let tokens = ty.to_string();
    let spaced = tokens.split(' ').map(|word| match word.ends_with(',') {
        true => format!("{word} "),
        false => word.to_owned(),
    });
    spaced.collect::<String>().replace(", )", ",)")
}
