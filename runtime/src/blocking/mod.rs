//! Calls that are waited for, without async: [`Wait`] for calls and all else that is awaited,
//! [`WaitEach`] for walks and streams.
//!
//! ```no_run
//! use clientwright_runtime::blocking::{Wait, WaitEach};
//! use clientwright_runtime::{ClientBuilder, Error, Operation, RequestBuilder, Value};
//!
//! static GET: Operation = Operation::new("get", "GET", "/");
//!
//! # fn main() -> Result<(), Error> {
//! // A generated client, its builder and its calls are the same as for async.
//! let client = ClientBuilder::new("https://api.test", &[]).build::<i64>()?;
//! # let call = || client.send_json::<Value, i64>(&GET, RequestBuilder::new(&GET).finish());
//! let value = call().wait()?;
//! # let download = || client.send_download::<i64>(&GET, RequestBuilder::new(&GET).finish());
//! for chunk in download().wait()?.into_inner().wait_each() {
//!     println!("{} bytes", chunk.map_or(0, |chunk| chunk.len()));
//! }
//! # let _ = value;
//! # Ok(())
//! # }
//! ```
//!
//! Who waits does the work of the call: no thread is started for it. One thread of the process,
//! `clientwright-io`, drives the connections of all clients, of those calls that are awaited too;
//! up to eight more look up names and read files. So a call works on any thread and under any
//! async runtime, or under none.
//!
//! Inside of async code it works as well, but keeps its thread, and every task of it, from going
//! on until it is done: `.await` is what fits there. If it waits for something that only such a
//! task can bring, such as a server in the same single-threaded test, it ends by its time limit.

mod each;
mod reader;

pub use each::{Each, WaitEach};
pub use reader::Reader;

use crate::reactor;
use std::future::{Future, IntoFuture};
use tokio::task::coop::unconstrained;

/// Waits for what can be awaited: a call, its [`ResponseFuture`](crate::ResponseFuture), the next
/// page of a walk, a [`Poller`](crate::poll::Poller) until it is done.
///
/// ```
/// use clientwright_runtime::blocking::Wait;
///
/// assert_eq!(async { 6 * 7 }.wait(), 42);
/// ```
///
/// Where a call has an argument of the name `wait`, its setter goes first: `Wait::wait(call)` is
/// the same then.
pub trait Wait: IntoFuture + Sized {
    /// Waits until it is done.
    fn wait(self) -> Self::Output {
        block_on(self.into_future())
    }
}

impl<F: IntoFuture> Wait for F {}

fn block_on<F: Future>(work: F) -> F::Output {
    // For work of other libraries too, which may begin something that a reactor has to drive.
    let _entered = reactor::enter();
    // A task of Tokio may do so much before it has to give way, which here it never could.
    pollster::block_on(unconstrained(work))
}
