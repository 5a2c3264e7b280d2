//! `testing/`: a stand-in for the service, with what a test may expect of each operation.

use super::answer::success_type;
use super::call;
use super::service::{Call, calls};
use crate::emit::Plan;
use crate::emit::context::Context;
use crate::emit::crates::FACADE;
use crate::emit::docs::Doc;
use crate::emit::example::json_text;
use crate::emit::former::{self, Function};
use crate::emit::ident::{ident, quoted};
use crate::emit::scope::Scope;
use crate::format::{self, Item, Layout, Value, Written};
use crate::ir::{
    Codec, Content, EventData, Failures, Output, Response, SchemeKind, SecurityScheme, Service,
    StatusMatch, Stream, TypeRef,
};
use crate::names::ServiceNames;
use proc_macro2::TokenStream;
use quote::quote;
use std::borrow::Cow;

/// An example that is longer than this is left out, in bytes of its JSON.
const LONGEST: usize = 8 * 1024;
/// As many examples as an operation has at most.
const MOST: usize = 16;

/// One plan for each file.
pub fn plans<'a>(cx: &'a Context<'a>) -> Vec<Plan<'a>> {
    if !cx.has_testing() {
        return Vec::new();
    }
    let mut plans = Vec::new();
    for (at, krate) in cx.crates.all().filter(|(at, _)| super::has_api(cx, *at)) {
        let path = format!("{}src/testing/mod.rs", krate.folder);
        plans.push(Plan::new(path, move || match at {
            FACADE => module(cx),
            part => modules(cx, part),
        }));
    }
    for (service, names) in cx.services() {
        let folder = cx.crates.folder(cx.crates.of_service(&names.module));
        let path = format!("{folder}src/testing/{}.rs", names.module);
        let plan = Plan::new(path, move || items(cx, service, names));
        plans.push(plan.weighing(service.operations.len()));
    }
    plans
}

/// The services that calls are expected of, in a crate without the mock.
fn modules(cx: &Context<'_>, here: usize) -> Vec<Item> {
    let head = "What a test may expect of each operation.";
    vec![
        Item::Tokens(Doc::text(head).inner()),
        Item::Tokens(super::modules(cx, here, "testing")),
    ]
}

/// The mock, and the services that calls are expected of.
fn module(cx: &Context<'_>) -> Vec<Item> {
    let root = cx.root();
    let accessors = super::services(cx, FACADE);
    let accessors = accessors.iter().filter_map(|names| {
        let accessor = names.accessor.as_deref()?;
        let (module, name) = (ident(&names.module), ident(&names.ident));
        let gate = cx.with_feature_of(names);
        let link = format!("Calls of [`{}`]({}).", names.ident, path_of(cx, names));
        let doc = Doc::text(link.replace("r#", "")).outer();
        let function = Function {
            name: accessor,
            receiver: Some("self"),
            arguments: Vec::new(),
            output: &quote!(#module::#name<'a>).to_string(),
            attributes: &gate.as_ref().map(ToString::to_string).unwrap_or_default(),
        };
        let former = function.tokens(cx.names.former_part("Client", accessor));
        let accessor = ident(accessor);
        Some(quote! {
            #doc
            #gate
            pub fn #accessor(self) -> #module::#name<'a> {
                #module::#name::new(self.core)
            }
            #former
        })
    });
    let head = "A stand-in for the service, for tests of what calls it: see [`runtime::testing`].";
    let accessors: Vec<TokenStream> = accessors.collect();
    let all = [
        super::modules(cx, FACADE, "testing"),
        quote! {
            use #root::{Client, ClientBuilder};
            use clientwright_runtime as runtime;
        },
        structure(),
        mock(cx),
        quote! {
            impl Default for MockServer {
                fn default() -> Self {
                    Self::new()
                }
            }
        },
        quote! {
            /// The operations of the service, called as the client's methods.
            #[derive(Clone, Copy, Debug)]
            pub struct Expectations<'a> {
                core: &'a runtime::testing::MockServer,
            }
        },
        match accessors.is_empty() {
            true => TokenStream::new(),
            false => quote!(impl<'a> Expectations<'a> { #(#accessors)* }),
        },
    ];
    let head = Doc::text(head).head();
    let all = all.into_iter().chain(former::mocks(cx)).map(Item::Tokens);
    std::iter::once(head).chain(all).collect()
}

fn structure() -> TokenStream {
    quote! {
        /// A stand-in for the service, in memory: nothing leaves the process.
        ///
        /// Where it goes out of scope, the test fails if a call came that nobody expected, or one that was
        /// expected did not come.
        #[derive(Debug)]
        pub struct MockServer {
            core: runtime::testing::MockServer,
        }
    }
}

fn mock(cx: &Context<'_>) -> TokenStream {
    let credentials = cx.api.security.iter();
    let credentials = credentials.filter_map(|scheme| credential(cx, scheme));
    let base = (!cx.has_servers()).then(|| quote!(.base_url("https://mock.test")));
    quote! {
        impl MockServer {
            /// A mock that expects nothing.
            pub fn new() -> Self {
                Self { core: runtime::testing::MockServer::new() }
            }
            /// Expects calls, named after this as the client names them.
            pub fn expect(&self) -> Expectations<'_> {
                Expectations { core: &self.core }
            }
            /// A client of it.
            #[track_caller]
            pub fn client(&self) -> Client {
                runtime::testing::built(self.builder().build())
            }
            /// Starts configuring a client of it: with credentials that open nothing, and one attempt a call.
            pub fn builder(&self) -> ClientBuilder {
                Client::builder()
                    #base
                    #(#credentials)*
                    .retry(runtime::RetryPolicy::never())
                    .transport(self.core.transport())
            }
            /// The requests so far, with their bodies.
            pub fn requests(&self) -> Vec<runtime::http::Request<runtime::Bytes>> {
                self.core.requests()
            }
            /// Whether all happened as it was expected.
            ///
            /// # Errors
            /// What did not.
            pub fn verify(&self) -> Result<(), runtime::testing::Unmet> {
                self.core.verify()
            }
        }
    }
}

fn credential(cx: &Context<'_>, scheme: &SecurityScheme) -> Option<TokenStream> {
    let method = ident(cx.names.scheme(scheme.id));
    match scheme.kind {
        SchemeKind::MutualTls => None,
        SchemeKind::Basic => Some(quote!(.#method("test", "test"))),
        _ => Some(quote!(.#method("test"))),
    }
}

/// The path of the client's struct for a service, as links have it.
fn path_of(cx: &Context<'_>, names: &ServiceNames) -> String {
    format!("{}::{}", cx.config.output.root, names.path()).replace("r#", "")
}

/// The file of a service.
fn items(cx: &Context<'_>, service: &Service, names: &ServiceNames) -> Vec<Item> {
    let scope = Scope::new(cx, &names.module);
    let calls = calls(service, names);
    let seen = cx.crates.visibility("pub(super)");
    let new = format!(
        "    {seen} fn new(core: &'a testing::MockServer) -> Self {{\n        Self {{ core }}\n    }}\n"
    );
    let new = names.accessor.as_ref().map(|_| new.into());
    let methods = calls.iter().flat_map(|call| method(&scope, call));
    let methods: Vec<Written> = new.into_iter().chain(methods).collect();
    let (root, module) = (cx.root(), ident(&names.module));
    let mut imports = vec![quote!(use #root::api::#module as calls;)];
    imports.extend(scope.uses_types().then(|| quote!(use #root::types;)));
    imports.push(quote!(
        use clientwright_runtime::testing;
    ));
    let mut all = vec![super::service::brief(service).head()];
    let impls = match &names.accessor {
        Some(_) => {
            let name = ident(&names.ident);
            let link = format!("Calls of [`{}`]({}).", names.ident, path_of(cx, names));
            let doc = Doc::text(link.replace("r#", "")).outer();
            all.extend(scope.imports(imports));
            all.push(Item::Tokens(quote! {
                #doc
                #[derive(Clone, Copy, Debug)]
                pub struct #name<'a> {
                    core: &'a testing::MockServer,
                }
            }));
            let former = former::mock(cx.names.former(&names.path()), &names.ident);
            all.extend(former.into_iter().map(Item::Tokens));
            format!("impl<'a> {0}<'a>", names.ident)
        }
        None => {
            imports.insert(
                0,
                quote!(
                    use super::Expectations;
                ),
            );
            all.extend(scope.imports(imports));
            "impl Expectations<'_>".to_owned()
        }
    };
    all.push(Item::Impl(impls, methods));
    all
}

/// The method that expects calls of an operation, under its former names too.
fn method(scope: &Scope<'_>, call: &Call<'_>) -> Vec<Written> {
    let (method, link) = (&call.names.method, path_of(scope.cx, call.service));
    let name = method.trim_start_matches("r#");
    let link = format!("{link}::{name}").replace("r#", "");
    let call_type = Value::word(format!("calls::{}", call.names.call));
    let ty = vec![call_type, success(scope, call), failure(scope, call)];
    let ty = Value::Group("testing::Expect<".into(), ty, ">");
    let output = ty.text();
    let way = call.service.way("", method);
    let way = quoted(&format!("{}()", way.trim_start_matches('.')));
    let successes = call.operation.responses.successes();
    let status = successes.first().map_or(200, |(status, _)| code(*status));
    let examples = examples(call);
    let given = if examples.is_empty() {
        "&[]"
    } else {
        "EXAMPLES"
    };
    let mut layout = Layout::default();
    layout.lines(&format!(
        "    /// Expects calls of [`{name}`]({link}).\n    #[track_caller]\n"
    ));
    layout.head(&format!("pub fn {method}"), &["&self".to_owned()], &ty);
    if !examples.is_empty() {
        let start = "static EXAMPLES: &[testing::Example] = ";
        layout.value(8, start, &Value::list(examples), ";");
    }
    let arguments = vec![
        Value::Literal(way),
        Value::word(status.to_string()),
        Value::word(given),
    ];
    let expect = vec![Value::call(".expect(", arguments)];
    let expect = Value::Chain(Box::new(Value::word("self.core")), expect);
    layout.value(8, "", &expect, "");
    layout.line(4, "}");
    let function = Function {
        name: method,
        receiver: Some("&self"),
        arguments: Vec::new(),
        output: &output,
        attributes: "    #[track_caller]\n",
    };
    let former = scope.cx.names.former_part(&call.service.path(), method);
    let former = function.under(former).into_iter().map(Written::from);
    std::iter::once(layout.finish()).chain(former).collect()
}

/// A status that stands for those that a response is for.
fn code(status: Option<StatusMatch>) -> u16 {
    match status {
        Some(StatusMatch::Exact(code)) => code,
        Some(StatusMatch::Class(class)) => u16::from(class) * 100,
        None => 200,
    }
}

/// The examples of an operation's answers.
fn examples(call: &Call<'_>) -> Vec<Value> {
    let responses = &call.operation.responses;
    let declared = responses.by_status.iter();
    let declared = declared.map(|(status, response)| (code(Some(*status)), response));
    // What stands for all other statuses is a failure, unless there is nothing else.
    let rest = if responses.by_status.is_empty() {
        200
    } else {
        500
    };
    let all = declared.chain(responses.default.iter().map(|response| (rest, response)));
    let examples = all.flat_map(|(status, response): (u16, &Response)| {
        let preferred = response.contents.first();
        let examples = preferred.into_iter().flat_map(|content| &content.examples);
        examples.filter_map(move |example| {
            let name = example.wire_name.as_str();
            json_text(&example.value).map(|json| (status, name, json))
        })
    });
    let short = examples.filter(|(_, _, json)| json.len() <= LONGEST);
    let value = |(status, name, json): (u16, &str, Cow<'_, str>)| {
        let arguments = vec![
            Value::Literal(quoted(name)),
            Value::word(status.to_string()),
            Value::Literal(quoted(&json)),
        ];
        Value::call("testing::Example::new(", arguments)
    };
    short.take(MOST).map(value).collect()
}

/// A type of what is answered, with what it holds.
fn holding(name: &'static str, held: TokenStream) -> Value {
    Value::Group(name.into(), vec![Value::word(format::line(&held))], ">")
}

/// What a success carries.
fn success(scope: &Scope<'_>, call: &Call<'_>) -> Value {
    match &call.operation.output {
        Output::Nothing => Value::word("testing::Nothing"),
        Output::Json(_) => holding("testing::Json<", call::output(scope, call)),
        Output::Text => Value::word("testing::Text"),
        Output::Bytes => Value::word("testing::Binary"),
        Output::ByStatus => {
            let name = success_type(call);
            holding("testing::ByStatus<", quote!(calls::#name))
        }
        Output::Stream => match call.operation.stream() {
            Some((_, Stream::Json(item))) => holding("testing::JsonLines<", scope.ty(item)),
            Some((_, stream)) => match stream.plain() {
                Some(EventData::Json(ty)) => holding("testing::Events<", scope.ty(ty)),
                _ => Value::word("testing::EventText"),
            },
            None => Value::word("testing::Binary"),
        },
    }
}

/// What a failure carries.
fn failure(scope: &Scope<'_>, call: &Call<'_>) -> Value {
    if call.operation.envelope.is_some() {
        return Value::word("testing::Coded");
    }
    match call.operation.failures() {
        Failures::Nothing => Value::word("testing::Nothing"),
        Failures::Same(content) => same(scope, content),
        Failures::ByStatus(_) => {
            let name = ident(&call.names.error_type);
            holding("testing::ByStatus<", quote!(calls::#name))
        }
    }
}

fn same(scope: &Scope<'_>, content: &Content) -> Value {
    match (content.codec, &content.ty) {
        (Codec::Json, ty) => holding("testing::Json<", scope.ty(ty)),
        (Codec::JsonSequence, TypeRef::List(item)) => {
            holding("testing::JsonLines<", scope.ty(item))
        }
        (Codec::Text, _) => Value::word("testing::Text"),
        _ => Value::word("testing::Binary"),
    }
}
