//! Diagnostics as text: `file:line:column`, the snippet, help.

use super::{Diagnostic, Label, Severity, is_visible};
use crate::source::{SourceFile, SourceMap};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;

/// Labels of one file that are further apart, in lines, get a snippet each.
const NEAR: usize = 40;
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
    for labels in snippets(diagnostic, sources) {
        let file = labels.first().map(|(label, _)| label.span.file);
        if let Some(file) = file.and_then(|file| sources.get(file)) {
            group = show(group, &labels, file);
        }
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    let mut text = renderer.render(&[group]);
    text.push('\n');
    text
}

/// The labels that are shown in one snippet: those of the main place's file that are near it, and each of
/// the others alone.
fn snippets<'d>(
    diagnostic: &'d Diagnostic,
    sources: &SourceMap,
) -> Vec<Vec<(&'d Label, AnnotationKind)>> {
    let line = |label: &Label| {
        let file = sources.get(label.span.file)?;
        Some(file.location(label.span.start).line)
    };
    let near = |one: &Label, other: &Label| {
        let lines = line(one).zip(line(other));
        one.span.file == other.span.file
            && lines.is_some_and(|(one, other)| one.abs_diff(other) <= NEAR)
    };
    let primary = diagnostic.primary.iter();
    let mut all: Vec<Vec<_>> = primary
        .map(|label| vec![(label, AnnotationKind::Primary)])
        .collect();
    for label in &diagnostic.secondary {
        let one = (label, AnnotationKind::Context);
        match all.first_mut() {
            Some(first) if first.iter().all(|(other, _)| near(other, label)) => first.push(one),
            _ => all.push(vec![one]),
        }
    }
    all
}

fn show<'a>(
    group: Group<'a>,
    all: &[(&'a Label, AnnotationKind)],
    file: &'a SourceFile,
) -> Group<'a> {
    let Some((label, _)) = all.first() else {
        return group;
    };
    let start = file.location(label.span.start);
    let lines = |range: &Range<usize>| file.line(range.start);
    let ranges: Vec<Range<usize>> = all.iter().map(|(one, _)| clip(file, one)).collect();
    // A line of a minified file would fill the screen: the place alone says where to look.
    if ranges.iter().any(|range| lines(range).len() > 1000) {
        let origin = Origin::path(&*file.name)
            .line(start.line)
            .char_column(start.column);
        let cut = excerpt(&file.text, ranges.first());
        let found = format!("found: {}", visible(cut));
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

/// Messages may bring styles of their own along, which texts of a document must not.
fn visible(text: &str) -> String {
    text.chars().filter(|&c| is_visible(c)).collect()
}

fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn excerpt<'t>(text: &'t str, range: Option<&Range<usize>>) -> &'t str {
    let start = range.map_or(0, |range| range.start);
    text.get(start..boundary(text, start + SHOWN))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::source::Span;

    #[test]
    fn places_far_apart_get_a_snippet_each() {
        let mut sources = SourceMap::new();
        let lines: String = (1..=90).map(|line| format!("{line:02}\n")).collect();
        let file = sources.add("a.yaml", lines);
        let at = |line: u32| Span {
            file,
            start: (line - 1) * 3,
            end: (line - 1) * 3 + 2,
        };
        let shown = |line: u32| {
            let found = Diagnostic::error(Code::Overlay, "twice").at(at(90), "again");
            render(&found.also(at(line), "first"), &sources)
        };
        let far = shown(1);
        assert!(far.contains("::: a.yaml:1:1"), "{far}");
        assert!(far.contains("01") && !far.contains("02"), "{far}");
        assert!(!shown(80).contains(":::"), "{}", shown(80));
    }
}
