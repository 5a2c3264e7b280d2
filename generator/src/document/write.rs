//! A tree as text.

use super::scalar::plain;
use super::{Member, Node, Number, Value};
use serde::ser::{Serialize, Serializer};

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.value {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Number(Number::Integer(value)) => serialize_integer(*value, serializer),
            Value::Number(Number::Float(value)) => serializer.serialize_f64(*value),
            Value::String(text) => serializer.serialize_str(text),
            Value::Array(elements) => serializer.collect_seq(elements),
            Value::Object(members) => {
                let pairs = members.iter().map(|(key, member)| (key, &member.node));
                serializer.collect_map(pairs)
            }
        }
    }
}

/// Small types where they do: not every format has the widest.
fn serialize_integer<S: Serializer>(value: i128, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(value) = i64::try_from(value) {
        return serializer.serialize_i64(value);
    }
    match u64::try_from(value) {
        Ok(value) => serializer.serialize_u64(value),
        Err(_) => serializer.serialize_i128(value),
    }
}

/// A format that a document can be written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// YAML.
    #[default]
    Yaml,
    /// JSON, indented.
    Json,
}

/// The text of a tree, ending in a newline.
///
/// # Errors
/// What cannot be said in the format.
pub fn write(node: &Node, format: Format) -> Result<String, String> {
    match format {
        Format::Yaml => match unsayable(node) {
            Some(why) => Err(format!("{why}; JSON can say it")),
            None => serde_yaml::to_string(node).map_err(|error| error.to_string()),
        },
        Format::Json => serde_json::to_string_pretty(node)
            .map(|text| text + "\n")
            .map_err(|error| error.to_string()),
    }
}

/// Why a tree cannot be written in YAML.
fn unsayable(node: &Node) -> Option<&'static str> {
    match &node.value {
        Value::Array(elements) => elements.iter().find_map(unsayable),
        Value::Object(members) if members.contains_key("<<") => {
            Some("a member is called `<<`, which YAML takes for a merge")
        }
        Value::Object(members) => {
            let within = |member: &Member| unsayable(&member.node);
            members.values().find_map(within)
        }
        // It would be written without quotes: to the library these are no numbers.
        Value::String(text) if is_too_large(text) => {
            Some("a text looks like a number that is too large for YAML to tell from one")
        }
        _ => None,
    }
}

fn is_too_large(text: &str) -> bool {
    text.parse().is_ok_and(f64::is_infinite) && matches!(plain(text), Value::Number(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::document::read;
    use crate::source::{SourceMap, Span};

    fn parse(text: &str) -> Node {
        let (mut sources, mut diagnostics) = (SourceMap::new(), Diagnostics::default());
        let file = sources.add("it", text);
        let node = read(
            &sources,
            file,
            &crate::limits::Limits::default(),
            &mut diagnostics,
        )
        .unwrap();
        assert_eq!(diagnostics.into_items(), []);
        node
    }

    /// The tree without its places.
    fn bare(node: &mut Node) {
        node.span = Span::default();
        match &mut node.value {
            Value::Array(elements) => elements.iter_mut().for_each(bare),
            Value::Object(members) => members.values_mut().for_each(|member| {
                member.key_span = Span::default();
                bare(&mut member.node);
            }),
            _ => {}
        }
    }

    #[test]
    fn newlines_at_the_end_of_the_last_text_stay() {
        for text in [r#""\n""#, r#"{"a": "b\n\n"}"#, r#"["\n\n\n"]"#] {
            let (mut node, format) = (parse(text), Format::Yaml);
            let mut again = parse(&write(&node, format).unwrap());
            bare(&mut node);
            bare(&mut again);
            assert_eq!(node, again, "{text}");
        }
    }

    #[test]
    fn texts_that_yaml_would_take_for_numbers_are_refused() {
        let node = parse(r#"{"a": ["1e400"]}"#);
        let said = write(&node, Format::Yaml).unwrap_err();
        assert!(said.starts_with("a text looks like a number"), "{said}");
        assert!(write(&node, Format::Json).is_ok());
    }

    #[test]
    fn what_is_written_is_what_was_read() {
        let text = r##"{
            "": ["", " ", "~", "null", "yes", "true", "1", "1.0", "0o7", "0x1F", ".5", "1e3", "-", "<<", "a: b",
                "2020-01-01", "#", "- x", "a\nb\n", "\ttab", "\u0000\u001f\u007f\u0085\u2028\ufeff", "中", "\ud83d\ude00",
                "'", "\"", "{", "&a", "*a", "!x", "%", "@", "`", "=", "01", "+1", "1_000", "12e03", "trailing ", "\r\n"],
            "null": null, "1": [1, -1, 0, 1.0, 1.5, 1e300, 1e-7, 9223372036854775808, -9223372036854776000,
                340282366920938463463374607431768211455],
            "nested": {"empty": [], "deep": [[{"a": [{}]}]]}
        }"##;
        let mut tree = parse(text);
        bare(&mut tree);
        for format in [Format::Yaml, Format::Json] {
            let written = write(&tree, format).unwrap();
            let mut again = parse(&written);
            bare(&mut again);
            assert_eq!(again, tree, "{written}");
        }
    }

    #[test]
    fn what_yaml_cannot_say_is_refused() {
        let tree = parse(r#"{"a": [{"<<": {}}]}"#);
        assert!(write(&tree, Format::Yaml).is_err());
        assert!(write(&tree, Format::Json).is_ok());
    }
}
