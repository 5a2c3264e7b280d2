//! A form as a list of parts.

use crate::file::FILE;
use crate::wire::Raw;
use serde::ser::{
    self, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, Serializer,
};
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
    File {
        bytes: Vec<u8>,
        name: Option<String>,
        content_type: Option<String>,
    },
    /// A text, number or truth value; and the same as JSON.
    Text {
        text: String,
        json: String,
    },
    Json(String),
}

/// The parts of an object, a part or several for each member; or of a list.
pub(super) fn parts<T: Serialize + ?Sized>(body: &T) -> Result<Vec<Part>, Error> {
    let mut parts = Vec::new();
    let form = Form {
        parts: &mut parts,
        name: None,
        file: None,
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
    /// Name and media type of the file whose bytes come next.
    file: Option<(Option<String>, Option<String>)>,
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
            file: None,
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
            Some(b'[') if self.name.is_some() => {
                let elements: Vec<Raw<'_>> = serde_json::from_str(json)?;
                for element in elements {
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
    type SerializeStruct = Self;
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
        serialize_str(&str);
        serialize_unit_struct(&'static str);
        serialize_unit_variant(&'static str, u32, &'static str);
    }

    fn serialize_bytes(mut self, bytes: &[u8]) -> Result<(), Error> {
        let (name, content_type) = self.file.take().ok_or_else(other)?;
        self.push(Content::File {
            bytes: bytes.to_vec(),
            name,
            content_type,
        });
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
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

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Self, Error> {
        if name == FILE { Ok(self) } else { Err(other()) }
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

/// The members of a [`File`](crate::File): name, media type, and at last its bytes.
impl SerializeStruct for Form<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        let text = |value| -> Result<Option<String>, Error> {
            serde_json::from_value(serde_json::to_value(value)?)
        };
        match key {
            "name" => self.file = Some((text(value)?, None)),
            "content_type" => {
                let content_type = text(value)?;
                if let Some(file) = &mut self.file {
                    file.1 = content_type;
                }
            }
            _ => {
                let file = self.file.take();
                let inner = Form {
                    file,
                    ..self.inner()
                };
                value.serialize(inner)?;
            }
        }
        Ok(())
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}
