//! `error.rs`: the error of every call, and the codes of the business envelope.

use super::context::Context;
use super::docs::{Doc, code_span};
use super::former;
use super::ident::ident;
use crate::format::Item;
use quote::quote;

/// The items of the file.
pub fn items(cx: &Context<'_>) -> Vec<Item> {
    if cx.api.error_codes.is_empty() {
        let error = quote! {
            /// What any call of this crate fails with.
            pub type Error = clientwright_runtime::Error;
        };
        return vec![
            Item::Tokens(Doc::text("The error of every call.").inner()),
            Item::Tokens(error),
        ];
    }
    let head =
        Doc::text("The error of every call, and the codes that the service answers with.").inner();
    let imports = quote!(
        use clientwright_runtime as runtime;
    );
    let error = quote! {
        /// What any call of this crate fails with.
        pub type Error = runtime::Error<ErrorCode>;
    };
    let variants = cx
        .api
        .error_codes
        .iter()
        .zip(&cx.names.error_codes)
        .map(|(code, name)| {
            let doc = Doc::labelled(code_span(&code.code.to_string()), &code.docs);
            let (doc, name) = (doc.outer(), ident(name));
            quote!(#doc #name,)
        });
    let codes = quote! {
        /// A code that the service answers with.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ErrorCode {
            #(#variants)*
            /// Any other code.
            Other(runtime::UnknownCode),
        }
    };
    let mut table = "runtime::error_code!(ErrorCode {\n".to_owned();
    for (code, name) in cx.api.error_codes.iter().zip(&cx.names.error_codes) {
        table.push_str(&format!("    {name} = {},\n", code.code));
    }
    table.push_str("});");
    let names = cx.names.error_codes.iter().map(String::as_str);
    let former = former::values(cx, "ErrorCode", names);
    let tokens = [head, imports, error, codes, former].map(Item::Tokens);
    tokens.into_iter().chain([Item::Text(table)]).collect()
}
