//! Records and enums on the wire.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common {
    pub mod types;
}

use clientwright_runtime::{Base64, Nullable};
use common::types::{ContentMode, Level, Name, Work};
use serde_json::{from_str, json, to_string, to_value};

fn work(json: &str) -> Result<Work, String> {
    from_str(json).map_err(|error| error.to_string())
}

#[test]
fn presence_is_honest() {
    let read = work(r#"{"parent":null,"note":null,"id":"1","contentMode":"video"}"#).unwrap();
    assert_eq!(read.parent, Nullable::Null);
    assert_eq!(read.note, Some(Nullable::Null));
    assert_eq!(read.published, None);
    assert_eq!(
        to_string(&read).unwrap(),
        r#"{"id":"1","contentMode":"video","note":null,"parent":null}"#
    );

    let missing = work(r#"{"id":"1","contentMode":"video"}"#).unwrap_err();
    assert!(missing.starts_with("missing field `parent`"), "{missing}");
    let null = work(r#"{"published":null}"#).unwrap_err();
    assert!(null.contains("invalid type: null"), "{null}");
}

#[test]
fn undeclared_members_are_kept_where_the_record_is_open() {
    let json = json!({"id": "1", "contentMode": "video", "parent": 7, "likes": 3, "shares": 4});
    let read: Work = from_str(&json.to_string()).unwrap();
    assert_eq!(read.additional["likes"], 3);
    assert_eq!(to_value(&read).unwrap(), json);
}

#[test]
fn of_a_member_that_comes_twice_the_last_counts() {
    let read = work(r#"{"id":"1","id":"2","contentMode":"video","parent":1}"#).unwrap();
    assert_eq!(read.id, "2");
}

#[test]
fn enums_keep_what_they_do_not_know() {
    let read: Vec<ContentMode> = from_str(r#"["video","reel","作品🎬"]"#).unwrap();
    assert_eq!(read[0], ContentMode::Video);
    assert!(matches!(&read[1], ContentMode::Unknown(text) if text.as_str() == "reel"));
    assert_eq!(to_string(&read).unwrap(), r#"["video","reel","作品🎬"]"#);
    assert_eq!(ContentMode::from("article"), "article".parse().unwrap());
    assert_eq!(ContentMode::VALUES, ["article", "video"]);
    assert_eq!(format!("{:>8}|", ContentMode::Video), "   video|");

    let read: Vec<Level> = from_str("[-1,7]").unwrap();
    assert_eq!(read, [Level::Low, Level::Unknown(7)]);
    assert_eq!(to_string(&read).unwrap(), "[-1,7]");
    assert!(from_str::<Level>("1.5").is_err());
}

#[test]
fn moments_keep_their_offset() {
    let json = r#"{"id":"1","contentMode":"video","published":"2024-02-29T23:59:59.123+08:00","parent":1}"#;
    let read = work(json).unwrap();
    assert_eq!(read.published.unwrap().offset().local_minus_utc(), 8 * 3600);
    assert_eq!(to_string(&read).unwrap(), json);
    assert!(work(r#"{"published":"yesterday"}"#).is_err());
}

#[test]
fn bytes_travel_as_base64() {
    let bytes = Base64::from(vec![0xfb, 0xff, 0x00]);
    assert_eq!(to_string(&bytes).unwrap(), r#""+/8A""#);
    assert_eq!(
        from_str::<Base64>(r#""+w==""#).unwrap(),
        from_str(r#""+w""#).unwrap()
    );
    assert!(from_str::<Base64>(r#""-_""#).is_err());
}

#[test]
fn wrappers_are_transparent() {
    assert_eq!(from_str::<Name>(r#""x""#).unwrap(), Name("x".to_owned()));
    assert_eq!(to_string(&Name("x".to_owned())).unwrap(), r#""x""#);
}
