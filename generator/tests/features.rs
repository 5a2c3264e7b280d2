//! The features of a generated crate: each compiles by itself, and types alone need no HTTP.

#![allow(clippy::unwrap_used, clippy::panic)]

use clientwright::names::feature::TLS;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// Two tags, one called like a feature of every crate, and types of every kind that could need more than serde.
const DOCUMENT: &str = "openapi: 3.1.0
info: {title: Features, version: '1'}
servers: [{url: 'https://features.test'}]
paths:
  /things/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string, pattern: '^[a-z]+$'}}
    get:
      tags: [things]
      operationId: getThing
      responses:
        '200': {description: It, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
  /types:
    post:
      tags: [types]
      operationId: upload
      requestBody:
        content: {multipart/form-data: {schema: {$ref: '#/components/schemas/Upload'}}}
      responses:
        '200': {description: Bytes, content: {application/octet-stream: {}}}
webhooks:
  picture:
    post:
      requestBody: {content: {image/png: {}}}
      responses: {'200': {description: Taken}}
components:
  schemas:
    Thing:
      type: object
      required: [made, key]
      properties:
        made: {type: string, format: date-time}
        day: {type: [string, 'null'], format: date}
        key: {type: string, contentEncoding: base64, maxLength: 100}
        name: {type: string, pattern: '^[a-z]+$'}
        kind: {type: string, enum: [a, b]}
    Upload:
      type: object
      required: [picture]
      properties:
        picture: {type: string, format: binary}
        thing: {$ref: '#/components/schemas/Thing'}
";

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A crate of its own with a copy of the runtime.
fn generated() -> TempDir {
    generated_from(DOCUMENT, "--runtime copy")
}

fn generated_from(document: &str, arguments: &str) -> TempDir {
    let place = TempDir::new().unwrap();
    fs::write(place.path().join("api.yaml"), document).unwrap();
    let generate = "generate api.yaml --output . --name features-client";
    let made = Command::new(env!("CARGO_BIN_EXE_clientwright"))
        .args(generate.split(' ').chain(arguments.split(' ')))
        .current_dir(place.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&made.stderr);
    assert!(made.status.success(), "{said}");
    // The versions that are at hand.
    let lock = workspace().join("Cargo.lock");
    if lock.is_file() {
        fs::copy(lock, place.path().join("Cargo.lock")).unwrap();
    }
    place
}

/// What cargo prints about the crate with these features only.
fn cargo(place: &TempDir, arguments: &str, features: &str) -> String {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("..");
    let done = Command::new(env!("CARGO"))
        .args(arguments.split(' '))
        .args(["--offline", "--no-default-features", "--features", features])
        .current_dir(place.path())
        .env("CARGO_TARGET_DIR", target)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{features}: {said}");
    assert!(!said.contains("warning: "), "{features}: {said}");
    String::from_utf8(done.stdout).unwrap()
}

/// The packages in the dependency tree of the crate with these features only.
fn packages(place: &TempDir, features: &str) -> BTreeSet<String> {
    let tree = cargo(place, "tree -e normal --prefix none", features);
    let names = tree.lines().filter_map(|line| line.split(' ').next());
    names.map(str::to_owned).collect()
}

#[test]
fn types_alone_need_no_http() {
    let place = generated();
    let found = packages(&place, "types");
    let known = [
        "features-client",
        "clientwright-runtime",
        "base64",
        "chrono",
        "num-traits",
        "serde",
        "serde_core",
        "serde_json",
        "itoa",
        "memchr",
        "ryu",
        "zmij",
    ];
    let more: Vec<_> = found
        .iter()
        .filter(|name| !known.contains(&name.as_str()))
        .collect();
    assert!(more.is_empty(), "{more:?}");
    assert!(found.contains("serde_json"), "{found:?}");
    assert!(
        found.contains("chrono") && found.contains("base64"),
        "{found:?}"
    );

    let calls = packages(&place, "things");
    assert!(
        calls.contains("http") && !calls.contains("reqwest"),
        "{calls:?}"
    );
    assert!(packages(&place, TLS).contains("reqwest"));
}

#[test]
fn each_feature_compiles_by_itself() {
    let place = generated();
    for features in ["types", "client", "things", "types_api"] {
        cargo(&place, "check", features);
    }
    let modules = fs::read_to_string(place.path().join("src/api/mod.rs")).unwrap();
    let gate = |feature: &str, module: &str| {
        format!("#[cfg(feature = \"{feature}\")]\npub mod {module};\n")
    };
    assert!(modules.contains(&gate("things", "things")), "{modules}");
    assert!(modules.contains(&gate("types_api", "types_")), "{modules}");
    let types = fs::read_to_string(place.path().join("src/types/mod.rs")).unwrap();
    let gate = |tags: &str, file: &str| format!("#[cfg(any({tags}))]\nmod {file};\n");
    let both = r#"feature = "types", feature = "things", feature = "types_api""#;
    assert!(types.contains(&gate(both, "thing")), "{types}");
    let one = r#"feature = "types", feature = "types_api""#;
    assert!(types.contains(&gate(one, "types_upload_form")), "{types}");
    // The call takes the form, so the schema behind it is for those who want all types.
    let all = "#[cfg(feature = \"types\")]\nmod upload;\n";
    assert!(types.contains(all), "{types}");
}

#[test]
fn types_of_plain_values_need_serde_alone() {
    let place = generated_from(
        "openapi: 3.1.0
info: {title: Plain, version: '1'}
paths: {}
components:
  schemas:
    Pair: {type: object, properties: {one: {type: integer, maximum: 7}, other: {type: string}}}
",
        "--runtime copy",
    );
    cargo(&place, "check", "types");
    let found = packages(&place, "types");
    assert!(
        !found.contains("chrono") && !found.contains("base64"),
        "{found:?}"
    );
}

#[test]
fn the_client_and_every_tag_are_on_by_default() {
    let place = generated();
    let manifest = fs::read_to_string(place.path().join("Cargo.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    let brings = |name: &str| -> Vec<&str> {
        let names = manifest["features"][name].as_array().unwrap();
        names.iter().map(|name| name.as_str().unwrap()).collect()
    };
    let on = ["types", "client", TLS, "things", "types_api"];
    assert_eq!(brings("default"), on);
    assert_eq!(brings("things"), ["client"]);
    assert!(brings("types").is_empty());
}

#[test]
fn an_embedded_runtime_needs_no_crate_of_ours() {
    let place = generated_from(DOCUMENT, "--runtime embedded");
    let code = fs::read_to_string(place.path().join("src/runtime/mod.rs")).unwrap();
    assert!(
        code.starts_with("// Generated by `clientwright generate`"),
        "{code}"
    );
    let user = "use features_client::{Client, Error, runtime::Nullable, types::Thing};
        fn main() -> Result<(), Error> {
            let client = Client::builder().build()?;
            let _: (Option<Thing>, Nullable<u8>) = (None, Nullable::Null);
            let request = client.things().get(\"a\").to_request()?;
            assert_eq!(request.uri(), \"https://features.test/things/a\");
            Ok(())
        }";
    fs::create_dir(place.path().join("examples")).unwrap();
    fs::write(place.path().join("examples/user.rs"), user).unwrap();
    cargo(&place, "run --example user", &format!("things,types,{TLS}"));
    fs::remove_dir_all(place.path().join("examples")).unwrap();
    let all = "things,types,gzip,http2,tower,tracing,blocking,runtime-xml";
    cargo(&place, "check", all);
    cargo(&place, "check", "types");
    let types = packages(&place, "types");
    assert!(
        types.contains("chrono") && !types.contains("http"),
        "{types:?}"
    );
    for features in ["types", all] {
        let names = packages(&place, features);
        assert!(!names.contains("clientwright-runtime"), "{names:?}");
    }
}

#[test]
fn an_embedded_runtime_does_for_types_alone() {
    let place = generated_from(DOCUMENT, "--runtime embedded --types-only");
    cargo(&place, "check", "types");
}

#[test]
fn an_embedded_runtime_shares_no_dependency() {
    let place = TempDir::new().unwrap();
    fs::write(place.path().join("api.yaml"), DOCUMENT).unwrap();
    let config = "[input]\ndocument = 'api.yaml'\n[output]\nname = 'x'\ndirectory = 'out'\nruntime = 'embedded'\n";
    let run = |dependency: &str| {
        let config = format!("{config}[output.dependencies]\n{dependency} = '1'\n");
        fs::write(place.path().join("clientwright.toml"), config).unwrap();
        let done = Command::new(env!("CARGO_BIN_EXE_clientwright"))
            .args(["generate", "--config", "clientwright.toml"])
            .current_dir(place.path())
            .output()
            .unwrap();
        let said = String::from_utf8(done.stderr).unwrap();
        (done.status.code(), said)
    };
    let (code, said) = run("serde_json");
    assert!(
        code == Some(1) && said.contains("`serde_json` is a dependency"),
        "{said}"
    );
    assert!(!place.path().join("out").exists());
    assert_eq!(run("uuid").0, Some(0));
}
