//! A form as a list of parts.

use crate::File;
use crate::file::{FILE, handed};
use crate::wire::Raw;
use serde::ser::{self, Serialize, SerializeMap, SerializeSeq, SerializeTuple, Serializer};
use serde_json::Error;

/// One part.
#[derive(Debug)]
pub(super) struct Part {
    /// The name of the member; parts of a list that is the whole body have none.
    pub(super) name: Option<String>,
    pub(super) content: Content,
}

/// What is in a part.
#[derive(Debug)]
pub(super) enum Content {
    File(File),
    /// A text, number or truth value; and the same as JSON.
    Text {
        text: String,
        json: String,
    },
    Json(String),
}

impl Content {
    /// What it consists of, as far as it is at hand.
    pub(super) fn texts(&self) -> Vec<&[u8]> {
        match self {
            Self::File(file) => file.as_bytes().into_iter().collect(),
            Self::Text { text, json } => vec![text.as_bytes(), json.as_bytes()],
            Self::Json(json) => vec![json.as_bytes()],
        }
    }
}

/// The parts of an object, a part or several for each member; or of a list.
pub(super) fn parts<T: Serialize + ?Sized>(body: &T) -> Result<Vec<Part>, Error> {
    let mut parts = Vec::new();
    let form = Form {
        parts: &mut parts,
        name: None,
        in_file: false,
        depth: 0,
    };
    body.serialize(form)?;
    Ok(parts)
}

/// Serialises an object, its members and the elements of lists. Only files are handled in place;
/// everything else is refused with [`other`], and then written by way of JSON.
struct Form<'p> {
    parts: &'p mut Vec<Part>,
    name: Option<String>,
    /// Called by a file.
    in_file: bool,
    depth: usize,
}

fn other() -> Error {
    ser::Error::custom("a form is an object or a list")
}

impl Form<'_> {
    fn inner(&mut self) -> Form<'_> {
        Form {
            parts: self.parts,
            name: self.name.clone(),
            in_file: false,
            depth: self.depth + 1,
        }
    }

    /// A value that is a part, or a list of them.
    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let before = self.parts.len();
        if value.serialize(self.inner()).is_err() {
            self.parts.truncate(before);
            let json = serde_json::to_string(value)?;
            self.json(&json)?;
        }
        Ok(())
    }

    fn json(&mut self, json: &str) -> Result<(), Error> {
        let content = match json.as_bytes().first() {
            Some(b'n') | None => return Ok(()),
            // A list in a list is one value.
            Some(b'[') if self.name.is_some() && self.depth == 0 => {
                let elements: Vec<Raw<'_>> = serde_json::from_str(json)?;
                for element in elements.iter().filter(|element| element.get() != "null") {
                    let content = flat(element.get())?;
                    self.push(content);
                }
                return Ok(());
            }
            Some(_) => flat(json)?,
        };
        self.push(content);
        Ok(())
    }

    fn push(&mut self, content: Content) {
        self.parts.push(Part {
            name: self.name.clone(),
            content,
        });
    }
}

fn flat(json: &str) -> Result<Content, Error> {
    Ok(match json.as_bytes().first() {
        Some(b'"') => Content::Text {
            text: serde_json::from_str(json)?,
            json: json.to_owned(),
        },
        Some(b'[' | b'{') => Content::Json(json.to_owned()),
        _ => Content::Text {
            text: json.strip_suffix(".0").unwrap_or(json).to_owned(),
            json: json.to_owned(),
        },
    })
}

/// The methods for values that are no part of the form's structure.
macro_rules! refuse {
    ($($method:ident($($argument:ty),*);)*) => {
        $(fn $method(self, $(_: $argument),*) -> Result<(), Error> {
            Err(other())
        })*
    };
}

impl Serializer for Form<'_> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = ser::Impossible<(), Error>;
    type SerializeTupleVariant = ser::Impossible<(), Error>;
    type SerializeMap = Self;
    type SerializeStruct = ser::Impossible<(), Error>;
    type SerializeStructVariant = ser::Impossible<(), Error>;

    refuse! {
        serialize_bool(bool);
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_i64(i64);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_u64(u64);
        serialize_f32(f32);
        serialize_f64(f64);
        serialize_char(char);
        serialize_bytes(&[u8]);
        serialize_unit_struct(&'static str);
        serialize_unit_variant(&'static str, u32, &'static str);
    }

    // Called by a file; see there.
    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_str(mut self, _: &str) -> Result<(), Error> {
        let file = handed().filter(|_| self.in_file).ok_or_else(other)?;
        self.push(Content::File(file));
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        match self.in_file {
            true => self.serialize_str(""),
            false => Ok(()),
        }
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.in_file = name == FILE;
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        Err(other())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Error> {
        if self.depth < 2 {
            Ok(self)
        } else {
            Err(other())
        }
    }

    fn serialize_tuple(self, length: usize) -> Result<Self, Error> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Error> {
        Err(other())
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        Err(other())
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Error> {
        if self.depth == 0 {
            Ok(self)
        } else {
            Err(other())
        }
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, Error> {
        Err(other())
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        Err(other())
    }
}

impl SerializeMap for Form<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        let key = serde_json::to_string(key)?;
        self.name = Some(serde_json::from_str(&key)?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.value(value)
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}

impl SerializeSeq for Form<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        if self.depth == 0 {
            self.value(value)
        } else {
            value.serialize(self.inner())
        }
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}

impl SerializeTuple for Form<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}
