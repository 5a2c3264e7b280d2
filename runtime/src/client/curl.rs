//! A request as a command line of `curl`.

use super::assemble::Assembled;
use crate::security::Security;
use std::fmt::Write;

/// In place of a credential.
const MASK: &str = "***";

/// Writes a request so that a POSIX shell sends it, but for its credentials. A body that is no
/// text, or a stream, is named by what it is.
pub(super) fn write(security: &Security, assembled: &Assembled) -> String {
    let request = &assembled.request;
    let mut out = "curl".to_owned();
    match request.method().as_str() {
        "GET" if request.body().len() == Some(0) => {}
        "HEAD" => out.push_str(" --head"),
        method => put(&mut out, "--request", method),
    }
    let (path, query) = cut(&request.uri().to_string());
    let mut url = path;
    for (at, pair) in query.iter().enumerate() {
        url.push(if at == 0 { '?' } else { '&' });
        if assembled.query_credentials.contains(pair) || security.is_query_credential(pair) {
            let name = pair.split('=').next().unwrap_or_default();
            let _ = write!(url, "{name}={MASK}");
        } else {
            url.push_str(pair);
        }
    }
    let _ = write!(out, " {}", quoted(&url));
    for (name, value) in request.headers() {
        let value = match value.is_sensitive() {
            true => MASK.into(),
            false => String::from_utf8_lossy(value.as_bytes()),
        };
        put(&mut out, "--header", &format!("{name}: {value}"));
    }
    match request
        .body()
        .as_bytes()
        .map(|bytes| std::str::from_utf8(bytes))
    {
        Some(Ok("")) => {}
        Some(Ok(text)) if !text.contains('\0') => put(&mut out, "--data-raw", text),
        _ => {
            put(&mut out, "--data-binary", "@-");
            let _ = write!(out, " # {:?}", request.body());
        }
    }
    out
}

fn cut(url: &str) -> (String, Vec<String>) {
    match url.split_once('?') {
        Some((path, query)) => (
            path.to_owned(),
            query.split('&').map(str::to_owned).collect(),
        ),
        None => (url.to_owned(), Vec::new()),
    }
}

fn put(out: &mut String, option: &str, value: &str) {
    let _ = write!(out, " {option} {}", quoted(value));
}

/// One word of a shell, whatever is in it.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,@%+".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}
