//! Unions on the wire.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common {
    pub mod types;
}

use common::types::{Choice, Cursor, Page, PageInfo};
use serde_json::{from_str, from_value, to_string, to_value};
use std::num::NonZeroU64;

fn permutations(members: &[&str]) -> Vec<String> {
    fn go(left: &[&str], chosen: &mut Vec<String>, out: &mut Vec<String>) {
        if left.is_empty() {
            out.push(format!("{{{}}}", chosen.join(",")));
        }
        for index in 0..left.len() {
            let mut rest = left.to_vec();
            chosen.push(rest.remove(index).to_owned());
            go(&rest, chosen, out);
            chosen.pop();
        }
    }
    let mut out = Vec::new();
    go(members, &mut Vec::new(), &mut out);
    out
}

fn cursor() -> PageInfo {
    PageInfo::Cursor(Cursor {
        next: Some("n\"1".to_owned()),
        has_next: true,
        limit: NonZeroU64::new(9_007_199_254_740_991).unwrap(),
    })
}

#[test]
fn every_order_gives_the_same_value() {
    let members = [
        r#""mode":"cursor""#,
        r#""next":"n\"1""#,
        r#""hasNext":true"#,
        r#""limit":9007199254740991"#,
        r#""foreign":{"page":[1,{"mode":"page"}]}"#,
        r#""page":"of another variant, and of another type""#,
    ];
    let all = permutations(&members);
    assert_eq!(all.len(), 720);
    for json in all {
        assert_eq!(from_str::<PageInfo>(&json).unwrap(), cursor(), "{json}");
        let value: serde_json::Value = from_str(&json).unwrap();
        assert_eq!(from_value::<PageInfo>(value).unwrap(), cursor(), "{json}");
        let read: PageInfo = serde_json::from_reader(json.as_bytes()).unwrap();
        assert_eq!(read, cursor(), "{json}");
    }
}

#[test]
fn a_defect_of_a_known_tag_is_an_error_in_every_order() {
    for json in permutations(&[r#""mode":"cursor""#, r#""hasNext":7"#, r#""limit":1"#]) {
        let error = from_str::<PageInfo>(&json).unwrap_err().to_string();
        assert!(
            error.contains("invalid type: integer `7`, expected a boolean"),
            "{json}: {error}"
        );
    }
    for json in permutations(&[r#""mode":"cursor""#, r#""limit":1"#]) {
        let error = from_str::<PageInfo>(&json).unwrap_err().to_string();
        assert!(
            error.starts_with("missing field `hasNext`"),
            "{json}: {error}"
        );
    }
    let error = from_str::<PageInfo>(r#"{"hasNext":true}"#)
        .unwrap_err()
        .to_string();
    assert!(error.starts_with("missing field `mode`"), "{error}");
    let error = from_str::<PageInfo>(r#"{"mode":null}"#)
        .unwrap_err()
        .to_string();
    assert!(error.contains("a text that names the variant"), "{error}");
}

#[test]
fn an_unknown_tag_is_kept_and_written_back() {
    let json = r#"{"mode":"keyset","key":[1.50,{"a":null}],"hasNext":true}"#;
    let late = r#"{"key":[1.50,{"a":null}],"mode":"keyset","hasNext":true}"#;
    for input in [json, late] {
        let read: PageInfo = from_str(input).unwrap();
        let PageInfo::Unknown(unknown) = &read else {
            panic!("{read:?}")
        };
        assert_eq!(unknown.tag(), "keyset");
        assert!(unknown.get::<bool>("hasNext").unwrap().unwrap());
        assert!(unknown.get::<bool>("page").is_none());
        assert_eq!(to_string(&read).unwrap(), json);
    }
    let none: PageInfo = from_str(r#"{"total":3,"mode":"none"}"#).unwrap();
    assert_eq!(none, PageInfo::None);
    assert_eq!(to_string(&none).unwrap(), r#"{"mode":"none"}"#);
}

#[test]
fn unions_in_unions_are_replayed() {
    let json = r#"{"inner":{"inner":{"limit":1,"hasNext":false,"mode":"cursor"},"page":2,"mode":"page"},"page":1,"mode":"page"}"#;
    let read: PageInfo = from_str(json).unwrap();
    let PageInfo::Page(Page {
        page: 1,
        inner: Some(inner),
    }) = &read
    else {
        panic!("{read:?}")
    };
    assert!(matches!(
        &**inner,
        PageInfo::Page(Page {
            page: 2,
            inner: Some(_)
        })
    ));
    let again: PageInfo = from_str(&to_string(&read).unwrap()).unwrap();
    assert_eq!(again, read);
}

#[test]
fn kept_pieces_do_not_nest_without_end() {
    let deep = format!(
        "{}{{\"mode\":\"none\"}}{}",
        "{\"inner\":".repeat(5000),
        ",\"page\":1,\"mode\":\"page\"}".repeat(5000)
    );
    let error = from_str::<PageInfo>(&deep).unwrap_err().to_string();
    assert!(
        error.contains("nested too deeply") || error.contains("recursion limit"),
        "{error}"
    );
}

#[test]
fn without_a_tag_kind_and_members_decide() {
    let read = |json| from_str::<Choice>(json);
    assert_eq!(read(r#""x""#).unwrap(), Choice::Text("x".to_owned()));
    assert_eq!(read("null").unwrap(), Choice::Null);
    assert!(matches!(read(r#"{"page":1}"#).unwrap(), Choice::Page(_)));
    assert!(matches!(
        read(r#"{"limit":1,"hasNext":true}"#).unwrap(),
        Choice::Cursor(_)
    ));
    let many = read(r#"["x",["y",null]]"#).unwrap();
    assert_eq!(
        to_value(&many).unwrap(),
        serde_json::json!(["x", ["y", null]])
    );
}

#[test]
fn without_a_tag_the_error_says_why_for_each_variant() {
    let error = from_str::<Choice>(r#"{"size":1}"#).unwrap_err().to_string();
    assert!(
        error.starts_with(
            "no variant of Choice fits: Text: it is not an object; Page: missing field `page`; \
             Cursor: missing field `limit`; Many: it is not an object; Null: it is not an object"
        ),
        "{error}"
    );
    let both = from_str::<Choice>(r#"{"page":"1","limit":0}"#)
        .unwrap_err()
        .to_string();
    assert!(both.contains("Page: invalid type: string \"1\""), "{both}");
    assert!(
        both.contains("Cursor: invalid value: integer `0`"),
        "{both}"
    );
    // Only one can be meant: its defect is the defect.
    let only = from_str::<Choice>(r#"{"page":"1"}"#)
        .unwrap_err()
        .to_string();
    assert!(
        only.starts_with("invalid type: string \"1\", expected u64"),
        "{only}"
    );
}
