//! Links to the next page, in headers and in bodies.

use super::{Next, PagingDefect, Position};
use crate::client::Client;
use crate::error::Error;
use crate::{Operation, Request, Response};
use http::HeaderMap;
use http::header::LINK;
use url::Url;

/// The text of a header, such as one with a cursor.
pub fn header<'r, T>(page: &'r Response<T>, name: &str) -> Option<&'r str> {
    page.headers().get(name)?.to_str().ok()
}

/// The URL of the header `Link` with the relation `next` (RFC 8288).
pub fn link_header<T>(page: &Response<T>) -> Option<&str> {
    next_of(page.headers())
}

fn next_of(headers: &HeaderMap) -> Option<&str> {
    let texts = headers.get_all(LINK).into_iter();
    let mut links = texts.filter_map(|text| text.to_str().ok()).flat_map(links);
    links.find(|(_, rest)| is_next(rest)).map(|(url, _)| url)
}

/// Each link of a header, with what comes after it up to the next one.
fn links(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (_, after) = rest.split_once('<')?;
        let (url, after) = after.split_once('>')?;
        let end = outside_quotes(after, ',').unwrap_or(after.len());
        let (parameters, others) = after.split_at_checked(end)?;
        rest = others;
        Some((url.trim(), parameters))
    })
}

/// Whether the parameters of a link give it the relation `next`.
fn is_next(parameters: &str) -> bool {
    let mut rest = parameters;
    while !rest.is_empty() {
        let end = outside_quotes(rest, ';').unwrap_or(rest.len());
        let (parameter, others) = rest.split_at_checked(end).unwrap_or((rest, ""));
        if let Some((name, value)) = parameter.split_once('=') {
            // Only the first `rel` counts.
            if name.trim().eq_ignore_ascii_case("rel") {
                let value = value.trim().trim_matches('"');
                return value
                    .split_whitespace()
                    .any(|one| one.eq_ignore_ascii_case("next"));
            }
        }
        rest = others.get(1..).unwrap_or_default();
    }
    false
}

fn outside_quotes(text: &str, wanted: char) -> Option<usize> {
    let (mut quoted, mut escaped) = (false, false);
    text.char_indices().find_map(|(at, c)| {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            c if c == wanted && !quoted => return Some(at),
            _ => {}
        }
        None
    })
}

impl Client {
    /// Follows a link of an answer to this request, if there is one. Relative links are taken
    /// from the place of the page that has them.
    pub fn next_link<L: AsRef<str> + ?Sized>(
        &self,
        operation: &'static Operation,
        request: Result<Request, Error>,
        at: &Position,
        more: impl Into<Option<bool>>,
        link: Option<&L>,
    ) -> Next {
        let link = link.map(|link| link.as_ref().trim());
        let link = match (more.into(), link.filter(|link| !link.is_empty())) {
            (Some(false), _) | (None, None) => return Next::end(),
            (Some(true), None) => return Next::broken(PagingDefect::MissingCursor),
            (_, Some(link)) => link,
        };
        let base = match at.to_link() {
            Some(base) => Url::parse(base).ok(),
            None => self.url_of(operation, request).ok(),
        };
        match base.and_then(|base| self.resolve_link(&base, link)) {
            Some(url) => Next::go(Position::link(url)),
            None => Next::broken(PagingDefect::NoLink),
        }
    }

    /// The client for the calls at a link; `None` if the place is none.
    pub fn at_link(&self, position: &Position) -> Option<Self> {
        position.to_link().map(|link| self.at_url(link))
    }
}

#[cfg(test)]
mod tests {
    use super::next_of;
    use http::HeaderMap;
    use http::header::{HeaderValue, LINK};

    fn next(values: &[&str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(LINK, HeaderValue::from_str(value).unwrap());
        }
        next_of(&headers).map(str::to_owned)
    }

    #[test]
    fn finds_the_next_among_links() {
        let url = Some("https://a.b/c?page=2".to_owned());
        assert_eq!(next(&[r#"<https://a.b/c?page=2>; rel="next""#]), url);
        let two = r#"<https://a.b/c?page=1>; rel="prev", <https://a.b/c?page=2>; rel="next""#;
        assert_eq!(next(&[two]), url);
        assert_eq!(
            next(&[r#"<x>; rel=prev"#, r#"<https://a.b/c?page=2>; Rel=Next"#]),
            url
        );
        let several = r#"<https://a.b/c?page=2>; title="a, b; rel=\"prev\""; rel="last next""#;
        assert_eq!(next(&[several]), url);
        assert_eq!(next(&["</c?a=1,2>;rel=next"]).as_deref(), Some("/c?a=1,2"));
    }

    #[test]
    fn there_may_be_none() {
        for text in [
            "",
            "<",
            "<a",
            "<a>",
            "<a>; rel=prev",
            r#"<a>; rel="prev"; rel="next""#,
            r#"<a>; title="rel=next"#,
            "<a>; relx=next",
            "<a>;;;=;",
        ] {
            assert_eq!(next(&[text]), None, "{text}");
        }
    }
}
