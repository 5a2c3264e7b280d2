//! `Cargo.toml` of the generated crate.

use super::File;
use super::context::Context;
use crate::config::Runtime;

/// The version of the runtime that generated code is written for.
const RUNTIME: &str = env!("CARGO_PKG_VERSION");

/// The manifest.
pub fn emit(cx: &Context<'_>, header: &str) -> File {
    let output = &cx.config.output;
    let mut text = format!("# {header}\n[package]\n");
    let mut line = |key: &str, value: &str| text.push_str(&format!("{key} = {}\n", quoted(value)));
    line("name", &output.crate_name);
    line("version", &output.version);
    line("edition", "2024");
    line("rust-version", "1.85");
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
    let place = match &output.runtime {
        Runtime::Copy => Some("runtime"),
        Runtime::Path(path) => Some(path.as_str()),
        Runtime::Version(_) => None,
    };
    let version = match &output.runtime {
        Runtime::Version(version) => version,
        Runtime::Copy | Runtime::Path(_) => RUNTIME,
    };
    let place = place.map(|path| format!("path = {}, ", quoted(path)));
    // What reads and writes types needs no HTTP.
    let bare = output.types_only.then_some(", default-features = false");
    let xml = (cx.has_xml() && !output.types_only).then_some(", features = [\"xml\"]");
    let runtime = match (place, bare.or(xml)) {
        (None, None) => quoted(version),
        (place, more) => format!(
            "{{ {}version = {}{} }}",
            place.unwrap_or_default(),
            quoted(version),
            more.unwrap_or_default()
        ),
    };
    text.push_str(&format!(
        "\n[dependencies]\nclientwright-runtime = {runtime}\n{}",
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

/// A basic string of TOML, whose escapes are those of JSON but for the slash.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
