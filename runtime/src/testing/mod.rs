//! A stand-in for the service, for tests of code that calls a generated client.
//!
//! A generated crate has a module `testing` (feature `testing`) whose `MockServer` knows all operations. A test
//! says which calls it expects and what comes of them, and hands the client of the mock to the code under test:
//!
//! ```ignore
//! let server = testing::MockServer::new();
//! let client = server.client();
//! server.expect().works().list()
//!     .matching(&client.works().list("KWAI", "acc"))
//!     .returns(page);
//! ```
//!
//! Nothing leaves the process. A call that nobody expects fails with a text that says what differs, and where the
//! mock goes out of scope all that was expected has to have happened, or the test fails; see [`MockServer`].

mod alter;
mod body;
mod call;
mod compare;
mod envelope;
mod expect;
mod fail;
mod fault;
mod plan;
mod server;
mod shape;

pub use call::Call;
pub(crate) use call::Sender;
pub use expect::Expect;
pub use fail::Unmet;
pub use fail::built;
pub use plan::Example;
pub use server::{MockServer, MockTransport};
pub use shape::{
    Binary, ByStatus, Coded, EventText, Events, Json, JsonLines, Nothing, Shape, Text, Whole,
};
