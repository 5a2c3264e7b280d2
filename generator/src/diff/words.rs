//! Types and values in words, as documents speak of them.

use crate::ir::{Additional, Literal, Scalar, TypeRef};
use crate::names::Names;

/// A type; those with a name by their Rust path.
pub fn ty(names: &Names, ty: &TypeRef) -> String {
    let of = |inner: &TypeRef| self::ty(names, inner);
    match ty {
        TypeRef::Named(id) => format!("types::{}", names.ty(*id).ident),
        TypeRef::Scalar(scalar) => self::scalar(*scalar),
        TypeRef::List(inner) => format!("list of {}", of(inner)),
        TypeRef::Map(inner) => format!("map of {}", of(inner)),
        TypeRef::Tuple(all) => {
            let all: Vec<String> = all.iter().map(of).collect();
            format!("({})", all.join(", "))
        }
        TypeRef::Nullable(inner) => format!("{} or null", of(inner)),
        TypeRef::Boxed(inner) => of(inner),
        TypeRef::Foreign(path) => path.clone(),
        TypeRef::AnyJson => "any JSON".to_owned(),
    }
}

fn scalar(scalar: Scalar) -> String {
    let word = match scalar {
        Scalar::Integer(integer) => return format!("integer ({})", integer.as_str()),
        Scalar::TextOf(integer) => return format!("text of an integer ({})", integer.as_str()),
        Scalar::Null => "null",
        Scalar::Bool => "boolean",
        Scalar::NonZeroU32 => "integer (u32 but 0)",
        Scalar::NonZeroU64 => "integer (u64 but 0)",
        Scalar::F32 => "number (f32)",
        Scalar::F64 => "number (f64)",
        Scalar::String => "string",
        Scalar::Base64 => "base64 text",
        Scalar::Base64Url => "base64url text",
        Scalar::Bytes => "bytes",
        Scalar::File => "file",
        Scalar::Date => "date",
        Scalar::DateTime => "date-time",
        Scalar::HttpDate => "HTTP date",
        Scalar::UnixTime => "Unix time",
    };
    word.to_owned()
}

/// A value as JSON writes it.
pub fn literal(value: &Literal) -> String {
    match value {
        Literal::Null => "null".to_owned(),
        Literal::Bool(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Float(value) => value.to_string(),
        Literal::String(text) => format!("{text:?}"),
        Literal::Json(text) => text.clone(),
    }
}

/// What becomes of undeclared members.
pub fn additional(names: &Names, additional: &Additional) -> Option<String> {
    match additional {
        Additional::Ignore => None,
        Additional::Keep(inner) => Some(ty(names, inner)),
    }
}

/// Several in one line.
pub fn list<T: AsRef<str>>(all: impl IntoIterator<Item = T>) -> String {
    let all: Vec<String> = all.into_iter().map(|one| one.as_ref().to_owned()).collect();
    all.join(", ")
}
