//! Where text comes from: files, positions in them, and JSON pointers into them.

mod file;
mod pointer;
mod reader;

pub use file::{FileId, Location, SourceFile, SourceMap, Span};
pub use pointer::Pointer;
pub use reader::{DiskFiles, Files, MemoryFiles};
