//! Examples: values as a user would write them, and a first call for the crate's documentation and its README.

mod layout;
mod scalar;
mod value;

use super::api::{Example, has_pages};
use super::context::Context;
use crate::ir::{Operation, Output, SchemeKind, SecurityNeed, SecurityScheme};
use crate::names::{OperationNames, ServiceNames};
pub use layout::Expr;
pub use value::{Maker, Wanted, json, json_text};

/// An operation that shows well how calls are made.
struct First<'a> {
    service: &'a ServiceNames,
    operation: &'a Operation,
    names: &'a OperationNames,
    example: Example,
}

/// The crate's name as code writes it.
fn krate(cx: &Context<'_>) -> String {
    cx.config.output.crate_name.replace('-', "_")
}

/// The example as a documentation test.
pub fn doctest(cx: &Context<'_>) -> String {
    format!(
        "# async fn example() -> Result<(), Box<dyn std::error::Error>> {{\n{}\n# Ok(()) }}",
        body(cx)
    )
}

/// The example as it stands in a function.
pub fn body(cx: &Context<'_>) -> String {
    let mut lines = vec![build(cx)];
    if let Some(first) = first(cx) {
        let import = first.example.import(&krate(cx));
        lines.splice(0..0, import.map(|import| import + "\n"));
        if first.operation.output == Output::Nothing {
            lines.push(first.example.sent("", ".await?"));
        } else {
            lines.push(first.example.sent("let answer = ", ".await?"));
            lines.push("println!(\"{answer:?}\");".to_owned());
        }
        lines.extend(walk(cx));
    }
    lines.join("\n")
}

/// The first call, and a walk over its items if it has any, waited for.
pub fn waited(cx: &Context<'_>) -> Option<String> {
    let first = first(cx)?;
    let (trait_names, walk) = match first.has_pages(cx) {
        true => (
            "{Wait, WaitEach}",
            "\n".to_owned() + &first.example.each_waited(".items().wait_each()"),
        ),
        false => ("Wait", String::new()),
    };
    Some(format!(
        "use {}::runtime::blocking::{trait_names};\n\n{}{walk}",
        krate(cx),
        first.example.sent("let answer = ", ".wait()?")
    ))
}

/// The first call, and what to make of a failure.
pub fn tried(cx: &Context<'_>) -> Option<String> {
    let first = first(cx)?;
    let success = match first.operation.output {
        Output::Nothing => "Ok(()) => {}",
        _ => "Ok(answer) => println!(\"{answer:?}\"),",
    };
    Some(format!(
        "{}\n    {success}\n    \
         Err(error) if error.is_retryable() => eprintln!(\"later, perhaps: {{error}}\"),\n    \
         Err(error) => eprintln!(\"{{error}} ({{:?}})\", error.status()),\n}}",
        first.example.tried()
    ))
}

/// A walk over all items, if the first call has pages.
pub fn walk(cx: &Context<'_>) -> Option<String> {
    let first = first(cx).filter(|first| first.has_pages(cx))?;
    Some(first.example.each(".items()"))
}

/// How a test expects the first call: the way to its method from a client, and the lines.
pub fn expected(cx: &Context<'_>) -> Option<(String, String)> {
    let first = first(cx)?;
    let krate = krate(cx);
    let way = first.service.way("", &first.names.method);
    let way = way.trim_start_matches('.');
    let (value, got) = match first.operation.output {
        Output::Nothing => ("()", ""),
        Output::ByStatus => ("200, answer", "let answer = "),
        _ => ("answer", "let answer = "),
    };
    let lines = format!(
        "let server = {krate}::testing::MockServer::new();\nlet client = server.client();\n\
         server.expect().{way}().returns({value});\n{}",
        first.example.sent(got, ".await?")
    );
    Some((way.to_owned(), lines))
}

impl First<'_> {
    fn has_pages(&self, cx: &Context<'_>) -> bool {
        has_pages(cx, self.service, self.operation, self.names)
    }
}

/// How a client is built: with a server where there is none by default, and the credentials that the first call
/// needs.
fn build(cx: &Context<'_>) -> String {
    let mut settings = Vec::new();
    if !cx.has_servers() {
        let path = super::server::relative(cx).unwrap_or_default();
        let path = path.trim_start_matches(['.', '/']);
        let slash = if path.is_empty() { "" } else { "/" };
        let url = format!("https://api.example.com{slash}{path}");
        settings.push(format!(".base_url({url:?})"));
    }
    let needed = first(cx).map(|first| schemes(cx, first.operation));
    for scheme in needed.into_iter().flatten() {
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

/// The schemes of which a call needs credentials.
fn schemes<'a>(cx: &Context<'a>, operation: &Operation) -> Vec<&'a SecurityScheme> {
    let of = |need: &SecurityNeed| {
        let ids = need.schemes.iter().map(|needed| needed.id.0 as usize);
        ids.filter_map(|at| cx.api.security.get(at)).collect()
    };
    // What follows the name of another scheme is made for each request, so it is the last to be shown.
    let is_made = |scheme: &&SecurityScheme| matches!(scheme.kind, SchemeKind::Http { .. });
    let mut all: Vec<Vec<&SecurityScheme>> = operation.security.iter().map(of).collect();
    all.sort_by_key(|schemes| schemes.iter().any(is_made));
    let mut chosen = all.into_iter().next().unwrap_or_default();
    // A certificate comes with the connection.
    chosen.retain(|scheme| scheme.kind != SchemeKind::MutualTls);
    chosen
}

/// The first operation with arguments of a line; reading before writing.
fn first<'a>(cx: &'a Context<'a>) -> Option<First<'a>> {
    let services = cx.api.services.iter().zip(&cx.names.services);
    let all = services.flat_map(|(service, names)| {
        let operations = service.operations.iter().zip(&names.operations);
        operations.map(move |(operation, own)| (names, operation, own))
    });
    let all = all.filter(|(_, operation, _)| !operation.docs.deprecated);
    let made = |wanted: &dyn Fn(&Operation) -> bool| {
        let mut some = all.clone().filter(|(_, operation, _)| wanted(operation));
        some.find_map(|(service, operation, names)| {
            let example = Example::of(cx, service, operation, names)?;
            example.is_simple().then_some(First {
                service,
                operation,
                names,
                example,
            })
        })
    };
    let paged = made(&|operation| operation.paging.is_some());
    let reading = || made(&|operation| operation.method == "GET");
    paged.or_else(reading).or_else(|| made(&|_| true))
}
