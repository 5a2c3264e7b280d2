//! `README.md` of the generated crate.

use super::api::has_pages;
use super::context::Context;
use super::crates::FACADE;
use super::docs::{code_span, sanitise};
use super::{File, SHOWN, example, listed, manifest};
use crate::config::Runtime;
use crate::ir::{Failures, SchemeKind, SecurityScheme, Server};
use crate::names::feature;

/// As long as a line of ours may be.
const LINE: usize = 100;

/// The README.
pub fn emit(cx: &Context<'_>, header: &str) -> File {
    let mut text = format!(
        "<!-- {} -->\n\n# {}\n",
        header.replace("--", "- -"),
        cx.config.output.crate_name
    );
    let info = &cx.api.info;
    let description = info.description.as_deref().map(sanitise);
    let types_only = cx.config.output.types_only;
    let what = if types_only {
        "The types of"
    } else {
        "A typed client for"
    };
    let (title, version) = (super::api_title(cx), sanitise(&info.version));
    let about = format!("{what} {title}, version {version} of the API.");
    let mut parts = vec![about, description.unwrap_or_default(), install(cx)];
    if !types_only {
        parts.extend([
            first_call(cx),
            servers(cx),
            authentication(cx),
            errors(cx),
            resilience(cx),
            paging(cx),
            blocking(cx),
            testing(cx),
            watch(cx),
            features(cx),
            crates(cx),
        ]);
    }
    for part in parts.iter().map(|part| part.trim()) {
        if !part.is_empty() {
            text.push_str(&format!("\n{part}\n"));
        }
    }
    File {
        path: "README.md".to_owned(),
        text,
    }
}

/// Text of ours in lines of a readable length. Code is not broken.
fn wrap(text: &str) -> String {
    let (mut out, mut column, mut in_code) = (String::new(), 0, false);
    for word in text.split(' ') {
        let length = word.chars().count();
        if column > 0 && !in_code && column + length >= LINE {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
        in_code ^= word.matches('`').count() % 2 == 1;
    }
    out
}

fn install(cx: &Context<'_>) -> String {
    let output = &cx.config.output;
    let source = match output.runtime {
        Runtime::Version(_) | Runtime::Embedded => {
            format!("{} = \"{}\"", output.crate_name, output.version)
        }
        Runtime::Copy | Runtime::Path(_) => format!("{} = {{ path = \"…\" }}", output.crate_name),
    };
    let tokio = match output.types_only {
        true => "",
        false => "tokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }\n",
    };
    format!(
        "## Install\n\n```toml\n[dependencies]\n{source}\n{tokio}```\n\nRust {} or later.",
        manifest::RUST
    )
}

fn first_call(cx: &Context<'_>) -> String {
    let indented = |line: &str| match line {
        "" => "\n".to_owned(),
        line => format!("    {line}\n"),
    };
    let body: String = example::body(cx).lines().map(indented).collect();
    let more = wrap(
        "`.await` gives the value, `.send().await` the value with status, headers and request id, and \
         `.send_raw().await` whatever came back, undecoded. `.to_request()` builds the request without sending \
         it, and `.to_curl()` writes it down with its credentials masked.",
    );
    format!(
        "## A call\n\n```rust\n#[tokio::main]\nasync fn main() -> Result<(), Box<dyn std::error::Error>> {{\n{body}    Ok(())\n}}\n```\n\n{more}"
    )
}

/// Where calls go.
fn servers(cx: &Context<'_>) -> String {
    let servers: Vec<_> = cx.servers().collect();
    let text = match servers.as_slice() {
        [] => match super::server::relative(cx) {
            Some(path) => wrap(&format!(
                "The document names the path {} and no host: `.base_url(…)` of the builder takes the URL with both.",
                code_span(&path)
            )),
            None => "The document names no server: `.base_url(…)` of the builder takes its URL."
                .to_owned(),
        },
        [(only, _)] => wrap(&format!(
            "Calls go to {}, or to where `.base_url(…)` of the builder says.",
            code_span(&only.url)
        )),
        many => {
            let line = |(at, (server, name)): (usize, &(&Server, &str))| {
                let default = if at == 0 { ", the default" } else { "" };
                format!("- `Server::{name}`{default}: {}\n", code_span(&server.url))
            };
            let lines: String = many.iter().enumerate().take(SHOWN).map(line).collect();
            format!(
                "{lines}\n{}",
                wrap("`.server(…)` of the builder chooses one of them, `.base_url(…)` any other.")
            )
        }
    };
    format!("## Servers\n\n{text}")
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
    let more = wrap(
        "Credentials never show in `Debug` output, errors or logs, and do not follow a redirect to another host.",
    );
    format!("## Authentication\n\n{}\n\n{more}", lines.join("\n"))
}

fn errors(cx: &Context<'_>) -> String {
    let mut text = "Every call fails with one `Error`: an invalid argument or a missing credential (nothing was \
                    sent), a failed transport, an unexpected status, an answer that does not decode (with the \
                    JSON path), or a refusal by the service."
        .to_owned();
    if !cx.api.error_codes.is_empty() {
        text.push_str(
            " `code()` is the service's own code as an `ErrorCode`: match on it, never on the message.",
        );
    }
    let mut operations = cx.api.services.iter().flat_map(|one| &one.operations);
    if operations.any(|one| one.failures() != Failures::Nothing) {
        text.push_str(
            " What a failure carries is read on demand, by `answer::<…Error>()` or `json::<…>()` of the error, \
             as the documentation of each method says.",
        );
    }
    text.push_str(" `is_retryable()`, `status()` and `request_id()` help to decide what to do.");
    let example = example::tried(cx).map(|tried| format!("\n\n```rust,ignore\n{tried}\n```"));
    format!(
        "## Errors\n\n{}{}",
        wrap(&text),
        example.unwrap_or_default()
    )
}

fn resilience(cx: &Context<'_>) -> String {
    let mut operations = cx.api.services.iter().flat_map(|one| &one.operations);
    let keys = if operations.any(|one| one.idempotency_key.is_some()) {
        " Where an operation takes an idempotency key, the client makes one up, and may repeat the request."
    } else {
        ""
    };
    let retries = wrap(&format!(
        "A call that meets a lost connection or a busy service is tried again, up to twice, if it may arrive \
         twice; `.retry(…)` of the builder takes another policy, and `RetryPolicy::never()` is one attempt.{keys} \
         A call ends after 30 seconds, or after `.timeout(…)` of the builder. `.with(CallOptions::new()…)` gives \
         a call, or a client, headers, query, time and retries of its own."
    ));
    let around = wrap(
        "`.middleware(…)` and `.attempt_middleware(…)` of the builder see every request and answer; \
         `.transport(…)` sends them in another way, such as a test's `runtime::transport::Mock`.",
    );
    format!("## Time, retries, middleware\n\n{retries}\n\n{around}")
}

fn blocking(cx: &Context<'_>) -> String {
    let Some(example) = example::waited(cx) else {
        return String::new();
    };
    let text = wrap(
        "With the feature `blocking` all that is awaited can be waited for instead, by the same client and on any \
         thread; no thread is started for a call.",
    );
    format!("## Without async\n\n{text}\n\n```rust,ignore\n{example}\n```")
}

fn testing(cx: &Context<'_>) -> String {
    let Some((method, example)) = example::expected(cx).filter(|_| cx.has_testing()) else {
        return String::new();
    };
    let text = wrap(
        "With the feature `testing`, for `[dev-dependencies]`, there is a stand-in for the service in memory. A test says \
         what it expects and what comes of it; a call that nobody expects, and one that does not come, fail the test and \
         say what differs.",
    );
    let more = wrap(&format!(
        "`.matching(&client.{method}(…))` expects these arguments and no others. What comes of a call is also said by \
         `.fails(…)`, `.returns_each(pages)`, `.returns_example()`, `.rate_limited(…)`, `.stalls()`, `.cut_after(bytes)` \
         and `.set(pointer, value)`, which puts in what the document does not know."
    ));
    format!("## Tests\n\n{text}\n\n```rust,ignore\n{example}\n```\n\n{more}")
}

fn watch(cx: &Context<'_>) -> String {
    if !cx.has_watch() {
        return String::new();
    }
    let krate = cx.config.output.crate_name.replace('-', "_");
    let text = wrap(
        "With the feature `watch` a client records where answers differ from the document: members, values of enums, \
         `null`, statuses and codes that it does not know. What may be a credential is never written down.",
    );
    let example = format!(
        "let watch = {krate}::watch::new();\n\
         let client = {krate}::Client::builder().attempt_middleware(watch.clone());\n\
         // … calls …\nstd::fs::write(\"seen.json\", watch.to_json())?;"
    );
    let more =
        wrap("`clientwright overlay from-observations seen.json INPUT` makes an overlay of it.");
    format!(
        "## When answers differ from the document\n\n{text}\n\n```rust,ignore\n{example}\n```\n\n{more}"
    )
}

fn features(cx: &Context<'_>) -> String {
    let tags = cx
        .services()
        .filter_map(|(_, names)| names.feature.as_deref().map(code_span));
    let mut tags: Vec<String> = tags.collect();
    tags.sort_unstable();
    let (tags, parts) = match tags.as_slice() {
        [] => (String::new(), ""),
        some => (
            format!(
                ", and for each part of the API a feature of its own: {}",
                some.join(", ")
            ),
            "a part brings only the types that its calls lead to, which compiles faster, and ",
        ),
    };
    let passed = feature::PASSED.iter().map(|(name, _)| *name);
    let more = passed.filter(|name| *name != feature::TLS).map(code_span);
    let more: Vec<String> = more.collect();
    let text = format!(
        "On by default: `types` (all types), `client` (calls), {} (TLS){tags}. With `default-features = false` \
         {parts}`types` alone needs neither HTTP nor async. Other features are those of the runtime: {}.",
        code_span(feature::TLS),
        more.join(", ")
    );
    format!("## Features\n\n{}", wrap(&text))
}

/// What it means that there are several.
fn crates(cx: &Context<'_>) -> String {
    if !cx.crates.are_many() {
        return String::new();
    }
    let name = code_span(&cx.config.output.crate_name);
    let others = cx
        .crates
        .below(FACADE)
        .map(|krate| code_span(&krate.package));
    let others: Vec<String> = others.collect();
    let embedded = cx.config.output.runtime == Runtime::Embedded;
    let runtime = super::crates::runtime(&cx.config.output.crate_name).0;
    let first = embedded.then(|| format!("{} first, ", code_span(&runtime)));
    let text = format!(
        "{name} is made of several crates, in `crates/`, so that they compile side by side. It has all of them under its \
         own paths, and is the only one to depend on: which crate has what may change with every version. To publish \
         it, publish them in this order, all in the same version: {}{}, {name}.",
        first.unwrap_or_default(),
        others.join(", ")
    );
    format!("## Its crates\n\n{}", wrap(&text))
}

fn paging(cx: &Context<'_>) -> String {
    let services = cx.api.services.iter().zip(&cx.names.services);
    let calls = services.flat_map(|(service, names)| {
        let paged = service
            .operations
            .iter()
            .zip(&names.operations)
            .filter(move |(operation, own)| has_pages(cx, names, operation, own));
        paged.map(move |(_, own)| format!("`{}(…)`", names.way("client", &own.method)))
    });
    let calls: Vec<String> = calls.collect();
    if calls.is_empty() {
        return String::new();
    }
    let text = wrap(&format!(
        "`.pages()` and `.items()` of a call are streams that follow what each answer says of the next page. \
         They are there for {}.",
        listed(&calls)
    ));
    let example = example::walk(cx).map(|walk| format!("\n\n```rust,ignore\n{walk}\n```"));
    format!("## Pages\n\n{text}{}", example.unwrap_or_default())
}
