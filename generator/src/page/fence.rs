//! Fenced code blocks that may hold an OpenAPI document.

use std::ops::Range;

/// A fenced block.
#[derive(Debug, PartialEq)]
pub(super) struct Fence {
    /// The bytes of the opening line.
    pub(super) line: Range<usize>,
    /// The bytes between the fences.
    pub(super) body: Range<usize>,
    /// The method, in small letters, and the path that the opening line names.
    pub(super) operation: Option<(String, String)>,
}

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// The blocks of YAML or JSON. One without an end goes on to the end of the page.
pub(super) fn find(text: &str) -> Vec<Fence> {
    let mut found = Vec::new();
    let mut open: Option<(&str, Option<Fence>)> = None;
    let mut at = 0;
    for whole in text.split_inclusive('\n') {
        let line = whole.trim_end();
        let (start, end) = (at, at + whole.len());
        at = end;
        let marks = marks(line.trim_start());
        match &mut open {
            Some((fence, block)) => {
                let closes = marks.starts_with(*fence) && line.trim_start() == marks;
                if closes {
                    if let Some(mut block) = block.take() {
                        block.body.end = start;
                        found.push(block);
                    }
                    open = None;
                }
            }
            None if marks.len() >= 3 => {
                let info = line.trim_start().get(marks.len()..).unwrap_or_default();
                let block = language(info).then(|| Fence {
                    line: start..start + line.len(),
                    body: end..text.len(),
                    operation: operation(info),
                });
                open = Some((marks, block));
            }
            None => {}
        }
    }
    found.extend(open.and_then(|(_, block)| block));
    found
}

/// The backticks or tildes that a line begins with.
fn marks(line: &str) -> &str {
    let length = ['`', '~'].iter().map(|mark| {
        let rest = line.trim_start_matches(*mark);
        line.len() - rest.len()
    });
    line.get(..length.max().unwrap_or(0)).unwrap_or_default()
}

fn language(info: &str) -> bool {
    let first = info.split_whitespace().next().unwrap_or_default();
    ["yaml", "yml", "json", "openapi"].contains(&first.to_lowercase().as_str())
}

/// The operation named at the end of an info string.
fn operation(info: &str) -> Option<(String, String)> {
    let mut words = info.split_whitespace().rev();
    let (path, method) = (words.next()?, words.next()?.to_lowercase());
    (path.starts_with('/') && METHODS.contains(&method.as_str())).then(|| (method, path.to_owned()))
}
