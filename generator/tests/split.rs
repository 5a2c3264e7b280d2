//! A crate that is split by tags is to its users what it is without, and is built of several.

#![allow(clippy::unwrap_used, clippy::panic)]

mod place;

use place::Place;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What tags share and what they do not, calls without a tag, types that no call leads to, and XML in two crates.
const DOCUMENT: &str = "openapi: 3.1.0
info: {title: Split, version: '1'}
servers: [{url: 'https://split.test'}]
paths:
  /ping:
    get: {operationId: ping, responses: {'200': {description: Up, content: {application/json: {schema: {$ref: '#/components/schemas/Status'}}}}}}
  /pets/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string, pattern: '^[a-z]+$'}}
    get:
      tags: [pets]
      operationId: getPet
      responses:
        '200': {description: It, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
        '404': {description: None, content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}
    put:
      tags: [pets]
      operationId: putPet
      requestBody: {required: true, content: {application/xml: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses:
        '200': {description: It, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
  /owners/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
    get:
      tags: [owners]
      operationId: getOwner
      responses:
        '200': {description: One, content: {application/xml: {schema: {$ref: '#/components/schemas/Owner'}}}}
  /toys:
    get:
      tags: [toys]
      operationId: listToys
      parameters: [{name: cursor, in: query, schema: {type: string}}]
      responses:
        '200': {description: All, content: {application/json: {schema: {type: object, required: [items], properties: {items: {type: array, items: {$ref: '#/components/schemas/Toy'}}, next_cursor: {type: string}}}}}}
  /types:
    get:
      tags: [types]
      operationId: listTypes
      responses: {'200': {description: All, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Status'}}}}}}
webhooks:
  born:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Alone'}}}}
      responses: {'200': {description: Taken}}
components:
  schemas:
    Pet:
      type: object
      required: [name, kind]
      properties:
        name: {type: string, maxLength: 20}
        kind: {type: string, enum: [cat, dog]}
        address: {$ref: '#/components/schemas/Address'}
        diet: {oneOf: [{$ref: '#/components/schemas/Fish'}, {$ref: '#/components/schemas/Meat'}]}
    Fish: {type: object, required: [fins], properties: {fins: {type: integer}}}
    Meat: {type: object, required: [grams], properties: {grams: {type: integer}}}
    Owner:
      type: object
      required: [name]
      properties:
        name: {type: string}
        address: {$ref: '#/components/schemas/Address'}
        born: {type: string, format: date-time}
    Address: {type: object, required: [city], properties: {city: {type: string}, at: {$ref: '#/components/schemas/Point'}}}
    Point: {type: object, properties: {x: {type: number}, y: {type: number}}}
    Toy: {type: object, required: [name], properties: {name: {type: string}, of: {$ref: '#/components/schemas/Toy'}}}
    Problem: {type: object, properties: {title: {type: string}}}
    Status: {type: string, enum: [up, down]}
    Alone: {type: object, properties: {fish: {$ref: '#/components/schemas/Fish'}, more: {type: array, items: {type: string}}}}
";

/// A program of whoever uses the crate: every module, and calls that go to a stand-in for the service.
const USER: &str = r#"
use split_client::runtime::blocking::{Wait, WaitEach};
use split_client::runtime::ErrorKind;
use split_client::testing::MockServer;
use split_client::{Client, ClientBuilder, Error, Server, api, types, watch, webhooks};

fn main() -> Result<(), Error> {
    let _: (Option<api::pets::Pets>, Option<api::types_::Types>) = (None, None);
    let born: webhooks::Born = split_client::runtime::from_json(b"{\"fish\": {\"fins\": 2}}").unwrap();
    assert_eq!(born.fish, Some(types::Fish::new(2)));
    let pet = types::Pet::new("Tom", types::PetKind::Cat)
        .address(types::Address::new("Rome").at(types::Point::new().x(1.0)))
        .diet(types::Fish::new(3));

    let server = MockServer::new();
    let builder: ClientBuilder = server.builder().server(Server::SplitTest);
    let client: Client = builder.attempt_middleware(watch::new()).build()?;
    let request = client.owners().get("1").to_request()?;
    assert_eq!(request.uri(), "https://split.test/owners/1");
    server.expect().pets().get().matching(&client.pets().get("tom")).returns(pet.clone());
    server.expect().ping().returns(types::Status::Up);
    assert_eq!(client.pets().get("tom").wait()?, pet);
    assert_eq!(client.ping().wait()?, types::Status::Up);
    let request = client.pets().put("tom", pet).to_request()?;
    assert_eq!(request.headers()["content-type"], "application/xml");
    let refused = client.pets().get("Tom").wait().unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::InvalidArgument);

    let page = types::ToysListResponse::new([types::Toy::new("ball")]);
    server.expect().toys().list().returns(page);
    let toys: Result<Vec<types::Toy>, Error> = client.toys().list().items().wait_each().collect();
    assert_eq!(toys?.len(), 1);
    server.verify().unwrap();
    Ok(())
}
"#;

/// So many small operations that their tag is worth a crate of its own.
fn many(tag: &str, name: &str) -> String {
    let line = |at| {
        format!(
            "  /{name}/-/{at}: {{get: {{tags: ['{tag}'], operationId: {name}No{at}, responses: {{'204': {{description: A}}}}}}}}\n"
        )
    };
    (0..40).map(line).collect()
}

/// All that a crate can have, without a TLS library to compile.
const FEATURES: &str = "types,client,pets,owners,toys,types_api,testing,watch,blocking";

/// The document, with so many more operations of two tags that they are worth crates of their own.
fn document() -> String {
    let more = many("pets", "pets") + &many("owners", "owners");
    DOCUMENT.replacen("paths:\n", &format!("paths:\n{more}"), 1)
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Generates into `out`, and says which files there are, by their path.
fn generate(place: &Place, arguments: &str) -> BTreeMap<String, String> {
    let command = format!("generate api.yaml --output out --name split-client {arguments}");
    let (code, _, said) = place.run(&command);
    assert_eq!(code, 0, "{said}");
    assert_eq!(place.run(&format!("{command} --check")).0, 0, "{arguments}");
    let mut found = BTreeMap::new();
    read(&place.path().join("out"), "", &mut found);
    found
}

fn read(folder: &Path, prefix: &str, found: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{prefix}{}", entry.file_name().into_string().unwrap());
        if entry.path().is_dir() {
            // A folder is an entry too, so that none stays behind without files.
            found.insert(format!("{path}/"), String::new());
            read(&entry.path(), &format!("{path}/"), found);
        } else {
            found.insert(path, fs::read_to_string(entry.path()).unwrap());
        }
    }
}

/// What cargo prints about the crate in `out`, a member of a workspace, as its parts are then.
fn cargo(place: &Place, arguments: &str, features: &str) -> String {
    let lock = workspace().join("Cargo.lock");
    fs::copy(lock, place.path().join("Cargo.lock")).unwrap();
    place.write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"out\"]\n",
    );
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("..");
    let done = Command::new(env!("CARGO"))
        .args(arguments.split(' '))
        .args(["--offline", "--no-default-features", "--features", features])
        .current_dir(place.path().join("out"))
        .env("CARGO_TARGET_DIR", target)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    let out = String::from_utf8(done.stdout).unwrap();
    assert!(done.status.success(), "{arguments} {features}: {said}{out}");
    assert!(
        !said.contains("warning: "),
        "{arguments} {features}: {said}"
    );
    out
}

fn from_runtime() -> String {
    format!("--runtime path:{}", workspace().join("runtime").display())
}

#[test]
fn users_see_no_difference() {
    let place = Place::new(&document());
    let runtime = from_runtime();
    let run = |split: &str| {
        generate(&place, &format!("{runtime} {split}"));
        fs::create_dir_all(place.path().join("out/examples")).unwrap();
        place.write("out/examples/user.rs", USER);
        cargo(&place, "run -q --example user", FEATURES);
    };
    run("");
    run("--split");
    // Each feature by itself brings what it needs, and nothing of other crates.
    for features in ["types", "client", "pets", "toys,testing"] {
        cargo(&place, "check -q --lib", features);
    }
    let tree = cargo(&place, "tree -e normal --prefix none", "pets");
    assert!(tree.contains("split-client-api-pets"), "{tree}");
    assert!(!tree.contains("split-client-api-owners"), "{tree}");
    // The examples in the documentation of a part name the whole.
    let parts = "test -q --doc -p split-client-api-pets -p split-client-api-1";
    let features =
        "split-client-api-pets/pets,split-client-api-1/toys,split-client-api-1/types_api";
    let said = cargo(&place, parts, features);
    assert!(said.contains("test result: ok. 4"), "{said}");
}

/// What a walk reads and asks next may live in another crate, where neither literals nor a `match` of all
/// variants will do.
#[test]
fn walks_go_by_types_of_another_crate() {
    let spec = workspace().join("spec");
    let text = fs::read_to_string(spec.join("aitoearn.openapi.yaml")).unwrap();
    let tag = "渠道管理/作品";
    let start = text.find("\npaths:\n").unwrap() + "\npaths:\n".len();
    let length = text[start..].find("\ncomponents:").unwrap() + 1;
    let paths = &text[start..start + length];
    let others = paths
        .replace("/works/", "/others/")
        .replace(tag, "others")
        .replace("WorksController", "OthersController");
    let paths = [
        paths,
        &others,
        &many(tag, "works"),
        &many("others", "others"),
    ]
    .concat();
    let place = Place::new(&[&text[..start], &paths, &text[start + length..]].concat());
    let overlay = spec.join("aitoearn.overlay.yaml");
    let arguments = format!("{} --split --overlay {}", from_runtime(), overlay.display());
    let files = generate(&place, &arguments);
    let others = &files["crates/split-client-api-others/src/api/others.rs"];
    assert!(others.contains("_ => Next::end()"), "{others}");
    assert!(files.contains_key("crates/split-client-types/src/types/page_info.rs"));
    cargo(&place, "check -q --lib", "works,others");
}

#[test]
fn types_live_with_the_only_tag_that_leads_to_them() {
    let place = Place::new(&document());
    let files = generate(&place, &format!("{} --split", from_runtime()));
    let lives = |file: &str, krate: &str| {
        for half in ["types", "wire"] {
            let path = format!("{krate}src/{half}/{file}.rs");
            assert!(files.contains_key(&path), "{path}: {:#?}", files.keys());
        }
    };
    lives("owner", "crates/split-client-api-owners/");
    lives("pet", "crates/split-client-api-pets/");
    lives("toy", "crates/split-client-api-1/");
    lives("address", "crates/split-client-types/");
    lives("point", "crates/split-client-types/");
    // The client's own operation and a tag, a webhook and a tag.
    lives("status", "crates/split-client-types/");
    lives("fish", "crates/split-client-types/");
    lives("alone", "");
    for krate in ["pets", "owners", "1"] {
        let manifest = &files[&format!("crates/split-client-api-{krate}/Cargo.toml")];
        assert!(
            manifest.contains("It is a part of split-client."),
            "{manifest}"
        );
    }
    let readme = &files["README.md"];
    assert!(readme.contains("## Its crates"), "{readme}");
}

#[test]
fn switching_leaves_nothing_behind() {
    let place = Place::new(&document());
    for runtime in ["copy", "embedded", "version:0.1.0"] {
        let arguments = format!("--runtime {runtime}");
        let whole = generate(&place, &arguments);
        let split = generate(&place, &format!("{arguments} --split"));
        assert!(!whole.contains_key("crates/") && split.contains_key("crates/"));
        assert!(generate(&place, &arguments) == whole, "{runtime}");
        let again = generate(&place, &format!("{arguments} --split"));
        assert!(again == split, "{runtime}");
    }
}

#[test]
fn the_runtime_is_one_more_crate_where_it_is_embedded() {
    let place = Place::new(&document());
    let files = generate(&place, "--runtime embedded --split");
    let manifest = &files["crates/split-client-runtime/Cargo.toml"];
    assert!(manifest.contains("\nname = \"split-client-runtime\"\n"));
    assert!(!files.contains_key("src/runtime/mod.rs"));
    cargo(&place, "check -q --lib", "types,client,toys");
    generate(&place, "--runtime copy --split");
    cargo(&place, "check -q --lib", "types,client,toys");
}

#[test]
fn the_configuration_can_ask_for_it() {
    let place = Place::new(&document());
    let config = "[input]\ndocument = 'api.yaml'\n[output]\nname = 'split-client'\ndirectory = 'out'\nsplit = true\n";
    place.write("clientwright.toml", config);
    let (code, _, said) = place.run("generate --config clientwright.toml");
    assert_eq!(code, 0, "{said}");
    assert!(place.path().join("out/crates/split-client-types").is_dir());
}

#[test]
fn what_has_no_tags_stays_one_crate() {
    let place = Place::new(
        "{openapi: 3.0.3, info: {title: T, version: '1'}, paths: {/a: {get: {responses: {'204': {description: A}}}}}}",
    );
    let whole = generate(&place, "--runtime embedded");
    assert!(generate(&place, "--runtime embedded --split") == whole);
    let place = Place::new(&document());
    let whole = generate(&place, "--types-only");
    assert!(generate(&place, "--types-only --split") == whole);
}

/// The first line of help is enough for the user to do it.
#[test]
fn a_large_crate_is_told_of() {
    let filler = "x".repeat(60_000);
    let mut document = document();
    for at in 0..70 {
        let _ = writeln!(
            document,
            "    Large{at}: {{type: object, description: '{filler}', properties: {{a: {{type: string}}}}}}"
        );
    }
    let place = Place::new(&document);
    let generate = "generate api.yaml --output out --name split-client";
    let (code, _, said) = place.run(generate);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("note[large-crate]"), "{said}");
    assert!(said.contains("`split = true` in `[output]`"), "{said}");
    let (_, _, said) = place.run(&format!("{generate} --split"));
    assert!(!said.contains("large-crate"), "{said}");
}
