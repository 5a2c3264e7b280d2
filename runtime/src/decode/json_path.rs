//! The path to a place in JSON text, found by reading over the text before it.

use std::fmt;

/// A path such as `data.items[3].contentMode`.
#[derive(Debug, Default)]
pub(super) struct JsonPath(Vec<Step>);

#[derive(Debug)]
enum Step {
    Member(Option<String>),
    Element(usize),
}

impl JsonPath {
    pub(super) fn push(&mut self, member: &str) {
        self.0.push(Step::Member(Some(member.to_owned())));
    }
}

impl fmt::Display for JsonPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut first = true;
        for step in &self.0 {
            match step {
                Step::Member(None) => continue,
                Step::Member(Some(name)) if is_plain(name) => {
                    let dot = if first { "" } else { "." };
                    write!(f, "{dot}{name}")?;
                }
                Step::Member(Some(name)) => write!(f, "[{name:?}]")?,
                Step::Element(index) => write!(f, "[{index}]")?,
            }
            first = false;
        }
        Ok(())
    }
}

fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '-'))
}

/// The path to the value that ends at this offset or, if none does, to the one that it is in.
pub(super) fn path_at(body: &[u8], offset: usize) -> JsonPath {
    let body = &body[..offset.min(body.len())];
    let mut path = JsonPath::default();
    let mut at = 0;
    while let Some(byte) = body.get(at) {
        at += 1;
        match byte {
            b'{' => path.0.push(Step::Member(None)),
            b'[' => path.0.push(Step::Element(0)),
            b'}' | b']' => drop(path.0.pop()),
            b',' => match path.0.last_mut() {
                Some(Step::Member(name)) => *name = None,
                Some(Step::Element(index)) => *index += 1,
                None => {}
            },
            b'"' => {
                let end = string_end(body, at);
                if let Some(Step::Member(name @ None)) = path.0.last_mut() {
                    *name = Some(unescape(&body[at - 1..end]));
                }
                at = end;
            }
            _ => {}
        }
    }
    path
}

/// The offset after the closing quote, or the end.
fn string_end(body: &[u8], mut at: usize) -> usize {
    while let Some(byte) = body.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    body.len()
}

fn unescape(quoted: &[u8]) -> String {
    serde_json::from_slice(quoted)
        .unwrap_or_else(|_| String::from_utf8_lossy(quoted).trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::path_at;

    fn path(before: &str) -> String {
        path_at(before.as_bytes(), before.len()).to_string()
    }

    #[test]
    fn finds_the_value_that_ends_there() {
        assert_eq!(
            path(r#"{"data":{"items":[{},{"contentMode":7"#),
            "data.items[1].contentMode"
        );
        assert_eq!(
            path(r#"{"data":{"items":[{"a":1},{"b":2}"#),
            "data.items[1]"
        );
        assert_eq!(path(r#"{"a":[[1,2],[3"#), "a[1][0]");
        assert_eq!(path(r#"{"a":"x,{\"[","b" :"#), "b");
        assert_eq!(path(r#"{"a b":{"作品":"x""#), r#"["a b"].作品"#);
        assert_eq!(path("[1"), "[0]");
        assert_eq!(path("7"), "");
    }
}
