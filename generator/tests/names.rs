//! Names are stable: a growing document renames nothing, and the order of components has no say.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use clientwright::config::Config;
use clientwright::diagnostic::render;
use clientwright::report::Format;
use clientwright::source::MemoryFiles;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The names of a document's items and members, by place.
fn names(document: &Value) -> BTreeMap<String, String> {
    let bytes = serde_json::to_vec(document).unwrap();
    let files = MemoryFiles([("d.json".into(), bytes)].into());
    let mut config = Config::default();
    config.input.document = "d.json".into();
    let outcome = clientwright::check(&config, &files);
    let found = outcome.diagnostics.sorted().into_iter();
    let said: String = found.map(|one| render(one, &outcome.sources)).collect();
    let report: Value = serde_json::from_str(&outcome.report(Format::Json).expect(&said)).unwrap();
    let mut all = BTreeMap::new();
    for map in ["names", "members"] {
        for (pointer, path) in report[map].as_object().unwrap() {
            all.insert(
                format!("{map} {pointer}"),
                path.as_str().unwrap().to_owned(),
            );
        }
    }
    all
}

/// A source of choices that is the same everywhere.
struct Choices(u64);

impl Choices {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) as usize % end
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }

    fn shuffle(&mut self, map: &mut Map<String, Value>) {
        let mut entries: Vec<(String, Value)> = std::mem::take(map).into_iter().collect();
        while !entries.is_empty() {
            let (key, value) = entries.swap_remove(self.below(entries.len()));
            map.insert(key, value);
        }
    }
}

const WORDS: &[&str] = &[
    "Pet",
    "pet",
    "PET",
    "Option",
    "self",
    "type",
    "com.example.v1.Pet",
    "com.example.v2.Pet",
    "Order.Item",
    "Page[com.example.v1.Pet]",
    "components-schemas-Pet",
    "渠道",
    "Größe",
    "+1",
    "-1",
    "1",
    "a-b",
    "a_b",
    "a b",
    "petStatus",
    "status",
    "items",
    "PetItem",
    "core",
    "\u{e000}",
    "",
];
const TAGS: &[&str] = &["pets", "Pets", "error", "core", "渠道", "users"];
const IDS: &[&str] = &[
    "pets_list",
    "PetsController_list_v2",
    "pets/list",
    "get",
    "listPets",
    "new",
    "列表",
];

fn schema(choices: &mut Choices, depth: usize) -> Value {
    match choices.below(if depth > 3 { 3 } else { 6 }) {
        0 => json!({"type": "string"}),
        1 => json!({"type": "string", "enum": [choices.of(WORDS), "STATUS_A", "STATUS_B"]}),
        2 => json!({"$ref": "#/components/schemas/Anchor"}),
        3 => json!({"type": "array", "items": schema(choices, depth + 1)}),
        _ => {
            let mut properties = Map::new();
            for _ in 0..choices.below(5) {
                properties.insert(choices.of(WORDS).to_owned(), schema(choices, depth + 1));
            }
            json!({"type": "object", "properties": properties})
        }
    }
}

fn operation(choices: &mut Choices) -> Value {
    let body = json!({"application/json": {"schema": schema(choices, 0)}});
    let mut operation = json!({"responses": {"200": {"description": "A", "content": body}}});
    if choices.below(3) > 0 {
        operation["tags"] = json!([choices.of(TAGS)]);
    }
    operation
}

fn document(choices: &mut Choices) -> Value {
    let (mut schemas, mut paths) = (Map::new(), Map::new());
    schemas.insert("Anchor".to_owned(), json!({"type": "object"}));
    for _ in 0..8 {
        let name = choices.of(WORDS).to_owned();
        // A component is an object, so that each has a type of its own.
        let properties = json!({choices.of(WORDS): schema(choices, 1), "b": schema(choices, 1)});
        schemas.insert(name, json!({"type": "object", "properties": properties}));
    }
    let mut ids: Vec<&str> = IDS.to_vec();
    for path in ["/pets", "/pet", "/api/v1/users", "/users/items", "/渠道"] {
        let mut item = json!({"get": operation(choices), "post": operation(choices)});
        if choices.below(2) == 0 {
            item["get"]["operationId"] = json!(ids.remove(choices.below(ids.len())));
        }
        paths.insert(path.to_owned(), item);
    }
    json!({
        "openapi": "3.0.3",
        "info": {"title": "T", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
    })
}

#[test]
fn a_growing_document_renames_nothing() {
    for seed in 0..40 {
        let mut choices = Choices(seed);
        let before = document(&mut choices);
        let mut after = before.clone();
        let schemas = after["components"]["schemas"].as_object_mut().unwrap();
        schemas.insert(
            "AAA Zebra".to_owned(),
            json!({"type": "object", "properties": {"stripes": schema(&mut choices, 1)}}),
        );
        choices.shuffle(schemas);
        let paths = after["paths"].as_object_mut().unwrap();
        let mut added = operation(&mut choices);
        added["operationId"] = json!("AAA feed zebra");
        paths.insert("/aaa/zebras".to_owned(), json!({"put": added}));
        let (before, after) = (names(&before), names(&after));
        for (place, name) in &before {
            assert_eq!(after.get(place), Some(name), "{seed}: {place}");
        }
        assert!(after.len() > before.len());
    }
}

#[test]
fn the_order_of_components_has_no_say() {
    for seed in 0..40 {
        let mut choices = Choices(seed);
        let before = document(&mut choices);
        let mut after = before.clone();
        choices.shuffle(after["components"]["schemas"].as_object_mut().unwrap());
        choices.shuffle(after.as_object_mut().unwrap());
        assert_eq!(names(&before), names(&after), "{seed}");
    }
}

#[test]
fn files_differ_on_systems_that_ignore_case() {
    let mut schemas = Map::new();
    for word in WORDS
        .iter()
        .chain(&["con", "COM1", "nul", "aux.h", "mod", "std"])
    {
        schemas.insert((*word).to_owned(), json!({"type": "object"}));
    }
    let document = json!({
        "openapi": "3.0.3",
        "info": {"title": "T", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    });
    let files = MemoryFiles([("d.json".into(), serde_json::to_vec(&document).unwrap())].into());
    let mut config = Config::default();
    config.input.document = "d.json".into();
    config.output.crate_name = "x".to_owned();
    let outcome = clientwright::generate(&config, &files);
    assert!(
        !outcome.diagnostics.has_errors(),
        "{:?}",
        outcome.diagnostics
    );
    let mut seen = BTreeSet::new();
    for file in &outcome.files {
        assert!(seen.insert(file.path.to_lowercase()), "{}", file.path);
        let stem = file
            .path
            .rsplit('/')
            .next()
            .unwrap()
            .split('.')
            .next()
            .unwrap();
        assert!(
            !["con", "com1", "nul", "aux", "std"].contains(&stem),
            "{}",
            file.path
        );
    }
}

#[test]
fn everything_can_be_pinned_by_its_place() {
    let document = json!({
        "openapi": "3.0.3",
        "info": {"title": "T", "version": "1"},
        "servers": [{"url": "https://a.test"}],
        "tags": [{"name": "pets"}],
        "paths": {"/pets": {"get": {
            "tags": ["pets"],
            "parameters": [{"name": "q", "in": "query", "schema": {"type": "string"}}],
            "responses": {"200": {"description": "A", "content": {"application/json": {"schema": {
                "type": "object", "properties": {"kind": {"$ref": "#/components/schemas/Any"}}}}}}}
        }}},
        "components": {
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "x-key"}},
            "schemas": {
                "Status": {"type": "string", "enum": ["a", "b", "a"]},
                "Any": {"oneOf": [{"type": "string"}, {"type": "integer"}]},
                "Pet": {"type": "object", "properties": {
                    "name": {"type": "string"},
                    "owner": {"type": "object", "properties": {"a": {"type": "string"}}},
                }},
            },
        },
    });
    let body = "#/paths/~1pets/get/responses/200/content/application~1json/schema";
    let pins = [
        ("#/servers/0", "Home", "Server::Home"),
        (
            "#/components/securitySchemes/key",
            "secret",
            "ClientBuilder::secret",
        ),
        ("#/tags/0", "animals", "api::animals::Animals"),
        (
            "#/paths/~1pets/get",
            "every",
            "api::animals::Animals::every",
        ),
        (
            "#/paths/~1pets/get/parameters/0",
            "text",
            "api::animals::Every::text",
        ),
        (body, "Found", "types::Found"),
        ("#/components/schemas/Status", "State", "types::State"),
        (
            "#/components/schemas/Status/enum/1",
            "Bee",
            "types::State::Bee",
        ),
        (
            "#/components/schemas/Any/oneOf/0",
            "Words",
            "types::Any::Words",
        ),
        (
            "#/components/schemas/Pet/properties/name",
            "called",
            "types::Pet::called",
        ),
        (
            "#/components/schemas/Pet/properties/owner",
            "Keeper",
            "types::Keeper",
        ),
    ];
    let mut config = Config::default();
    config.input.document = "d.json".into();
    for (pointer, name, _) in pins {
        config.names.insert(pointer.to_owned(), name.to_owned());
    }
    let bytes = serde_json::to_vec(&document).unwrap();
    let outcome = clientwright::check(&config, &MemoryFiles([("d.json".into(), bytes)].into()));
    let found = outcome.diagnostics.sorted().into_iter();
    let said: Vec<String> = found.map(|one| render(one, &outcome.sources)).collect();
    assert!(said.is_empty(), "{said:?}");
    let report: Value = serde_json::from_str(&outcome.report(Format::Json).unwrap()).unwrap();
    for (pointer, _, path) in pins {
        let known = [&report["names"][pointer], &report["members"][pointer]];
        assert!(known.contains(&&json!(path)), "{pointer}: {known:?}");
    }
}
