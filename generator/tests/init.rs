//! Workspaces around a document: what is in them, that their two commands pass, and that CI sees drift.

#![allow(clippy::unwrap_used, clippy::panic)]

mod place;

use place::Place;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const GOOD: &str = "openapi: 3.0.3
info: {title: Pets & more, version: '1'}
servers: [{url: 'https://pets.test'}]
paths:
  /pets:
    get:
      tags: [pets]
      operationId: listPets
      responses:
        '200': {description: All, content: {application/json: {schema: {$ref: 'parts/pet.yaml'}}}}
";
const PET: &str = "type: object\nproperties: {name: {type: string}}\n";
const OVERLAY: &str = "overlay: 1.0.0\ninfo: {title: T, version: '1'}\nactions:\n- {target: $.info, update: {x-a: 1}}\n";

fn repository() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    root.canonicalize().unwrap()
}

fn pets() -> Place {
    let place = Place::new("");
    fs::create_dir_all(place.path().join("vendor/parts")).unwrap();
    place.write("vendor/api.yaml", GOOD);
    place.write("vendor/parts/pet.yaml", PET);
    place.write("own.overlay.yaml", OVERLAY);
    place
}

/// Runs a chore of the workspace in the folder `new`, without a network.
fn xtask(place: &Place, arguments: &str) -> (bool, String) {
    let new = place.path().join("new");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("..");
    let done = Command::new(env!("CARGO"))
        .arg("xtask")
        .args(arguments.split(' '))
        .current_dir(new)
        .env("CARGO_NET_OFFLINE", "true")
        .env("CARGO_TARGET_DIR", target)
        .output()
        .unwrap();
    let said = String::from_utf8([done.stdout, done.stderr].concat()).unwrap();
    (done.status.success(), said)
}

#[test]
fn the_two_commands_of_a_new_workspace_pass() {
    let place = pets();
    // What is compiled already; `tests/features.rs` compiles a copied runtime.
    let repository = repository();
    let arguments = format!(
        "init new --spec vendor/api.yaml --overlay own.overlay.yaml --runtime path:{0}/runtime",
        repository.display()
    );
    let (code, _, said) = place.run(&arguments);
    assert_eq!(code, 0, "{said}");
    // The library is the one that the command was built from, and not a published version that there may not be.
    let generator = repository.join("generator");
    assert!(said.contains(&generator.display().to_string()), "{said}");
    let new = place.path().join("new");
    let read = |name: &str| fs::read_to_string(new.join(name)).unwrap();
    assert_eq!(read("spec/api.yaml"), GOOD, "byte for byte");
    assert_eq!(read("spec/parts/pet.yaml"), PET, "what it refers to, too");
    assert_eq!(read("spec/own.overlay.yaml"), OVERLAY);
    assert!(read("README.md").starts_with("# pets-more-client\n"));
    // The versions that are at hand.
    for folder in ["", "xtask"] {
        fs::copy(
            repository.join("Cargo.lock"),
            new.join(folder).join("Cargo.lock"),
        )
        .unwrap();
    }
    let (passed, said) = xtask(&place, "codegen");
    assert!(passed && said.contains("files"), "{said}");
    let (passed, said) = xtask(&place, "test");
    assert!(passed, "{said}");
    assert!(
        said.contains("0 changed"),
        "the drift check comes first: {said}"
    );

    let client = new.join("client/src/client.rs");
    fs::write(
        &client,
        read("client/src/client.rs").replace("pub fn", "pub  fn"),
    )
    .unwrap();
    let (passed, said) = xtask(&place, "test");
    assert!(!passed && said.contains("cargo xtask codegen"), "{said}");
    let (code, _, said) = place.run(&arguments);
    assert!(code == 2 && said.contains("exists"), "{said}");
}

#[test]
fn nothing_is_begun_for_a_document_that_is_refused() {
    let place = pets();
    place.write("vendor/parts/pet.yaml", "type: [\n");
    let (code, _, said) = place.run("init new --spec vendor/api.yaml");
    assert!(code == 1 && said.contains("pet.yaml"), "{said}");
    for wrong in [
        "init new --spec no.yaml",
        "init new --spec vendor/api.yaml --name 1",
        "init new --spec vendor/api.yaml --runtime nonsense",
        "init new --spec vendor/api.yaml --library vendor",
        "init new",
    ] {
        let (code, _, said) = place.run(wrong);
        assert_eq!(code, 2, "{wrong}: {said}");
    }
    assert!(!place.path().join("new").exists());
}

#[test]
fn the_configuration_says_where_things_are_as_it_sees_them() {
    let place = pets();
    let runtime = repository().join("runtime");
    let (code, _, said) = place.run(&format!(
        "init new --spec vendor/api.yaml --name my-pets --library {}/generator --runtime path:{}",
        repository().display(),
        runtime.display()
    ));
    assert_eq!(code, 0, "{said}");
    let config = fs::read_to_string(place.path().join("new/spec/clientwright.toml")).unwrap();
    assert!(config.contains("name = \"my-pets\""), "{config}");
    let (code, _, said) = place.run("generate --config new/spec/clientwright.toml");
    assert_eq!(code, 0, "{said}");
    let manifest = fs::read_to_string(place.path().join("new/client/Cargo.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    let found = manifest["dependencies"]["clientwright-runtime"]["path"]
        .as_str()
        .unwrap();
    let found = place.path().join("new/client").join(found);
    assert_eq!(found.canonicalize().unwrap(), runtime);
}

/// The drift check of the action and of the hook, with the command that is tested.
fn hook(place: &Place, arguments: &[&str]) -> (i32, String) {
    let done = Command::new(repository().join("hooks/check-drift"))
        .args(arguments)
        .current_dir(place.path())
        .env("CLIENTWRIGHT", env!("CARGO_BIN_EXE_clientwright"))
        .output()
        .unwrap();
    let said = String::from_utf8([done.stdout, done.stderr].concat()).unwrap();
    (done.status.code().unwrap(), said)
}

#[test]
#[cfg(unix)]
fn the_hook_and_the_action_see_drift() {
    let place = pets();
    let config =
        "[input]\ndocument = '../vendor/api.yaml'\n[output]\nname = 'pets'\ndirectory = '../out'\n";
    for folder in ["spec", "other"] {
        fs::create_dir(place.path().join(folder)).unwrap();
        let config = config.replace("../out", &format!("../{folder}/out"));
        place.write(&format!("{folder}/clientwright.toml"), &config);
    }
    assert_eq!(hook(&place, &[]).0, 1, "nothing is there yet");
    let both = ["spec/clientwright.toml", "other/clientwright.toml"];
    for config in both {
        place.run(&format!("generate --config {config}"));
    }
    let (code, said) = hook(&place, &both);
    assert_eq!(code, 0, "{said}");
    fs::remove_file(place.path().join("spec/out/src/lib.rs")).unwrap();
    let (code, said) = hook(&place, &both);
    assert!(code == 1 && said.contains("src/lib.rs"), "{said}");

    let yaml = |name: &str| {
        let text = fs::read_to_string(repository().join(name)).unwrap();
        let (mut sources, mut found) = Default::default();
        let file = clientwright::source::SourceMap::add(&mut sources, name, text);
        let tree = clientwright::document::read(
            &sources,
            file,
            &clientwright::limits::Limits::default(),
            &mut found,
        )
        .unwrap();
        clientwright::model::json(&tree)
    };
    let hooks = yaml(".pre-commit-hooks.yaml");
    assert_eq!(hooks[0]["entry"], "hooks/check-drift");
    assert_eq!(hooks[0]["args"][0], "spec/clientwright.toml");
    let step = &yaml("action.yml")["runs"]["steps"][0];
    assert!(step["run"].as_str().unwrap().contains("/hooks/check-drift"));
}
