//! Where text comes from: files, positions in them, and JSON pointers into them.

mod file;
mod path;
pub(crate) mod pointer;
mod reader;
mod recorder;
mod revision;

pub use file::{FileId, Location, MOST_BYTES, SourceFile, SourceMap, Span};
pub use path::{between, display, normalize};
pub use pointer::Pointer;
pub(crate) use pointer::percent_decode;
pub use reader::{DiskFiles, Files, MemoryFiles};
pub(crate) use recorder::Recorder;
pub use revision::Revision;
