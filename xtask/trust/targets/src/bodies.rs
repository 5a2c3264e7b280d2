//! Bodies: forms of parts, of which none breaks out; answers inside of an envelope.

use crate::Corpus;
use crate::calls::{PLAIN, answering, bytes_of, client, cut, wait};
use clientwright_runtime::{Encoding, Envelope, File, Operation, RequestBuilder, Value, http};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::json;

/// Forms with values that somebody gave as examples.
pub fn parts(corpus: &Corpus) -> Vec<Vec<u8>> {
    let form = |value: &&Value| json!({"members": {"a": value, "b\"\r\n": [1, "two"]}, "file": "x", "name": "a\r\n\".png", "type": "image/png", "header": "v"});
    corpus
        .values()
        .iter()
        .map(|value| form(value).to_string().into_bytes())
        .collect()
}

/// A form with a file.
struct Form<'f> {
    members: &'f serde_json::Map<String, Value>,
    file: File,
}

impl Serialize for Form<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("file", &self.file)?;
        for (name, value) in self.members {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// How many parts a value is: a list is one for each of its elements, of which none is none.
fn count(value: &Value) -> usize {
    match value {
        Value::Null => 0,
        Value::Array(elements) => elements.iter().filter(|one| !one.is_null()).count(),
        _ => 1,
    }
}

/// A form is as many parts as it has members, whatever they say, and each has the headers that it should.
pub fn multipart(bytes: &[u8]) -> Result<(), String> {
    let Ok(Value::Object(form)) = serde_json::from_slice(bytes) else {
        return Ok(());
    };
    let text = |name: &str| {
        form.get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let Some(members) = form.get("members").and_then(Value::as_object) else {
        return Ok(());
    };
    let file = File::new(text("file"))
        .name(text("name"))
        .content_type(text("type"))
        .header("x-a", text("header"));
    let mut request = RequestBuilder::new(&PLAIN);
    let encodings = [Encoding::of("a").media_type("application/json")];
    request.body_multipart("multipart/form-data", &Form { members, file }, &encodings);
    let client = client().build::<i64>().map_err(|error| error.to_string())?;
    let Ok(request) = client.to_request::<i64>(&PLAIN, request.finish()) else {
        return Ok(());
    };
    let media_type = request
        .headers()
        .get(http::header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let boundary = media_type.and_then(|text| text.split_once("; boundary="));
    let (_, boundary) = boundary.ok_or("no boundary")?;
    let boundary = boundary.trim_matches('"').to_owned();
    let body = bytes_of(request.into_body())?;
    let body: String = body.iter().map(|&byte| char::from(byte)).collect();
    let expected = 1 + members.values().map(count).sum::<usize>();
    judge(&body, &boundary, expected)
}

fn judge(body: &str, boundary: &str, expected: usize) -> Result<(), String> {
    let delimiter = format!("\r\n--{boundary}");
    let whole = format!("\r\n{body}");
    let pieces: Vec<&str> = whole.split(&delimiter).collect();
    let [first, parts @ .., last] = pieces.as_slice() else {
        return Err("no parts".to_owned());
    };
    if !first.is_empty() || *last != "--\r\n" || parts.len() != expected {
        return Err(format!(
            "{} parts instead of {expected}: {body:?}",
            parts.len()
        ));
    }
    for part in parts {
        let (head, _) = part.split_once("\r\n\r\n").ok_or("a part without a head")?;
        let known = |line: &str| {
            ["Content-Disposition: ", "Content-Type: ", "x-a: "]
                .iter()
                .any(|name| line.starts_with(name))
        };
        if let Some(strange) = head.split("\r\n").skip(1).find(|line| !known(line)) {
            return Err(format!("a header that nobody asked for: {strange:?}"));
        }
    }
    Ok(())
}

static ENVELOPE: Envelope = Envelope {
    code: "code",
    success: 0,
    message: "message",
    data: "data",
    data_optional: true,
    request_id: Some("requestId"),
    timestamp: Some("timestamp"),
};

static WRAPPED: Operation = Operation {
    accept: "application/json",
    envelope: Some(&ENVELOPE),
    ..Operation::new("wrapped", "GET", "/wrapped")
};

/// Answers with values that somebody gave as examples; the first byte says how they are cut.
pub fn envelopes(corpus: &Corpus) -> Vec<Vec<u8>> {
    let wrapped = |(at, value): (usize, &&Value)| {
        let answer = json!({"code": at % 3, "message": "m", "data": value, "requestId": "r", "timestamp": 1});
        format!("\u{5}{answer}").into_bytes()
    };
    corpus.values().iter().enumerate().map(wrapped).collect()
}

fn unwrap(status: u16, bytes: &[u8], size: usize) -> Result<String, String> {
    let client = answering(status, "application/json; charset=utf-8", cut(bytes, size))?;
    wait(async {
        let request = RequestBuilder::new(&WRAPPED).finish();
        match client
            .send_json::<Option<Value>, i64>(&WRAPPED, request)
            .await
        {
            Ok(answer) => format!(
                "{:?} {:?} {:?}",
                answer.message(),
                answer.request_id(),
                answer.value()
            ),
            Err(error) => format!(
                "{error} {:?} {:?} {:?}",
                error.code(),
                error.data().map(|data| data.get()),
                error.timestamp()
            ),
        }
    })
}

/// However an answer is cut, the same comes of it.
pub fn envelope(bytes: &[u8]) -> Result<(), String> {
    let Some((size, bytes)) = bytes.split_first() else {
        return Ok(());
    };
    let status = [200, 201, 400, 418, 500, 503][usize::from(size % 6)];
    let whole = unwrap(status, bytes, bytes.len())?;
    let pieces = unwrap(status, bytes, usize::from(*size))?;
    match whole == pieces {
        true => Ok(()),
        false => Err(format!("whole {whole}, in pieces {pieces}")),
    }
}
