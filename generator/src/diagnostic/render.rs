//! Diagnostics as text: `file:line:column`, the snippet, help.

use super::{Diagnostic, Label, Severity};
use crate::source::{SourceFile, SourceMap};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;

/// How many bytes of a line are shown around what a label points to.
const SHOWN: usize = 60;

/// One diagnostic as people read it, ending in a newline.
pub fn render(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    render_by(&Renderer::plain(), diagnostic, sources)
}

/// The same in the colours of a terminal.
pub fn render_styled(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    render_by(&Renderer::styled(), diagnostic, sources)
}

fn render_by(renderer: &Renderer, diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(&*diagnostic.message)
        .id(diagnostic.code.slug());
    let mut group = Group::with_title(title);
    for (label, kind) in labels(diagnostic) {
        let Some(file) = sources.get(label.span.file) else {
            continue;
        };
        group = show(group, label, kind, file, diagnostic);
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(&**help));
    }
    let mut text = renderer.render(&[group]);
    text.push('\n');
    text
}

/// The main place, then the others; those in the main place's file go into its snippet.
fn labels(diagnostic: &Diagnostic) -> Vec<(&Label, AnnotationKind)> {
    let primary = diagnostic.primary.iter();
    let home = diagnostic.primary.as_ref().map(|label| label.span.file);
    let others = diagnostic.secondary.iter();
    let abroad = others.filter(|label| Some(label.span.file) != home);
    primary
        .map(|label| (label, AnnotationKind::Primary))
        .chain(abroad.map(|label| (label, AnnotationKind::Context)))
        .collect()
}

fn show<'a>(
    group: Group<'a>,
    label: &'a Label,
    kind: AnnotationKind,
    file: &'a SourceFile,
    diagnostic: &'a Diagnostic,
) -> Group<'a> {
    let mut all = vec![(label, kind)];
    if kind == AnnotationKind::Primary {
        let near = |other: &&Label| other.span.file == label.span.file;
        let others = diagnostic.secondary.iter().filter(near);
        all.extend(others.map(|other| (other, AnnotationKind::Context)));
    }
    let start = file.location(label.span.start);
    let lines = |range: &Range<usize>| line(&file.text, range);
    let ranges: Vec<Range<usize>> = all.iter().map(|(one, _)| clip(file, one)).collect();
    // A line of a minified file would fill the screen: the place alone says where to look.
    if ranges.iter().any(|range| lines(range).len() > 1000) {
        let origin = Origin::path(&*file.name)
            .line(start.line)
            .char_column(start.column);
        let cut = excerpt(&file.text, ranges.first());
        let found = format!("found: {cut}");
        return group.element(origin).element(Level::NOTE.message(found));
    }
    let from = ranges.iter().map(|range| lines(range).start).min();
    let to = ranges.iter().map(|range| lines(range).end).max();
    let (from, to) = (from.unwrap_or(0), to.unwrap_or(0));
    let first = file.location(from as u32).line;
    let text = file.text.get(from..to).unwrap_or_default();
    let mut snippet = Snippet::source(text).line_start(first).path(&*file.name);
    for ((one, kind), range) in all.iter().zip(&ranges) {
        let mut annotation = kind.span(range.start - from..range.end - from);
        if !one.text.is_empty() {
            annotation = annotation.label(&*one.text);
        }
        snippet = snippet.annotation(annotation);
    }
    group.element(snippet)
}

/// What a label points to, no further than the end of its first line.
fn clip(file: &SourceFile, label: &Label) -> Range<usize> {
    let text: &str = &file.text;
    let start = boundary(text, label.span.start as usize);
    let end = boundary(text, label.span.end as usize).max(start);
    let shown = text.get(start..end).unwrap_or_default();
    let length = shown.find(['\n', '\r']).unwrap_or(shown.len());
    start..start + length
}

fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The whole line that a range stands in.
fn line(text: &str, range: &Range<usize>) -> Range<usize> {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = after.find('\n').map_or(text.len(), |at| range.end + at);
    start..end
}

fn excerpt<'t>(text: &'t str, range: Option<&Range<usize>>) -> &'t str {
    let start = range.map_or(0, |range| range.start);
    text.get(start..boundary(text, start + SHOWN))
        .unwrap_or_default()
}
