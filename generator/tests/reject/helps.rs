//! What the helps say to paste mends what they are about.

use super::{folder, several};
use clientwright::Outcome;
use clientwright::config::Config;
use clientwright::diagnostic::{Code, Diagnostic};
use clientwright::source::MemoryFiles;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What stands before the actions in a help.
const BEFORE: &str = "; in an overlay:\n";

fn generate(document: &str, overlay: Option<String>, files: &MemoryFiles) -> Outcome {
    let mut files = MemoryFiles(files.0.clone());
    let mut config = Config::default();
    config.input.document = document.into();
    config.output.crate_name = "x".to_owned();
    if let Some(overlay) = overlay {
        files.0.insert("overlay.yaml".into(), overlay.into_bytes());
        config.input.overlays.push("overlay.yaml".into());
    }
    clientwright::generate(&config, &files)
}

/// What is still said after the actions of a help were pasted into an overlay.
fn pasted(one: &Diagnostic, document: &str, files: &MemoryFiles) -> Option<Vec<String>> {
    let (_, actions) = one.help.as_deref()?.split_once(BEFORE)?;
    let overlay =
        format!("overlay: 1.0.0\ninfo: {{title: T, version: '1'}}\nactions:\n{actions}\n");
    let outcome = generate(document, Some(overlay), files);
    let found = outcome.diagnostics.into_items().into_iter();
    let wrong = |other: &Diagnostic| {
        let overlay = [Code::Overlay, Code::OverlayTarget, Code::InvalidSyntax];
        let same = other.code == one.code && other.message == one.message;
        let here = other.primary.as_ref().map(|label| label.span)
            == one.primary.as_ref().map(|label| label.span);
        overlay.contains(&other.code) || (same && here)
    };
    Some(found.filter(wrong).map(|one| one.message).collect())
}

#[test]
fn what_a_help_says_to_paste_mends_what_it_is_about() {
    let (mut count, mut wrong) = (0, Vec::new());
    let mut documents: Vec<PathBuf> = ["reject", "warn"]
        .into_iter()
        .flat_map(|name| std::fs::read_dir(folder(name)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind != "txt"))
        .collect();
    documents.sort();
    for path in documents {
        let name = path.file_name().unwrap().to_str().unwrap();
        let (document, files) = match path.is_dir() {
            true => ("openapi.yaml", several::files(&path)),
            false => (
                name,
                MemoryFiles(BTreeMap::from([(
                    Path::new(name).to_owned(),
                    std::fs::read(&path).unwrap(),
                )])),
            ),
        };
        for one in generate(document, None, &files).diagnostics.into_items() {
            if let Some(left) = pasted(&one, document, &files) {
                count += 1;
                if !left.is_empty() {
                    wrong.push(format!("{name}: {} {:?}: {left:?}", one.message, one.help));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(count > 20, "only {count} helps have something to paste");
}
