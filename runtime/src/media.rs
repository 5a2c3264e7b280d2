//! The media type of an answer, from its header `Content-Type`.

use http::HeaderMap;
use http::header::CONTENT_TYPE;

/// The media type without its parameters, in small letters; `None` if the answer names none.
pub(crate) fn essence(headers: &HeaderMap) -> Option<String> {
    let essence = text(headers)?.split(';').next()?.trim();
    (!essence.is_empty()).then(|| essence.to_ascii_lowercase())
}

/// The parameter `charset`, without quotes.
pub(crate) fn charset(headers: &HeaderMap) -> Option<&str> {
    let parameters = text(headers)?.split(';').skip(1);
    let mut parameters = parameters.filter_map(|parameter| parameter.split_once('='));
    let is_charset = |(name, _): &(&str, &str)| name.trim().eq_ignore_ascii_case("charset");
    let (_, value) = parameters.find(is_charset)?;
    Some(value.trim().trim_matches('"'))
}

/// Whether the body may be a stream of Server-Sent Events.
pub(crate) fn may_be_events(headers: &HeaderMap) -> bool {
    essence(headers).is_none_or(|essence| essence == "text/event-stream")
}

/// Whether a body of this media type is a JSON text sequence (RFC 7464) rather than JSON Lines.
pub(crate) fn is_json_sequence(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase().ends_with("json-seq")
}

fn text(headers: &HeaderMap) -> Option<&str> {
    headers.get(CONTENT_TYPE)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use super::{charset, essence, may_be_events};
    use http::header::{CONTENT_TYPE, HeaderMap};

    #[test]
    fn type_and_charset_are_read_as_they_are_written() {
        let mut headers = HeaderMap::new();
        assert_eq!((essence(&headers), charset(&headers)), (None, None));
        assert!(may_be_events(&headers));
        let mut with = |text: &'static str| {
            headers.insert(CONTENT_TYPE, text.parse().unwrap());
            (
                essence(&headers).unwrap_or_default(),
                charset(&headers).map(str::to_owned),
            )
        };
        assert_eq!(with("Text/HTML"), ("text/html".to_owned(), None));
        let latin = Some("ISO-8859-1".to_owned());
        assert_eq!(
            with("text/csv;a=1; Charset=\"ISO-8859-1\""),
            ("text/csv".to_owned(), latin)
        );
        assert_eq!(with(""), (String::new(), None));
    }
}
