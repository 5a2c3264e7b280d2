//! A new workspace around a document: the client, the chores, CI.

mod place;

use crate::config::{Config, Runtime};
use crate::diagnostic::Diagnostics;
use crate::source::{Files, Recorder, SourceMap};
use heck::ToKebabCase;
use place::Placed;
use std::path::PathBuf;

/// What a workspace is made for.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    /// The document.
    pub document: PathBuf,
    /// Overlays, in the order they apply.
    pub overlays: Vec<PathBuf>,
    /// The name of the client's package; by default that of the API.
    pub name: Option<String>,
    /// Where the chores find this library.
    pub library: Library,
    /// Where the client finds the runtime, as `output.runtime` of the configuration says it.
    pub runtime: String,
}

/// Where a workspace finds this library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Library {
    /// The published version that this is.
    #[default]
    Published,
    /// A folder, as seen from that of the chores (or absolute), with forward slashes.
    Path(String),
}

/// A workspace, not written yet.
#[derive(Clone, Debug, Default)]
pub struct Begun {
    /// Its files, by their path in its folder, with forward slashes. The document and what it refers to are there
    /// byte for byte. Empty if there were errors.
    pub files: Vec<(String, Vec<u8>)>,
    /// What was found in the document.
    pub diagnostics: Diagnostics,
    /// The files that were read, for rendering the diagnostics.
    pub sources: SourceMap,
}

/// The files of a workspace in which `cargo xtask codegen` writes a client for the document, and `cargo xtask test`
/// tests it and that it is what the document gives. The client is not among them. Writes nothing.
///
/// # Errors
/// If the files that the document consists of have no place in one folder.
pub fn init(workspace: &Workspace, files: &dyn Files) -> Result<Begun, String> {
    let mut config = Config::default();
    config.input.document.clone_from(&workspace.document);
    config.input.overlays.clone_from(&workspace.overlays);
    config.output.runtime = Runtime::Copy;
    let recorder = Recorder::new(files);
    let analysis = crate::analyse(&config, &recorder);
    let mut begun = Begun {
        files: Vec::new(),
        diagnostics: analysis.diagnostics,
        sources: analysis.sources,
    };
    let Some((api, _)) = analysis.api.filter(|_| !begun.diagnostics.has_errors()) else {
        return Ok(begun);
    };
    let title = api.info.title.split_whitespace().collect::<Vec<_>>();
    let title = crate::diagnostic::code_span(&title.join(" "));
    let name = workspace.name.clone();
    let name = name.unwrap_or_else(|| package(&api.info.title));
    let placed = place::place(workspace, recorder.read_files(), files)?;
    let texts = texts(workspace, &placed, &name, &title);
    let texts = texts.map(|(path, text)| (path.to_owned(), text.into_bytes()));
    begun.files = texts.into_iter().chain(placed.files).collect();
    Ok(begun)
}

/// The files that are written for it.
fn texts(
    workspace: &Workspace,
    placed: &Placed,
    name: &str,
    title: &str,
) -> [(&'static str, String); 8] {
    let overlays: Vec<String> = placed.overlays.iter().map(|path| quoted(path)).collect();
    let library = match &workspace.library {
        Library::Published => format!("version = {}", quoted(env!("CARGO_PKG_VERSION"))),
        Library::Path(path) => format!("path = {}", quoted(path)),
    };
    let library = format!("{{ {library}, default-features = false }}");
    let readme = include_str!("template/README.md")
        .replace("{{document}}", &placed.document)
        .replace("{{name}}", name)
        .replace("{{title}}", title);
    let config = include_str!("template/clientwright.toml")
        .replace("{{document}}", &quoted(&placed.document))
        .replace("{{overlays}}", &overlays.join(", "))
        .replace("{{name}}", &quoted(name))
        .replace("{{runtime}}", &quoted(&workspace.runtime));
    let xtask = include_str!("template/xtask.toml").replace("{{clientwright}}", &library);
    let cargo = include_str!("template/workspace.toml").to_owned();
    let alias = include_str!("template/config.toml").to_owned();
    let main = include_str!("template/xtask.rs").to_owned();
    [
        ("Cargo.toml", cargo),
        (".cargo/config.toml", alias),
        (
            ".github/workflows/ci.yml",
            include_str!("template/ci.yml").to_owned(),
        ),
        (".gitignore", "target\n".to_owned()),
        ("README.md", readme),
        ("spec/clientwright.toml", config),
        ("xtask/Cargo.toml", xtask),
        ("xtask/src/main.rs", main),
    ]
}

/// A name for a package, from that of an API.
fn package(title: &str) -> String {
    let plain = deunicode::deunicode(title).to_kebab_case();
    let plain = plain.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    let short: Vec<&str> = plain.split('-').take(5).collect();
    match short.join("-") {
        name if name.is_empty() => "api-client".to_owned(),
        name if name.ends_with("-client") => name,
        name => format!("{name}-client"),
    }
}

/// A basic string of TOML, whose escapes are those of JSON but for the slash.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::package;

    #[test]
    fn a_package_is_called_like_its_api() {
        for (title, name) in [
            ("Swagger Petstore", "swagger-petstore-client"),
            ("AiToEarn 开放平台 API", "ai-to-earn-kai-fang-client"),
            ("3D Client", "d-client"),
            ("\u{1F600}!", "grinning-client"),
            ("...", "api-client"),
        ] {
            assert_eq!(package(title), name);
        }
    }
}
