//! A first call, for the crate's documentation and its README.

use super::api::has_pages;
use super::context::Context;
use crate::ir::{Operation, Output, Presence, Scalar, SchemeKind, TypeRef};
use crate::names::{OperationNames, ServiceNames};

/// The crate's name as code writes it.
fn krate(cx: &Context<'_>) -> String {
    cx.config.output.crate_name.replace('-', "_")
}

/// The example as a documentation test.
pub fn doctest(cx: &Context<'_>) -> String {
    let krate = krate(cx);
    format!(
        "# async fn example() -> Result<(), {krate}::Error> {{\n{}\n# Ok(()) }}",
        body(cx)
    )
}

/// The example as it stands in a function.
pub fn body(cx: &Context<'_>) -> String {
    let mut lines = vec![build(cx)];
    if let Some((service, operation, names)) = first(cx) {
        let call = call(cx, service, operation, names);
        let prints = operation.output != Output::Nothing;
        let answer = if prints { "let answer = " } else { "" };
        lines.push(format!("{answer}{call}.await?;"));
        if prints {
            lines.push("println!(\"{answer:?}\");".to_owned());
        }
        lines.extend(walk(cx));
    }
    lines.join("\n")
}

/// The first call, and a walk over its items if it has any, waited for.
pub fn waited(cx: &Context<'_>) -> Option<String> {
    let (service, operation, names) = first(cx)?;
    let call = call(cx, service, operation, names);
    let (trait_names, walk) = match has_pages(cx, service, operation, names) {
        true => (
            "{Wait, WaitEach}",
            format!(
                "\nfor item in {call}.items().wait_each() {{\n    println!(\"{{:?}}\", item?);\n}}"
            ),
        ),
        false => ("Wait", String::new()),
    };
    Some(format!(
        "use {}::runtime::blocking::{trait_names};\n\nlet answer = {call}.wait()?;{walk}",
        krate(cx)
    ))
}

/// A walk over all items, if the first call has pages.
pub fn walk(cx: &Context<'_>) -> Option<String> {
    let (service, operation, names) =
        first(cx).filter(|(service, operation, names)| has_pages(cx, service, operation, names))?;
    let call = call(cx, service, operation, names);
    Some(format!(
        "let mut items = {call}.items();\n\
         while let Some(item) = items.try_next().await? {{\n    println!(\"{{item:?}}\");\n}}"
    ))
}

/// How a test expects the first call: the way to its method from a client, and the lines.
pub fn expected(cx: &Context<'_>) -> Option<(String, String)> {
    let (service, operation, names) = first(cx)?;
    let krate = krate(cx);
    let way = service.way("", &names.method);
    let way = way.trim_start_matches('.');
    let (value, got) = match operation.output {
        Output::Nothing => ("()", ""),
        Output::ByStatus => ("200, answer", "let answer = "),
        _ => ("answer", "let answer = "),
    };
    let call = call(cx, service, operation, names);
    let lines = format!(
        "let server = {krate}::testing::MockServer::new();\nlet client = server.client();\n\
         server.expect().{way}().returns({value});\n{got}{call}.await?;"
    );
    Some((way.to_owned(), lines))
}

fn call(
    cx: &Context<'_>,
    service: &ServiceNames,
    operation: &Operation,
    names: &OperationNames,
) -> String {
    let arguments = required(operation).into_iter();
    let arguments: Vec<String> = arguments.filter_map(|ty| argument(cx, ty)).collect();
    let way = service.way("client", &names.method);
    format!("{way}({})", arguments.join(", "))
}

/// How a client is built: with a server where there is none by default, and the first credential that the
/// API knows.
fn build(cx: &Context<'_>) -> String {
    let mut settings = Vec::new();
    if !cx.has_servers() {
        let path = super::server::relative(cx).unwrap_or_default();
        let path = path.trim_start_matches(['.', '/']);
        let slash = if path.is_empty() { "" } else { "/" };
        let url = format!("https://api.example.com{slash}{path}");
        settings.push(format!(".base_url({url:?})"));
    }
    let mut schemes = cx.api.security.iter();
    if let Some(scheme) = schemes.find(|scheme| scheme.kind != SchemeKind::MutualTls) {
        let arguments = match scheme.kind {
            SchemeKind::Basic => "\"user\", \"…\"",
            _ => "\"…\"",
        };
        settings.push(format!(".{}({arguments})", cx.names.scheme(scheme.id)));
    }
    let start = format!("let client = {}::Client::builder()", krate(cx));
    if settings.is_empty() {
        return format!("{start}.build()?;");
    }
    let settings: String = settings.iter().map(|one| format!("\n    {one}")).collect();
    format!("{start}{settings}\n    .build()?;")
}

/// The first operation that can be called with simple arguments; reading before writing.
pub fn first<'a>(
    cx: &Context<'a>,
) -> Option<(&'a ServiceNames, &'a Operation, &'a OperationNames)> {
    let services = cx.api.services.iter().zip(&cx.names.services);
    let all: Vec<_> = services
        .flat_map(|(service, names)| {
            service
                .operations
                .iter()
                .zip(&names.operations)
                .map(move |(a, b)| (names, a, b))
        })
        .filter(|(_, operation, _)| !operation.docs.deprecated)
        .filter(|(_, operation, _)| {
            required(operation)
                .into_iter()
                .all(|ty| argument(cx, ty).is_some())
        })
        .collect();
    let paged = all
        .iter()
        .find(|(_, operation, _)| operation.paging.is_some());
    let reading = all
        .iter()
        .find(|(_, operation, _)| operation.method == "GET");
    paged.or(reading).or(all.first()).copied()
}

/// What a call cannot do without; `None` for a body of which the caller chooses the representation.
fn required(operation: &Operation) -> Vec<Option<&TypeRef>> {
    let parameters = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.presence == Presence::Required)
        .filter(|parameter| parameter.constant.is_none());
    let body = operation
        .body
        .as_ref()
        .filter(|body| body.presence == Presence::Required);
    let body = body.and_then(|body| match body.contents.as_slice() {
        [] => None,
        [content] => Some(Some(&content.ty)),
        _ => Some(None),
    });
    let parameters = parameters.map(|parameter| Some(&parameter.ty));
    parameters.chain(body).collect()
}

/// An argument that shows what goes there.
fn argument(cx: &Context<'_>, ty: Option<&TypeRef>) -> Option<String> {
    let ty = ty?;
    if let Some((_, values)) = cx.enumeration(ty) {
        return match values.values.first().map(|value| &value.value) {
            Some(crate::ir::Literal::String(text)) => Some(format!("{text:?}")),
            _ => None,
        };
    }
    match cx.resolve(ty) {
        TypeRef::Scalar(Scalar::String) => Some("\"id\"".to_owned()),
        TypeRef::Scalar(Scalar::Bool) => Some("true".to_owned()),
        TypeRef::Scalar(
            Scalar::I8
            | Scalar::I16
            | Scalar::I32
            | Scalar::I64
            | Scalar::U8
            | Scalar::U16
            | Scalar::U32
            | Scalar::U64,
        ) => Some("1".to_owned()),
        TypeRef::Scalar(Scalar::F32 | Scalar::F64) => Some("1.0".to_owned()),
        TypeRef::Scalar(Scalar::Bytes | Scalar::File) => Some("\"content\"".to_owned()),
        _ => None,
    }
}
