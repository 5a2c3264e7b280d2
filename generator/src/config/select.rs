//! Which operations are generated: `[select]`, and `--include` and `--exclude` of the command.

use std::fmt;

/// What to generate of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Select {
    /// Operations that are generated; all if there is no pattern.
    pub include: Vec<Selector>,
    /// Operations that are not, whatever includes them.
    pub exclude: Vec<Selector>,
    /// Component schemas that no generated operation reaches are left out. With patterns they always are.
    pub prune: bool,
}

impl Select {
    /// Whether a component schema is generated only where something reaches it.
    pub fn prunes(&self) -> bool {
        self.prune || !self.include.is_empty() || !self.exclude.is_empty()
    }
}

/// A pattern for operations. `*` stands for any text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selector {
    /// `tag:NAME`
    Tag(String),
    /// `path:/v1/*`
    Path(String),
    /// `operation:ID`
    Operation(String),
    /// `GET /v1/*`
    Route(String, String),
}

/// An operation as patterns see it.
#[derive(Clone, Debug)]
pub struct Subject<'a> {
    /// The method in capitals.
    pub method: &'a str,
    /// The path template.
    pub path: &'a str,
    /// The `operationId`.
    pub id: Option<&'a str>,
    /// The tags.
    pub tags: Vec<&'a str>,
}

impl Selector {
    /// Reads `tag:NAME`, `path:GLOB`, `operation:ID` or `METHOD /path`.
    ///
    /// # Errors
    /// What is wrong with the text, in one line.
    pub fn parse(text: &str) -> Result<Self, String> {
        if let Some((kind, pattern)) = text.split_once(':') {
            let pattern = pattern.to_owned();
            match kind {
                _ if pattern.is_empty() => {}
                "tag" => return Ok(Self::Tag(pattern)),
                "path" => return Ok(Self::Path(pattern)),
                "operation" => return Ok(Self::Operation(pattern)),
                _ => {}
            }
        }
        match text.split_once(' ') {
            Some((method, path)) if path.starts_with(['/', '*']) && !method.is_empty() => {
                Ok(Self::Route(method.to_uppercase(), path.to_owned()))
            }
            _ => Err(format!(
                "`{text}` selects nothing: write `tag:NAME`, `path:/v1/*`, `operation:ID` or `GET /path`"
            )),
        }
    }

    /// Whether the pattern is for this operation.
    pub fn matches(&self, subject: &Subject<'_>) -> bool {
        match self {
            Self::Tag(tag) => subject.tags.iter().any(|own| glob(tag, own)),
            Self::Path(path) => glob(path, subject.path),
            Self::Operation(id) => subject.id.is_some_and(|own| glob(id, own)),
            Self::Route(method, path) => glob(method, subject.method) && glob(path, subject.path),
        }
    }

    /// The operation in the words of this kind of pattern, for a pattern that was probably meant.
    pub fn spelt(&self, subject: &Subject<'_>) -> Vec<Self> {
        match self {
            Self::Tag(_) => {
                let tags = subject.tags.iter();
                tags.map(|tag| Self::Tag((*tag).to_owned())).collect()
            }
            Self::Path(_) => vec![Self::Path(subject.path.to_owned())],
            Self::Operation(_) => {
                let id = subject.id.map(|id| Self::Operation(id.to_owned()));
                id.into_iter().collect()
            }
            Self::Route(..) => vec![Self::Route(
                subject.method.to_owned(),
                subject.path.to_owned(),
            )],
        }
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tag(tag) => write!(f, "tag:{tag}"),
            Self::Path(path) => write!(f, "path:{path}"),
            Self::Operation(id) => write!(f, "operation:{id}"),
            Self::Route(method, path) => write!(f, "{method} {path}"),
        }
    }
}

/// Whether the text is what the pattern says: each piece between stars is found as early as can be, which
/// needs no way back.
fn glob(pattern: &str, text: &str) -> bool {
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let Some(last) = pieces.next_back() else {
        return rest.is_empty();
    };
    for piece in pieces {
        match rest.find(piece) {
            Some(at) => rest = rest.get(at + piece.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_text() {
        for (pattern, text, fits) in [
            ("/v1/*", "/v1/pets/{id}", true),
            ("/v1/*", "/v2/pets", false),
            ("/v1", "/v1", true),
            ("/v1", "/v1/pets", false),
            ("*", "", true),
            ("*/{id}", "/pets/{id}", true),
            ("a*b*c", "abbc", true),
            ("a*b*c", "acb", false),
            ("ab*ba", "aba", false),
        ] {
            assert_eq!(glob(pattern, text), fits, "{pattern} {text}");
        }
    }

    #[test]
    fn patterns_read_as_they_are_written() {
        for text in ["tag:a b", "path:/v1/*", "operation:x", "GET /v1/*", "* /v1"] {
            assert_eq!(Selector::parse(text).unwrap().to_string(), text);
        }
        for text in ["", "tags:x", "tag:", "GET", "get", "/v1"] {
            assert!(Selector::parse(text).is_err(), "{text}");
        }
    }
}
