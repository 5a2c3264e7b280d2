//! Locks written, read and merged.

use super::{Made, hash, read, write};
use crate::diagnostic::{Diagnostics, render};
use crate::names::{Former, Locked, Role};
use crate::source::SourceMap;

fn said(text: &str) -> (Locked, String) {
    let (mut sources, mut diagnostics) = (SourceMap::new(), Diagnostics::default());
    let file = sources.add("clientwright.lock", text);
    let locked = read(text, file, &mut diagnostics);
    let found = diagnostics.sorted();
    let said = found.iter().map(|one| render(one, &sources)).collect();
    (locked, said)
}

#[test]
fn what_is_written_is_read() {
    let names = [
        (("#/paths/~1a b/get", Role::Method), "api::a::A::get"),
        (("#/tags/渠道 100%", Role::Service), "Client::a"),
        (("#/components/schemas/T", Role::Type), "types::T"),
        (
            ("#/components/schemas/T/properties/x\ny", Role::Member),
            "types::T::r#type",
        ),
    ];
    let names = names.map(|((key, role), path)| ((key.to_owned(), role), path.to_owned()));
    let locked = Locked {
        names: names.into(),
        former: vec![Former {
            path: "types::Old".to_owned(),
            key: "#/components/schemas/T".to_owned(),
            role: Role::Type,
            until: "0.1.0".to_owned(),
        }],
        version: "0.2.0".to_owned(),
    };
    let made = Made {
        inputs: vec![("document", "api.yaml".to_owned(), hash(b"text"))],
        command: "clientwright generate".to_owned(),
    };
    let text = write(&locked, &made);
    assert_eq!(said(&text), (locked, String::new()));
    assert!(
        text.contains("#/paths/~1a%20b/get method api::a::A::get\n"),
        "{text}"
    );
}

#[test]
fn what_a_merge_leaves_is_located() {
    let line = "#/components/schemas/A type types::A\n";
    let (_, text) = said(&format!(
        "generator 0.1.0\n\n<<<<<<< HEAD\n{line}=======\n>>>>>>> x\n"
    ));
    assert!(
        text.contains("clientwright.lock:3:1") && text.contains("both sides"),
        "{text}"
    );
    let (_, text) = said(&format!("{line}#/components/schemas/B type types::A\n"));
    assert!(
        text.contains("`types::A` is the name of two things"),
        "{text}"
    );
    let (_, text) = said(&format!("{line}#/components/schemas/A type types::B\n"));
    assert!(text.contains("has two names"), "{text}");
    let (_, text) = said("#/components/schemas/A kind types::B\n");
    assert!(text.contains("no line of a lock"), "{text}");
}
