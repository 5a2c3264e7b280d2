//! `README.md` of the generated crate.

use super::api::has_pages;
use super::context::Context;
use super::docs::{code_span, sanitise};
use super::{File, example};
use crate::config::Runtime;
use crate::ir::{SchemeKind, SecurityScheme};
use crate::names::feature;

/// The README.
pub fn emit(cx: &Context<'_>, header: &str) -> File {
    let mut text = format!(
        "<!-- {} -->\n\n# {}\n",
        header.replace("--", "- -"),
        cx.config.output.crate_name
    );
    let title = super::api_title(cx);
    let description = cx
        .api
        .info
        .description
        .as_deref()
        .map(sanitise)
        .unwrap_or_default();
    let types_only = cx.config.output.types_only;
    let what = if types_only {
        "The types of"
    } else {
        "A typed client for"
    };
    let about = format!(
        "{what} {title}, version {} of the API.",
        sanitise(&cx.api.info.version)
    );
    let mut parts = vec![about, description, install(cx)];
    if !types_only {
        parts.extend([
            first_call(cx),
            authentication(cx),
            errors(cx),
            resilience(cx),
            paging(cx),
            blocking(cx),
            features(cx),
        ]);
    }
    for part in parts {
        if !part.is_empty() {
            text.push_str(&format!("\n{part}\n"));
        }
    }
    File {
        path: "README.md".to_owned(),
        text,
    }
}

fn install(cx: &Context<'_>) -> String {
    let output = &cx.config.output;
    let source = match output.runtime {
        Runtime::Version(_) => format!("{} = \"{}\"", output.crate_name, output.version),
        Runtime::Copy | Runtime::Path(_) => format!("{} = {{ path = \"…\" }}", output.crate_name),
    };
    let tokio = match output.types_only {
        true => "",
        false => "tokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }\n",
    };
    format!("## Install\n\n```toml\n[dependencies]\n{source}\n{tokio}```")
}

fn first_call(cx: &Context<'_>) -> String {
    let krate = cx.config.output.crate_name.replace('-', "_");
    let body: String = example::body(cx)
        .lines()
        .map(|line| format!("    {line}\n"))
        .collect();
    format!(
        "## A call\n\n```rust\n#[tokio::main]\nasync fn main() -> Result<(), {krate}::Error> {{\n{body}    Ok(())\n}}\n```\n\n\
         `.await` gives the value, `.send().await` the value with status, headers and request id, and\n\
         `.send_raw().await` whatever came back, undecoded. `.to_request()` builds the request without sending it, and\n\
         `.to_curl()` writes it down with its credentials masked."
    )
}

fn authentication(cx: &Context<'_>) -> String {
    if cx.api.security.is_empty() {
        return String::new();
    }
    let line = |scheme: &SecurityScheme| {
        let setter = cx.names.scheme(scheme.id);
        let call = match &scheme.kind {
            SchemeKind::ApiKey { name, .. } => format!(
                "`.{setter}(key)` on the builder, sent as {}",
                code_span(name)
            ),
            SchemeKind::Basic => format!(
                "`.{setter}(username, password)` on the builder, sent as `Authorization: Basic`"
            ),
            SchemeKind::Bearer | SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect { .. } => {
                format!("`.{setter}(token)` on the builder, sent as `Authorization: Bearer`")
            }
            SchemeKind::Http { scheme } => format!(
                "`.{setter}(credentials)` on the builder, sent as {}",
                code_span(&format!("Authorization: {scheme} …"))
            ),
            SchemeKind::MutualTls => {
                "the client's certificate, given to `.http(…)` on the builder".to_owned()
            }
        };
        format!("- {}: {call}", code_span(&scheme.wire_name))
    };
    let lines: Vec<String> = cx.api.security.iter().map(line).collect();
    format!(
        "## Authentication\n\n{}\n\nCredentials never show in `Debug` output, errors or logs, and do not follow a\nredirect to another host.",
        lines.join("\n")
    )
}

fn errors(cx: &Context<'_>) -> String {
    let codes = if cx.api.error_codes.is_empty() {
        ""
    } else {
        "`code()` is the service's own code as an `ErrorCode`: match on it, never on the message.\n"
    };
    let mut operations = cx.api.services.iter().flat_map(|one| &one.operations);
    let typed = operations.any(|one| {
        let mut failures = one.responses.failures().into_iter();
        one.envelope.is_none() && failures.any(|(_, failure)| !failure.contents.is_empty())
    });
    let carried = if typed {
        "What a failure carries is read on demand, by `answer::<…Error>()` or `json::<…>()` of the\n\
         error, as the documentation of each method says.\n"
    } else {
        ""
    };
    format!(
        "## Errors\n\nEvery call fails with one `Error`: an invalid argument or a missing credential (nothing was\n\
         sent), a failed transport, an unexpected status, an answer that does not decode (with the JSON\n\
         path), or a refusal by the service.\n{codes}\
         {carried}\
         `is_retryable()`, `status()` and `request_id()` help to decide what to do."
    )
}

fn resilience(cx: &Context<'_>) -> String {
    let mut operations = cx.api.services.iter().flat_map(|one| &one.operations);
    let keys = if operations.any(|one| one.idempotency_key.is_some()) {
        "Where an operation takes an idempotency key, the client makes one up, and may repeat the request.\n"
    } else {
        ""
    };
    format!(
        "## Time, retries, middleware\n\nA call that meets a lost connection or a busy service is tried again, up to twice, if it may arrive\n\
         twice; the builder's `.retry(…)` takes another policy, and `RetryPolicy::never()` is one attempt.\n{keys}\
         A call ends after 30 seconds, or after the builder's `.timeout(…)`. `.with(CallOptions::new()…)` gives\n\
         a call, or a client, headers, query, time and retries of its own.\n\n\
         `.middleware(…)` and `.attempt_middleware(…)` of the builder see every request and answer;\n\
         `.transport(…)` sends them in another way, such as a test's `runtime::transport::Mock`."
    )
}

fn blocking(cx: &Context<'_>) -> String {
    let Some(example) = example::waited(cx) else {
        return String::new();
    };
    format!(
        "## Without async\n\nWith the feature `blocking` all that is awaited can be waited for instead, by the same client and\n\
         on any thread; no thread is started for a call.\n\n```rust,ignore\n{example}\n```"
    )
}

fn features(cx: &Context<'_>) -> String {
    let tags = cx.services().map(|(_, names)| code_span(&names.feature));
    let mut tags: Vec<String> = tags.collect();
    tags.sort_unstable();
    let tags = match tags.as_slice() {
        [] => String::new(),
        some => format!(
            ", and for each part of the API a feature of its own: {}",
            some.join(", ")
        ),
    };
    let passed = feature::PASSED.iter().map(|(name, _)| *name);
    let more = passed.filter(|name| *name != feature::TLS).map(code_span);
    let more: Vec<String> = more.collect();
    format!(
        "## Features\n\nOn by default: `types` (all types), `client` (calls), {} (TLS){tags}.\n\
         With `default-features = false` a part brings only the types that its calls lead to, which compiles\n\
         faster, and `types` alone needs neither HTTP nor async. Other features are those of the runtime:\n{}.",
        code_span(feature::TLS),
        more.join(", ")
    )
}

fn paging(cx: &Context<'_>) -> String {
    let services = cx.api.services.iter().zip(&cx.names.services);
    let mut calls = services.flat_map(|(service, names)| {
        let paged = service
            .operations
            .iter()
            .zip(&names.operations)
            .filter(move |(operation, own)| has_pages(cx, names, operation, own));
        paged.map(move |(_, own)| format!("`{}().{}(…)`", names.accessor, own.method))
    });
    let Some(first) = calls.next() else {
        return String::new();
    };
    let more: String = calls.map(|call| format!(", {call}")).collect();
    let example = example::walk(cx).map(|walk| format!("\n\n```rust,ignore\n{walk}\n```"));
    format!(
        "## Pages\n\n{first}{more}: `.pages()` and `.items()` are streams that follow\n\
         what each answer says of the next page.{}",
        example.unwrap_or_default()
    )
}
