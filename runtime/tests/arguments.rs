//! Arguments are checked before anything is sent.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::wire::{Check, Checker};
use clientwright_runtime::{ClientBuilder, ErrorKind, Nullable, Operation, RequestBuilder, Style};
use common::PLAIN;
use std::num::NonZeroU64;

struct Page {
    page: u64,
    limit: Option<NonZeroU64>,
    tags: Vec<Tag>,
}

struct Tag(String);

impl Check for Tag {
    fn check(&self, check: &mut Checker) {
        check.length("text", &self.0, Some(1), Some(3));
        check.pattern("text", &self.0, "^[a-z作]+$");
    }
}

impl Check for Page {
    fn check(&self, check: &mut Checker) {
        check.integer("page", self.page, Some(1), Some(9_007_199_254_740_991));
        check.integer("limit", self.limit, None, Some(100));
        check.items("tags", &self.tags, None, Some(2));
        check.nested("tags", &self.tags);
    }
}

fn refused(build: impl FnOnce(&mut RequestBuilder)) -> Option<String> {
    let mut request = RequestBuilder::new(&PLAIN);
    build(&mut request);
    request.finish().err().map(|error| {
        assert_eq!(error.kind(), ErrorKind::InvalidArgument);
        error.to_string()
    })
}

fn page() -> Page {
    Page {
        page: 1,
        limit: None,
        tags: Vec::new(),
    }
}

#[test]
fn the_error_names_the_parameter_and_the_bound() {
    let with = |page: Page| refused(|r| r.check().nested("pagination", &page));
    assert_eq!(with(page()), None);
    assert_eq!(
        with(Page { page: 0, ..page() }).unwrap(),
        "`pagination[page]` must be at least 1, not 0"
    );
    assert_eq!(
        with(Page {
            page: 1 << 53,
            ..page()
        })
        .unwrap(),
        "`pagination[page]` must be at most 9007199254740991, not 9007199254740992"
    );
    assert_eq!(
        with(Page {
            limit: NonZeroU64::new(101),
            ..page()
        })
        .unwrap(),
        "`pagination[limit]` must be at most 100, not 101"
    );
    let tags = |texts: &[&str]| texts.iter().map(|text| Tag((*text).to_owned())).collect();
    assert_eq!(
        with(Page {
            tags: tags(&["a", "b", "c"]),
            ..page()
        })
        .unwrap(),
        "`pagination[tags]` must have at most 2 elements, not 3"
    );
    assert_eq!(
        with(Page {
            tags: tags(&["作品", "作"]),
            ..page()
        })
        .unwrap(),
        "`pagination[tags][0][text]` must match ^[a-z作]+$"
    );
    let body = Page {
        tags: tags(&["a", ""]),
        ..page()
    };
    assert_eq!(
        refused(|r| r.check_body(&body)).unwrap(),
        "`body.tags[1].text` must have at least 1 character, not 0"
    );
}

#[test]
fn numbers_and_lists() {
    let number = |value: f64| {
        refused(|r| {
            r.check()
                .number("x", value, Some((0.0, true)), Some((1.5, false)))
        })
    };
    assert_eq!(number(1.5), None);
    assert_eq!(number(0.0).unwrap(), "`x` must be more than 0, not 0");
    assert_eq!(number(1.6).unwrap(), "`x` must be at most 1.5, not 1.6");
    assert_eq!(number(f64::NAN).unwrap(), "`x` must be a finite number");
    assert_eq!(refused(|r| r.check().multiple_of("x", 0.3, 0.1)), None);
    assert!(refused(|r| r.check().multiple_of("x", 7_u64, 2.0)).is_some());
    assert_eq!(
        refused(|r| r.check().unique("x", &["a", "b", "a"])).unwrap(),
        "`x` must not have equal elements, as at index 2"
    );
    let long = Some(Nullable::Value("作品集".to_owned()));
    assert!(refused(|r| r.check().length("x", &long, None, Some(2))).is_some());
    assert_eq!(
        refused(|r| r.check().length("x", &long, None, Some(3))),
        None
    );
    // An expression that is not understood is left to the service.
    assert_eq!(refused(|r| r.check().pattern("x", "a", "(?<=b)a")), None);
}

#[test]
fn the_first_defect_is_reported() {
    let text = refused(|r| {
        r.check().length("a", "", Some(1), None);
        r.check().length("b", "", Some(1), None);
        r.path("c", "", Style::SIMPLE);
    });
    assert_eq!(text.unwrap(), "`a` must have at least 1 character, not 0");
}

#[test]
fn bodies() {
    let body = |build: fn(&mut RequestBuilder)| {
        let mut request = RequestBuilder::new(&PLAIN);
        build(&mut request);
        let client = common::answering(200, "");
        let request = client.to_request::<i64>(&PLAIN, request.finish()).unwrap();
        let media_type = request.headers()["content-type"]
            .to_str()
            .unwrap()
            .to_owned();
        (
            media_type,
            String::from_utf8(request.body().as_bytes().unwrap().to_vec()).unwrap(),
        )
    };
    fn value() -> serde_json::Value {
        serde_json::json!({"a": "x y", "b": [1, 2], "c": {"d": null, "e": true}})
    }
    let json = r#"{"a":"x y","b":[1,2],"c":{"d":null,"e":true}}"#;
    assert_eq!(body(|r| r.body_json(&serde_json::json!([1]))).1, "[1]");
    assert_eq!(
        body(|r| r.body_json(&serde_json::json!([1]))).0,
        "application/json"
    );
    assert_eq!(value().to_string(), json);
    let form = body(|r| {
        r.body_form(&value(), &[]);
    });
    assert_eq!(
        form.1,
        "a=x%20y&b=1&b=2&c=%7B%22d%22%3Anull%2C%22e%22%3Atrue%7D"
    );
    assert_eq!(form.0, "application/x-www-form-urlencoded");
    assert_eq!(body(|r| r.body_text("作")).1, "作");
    assert_eq!(body(|r| r.body_bytes("image/png", vec![1])).0, "image/png");
}

#[test]
fn an_operation_has_a_server_of_its_own_unless_the_user_chose_one() {
    const fn plain() -> Operation {
        Operation::new("plain", "GET", "/x")
    }
    static ELSEWHERE: Operation = Operation {
        server: Some("https://files.test/v2/"),
        ..plain()
    };
    static RELATIVE: Operation = Operation {
        server: Some("/v2"),
        ..plain()
    };
    let uri = |operation: &'static Operation, chosen: Option<&str>| {
        let transport = clientwright_runtime::transport::from_fn(|_| Ok(common::response(200, "")));
        let builder = ClientBuilder::new("https://api.test/v1", common::NO_SECURITY);
        let builder = match chosen {
            Some(url) => builder.base_url(url),
            None => builder,
        };
        let client = builder.transport(transport).build::<i64>().unwrap();
        let mut request = RequestBuilder::new(operation);
        request.path_literal("/x");
        let request = client.to_request::<i64>(operation, request.finish());
        request.unwrap().uri().to_string()
    };
    assert_eq!(uri(&PLAIN, None), "https://api.test/v1/x");
    assert_eq!(uri(&ELSEWHERE, None), "https://files.test/v2/x");
    assert_eq!(uri(&RELATIVE, None), "https://api.test/v2/x");
    assert_eq!(
        uri(&ELSEWHERE, Some("http://localhost:1")),
        "http://localhost:1/x"
    );
}
