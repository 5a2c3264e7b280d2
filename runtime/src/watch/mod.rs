//! Where live answers differ from the document: found, counted, and written down for
//! `clientwright overlay from-observations`, which makes the overlay that mends the document.
//!
//! A [`Watch`] is a middleware. It reads answers a second time, beside the decoder, by a table of what the document
//! says: so it sees what the decoder reads over, and what the decoder fails on, and costs nothing where it is not
//! asked for. A generated crate has the table in its module `watch` (feature `watch`):
//!
//! ```ignore
//! let watch = watch::new();
//! let client = Client::builder().attempt_middleware(watch.clone()).build()?;
//! // … calls …
//! std::fs::write("observations.json", watch.to_json())?;
//! ```
//!
//! This is what it does, by hand:
//!
//! ```
//! use clientwright_runtime::transport::Mock;
//! use clientwright_runtime::watch::{Answer, Field, Operation, Shape, Table, Use, Watch};
//! use clientwright_runtime::{self as runtime, ClientBuilder, RequestBuilder, Value};
//!
//! static TABLE: Table = Table {
//!     title: "Pets",
//!     version: "1",
//!     types: &[Shape::Record {
//!         at: "#/components/schemas/Pet",
//!         fields: &[Field::new("name", Use::Text, true)],
//!         rest: None,
//!     }],
//!     operations: &[Operation {
//!         method: "GET",
//!         path: "/pet",
//!         at: "#/paths/~1pet/get",
//!         answers: &[Answer { statuses: (200, 200), at: "…/schema", ty: Some(Use::Type(0)) }],
//!         codes: &[],
//!     }],
//! };
//!
//! # fn main() -> Result<(), runtime::Error> {
//! static GET_PET: runtime::Operation = runtime::Operation::new("getPet", "GET", "/pet");
//! let service = Mock::new().answer(200, r#"{"name": "Rex", "age": 3}"#);
//! let watch = Watch::new(&TABLE);
//! let client = ClientBuilder::new("https://api.test", &[])
//!     .attempt_middleware(watch.clone())
//!     .transport(service)
//!     .build()?;
//! let mut request = RequestBuilder::new(&GET_PET);
//! request.path_literal("/pet");
//! # let tokio = tokio::runtime::Builder::new_current_thread().build();
//! # let pet: Result<Value, runtime::Error> = tokio.expect("starts").block_on(async {
//! # let pet: Result<Value, runtime::Error> =
//! client.send_json(&GET_PET, request.finish()).into_value().await
//! # ; pet });
//! # pet?;
//! let seen = watch.observations();
//! assert_eq!(seen.len(), 1);
//! assert_eq!(seen[0].pointer, "#/components/schemas/Pet");
//! assert_eq!(seen[0].name, "age");
//! # Ok(()) }
//! ```

mod compare;
mod example;
mod observation;
mod table;
mod watcher;

pub use crate::wire::JsonKind;
pub use observation::{Kind, Observation};
pub use table::{Answer, Field, Operation, Shape, Table, Use};
pub use watcher::Watch;
