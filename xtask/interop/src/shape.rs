//! What a driver says of its operations, and how texts of a request are taken apart by it.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

/// An operation of a document.
#[derive(Debug)]
pub struct Operation {
    /// `METHOD /path` as the document has it.
    pub name: &'static str,
    /// The arguments, in the order of the driver.
    pub parameters: &'static [Parameter],
}

/// A parameter.
#[derive(Debug)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: &'static str,
    /// Where it goes.
    pub place: Place,
    /// How it is written.
    pub form: Form,
    /// What it holds.
    pub kind: Kind,
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

/// How a parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `a,b`, and members as `k=v` or as `k,v`.
    Simple(bool),
    /// The same with a dot in front, exploded with one for each.
    Label(bool),
    /// `;name=a`
    Matrix(bool),
    /// `name=a` for each.
    Exploded,
    /// `name=a,b` with this between.
    Delimited(char),
    /// `name[member]=a`
    Deep,
    /// JSON text.
    Json,
}

/// What a value holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One value.
    One,
    /// A list.
    List,
    /// Members.
    Members,
}

/// Texts in the shape of the value that they are.
#[derive(Clone, Debug, PartialEq)]
pub enum Texts {
    /// One value.
    One(String),
    /// A list.
    List(Vec<String>),
    /// Members.
    Members(Vec<(String, String)>),
}

impl Texts {
    /// The values that the texts may be: texts, or what they are as JSON.
    pub fn values(&self) -> [Value; 2] {
        let text = |text: &String| Value::String(text.clone());
        let json =
            |text: &String| serde_json::from_str(text).unwrap_or_else(|_| text.clone().into());
        [self.value(text), self.value(json)]
    }

    fn value(&self, leaf: impl Fn(&String) -> Value) -> Value {
        match self {
            Self::One(text) => leaf(text),
            Self::List(texts) => texts.iter().map(leaf).collect(),
            Self::Members(members) => {
                let members = members.iter().map(|(key, text)| (key.clone(), leaf(text)));
                Value::Object(members.collect::<Map<_, _>>())
            }
        }
    }
}

/// Takes one text apart; where it stands in a URL it is decoded after that.
pub fn split(text: &str, parameter: &Parameter) -> Texts {
    let decode = |text: &str| match parameter.place {
        Place::Path => percent_decode_str(text).decode_utf8_lossy().into_owned(),
        _ => text.to_owned(),
    };
    let (text, between, explode) = match parameter.form {
        Form::Simple(explode) => (text, ',', explode),
        Form::Label(explode) => {
            let between = if explode { '.' } else { ',' };
            (text.strip_prefix('.').unwrap_or(text), between, explode)
        }
        Form::Matrix(explode) => {
            let own = format!(";{}=", parameter.name);
            let text = text.strip_prefix(&own);
            let text = text.unwrap_or_default();
            (text, ',', explode)
        }
        Form::Delimited(between) => (text, between, false),
        Form::Exploded | Form::Deep | Form::Json => (text, ',', true),
    };
    match parameter.kind {
        Kind::One => Texts::One(decode(text)),
        Kind::List => Texts::List(text.split(between).map(decode).collect()),
        Kind::Members if explode => {
            let pairs = text.split(between).filter_map(|pair| pair.split_once('='));
            Texts::Members(
                pairs
                    .map(|(key, value)| (decode(key), decode(value)))
                    .collect(),
            )
        }
        Kind::Members => {
            let texts: Vec<_> = text.split(between).map(decode).collect();
            let pairs = texts.chunks_exact(2).filter_map(|pair| match pair {
                [key, value] => Some((key.clone(), value.clone())),
                _ => None,
            });
            Texts::Members(pairs.collect())
        }
    }
}

/// The text of each parameter of a path template; `None` if the path is not of this template.
pub fn path_texts(template: &str, path: &str) -> Option<Vec<(String, String)>> {
    let mut found = Vec::new();
    let (mut template, mut path) = (template, path);
    while let Some((literal, rest)) = template.split_once('{') {
        path = path.strip_prefix(literal)?;
        let (name, rest) = rest.split_once('}')?;
        let next = rest.split('{').next().unwrap_or_default();
        let end = if next.is_empty() {
            path.len()
        } else {
            path.find(next)?
        };
        let (text, left) = path.split_at_checked(end)?;
        found.push((name.to_owned(), text.to_owned()));
        (template, path) = (rest, left);
    }
    (template == path).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::{Form, Kind, Parameter, Place, Texts, path_texts, split};

    #[test]
    fn a_path_is_taken_apart_by_its_template() {
        let found = path_texts("/a/{b}c/{d}", "/a/1c/2").unwrap();
        let pairs: Vec<_> = found
            .iter()
            .map(|(name, text)| (&**name, &**text))
            .collect();
        assert_eq!(pairs, [("b", "1"), ("d", "2")]);
        assert_eq!(path_texts("/a/{b}", "/b/1"), None);
    }

    #[test]
    fn texts_are_taken_apart_by_their_style() {
        let parameter = |form, kind| Parameter {
            name: "p",
            place: Place::Path,
            form,
            kind,
        };
        let list = |texts: [&str; 2]| Texts::List(texts.map(str::to_owned).to_vec());
        let labels = parameter(Form::Label(true), Kind::List);
        assert_eq!(split(".a.b%20c", &labels), list(["a", "b c"]));
        let matrix = parameter(Form::Matrix(false), Kind::List);
        assert_eq!(split(";p=a,b", &matrix), list(["a", "b"]));
        let members = [("a", "1"), ("b", "2")];
        let members = members.map(|(key, value)| (key.to_owned(), value.to_owned()));
        let simple = parameter(Form::Simple(false), Kind::Members);
        assert_eq!(split("a,1,b,2", &simple), Texts::Members(members.to_vec()));
        let exploded = parameter(Form::Simple(true), Kind::Members);
        assert_eq!(
            split("a=1,b=2", &exploded),
            Texts::Members(members.to_vec())
        );
    }
}
