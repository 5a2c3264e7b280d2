//! What mends a document, as an overlay: the actions that go with the findings, until none is left that has any.

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::document::Node;
use crate::limits::Limits;
use crate::overlay::{self, Suggestion};
use crate::source::{Files, SourceMap, display};
use crate::{Outcome, Stage, check, check_telling, stack};
use serde_json::Value as Json;
use std::cmp::Reverse;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// What is mended may show what was hidden behind it; more rounds than this are no progress.
const ROUNDS: usize = 8;

/// An overlay that mends what was found.
#[derive(Clone, Debug, Default)]
pub struct Fixed {
    /// The overlay's text; `None` if there is nothing to add to what stands there.
    pub text: Option<String>,
    /// How many findings it mends that were not mended before.
    pub mended: usize,
    /// What is found in the document with the overlay applied.
    pub outcome: Outcome,
}

/// Makes an overlay of what mends the findings of [`check`], or adds to the one at `path` what it lacks; its
/// text stays, comments and all. Done again, it adds nothing. Writes nothing.
///
/// # Errors
/// If the file cannot be read, or is no overlay that can be added to.
pub fn fix(config: &Config, path: &Path, files: &dyn Files) -> Result<Fixed, String> {
    stack::with(|| fixed(config, path, files))
}

fn fixed(config: &Config, path: &Path, files: &dyn Files) -> Result<Fixed, String> {
    let name = display(path);
    let old = match files.read(path) {
        Ok(bytes) => Some(String::from_utf8(bytes).map_err(|_| format!("{name} is not UTF-8"))?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(format!("cannot read {name}: {error}")),
    };
    let mut with = config.clone();
    if !with.input.overlays.iter().any(|known| known == path) {
        with.input.overlays.push(path.to_owned());
    }
    let run = Run {
        plain: config,
        with: &with,
        path,
        files,
    };
    let (mut text, mut checked, mut mended) = (old.clone(), run.check(old.as_deref()), 0);
    for _ in 0..ROUNDS {
        let added = run.fitting(text.as_deref(), &checked.outcome);
        let grown = run.grow(text, checked, &added);
        let count;
        (text, checked, count) =
            grown.map_err(|why| format!("nothing can be added to {name}: {why}"))?;
        mended += count;
        if count == 0 {
            break;
        }
    }
    Ok(Fixed {
        text: text.filter(|text| old.as_ref() != Some(text)),
        mended,
        outcome: checked.outcome,
    })
}

/// A document that is checked with ever more in an overlay.
struct Run<'r> {
    /// The document without the overlay.
    plain: &'r Config,
    /// The document with it.
    with: &'r Config,
    path: &'r Path,
    files: &'r dyn Files,
}

/// What a check finds, and how far it goes.
struct Checked {
    outcome: Outcome,
    reached: Option<Stage>,
}

impl Run<'_> {
    fn check(&self, overlay: Option<&str>) -> Checked {
        let reached = Mutex::new(None);
        let tell = |stage| *reached.lock().unwrap_or_else(PoisonError::into_inner) = Some(stage);
        let files = self.files(overlay);
        let config = self.config(overlay);
        let outcome = check_telling(config, &files, &tell);
        let reached = reached.into_inner().unwrap_or_else(PoisonError::into_inner);
        Checked { outcome, reached }
    }

    fn config(&self, overlay: Option<&str>) -> &Config {
        if overlay.is_some() {
            self.with
        } else {
            self.plain
        }
    }

    fn files<'f>(&'f self, text: Option<&'f str>) -> Instead<'f> {
        Instead {
            path: self.path,
            text,
            files: self.files,
        }
    }

    /// What can be added to the overlay.
    fn fitting(&self, overlay: Option<&str>, outcome: &Outcome) -> Vec<Suggestion> {
        let known = overlay.and_then(overlay::actions).unwrap_or_default();
        fitting(self.config(overlay), &self.files(overlay), outcome, &known)
    }

    /// The overlay with what can be added to it without doing harm, what is found then, and how many were
    /// added. What does harm is searched for in halves.
    fn grow(
        &self,
        overlay: Option<String>,
        before: Checked,
        added: &[Suggestion],
    ) -> Result<(Option<String>, Checked, usize), String> {
        if added.is_empty() {
            return Ok((overlay, before, 0));
        }
        let grown = match &overlay {
            Some(text) => overlay::append(text, added)?,
            None => whole(&skeleton(self.plain, self.files), added),
        };
        let after = self.check(Some(&grown));
        if !after.is_worse(&before) {
            return Ok((Some(grown), after, added.len()));
        }
        if added.len() == 1 {
            return Ok((overlay, before, 0));
        }
        let (first, second) = added.split_at(added.len() / 2);
        let (overlay, before, one) = self.grow(overlay, before, first)?;
        let (overlay, before, other) = self.grow(overlay, before, second)?;
        Ok((overlay, before, one + other))
    }
}

impl Checked {
    /// Whether an error came in. One that a check finds because it goes further than before was there all along.
    fn is_worse(&self, before: &Self) -> bool {
        let known: Vec<_> = before.errors().collect();
        self.reached < before.reached
            || self.reached == before.reached && self.errors().any(|one| !known.contains(&one))
    }

    fn errors(&self) -> impl Iterator<Item = (Code, &str)> {
        let all = self.outcome.diagnostics.sorted().into_iter();
        all.filter(|one| one.severity == Severity::Error)
            .map(|one| (one.code, &*one.message))
    }
}

/// A new overlay for a document: what mends the findings of [`check`] is in comments, ready to be taken out of
/// them. Returns what was found, too.
pub fn overlay_template(config: &Config, files: &dyn Files) -> (String, Outcome) {
    stack::with(|| template(config, files))
}

fn template(config: &Config, files: &dyn Files) -> (String, Outcome) {
    let outcome = check(config, files);
    let mut text = skeleton(config, files);
    text.push_str(
        "  # An overlay has at least one action, and this one changes nothing. Take it out once there is another.\n  \
         - target: $\n    update: {}\n",
    );
    let added = fitting(config, files, &outcome, &[]);
    if !added.is_empty() {
        text.push_str(
            "\n  # What `clientwright check` found, from the end of the document to its start, and what mends it.\n  \
             # Take `# ` away from the actions that you agree with.\n",
        );
    }
    for one in &added {
        text.push_str(&format!("\n{}", one.comment("  ")));
    }
    (text, outcome)
}

/// The head of a new overlay.
fn skeleton(config: &Config, files: &dyn Files) -> String {
    let mut unheard = Diagnostics::default();
    let read = crate::read(config, files, &mut SourceMap::new(), &mut unheard);
    let title = read.as_ref().and_then(|(document, _)| {
        let title = document.get("info")?.get("title")?.as_str()?;
        Some(title.to_owned()).filter(|title| !title.trim().is_empty())
    });
    let name = config.document_name();
    overlay::skeleton(&name, title.as_deref().unwrap_or(&name))
}

fn whole(skeleton: &str, added: &[Suggestion]) -> String {
    let blocks: String = added.iter().map(|one| one.block("  ")).collect();
    format!("{skeleton}{blocks}")
}

/// What mends the findings, one after the other: from the end of the document to its start, so that none moves
/// what another names. What does not fit behind those before it is left out, and what is `known` already.
fn fitting(
    config: &Config,
    files: &dyn Files,
    outcome: &Outcome,
    known: &[Json],
) -> Vec<Suggestion> {
    let mut wanted: Vec<(Reverse<_>, Suggestion)> = outcome
        .diagnostics
        .sorted()
        .into_iter()
        .filter_map(|one| {
            let correction = one.correction.as_deref()?;
            let actions = correction.actions.clone()?;
            let reason = format!("{}: {}", one.code, one.message);
            Some((Reverse(correction.at), Suggestion { reason, actions }))
        })
        .collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    wanted.sort_by_key(|(at, _)| *at);
    let mut unheard = Diagnostics::default();
    let read = crate::read(config, files, &mut SourceMap::new(), &mut unheard);
    let Some((mut document, _)) = read else {
        return Vec::new();
    };
    let mut seen: Vec<Vec<Json>> = Vec::new();
    let mut fitting = Vec::new();
    for (_, one) in wanted {
        let Some(values) = one.values() else { continue };
        if seen.contains(&values) || values.iter().all(|value| known.contains(value)) {
            continue;
        }
        if let Some(changed) = applied(&document, &one) {
            document = changed;
            seen.push(values);
            fitting.push(one);
        }
    }
    fitting
}

/// The document with actions applied; `None` if they find nothing to change.
fn applied(document: &Node, one: &Suggestion) -> Option<Node> {
    let mut sources = SourceMap::new();
    let mut diagnostics = Diagnostics::default();
    let file = sources.add(
        "overlay",
        whole(&overlay::skeleton("", ""), std::slice::from_ref(one)),
    );
    let tree = crate::document::read(&sources, file, &Limits::default(), &mut diagnostics)?;
    let mut others = Vec::new();
    let changed = overlay::apply(
        document.clone(),
        &tree,
        &Limits::default(),
        &mut others,
        &mut diagnostics,
    );
    (!diagnostics.has_errors() && others.is_empty()).then_some(changed)
}

/// A document with its overlays applied, and nothing else done to it.
#[derive(Clone, Debug, Default)]
pub struct Overlaid {
    /// The document's own file; `None` if something cannot be read or applied.
    pub document: Option<Node>,
    /// What was found.
    pub diagnostics: Diagnostics,
    /// The files that were read, for rendering the diagnostics.
    pub sources: SourceMap,
}

/// Applies the overlays. Actions on other files are tried, too: what they refer to is read for it.
pub fn overlaid(config: &Config, files: &dyn Files) -> Overlaid {
    stack::with(|| with_overlays(config, files))
}

fn with_overlays(config: &Config, files: &dyn Files) -> Overlaid {
    let mut overlaid = Overlaid::default();
    let (sources, diagnostics) = (&mut overlaid.sources, &mut overlaid.diagnostics);
    let Some((document, patches)) = crate::read(config, files, sources, diagnostics) else {
        return overlaid;
    };
    if !patches.is_empty() {
        let mut found = Diagnostics::default();
        crate::resolve(
            (document.clone(), patches),
            config,
            files,
            sources,
            &mut found,
        );
        // Of the rest, `check` has to tell.
        let about = |one: &Diagnostic| matches!(one.code, Code::Overlay | Code::OverlayTarget);
        let found = found.into_items().into_iter().filter(about);
        found.for_each(|one| diagnostics.push(one));
    }
    overlaid.document = Some(document).filter(|_| !overlaid.diagnostics.has_errors());
    overlaid
}

/// Files, of which one is another text.
struct Instead<'f> {
    path: &'f Path,
    text: Option<&'f str>,
    files: &'f dyn Files,
}

impl Files for Instead<'_> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self.text {
            Some(text) if path == self.path => Ok(text.as_bytes().to_vec()),
            _ => self.files.read(path),
        }
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.files.canonical(path)
    }
}
