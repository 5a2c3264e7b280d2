//! Unions without a tag: told apart by JSON type and required members, then by trying.

use super::doubt::{self, Doubts, counted};
use super::{JsonKind, Raw, bare_message};
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use std::fmt;

/// A union without a tag.
///
/// Of the variants whose JSON type and required members fit and that decode, the one is taken that
/// names the most of what is there, the first of several. If none does, the error says why, for each.
pub trait Untagged: Sized {
    /// What error messages call it.
    const NAME: &'static str;
    /// The variants, in the document's order.
    const SHAPES: &'static [Shape];

    /// Decodes a variant.
    ///
    /// # Errors
    /// If the piece is not of the variant's type.
    fn decode(variant: usize, raw: &Raw<'_>) -> Result<Self, serde_json::Error>;
}

/// What tells a variant from others.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// What error messages call it.
    pub variant: &'static str,
    /// The JSON types that it can be; none means any.
    pub kinds: &'static [JsonKind],
    /// The members that it must have if it is an object.
    pub required: &'static [&'static str],
    /// How well it fits what other variants may fit too.
    pub fit: Fit,
}

/// How well a variant fits a value that other variants may fit as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// As well as what it leaves unsaid allows.
    Exact,
    /// Less well than a narrower type of the same kind: a text.
    Loose,
    /// Only where no other type knows a member by its name: a map.
    Map,
    /// Only where nothing else fits: any JSON.
    Any,
}

/// `Deserialize` of every untagged union.
///
/// # Errors
/// If no variant fits.
pub fn read_untagged<'de, T: Untagged, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let raw = Raw::deserialize(deserializer)?;
    let kind = JsonKind::of(raw.get());
    let members = match kind {
        JsonKind::Object => raw.decode::<Members>().map_err(D::Error::custom)?.0,
        _ => Vec::new(),
    };
    let mut best: Option<(Doubts, T)> = None;
    let mut reasons = Vec::new();
    for (index, shape) in T::SHAPES.iter().enumerate() {
        let reason = match shape.admits(kind, &members) {
            Err(reason) => reason,
            Ok(()) => match counted(|| T::decode(index, &raw)) {
                (Ok(value), doubts) => {
                    let doubts = shape.fit.doubts(doubts, members.len());
                    if best.as_ref().is_none_or(|(least, _)| doubts < *least) {
                        best = Some((doubts, value));
                    }
                    if doubts == Doubts::default() {
                        break;
                    }
                    continue;
                }
                // Only this one can be meant, so its defect is the defect.
                (Err(error), _) if is_only_one::<T>(kind, &members) => {
                    return Err(raw.defect(None, &error));
                }
                (Err(error), _) => bare_message(&error),
            },
        };
        reasons.push((shape.variant, reason));
    }
    match best {
        Some((doubts, value)) => {
            doubt::add(doubts);
            Ok(value)
        }
        None => Err(raw.misfit(&NoVariant {
            union: T::NAME,
            reasons,
        })),
    }
}

fn is_only_one<T: Untagged>(kind: JsonKind, members: &[String]) -> bool {
    T::SHAPES
        .iter()
        .filter(|shape| shape.admits(kind, members).is_ok())
        .count()
        == 1
}

impl Fit {
    /// With what speaks against a variant that fits no better than this.
    fn doubts(self, found: Doubts, members: usize) -> Doubts {
        let more = match self {
            Self::Exact => 0,
            Self::Loose => 1,
            Self::Map => members,
            Self::Any => members + 2,
        };
        Doubts {
            unknown: found.unknown.saturating_add(more),
            ..found
        }
    }
}

impl Shape {
    /// Why a value of this type with these members cannot be the variant.
    fn admits(&self, kind: JsonKind, members: &[String]) -> Result<(), String> {
        if !self.kinds.is_empty() && !self.kinds.contains(&kind) {
            return Err(format!("it is not {}", kind.describe()));
        }
        if kind == JsonKind::Object {
            let missing = self
                .required
                .iter()
                .find(|name| !members.iter().any(|key| key == *name));
            if let Some(name) = missing {
                return Err(format!("missing field `{name}`"));
            }
        }
        Ok(())
    }
}

struct NoVariant {
    union: &'static str,
    reasons: Vec<(&'static str, String)>,
}

impl fmt::Display for NoVariant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no variant of {} fits", self.union)?;
        for (index, (variant, reason)) in self.reasons.iter().enumerate() {
            let separator = if index == 0 { ": " } else { "; " };
            write!(f, "{separator}{variant}: {reason}")?;
        }
        Ok(())
    }
}

/// The member names of an object.
struct Members(Vec<String>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Members, M::Error> {
        let mut names = Vec::new();
        while let Some((name, IgnoredAny)) = map.next_entry()? {
            names.push(name);
        }
        Ok(Members(names))
    }
}

/// Implements `Serialize` and `Deserialize` for an [`Untagged`](crate::wire::Untagged) union,
/// given its variants; `Variant = ()` is one without a value, written as `null`.
#[macro_export]
macro_rules! untagged {
    ($ty:path { $($variant:ident $(= $unit:tt)?),* $(,)? }) => {
        impl<'de> $crate::serde::Deserialize<'de> for $ty {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::wire::read_untagged(deserializer)
            }
        }

        impl $crate::serde::Serialize for $ty {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $($crate::untagged!(@fits $variant value $(= $unit)?) => {
                        $crate::untagged!(@write value serializer $(= $unit)?)
                    })*
                }
            }
        }
    };
    // One step for each variant: macros that call themselves for the rest end at 128.
    (@fits $variant:ident $value:ident = ()) => { Self::$variant };
    (@fits $variant:ident $value:ident) => { Self::$variant($value) };
    (@write $value:ident $serializer:ident = ()) => { $serializer.serialize_unit() };
    (@write $value:ident $serializer:ident) => {
        $crate::serde::Serialize::serialize($value, $serializer)
    };
}
