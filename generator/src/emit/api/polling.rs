//! `poll()`: waits for the end of work that a call begins.

use super::call::coded;
use super::operation;
use super::service::Call;
use crate::emit::docs::Doc;
use crate::emit::scope::Scope;
use crate::ir::PollingEnd;
use proc_macro2::TokenStream;
use quote::quote;

/// The method, if the operation begins work.
pub fn method(scope: &Scope<'_>, call: &Call<'_>) -> Option<TokenStream> {
    let polling = call.operation.polling.as_ref()?;
    let (output, new) = match &polling.output {
        Some(ty) => (scope.ty(ty), quote!(json)),
        None => (quote!(()), quote!(empty)),
    };
    let ends = match polling.ends {
        PollingEnd::Anywhere => None,
        PollingEnd::Location => Some(quote!(Location)),
        PollingEnd::Original => Some(quote!(Original)),
        PollingEnd::Monitor => Some(quote!(Monitor)),
    };
    let ends = ends.map(|place| quote!(.ends(runtime::poll::Final::#place)));
    let doc = "Begins work that goes on after the answer; `poll().until_done()` waits for its end.";
    let doc = Doc::text(doc).and(polling.words.clone()).outer();
    let (operation, output) = (operation::name(call), coded(scope, output));
    Some(quote! {
        #doc
        #[inline]
        pub fn poll(self) -> runtime::poll::Poller<#output> {
            runtime::poll::Poller::#new(&self.core, &#operation, self.request()) #ends
        }
    })
}
