//! Strings: by format, by pattern, by length.

use super::Maker;
use serde_json::{Map, Value};

/// Words that look different from each other, and to whoever reads bytes for characters.
const WORDS: &[&str] = &[
    "text",
    "a b",
    "Ünï-çødé 日本",
    "\"quoted\"\\\n",
    "0",
    "true",
    "null",
];

impl Maker<'_> {
    pub(super) fn string(&mut self, flat: &Map<String, Value>) -> Option<String> {
        let bound = |key: &str| {
            flat.get(key)
                .and_then(Value::as_u64)
                .map(|bound| bound as usize)
        };
        let format = flat
            .get("format")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let encoding = flat.get("contentEncoding").and_then(Value::as_str);
        let formatted = match encoding {
            Some("base64") => self.formatted("byte"),
            Some("base64url") => self.formatted("base64url"),
            _ => self.formatted(format),
        };
        if let Some(text) = formatted {
            return Some(text);
        }
        if let Some(pattern) = flat.get("pattern").and_then(Value::as_str) {
            return self.matching(pattern);
        }
        let word = self.random.pick(WORDS).copied().unwrap_or("text");
        let mut text: Vec<char> = word.chars().collect();
        let least = bound("minLength").unwrap_or_default();
        if least > 100_000 {
            return None;
        }
        while text.len() < least {
            text.push('x');
        }
        text.truncate(bound("maxLength").unwrap_or(usize::MAX).max(least));
        Some(text.into_iter().collect())
    }

    /// An instance of a known format.
    fn formatted(&mut self, format: &str) -> Option<String> {
        let all: &[&str] = match format {
            "date-time" => &[
                "2024-02-29T12:30:45Z",
                "1999-12-31T23:59:59.123456Z",
                "2020-06-01T08:00:00+05:30",
                "2038-01-19T03:14:08.5-08:00",
            ],
            "http-date" | "date-time-rfc1123" | "date-time-rfc7231" => &[
                "Fri, 26 Aug 2022 14:38:00 GMT",
                "Thu, 29 Feb 2024 23:59:59 GMT",
            ],
            "date" => &["2024-02-29", "1970-01-01", "1999-12-31"],
            "time" => &["12:30:45Z", "23:59:59.5Z", "08:00:00+05:30"],
            "duration" => &["P1D", "PT1H30M", "P3Y6M4DT12H30M5S", "P4W"],
            "email" | "idn-email" => &["someone@example.com", "a.b+c@example.org"],
            "hostname" | "idn-hostname" => &["example.com", "a-b.example.org"],
            "ipv4" | "ip" => &["192.0.2.1", "255.255.255.255"],
            "ipv6" => &["2001:db8::1", "::1"],
            "uri" | "url" | "iri" => &["https://example.com/a?b=c#d", "urn:isbn:0451450523"],
            "uri-reference" | "iri-reference" => &["/a/b", "https://example.com", "a?b"],
            "uri-template" => &["https://example.com/{id}"],
            "uuid" => &[
                "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
                "00000000-0000-0000-0000-000000000000",
            ],
            "json-pointer" => &["/a/b~1c", ""],
            "relative-json-pointer" => &["1/a", "0"],
            "regex" => &["^a+$"],
            "byte" | "base64" => &["aGVsbG8=", "", "AP8Q"],
            "base64url" => &["aGVsbG8", "_-8"],
            "decimal" => &["12.50", "0", "-3.14"],
            "int64" | "int32" => &["42", "0", "-7"],
            "uint64" => &["42", "0"],
            _ => return None,
        };
        self.random.pick(all).map(|text| (*text).to_owned())
    }
}
