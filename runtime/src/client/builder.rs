//! Configures a client.

use super::{BaseUrl, Client, Core};
use crate::error::{Code, Error};
use crate::middleware::Middleware;
use crate::retry::{Budget, RetryPolicy};
use crate::security::Security;
use crate::timer::{OwnTimer, Timer};
use crate::transport::{Transport, built_in};
use crate::{Credential, SecurityScheme};
use http::header::{HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// The most that is read of one answer, by default: 64 MiB.
const BODY_LIMIT: usize = 64 << 20;

/// What calls may spend on retries together: a hundred of them in a row.
const RETRY_BUDGET: u32 = 500;

/// Configures a [`Client`]. What is wrong is said by [`ClientBuilder::build`].
pub struct ClientBuilder {
    base_url: String,
    is_chosen: bool,
    security: Security,
    headers: HeaderMap,
    timeout: Duration,
    connect_timeout: Duration,
    attempt_timeout: Option<Duration>,
    read_timeout: Duration,
    body_limit: usize,
    retry: RetryPolicy,
    retry_budget: u32,
    middleware: Vec<Box<dyn Middleware>>,
    attempt_middleware: Vec<Box<dyn Middleware>>,
    user_agent: Option<String>,
    default_user_agent: &'static str,
    timer: Option<Arc<dyn Timer>>,
    transport: Option<Arc<dyn Transport>>,
    http: Option<built_in::Config>,
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
            attempt_timeout: None,
            read_timeout: Duration::from_secs(300),
            body_limit: BODY_LIMIT,
            retry: RetryPolicy::new(),
            retry_budget: RETRY_BUDGET,
            middleware: Vec::new(),
            attempt_middleware: Vec::new(),
            timer: None,
            user_agent: None,
            default_user_agent: "",
            transport: None,
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

    /// Gives up a call when its answer is not complete after this long, with all attempts, waits
    /// and redirects; 30 seconds by default, [`Duration::MAX`] for never. Of an answer that is a
    /// stream only the beginning has to come in this time.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Gives up an attempt after this long, so that there is time for another one. By default an
    /// attempt may take all the time that the call has.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// Gives up an answer whose next piece takes longer than this to come; 5 minutes by default.
    /// For an answer that is a stream this is the only limit on its time; [`Duration::MAX`] for none.
    #[must_use]
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.read_timeout = timeout;
        self
    }

    /// Gives up when no connection is made after this long. A browser does not tell when it has
    /// one, so there this means nothing.
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
        // The value may be a credential, so no error shows it.
        match (
            HeaderName::from_bytes(name.as_bytes()),
            HeaderValue::from_str(value),
        ) {
            (Ok(name), Ok(value)) => drop(self.headers.insert(name, value)),
            _ => self.fail(Error::invalid(name, "is not a legal header")),
        }
        self
    }

    /// Starts from this HTTP configuration: certificates, proxies, pools. Redirects and the timeout
    /// for connecting are set by this builder all the same.
    ///
    /// A service that wants a certificate of its clients (mutual TLS) gets it from here:
    ///
    /// ```no_run
    /// # #[cfg(feature = "rustls-ring")]
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use clientwright_runtime::{ClientBuilder, reqwest};
    ///
    /// // The certificate and its private key, as PEM.
    /// let identity = reqwest::Identity::from_pem(&std::fs::read("client.pem")?)?;
    /// // Whoever issued the server's certificate, where that is no public authority.
    /// let issuer = reqwest::Certificate::from_pem(&std::fs::read("issuer.pem")?)?;
    /// let http = reqwest::Client::builder()
    ///     .identity(identity)
    ///     .tls_certs_merge([issuer]);
    /// let builder = ClientBuilder::new("https://api.test", &[]).http(http);
    /// # let _ = builder;
    /// # Ok(())
    /// # }
    /// # #[cfg(not(feature = "rustls-ring"))]
    /// # fn main() {}
    /// ```
    #[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
    #[must_use]
    pub fn http(mut self, http: reqwest::ClientBuilder) -> Self {
        self.http = Some(http);
        self
    }

    /// When calls are tried again. Up to three attempts by default, where a request may be sent
    /// twice; [`RetryPolicy::never`] for one attempt only.
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How much all calls may spend on retries before one succeeds; 500 by default. A retry takes
    /// 5, one after an attempt that took too long 10. A retry that succeeds gives it back, and a
    /// call that needed none gives 1.
    #[must_use]
    pub fn retry_budget(mut self, tokens: u32) -> Self {
        self.retry_budget = tokens;
        self
    }

    /// Puts this around every call, with all its attempts. Of several the first is the outermost.
    #[must_use]
    pub fn middleware(mut self, middleware: impl Middleware) -> Self {
        self.middleware.push(Box::new(middleware));
        self
    }

    /// Puts this around every attempt, inside of the retries. Of several the first is the
    /// outermost.
    #[must_use]
    pub fn attempt_middleware(mut self, middleware: impl Middleware) -> Self {
        self.attempt_middleware.push(Box::new(middleware));
        self
    }

    /// Goes by this time, in place of the machine's.
    #[must_use]
    pub fn timer(mut self, timer: impl Timer) -> Self {
        self.timer = Some(Arc::new(timer));
        self
    }

    /// Sends requests through this instead of the built-in HTTP client.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
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
            None => built_in::make(self.http.take(), self.connect_timeout)?,
        };
        let core = Core {
            base,
            is_chosen: self.is_chosen,
            security: self.security,
            headers: self.headers,
            timeout: self.timeout,
            attempt_timeout: self.attempt_timeout,
            read_timeout: self.read_timeout,
            body_limit: self.body_limit,
            retry: self.retry,
            budget: Budget::new(self.retry_budget),
            middleware: self.middleware,
            attempt_middleware: self.attempt_middleware,
            timer: self.timer.unwrap_or_else(|| Arc::new(OwnTimer)),
            transport,
        };
        Ok(Client {
            core: Arc::new(core),
            options: Arc::default(),
        })
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
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}
