//! `client.rs`: the client, its services, and how it is configured.

use super::api_title;
use super::context::Context;
use super::docs::{Doc, code_span};
use super::former::Function;
use super::ident::{ident, integer, string};
use crate::format::Item;
use crate::ir::{ParameterLocation, SchemeKind, SecurityScheme};
use proc_macro2::TokenStream;
use quote::quote;

/// The items of the file.
pub fn items(cx: &Context<'_>) -> Vec<Item> {
    let root = cx.root();
    let mut names = vec![quote!(Error)];
    if cx.has_servers() {
        names.push(quote!(Server));
    }
    let names = if names.len() == 1 {
        quote!(Error)
    } else {
        quote!({#(#names),*})
    };
    let imports = quote! {
        use #root::#names;
        use clientwright_runtime as runtime;
        use std::time::Duration;
    };
    let all = [
        imports,
        schemes(cx),
        structure(cx),
        client(cx),
        builder_structure(),
        builder(cx),
    ];
    let head = Doc::text("The client and how it is configured.").inner();
    std::iter::once(head).chain(all).map(Item::Tokens).collect()
}

fn schemes(cx: &Context<'_>) -> TokenStream {
    let all = cx.api.security.iter().map(|scheme| {
        let name = string(&scheme.wire_name);
        match &scheme.kind {
            SchemeKind::ApiKey { location, name: key } => {
                let (location, key) = (location_name(*location), string(key));
                quote!(runtime::SecurityScheme::api_key(#name, runtime::KeyLocation::#location, #key))
            }
            SchemeKind::Basic => quote!(runtime::SecurityScheme::basic(#name)),
            SchemeKind::Bearer => quote!(runtime::SecurityScheme::bearer(#name)),
            SchemeKind::OAuth2 { token_url } => {
                let url = match token_url {
                    Some(url) => {
                        let url = string(url);
                        quote!(Some(#url))
                    }
                    None => quote!(None),
                };
                quote!(runtime::SecurityScheme::oauth2(#name, #url))
            }
            SchemeKind::OpenIdConnect { url } => {
                let url = string(url);
                quote!(runtime::SecurityScheme::open_id_connect(#name, #url))
            }
            SchemeKind::Http { scheme } => {
                let scheme = string(scheme);
                quote!(runtime::SecurityScheme::http(#name, #scheme))
            }
            SchemeKind::MutualTls => quote!(runtime::SecurityScheme::mutual_tls(#name)),
        }
    });
    quote! {
        /// The security schemes of the API; an operation refers to them by index.
        static SECURITY: &[runtime::SecurityScheme] = &[#(#all),*];
    }
}

fn location_name(location: ParameterLocation) -> proc_macro2::Ident {
    ident(match location {
        ParameterLocation::Query => "Query",
        ParameterLocation::Cookie => "Cookie",
        ParameterLocation::Header | ParameterLocation::Path | ParameterLocation::Part => "Header",
    })
}

fn structure(cx: &Context<'_>) -> TokenStream {
    let doc = format!(
        "A client for {}. Clones share connections and are cheap.",
        api_title(cx)
    );
    let doc = Doc::text(doc).outer();
    // Its own operations stand in a file of their own.
    let shared = cx.has_own_operations().then(|| quote!(pub(crate)));
    quote! {
        #doc
        #[derive(Clone, Debug)]
        pub struct Client {
            #shared core: runtime::Client,
        }
    }
}

fn client(cx: &Context<'_>) -> TokenStream {
    let (root, default) = (cx.root(), super::server::default_url(cx));
    let accessors = cx.services().filter_map(|(service, names)| {
        let doc = super::api::brief(service).outer();
        let accessor = names.accessor.as_deref()?;
        let (module, name) = (ident(&names.module), ident(&names.ident));
        let gate = cx.with_feature_of(names);
        let output = quote!(#root::api::#module::#name);
        let function = Function {
            name: accessor,
            receiver: Some("&self"),
            arguments: Vec::new(),
            output: &output.to_string(),
            attributes: &gate.as_ref().map(ToString::to_string).unwrap_or_default(),
        };
        let former = function.tokens(cx.names.former_part("Client", accessor));
        let accessor = ident(accessor);
        Some(quote! {
            #doc
            #gate
            pub fn #accessor(&self) -> #root::api::#module::#name {
                #root::api::#module::#name::new(self.core.clone())
            }
            #former
        })
    });
    quote! {
        impl Client {
            /// Starts configuring a client.
            pub fn builder() -> ClientBuilder {
                ClientBuilder { core: runtime::ClientBuilder::new(#default, SECURITY) }
            }
            /// The same client, with these options for all of its calls.
            #[must_use]
            pub fn with(&self, options: runtime::CallOptions) -> Self {
                Self { core: self.core.with(options) }
            }
            #(#accessors)*
        }
    }
}

fn builder_structure() -> TokenStream {
    quote! {
        /// Configures a [`Client`].
        #[derive(Debug)]
        pub struct ClientBuilder {
            core: runtime::ClientBuilder,
        }
    }
}

fn builder(cx: &Context<'_>) -> TokenStream {
    let server = cx.has_servers().then(|| {
        quote! {
            /// Talks to one of the servers that the document names; the first one is the default.
            #[must_use]
            pub fn server(self, server: Server) -> Self {
                self.base_url(server.url())
            }
        }
    });
    let base_url =
        "Talks to any server: a URL with or without a path, with or without a trailing slash.";
    let base_url = Doc::text(base_url);
    let base_url = match super::server::relative(cx) {
        Some(path) => base_url.and(format!(
            "The document names the path {} and no host: give the URL with both.",
            code_span(&path)
        )),
        None => base_url,
    };
    let base_url = base_url.outer();
    let credentials = cx.api.security.iter();
    let credentials = credentials.filter_map(|scheme| credential(cx, scheme));
    let (credentials, settings, build): (Vec<_>, _, _) =
        (credentials.collect(), settings(cx), build());
    quote! {
        impl ClientBuilder {
            #server
            #base_url
            #[must_use]
            pub fn base_url(mut self, url: impl AsRef<str>) -> Self {
                self.core = self.core.base_url(url.as_ref());
                self
            }
            #(#credentials)*
            #settings
            #build
        }
    }
}

/// The setter of a credential; the certificate of a connection is part of the HTTP configuration.
fn credential(cx: &Context<'_>, scheme: &SecurityScheme) -> Option<TokenStream> {
    let (what, argument) = match &scheme.kind {
        SchemeKind::ApiKey { location, name } => {
            let place = match location {
                ParameterLocation::Query => "in the query as",
                ParameterLocation::Cookie => "as the cookie",
                ParameterLocation::Header | ParameterLocation::Path | ParameterLocation::Part => {
                    "as the header"
                }
            };
            (format!("{place} {}", code_span(name)), "key")
        }
        SchemeKind::Bearer | SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect { .. } => {
            ("as `Authorization: Bearer`".to_owned(), "token")
        }
        SchemeKind::Basic => ("as `Authorization: Basic`".to_owned(), "password"),
        SchemeKind::Http { scheme } => {
            let header = code_span(&format!("Authorization: {scheme} …"));
            let what = "with the text given here after the scheme's name";
            (format!("as {header}, {what}"), "credentials")
        }
        SchemeKind::MutualTls => return None,
    };
    let doc = Doc::of(&scheme.docs);
    let doc = doc.and(format!("Sent {what}, to this server only; never logged."));
    let doc = match &scheme.kind {
        SchemeKind::Basic | SchemeKind::ApiKey { .. } => doc,
        SchemeKind::OAuth2 {
            token_url: Some(_), ..
        }
        | SchemeKind::OpenIdConnect { .. } => doc.and(
            "A token; or [`ClientCredentials`](runtime::ClientCredentials), which gets tokens \
             with the scopes that each call needs; or any other source of tokens, as a \
             [`Credential::provider`](runtime::Credential::provider).",
        ),
        _ => doc.and(
            "Where it does not last: [`Credential::provider`](runtime::Credential::provider).",
        ),
    };
    let doc = doc.outer();
    let own = cx.names.scheme(scheme.id);
    let taken = match &scheme.kind {
        SchemeKind::Basic => vec![
            ("username", "impl Into<String>"),
            (argument, "impl Into<runtime::Secret>"),
        ],
        _ => vec![(argument, "impl Into<runtime::Credential>")],
    };
    let taken = taken.into_iter();
    let former = Function {
        name: own,
        receiver: Some("self"),
        arguments: taken.map(|(name, ty)| (name.into(), ty.into())).collect(),
        output: "Self",
        attributes: "#[must_use]",
    };
    let former = former.tokens(cx.names.former_part("ClientBuilder", own));
    let (method, index, argument) = (
        ident(own),
        integer(i128::from(scheme.id.0)),
        ident(argument),
    );
    Some(if scheme.kind == SchemeKind::Basic {
        quote! {
            #doc
            #[must_use]
            pub fn #method(mut self, username: impl Into<String>, password: impl Into<runtime::Secret>) -> Self {
                let credential =
                    runtime::Credential::Basic { username: username.into(), password: password.into() };
                self.core = self.core.credential(#index, credential);
                self
            }
            #former
        }
    } else {
        quote! {
            #doc
            #[must_use]
            pub fn #method(mut self, #argument: impl Into<runtime::Credential>) -> Self {
                self.core = self.core.credential(#index, #argument.into());
                self
            }
            #former
        }
    })
}

fn settings(cx: &Context<'_>) -> TokenStream {
    let reqwest = cx.with_feature("reqwest");
    quote! {
        /// Gives up a call whose answer is not complete after this long, retries included;
        /// 30 seconds by default.
        #[must_use]
        pub fn timeout(mut self, timeout: Duration) -> Self {
            self.core = self.core.timeout(timeout);
            self
        }
        /// Gives up when no connection is made after this long; 10 seconds by default.
        #[must_use]
        pub fn connect_timeout(mut self, timeout: Duration) -> Self {
            self.core = self.core.connect_timeout(timeout);
            self
        }
        /// Gives up an attempt after this long, so that there is time for another one.
        #[must_use]
        pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
            self.core = self.core.attempt_timeout(timeout);
            self
        }
        /// Gives up an answer whose next piece takes longer than this; 5 minutes by default.
        #[must_use]
        pub fn read_timeout(mut self, timeout: Duration) -> Self {
            self.core = self.core.read_timeout(timeout);
            self
        }
        /// When calls are tried again: by default up to twice, where a request may be repeated.
        #[must_use]
        pub fn retry(mut self, policy: runtime::RetryPolicy) -> Self {
            self.core = self.core.retry(policy);
            self
        }
        /// How much all calls may spend on retries before one succeeds; 500 by default.
        #[must_use]
        pub fn retry_budget(mut self, tokens: u32) -> Self {
            self.core = self.core.retry_budget(tokens);
            self
        }
        /// Gives up an answer that is larger than this many bytes; 64 MiB by default.
        #[must_use]
        pub fn body_limit(mut self, bytes: usize) -> Self {
            self.core = self.core.body_limit(bytes);
            self
        }
        /// Sent as `User-Agent`; by default the name and version of this crate.
        #[must_use]
        pub fn user_agent(mut self, user_agent: impl AsRef<str>) -> Self {
            self.core = self.core.user_agent(user_agent.as_ref());
            self
        }
        /// Sends this header with every request, such as `Accept-Language`.
        #[must_use]
        pub fn default_header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
            self.core = self.core.default_header(name.as_ref(), value.as_ref());
            self
        }
        /// Starts from this HTTP configuration: proxies, certificates, pools.
        /// Redirects and timeouts are set by this builder all the same.
        #reqwest
        #[cfg(not(target_arch = "wasm32"))]
        #[must_use]
        pub fn http(mut self, http: runtime::reqwest::ClientBuilder) -> Self {
            self.core = self.core.http(http);
            self
        }
        /// Puts this around every call, with all its attempts.
        #[must_use]
        pub fn middleware(mut self, middleware: impl runtime::middleware::Middleware) -> Self {
            self.core = self.core.middleware(middleware);
            self
        }
        /// Puts this around every attempt, inside of the retries.
        #[must_use]
        pub fn attempt_middleware(mut self, middleware: impl runtime::middleware::Middleware) -> Self {
            self.core = self.core.attempt_middleware(middleware);
            self
        }
        /// Goes by this time, in place of the machine's.
        #[must_use]
        pub fn timer(mut self, timer: impl runtime::timer::Timer) -> Self {
            self.core = self.core.timer(timer);
            self
        }
        /// Sends requests through this instead of the built-in HTTP client.
        #[must_use]
        pub fn transport(mut self, transport: impl runtime::Transport) -> Self {
            self.core = self.core.transport(transport);
            self
        }
    }
}

fn build() -> TokenStream {
    quote! {
        /// The client.
        ///
        /// # Errors
        /// If the base URL, a header or the HTTP configuration is not usable.
        pub fn build(self) -> Result<Client, Error> {
            let agent = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
            let core = self.core.default_user_agent(agent);
            core.build().map(|core| Client { core })
        }
    }
}
