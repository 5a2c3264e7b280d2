//! Overlays on small documents.

use super::*;
use crate::document;
use crate::limits::Limit;
use crate::model;
use crate::source::SourceMap;
use serde_json::{Value, json};

const BASE: &str = "
openapi: 3.0.3
tags: [{name: a}, {name: b}, {name: c}]
paths:
  /pets:
    get: {summary: old, tags: [a]}
    post: {summary: other}
";

fn changed(actions: &str) -> (Value, Vec<String>) {
    changed_by("1.0.0", actions)
}

fn changed_by(version: &str, actions: &str) -> (Value, Vec<String>) {
    let mut sources = SourceMap::new();
    let mut diagnostics = Diagnostics::default();
    let text = format!("overlay: {version}\ninfo: {{title: T, version: '1'}}\nactions:\n{actions}");
    let mut read = |name: &str, text: &str| {
        let file = sources.add(name, text);
        document::read(&sources, file, &Limits::default(), &mut diagnostics).unwrap()
    };
    let (base, overlay) = (read("base.yaml", BASE), read("overlay.yaml", &text));
    let after = apply(
        base,
        &overlay,
        &Limits::default().with(Limit::Nodes, 1_000),
        &mut Vec::new(),
        &mut diagnostics,
    );
    let found = diagnostics.into_items();
    let found = found
        .iter()
        .map(|one| format!("{}: {}", one.code, one.message));
    (model::json(&after), found.collect())
}

#[test]
fn updates_merge_objects_grow_lists_and_replace_the_rest() {
    let (after, found) = changed(
        "- {target: \"$.paths['/pets'].get\", update: {summary: new, x-a: {b: 1}, tags: [b, c]}}
- {target: $.paths.*.post, update: {deprecated: true}}
- {target: $.tags, update: {name: d}}",
    );
    assert_eq!(found, Vec::<String>::new());
    let get = json!({"summary": "new", "tags": ["a", "b", "c"], "x-a": {"b": 1}});
    assert_eq!(after["paths"]["/pets"]["get"], get);
    assert_eq!(after["paths"]["/pets"]["post"]["deprecated"], json!(true));
    assert_eq!(after["tags"][3], json!({"name": "d"}));
}

#[test]
fn removals_take_out_members_and_elements() {
    let (after, found) = changed(
        "- {target: \"$.tags[?@.name != 'b']\", remove: true}
- {target: \"$.paths['/pets'].post\", remove: true}",
    );
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(after["tags"], json!([{"name": "b"}]));
    assert_eq!(after["paths"]["/pets"].as_object().unwrap().len(), 1);
}

#[test]
fn mistakes_are_said() {
    let (_, found) = changed(
        "- {target: $.nothing, remove: true}
- {target: \"$.[\", remove: true}
- {target: $.tags}
- {update: {a: 1}}
- {target: $, remove: true}
- {target: $.tags, remove: maybe, other: 1}",
    );
    let codes: Vec<&str> = found
        .iter()
        .filter_map(|one| one.split(':').next())
        .collect();
    assert_eq!(
        codes,
        [
            "overlay",
            "overlay",
            "overlay",
            "overlay",
            "overlay",
            "overlay-target",
            "overlay"
        ],
        "{found:#?}"
    );
}

#[test]
fn what_is_copied_is_merged_as_it_is_then() {
    let (after, found) = changed_by(
        "1.1.0",
        "- {target: $.paths, update: {/cats: {}}}
- {target: \"$.paths['/pets'].get.summary\", update: new}
- {target: \"$.paths['/cats']\", copy: \"$.paths['/pets']\"}
- {target: $.tags, copy: \"$.tags[0]\"}
- {target: \"$.tags[?@.name == 'b']\", remove: true}
- {target: $.tags, copy: $.tags}",
    );
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(after["paths"]["/cats"], after["paths"]["/pets"]);
    assert_eq!(after["paths"]["/cats"]["get"]["summary"], json!("new"));
    let names = ["a", "c", "a", "a", "c", "a"].map(|name| json!({"name": name}));
    assert_eq!(after["tags"], json!(names));
}

#[test]
fn a_copy_is_of_one_value_and_of_version_1_1() {
    let (_, found) = changed_by(
        "1.1.3",
        "- {target: $.tags, copy: \"$.tags[*]\"}
- {target: $.tags, copy: $.nothing}
- {target: $.tags, copy: $.tags, update: {name: d}}
- {target: $.tags, copy: tags}",
    );
    let said = [
        "overlay: this action has `update` and `copy`",
        "overlay: `copy` is no JSONPath expression",
        "overlay: 3 values are to be copied, and only one can be",
        "overlay-target: there is nothing to copy in the document",
    ];
    assert_eq!(found.len(), said.len(), "{found:#?}");
    for (found, said) in found.iter().zip(said) {
        assert!(found.starts_with(said), "{found}");
    }
    let (_, found) = changed("- {target: $.tags, copy: $.tags}");
    let said = [
        "overlay: an overlay knows no `copy` here",
        "overlay: this action changes nothing",
    ];
    assert_eq!(found, said);
    let (_, found) = changed_by("1.2.0", "- {target: $.tags, update: {name: d}}");
    assert_eq!(
        found,
        ["overlay: this version of the Overlay Specification is not known"]
    );
}

#[test]
fn version_1_1_merges_like_with_like() {
    let mixed = "- {target: \"$.paths['/pets'].get.*\", update: {a: 1}}";
    let nested = "- {target: \"$.paths['/pets'].get\", update: {summary: {text: new}, tags: b}}";
    let (_, found) = changed_by("1.1.0", &format!("{mixed}\n{nested}"));
    let said = [
        "overlay: this target names values of different kinds",
        "overlay: an object cannot be merged into a string",
        "overlay: a string cannot be merged into an array",
    ];
    assert_eq!(found, said);
    let (after, found) = changed(nested);
    assert_eq!(found, Vec::<String>::new(), "1.0 leaves it open");
    assert_eq!(after["paths"]["/pets"]["get"]["tags"], json!(["a", "b"]));
}

/// An overlay in some style, and what it is with two actions more.
fn grown(overlay: &str) -> String {
    let one = |actions: &str| Suggestion {
        reason: "a \"reason\": #1".to_owned(),
        actions: actions.to_owned(),
    };
    let added = [
        one("- target: $.a\n  remove: true"),
        one("- target: $.b\n  remove: true\n- target: $\n  update: {c: 1}"),
    ];
    append(overlay, &added).unwrap_or_else(|why| format!("refused: {why}"))
}

const ADDED: &str = "- target: $.a
  description: \"a \\\"reason\\\": #1\"
  remove: true
- target: $.b
  description: \"a \\\"reason\\\": #1\"
  remove: true
- target: $
  description: \"a \\\"reason\\\": #1\"
  update: {c: 1}
";

#[test]
fn actions_are_added_at_the_end_of_the_list_and_nothing_else_is_touched() {
    let head = "# mine\noverlay: 1.0.0\nactions: # here\n";
    let flush = format!("{head}- target: $.x   # why\n  remove: true # so\n");
    assert_eq!(grown(&flush), format!("{flush}{ADDED}"));
    let unended = flush.trim_end();
    assert_eq!(grown(unended), format!("{flush}{ADDED}"));
    let inner: String = ADDED.lines().map(|line| format!("    {line}\n")).collect();
    let deep = format!(
        "{head}    -\n      target: $.x\n      description: >-\n        long\n\n        text\n\n"
    );
    let tail = "# and then\ninfo: {title: T, version: '1'}\n";
    assert_eq!(
        grown(&format!("{deep}{tail}")),
        format!("{deep}{inner}{tail}")
    );
    let windows = flush.replace('\n', "\r\n");
    assert_eq!(
        grown(&windows),
        format!("{flush}{ADDED}").replace('\n', "\r\n")
    );
}

#[test]
fn actions_are_added_between_brackets_too() {
    let reason = r#""description":"a \"reason\": #1""#;
    let added = format!(
        ",\n  {{\"target\":\"$.a\",{reason},\"remove\":true}},\n  {{\"target\":\"$.b\",{reason},\"remove\":true}},\n  \
         {{\"target\":\"$\",{reason},\"update\":{{\"c\":1}}}}"
    );
    for (before, after) in [
        (
            "{\"overlay\": \"1.0.0\", \"actions\": [{\"target\": \"$.x\", \"remove\": true}",
            "\n]}\n",
        ),
        (
            "overlay: 1.0.0\nactions: [{target: $.x, remove: true}",
            ", ] # all\n",
        ),
    ] {
        assert_eq!(
            grown(&format!("{before}{after}")),
            format!("{before}{added}{after}")
        );
    }
    for (overlay, why) in [
        ("a: [", "it is neither YAML nor JSON"),
        ("overlay: 1.0.0", "it has no `actions`"),
        ("actions: []", "its `actions` are empty"),
        (
            "actions:\n- &a {target: $.x}\n- *a\n",
            "its style leaves no place for more actions",
        ),
    ] {
        assert_eq!(grown(overlay), format!("refused: {why}"));
    }
}

#[test]
fn actions_that_multiply_the_document_are_refused() {
    let action = "- {target: $..*, update: {x: {}, y: {}}}\n";
    let (_, found) = changed(&action.repeat(20));
    let beyond = "node-limit: the document has more than 1000 values from here on";
    assert_eq!(found.last().map(String::as_str), Some(beyond));
    let nested = format!(
        "- {{target: $.x, update: {}{}}}",
        "{x: ".repeat(250),
        "}".repeat(250)
    );
    let deeper = format!(
        "- {{target: $, update: {{x: {}{}}}}}\n- {{target: $..x, update: {}{}}}",
        "{a: ".repeat(200),
        "}".repeat(200),
        "{x: ".repeat(100),
        "}".repeat(100),
    );
    assert_eq!(changed(&deeper).1, Vec::<String>::new());
    let (_, found) = changed(&format!(
        "{deeper}\n{nested}\n- {{target: $..x, update: {{x: {{}}}}}}"
    ));
    assert!(
        found.is_empty() || found[0].starts_with("depth-limit"),
        "{found:?}"
    );
    let endless = "- {target: $..*, update: {z: {z: {z: {z: {}}}}}}\n";
    let (_, found) = changed(&endless.repeat(200));
    assert!(
        found.last().is_some_and(|one| one.contains("-limit")),
        "{found:?}"
    );
}
