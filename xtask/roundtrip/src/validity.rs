//! Whether an instance is valid, by the document's own text and an independent validator.

use crate::translate::escaped;
use jsonschema::{Draft, Registry, Validator};
use serde_json::{Value, json};

/// Where the document stands among the validator's resources.
const ADDRESS: &str = "document:///root";

/// Validators for the schemas of one document.
pub struct Validity {
    registry: Registry<'static>,
}

impl Validity {
    /// Makes the document's schemas known.
    pub fn new(document: Value) -> Result<Self, String> {
        let registry = Registry::new()
            .draft(Draft::Draft202012)
            .add(ADDRESS, document)
            .and_then(|registry| registry.prepare())
            .map_err(|error| error.to_string())?;
        Ok(Self { registry })
    }

    /// The validator of the schema at this place; `formats` says whether they count.
    pub fn of(&self, pointer: &str, formats: bool) -> Result<Validator, String> {
        // A percent sign in a name is one of the name here.
        let fragment = pointer.trim_start_matches('#').replace('%', "%25");
        let schema = json!({ "$ref": format!("{ADDRESS}#{}", escaped(&fragment)) });
        jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_registry(&self.registry)
            .should_validate_formats(formats)
            .with_format("byte", is_base64)
            .with_format("base64", is_base64)
            .with_format("http-date", is_http_date)
            .with_format("date-time-rfc1123", is_http_date)
            .with_format("date-time-rfc7231", is_http_date)
            .build(&schema)
            .map_err(|error| error.to_string())
    }
}

/// Whether a text is bytes in base64, padded or not.
fn is_base64(text: &str) -> bool {
    let bare = text.trim_end_matches('=');
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/';
    bare.len() % 4 != 1 && text.len() - bare.len() < 3 && bare.bytes().all(letter)
}

/// Whether a text is a moment as HTTP writes it (RFC 9110, section 5.6.7: the preferred form).
fn is_http_date(text: &str) -> bool {
    let format = "%a, %d %b %Y %H:%M:%S GMT";
    chrono::NaiveDateTime::parse_from_str(text, format)
        .is_ok_and(|moment| moment.format(format).to_string() == text)
}

#[cfg(test)]
mod tests {
    use super::is_http_date;

    #[test]
    fn dates_of_http_name_the_right_day() {
        assert!(is_http_date("Fri, 26 Aug 2022 14:38:00 GMT"));
        assert!(!is_http_date("Mon, 26 Aug 2022 14:38:00 GMT"));
        assert!(!is_http_date("Fri, 26 Aug 2022 14:38:00 +0000"));
        assert!(!is_http_date("2022-08-26T14:38:00Z"));
    }
}
