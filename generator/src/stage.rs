//! The steps of a run as its caller follows them.

use std::fmt;

/// A step of a run, told as it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Stage {
    /// Files and overlays are read.
    Read,
    /// References are followed, and other dialects rewritten.
    Resolve,
    /// The document becomes types and operations.
    Lower,
    /// They get their Rust names.
    Name,
    /// Files are made.
    Emit,
    /// Files are compared with the folder and written.
    Write,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Read => "reading",
            Self::Resolve => "following references",
            Self::Lower => "understanding",
            Self::Name => "naming",
            Self::Emit => "generating",
            Self::Write => "writing",
        })
    }
}
