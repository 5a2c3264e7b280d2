//! XML by tables, there and back.

use crate::Corpus;
use crate::calls::{PLAIN, answering, bytes_of, client, cut, wait};
use clientwright_runtime::xml::{Answer, Member, Name, Node, Object, Root, Shape};
use clientwright_runtime::{Operation, RawValue, RequestBuilder, Value};

static THING: Object = Object {
    members: &[
        Member::element("id", Name::new("thing-id"), Shape::Number).node(Node::Attribute),
        Member::element("name", Name::new("name"), Shape::Text),
        Member::element("alive", Name::new("alive"), Shape::Bool),
        Member::element(
            "photos",
            Name::new("photos"),
            Shape::List {
                item: Name::new("photo"),
                of: &Shape::Text,
                wrapped: false,
            },
        ),
        Member::element(
            "things",
            Name::new("Things"),
            Shape::List {
                item: Name::new("thing"),
                of: &Shape::Object(&THING),
                wrapped: true,
            },
        ),
        Member::element(
            "owner",
            Name::new("owner").namespace("urn:o").prefix("o"),
            Shape::Object(&OWNER),
        ),
        Member::element("more", Name::new("more"), Shape::Map(&Shape::Number)),
    ],
    others: Some(Shape::Any),
};

static OWNER: Object = Object {
    members: &[
        Member::element("lang", Name::new("lang"), Shape::Text).node(Node::Attribute),
        Member::element("about", Name::new("about"), Shape::Text).node(Node::Text),
    ],
    others: None,
};

static ROOT: Root = Root {
    name: Name::new("Thing"),
    shape: Shape::Object(&THING),
};

static GET: Operation = Operation {
    xml: &[Answer {
        statuses: (200, 299),
        root: Root {
            name: Name::new("Thing"),
            shape: Shape::Object(&THING),
        },
    }],
    accept: "application/xml",
    ..Operation::new("get", "GET", "/")
};

/// XML, and values that somebody gave as examples.
pub fn seeds(corpus: &Corpus) -> Vec<Vec<u8>> {
    let xml = [
        "<Thing thing-id=\"7\"><name>a &lt;b&gt; &#38;</name><photo>x</photo><photo/></Thing>",
        "<?xml version='1.0'?><!-- hi --><x:Thing xmlns:x='urn:x' thing-id=' 7 '><Things><thing><name><![CDATA[<a>]]></name></thing></Things><more><a>1</a></more></x:Thing>",
        "<!DOCTYPE a [<!ENTITY x \"&x;&x;\"><!ENTITY y SYSTEM 'file:///etc/passwd'>]><Thing><name>&x;&y;</name></Thing>",
        "<Thing xmlns:o=\"urn:o\"><o:owner lang=\"en\"> hi </o:owner><other><b>1</b></other></Thing>",
    ];
    let values = corpus
        .values()
        .into_iter()
        .filter(|value| value.is_object());
    let values = values.map(|value| value.to_string().into_bytes());
    xml.iter()
        .map(|text| text.as_bytes().to_vec())
        .chain(values)
        .collect()
}

fn read(bytes: &[u8], size: usize) -> Result<Option<Value>, String> {
    let client = answering(200, "application/xml", cut(bytes, size))?;
    wait(async {
        let request = RequestBuilder::new(&GET).finish();
        client
            .send_json::<Value, i64>(&GET, request)
            .into_value()
            .await
            .ok()
    })
}

fn written(value: &Value) -> Result<Option<Vec<u8>>, String> {
    let json = RawValue::from_string(value.to_string()).map_err(|error| error.to_string())?;
    let mut request = RequestBuilder::new(&PLAIN);
    request.body_xml("application/xml", &json, &ROOT);
    let client = client().build::<i64>().map_err(|error| error.to_string())?;
    match client.to_request::<i64>(&PLAIN, request.finish()) {
        Ok(request) => bytes_of(request.into_body()).map(Some),
        Err(_) => Ok(None),
    }
}

/// However XML is cut, the same comes of it; what is written of JSON can be read.
pub fn run(bytes: &[u8]) -> Result<(), String> {
    let whole = read(bytes, bytes.len())?;
    let pieces = read(bytes, 3)?;
    if whole != pieces {
        return Err(format!("whole {whole:?}, in pieces {pieces:?}"));
    }
    let Some(value) = whole.or_else(|| serde_json::from_slice(bytes).ok()) else {
        return Ok(());
    };
    let Some(text) = written(&value)? else {
        return Ok(());
    };
    match read(&text, text.len())? {
        Some(_) => Ok(()),
        None => Err(format!(
            "what was written cannot be read: {}",
            String::from_utf8_lossy(&text)
        )),
    }
}
