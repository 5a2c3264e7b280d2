//! Corrections: begun, checked, applied, and made of what mends the findings.

#![allow(clippy::unwrap_used, clippy::panic)]

mod place;

use place::Place;
use serde_json::Value;
use std::fs;

/// Findings that are mended by taking out, renaming, replacing and adding, some of them in one another.
const FAULTY: &str = "openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets:
    get:
      nifo: 1
      parameters:
        - {name: a, in: query, schema: {type: String, zzz: 2, descripton: A}}
        - {name: b, in: query}
      responses:
        '200': {description: All, content: {application/json: {schema: {type: array, items: {type: str}}}}}
        2xx: {description: More}
";

const HEAD: &str = "overlay: 1.0.0\ninfo: {title: T, version: '1'}\nactions:\n";

fn read(place: &Place, name: &str) -> String {
    fs::read_to_string(place.path().join(name)).unwrap()
}

#[test]
fn a_fix_mends_all_that_can_be_mended_and_then_adds_nothing() {
    let place = Place::new(FAULTY);
    let (_, _, before) = place.run("check api.yaml");
    let offered = before.matches("in an overlay:").count();
    assert!(offered >= 5, "{before}");
    let (code, _, said) = place.run("check api.yaml --fix fixes.yaml");
    assert_eq!(code, 0, "{said}");
    assert!(!said.contains("in an overlay:"), "{said}");
    let fixes = read(&place, "fixes.yaml");
    assert!(fixes.contains("title: \"Corrections of Pets\""), "{fixes}");
    assert!(fixes.contains("description: \"unknown-key: "), "{fixes}");
    let (code, _, said) = place.run("check api.yaml --overlay fixes.yaml");
    assert_eq!((code, said.as_str()), (0, ""));
    let (code, _, said) = place.run("check api.yaml --fix fixes.yaml");
    assert_eq!((code, said.as_str()), (0, "fixes.yaml: nothing to add\n"));
    assert_eq!(read(&place, "fixes.yaml"), fixes);
    assert_eq!(read(&place, "api.yaml"), FAULTY, "the document stays");
}

#[test]
fn a_fix_leaves_what_somebody_wrote() {
    let place = Place::new(FAULTY);
    let mine = format!(
        "# mine\n{HEAD}# first\n- target: $.info # why\n  update: {{title: Dogs}}\n\n# last\n"
    );
    place.write("mine.yaml", &mine);
    let (code, _, said) = place.run("check api.yaml --fix mine.yaml");
    assert_eq!(code, 0, "{said}");
    let grown = read(&place, "mine.yaml");
    let kept = mine.strip_suffix("\n# last\n").unwrap();
    assert!(
        grown.starts_with(kept) && grown.ends_with("\n# last\n"),
        "{grown}"
    );
    assert_eq!(place.run("overlay check api.yaml mine.yaml").0, 0);
    place.write("broken.yaml", "actions: 1\n");
    let (code, _, said) = place.run("check api.yaml --fix broken.yaml");
    assert_eq!(read(&place, "broken.yaml"), "actions: 1\n");
    assert!(code != 0 && said.contains("broken.yaml"), "{said}");
}

#[test]
fn a_fix_does_no_harm() {
    // Whatever is said of a schema that is the whole document, the document needs its keys.
    let place = Place::new(&FAULTY.replace("items: {type: str}", "items: {$ref: '#'}"));
    let (_, _, said) = place.run("check api.yaml");
    assert!(said.contains("knows no `paths` in a schema"), "{said}");
    let (code, _, said) = place.run("check api.yaml --fix fixes.yaml");
    assert_eq!(code, 0, "{said}");
    let (_, document, _) = place.run("overlay apply api.yaml fixes.yaml");
    for key in ["openapi:", "info:", "paths:"] {
        assert!(
            document.lines().any(|line| line.starts_with(key)),
            "{document}"
        );
    }
}

#[test]
fn a_new_overlay_is_valid_and_its_comments_are_ready() {
    let place = Place::new(FAULTY);
    let (code, begun, _) = place.run("overlay new api.yaml");
    assert_eq!(code, 0);
    place.write("begun.yaml", &begun);
    let (code, _, said) = place.run("overlay check api.yaml begun.yaml");
    assert_eq!((code, said.as_str()), (0, ""), "{begun}");
    let mut within = false;
    let ready = begun.lines().map(|line| {
        within |= line.starts_with("  # Take `# ` away");
        match line.strip_prefix("  # ") {
            Some(rest) if within && (rest.starts_with("- target") || rest.starts_with("  ")) => {
                format!("  {rest}\n")
            }
            _ => format!("{line}\n"),
        }
    });
    place.write("ready.yaml", &ready.collect::<String>());
    let (code, _, said) = place.run("check api.yaml --overlay ready.yaml");
    assert!(code == 0 && !said.contains("unknown-key"), "{said}");
    let (code, _, said) = place.run("overlay new api.yaml --output begun.yaml");
    assert!(
        code == 2 && said.contains("check --fix begun.yaml"),
        "{said}"
    );
    assert_eq!(place.run("overlay new api.yaml --output other.yaml").0, 0);
    assert_eq!(read(&place, "other.yaml"), begun);
}

#[test]
fn actions_without_a_target_are_errors_with_places() {
    let place = Place::new(FAULTY);
    let stale = "- {target: $.info, update: {a: 1}}\n- {target: $.pest, remove: true}\n";
    place.write("one.yaml", &format!("{HEAD}{stale}"));
    place.write(
        "two.yaml",
        &format!("{HEAD}- {{target: $.cats, copy: $.info}}\n").replace("1.0.0", "1.1.0"),
    );
    for command in ["check", "apply"] {
        let (code, out, said) = place.run(&format!("overlay {command} api.yaml one.yaml two.yaml"));
        assert_eq!((code, out.as_str()), (1, ""), "{said}");
        assert!(said.contains("one.yaml:5:12"), "{said}");
        assert!(said.contains("two.yaml:4:12"), "{said}");
        assert!(said.ends_with("2 errors\n"), "{said}");
    }
    place.write(
        "other.yaml",
        &format!("{HEAD}- {{target: $.a, x-clientwright-file: no.yaml, remove: true}}\n"),
    );
    let (code, _, said) = place.run("overlay check api.yaml other.yaml");
    assert!(
        code == 1 && said.contains("no reference leads to"),
        "{said}"
    );
    for arguments in [
        "overlay check api.yaml",
        "overlay check api.yaml no.yaml",
        "overlay",
    ] {
        assert_eq!(place.run(arguments).0, 2, "{arguments}");
    }
}

#[test]
fn the_document_is_written_as_the_overlay_makes_it() {
    let place = Place::new(FAULTY);
    place.write(
        "o.yaml",
        &format!("{HEAD}- {{target: $.info, update: {{title: Dogs}}}}\n"),
    );
    let (code, out, said) = place.run("overlay apply api.yaml o.yaml");
    assert_eq!(code, 0, "{said}");
    assert!(
        out.starts_with("openapi: 3.0.3\ninfo:\n  title: Dogs\n"),
        "{out}"
    );
    let (_, out, _) = place.run("overlay apply api.yaml o.yaml --format json");
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["info"]["title"], "Dogs");
    place.write("api.json", &out);
    let (_, again, _) = place.run("overlay apply api.json o.yaml");
    assert_eq!(again, out, "a document in JSON stays JSON");
    place.write(
        "clientwright.toml",
        "[input]\ndocument = 'api.yaml'\noverlays = ['o.yaml']\n",
    );
    assert_eq!(place.run("overlay check --config clientwright.toml").0, 0);
    assert_eq!(
        place
            .run("overlay apply --config clientwright.toml --output d.json")
            .0,
        0
    );
    assert_eq!(read(&place, "d.json"), out);
}
