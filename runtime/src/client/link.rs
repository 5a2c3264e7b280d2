//! Calls at a link of an answer, such as one to the next page: a link is a redirect that was
//! asked for, so it keeps credentials by the same rules.

use super::redirect::{Hop, go, remove_keys};
use super::{CallOptions, Client};
use crate::error::{Error, Inner, Sent};
use crate::retry::after;
use crate::security::Security;
use crate::timer::within;
use crate::{Body, Operation, Request};
use http::{HeaderMap, Method};
use std::sync::Arc;
use std::time::Duration;
use url::Url;

impl Client {
    /// The same client, for calls that ask this URL, with GET, for what the operation answers.
    pub(crate) fn at_url(&self, url: &str) -> Self {
        let mut options = CallOptions::clone(&self.options);
        options.link = Some(url.to_owned());
        Self {
            core: self.core.clone(),
            options: Arc::new(options),
        }
    }

    /// Waits, but not beyond the deadline of all calls of this handle.
    pub(crate) async fn sleep(&self, wait: Duration) {
        let timer = &*self.core.timer;
        // Who is late finds it out by the next call.
        let _ = within(timer, self.options.deadline, timer.sleep(wait)).await;
    }

    /// How long a service asks to wait.
    pub(crate) fn asked_to_wait(&self, headers: &HeaderMap) -> Option<Duration> {
        after(headers, self.core.timer.wall_clock())
    }

    /// The URL of a request, without credentials.
    pub(crate) fn url_of(
        &self,
        operation: &'static Operation,
        request: Result<Request, Error>,
    ) -> Result<Url, Error> {
        let request = self.assemble(operation, request)?.request;
        let no_url = || Error::invalid("path", "does not make a legal URL");
        let mut url = Url::parse(&request.uri().to_string()).map_err(|_| no_url())?;
        remove_keys(&self.core.security, &mut url);
        Ok(url)
    }

    /// The URL that a link means, without credentials that the service wrote back; `None` if it
    /// does not look like a link: a cursor must not be taken for a path.
    pub(crate) fn resolve_link(&self, base: &Url, link: &str) -> Option<String> {
        let looks = link.starts_with(['/', '?']) || link.contains("://");
        let mut url = looks.then(|| base.join(link).ok())??;
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
            return None;
        }
        url.set_fragment(None);
        remove_keys(&self.core.security, &mut url);
        Some(url.into())
    }
}

/// The request at a link, in place of the one that the operation itself has, and whether it goes
/// to the same origin.
pub(super) fn follow(
    security: &Security,
    request: http::Request<Body>,
    link: &str,
) -> Result<(http::Request<Body>, bool), Error> {
    let no_url = || Error::invalid("link", "is not a URL");
    let to = Url::parse(link).map_err(|_| no_url())?;
    let from = Url::parse(&request.uri().to_string()).map_err(|_| no_url())?;
    let is_same_origin = from.origin() == to.origin();
    let sent = Sent::to(request.uri());
    let keeps_method = matches!(*request.method(), Method::GET | Method::HEAD);
    let (head, body) = request.into_parts();
    let hop = Hop::first(&head, body, Vec::new());
    let hop = go(security, hop, &from, to, keeps_method);
    let mut hop = hop.map_err(|error| Error::new(Inner::Transport { error, sent }))?;
    Ok((hop.request(), is_same_origin))
}
