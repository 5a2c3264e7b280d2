//! The client against real HTTP servers on 127.0.0.1 that behave as the service does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod arguments;
mod client;
mod errors;
mod examples;
mod page_info;
mod paging;
mod readme;
mod redirects;
mod requests;
mod service;
mod types;
mod validation;
mod watch;
