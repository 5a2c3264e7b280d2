//! A place in a walk, which can be stored.

use super::Number;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;
use url::form_urlencoded::{Serializer as Form, parse};

/// A place in a walk. As text, or by serde, it can be stored and read back.
///
/// It holds what the service gave to go on by, a cursor or a link, but no credential of the
/// client's.
///
/// ```
/// use clientwright_runtime::paging::Position;
///
/// let saved = Position::page(3).to_string();
/// assert_eq!(saved, "page=3");
/// assert_eq!(saved.parse(), Ok(Position::page(3)));
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Position {
    pub(super) place: Place,
    /// The page size, where the answer tells it and the request has to repeat it.
    size: Option<u64>,
    /// How many items of the page are done with.
    pub(super) skip: usize,
}

#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Place {
    Start,
    Cursor(String),
    Page(u64),
    Offset(u64),
    Link(String),
}

impl Position {
    /// Where the service begins by itself.
    pub fn start() -> Self {
        Self::of(Place::Start)
    }

    /// After a cursor.
    pub fn cursor(cursor: impl fmt::Display) -> Self {
        Self::of(Place::Cursor(cursor.to_string()))
    }

    /// A numbered page.
    pub fn page(page: u64) -> Self {
        Self::of(Place::Page(page))
    }

    /// After this many items.
    pub fn offset(offset: u64) -> Self {
        Self::of(Place::Offset(offset))
    }

    /// At a URL.
    pub fn link(url: impl Into<String>) -> Self {
        Self::of(Place::Link(url.into()))
    }

    fn of(place: Place) -> Self {
        Self {
            place,
            size: None,
            skip: 0,
        }
    }

    /// The same place, or the start where there is none.
    #[must_use]
    pub fn or_start<T>(value: Option<T>, place: impl FnOnce(T) -> Self) -> Self {
        value.map_or_else(Self::start, place)
    }

    /// The same place, in pages of this size.
    #[must_use]
    pub fn sized(mut self, size: Option<u64>) -> Self {
        self.size = size;
        self
    }

    /// The same place, past some items of its page.
    pub(super) fn past(mut self, items: usize) -> Self {
        self.skip = items;
        self
    }

    /// The cursor, as a parameter takes it.
    pub fn to_cursor<T: FromStr>(&self) -> Option<T> {
        match &self.place {
            Place::Cursor(cursor) => cursor.parse().ok(),
            _ => None,
        }
    }

    /// The number of the page, as a parameter takes it.
    pub fn to_page<T: Number>(&self) -> Option<T> {
        match self.place {
            Place::Page(page) => T::from_u64(page),
            _ => None,
        }
    }

    /// The number of items before, as a parameter takes it.
    pub fn to_offset<T: Number>(&self) -> Option<T> {
        match self.place {
            Place::Offset(offset) => T::from_u64(offset),
            _ => None,
        }
    }

    /// The URL.
    pub fn to_link(&self) -> Option<&str> {
        match &self.place {
            Place::Link(url) => Some(url),
            _ => None,
        }
    }

    /// The page size, as a parameter takes it.
    pub fn to_size<T: Number>(&self) -> Option<T> {
        self.size.and_then(T::from_u64)
    }

    /// The pairs that it is written as.
    fn pairs(&self) -> Vec<(&'static str, String)> {
        let (name, value) = match &self.place {
            Place::Start => ("start", String::new()),
            Place::Cursor(cursor) => ("cursor", cursor.clone()),
            Place::Page(page) => ("page", page.to_string()),
            Place::Offset(offset) => ("offset", offset.to_string()),
            Place::Link(url) => ("link", url.clone()),
        };
        let mut all = vec![(name, value)];
        all.extend(self.size.map(|size| ("size", size.to_string())));
        all.extend((self.skip > 0).then(|| ("skip", self.skip.to_string())));
        all
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut form = Form::new(String::new());
        form.extend_pairs(self.pairs());
        f.write_str(&form.finish())
    }
}

/// The beginning of a cursor is enough to know it again, and a link is shown without its query,
/// where services write back what they were sent.
impl fmt::Debug for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Start => f.write_str("the start"),
            Place::Cursor(cursor) => {
                let head: String = cursor.chars().take(60).collect();
                write!(f, "cursor {head:?}")
            }
            Place::Page(page) => write!(f, "page {page}"),
            Place::Offset(offset) => write!(f, "offset {offset}"),
            Place::Link(url) => {
                let path = url.split(['?', '#']).next().unwrap_or_default();
                let head: String = path.chars().take(200).collect();
                write!(f, "link {head:?}")
            }
        }
    }
}

/// The text is not that of a [`Position`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParsePositionError;

impl fmt::Display for ParsePositionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("is no position of a walk")
    }
}

impl std::error::Error for ParsePositionError {}

impl FromStr for Position {
    type Err = ParsePositionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = |value: &str| value.parse::<u64>().map_err(|_| ParsePositionError);
        let mut pairs = parse(text.as_bytes());
        let (name, value) = pairs.next().ok_or(ParsePositionError)?;
        let mut position = match &*name {
            "start" => Self::start(),
            "cursor" => Self::cursor(value),
            "page" => Self::page(number(&value)?),
            "offset" => Self::offset(number(&value)?),
            "link" => Self::link(value),
            _ => return Err(ParsePositionError),
        };
        for (name, value) in pairs {
            match &*name {
                "size" => position.size = Some(number(&value)?),
                "skip" => position.skip = value.parse().map_err(|_| ParsePositionError)?,
                _ => return Err(ParsePositionError),
            }
        }
        Ok(position)
    }
}

impl Serialize for Position {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Position;

    #[test]
    fn text_and_back() {
        for (position, text) in [
            (Position::start(), "start="),
            (Position::cursor("a&b=c d"), "cursor=a%26b%3Dc+d"),
            (Position::page(3).sized(Some(20)), "page=3&size=20"),
            (Position::offset(40).past(2), "offset=40&skip=2"),
            (Position::link("/a?b"), "link=%2Fa%3Fb"),
        ] {
            assert_eq!(position.to_string(), text);
            assert_eq!(text.parse(), Ok(position.clone()));
            let json = serde_json::to_string(&position).unwrap();
            assert_eq!(serde_json::from_str::<Position>(&json).unwrap(), position);
        }
        for wrong in [
            "",
            "page",
            "page=-1",
            "page=1&x=2",
            "word=1",
            "page=1&skip=x",
        ] {
            assert!(wrong.parse::<Position>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_query_is_not_shown() {
        let shown = format!("{:?}", Position::link("https://a.b/c?api_key=secret"));
        assert_eq!(shown, r#"link "https://a.b/c""#);
    }

    #[test]
    fn only_what_it_holds() {
        assert_eq!(Position::page(300).to_page::<u8>(), None);
        assert_eq!(Position::page(300).to_page::<i64>(), Some(300));
        assert_eq!(Position::page(300).to_offset::<i64>(), None);
        assert_eq!(Position::cursor("12").to_cursor::<i64>(), Some(12));
        assert_eq!(Position::cursor("x").to_cursor::<i64>(), None);
    }
}
