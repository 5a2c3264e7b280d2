//! The text of `clientwright.toml` to a [`Config`].

use super::section::{Section, Value, nearest, span};
use super::{
    Config, Envelope, EnvelopePin, Infer, Input, Output, PagingPin, PinnedNames, Runtime, Select,
    Selector, Types, between, normalize, types,
};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits::{Limit, Limits};
use crate::source::{FileId, Pointer, display};
use std::path::Path;
use toml::de::DeTable;

/// Reads a configuration whose paths are relative to `folder`.
pub(super) fn read(
    text: &str,
    file: FileId,
    folder: &Path,
    diagnostics: &mut Diagnostics,
) -> Option<Config> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let mut diagnostic = Diagnostic::error(Code::Config, one_line(error.message()));
        if let Some(range) = error.span() {
            diagnostic = diagnostic.at(span(file, range), "");
        }
        diagnostics.push(diagnostic);
    }
    if !errors.is_empty() {
        return None;
    }
    let root = Section::new(table.get_ref(), "clientwright.toml", file);
    let known = [
        "input",
        "output",
        "select",
        "allow",
        "keep_unknown",
        "infer",
        "limits",
        "names",
        "types",
    ];
    root.only(&known, diagnostics);
    let input = root.table("input", "[input]", diagnostics);
    let output = root.table("output", "[output]", diagnostics);
    let select = root.table("select", "[select]", diagnostics);
    let infer = root.table("infer", "[infer]", diagnostics);
    let limits = root.table("limits", "[limits]", diagnostics);
    let names = root.table("names", "[names]", diagnostics);
    let types = root.table("types", "[types]", diagnostics);
    Some(Config {
        input: input.map_or_else(Input::default, |it| read_input(&it, folder, diagnostics)),
        output: output.map_or_else(Output::default, |it| {
            read_output(&it, folder, text, diagnostics)
        }),
        select: select.map_or_else(Select::default, |it| read_select(&it, diagnostics)),
        allow: read_allow(&root, diagnostics),
        keep_unknown: root.flag("keep_unknown", diagnostics).unwrap_or_default(),
        infer: infer.map_or_else(Infer::default, |it| read_infer(&it, diagnostics)),
        limits: limits.map_or_else(Limits::default, |it| read_limits(&it, diagnostics)),
        names: names.map_or_else(PinnedNames::new, |it| read_names(&it, diagnostics)),
        types: types.map_or_else(Types::default, |it| types::read(&it, diagnostics)),
        lock: None,
        relock: false,
    })
}

fn read_input(section: &Section<'_>, folder: &Path, diagnostics: &mut Diagnostics) -> Input {
    section.only(&["document", "overlays", "roots", "remote"], diagnostics);
    let here = |path: String| normalize(&folder.join(path));
    let copies = section.table("remote", "[input.remote]", diagnostics);
    Input {
        document: section
            .text("document", diagnostics)
            .map(here)
            .unwrap_or_default(),
        overlays: section
            .texts("overlays", diagnostics)
            .into_iter()
            .map(|(path, _)| here(path))
            .collect(),
        roots: section
            .texts("roots", diagnostics)
            .into_iter()
            .map(|(path, _)| here(path))
            .collect(),
        remote: copies
            .map(|it| super::remote::read(&it, folder, diagnostics))
            .unwrap_or_default(),
    }
}

fn read_output(
    section: &Section<'_>,
    folder: &Path,
    text: &str,
    diagnostics: &mut Diagnostics,
) -> Output {
    let known = [
        "directory",
        "name",
        "version",
        "license",
        "runtime",
        "dependencies",
        "types_only",
        "testing",
        "watch",
        "keep_renamed",
        "dev-dependencies",
    ];
    section.only(&known, diagnostics);
    let default = Output::default();
    let directory = section
        .text("directory", diagnostics)
        .map(|path| normalize(&folder.join(path)))
        .unwrap_or_default();
    let runtime = read_runtime(section, folder, &directory, diagnostics);
    Output {
        directory,
        crate_name: section.text("name", diagnostics).unwrap_or_default(),
        version: section
            .text("version", diagnostics)
            .unwrap_or(default.version),
        license: section.text("license", diagnostics),
        runtime,
        dependencies: section
            .table("dependencies", "[output.dependencies]", diagnostics)
            .map(|it| read_dependencies(&it, text, diagnostics))
            .unwrap_or_default(),
        types_only: section.flag("types_only", diagnostics).unwrap_or_default(),
        testing: section
            .flag("testing", diagnostics)
            .unwrap_or(default.testing),
        watch: section.flag("watch", diagnostics).unwrap_or(default.watch),
        keep_renamed: section
            .integer("keep_renamed", diagnostics)
            .map_or(default.keep_renamed, |count| count.max(0) as u64),
        dev_dependencies: section
            .table("dev-dependencies", "[output.dev-dependencies]", diagnostics)
            .map(|it| read_dependencies(&it, text, diagnostics))
            .unwrap_or_default(),
        root: default.root,
        command: default.command,
    }
}

fn read_select(section: &Section<'_>, diagnostics: &mut Diagnostics) -> Select {
    section.only(&["include", "exclude", "prune"], diagnostics);
    let patterns = |key: &str, diagnostics: &mut Diagnostics| {
        let mut patterns = Vec::new();
        for (text, at) in section.texts(key, diagnostics) {
            match Selector::parse(&text) {
                Ok(selector) => patterns.push(selector),
                Err(message) => {
                    diagnostics.push(Diagnostic::error(Code::Config, message).at(at, ""));
                }
            }
        }
        patterns
    };
    Select {
        include: patterns("include", diagnostics),
        exclude: patterns("exclude", diagnostics),
        prune: section.flag("prune", diagnostics).unwrap_or_default(),
    }
}

fn read_runtime(
    section: &Section<'_>,
    folder: &Path,
    directory: &Path,
    diagnostics: &mut Diagnostics,
) -> Runtime {
    let Some(text) = section.text("runtime", diagnostics) else {
        return Runtime::Copy;
    };
    let runtime = Runtime::parse(&text, folder, directory);
    match (runtime, section.get("runtime")) {
        (Ok(runtime), _) => return runtime,
        (Err(message), Some(value)) => {
            diagnostics.push(Diagnostic::error(Code::Config, message).at(section.span(value), ""))
        }
        (Err(_), None) => {}
    }
    Runtime::Copy
}

impl Runtime {
    /// Reads `copy`, `embedded`, `path:DIR` or `version:X`. `DIR` is relative to `folder`, and is brought to
    /// what the crate in `directory` can name.
    ///
    /// # Errors
    /// What is wrong with the text, in one line.
    pub fn parse(text: &str, folder: &Path, directory: &Path) -> Result<Self, String> {
        match text.split_once(':') {
            None if text == "copy" => Ok(Self::Copy),
            None if text == "embedded" => Ok(Self::Embedded),
            Some(("version", version)) if !version.is_empty() => {
                Ok(Self::Version(version.to_owned()))
            }
            Some(("path", path)) if !path.is_empty() => {
                let path = normalize(&folder.join(path));
                between(directory, &path).map(Self::Path).ok_or_else(|| {
                    let (path, from) = (display(&path), display(directory));
                    format!("no relative path leads from {from} to {path}")
                })
            }
            _ => Err(format!(
                "the runtime is `copy`, `embedded`, `path:DIR` or `version:X`, not `{text}`"
            )),
        }
    }
}

fn read_dependencies(section: &Section<'_>, text: &str, diagnostics: &mut Diagnostics) -> String {
    let mut lines = String::new();
    for (key, at, value) in section.entries() {
        let source = text.get(value.span()).unwrap_or_default();
        if source.starts_with(['"', '\'', '{']) && !source.contains('\n') {
            lines.push_str(&format!("{key} = {source}\n"));
        } else {
            let message = format!("the dependency `{key}` must be one line");
            diagnostics.push(
                Diagnostic::error(Code::Config, message)
                    .at(at, "")
                    .help(format!("write `{key} = {{ version = \"…\" }}`")),
            );
        }
    }
    lines
}

fn read_allow(root: &Section<'_>, diagnostics: &mut Diagnostics) -> Vec<Code> {
    let mut allowed = Vec::new();
    for (slug, at) in root.texts("allow", diagnostics) {
        match parse_code(&slug) {
            Ok(code) => allowed.push(code),
            Err(help) => diagnostics.push(
                Diagnostic::error(Code::Config, format!("no diagnostic is called `{slug}`"))
                    .at(at, "")
                    .help(help),
            ),
        }
    }
    allowed
}

/// Cargo's rules for package names, and Rust's for the crate's.
///
/// # Errors
/// What a name must be, where this is none.
pub fn check_name(name: &str) -> Result<(), String> {
    let mut letters = name.chars();
    let first = letters.next().is_some_and(|c| c.is_ascii_alphabetic());
    if first && letters.all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
        return Ok(());
    }
    Err(format!(
        "`{name}` is no package name: it must begin with a letter and go on with letters, digits, `-` and `_`"
    ))
}

/// The code with this slug, as users write it in `allow`.
///
/// # Errors
/// What was probably meant, where no code has this slug.
pub fn parse_code(slug: &str) -> Result<Code, String> {
    if let Some(code) = Code::ALL.iter().find(|code| code.slug() == slug) {
        return Ok(*code);
    }
    let slugs: Vec<_> = Code::ALL.iter().map(|code| code.slug()).collect();
    Err(match nearest(slug, &slugs) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the diagnostics are: {}", slugs.join(", ")),
    })
}

fn read_limits(section: &Section<'_>, diagnostics: &mut Diagnostics) -> Limits {
    let known: Vec<&str> = Limit::ALL.iter().map(|limit| limit.name()).collect();
    section.only(&known, diagnostics);
    let mut limits = Limits::default();
    for limit in Limit::ALL {
        let (Some(number), Some(value)) = (
            section.integer(limit.name(), diagnostics),
            section.get(limit.name()),
        ) else {
            continue;
        };
        match limit.allow(usize::try_from(number).ok()) {
            Ok(number) => limits = limits.with(*limit, number),
            Err(message) => diagnostics
                .push(Diagnostic::error(Code::Config, message).at(section.span(value), "")),
        }
    }
    limits
}

fn read_infer(section: &Section<'_>, diagnostics: &mut Diagnostics) -> Infer {
    section.only(&["envelope", "paging"], diagnostics);
    Infer {
        envelope: section
            .get("envelope")
            .map(|value| read_envelope(section, value, diagnostics))
            .unwrap_or_default(),
        paging: section
            .get("paging")
            .map(|value| read_paging(section, value, diagnostics))
            .unwrap_or_default(),
    }
}

fn read_envelope<'a>(
    section: &Section<'a>,
    value: Value<'a>,
    diagnostics: &mut Diagnostics,
) -> EnvelopePin {
    match value.get_ref().as_str() {
        Some("infer") => return EnvelopePin::Infer,
        Some("off") => return EnvelopePin::Off,
        _ => {}
    }
    if value.get_ref().as_table().is_none() {
        let wanted = "\"infer\", \"off\" or the envelope's members";
        section.formed("envelope", value, wanted, None::<()>, diagnostics);
        return EnvelopePin::Infer;
    }
    let Some(members) = section.table("envelope", "[infer.envelope]", diagnostics) else {
        return EnvelopePin::Infer;
    };
    let known = [
        "code",
        "success",
        "message",
        "data",
        "data_optional",
        "request_id",
        "timestamp",
    ];
    members.only(&known, diagnostics);
    let text = |key: &str, diagnostics: &mut Diagnostics| members.text(key, diagnostics);
    EnvelopePin::Pinned(Envelope {
        code: text("code", diagnostics).unwrap_or_else(|| "code".to_owned()),
        success: members.integer("success", diagnostics).unwrap_or_default(),
        message: text("message", diagnostics).unwrap_or_else(|| "message".to_owned()),
        data: text("data", diagnostics).unwrap_or_else(|| "data".to_owned()),
        data_optional: members
            .flag("data_optional", diagnostics)
            .unwrap_or_default(),
        request_id: text("request_id", diagnostics),
        timestamp: text("timestamp", diagnostics),
    })
}

fn read_paging<'a>(
    section: &Section<'a>,
    value: Value<'a>,
    diagnostics: &mut Diagnostics,
) -> PagingPin {
    match value.get_ref().as_str() {
        Some("infer") => return PagingPin::Infer,
        Some("off") => return PagingPin::Off,
        _ => {}
    }
    if value.get_ref().as_array().is_none() {
        let wanted = "\"infer\", \"off\" or a list such as [\"GET /items\"]";
        section.formed("paging", value, wanted, None::<()>, diagnostics);
        return PagingPin::Infer;
    }
    let only = section.texts("paging", diagnostics);
    PagingPin::Only(only.into_iter().map(|(operation, _)| operation).collect())
}

fn read_names(section: &Section<'_>, diagnostics: &mut Diagnostics) -> PinnedNames {
    let mut names = PinnedNames::new();
    for (key, at, _) in section.entries() {
        let Some(name) = section.text(key, diagnostics) else {
            continue;
        };
        if Pointer::parse(key).is_none() {
            let message = format!("`{key}` is not a JSON pointer");
            diagnostics.push(
                Diagnostic::error(Code::Config, message).at(at, "").help(
                    "write the place in the document, such as `\"#/components/schemas/Pet\"`",
                ),
            );
        }
        names.insert(key.to_owned(), name);
    }
    names
}

fn one_line(message: &str) -> String {
    message.lines().collect::<Vec<_>>().join(", ")
}
