//! Parameters: whatever they say, they stay in their place.

use crate::Corpus;
use crate::calls::{PLAIN, client};
use clientwright_runtime::{Request, RequestBuilder, Style, Value};
use serde_json::json;

/// The styles of each place.
const IN_PATH: &[Style] = &[Style::SIMPLE, Style::LABEL, Style::MATRIX, Style::JSON];
const IN_QUERY: &[Style] = &[
    Style::FORM,
    Style::SPACE_DELIMITED,
    Style::PIPE_DELIMITED,
    Style::DEEP_OBJECT,
    Style::JSON,
];
const IN_HEADER: &[Style] = &[Style::SIMPLE, Style::JSON];
const IN_COOKIE: &[Style] = &[Style::FORM, Style::COOKIE, Style::JSON];

/// Values that somebody gave as examples, in each style.
pub fn seeds(corpus: &Corpus) -> Vec<Vec<u8>> {
    let parameter = |(at, value): (usize, &&Value)| {
        let all = json!({"name": "a", "value": value, "style": at, "explode": at % 2 == 0, "reserved": at % 3 == 0});
        all.to_string().into_bytes()
    };
    corpus.values().iter().enumerate().map(parameter).collect()
}

fn style(parameter: &Value, styles: &[Style]) -> Style {
    let number = parameter
        .get("style")
        .and_then(Value::as_u64)
        .unwrap_or_default();
    let at = usize::try_from(number).unwrap_or_default() % styles.len();
    let mut style = styles.get(at).copied().unwrap_or(Style::FORM);
    let is = |name: &str| parameter.get(name) == Some(&Value::Bool(true));
    if is("explode") {
        style = style.explode();
    }
    if is("reserved") {
        style = style.reserved();
    }
    style
}

fn sent(
    build: impl FnOnce(&mut RequestBuilder),
) -> Option<clientwright_runtime::http::Request<clientwright_runtime::Body>> {
    let mut request = RequestBuilder::new(&PLAIN);
    request.path_literal("/x/");
    build(&mut request);
    let request: Result<Request, _> = request.finish();
    let client = client().build::<i64>().ok()?;
    client.to_request::<i64>(&PLAIN, request).ok()
}

/// JSON with a name, a value and a style, as a parameter of each place.
pub fn run(bytes: &[u8]) -> Result<(), String> {
    let Ok(parameter) = serde_json::from_slice::<Value>(bytes) else {
        return Ok(());
    };
    let null = Value::Null;
    let style = |styles| style(&parameter, styles);
    let value = parameter.get("value").unwrap_or(&null);
    let name = parameter.get("name").and_then(Value::as_str).unwrap_or("a");
    if let Some(request) = sent(|request| {
        request.path("a", value, style(IN_PATH));
        request.path_literal("/end");
    }) {
        let (uri, path) = (request.uri(), request.uri().path());
        let inside = path
            .strip_prefix("/base/x/")
            .and_then(|path| path.strip_suffix("/end"));
        let reserved = parameter.get("reserved") == Some(&Value::Bool(true));
        match inside {
            None => return Err(format!("a path became {uri}")),
            Some(inside) if !reserved && inside.contains('/') => {
                return Err(format!("a path became {uri}"));
            }
            Some(_) if uri.query().is_some() => return Err(format!("a path became {uri}")),
            Some(_) => {}
        }
    }
    if let Some(request) = sent(|request| request.query(name, value, style(IN_QUERY))) {
        let uri = request.uri();
        if uri.path() != "/base/x/" || uri.host() != Some("api.test") {
            return Err(format!("a query became {uri}"));
        }
    }
    let plain = |text: &[u8]| text.iter().all(|byte| !matches!(byte, b'\r' | b'\n' | 0));
    if let Some(request) = sent(|request| request.header("x-a", value, style(IN_HEADER))) {
        if !request
            .headers()
            .values()
            .all(|value| plain(value.as_bytes()))
        {
            return Err("a header with a line break".to_owned());
        }
    }
    if let Some(request) = sent(|request| request.cookie(name, value, style(IN_COOKIE))) {
        if !request
            .headers()
            .values()
            .all(|value| plain(value.as_bytes()))
        {
            return Err("a cookie with a line break".to_owned());
        }
    }
    Ok(())
}
