//! What the drivers of generated crates stand on: arguments from the data of a suite, answers judged
//! by it. `cargo xtask interop` writes the drivers, one for each document.

mod answer;
mod arguments;
mod events;
mod form;
mod judge;
mod plan;
mod run;
mod shape;

pub use answer::{Answer, Content, written};
pub use arguments::Arguments;
pub use events::Event;
pub use form::Files;
pub use judge::judge;
pub use plan::{Body, Buffer, Call, Part, Plan, Raw, Request, Response};
pub use run::{Document, Drive, Driven, Driver, Future, Walk, main};
pub use shape::{Form, Kind, Operation, Parameter, Place};
