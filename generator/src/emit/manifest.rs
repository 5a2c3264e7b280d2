//! `Cargo.toml` of the generated crate.

use super::context::Context;
use super::former;
use super::{File, uses};
use crate::config::Runtime;
use crate::diagnostic::is_visible;
use crate::names::feature;

/// The package of the runtime.
const RUNTIME: &str = "clientwright-runtime";

/// The oldest Rust that generated code is written for: the first with its edition.
pub const RUST: &str = "1.85";

/// Features that add to the documentation, beside those that are on.
const DOCUMENTED: [&str; 5] = ["blocking", "testing", "tower", "tracing", "watch"];

/// The version of it that generated code is written for.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The manifest.
pub fn emit(cx: &Context<'_>, header: &str) -> File {
    let output = &cx.config.output;
    let mut text = format!("# {header}\n[package]\n");
    let mut line = |key: &str, value: &str| text.push_str(&format!("{key} = {}\n", quoted(value)));
    line("name", &output.crate_name);
    line("version", &output.version);
    line("edition", "2024");
    line("rust-version", RUST);
    if let Some(license) = &output.license {
        line("license", license);
    }
    line(
        "description",
        &cx.api
            .info
            .title
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
    );
    line("readme", "README.md");
    text.push_str(&format!(
        "\n{}[features]\n{}\n[dependencies]\nclientwright-runtime = {}\n{}",
        docs_rs(cx),
        features(cx),
        runtime(cx),
        output.dependencies
    ));
    if !output.dev_dependencies.is_empty() {
        text.push_str(&format!(
            "\n[dev-dependencies]\n{}",
            output.dev_dependencies
        ));
    }
    File {
        path: "Cargo.toml".to_owned(),
        text,
    }
}

/// How docs.rs builds the documentation: with what is off by default, and a note at all that needs a feature.
fn docs_rs(cx: &Context<'_>) -> String {
    if cx.config.output.types_only {
        return String::new();
    }
    let features = DOCUMENTED.into_iter().filter(|name| match *name {
        "testing" => cx.has_testing(),
        "watch" => cx.has_watch(),
        _ => true,
    });
    let features: Vec<String> = features.map(quoted).collect();
    let features = features.join(", ");
    format!(
        "[package.metadata.docs.rs]\nfeatures = [{features}]\nrustdoc-args = [\"--cfg\", \"docsrs\"]\n\n"
    )
}

/// The features, a line each: what is on, what there is, and what the runtime can do.
fn features(cx: &Context<'_>) -> String {
    let mut text = String::new();
    let mut line = |name: &str, brings: &[String]| {
        let brings: Vec<String> = brings.iter().map(|name| quoted(name)).collect();
        text.push_str(&format!("{} = [{}]\n", key(name), brings.join(", ")));
    };
    if cx.config.output.types_only {
        line("default", &["types".to_owned()]);
        line("types", &[]);
        return text;
    }
    let mut tags: Vec<&str> = cx
        .services()
        .filter_map(|(_, names)| names.feature.as_deref())
        .collect();
    tags.sort_unstable();
    let always = ["types", "client", feature::TLS].into_iter();
    let on: Vec<String> = always
        .chain(tags.iter().copied())
        .map(str::to_owned)
        .collect();
    line("default", &on);
    line("types", &[]);
    let of_runtime = |name: &str| format!("{RUNTIME}/{name}");
    let mut client = vec![of_runtime("client")];
    client.extend(cx.has_xml().then(|| of_runtime("xml")));
    line("client", &client);
    for tag in tags {
        line(tag, &["client".to_owned()]);
    }
    for (old, new) in former::features(cx) {
        line(&old, &[new.to_owned()]);
    }
    for (name, base) in feature::PASSED {
        line(name, &[(*base).to_owned(), of_runtime(name)]);
    }
    text
}

/// Where the runtime comes from, and what the types alone need of it.
fn runtime(cx: &Context<'_>) -> String {
    let place = match &cx.config.output.runtime {
        Runtime::Copy => Some("runtime"),
        Runtime::Path(path) => Some(path.as_str()),
        Runtime::Version(_) | Runtime::Embedded => None,
    };
    let version = match &cx.config.output.runtime {
        Runtime::Version(version) => version,
        Runtime::Copy | Runtime::Embedded | Runtime::Path(_) => VERSION,
    };
    let place = place.map(|path| format!("path = {}, ", quoted(path)));
    let features: Vec<String> = uses::features(cx.api).into_iter().map(quoted).collect();
    let features = match features.as_slice() {
        [] => String::new(),
        some => format!(", features = [{}]", some.join(", ")),
    };
    format!(
        "{{ {}version = {}, default-features = false{features} }}",
        place.unwrap_or_default(),
        quoted(version)
    )
}

/// A key of TOML: bare where it may be.
fn key(text: &str) -> String {
    let bare = |letter: char| letter.is_ascii_alphanumeric() || "_-".contains(letter);
    if !text.is_empty() && text.chars().all(bare) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// A basic string of TOML, whose escapes are those of JSON but for the slash. What nobody sees, or what turns
/// the text around it about, is written as an escape too.
fn quoted(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    let escaped = |c: char| match is_visible(c) {
        true => c.to_string(),
        false => format!("\\u{:04x}", u32::from(c)),
    };
    quoted.chars().map(escaped).collect()
}
