//! The answer's `pagination`, told apart by `mode` alone.

use aitoearn_client::types::PageInfo;
use clientwright_runtime::serde_json::{from_str, json, to_value};

/// Every order of the members of an object.
fn orders(members: &[(&str, &str)]) -> Vec<String> {
    if members.is_empty() {
        return vec![String::new()];
    }
    let mut all = Vec::new();
    for at in 0..members.len() {
        let mut rest = members.to_vec();
        let (key, value) = rest.remove(at);
        for order in orders(&rest) {
            let comma = if order.is_empty() { "" } else { "," };
            all.push(format!("\"{key}\":{value}{comma}{order}"));
        }
    }
    all
}

#[test]
fn every_order_of_members_gives_the_same_value() {
    let cursor: &[(&str, &str)] = &[
        ("mode", "\"cursor\""),
        ("nextCursor", "\"n\\u00e9\""),
        ("previousCursor", "\"p\""),
        ("hasNext", "true"),
        ("hasPrevious", "false"),
        ("limit", "9007199254740991"),
    ];
    let page: &[(&str, &str)] = &[
        ("mode", "\"page\""),
        ("page", "1"),
        ("pageSize", "20"),
        ("total", "0"),
        ("hasNext", "true"),
        ("hasPrevious", "false"),
    ];
    for (members, count) in [(cursor, 720), (page, 720), (&[("mode", "\"none\"")], 1)] {
        let orders = orders(members);
        assert_eq!(orders.len(), count);
        let first: PageInfo = from_str(&format!("{{{}}}", orders[0])).unwrap();
        for order in orders {
            let value: PageInfo = from_str(&format!("{{{order}}}")).unwrap();
            assert_eq!(value, first, "{order}");
        }
    }
}

#[test]
fn members_of_other_modes_and_none_are_skipped() {
    for text in [
        r#"{"mode":"none","page":"not a number","limit":{}}"#,
        r#"{"page":"not a number","limit":[1],"mode":"none"}"#,
    ] {
        assert_eq!(from_str::<PageInfo>(text).unwrap(), PageInfo::None);
    }
    let foreign = r#"{"page":{"of":"another type"},"hasNext":true,"mode":"cursor","hasPrevious":true,"limit":1,"extra":null}"#;
    assert!(matches!(from_str(foreign).unwrap(), PageInfo::Cursor(cursor) if cursor.has_next));
}

#[test]
fn a_defect_of_a_known_mode_is_an_error() {
    for (text, named) in [
        (
            r#"{"mode":"cursor","hasNext":true,"hasPrevious":true}"#,
            "limit",
        ),
        (
            r#"{"mode":"cursor","hasNext":"yes","hasPrevious":true,"limit":1}"#,
            "boolean",
        ),
        (
            r#"{"limit":0,"mode":"cursor","hasNext":true,"hasPrevious":true}"#,
            "zero",
        ),
        (
            r#"{"mode":"page","page":1,"pageSize":-1,"hasNext":true,"hasPrevious":true}"#,
            "-1",
        ),
        (r#"{"hasNext":true}"#, "mode"),
        (r#"{"mode":null}"#, ""),
        ("[]", ""),
        ("null", ""),
    ] {
        let error = from_str::<PageInfo>(text).unwrap_err().to_string();
        assert!(error.contains(named), "{text}: {error}");
    }
}

#[test]
fn an_unknown_mode_is_kept_and_written_back() {
    for value in [
        json!({"mode": "token", "next": "t", "hasNext": true}),
        json!({"hasNext": 1, "mode": "Cursor"}),
        json!({"mode": ""}),
    ] {
        let read: PageInfo = from_str(&value.to_string()).unwrap();
        let PageInfo::Unknown(unknown) = &read else {
            panic!("{read:?}")
        };
        assert_eq!(unknown.tag(), value["mode"]);
        assert_eq!(to_value(&read).unwrap(), value);
    }
}
