//! Compiles the golden outputs and uses a few of them. They are meant to be crates of their own, in which
//! nothing public is unused.

#![allow(clippy::unwrap_used, clippy::panic)]
// What a crate exports may be called `ABC` or `to_b`; here nothing is exported.
#![allow(clippy::upper_case_acronyms, clippy::wrong_self_convention)]

#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/all_of/src/lib.rs"]
mod all_of;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/awkward_names/src/lib.rs"]
mod awkward_names;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/bodies/src/lib.rs"]
mod bodies;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/enums/src/lib.rs"]
mod enums;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/files/src/lib.rs"]
mod files;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/forms/src/lib.rs"]
mod forms;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/hostile_docs/src/lib.rs"]
mod hostile_docs;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/maps/src/lib.rs"]
mod maps;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/names/src/lib.rs"]
mod names;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/nested_union/src/lib.rs"]
mod nested_union;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/openapi_3_1/src/lib.rs"]
mod openapi_3_1;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/parameters/src/lib.rs"]
mod parameters;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/paths/src/lib.rs"]
mod paths;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/presence/src/lib.rs"]
mod presence;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/recursion/src/lib.rs"]
mod recursion;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/security/src/lib.rs"]
mod security;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/selected/src/lib.rs"]
mod selected;
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
#[path = "../../test_data/golden/types_only/src/lib.rs"]
mod types_only;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/works/src/lib.rs"]
mod works;
#[allow(dead_code, unused_imports)]
#[path = "../../test_data/golden/zoo/src/lib.rs"]
mod zoo;

use clientwright_runtime::serde_json::{from_str, json, to_value};

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
