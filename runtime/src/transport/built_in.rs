//! The HTTP client that a build has, if it has one.

use super::Transport;
use crate::error::Error;
use std::sync::Arc;
use std::time::Duration;

#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
pub(crate) type Config = reqwest::ClientBuilder;

/// There is nothing to configure.
#[cfg(not(all(feature = "reqwest", not(target_arch = "wasm32"))))]
pub(crate) type Config = std::convert::Infallible;

#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
pub(crate) fn make(
    config: Option<Config>,
    connect_timeout: Duration,
) -> Result<Arc<dyn Transport>, Error> {
    let config = config.unwrap_or_default();
    let client = super::HttpClient::new(config.connect_timeout(connect_timeout))?;
    Ok(Arc::new(client))
}

#[cfg(all(feature = "reqwest", target_arch = "wasm32"))]
pub(crate) fn make(_: Option<Config>, _: Duration) -> Result<Arc<dyn Transport>, Error> {
    Ok(Arc::new(super::Fetch::new()))
}

#[cfg(not(feature = "reqwest"))]
pub(crate) fn make(_: Option<Config>, _: Duration) -> Result<Arc<dyn Transport>, Error> {
    Err(Error::invalid(
        "transport",
        "is needed: this build has no HTTP client of its own",
    ))
}
