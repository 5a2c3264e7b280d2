//! No text in a document or an overlay makes a file outside of the allowed folders be read.

#![allow(clippy::unwrap_used, clippy::panic)]

use clientwright::Outcome;
use clientwright::config::Config;
use clientwright::diagnostic::{Code, render};
use clientwright::source::{DiskFiles, Files};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use tempfile::TempDir;

const SECRET: &str = "planted-secret";

/// `top/secret.yaml` must stay unread; `top/project/api/openapi.yaml` is the document.
struct Place {
    folder: TempDir,
    api: PathBuf,
}

/// The disk, and the files that were opened.
#[derive(Default)]
struct Watched(Mutex<BTreeSet<PathBuf>>);

impl Files for Watched {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        self.0.lock().unwrap().insert(real);
        DiskFiles.read(path)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        DiskFiles.canonical(path)
    }
}

impl Place {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let api = folder.path().join("project/api");
        fs::create_dir_all(api.join("parts")).unwrap();
        fs::create_dir_all(folder.path().join("project/.git")).unwrap();
        let secret = format!("type: string\ndescription: {SECRET}\n");
        for at in [
            "secret.yaml",
            "project/.git/config.yaml",
            "project/.env.yaml",
        ] {
            fs::write(folder.path().join(at), &secret).unwrap();
        }
        fs::write(api.join("parts/pet.yaml"), "type: string\n").unwrap();
        Self { folder, api }
    }

    /// What comes of the document, and what was opened.
    fn generate(&self, reference: &str, overlay: Option<&str>) -> (Outcome, BTreeSet<PathBuf>) {
        let reference = serde_json::Value::from(reference);
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n\
             components: {{schemas: {{A: {{$ref: {reference}}}}}}}\n"
        );
        fs::write(self.api.join("openapi.yaml"), text).unwrap();
        let mut config = Config::default();
        config.input.document = self.api.join("openapi.yaml");
        config.output.crate_name = "x".to_owned();
        if let Some(overlay) = overlay {
            fs::write(self.api.join("overlay.yaml"), overlay).unwrap();
            config.input.overlays = vec![self.api.join("overlay.yaml")];
        }
        let files = Watched::default();
        let outcome = clientwright::generate(&config, &files);
        (outcome, files.0.into_inner().unwrap())
    }

    fn check(&self, reference: &str, overlay: Option<&str>) {
        let (outcome, opened) = self.generate(reference, overlay);
        let said: String = outcome
            .diagnostics
            .sorted()
            .into_iter()
            .map(|one| render(one, &outcome.sources))
            .collect();
        let api = fs::canonicalize(&self.api).unwrap();
        for path in opened {
            assert!(
                path.starts_with(&api),
                "{reference} opened {}",
                path.display()
            );
        }
        assert!(!said.contains(SECRET), "{reference}: {said}");
        let leaked = outcome.files.iter().any(|file| file.text.contains(SECRET));
        assert!(!leaked, "{reference}: the secret is in the crate");
        let codes = [Code::ExternalReference, Code::UnresolvedReference];
        let found = outcome.diagnostics.sorted();
        assert!(
            found.iter().any(|one| codes.contains(&one.code)),
            "{reference}: {said}"
        );
    }
}

/// Every way of writing down a file outside that anybody has thought of.
fn ways(secret: &str) -> Vec<String> {
    let mut ways: Vec<String> = [
        "../../secret.yaml",
        "./../.././secret.yaml",
        "parts/../../../secret.yaml",
        "nowhere/../../../secret.yaml",
        "..\\..\\secret.yaml",
        "%2e%2e/%2E%2E/secret.yaml",
        "..%2f..%2fsecret.yaml",
        "..%5c..%5csecret.yaml",
        "%252e%252e/%252e%252e/secret.yaml",
        "..;/..;/secret.yaml",
        "..././..././secret.yaml",
        "..//..//secret.yaml",
        "../../secret.yaml?x",
        "../../secret.yaml#/description",
        "../../secret.yaml%00.yaml",
        "../../secret.yaml\u{0}",
        "../../SECRET.YAML",
        "../.git/config.yaml",
        "../.env.yaml",
        "../.GIT/config.yaml",
        "~/secret.yaml",
        "$HOME/secret.yaml",
        "//localhost/c$/secret.yaml",
        "\\\\localhost\\c$\\secret.yaml",
        "\\\\?\\C:\\secret.yaml",
        "\\\\.\\C:\\secret.yaml",
        "C:\\secret.yaml",
        "c:/secret.yaml",
        "/etc/passwd",
        "/dev/stdin",
        "/proc/self/environ",
        "ftp://localhost/secret.yaml",
        "jar:file:/a.jar!/secret.yaml",
        "data:text/yaml,type:%20string",
        "http://localhost:1/secret.yaml",
        "HTTPS://localhost:1/secret.yaml",
    ]
    .map(str::to_owned)
    .into();
    for scheme in [
        "",
        "file:",
        "file://",
        "FILE://",
        "File://localhost",
        "file:////",
        "file://evil.test",
    ] {
        ways.push(format!("{scheme}{secret}"));
    }
    ways
}

#[test]
fn no_reference_leads_out() {
    let place = Place::new();
    let secret = place.folder.path().join("secret.yaml");
    for way in ways(secret.to_str().unwrap()) {
        place.check(&way, None);
    }
    let (outcome, opened) = place.generate("parts/pet.yaml", None);
    assert!(!outcome.diagnostics.has_errors() && opened.len() == 2);
}

#[test]
fn no_overlay_leads_out() {
    let place = Place::new();
    let secret = place.folder.path().join("secret.yaml");
    for way in ways(secret.to_str().unwrap()) {
        let way = serde_json::Value::from(way.as_str());
        let overlay = format!(
            "overlay: 1.0.0\ninfo: {{title: T, version: '1'}}\nactions:\n\
             - {{target: $, x-clientwright-file: {way}, update: {{type: string}}}}\n\
             - {{target: $.components.schemas.A, remove: true}}\n\
             - {{target: $.components.schemas, update: {{A: {{$ref: {way}}}}}}}\n"
        );
        place.check("parts/pet.yaml", Some(&overlay));
    }
}

#[cfg(unix)]
#[test]
fn no_link_leads_out() {
    use std::os::unix::fs::symlink;
    let place = Place::new();
    let top = place.folder.path();
    symlink(top.join("secret.yaml"), place.api.join("link.yaml")).unwrap();
    symlink("../../secret.yaml", place.api.join("relative.yaml")).unwrap();
    symlink("relative.yaml", place.api.join("twice.yaml")).unwrap();
    symlink(top, place.api.join("folder")).unwrap();
    symlink("round.yaml", place.api.join("round.yaml")).unwrap();
    symlink("../.git", place.api.join("shown")).unwrap();
    for way in [
        "link.yaml",
        "relative.yaml",
        "twice.yaml",
        "folder/secret.yaml",
        "folder/project/../secret.yaml",
        "shown/config.yaml",
    ] {
        place.check(way, None);
    }
    let (outcome, opened) = place.generate("round.yaml", None);
    assert!(outcome.diagnostics.has_errors() && opened.len() == 1);
}
