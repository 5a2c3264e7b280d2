//! Configures a client.

use super::{BaseUrl, Client, Core};
use crate::error::{Code, Error};
use crate::security::Security;
use crate::transport::Transport;
use crate::{Credential, SecurityScheme};
use http::header::{HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// The most that is read of one answer, by default: 64 MiB.
const BODY_LIMIT: usize = 64 << 20;

/// Configures a [`Client`]. What is wrong is said by [`ClientBuilder::build`].
pub struct ClientBuilder {
    base_url: String,
    is_chosen: bool,
    security: Security,
    headers: HeaderMap,
    timeout: Duration,
    connect_timeout: Duration,
    body_limit: usize,
    user_agent: Option<String>,
    default_user_agent: &'static str,
    transport: Option<Box<dyn Transport>>,
    #[cfg(feature = "reqwest")]
    http: Option<reqwest::ClientBuilder>,
    error: Option<Error>,
}

impl ClientBuilder {
    /// A client of this server, with these security schemes.
    pub fn new(base_url: &str, schemes: &'static [SecurityScheme]) -> Self {
        Self {
            base_url: base_url.to_owned(),
            is_chosen: false,
            security: Security::new(schemes),
            headers: HeaderMap::new(),
            timeout: Duration::from_secs(30),
            connect_timeout: Duration::from_secs(10),
            body_limit: BODY_LIMIT,
            user_agent: None,
            default_user_agent: "",
            transport: None,
            #[cfg(feature = "reqwest")]
            http: None,
            error: None,
        }
    }

    /// Talks to this server: a URL with or without a path, with or without a slash at the end.
    /// It goes before the servers that single operations have.
    #[must_use]
    pub fn base_url(mut self, url: &str) -> Self {
        url.clone_into(&mut self.base_url);
        self.is_chosen = true;
        self
    }

    /// What satisfies a security scheme, by the scheme's index.
    #[must_use]
    pub fn credential(mut self, scheme: usize, credential: Credential) -> Self {
        self.security.set(scheme, credential);
        self
    }

    /// Gives up when an answer is not complete after this long, redirects included.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Gives up when no connection is made after this long.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Gives up on an answer whose body is larger than this many bytes; 64 MiB by default.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// Sent as `User-Agent`.
    #[must_use]
    pub fn user_agent(mut self, user_agent: &str) -> Self {
        self.user_agent = Some(user_agent.to_owned());
        self
    }

    /// Sent as `User-Agent` where [`ClientBuilder::user_agent`] gives none.
    #[must_use]
    pub fn default_user_agent(mut self, user_agent: &'static str) -> Self {
        self.default_user_agent = user_agent;
        self
    }

    /// Sends this header with every request.
    #[must_use]
    pub fn default_header(mut self, name: &str, value: &str) -> Self {
        // The value may be a credential, so no error shows it and nothing logs it.
        match (
            HeaderName::from_bytes(name.as_bytes()),
            HeaderValue::from_str(value),
        ) {
            (Ok(name), Ok(mut value)) => {
                value.set_sensitive(self.security.is_credential(&name));
                self.headers.insert(name, value);
            }
            _ => self.fail(Error::invalid(name, "is not a legal header")),
        }
        self
    }

    /// Starts from this HTTP configuration. Redirects and the timeout for connecting are set by
    /// this builder all the same.
    #[cfg(feature = "reqwest")]
    #[must_use]
    pub fn http(mut self, http: reqwest::ClientBuilder) -> Self {
        self.http = Some(http);
        self
    }

    /// Sends requests through this instead of the built-in HTTP client.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// The client.
    ///
    /// # Errors
    /// If the base URL, a header or the HTTP configuration is not usable.
    pub fn build<C: Code>(self) -> Result<Client, Error<C>> {
        self.try_build().map_err(Error::with_codes)
    }

    fn try_build(mut self) -> Result<Client, Error> {
        let user_agent = self.user_agent.take();
        let user_agent = user_agent.as_deref().unwrap_or(self.default_user_agent);
        if !user_agent.is_empty() && !self.headers.contains_key(USER_AGENT) {
            match HeaderValue::from_str(user_agent) {
                Ok(value) => drop(self.headers.insert(USER_AGENT, value)),
                Err(_) => self.fail(Error::invalid("user_agent", "is not a legal header")),
            }
        }
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        let base = BaseUrl::parse(&self.base_url)?;
        let transport = match self.transport.take() {
            Some(transport) => transport,
            None => self.default_transport()?,
        };
        let core = Core {
            base,
            is_chosen: self.is_chosen,
            security: self.security,
            headers: self.headers,
            timeout: Some(self.timeout),
            body_limit: self.body_limit,
            transport,
        };
        Ok(Client {
            core: Arc::new(core),
        })
    }

    #[cfg(feature = "reqwest")]
    fn default_transport(&mut self) -> Result<Box<dyn Transport>, Error> {
        use crate::transport::{HttpClient, Timeouts};

        let config = self.http.take().unwrap_or_default();
        let timeouts = Timeouts {
            connect: self.connect_timeout,
        };
        Ok(Box::new(HttpClient::new(config, timeouts)?))
    }

    #[cfg(not(feature = "reqwest"))]
    fn default_transport(&mut self) -> Result<Box<dyn Transport>, Error> {
        Err(Error::invalid(
            "transport",
            "is needed: this build has no HTTP client of its own",
        ))
    }

    fn fail(&mut self, error: Error) {
        self.error.get_or_insert(error);
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("security", &self.security)
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            .finish_non_exhaustive()
    }
}
