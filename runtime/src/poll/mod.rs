//! Work that goes on after its call was answered: a [`Poller`] asks until it is done.
//!
//! It goes by HTTP first: a status of 202 means that the work goes on, and the header `Location`
//! names where its result is going to be. A service that has `Operation-Location` or
//! `Azure-AsyncOperation` tells there how the work stands, by a member `status`; one that has
//! none of these headers, in the member `provisioningState` of what was made.
//!
//! Links to another origin are asked without credentials.

mod defect;
mod poller;
mod state;
mod work;

pub use defect::PollDefect;
pub use poller::Poller;
pub use work::Final;
