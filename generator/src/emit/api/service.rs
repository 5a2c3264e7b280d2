//! A service: the sub-client and its calls.

use super::{answer, call, example, operation, paging};
use crate::emit::context::Context;
use crate::emit::docs::{Doc, code_span, deprecated};
use crate::emit::former::{self, Function};
use crate::emit::ident::ident;
use crate::emit::scope::Scope;
use crate::format::{self, Item, Layout, Value, WIDTH, Written};
use crate::ir::{Envelope, Operation, SecurityNeed, Service};
use crate::names::{OperationNames, ServiceNames, beside};
use proc_macro2::TokenStream;
use quote::quote;

/// One operation with its names, and the envelope's static that it refers to.
pub struct Call<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// Its names.
    pub names: &'a OperationNames,
    /// The service's names.
    pub service: &'a ServiceNames,
    /// The name of the static with its envelope.
    pub envelope: Option<String>,
}

impl Call<'_> {
    /// The method that starts it, as documentation links to it.
    pub fn link(&self) -> String {
        let plain = |name: &str| name.trim_start_matches("r#").to_owned();
        let (service, method) = (plain(&self.service.ident), plain(&self.names.method));
        format!("[`{service}::{method}`]")
    }
}

/// The file of a service.
pub fn items(cx: &Context<'_>, service: &Service, names: &ServiceNames) -> Vec<Item> {
    let scope = Scope::new(cx, &names.module);
    let envelopes = envelopes(service);
    let calls = calls(service, names);
    // Whatever stands in the file, it calls the runtime.
    scope.runtime();
    let own = structure(&scope, service, names).map(Item::Tokens);
    let mut items: Vec<Item> = own.into_iter().collect();
    items.push(inherent(&scope, &calls, names));
    let envelopes = envelopes.iter().enumerate();
    let envelopes =
        envelopes.map(|(at, envelope)| operation::envelope(&envelope_name(at), envelope));
    items.extend(envelopes.map(Item::Tokens));
    for call in &calls {
        items.extend(call::items(&scope, call));
        items.extend(
            paging::implement(&scope, call)
                .into_iter()
                .map(Item::Tokens),
        );
    }
    items.extend(former(cx, service, names).into_iter().map(Item::Tokens));
    let mut all = vec![Doc::of(&service.docs).or(title(service)).head()];
    all.extend(scope.imports(imports(&scope, &calls, names)));
    all.extend(items);
    all
}

/// What the types of the file were called before.
fn former(cx: &Context<'_>, service: &Service, names: &ServiceNames) -> Vec<TokenStream> {
    let path = format!("api::{}", names.module);
    let of = |name: &str| former::types(cx.names.former_part(&path, name), name);
    let mut all = Vec::new();
    if names.accessor.is_some() {
        all.extend(of(&names.ident));
    }
    for (operation, own) in service.operations.iter().zip(&names.operations) {
        let types = beside(operation, own).into_iter();
        all.extend(types.flat_map(|(_, name)| of(name)));
    }
    all
}

/// The calls of a service.
pub fn calls<'a>(service: &'a Service, names: &'a ServiceNames) -> Vec<Call<'a>> {
    let envelopes = envelopes(service);
    let named = service.operations.iter().zip(&names.operations);
    let calls = named.map(|(operation, own)| {
        let own_envelope = operation.envelope.as_ref();
        let envelope = own_envelope.and_then(|envelope| {
            let at = envelopes.iter().position(|known| *known == envelope);
            at.map(envelope_name)
        });
        Call {
            operation,
            names: own,
            service: names,
            envelope,
        }
    });
    calls.collect()
}

fn imports(scope: &Scope<'_>, calls: &[Call<'_>], names: &ServiceNames) -> Vec<TokenStream> {
    let root = scope.cx.root();
    let mut all = Vec::new();
    let of_client = names.accessor.is_none().then(|| quote!(Client));
    let codes = !calls.is_empty() && !scope.cx.api.error_codes.is_empty();
    let codes = codes.then(|| quote!(ErrorCode));
    let types = scope.uses_types().then(|| quote!(types));
    let used: Vec<TokenStream> = [of_client, codes, types].into_iter().flatten().collect();
    match used.as_slice() {
        [] => {}
        [one] => all.push(quote!(use #root::#one;)),
        some => all.push(quote!(use #root::{#(#some),*};)),
    }
    if calls.iter().any(|call| paging::plan(scope, call).is_some()) {
        all.push(quote!(
            use clientwright_runtime::paging::{Next, Paginated, Position};
        ));
    }
    all
}

/// The different envelopes of a service; nearly always one.
fn envelopes(service: &Service) -> Vec<&Envelope> {
    let mut all: Vec<&Envelope> = Vec::new();
    for envelope in service
        .operations
        .iter()
        .filter_map(|operation| operation.envelope.as_ref())
    {
        if !all.contains(&envelope) {
            all.push(envelope);
        }
    }
    all
}

fn envelope_name(at: usize) -> String {
    if at == 0 {
        "ENVELOPE".to_owned()
    } else {
        format!("ENVELOPE_{}", at + 1)
    }
}

/// What the service is called in the document, and in a sentence what it is.
pub fn brief(service: &Service) -> Doc {
    let title = Doc::text(title(service));
    match Doc::brief(&service.docs) {
        Some(text) => title.and(text),
        None => title,
    }
}

/// What the service is called in the document, and all that is said of it.
fn described(service: &Service) -> Doc {
    let title = Doc::text(title(service));
    let own = Doc::of(&service.docs).lines().join("\n");
    if own.is_empty() {
        title
    } else {
        title.and(own)
    }
}

fn title(service: &Service) -> String {
    match &service.tag {
        Some(tag) => crate::emit::docs::sanitise(tag),
        None => "Operations without a tag.".to_owned(),
    }
}

/// The struct, unless the operations are the client's own.
fn structure(scope: &Scope<'_>, service: &Service, names: &ServiceNames) -> Option<TokenStream> {
    names.accessor.as_ref()?;
    let doc = described(service).outer();
    let (name, runtime) = (ident(&names.ident), scope.runtime());
    Some(quote! {
        #doc
        #[derive(Clone, Debug)]
        pub struct #name {
            core: #runtime::Client,
        }
    })
}

fn inherent(scope: &Scope<'_>, calls: &[Call<'_>], names: &ServiceNames) -> Item {
    let seen = scope.cx.crates.visibility("pub(crate)");
    let new = format!(
        "    {seen} fn new(core: runtime::Client) -> Self {{\n        Self {{ core }}\n    }}\n"
    );
    let methods = calls.iter().flat_map(|call| start(scope, call));
    let new = names.accessor.as_ref().map(|_| new.into());
    let all = new.into_iter().chain(methods).collect();
    Item::Impl(format!("impl {}", names.ident), all)
}

/// The method that starts a call, under its former names too.
fn start(scope: &Scope<'_>, call: &Call<'_>) -> Vec<Written> {
    let Call {
        operation, names, ..
    } = call;
    let line = code_span(&format!("{} {}", operation.method, operation.path.text));
    let place = code_span(&operation.origin.pointer.to_string());
    let deprecated = deprecated(&operation.docs);
    let members = call::members(call);
    let route = format!("{line}, {place}");
    let text = Doc::of(&operation.docs).current();
    let told = !text.lines().is_empty();
    let mut doc = text.or(route.clone());
    for paragraph in self::arguments(&members, names) {
        doc = doc.and(paragraph);
    }
    if told {
        doc = doc.and(route);
    }
    if let Some(scopes) = scopes(scope.cx, operation) {
        doc = doc.and(scopes);
    }
    if let Some(server) = crate::emit::server::docs(scope.cx, operation) {
        doc = doc.and(server);
    }
    if let Some(answers) = answer::docs(scope, call) {
        doc = doc.and(answers);
    }
    if let Some(example) = example::doctest(scope, call) {
        doc = doc.and(example);
    }
    let doc = doc.written("    ") + &alias(operation);
    let (method, ty) = (&names.method, &names.call);
    let required = members.iter().filter(|member| member.required);
    let arguments = required.map(|member| {
        let name = ident(member.name);
        let (ty, _) = member.ty.argument(scope, &quote!(#name));
        (member.name.to_owned(), format::line(&ty))
    });
    let arguments: Vec<(String, String)> = arguments.collect();
    let values = members.iter().map(|member| {
        let name = ident(member.name);
        let (_, value) = member.ty.argument(scope, &quote!(#name));
        match (member.required, member.name, format::line(&value)) {
            (false, name, _) => format!("{name}: None"),
            (true, name, value) if name == value => value,
            (true, name, value) => format!("{name}: {value}"),
        }
    });
    let core = std::iter::once("core: self.core.clone()".to_owned());
    let values: Vec<String> = core.chain(values).collect();
    // `&self` is an argument too.
    let taken = arguments.iter().map(|(name, ty)| format!("{name}: {ty}"));
    let taken: Vec<String> = std::iter::once("&self".to_owned()).chain(taken).collect();
    let many = crate::emit::types::many(taken.len());
    let mut layout = Layout::default();
    layout.lines(&doc);
    layout.lines(deprecated);
    layout.lines(many);
    let returned = Value::word(ty.clone());
    layout.head(&format!("pub fn {method}"), &taken, &returned);
    layout.regular(&format::value(ty, &values));
    layout.line(4, "}");
    let function = Function {
        name: method,
        receiver: Some("&self"),
        arguments,
        output: ty,
        attributes: many,
    };
    let former = scope.cx.names.former_part(&call.service.path(), method);
    let former = function.under(former).into_iter().map(Written::from);
    std::iter::once(layout.finish()).chain(former).collect()
}

/// The method and the path as the search of the documentation finds them; it takes no quotes and no spaces but plain ones.
fn alias(operation: &Operation) -> String {
    let line = format!("{} {}", operation.method, operation.path.text);
    let odd = |letter: char| {
        matches!(letter, '"' | '\'')
            || letter.is_control()
            || letter.is_whitespace() && letter != ' '
    };
    if line.contains(odd) || line.ends_with(' ') {
        return String::new();
    }
    let alias = format!("alias = {line:?}");
    match alias.len() + "    #[doc()]".len() > WIDTH {
        true => format!("    #[doc(\n        {alias}\n    )]\n"),
        false => format!("    #[doc({alias})]\n"),
    }
}

/// What the document says of the arguments, and which others can be set.
fn arguments(members: &[call::Member<'_>], names: &OperationNames) -> Vec<String> {
    let plain = |name: &str| name.trim_start_matches("r#").to_owned();
    let required = members.iter().filter(|member| member.required);
    let described = required.filter_map(|member| {
        let text = Doc::brief(member.docs)?;
        Some(format!("- {}: {text}", code_span(&plain(member.name))))
    });
    let described: Vec<String> = described.collect();
    let optional = members.iter().filter(|member| !member.required);
    let optional = optional.map(|member| code_span(&plain(member.name)));
    let optional: Vec<String> = optional.collect();
    let mut all = Vec::new();
    if !described.is_empty() {
        all.push(described.join("\n"));
    }
    if !optional.is_empty() {
        all.push(format!(
            "Optional, set on [`{}`]: {}.",
            plain(&names.call),
            optional.join(", ")
        ));
    }
    all
}

/// The scopes that the credentials of a call must have; `None` where the document names none.
fn scopes(cx: &Context<'_>, operation: &Operation) -> Option<String> {
    let list = |texts: &mut dyn Iterator<Item = &String>| {
        let spans: Vec<String> = texts.map(|text| code_span(text)).collect();
        spans.join(", ")
    };
    let need = |need: &SecurityNeed| {
        let scoped = need.schemes.iter().filter(|one| !one.scopes.is_empty());
        let scoped = scoped.filter_map(|one| {
            let scheme = cx.api.security.get(one.id.0 as usize)?;
            let (name, scopes) = (code_span(&scheme.wire_name), list(&mut one.scopes.iter()));
            Some(format!("{name} with {scopes}"))
        });
        scoped.collect::<Vec<_>>().join(" and ")
    };
    let needs = operation.security.iter().map(need);
    let needs: Vec<String> = needs.filter(|need| !need.is_empty()).collect();
    (!needs.is_empty()).then(|| format!("Scopes: {}.", needs.join(", or ")))
}
