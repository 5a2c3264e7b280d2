//! Names that were given once stay, whatever comes beside what has them.

#![allow(clippy::unwrap_used, clippy::panic)]

use clientwright::config::Config;
use clientwright::diagnostic::render;
use clientwright::diff::{Diff, Level, Rule};
use clientwright::source::MemoryFiles;
use clientwright::{Outcome, Side, compare, generate};
use std::path::Path;

const LOCK: &str = "clientwright.lock";

const OLD: &str = "openapi: 3.0.3
info: {title: Shop, version: '1'}
servers: [{url: 'https://shop.test'}]
paths:
  /pets:
    get:
      tags: [pets]
      operationId: PetsController_list
      parameters:
      - {name: sort-by, in: query, schema: {type: string}}
      responses:
        '200': {description: All, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/com.shop.Pet'}}}}}
components:
  schemas:
    com.shop.Pet:
      type: object
      required: [user-name]
      properties:
        user-name: {type: string}
        status: {type: string, enum: [STATUS_OPEN, STATUS_CLOSED]}
";

/// Others that would have a better right to every name.
fn grown() -> String {
    OLD.replace(
        "      parameters:\n",
        "      parameters:\n      - {name: sort_by, in: query, schema: {type: string}}\n",
    )
    .replace(
        "paths:\n",
        "paths:\n  /all:\n    get:\n      tags: [pets]\n      operationId: list\n      responses: {'204': {description: None}}\n",
    )
    .replace("  schemas:\n", "  schemas:\n    Pet: {type: object, properties: {legs: {type: integer}}}\n")
    .replace("        user-name: {type: string}\n", "        user-name: {type: string}\n        user_name: {type: string}\n")
    .replace("[STATUS_OPEN", "[UNKNOWN, OPEN, STATUS_OPEN")
}

fn config() -> Config {
    let mut config = Config::default();
    config.input.document = "api.yaml".into();
    config.output.crate_name = "shop".to_owned();
    config.lock = Some(LOCK.into());
    config
}

fn files(document: &str, lock: Option<&str>) -> MemoryFiles {
    let mut files = MemoryFiles::default();
    files.0.insert("api.yaml".into(), document.into());
    if let Some(lock) = lock {
        files.0.insert(LOCK.into(), lock.into());
    }
    files
}

fn lock(outcome: &Outcome) -> String {
    let said = outcome.diagnostics.sorted().into_iter();
    let said: String = said.map(|one| render(one, &outcome.sources)).collect();
    let lock = outcome.lock.clone();
    lock.unwrap_or_else(|| panic!("{said}")).text
}

fn diff(new: &MemoryFiles, relock: bool) -> Diff {
    let (config, old) = (config(), files(OLD, None));
    let mut anew = config.clone();
    anew.relock = relock;
    let (old, new) = (
        Side {
            config: &config,
            files: &old,
        },
        Side {
            config: &anew,
            files: new,
        },
    );
    compare(old, new).diff.unwrap()
}

#[test]
fn what_is_locked_is_not_renamed_by_what_comes_later() {
    let before = lock(&generate(&config(), &files(OLD, None)));
    let new = files(&grown(), Some(&before));
    let renamed = diff(&new, true);
    assert_eq!(
        renamed.verdict(),
        Some(Level::Major),
        "the names are not in danger"
    );
    let kept = diff(&new, false);
    let major = kept
        .changes
        .iter()
        .filter(|change| change.level == Level::Major);
    assert_eq!(major.collect::<Vec<_>>(), Vec::<&_>::new());
    assert_eq!(kept.verdict(), Some(Level::Minor));
    assert!(
        kept.changes
            .iter()
            .all(|change| !change.rules.contains(&Rule::Renamed))
    );
    let after = lock(&generate(&config(), &new));
    let names = |text: &str| {
        let lines = text.lines().filter(|line| line.starts_with("#/"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let (before, after) = (names(&before), names(&after));
    assert!(
        before.iter().all(|line| after.contains(line)),
        "{before:#?}\n{after:#?}"
    );
    assert!(after.len() > before.len() && after.is_sorted());
}

#[test]
fn a_lock_changes_nothing_where_nothing_changed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("test_data/golden");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|kind| kind != "yaml") {
            continue;
        }
        let document = std::fs::read_to_string(&path).unwrap();
        let plain = generate(&config(), &files(&document, None));
        // What some of them need besides is not at hand here.
        if plain.diagnostics.has_errors() {
            continue;
        }
        let text = lock(&plain);
        let again = generate(&config(), &files(&document, Some(&text)));
        assert_eq!(lock(&again), text, "{}", path.display());
        let differs = again
            .files
            .iter()
            .zip(&plain.files)
            .find(|(again, plain)| again != plain);
        if let Some((again, plain)) = differs {
            let lines = again.text.lines().zip(plain.text.lines());
            let line = lines.into_iter().find(|(again, plain)| again != plain);
            panic!(
                "{}: {} {}: {line:?}",
                path.display(),
                again.path,
                plain.path
            );
        }
        assert_eq!(again.files.len(), plain.files.len(), "{}", path.display());
        count += 1;
    }
    assert!(count > 30);
}

#[test]
fn each_part_has_headers_of_its_own() {
    let document = "openapi: 3.0.3
info: {title: Shop, version: '1'}
servers: [{url: 'https://shop.test'}]
paths:
  /pets:
    post:
      operationId: addPet
      requestBody:
        content:
          multipart/form-data:
            schema: {type: object, properties: {name: {type: string}, story: {type: string}}}
            encoding:
              name: {headers: {X-Lang: {schema: {type: string}}}}
              story: {headers: {X-Lang: {schema: {type: string}}}}
      responses: {'204': {description: Added}}
";
    let text = lock(&generate(&config(), &files(document, None)));
    for line in [
        "#/paths/~1pets/post/parameters/part%20name%20X-Lang parameter api::operations::AddPet::name_x_lang\n",
        "#/paths/~1pets/post/parameters/part%20story%20X-Lang parameter api::operations::AddPet::story_x_lang\n",
    ] {
        assert!(text.contains(line), "{text}");
    }
    let kept = text.replace("story_x_lang", "language");
    assert_eq!(
        lock(&generate(&config(), &files(document, Some(&kept)))),
        kept
    );
}

#[test]
fn a_merge_is_resolved_by_hand_before_anything_is_written() {
    let text = lock(&generate(&config(), &files(OLD, None)));
    let merged = text.replacen("#/components", "<<<<<<< ours\n#/components", 1);
    let outcome = generate(&config(), &files(OLD, Some(&merged)));
    assert!(outcome.diagnostics.has_errors() && outcome.files.is_empty());
    let found = outcome.diagnostics.sorted();
    let said = render(found[0], &outcome.sources);
    assert!(
        said.contains("clientwright.lock:") && said.contains("both sides"),
        "{said}"
    );
    let mut anew = config();
    anew.relock = true;
    assert_eq!(lock(&generate(&anew, &files(OLD, Some(&merged)))), text);
}

#[test]
fn a_pin_goes_before_the_lock() {
    let text = lock(&generate(&config(), &files(OLD, None)));
    let mut pinned = config();
    let key = "#/components/schemas/com.shop.Pet".to_owned();
    pinned.names.insert(key, "Animal".to_owned());
    let text = lock(&generate(&pinned, &files(OLD, Some(&text))));
    assert!(
        text.contains("#/components/schemas/com.shop.Pet type types::Animal\n"),
        "{text}"
    );
}

/// The file that has the aliases.
fn types(outcome: &Outcome) -> &str {
    let mut files = outcome.files.iter();
    let file = files.find(|file| file.path == "src/types/mod.rs");
    &file.unwrap().text
}

#[test]
fn a_schema_that_is_called_otherwise_keeps_its_old_name_for_a_while() {
    let before = lock(&generate(&config(), &files(OLD, None)));
    let new = OLD.replace("com.shop.Pet", "com.shop.Animal");
    let new = files(&new, Some(&before));
    let alias = "#[deprecated(note = \"it is called `Animal` now\")]\npub type Pet = Animal;\n";

    let kept = diff(&new, false);
    assert_eq!(kept.verdict(), Some(Level::Minor), "{kept:#?}");
    let rules: Vec<_> = kept.changes.iter().map(|change| &change.rules).collect();
    assert_eq!(rules, [&vec![Rule::Kept]], "{kept:#?}");
    let made = generate(&config(), &new);
    assert!(types(&made).contains(alias), "{}", types(&made));
    let after = lock(&made);
    let line = "#/components/schemas/com.shop.Animal former-type types::Pet 0.1.0\n";
    assert!(after.ends_with(line), "{after}");
    // What stands in it is called as before.
    let names = |text: &str| {
        let lines = text.lines().filter(|line| line.contains("/properties/"));
        lines
            .map(|line| line.replace("Animal", "Pet"))
            .collect::<Vec<_>>()
    };
    let inside = |text: &str| -> Vec<String> {
        let lines = names(text).into_iter();
        lines
            .filter(|line| line.ends_with("types::PetStatus"))
            .collect()
    };
    assert_eq!(inside(&before), inside(&after));

    // From then on the lock says so, until the second breaking release.
    let document = OLD.replace("com.shop.Pet", "com.shop.Animal");
    let later = |version: &str, keep: u64| {
        let mut config = config();
        config.output.version = version.to_owned();
        config.output.keep_renamed = keep;
        let made = generate(&config, &files(&document, Some(&after)));
        types(&made).contains(alias)
    };
    assert!(later("0.1.1", 1) && later("0.2.0", 1) && later("0.3.0", 2));
    assert!(!later("0.3.0", 1) && !later("0.1.1", 0));
}

#[test]
fn what_is_named_anew_keeps_its_old_name_for_a_while() {
    let before = lock(&generate(&config(), &files(OLD, None)));
    let mut pinned = config();
    let place = "#/components/schemas/com.shop.Pet".to_owned();
    pinned.names.insert(place, "Animal".to_owned());
    let made = generate(&pinned, &files(OLD, Some(&before)));
    assert!(
        types(&made).contains("pub type Pet = Animal;"),
        "{}",
        types(&made)
    );
    // A name that something else has now is no alias.
    let taken = OLD.replace(
        "  schemas:\n",
        "  schemas:\n    Pet: {type: object, properties: {legs: {type: integer}}}\n",
    );
    let mut anew = config();
    anew.relock = true;
    let made = generate(&anew, &files(&taken, Some(&before)));
    let text = types(&made);
    assert!(!text.contains("pub type Pet ="), "{text}");
}

#[test]
fn whatever_is_called_otherwise_keeps_its_old_name_until_that_expires() {
    let before = lock(&generate(&config(), &files(OLD, None)));
    let mut pinned = config();
    for (place, name) in [
        ("#/paths/~1pets/get", "all"),
        ("#/paths/~1pets/get/parameters/0", "order"),
        ("#/paths/~1pets/get/tags/0", "animals"),
        (
            "#/components/schemas/com.shop.Pet/properties/status/enum/0",
            "Free",
        ),
    ] {
        pinned.names.insert(place.to_owned(), name.to_owned());
    }
    let made = generate(&pinned, &files(OLD, Some(&before)));
    let after = lock(&made);
    let former: Vec<&str> = after
        .lines()
        .filter(|line| line.contains(" former-"))
        .collect();
    let expected = [
        "former-method api::animals::Animals::list 0.1.0",
        "former-parameter api::animals::List::sort_by 0.1.0",
        "former-service Client::pets 0.1.0",
        "former-value types::PetStatus::Open 0.1.0",
    ];
    let ends = |end: &&str| former.iter().any(|line| line.ends_with(end));
    assert!(
        former.len() == 4 && expected.iter().all(ends),
        "{former:#?}"
    );

    // Two breaking releases later all of them go, which breaks who still writes them.
    let (old, mut new) = (pinned.clone(), pinned.clone());
    new.output.version = "0.3.0".to_owned();
    let locked = files(OLD, Some(&after));
    let side = |config| Side {
        config,
        files: &locked,
    };
    let found = compare(side(&old), side(&new)).diff.unwrap();
    assert_eq!(found.verdict(), Some(Level::Major), "{found:#?}");
    let expired = found.changes.iter();
    let expired = expired.filter(|change| change.rules == [Rule::Expired]);
    let paths: Vec<&str> = expired.map(|change| change.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "api::animals::Animals",
            "api::animals::Animals::all()",
            "api::animals::List::order()",
            "types::PetStatus::Free"
        ],
        "{found:#?}"
    );
    assert_eq!(found.changes.len(), paths.len(), "{found:#?}");
    assert!(!lock(&generate(&new, &locked)).contains("former-"));
}

#[test]
fn a_former_name_that_means_something_else_is_told() {
    let before = lock(&generate(&config(), &files(OLD, None)));
    let mut pinned = config();
    pinned
        .names
        .insert("#/paths/~1pets/get".to_owned(), "all".to_owned());
    let after = lock(&generate(&pinned, &files(OLD, Some(&before))));
    // Another operation gets the name.
    let mut other = pinned.clone();
    let place = "#/paths/~1all/get".to_owned();
    other.names.insert(place, "list".to_owned());
    let taken = OLD.replace(
        "paths:\n",
        "paths:\n  /all:\n    get:\n      tags: [pets]\n      operationId: list\n      responses: {'204': {description: None}}\n",
    );
    let (was, is) = (files(OLD, Some(&after)), files(&taken, Some(&after)));
    let (old, new) = (
        Side {
            config: &pinned,
            files: &was,
        },
        Side {
            config: &other,
            files: &is,
        },
    );
    let found = compare(old, new).diff.unwrap();
    let change = found
        .changes
        .iter()
        .find(|change| change.path.ends_with("::list()"));
    assert!(
        change.unwrap().rules.contains(&Rule::OtherMeaning),
        "{found:#?}"
    );
}
