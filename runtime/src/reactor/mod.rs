//! What drives sockets: the async runtime that polls a call, or, with the feature `blocking`, one
//! thread of the process for all of them.

#[cfg(feature = "blocking")]
mod driven;
#[cfg(feature = "blocking")]
mod own;
#[cfg(not(feature = "blocking"))]
mod users;

#[cfg(feature = "blocking")]
pub(crate) use driven::{drive, driven};
#[cfg(feature = "blocking")]
pub(crate) use own::{enter, start};
#[cfg(not(feature = "blocking"))]
pub(crate) use users::{drive, driven, enter, start};
