//! What comes or goes item by item: Server-Sent Events, JSON Lines and JSON text sequences.
//!
//! An item of an answer is read when it is asked for, nothing is gathered, and dropping a stream ends the
//! call. The streams need no other crate: they have `next` and `try_next` of their own. They are
//! [`futures_core::Stream`]s too, for those who use the adaptors of such a crate.
//!
//! An item that does not fit its type is an error of its own, after which the stream goes on.
//! After any other error comes the end.

mod cutter;
mod event;
mod event_parser;
mod event_stream;
mod json_sequence;
mod json_stream;
mod source;

pub use event::{Event, EventData};
pub use event_stream::EventStream;
pub use json_sequence::JsonSequence;
pub use json_stream::JsonStream;
pub(crate) use json_stream::read_all;
