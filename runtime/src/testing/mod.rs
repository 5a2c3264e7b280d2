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
//! This is what the generated module does, by hand:
//!
//! ```
//! use clientwright_runtime::testing::{Expect, Json, MockServer, Nothing};
//! use clientwright_runtime::{self as runtime, ClientBuilder, Operation, RequestBuilder};
//!
//! static NAME: Operation = Operation::new("getName", "GET", "/name");
//!
//! #[derive(Clone, Debug)]
//! struct Name {
//!     core: runtime::Client,
//! }
//!
//! impl Name {
//!     fn request(&self) -> Result<runtime::Request, runtime::Error> {
//!         let mut request = RequestBuilder::new(&NAME);
//!         request.path_literal("/name");
//!         request.finish()
//!     }
//!
//!     fn send(self) -> runtime::ResponseFuture<String> {
//!         self.core.send_json(&NAME, self.request())
//!     }
//! }
//!
//! runtime::call!(Name, NAME -> String);
//!
//! # fn main() -> Result<(), runtime::Error> {
//! let server = MockServer::new();
//! let client = ClientBuilder::new("https://api.test", &[]).transport(server.transport());
//! let call = Name { core: client.build()? };
//!
//! let expected: Expect<Name, Json<String>, Nothing> = server.expect("name()", 200, &[]);
//! expected.matching(&call).returns("Rex");
//! # let tokio = tokio::runtime::Builder::new_current_thread().build();
//! # let name = tokio.expect("starts").block_on(async { call.await })?;
//! # /*
//! let name = call.await?;
//! # */
//! assert_eq!(name, "Rex");
//! # Ok(()) }
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
