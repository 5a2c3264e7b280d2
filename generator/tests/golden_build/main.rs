//! Compiles the golden outputs and uses a few of them. They are meant to be crates of their own, in which
//! nothing public is unused.

#![allow(clippy::unwrap_used, clippy::panic)]
// What a crate exports may be called `ABC` or `to_b`; here nothing is exported.
#![allow(clippy::upper_case_acronyms, clippy::wrong_self_convention)]

mod calls;
mod former;
mod mocks;

#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/all_of/src/lib.rs"]
mod all_of;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/answers/src/lib.rs"]
mod answers;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/awkward_names/src/lib.rs"]
mod awkward_names;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/awkward_values/src/lib.rs"]
mod awkward_values;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/bodies/src/lib.rs"]
mod bodies;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/conditions/src/lib.rs"]
mod conditions;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/enums/src/lib.rs"]
mod enums;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/family/src/lib.rs"]
mod family;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/files/src/lib.rs"]
mod files;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/formats/src/lib.rs"]
mod formats;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/forms/src/lib.rs"]
mod forms;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/forms_3_2/src/lib.rs"]
mod forms_3_2;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/forms_chosen/src/lib.rs"]
mod forms_chosen;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/hostile_docs/src/lib.rs"]
mod hostile_docs;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/hostile_operations/src/lib.rs"]
mod hostile_operations;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/idempotency/src/lib.rs"]
mod idempotency;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/keep_unknown/src/lib.rs"]
mod keep_unknown;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/loose_tag/src/lib.rs"]
mod loose_tag;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/maps/src/lib.rs"]
mod maps;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/merge/src/lib.rs"]
mod merge;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/names/src/lib.rs"]
mod names;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/nested_union/src/lib.rs"]
mod nested_union;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/one_sided/src/lib.rs"]
mod one_sided;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/openapi_3_1/src/lib.rs"]
mod openapi_3_1;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/own_formats/src/lib.rs"]
mod own_formats;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/paging/src/lib.rs"]
mod paging;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/parameters/src/lib.rs"]
mod parameters;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/parameters_3_2/src/lib.rs"]
mod parameters_3_2;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/paths/src/lib.rs"]
mod paths;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/polling/src/lib.rs"]
mod polling;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/presence/src/lib.rs"]
mod presence;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/recursion/src/lib.rs"]
mod recursion;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/relative_server/src/lib.rs"]
mod relative_server;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/renamed/src/lib.rs"]
mod renamed;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/renamed_taken/src/lib.rs"]
mod renamed_taken;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/security/src/lib.rs"]
mod security;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/selected/src/lib.rs"]
mod selected;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/servers/src/lib.rs"]
mod servers;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/streams/src/lib.rs"]
mod streams;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/streams_3_0/src/lib.rs"]
mod streams_3_0;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/swagger_2/src/lib.rs"]
mod swagger_2;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/tagged_maps/src/lib.rs"]
mod tagged_maps;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/tagged_union/src/lib.rs"]
mod tagged_union;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/tuples/src/lib.rs"]
mod tuples;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/types_only/src/lib.rs"]
mod types_only;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/unions/src/lib.rs"]
mod unions;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/values/src/lib.rs"]
mod values;
// The crate has a module of this name; it is no module of its own elsewhere.
#[allow(dead_code, unused_imports, clippy::module_inception)]
#[path = "../../test_data/golden/webhooks/src/lib.rs"]
mod webhooks;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/works/src/lib.rs"]
mod works;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/xml_bodies/src/lib.rs"]
mod xml_bodies;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/zoo/src/lib.rs"]
mod zoo;

use clientwright_runtime::serde_json::{Value, from_str, json, to_value};

use std::collections::BTreeMap;

#[test]
fn arguments_are_checked_before_anything_is_sent() {
    use works::types::Pagination;
    let client = works::Client::builder().api_key("k").build().unwrap();
    let call = || client.works().list("KWAI", "acc_1");
    let uri = |call: works::api::works::List| call.to_request().unwrap().uri().to_string();
    assert_eq!(
        uri(call().pagination(Pagination::page(2, 20))),
        "https://aitoearn.cn/api/v2/channels/works/KWAI?accountId=acc_1&pagination%5Bpage%5D=2&pagination%5BpageSize%5D=20"
    );
    assert!(
        uri(call().pagination(Pagination::first().limit(10)))
            .ends_with("direction%5D=next&pagination%5Blimit%5D=10")
    );
    let refused = call()
        .pagination(Pagination::page(0, 20))
        .to_request()
        .unwrap_err()
        .to_string();
    assert!(
        refused.contains("pagination[page]") && refused.contains('1'),
        "{refused}"
    );
}

#[test]
fn enums_keep_what_they_do_not_know() {
    use zoo::types::StringKind;
    for text in [
        "",
        "unknown",
        "Unknown",
        "a",
        "A",
        "中",
        "self",
        "something else",
    ] {
        let value: StringKind = from_str(&json!(text).to_string()).unwrap();
        assert_eq!(to_value(&value).unwrap(), json!(text));
    }
}

#[test]
fn members_that_the_document_does_not_know_are_kept() {
    let value = json!({"name": "a", "new": [1], "inner": {"count": 1, "more": {}}});
    let thing: keep_unknown::types::Thing = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(thing.additional["new"], json!([1]));
    assert_eq!(serde_json::to_value(&thing).unwrap(), value);
}

#[test]
fn tagged_alternatives_may_be_without_members() {
    use tagged_maps::types::Answer;
    for value in [
        json!({"type": "Empty"}),
        json!({"type": "Loose", "a": 1}),
        json!({"type": "Full", "value": "v"}),
        json!({"type": "New", "x": [1]}),
    ] {
        let read: Answer = from_str(&value.to_string()).unwrap();
        assert_eq!(to_value(&read).unwrap(), value);
    }
}

#[test]
fn a_tag_may_be_missing_where_it_is_not_required() {
    use loose_tag::types::{Input, Setting};
    for value in [
        json!({"type": "message", "text": "t"}),
        json!({"text": "t"}),
        json!({"text": "t", "type": null}),
        json!({"name": "n", "type": "call"}),
        json!({"type": "new"}),
    ] {
        let read: Input = from_str(&value.to_string()).unwrap();
        assert_eq!(to_value(&read).unwrap(), value);
        let known = value
            .get("type")
            .is_some_and(|tag| *tag == "message" || *tag == "call");
        assert_eq!(known, !matches!(read, Input::Unknown(_)));
    }
    for value in [
        json!({"own": true, "value": 1}),
        json!({"own": false, "hint": "h"}),
    ] {
        let read: Setting = from_str(&value.to_string()).unwrap();
        assert_eq!(to_value(&read).unwrap(), value);
        assert_eq!(value["own"] == true, matches!(read, Setting::Own(_)));
    }
}

#[test]
fn unions_write_what_they_read() {
    use zoo::types::{Animal, Expression};
    for value in [
        json!({"not": {"not": "a"}}),
        json!(["a", null, ["b"]]),
        json!(null),
    ] {
        let read: Expression = from_str(&value.to_string()).unwrap();
        assert_eq!(to_value(&read).unwrap(), value);
    }
    for value in [
        json!({"kind": "cat", "lives": 9}),
        json!({"kind": "bag", "a": 1, "b": 2}),
        json!({"kind": "unknown"}),
        json!({"kind": "dog", "barks": true}),
    ] {
        let read: Animal = from_str(&value.to_string()).unwrap();
        assert_eq!(to_value(&read).unwrap(), value);
    }
}

#[test]
fn records_of_any_size_demand_what_is_required() {
    let error = from_str::<zoo::types::Shapes>("{}")
        .unwrap_err()
        .to_string();
    assert!(error.contains("requiredBool"), "{error}");
    let fixed = to_value(zoo::types::Fixed::new()).unwrap();
    assert_eq!(
        fixed,
        json!({"text": "a\"b", "yes": true, "one": -1, "big": 18446744073709551615_u64, "half": 0.5, "nil": null})
    );
}

/// Reads the text as a type and writes it back.
fn back<T: serde::de::DeserializeOwned + serde::Serialize>(json: &Value) -> Value {
    let read: T = from_str(&json.to_string()).unwrap_or_else(|error| panic!("{json}: {error}"));
    to_value(read).unwrap()
}

#[test]
fn unions_lose_nothing_of_what_is_declared() {
    use unions::types::{FirstVersion, Merged, Mixed, MixedEither, MixedKinds, MixedMapOrLeft};
    for json in [
        json!({"amount": 0.5, "count": 7, "level": "high", "moment": "2020-01-01T00:00:00Z"}),
        json!({"perhaps": null, "one_or_many": [{"left": "l"}], "open": {"any": [1]}}),
        json!({"either": {"right": "r"}, "kinds": {"version": 2, "text": "t"}}),
        json!({"map_or_left": {"one": 1, "two": 2}}),
    ] {
        assert_eq!(back::<Mixed>(&json), json);
    }
    for json in [
        json!({"contact": {"mail": "m"}, "several": {"b": "b", "d": 1}}),
        json!({"named": {"right": "r", "name": "n"}, "untold": "text"}),
    ] {
        assert_eq!(back::<Merged>(&json), json);
    }
    let read = |json: Value| from_str::<Mixed>(&json.to_string()).unwrap();
    let right = read(json!({"either": {"right": "r"}})).either.unwrap();
    assert!(matches!(right, MixedEither::Right(_)));
    let second = read(json!({"kinds": {"version": 2}})).kinds.unwrap();
    assert!(matches!(second, MixedKinds::Second(_)));
    let other = read(json!({"kinds": {"version": 3}})).kinds.unwrap();
    let MixedKinds::First(first) = other else {
        panic!("{other:?}")
    };
    assert!(matches!(first.version, Some(FirstVersion::Unknown(3))));
    let left = read(json!({"map_or_left": {"left": "l"}}))
        .map_or_left
        .unwrap();
    assert!(matches!(left, MixedMapOrLeft::Left(_)));
}

#[test]
fn heirs_are_read_as_what_their_tag_says() {
    use family::types::{Owner, Pet};
    for json in [
        json!({"kind": "cat", "name": "Tom", "lives": 9}),
        json!({"kind": "pet", "name": "Any"}),
        json!({"kind": "Puppy", "name": "P", "weeks": 3}),
        json!({"kind": "snake", "length": 3}),
    ] {
        assert_eq!(back::<Pet>(&json), json);
        let owner = json!({"pet": json});
        assert_eq!(back::<Owner>(&owner), owner);
    }
    for lease in [json!({"paid": true, "sum": 3}), json!({"paid": false})] {
        let owner = json!({"lease": lease});
        assert_eq!(back::<Owner>(&owner), owner);
    }
}

#[test]
fn what_only_the_base_allows_is_kept() {
    use family::types::{Pet, Shape};
    for json in [
        json!({"kind": "Puppy", "name": "P"}),
        json!({"weeks": "few", "name": "P", "kind": "Puppy", "colour": null}),
    ] {
        let read: Pet = from_str(&json.to_string()).unwrap();
        assert!(matches!(&read, Pet::Unknown(pet) if pet.tag() == "Puppy"));
        assert_eq!(to_value(read).unwrap(), json);
    }
    let refused = |json: &str| from_str::<Pet>(json).unwrap_err().to_string();
    let name = refused(r#"{"kind": "Puppy", "name": 5, "weeks": 3}"#);
    assert!(name.contains("`name`: invalid type"), "{name}");
    let missing = refused(r#"{"kind": "Puppy", "weeks": "few"}"#);
    assert!(missing.contains("missing field `name`"), "{missing}");
    let missing = refused(r#"{"kind": "Puppy"}"#);
    assert!(missing.contains("missing field `name`"), "{missing}");
    let side = from_str::<Shape>(r#"{"type": "Square"}"#).unwrap_err();
    assert!(side.to_string().contains("missing field `side`"), "{side}");
}

#[test]
fn enums_hold_any_value() {
    use values::types::Values;
    for json in [
        json!({"nothing": null, "scale": 0.5, "mixed": "auto", "truth": true, "digits": "2"}),
        json!({"nothing": null, "scale": 1, "mixed": {"a": 1}, "counted": 2, "cases": ""}),
        json!({"nothing": null, "scale": 7, "mixed": null, "huge": 18446744073709551615_u64}),
        json!({"nothing": null, "mixed": {"of": "my own"}, "cases": "aSc", "maybe": null}),
    ] {
        assert_eq!(back::<Values>(&json), json);
    }
    let two = from_str::<Values>(r#"{"nothing": null, "scale": 2}"#).unwrap();
    assert!(!matches!(
        two.scale.unwrap(),
        values::types::ValuesScale::Unknown(_)
    ));
}

#[test]
fn lists_and_objects_of_any_shape_come_back() {
    for json in [
        json!({"point": [1.5, -2.5], "pair": [{"x": 3}, "y"], "short": [1.5], "longer": [true, "a", "b"]}),
        json!({"point": [0.5, 0.5], "short": [], "open": [false, {"any": 1}], "untyped": [1, null], "bare": ["a"]}),
    ] {
        assert_eq!(back::<tuples::types::Lists>(&json), json);
    }
    for json in [
        json!({"kind": "box", "width": 3, "settings": {"x-a": "b", "c": 3}, "extensions": {"x-d": "e"}}),
        json!({"kind": "ball", "radius": 0.5, "unit": "cm", "width": "wide", "loose": {"n1": 1, "other": []}}),
    ] {
        assert_eq!(back::<conditions::types::Thing>(&json), json);
    }
    let json = json!({"date": "2020-02-29", "moment": "2020-01-01T01:00:00+01:00", "bytes": "AAEC", "safe": "_-8",
        "i8": -128, "u8": 255, "large": 18446744073709551615_u64, "float": 0.1, "duration": "P1D"});
    assert_eq!(back::<formats::types::Formats>(&json), json);
}

#[test]
fn what_one_side_never_sends_is_not_demanded() {
    use one_sided::types::{Account, AccountContactMail, Session};
    let account = Account::new("Ann", AccountContactMail::new("ann@example.com"));
    let sent = to_value(account.password("secret")).unwrap();
    let contact = json!({"mail": "ann@example.com"});
    assert_eq!(
        sent,
        json!({"name": "Ann", "password": "secret", "contact": contact})
    );
    let session = from_str::<Session>(r#"{"id": "1"}"#).unwrap();
    assert_eq!(session.id, "1");
}

#[test]
fn whole_numbers_are_integers() {
    let json =
        r#"{"count": 7.0, "kinds": {"version": 2.0}, "open": 1e3, "map_or_left": {"a": 1.0}}"#;
    let read: unions::types::Mixed = from_str(json).unwrap();
    let json = json!({"count": 7, "kinds": {"version": 2}, "open": 1000, "map_or_left": {"a": 1}});
    assert_eq!(to_value(read).unwrap(), json);
}

#[test]
fn xml_is_written_and_read_as_the_document_says() {
    use clientwright_runtime::{self as runtime, http, transport};
    use xml_bodies::types::{Cat, Owner, Pet, PetKind};
    let pet = Pet::new(7, vec!["a<b".to_owned()])
        .name("Rex")
        .kind(PetKind::Cat(Cat::new(9)))
        .owner(Owner::new("Ann"))
        .photos(vec!["x".to_owned(), "y".to_owned()]);
    let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <p:pet xmlns:p=\"http://example.com/pets\" id=\"7\"><title>Rex</title>\
        <kind><lives>9</lives></kind><Person><name>Ann</name></Person>\
        <labels><tag>a&lt;b</tag></labels><photos>x</photos><photos>y</photos></p:pet>";
    let service = transport::from_fn(move |request: http::Request<runtime::Body>| {
        let sent = request.body().as_bytes().cloned().unwrap_or_default();
        assert_eq!(sent, text.as_bytes());
        let answer = http::Response::builder().header("content-type", "application/xml");
        Ok(answer.body(sent.into()).unwrap())
    });
    let client = xml_bodies::Client::builder()
        .base_url("http://x.test")
        .transport(service);
    let client = client.build().unwrap();
    let mut call = std::pin::pin!(client.add_pet(pet.clone()).into_future());
    // A service in memory answers at once.
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match call.as_mut().poll(&mut context) {
        std::task::Poll::Ready(answer) => assert_eq!(answer.unwrap(), pet),
        std::task::Poll::Pending => panic!("no answer"),
    }
}

#[test]
fn a_patch_tells_absent_null_and_values_apart() {
    use bodies::types::{PetPatch, PetPatchOwner};
    use clientwright_runtime::Nullable;
    let patch = PetPatch::new()
        .name("Rex".to_owned())
        .age(Nullable::Null)
        .owner(PetPatchOwner::new().name(Nullable::Null))
        .friends(BTreeMap::from([("Tom".to_owned(), Nullable::Null)]));
    let client = bodies::Client::builder()
        .base_url("http://x.test")
        .build()
        .unwrap();
    let request = client.patch_pet(1, patch).to_request().unwrap();
    assert_eq!(
        request.headers()["content-type"],
        "application/merge-patch+json"
    );
    let body = request.body().as_bytes().unwrap();
    let json = r#"{"name":"Rex","age":null,"owner":{"name":null},"friends":{"Tom":null}}"#;
    assert_eq!(body, json.as_bytes());
}
