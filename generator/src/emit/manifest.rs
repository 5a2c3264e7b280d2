//! `Cargo.toml` of the generated crate.

use super::context::Context;
use super::crates::{Crate, FACADE};
use super::former;
use super::{File, uses};
use crate::config::Runtime;
use crate::diagnostic::is_visible;
use crate::names::feature;
use std::path::Path;

/// The package of the runtime.
const RUNTIME: &str = "clientwright-runtime";

/// The oldest Rust that generated code is written for: the first with its edition.
pub const RUST: &str = "1.85";

/// Features that add to the documentation, beside those that are on.
const DOCUMENTED: [&str; 5] = ["blocking", "testing", "tower", "tracing", "watch"];

/// What is generated has no tests inside, so that none compile it a second time.
const LIB: &str = "[lib]\ntest = false\n\n";

/// The feature of the stand-in for the service.
const TESTING: &str = "testing";

/// The version of it that generated code is written for.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The manifests, one a crate.
pub fn emit(cx: &Context<'_>, header: &str) -> Vec<File> {
    let all = cx.crates.all().map(|(at, krate)| File {
        path: format!("{}Cargo.toml", krate.folder),
        text: manifest(cx, header, at, krate),
    });
    all.collect()
}

fn manifest(cx: &Context<'_>, header: &str, at: usize, krate: &Crate<'_>) -> String {
    let output = &cx.config.output;
    let facade = at == FACADE;
    // By this the output knows that the folder is not another package (`output/disk.rs`).
    let part = match facade {
        true => String::new(),
        false => format!(" It is a part of {}.", output.crate_name),
    };
    let mut text = format!("# {header}{part}\n[package]\n");
    let mut line = |key: &str, value: &str| text.push_str(&format!("{key} = {}\n", quoted(value)));
    line("name", &krate.package);
    line("version", &output.version);
    line("edition", "2024");
    line("rust-version", RUST);
    if let Some(license) = &output.license {
        line("license", license);
    }
    let title = cx.api.info.title.split_whitespace();
    let title = title.collect::<Vec<_>>().join(" ");
    if facade {
        line("description", &title);
        line("readme", "README.md");
    } else {
        line(
            "description",
            &format!("A part of {}: {title}", output.crate_name),
        );
    }
    let docs_rs = if facade { docs_rs(cx) } else { String::new() };
    text.push_str(&format!(
        "\n{LIB}{docs_rs}[features]\n{}\n[dependencies]\nclientwright-runtime = {}\n{}{}",
        features(cx, at, krate),
        runtime(cx, facade),
        crates(cx, at),
        dependencies(&output.dependencies, facade)
    ));
    let development = match facade {
        true => output.dev_dependencies.clone(),
        false => for_examples(cx, krate),
    };
    if !development.is_empty() {
        text.push_str(&format!("\n[dev-dependencies]\n{development}"));
    }
    text
}

/// The crates that one is made of, a line each.
fn crates(cx: &Context<'_>, here: usize) -> String {
    let up = if here == FACADE { "crates" } else { ".." };
    let line = |used: &Crate<'_>| {
        let (package, path) = (&used.package, format!("{up}/{}", used.package));
        let version = quoted(&format!("={}", cx.config.output.version));
        let optional = if used.is_part {
            ", optional = true"
        } else {
            ""
        };
        format!(
            "{package} = {{ path = {}, version = {version}{optional} }}\n",
            quoted(&path)
        )
    };
    cx.crates.below(here).map(line).collect()
}

/// What the examples in the documentation of a part name. Without a version, so that nobody else needs it.
fn for_examples(cx: &Context<'_>, krate: &Crate<'_>) -> String {
    let name = &cx.config.output.crate_name;
    let features: Vec<String> = krate.tags.iter().map(|tag| quoted(tag)).collect();
    let features = features.join(", ");
    match krate.is_part {
        true => format!(
            "{name} = {{ path = \"../..\", default-features = false, features = [{features}] }}\n"
        ),
        false => String::new(),
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
fn features(cx: &Context<'_>, here: usize, krate: &Crate<'_>) -> String {
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
    let facade = here == FACADE;
    let of = |package: &str, feature: &str| format!("{package}/{feature}");
    // The same of each crate that this one is made of.
    let below = |feature: &str| -> Vec<String> {
        let used = cx.crates.below(here);
        let used = used.filter(|used| feature != "client" || !used.is_part);
        used.map(|used| of(&used.package, feature)).collect()
    };
    if facade {
        let always = ["types", "client", feature::TLS].into_iter();
        let on = always.chain(krate.tags.iter().copied());
        line("default", &on.map(str::to_owned).collect::<Vec<_>>());
    }
    line("types", &below("types"));
    let mut client = vec![of(RUNTIME, "client")];
    client.extend(cx.has_xml().then(|| of(RUNTIME, "xml")));
    client.extend(below("client"));
    line("client", &client);
    for tag in &krate.tags {
        let mut brings = vec!["client".to_owned()];
        let used = cx.crates.below(here);
        for used in used.filter(|used| used.tags.contains(tag)) {
            brings.extend(used.is_part.then(|| format!("dep:{}", used.package)));
            brings.push(of(&used.package, tag));
        }
        line(tag, &brings);
    }
    if facade {
        for (old, new) in former::features(cx) {
            line(old, &[new.to_owned()]);
        }
    }
    // Of the others, only parts have code for one of them.
    let passed = feature::PASSED.iter();
    let passed = passed.filter(|(name, _)| facade || (krate.is_part && *name == TESTING));
    for (name, base) in passed {
        let mut brings = vec![(*base).to_owned(), of(RUNTIME, name)];
        let parts = cx.crates.below(here).filter(|used| used.is_part);
        let parts = parts.filter(|_| *name == TESTING);
        brings.extend(parts.map(|part| of(&format!("{}?", part.package), name)));
        line(name, &brings);
    }
    text
}

/// Where the runtime comes from, and what the types alone need of it.
fn runtime(cx: &Context<'_>, facade: bool) -> String {
    let output = &cx.config.output;
    let embedded = cx.crates.are_many() && output.runtime == Runtime::Embedded;
    let (package, folder) = super::crates::runtime(&output.crate_name);
    let place = match &output.runtime {
        Runtime::Copy => Some("runtime"),
        Runtime::Path(path) => Some(path.as_str()),
        Runtime::Embedded => embedded.then_some(folder.as_str()),
        Runtime::Version(_) => None,
    };
    let place = place.map(|path| seen(path, facade));
    let version = match &cx.config.output.runtime {
        Runtime::Version(version) => version,
        Runtime::Copy | Runtime::Embedded | Runtime::Path(_) => VERSION,
    };
    let place = place.map(|path| format!("path = {}, ", quoted(&path)));
    let package = embedded.then(|| format!("package = {}, ", quoted(&package)));
    let features: Vec<String> = uses::features(cx.api).into_iter().map(quoted).collect();
    let features = match features.as_slice() {
        [] => String::new(),
        some => format!(", features = [{}]", some.join(", ")),
    };
    format!(
        "{{ {}{}version = {}, default-features = false{features} }}",
        package.unwrap_or_default(),
        place.unwrap_or_default(),
        quoted(version)
    )
}

/// The dependencies that the configuration adds, a line each.
fn dependencies(lines: &str, facade: bool) -> String {
    let line = |(name, mut value): (String, toml::Value)| {
        if let Some(toml::Value::String(path)) = value.get_mut("path") {
            *path = seen(path, facade);
        }
        format!("{} = {value}\n", key(&name))
    };
    match lines.parse::<toml::Table>() {
        Ok(all) if !facade => all.into_iter().map(line).collect(),
        // As they were written; they were read from TOML, so they are some.
        _ => lines.to_owned(),
    }
}

/// A path as it is seen from a crate: parts stand two folders below the one that they are parts of.
fn seen(path: &str, facade: bool) -> String {
    match facade || Path::new(path).is_absolute() {
        true => path.to_owned(),
        false => format!("../../{path}"),
    }
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

#[cfg(test)]
mod tests {
    use super::dependencies;

    #[test]
    fn parts_see_paths_from_two_folders_below() {
        let lines = "money = { path = \"../money\", features = [\"serde\"] }\nurl = \"2\"\n";
        assert_eq!(dependencies(lines, true), lines);
        let below = dependencies(lines, false);
        assert!(below.contains("path = \"../../../money\""), "{below}");
        assert!(below.contains("url = \"2\"\n"), "{below}");
        assert_eq!(below.lines().count(), 2, "{below}");
        assert!(below.parse::<toml::Table>().is_ok(), "{below}");
    }
}
