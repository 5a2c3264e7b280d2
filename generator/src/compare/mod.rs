//! Two documents through the pipeline, and what changed from one to the other.

mod choose;
mod command;

pub use choose::{Chosen, choose};
pub use command::{Answer, DiffCommand};

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::diff::{Diff, Version};
use crate::source::{Files, SourceMap};
use crate::surface::Surface;
use crate::{Outcome, analysed, emit};

/// A document to compare: what is generated from it, and where its files are.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// What to generate from what.
    pub config: &'a Config,
    /// Where the files are.
    pub files: &'a dyn Files,
}

/// What a comparison gives.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// What changed; `None` if a document cannot be generated.
    pub diff: Option<Diff>,
    /// What was found in each of the documents, and the files it was found in: the old one first.
    pub found: Vec<(Diagnostics, SourceMap)>,
}

/// Compares the crates that are generated from two documents. Writes nothing.
///
/// ```
/// use clientwright::config::Config;
/// use clientwright::diff::{Level, Rule};
/// use clientwright::source::MemoryFiles;
/// use clientwright::{Side, compare};
///
/// let document = |members: &str| format!("{{
///     \"openapi\": \"3.0.3\", \"info\": {{\"title\": \"Pets\", \"version\": \"1\"}}, \"paths\": {{}},
///     \"components\": {{\"schemas\": {{\"Pet\": {{\"type\": \"object\", \"properties\": {{{members}}}}}}}}}
/// }}").into_bytes();
/// let files = MemoryFiles([
///     ("old.json".into(), document(r#""legs": {"type": "integer"}"#)),
///     ("new.json".into(), document(r#""legs": {"type": "string"}"#)),
/// ].into());
/// let config = |name: &str| {
///     let mut config = Config::default();
///     config.input.document = name.into();
///     config.output.crate_name = "pets".to_owned();
///     config
/// };
/// let (old, new) = (config("old.json"), config("new.json"));
/// let compared = compare(
///     Side { config: &old, files: &files },
///     Side { config: &new, files: &files },
/// );
/// // Without one, `compared.found` says why.
/// let diff = compared.diff.ok_or("one of them is no document")?;
/// assert_eq!(diff.verdict(), Some(Level::Major));
/// assert_eq!(diff.changes[0].path, "types::Pet::legs");
/// assert!(diff.changes[0].rules.contains(&Rule::OtherType));
/// # Ok::<(), &str>(())
/// ```
pub fn compare(old: Side<'_>, new: Side<'_>) -> Compared {
    crate::stack::with(|| compared(old, new))
}

fn compared(old: Side<'_>, new: Side<'_>) -> Compared {
    let mut compared = Compared::default();
    let mut versions = Vec::new();
    for side in [old, new] {
        let (version, diagnostics, sources) = version(side);
        versions.extend(version);
        compared.found.push((diagnostics, sources));
    }
    if let [old, new] = versions.as_slice() {
        compared.diff = Some(Diff::of(old, new));
    }
    compared
}

/// A document and the crate that is generated from it, as a crate of its own.
fn version(side: Side<'_>) -> (Option<Version>, Diagnostics, SourceMap) {
    let mut config = side.config.clone();
    config.output.root = "crate".to_owned();
    config.output.split = false;
    let mut outcome = Outcome::of(&config);
    let analysed = analysed(&config, side.files, &|_| {}, &mut outcome);
    let version = analysed.and_then(|(api, names)| {
        let files = emit(&api, &names, &config, &mut outcome.diagnostics);
        let texts = files
            .iter()
            .map(|file| (file.path.as_str(), file.text.as_str()));
        match Surface::read(texts) {
            _ if outcome.diagnostics.has_errors() => None,
            Ok(surface) => Some(Version {
                api,
                names,
                files,
                surface,
                sources: outcome.sources.clone(),
            }),
            Err(reason) => {
                let message = format!("generated code cannot be read again: {reason}");
                let found = Diagnostic::error(Code::Internal, message);
                outcome
                    .diagnostics
                    .push(found.help("please report it with the document"));
                None
            }
        }
    });
    (version, outcome.diagnostics, outcome.sources)
}
