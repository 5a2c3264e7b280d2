//! What reads documents: JSON, YAML, pages, overlays, dialects.

use crate::Corpus;
use clientwright::diagnostic::{Diagnostics, render};
use clientwright::document::{Format, Node, write};
use clientwright::limits::Limits;
use clientwright::source::SourceMap;
use clientwright::{dialect, document, overlay, page};
use serde_json::{Value, json};

/// A file that is read, and all that is said about it.
#[derive(Default)]
struct Reader {
    sources: SourceMap,
    diagnostics: Diagnostics,
    limits: Limits,
}

impl Reader {
    fn read(&mut self, name: &str, bytes: &[u8]) -> Option<Node> {
        let text = document::text(name, bytes.to_vec(), &self.limits).ok()?;
        let file = self.sources.add(name, text);
        document::read(&self.sources, file, &self.limits, &mut self.diagnostics)
    }

    /// Whatever is said can be shown.
    fn show(&self) {
        for one in self.diagnostics.sorted() {
            let _ = render(one, &self.sources);
        }
    }
}

/// As text in two formats, so that both are read.
pub fn texts(corpus: &Corpus) -> Vec<Vec<u8>> {
    let yaml = corpus.0.iter().filter_map(|document| {
        let node = Reader::default().read("it", document.to_string().as_bytes())?;
        Some(write(&node, Format::Yaml).ok()?.into_bytes())
    });
    yaml.chain(corpus.texts()).collect()
}

/// What is written reads as the same.
pub fn read(bytes: &[u8]) -> Result<(), String> {
    let mut reader = Reader::default();
    let node = reader.read("it", bytes);
    reader.show();
    let Some(first) = node
        .as_ref()
        .and_then(|node| write(node, Format::Json).ok())
    else {
        return Ok(());
    };
    for format in [Format::Json, Format::Yaml] {
        // Not every format can say everything.
        let Some(text) = node.as_ref().and_then(|node| write(node, format).ok()) else {
            continue;
        };
        let mut again = Reader::default();
        let Some(other) = again.read("it", text.as_bytes()) else {
            let said: Vec<_> = again
                .diagnostics
                .sorted()
                .iter()
                .map(|one| one.message.clone())
                .collect();
            return Err(format!(
                "{format:?} that was written cannot be read: {said:?}"
            ));
        };
        let other = write(&other, Format::Json)?;
        if let Some((line, other)) = first.lines().zip(other.lines()).find(|(a, b)| a != b) {
            return Err(format!(
                "{format:?} that was written reads as something else: {line} as {other}"
            ));
        }
    }
    Ok(())
}

/// Documents inside of pages.
pub fn pages(corpus: &Corpus) -> Vec<Vec<u8>> {
    let page = |document: &Value| {
        let text = format!(
            "# A page\n\n```json get /a\n{document}\n```\n\ntext\n\n~~~yaml\nopenapi: 3.0.3\npaths: {{}}\n~~~\n"
        );
        text.into_bytes()
    };
    corpus.0.iter().map(page).collect()
}

/// What is taken out of a page can be read.
pub fn page(bytes: &[u8]) -> Result<(), String> {
    let mut reader = Reader::default();
    let text = String::from_utf8_lossy(bytes).into_owned();
    let file = reader.sources.add("page.md", text);
    let found = page::import(&[file], &mut reader.sources, &mut reader.diagnostics);
    reader.show();
    match found {
        Some(text) if Reader::default().read("it", text.as_bytes()).is_none() => {
            Err("what was taken out of a page cannot be read".to_owned())
        }
        _ => Ok(()),
    }
}

/// Documents with overlays that change something in most of them.
pub fn overlays(corpus: &Corpus) -> Vec<Vec<u8>> {
    let actions = [
        json!([{"target": "$.info", "update": {"title": "T", "x-a": [1]}}, {"target": "$.paths.*.*.parameters[?@.in=='query']", "remove": true}]),
        json!([{"target": "$..[?@.type=='string']", "update": {"description": "D"}}, {"target": "$.paths['/a'].get", "copy": "$.paths.*.post"}]),
        json!([{"target": "$.components.schemas[*]", "update": {"$ref": "#/components/schemas/A"}}, {"target": "$.tags[0:2]", "remove": true}]),
    ];
    let pair = |(at, document): (usize, &Value)| {
        let version = if at % 2 == 0 { "1.0.0" } else { "1.1.0" };
        let (info, actions) = (
            json!({"title": "O", "version": "1"}),
            &actions[at % actions.len()],
        );
        json!({"document": document, "overlay": {"overlay": version, "info": info, "actions": actions}})
            .to_string()
            .into_bytes()
    };
    corpus.0.iter().enumerate().map(pair).collect()
}

/// An overlay's actions on a document: JSON with both.
pub fn overlay(bytes: &[u8]) -> Result<(), String> {
    let Ok(both) = serde_json::from_slice::<Value>(bytes) else {
        return Ok(());
    };
    let mut reader = Reader::default();
    let mut part = |name: &str| reader.read(name, both.get(name)?.to_string().as_bytes());
    let (Some(document), Some(actions)) = (part("document"), part("overlay")) else {
        return Ok(());
    };
    let (mut patches, limits) = (Vec::new(), reader.limits.clone());
    let mut changed = overlay::apply(
        document,
        &actions,
        &limits,
        &mut patches,
        &mut reader.diagnostics,
    );
    for patch in patches {
        patch.apply(&mut changed, &limits, &mut reader.diagnostics);
    }
    reader.show();
    write(&changed, Format::Json).map(|_| ())
}

/// Any dialect in the shape of 3.0.
pub fn dialect(bytes: &[u8]) -> Result<(), String> {
    let mut reader = Reader::default();
    let Some(node) = reader.read("it", bytes) else {
        return Ok(());
    };
    let Some(version) = dialect::version(&node, &mut reader.diagnostics) else {
        return Ok(());
    };
    let normal = dialect::normalize(dialect::identify(node), version, &mut reader.diagnostics);
    reader.show();
    write(&normal, Format::Json).map(|_| ())
}
