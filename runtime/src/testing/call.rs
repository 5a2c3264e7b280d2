//! What a mock has to know of a call.

use crate::{Error, Operation, Request};

/// A call of a generated client, as a mock knows it. [`call!`](crate::call) implements it.
pub trait Call {
    /// The operation.
    fn operation() -> &'static Operation;

    /// The request that its arguments make, without server, credentials and options.
    ///
    /// # Errors
    /// If an argument is not valid.
    fn arguments(&self) -> Result<Request, Error>;
}

/// Who sends a request: an extension of it.
#[derive(Clone)]
pub(crate) struct Sender {
    pub(crate) operation: &'static Operation,
    /// The pairs of the query that are credentials, encoded.
    pub(crate) query_credentials: Vec<String>,
}

/// Implements [`Call`](crate::testing::Call) for a call.
#[doc(hidden)]
#[macro_export]
macro_rules! testable {
    ($call:ident, $operation:ident) => {
        impl $crate::testing::Call for $call {
            fn operation() -> &'static $crate::Operation {
                &$operation
            }

            fn arguments(&self) -> ::core::result::Result<$crate::Request, $crate::Error> {
                self.request()
            }
        }
    };
}
