//! The command as people and CI call it: exit codes, what it says, what it writes.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const GOOD: &str = "openapi: 3.0.3
info: {title: Pets, version: '1'}
servers: [{url: 'https://pets.test'}]
paths:
  /pets:
    get:
      tags: [pets]
      operationId: listPets
      responses:
        '200': {description: All, content: {application/json: {schema: {type: array, items: {type: string}}}}}
";

struct Place(TempDir);

impl Place {
    fn new(document: &str) -> Self {
        let place = Self(TempDir::new().unwrap());
        place.write("api.yaml", document);
        place
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).unwrap();
    }

    fn run(&self, arguments: &str) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_clientwright"));
        let command = command
            .args(arguments.split_whitespace())
            .current_dir(self.path());
        let Output {
            status,
            stdout,
            stderr,
        } = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (status.code().unwrap(), text(stdout), text(stderr))
    }
}

const GENERATE: &str = "generate api.yaml --output out --name pets-client";

#[test]
fn a_crate_is_generated_once_and_then_up_to_date() {
    let place = Place::new(GOOD);
    let (code, _, said) = place.run(GENERATE);
    assert_eq!(code, 0, "{said}");
    assert!(place.path().join("out/src/lib.rs").is_file());
    assert!(
        place.path().join("out/runtime/src/lib.rs").is_file(),
        "the runtime is copied"
    );
    let written = fs::metadata(place.path().join("out/src/lib.rs"))
        .unwrap()
        .modified()
        .unwrap();
    let (code, _, said) = place.run(GENERATE);
    assert_eq!(code, 0);
    assert!(said.contains("all up to date"), "{said}");
    let again = fs::metadata(place.path().join("out/src/lib.rs"))
        .unwrap()
        .modified()
        .unwrap();
    assert_eq!(written, again, "files that do not change are not touched");
    assert_eq!(place.run(&format!("{GENERATE} --check")).0, 0);
}

#[test]
fn check_names_every_difference_and_what_mends_it() {
    let place = Place::new(GOOD);
    place.run(GENERATE);
    let out = place.path().join("out");
    let lib = fs::read_to_string(out.join("src/lib.rs")).unwrap();
    fs::write(out.join("src/lib.rs"), lib.replace("Pets", "Dogs")).unwrap();
    fs::remove_file(out.join("src/client.rs")).unwrap();
    let stray = fs::read_to_string(out.join("src/api/mod.rs")).unwrap();
    fs::write(out.join("src/api/old.rs"), stray).unwrap();
    let (code, _, said) = place.run(&format!("{GENERATE} --check"));
    assert_eq!(code, 1);
    for expected in [
        "src/lib.rs",
        "-//! Dogs",
        "+//! Pets",
        "src/client.rs",
        "missing",
        "src/api/old.rs",
        "left over",
        "clientwright generate api.yaml --output out --name pets-client",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    assert_eq!(place.run(GENERATE).0, 0);
    assert_eq!(fs::read_to_string(out.join("src/lib.rs")).unwrap(), lib);
    assert!(!out.join("src/api/old.rs").exists());
}

#[test]
fn a_faulty_document_touches_nothing() {
    let place = Place::new(GOOD);
    place.run(GENERATE);
    let lib = fs::read_to_string(place.path().join("out/src/lib.rs")).unwrap();
    for faulty in [
        "",
        "a: [",
        "name: x",
        "{\"openapi\": \"3.0.0\"",
        "openapi: 2",
    ] {
        place.write("api.yaml", faulty);
        let (code, _, said) = place.run(GENERATE);
        assert_eq!(code, 1, "{faulty}: {said}");
        assert!(said.contains("api.yaml:"), "{said}");
        assert_eq!(
            fs::read_to_string(place.path().join("out/src/lib.rs")).unwrap(),
            lib
        );
    }
}

#[test]
fn wrong_usage_is_told_from_a_wrong_document() {
    let place = Place::new(GOOD);
    place.write("bad.toml", "[output]\nnmae = 'x'\n");
    for arguments in [
        "",
        "generate",
        "generate api.yaml",
        "generate nothing.yaml --output out --name x-client",
        "generate api.yaml --output out --name x-client --allow nonsense",
        "generate api.yaml --output out --name x-client --runtime nonsense",
        "generate --config bad.toml",
        "generate --config nothing.toml",
        "frobnicate",
        "explain nonsense",
    ] {
        let (code, _, said) = place.run(arguments);
        assert_eq!(code, 2, "{arguments}: {said}");
        assert!(!said.is_empty());
    }
    assert!(!place.path().join("out").exists());
}

#[test]
fn overlays_and_allowances_count() {
    let place = Place::new(&GOOD.replace("paths:", "paths:\n  /up:\n    post: {requestBody: {content: {multipart/form-data: {schema: {type: object}}}}, responses: {'200': {description: A}}}"));
    assert_eq!(place.run(GENERATE).0, 1);
    let (code, report, said) = place.run(&format!(
        "{GENERATE} --allow unsupported-media-type --report json"
    ));
    assert_eq!(code, 0, "{said}");
    assert!(report.contains("unsupported-media-type"), "{report}");
    place.write(
        "o.yaml",
        "overlay: 1.0.0\ninfo: {title: T, version: '1'}\nactions:\n- {target: \"$.paths['/up']\", remove: true}\n",
    );
    let (code, _, said) = place.run(&format!("{GENERATE} --overlay o.yaml"));
    assert_eq!(code, 0, "{said}");
}

#[test]
fn every_code_is_explained() {
    let place = Place::new(GOOD);
    let (code, listed, _) = place.run("explain");
    assert_eq!(code, 0);
    for known in clientwright::diagnostic::Code::ALL {
        assert!(listed.contains(known.slug()));
        let (code, text, _) = place.run(&format!("explain {known}"));
        assert_eq!(code, 0);
        assert!(text.len() > known.slug().len(), "{text}");
    }
}
