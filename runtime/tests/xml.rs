//! XML bodies and answers by tables.

#![cfg(feature = "xml")]
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::xml::{Answer, Member, Name, Node, Object, Root, Shape};
use clientwright_runtime::{Client, Operation, RawValue, RequestBuilder, transport::from_fn};
use common::PLAIN;
use serde_json::Value;

const fn text(name: &'static str) -> Member {
    Member::element(name, Name::new(name), Shape::Text)
}

const fn list(property: &'static str, name: &'static str, item: &'static str) -> Member {
    let shape = Shape::List {
        item: Name::new(item),
        of: &Shape::Text,
        wrapped: true,
    };
    Member::element(property, Name::new(name), shape)
}

static PET: Object = Object {
    members: &[
        Member::element("id", Name::new("pet-id"), Shape::Number)
            .node(Node::Attribute)
            .required(),
        text("name"),
        Member::element("alive", Name::new("alive"), Shape::Bool),
        Member::element("weight", Name::new("weight"), Shape::Number),
        Member::element(
            "photos",
            Name::new("photos"),
            Shape::List {
                item: Name::new("photo"),
                of: &Shape::Text,
                wrapped: false,
            },
        )
        .required(),
        list("tags", "Tags", "tag").required(),
        Member::element(
            "owner",
            Name::new("owner").namespace("urn:o").prefix("o"),
            Shape::Object(&OWNER),
        ),
        Member::element("more", Name::new("more"), Shape::Map(&Shape::Number)),
    ],
    others: None,
};

static OWNER: Object = Object {
    members: &[
        Member::element("lang", Name::new("lang"), Shape::Text).node(Node::Attribute),
        Member::element("about", Name::new("about"), Shape::Text).node(Node::Text),
    ],
    others: None,
};

static NOTE: Object = Object {
    members: &[Member::element("html", Name::new("html"), Shape::Text).node(Node::Cdata)],
    others: Some(Shape::Any),
};

const fn root(name: &'static str, object: &'static Object) -> Root {
    Root {
        name: Name::new(name),
        shape: Shape::Object(object),
    }
}

fn written(json: &str, root: &Root) -> Result<String, String> {
    let mut request = RequestBuilder::new(&PLAIN);
    let json = RawValue::from_string(json.to_owned()).unwrap();
    request.body_xml("application/xml", &json, root);
    let client = common::answering(200, "");
    let request = client.to_request::<i64>(&PLAIN, request.finish());
    let request = request.map_err(|error| error.to_string())?;
    assert_eq!(request.headers()["content-type"], "application/xml");
    let body = request.body().as_bytes().unwrap();
    let xml = String::from_utf8(body.to_vec()).unwrap();
    let declared = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    Ok(xml.strip_prefix(declared).unwrap().to_owned())
}

static GET: Operation = Operation {
    xml: &[
        Answer {
            statuses: (200, 200),
            root: root("Pet", &PET),
        },
        Answer {
            statuses: (400, 499),
            root: root("Note", &NOTE),
        },
    ],
    accept: "application/xml",
    ..Operation::new("get", "GET", "/")
};

fn client(status: u16, xml: &'static str) -> Client {
    let transport = from_fn(move |_| {
        let mut response = common::response(status, xml);
        let media_type = "application/xml; charset=utf-8".parse().unwrap();
        response.headers_mut().insert("content-type", media_type);
        Ok(response)
    });
    common::client()
        .transport(transport)
        .build::<i64>()
        .unwrap()
}

fn read(xml: &'static str) -> Result<Value, String> {
    let request = RequestBuilder::new(&GET).finish();
    let answer = client(200, xml).send_json::<Value, i64>(&GET, request);
    common::block_on(answer.into_value()).map_err(|error| error.to_string())
}

const JSON: &str = r#"{"id":7,"name":"a <b> & \"c\"","alive":true,"weight":1.5,"photos":["x","y"],"tags":["t"],"owner":{"lang":"en","about":" hi "},"more":{"a":1}}"#;

const XML: &str = "<Pet xmlns:o=\"urn:o\" pet-id=\"7\"><name>a &lt;b&gt; &amp; &quot;c&quot;</name>\
    <alive>true</alive><weight>1.5</weight><photo>x</photo><photo>y</photo><Tags><tag>t</tag></Tags>\
    <o:owner lang=\"en\"> hi </o:owner><more><a>1</a></more></Pet>";

#[test]
fn attributes_lists_maps_texts_and_namespaces_there_and_back() {
    assert_eq!(written(JSON, &root("Pet", &PET)).unwrap(), XML);
    assert_eq!(
        read(XML).unwrap(),
        serde_json::from_str::<Value>(JSON).unwrap()
    );
}

#[test]
fn what_a_service_writes_in_its_own_way() {
    let xml = "\u{feff}<?xml version='1.0'?><!-- hi -->\n<x:Any xmlns:x=\"urn:x\" pet-id=' 7 '>\n  \
        <alive> 1 </alive> <name><![CDATA[<&]]>&#x41;&amp;</name><unknown/><photo/>\n  \
        <owner xmlns=\"urn:o\" xml:lang=\"de\">x</owner></x:Any>";
    let expected = serde_json::json!({
        "id": 7, "name": "<&A&", "alive": true, "photos": [""], "tags": [],
        "owner": {"lang": "de", "about": "x"},
    });
    assert_eq!(read(xml).unwrap(), expected);
}

#[test]
fn null_is_said() {
    let nil = "<Pet xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" pet-id=\"1\">\
        <name xsi:nil=\"true\"/><Tags/></Pet>";
    let json = r#"{"id":1,"name":null,"photos":[],"tags":[]}"#;
    assert_eq!(written(json, &root("Pet", &PET)).unwrap(), nil);
    assert_eq!(
        read(nil).unwrap(),
        serde_json::from_str::<Value>(json).unwrap()
    );
}

#[test]
fn default_namespaces_hold_for_what_is_inside() {
    static LEAF: Object = Object {
        members: &[Member::element(
            "a",
            Name::new("a").namespace("urn:n"),
            Shape::Text,
        )],
        others: None,
    };
    let root = Root {
        name: Name::new("N").namespace("urn:n"),
        shape: Shape::Object(&LEAF),
    };
    let xml = written(r#"{"a":"1"}"#, &root).unwrap();
    assert_eq!(xml, "<N xmlns=\"urn:n\"><a>1</a></N>");
}

#[test]
fn open_members_and_cdata() {
    let root = root("Note", &NOTE);
    let json = r#"{"html":"<b>]]></b>","to":["a","b"],"sub":{"k":1}}"#;
    let xml =
        "<Note><![CDATA[<b>]]]]><![CDATA[></b>]]><to>a</to><to>b</to><sub><k>1</k></sub></Note>";
    assert_eq!(written(json, &root).unwrap(), xml);
    let error = client(404, xml).send_json::<Value, i64>(&GET, RequestBuilder::new(&GET).finish());
    let error = common::block_on(error.into_value()).unwrap_err();
    let note: Value = error.json().unwrap();
    assert_eq!(note["html"], "<b>]]></b>");
    assert_eq!(note["to"], serde_json::json!(["a", "b"]));
    assert_eq!(note["sub"]["k"], "1");
}

#[test]
fn what_has_no_xml_is_refused() {
    let root = root("Note", &NOTE);
    let refused = |json: &str| written(json, &root).unwrap_err();
    assert!(refused(r#"{"a b":1}"#).contains("no element can be named `a b`"));
    assert!(refused(r#"{"a":"\u0001"}"#).contains("has no character"));
    let deep = format!("{}1{}", "{\"a\":".repeat(127), "}".repeat(127));
    assert!(written(&deep, &root).is_ok());
    let deep = format!("{}1{}", "{\"a\":".repeat(200), "}".repeat(200));
    assert!(written(&deep, &root).is_err());
}

#[test]
fn broken_xml_is_an_error_that_says_so() {
    for xml in [
        "<a>",
        "<a></b>",
        "a",
        "<a>&lol;</a>",
        "<a b=c/>",
        "<!DOCTYPE a [<!ENTITY lol \"lol\">]><a>&lol;</a>",
    ] {
        let error = read(xml).unwrap_err();
        assert!(error.contains("XML"), "{xml}: {error}");
    }
    let error = read("<Pet pet-id=\"x\"/>").unwrap();
    // A text where a number should be stays one, for the type to refuse.
    assert_eq!(error["id"], "x");
    let deep: &'static str = format!("{}{}", "<a>".repeat(9999), "</a>".repeat(9999)).leak();
    assert!(read(deep).unwrap_err().contains("inside each other"));
}

#[test]
fn lists_that_are_wrapped_though_nobody_says_so() {
    static ALL: Object = Object {
        members: &[
            Member::element(
                "pets",
                Name::new("pets"),
                Shape::List {
                    item: Name::new("pets"),
                    of: &Shape::Object(&PET),
                    wrapped: false,
                },
            ),
            Member::element(
                "sizes",
                Name::new("sizes"),
                Shape::List {
                    item: Name::new("sizes"),
                    of: &Shape::Number,
                    wrapped: false,
                },
            ),
        ],
        others: None,
    };
    static LIST: Operation = Operation {
        xml: &[Answer {
            statuses: (200, 200),
            root: root("All", &ALL),
        }],
        ..Operation::new("list", "GET", "/")
    };
    let read = |xml: &'static str| {
        let request = RequestBuilder::new(&LIST).finish();
        let answer = client(200, xml).send_json::<Value, i64>(&LIST, request);
        common::block_on(answer.into_value()).unwrap()
    };
    let pet = serde_json::json!({"id": 1, "photos": [], "tags": []});
    let all = read(
        "<All><pets> <Pet pet-id=\"1\"/> <Pet pet-id=\"1\"/> </pets><sizes><n>1</n><n>2</n></sizes></All>",
    );
    assert_eq!(
        all,
        serde_json::json!({"pets": [pet, pet], "sizes": [1, 2]})
    );
    assert_eq!(read("<All><pets/></All>"), serde_json::json!({"pets": []}));
    let plain = read("<All><pets pet-id=\"1\"/><sizes>3</sizes></All>");
    assert_eq!(plain, serde_json::json!({"pets": [pet], "sizes": [3]}));
}
