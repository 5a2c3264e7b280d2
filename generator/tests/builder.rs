//! Generating from a build script.

#![allow(clippy::unwrap_used, clippy::panic)]

use clientwright::config::Selector;
use clientwright::{BuildError, Builder};
use std::fs;

const PETS: &str = "openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets: {get: {tags: [pets], responses: {'200': {description: A, content: {application/json: {schema: {$ref: 'pet.yaml'}}}}}}}
  /owners: {get: {tags: [owners], responses: {'204': {description: A}}}}
";

#[test]
fn a_module_is_written_and_what_was_read_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("pets.yaml"), PETS).unwrap();
    fs::write(at("pet.yaml"), "type: object\ndescripton: typo\n").unwrap();
    let build = || {
        Builder::new(at("pets.yaml"))
            .module("pets")
            .include(Selector::parse("tag:pets").unwrap())
            .write_to(at("out"))
            .unwrap()
    };
    let built = build();
    let names: Vec<_> = built
        .read
        .iter()
        .map(|path| path.file_name().unwrap())
        .collect();
    assert_eq!(names, ["pet.yaml", "pets.yaml"]);
    assert!(
        built.warnings[0].contains("descripton"),
        "{:?}",
        built.warnings
    );
    let entry = fs::read_to_string(at("out/pets/include.rs")).unwrap();
    assert!(entry.contains("pub mod pets;"), "{entry}");
    let client = fs::read_to_string(at("out/pets/client.rs")).unwrap();
    assert!(client.contains("use crate::pets::"), "{client}");
    assert!(at("out/pets/api/pets.rs").is_file() && !at("out/pets/api/owners.rs").exists());
    assert!(!at("out/pets/Cargo.toml").exists());

    let written = fs::metadata(at("out/pets/client.rs"))
        .unwrap()
        .modified()
        .unwrap();
    build();
    let again = fs::metadata(at("out/pets/client.rs"))
        .unwrap()
        .modified()
        .unwrap();
    assert_eq!(written, again, "what is the same is not compiled again");
}

#[test]
fn a_lock_that_is_not_there_was_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(
        at("pets.yaml"),
        "{openapi: 3.0.3, info: {title: Pets, version: '1'}, paths: {}}",
    )
    .unwrap();
    fs::write(at("pets.toml"), "[input]\ndocument = 'pets.yaml'\n").unwrap();
    let build = || {
        Builder::from_config(at("pets.toml"))
            .unwrap()
            .write_to(at("out"))
    };
    assert_eq!(build().unwrap().read, [at("pets.toml"), at("pets.yaml")]);
    fs::write(at("pets.lock"), "").unwrap();
    let read = [at("pets.lock"), at("pets.toml"), at("pets.yaml")];
    assert_eq!(build().unwrap().read, read);
}

#[test]
fn what_is_wrong_is_told_as_people_read_it() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("pets.yaml");
    fs::write(&document, "openapi: 3.0.3\npaths: [\n").unwrap();
    let error = Builder::new(&document).write_to(folder.path()).unwrap_err();
    assert!(matches!(&error, BuildError::Refused(said) if said.contains("pets.yaml:")));
    assert!(format!("{error:?}").contains("\n  |"), "{error:?}");
    for name in ["Pets", "fn", "std", "a-b"] {
        let error = Builder::new(&document).module(name).write_to(folder.path());
        assert!(matches!(error, Err(BuildError::Module(_))), "{name}");
    }
    let config = folder.path().join("clientwright.toml");
    fs::write(&config, "[otuput]\n").unwrap();
    assert!(Builder::from_config(&config).is_err());
}
