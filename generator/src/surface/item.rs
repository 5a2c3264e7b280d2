//! One public item.

use super::Gate;
use std::fmt;

/// A public item of a generated crate.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// It is marked as deprecated.
    pub deprecated: bool,
    /// The features that it needs.
    pub gate: Gate,
}

/// What a public item is. Types are written with paths from the crate's root.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemKind {
    /// The package.
    Package,
    /// A feature of the package, and what it turns on.
    Feature(Vec<String>),
    /// A struct.
    Struct {
        /// Others cannot build or match it member by member, so it may grow.
        open: bool,
    },
    /// An enum.
    Enum {
        /// A match needs an arm for whatever else comes, so it may grow.
        open: bool,
    },
    /// Another name for a type.
    Alias(String),
    /// A field of a struct: its type.
    Field(String),
    /// A variant of an enum: what it carries.
    Variant(Vec<String>),
    /// A function or a method.
    Function {
        /// The receiver (`self`, `&self`), if it is a method.
        receiver: Option<String>,
        /// The arguments by place.
        arguments: Vec<Argument>,
        /// What it returns.
        output: String,
    },
    /// A constant of a type that stands for a variant: the path of that.
    Constant(String),
    /// Another name for a module.
    Module(String),
    /// A trait that a type has; the key says which.
    Implementation,
    /// A type of such a trait.
    Associated(String),
    /// Something of another crate.
    Reexport(String),
}

/// An argument of a function.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// What it is called, which callers do not write.
    pub name: String,
    /// Its type.
    pub ty: String,
}

impl ItemKind {
    /// The kind in a word.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Package => "package",
            Self::Feature(_) => "feature",
            Self::Struct { .. } => "struct",
            Self::Enum { .. } => "enum",
            Self::Alias(_) => "alias",
            Self::Field(_) => "field",
            Self::Variant(_) => "variant",
            Self::Function {
                receiver: Some(_), ..
            } => "method",
            Self::Function { .. } => "function",
            Self::Constant(_) => "constant",
            Self::Module(_) => "module",
            Self::Implementation => "implementation",
            Self::Associated(_) => "associated type",
            Self::Reexport(_) => "re-export",
        }
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.deprecated {
            true => write!(f, "#[deprecated] {}", self.kind),
            false => write!(f, "{}", self.kind),
        }
    }
}

/// As short as it tells one from another: `(platform: impl Into<types::Platform>) -> api::works::List`.
impl fmt::Display for ItemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Package | Self::Implementation => f.write_str(self.word()),
            Self::Feature(brings) => write!(f, "[{}]", brings.join(", ")),
            Self::Struct { open } => f.write_str(if *open {
                "#[non_exhaustive] struct"
            } else {
                "struct"
            }),
            Self::Enum { open } => f.write_str(if *open {
                "#[non_exhaustive] enum"
            } else {
                "enum"
            }),
            Self::Alias(ty)
            | Self::Constant(ty)
            | Self::Module(ty)
            | Self::Field(ty)
            | Self::Associated(ty)
            | Self::Reexport(ty) => f.write_str(ty),
            Self::Variant(carries) if carries.is_empty() => f.write_str("variant"),
            Self::Variant(carries) => write!(f, "variant of {}", carries.join(", ")),
            Self::Function {
                receiver,
                arguments,
                output,
            } => {
                let own = receiver.clone().into_iter();
                let others = arguments
                    .iter()
                    .map(|one| format!("{}: {}", one.name, one.ty));
                let all: Vec<String> = own.chain(others).collect();
                write!(f, "({})", all.join(", "))?;
                match output.as_str() {
                    "()" => Ok(()),
                    output => write!(f, " -> {output}"),
                }
            }
        }
    }
}
