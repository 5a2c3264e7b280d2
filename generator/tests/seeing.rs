//! What shows how a document becomes a crate, and what shells and manuals take.

#![allow(clippy::unwrap_used, clippy::panic)]

mod place;

use place::Place;
use serde_json::Value;
use std::fs;

const DOCUMENT: &str = "swagger: '2.0'
info: {title: Pets, version: '1'}
host: pets.test
paths:
  /pets:
    get:
      tags: [pets]
      operationId: listPets
      parameters:
        - {name: cursor, in: query, type: string}
      responses:
        '200': {description: All, schema: {$ref: '#/definitions/Page'}}
definitions:
  Page:
    type: object
    required: [items]
    properties:
      items: {type: array, items: {$ref: '#/definitions/Pet'}}
      nextCursor: {type: string}
      rest: {}
  Pet: {type: object, properties: {name: {type: string, zzz: 1}}}
";
const OVERLAY: &str = "overlay: 1.0.0
info: {title: T, version: '1'}
actions:
- target: $.definitions.Pet
  update: {x-clientwright-name: Animal}
";

fn pets() -> Place {
    let place = Place::new(DOCUMENT);
    place.write("o.yaml", OVERLAY);
    place
}

fn explained(place: &Place, item: &str) -> String {
    let (code, text, said) = place.run(&format!("explain {item} api.yaml --overlay o.yaml"));
    assert_eq!(code, 0, "{item}: {said}");
    text
}

#[test]
fn an_item_is_explained_by_its_name_or_its_place() {
    let place = pets();
    let text = explained(&place, "Pets::list");
    for expected in [
        "api::pets::Pets::list (operation)",
        "#/paths/~1pets/get\n",
        "api.yaml:7:7",
        "from the operationId `listPets`",
        "concluded",
        "nextCursor",
        "to pin it or turn it off",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    let animal = explained(&place, "Animal");
    assert!(
        animal.contains("`x-clientwright-name` says so, at o.yaml:5:33"),
        "{animal}"
    );
    assert!(animal.contains("warning[unknown-key]"), "{animal}");
    assert_eq!(explained(&place, "#/components/schemas/Pet"), animal);
    let page = explained(&place, "Page");
    assert!(page.contains("from the component `Page`"), "{page}");
    assert!(
        page.contains("any JSON    #/components/schemas/Page/properties/rest"),
        "{page}"
    );
    let field = explained(&place, "Page::next_cursor");
    assert!(field.contains("from the property `nextCursor`"), "{field}");

    let (code, _, said) = place.run("explain Anmial api.yaml --overlay o.yaml");
    assert!(
        code == 2 && said.contains("did you mean `types::Animal`?"),
        "{said}"
    );
    let (code, _, said) = place.run("explain Animal");
    assert!(
        code == 2 && said.contains("clientwright explain Animal INPUT"),
        "{said}"
    );
    let (_, json, _) = place.run("explain Animal api.yaml --overlay o.yaml --message-format json");
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (&json["kind"], &json["path"]),
        (&"item".into(), &"types::Animal".into())
    );
}

#[test]
fn a_name_that_the_lock_keeps_is_explained_so() {
    let place = pets();
    let config = "[input]\ndocument = 'api.yaml'\n[output]\nname = 'pets'\ndirectory = 'out'\n";
    place.write("clientwright.toml", config);
    assert_eq!(place.run("generate --config clientwright.toml").0, 0);
    let lock = fs::read_to_string(place.path().join("clientwright.lock")).unwrap();
    place.write(
        "clientwright.lock",
        &lock.replace("types::Page", "types::Leaf"),
    );
    let (code, text, said) = place.run("explain Leaf --config clientwright.toml");
    assert_eq!(code, 0, "{said}");
    assert!(
        text.contains("`clientwright.lock` keeps it; named anew it would be `types::Page`"),
        "{text}"
    );
    place.write(
        "clientwright.toml",
        &format!("{config}[names]\n'#/components/schemas/Page' = 'Side'\n"),
    );
    let (_, text, _) = place.run("explain Side --config clientwright.toml");
    assert!(
        text.contains("`[names]` of the configuration says so"),
        "{text}"
    );
}

#[test]
fn each_stage_is_shown_and_compared() {
    let place = pets();
    let shown = |arguments: &str| {
        let (code, text, said) =
            place.run(&format!("inspect api.yaml --overlay o.yaml {arguments}"));
        assert_eq!(code, 0, "{arguments}: {said}");
        text
    };
    for (stage, there, missing) in [
        ("read", "swagger: '2.0'", "Animal"),
        ("overlay", "x-clientwright-name: Animal", "components:"),
        ("resolve", "definitions:", "components:"),
        ("dialect", "components:", "definitions:"),
        ("ir", "TypeDef {", "definitions:"),
        (
            "names",
            "#/components/schemas/Pet type types::Animal\n",
            "TypeDef",
        ),
    ] {
        let text = shown(&format!("--stage {stage}"));
        assert!(
            text.contains(there) && !text.contains(missing),
            "{stage}\n{text}"
        );
    }
    let diff = shown("--stage overlay --diff read");
    assert!(diff.starts_with("--- read\n+++ overlay\n"), "{diff}");
    let added: Vec<&str> = diff.lines().filter(|line| line.starts_with('+')).collect();
    assert_eq!(added, ["+++ overlay", "+    x-clientwright-name: Animal"]);
    assert_eq!(shown("--stage read --diff read"), "");
    let (code, _, said) = place.run("inspect api.yaml --stage ir --diff read");
    assert!(code == 2 && said.contains("only documents"), "{said}");
    place.write("api.yaml", "openapi: [\n");
    let (code, out, said) = place.run("inspect api.yaml --stage read");
    assert!(
        code == 1 && out.is_empty() && said.contains("api.yaml"),
        "{said}"
    );
}

#[test]
fn the_report_as_a_page_shows_what_the_others_say() {
    let place = pets();
    let (code, page, said) =
        place.run("check api.yaml --overlay o.yaml --report - --report-format html");
    assert_eq!(code, 0, "{said}");
    for expected in [
        "<title>Pets – generation report</title>",
        "client.pets().list",
        "api::pets::Pets::list",
        "<code class=\"place\">api.yaml:7:7</code>",
        "<code class=\"path\">Animal</code>",
        "<span class=\"bold yellow\">warning[unknown-key]</span>",
        "zzz: 1",
        "the schema says no type",
        "<strong>paging</strong>",
        "<span class=\"tag \">pages</span>",
    ] {
        assert!(page.contains(expected), "{expected}\n{page}");
    }
    assert!(
        !page.contains("http://") && !page.contains("https://"),
        "nothing is fetched"
    );
    place.run("check api.yaml --report r.html");
    let written = fs::read_to_string(place.path().join("r.html")).unwrap();
    assert!(written.starts_with("<!DOCTYPE html>"), "by the ending");
}

#[test]
fn texts_of_a_document_stay_texts_in_the_page() {
    let document = concat!(env!("CARGO_MANIFEST_DIR"), "/test_data/report/hostile.yaml");
    let place = Place::new("");
    let (code, page, said) =
        place.run(&format!("check {document} --report - --report-format html"));
    assert_eq!(code, 0, "{said}");
    assert_eq!(page.matches("<script").count(), 1, "only our own");
    assert_eq!(page.matches("<style").count(), 1);
    for tag in [
        "<img",
        "<iframe",
        "<svg",
        "<a href=\"j",
        "<b on",
        "\u{1b}",
        "\u{202e}",
    ] {
        assert!(!page.contains(tag), "{tag:?}");
    }
    assert!(page.contains("window.owned=9"), "it was shown");
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn shells_and_manuals_know_every_command() {
    let place = Place::new("");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (code, text, said) = place.run(&format!("completions {shell}"));
        assert!(code == 0 && text.contains("types-only"), "{shell}: {said}");
    }
    assert_eq!(place.run("completions cmd").0, 2);
    let (code, page, said) = place.run("man");
    assert_eq!(code, 0, "{said}");
    assert!(
        page.contains(".TH clientwright 1") && page.contains("generate"),
        "{page}"
    );
    assert_eq!(place.run("man --output pages").0, 0);
    let page = |name: &str| fs::read_to_string(place.path().join("pages").join(name)).unwrap();
    let (_, help, _) = place.run("--help");
    let commands = help.lines().filter_map(|line| line.strip_prefix("  "));
    let commands = commands.filter_map(|line| line.split(' ').next());
    let commands = commands.filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase()));
    let commands: Vec<&str> = commands.filter(|name| *name != "help").collect();
    assert!(commands.contains(&"overlay"), "{help}");
    for command in commands {
        let text = page(&format!("clientwright-{command}.1"));
        assert!(
            text.contains(&format!("clientwright-{command}").replace('-', "\\-")),
            "{text}"
        );
    }
    assert!(page("clientwright-overlay-new.1").contains("INPUT"));
}

#[test]
fn no_colours_and_no_progress_where_nobody_sees_them() {
    let place = pets();
    let (code, out, said) = place.run("check api.yaml --report - --report-format text");
    assert_eq!(code, 0, "{said}");
    for text in [out, said] {
        assert!(!text.contains('\u{1b}') && !text.contains('\r'), "{text:?}");
    }
}
