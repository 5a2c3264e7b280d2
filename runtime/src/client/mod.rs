//! The client: everything that is the same for all calls.

mod assemble;
mod authorize;
mod base_url;
mod builder;
mod call;
mod curl;
mod exchange;
mod framing;
mod future;
mod link;
mod options;
mod redirect;
mod streams;

pub use builder::ClientBuilder;
pub(crate) use call::{Call, Made};
pub(crate) use exchange::Received;
pub use future::{RawFuture, ResponseFuture, ValueFuture};
pub use options::CallOptions;
pub(crate) use streams::Again;

use crate::decode;
use crate::error::{Code, Error, Inner};
use crate::middleware::Middleware;
use crate::retry::{Budget, RetryPolicy};
use crate::security::Security;
use crate::timer::Timer;
use crate::transport::Transport;
use crate::{Answer, Body, Operation, Request};
use assemble::{Assembled, assemble};
use authorize::{Beginning, apply_at_hand, apply_mask};
use base_url::BaseUrl;
use bytes::Bytes;
use exchange::{Exchange, IsStream, receive};
use http::HeaderMap;
use serde::de::{DeserializeOwned, IgnoredAny};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// What a generated client calls. Clones share connections and are cheap.
#[derive(Clone)]
pub struct Client {
    core: Arc<Core>,
    options: Arc<CallOptions>,
}

pub(crate) struct Core {
    pub(crate) base: BaseUrl,
    /// The base URL is the user's choice, which goes before the servers of operations.
    pub(crate) is_chosen: bool,
    pub(crate) security: Security,
    pub(crate) headers: HeaderMap,
    pub(crate) timeout: Duration,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) read_timeout: Duration,
    pub(crate) body_limit: usize,
    pub(crate) retry: RetryPolicy,
    pub(crate) budget: Budget,
    /// Around whole calls, the outermost first.
    pub(crate) middleware: Vec<Box<dyn Middleware>>,
    /// Around attempts, the outermost first.
    pub(crate) attempt_middleware: Vec<Box<dyn Middleware>>,
    pub(crate) timer: Arc<dyn Timer>,
    pub(crate) transport: Arc<dyn Transport>,
}

impl Client {
    /// The same client, with these options for all of its calls. Options of the handle that it is
    /// made from go on to hold where these say nothing.
    #[must_use]
    pub fn with(&self, options: CallOptions) -> Self {
        Self {
            core: self.core.clone(),
            options: Arc::new(CallOptions::clone(&self.options).and(options)),
        }
    }

    /// The request as it would be sent. Credentials are part of it.
    ///
    /// # Errors
    /// If an argument is not valid or a credential is missing; so is one that is fetched when a
    /// call is sent, until one was.
    pub fn to_request<C: Code>(
        &self,
        operation: &'static Operation,
        request: Result<Request, Error>,
    ) -> Result<http::Request<Body>, Error<C>> {
        let assembled = self.assemble(operation, request).and_then(|mut assembled| {
            apply_at_hand(&self.core, &self.options, &mut assembled)?;
            Ok(assembled.request)
        });
        assembled.map_err(Error::with_codes)
    }

    /// The request as a command line of `curl`, for people to read and try: credentials are
    /// masked by `***`.
    ///
    /// # Errors
    /// If an argument is not valid or a credential is missing.
    pub fn to_curl<C: Code>(
        &self,
        operation: &'static Operation,
        request: Result<Request, Error>,
    ) -> Result<String, Error<C>> {
        let assembled = self.assemble(operation, request).and_then(|mut assembled| {
            apply_mask(&self.options, &mut assembled)?;
            Ok(curl::write(&self.core.security, &assembled))
        });
        assembled.map_err(Error::with_codes)
    }

    /// Sends a request; the answer is JSON, in the operation's envelope if it has one.
    pub fn send_json<T: DeserializeOwned, C: Code>(
        &self,
        operation: &'static Operation,
        request: Result<Request, Error>,
    ) -> ResponseFuture<T, C> {
        ResponseFuture::new(self.whole(operation, request), |operation, received| {
            received
                .successful(operation)
                .and_then(|received| match operation.envelope {
                    Some(envelope) => decode::open(envelope, received.response),
                    None => decode::json(received.response),
                })
        })
    }

    /// Sends a request; the answer carries nothing, or only an envelope.
    pub fn send_empty<C: Code>(
        &self,
        operation: &'static Operation,
        request: Result<Request, Error>,
    ) -> ResponseFuture<(), C> {
        ResponseFuture::new(self.whole(operation, request), |operation, received| {
            let response = received.successful(operation)?.response;
            match operation.envelope {
                Some(envelope) if !response.body().is_empty() => {
                    let envelope = crate::Envelope {
                        data_optional: true,
                        ..envelope.clone()
                    };
                    decode::open::<IgnoredAny>(&envelope, response).map(|answer| answer.map(drop))
                }
                _ => Ok(response.with(())),
            }
        })
    }

    /// Sends a request; the answer is text.
    pub fn send_text<C: Code>(
        &self,
        operation: &'static Operation,
        request: Result<Request, Error>,
    ) -> ResponseFuture<String, C> {
        ResponseFuture::new(self.whole(operation, request), |operation, received| {
            let response = received.successful(operation)?.response;
            let text = response.text().into_owned();
            Ok(response.with(text))
        })
    }

    /// Sends a request; the answer is bytes.
    pub fn send_bytes<C: Code>(
        &self,
        operation: &'static Operation,
        request: Result<Request, Error>,
    ) -> ResponseFuture<Bytes, C> {
        ResponseFuture::new(self.whole(operation, request), |operation, received| {
            let response = received.successful(operation)?.response;
            let bytes = response.body().clone();
            Ok(response.with(bytes))
        })
    }

    /// Sends a request; what the answer carries depends on its status.
    pub fn send_answer<T: Answer, C: Code>(
        &self,
        operation: &'static Operation,
        request: Result<Request, Error>,
    ) -> ResponseFuture<T, C> {
        ResponseFuture::new(self.whole(operation, request), |operation, received| {
            let response = received.successful(operation)?.response;
            match T::read(&response) {
                Some(Ok(value)) => Ok(response.with(value)),
                Some(Err(failure)) => Err(Error::new(Inner::Decode { failure, response })),
                None => Err(decode::refuse_status(operation.envelope, response)),
            }
        })
    }

    /// Sends a request; the answer comes as it is, whatever its status.
    pub fn send_raw<C: Code>(
        &self,
        operation: &'static Operation,
        request: Result<Request, Error>,
    ) -> RawFuture<C> {
        RawFuture::new(self.whole(operation, request))
    }

    /// A call whose answer is wanted whole.
    fn whole(&self, operation: &'static Operation, request: Result<Request, Error>) -> Exchange {
        self.exchange(operation, request, None)
    }

    fn exchange(
        &self,
        operation: &'static Operation,
        request: Result<Request, Error>,
        is_stream: Option<IsStream>,
    ) -> Exchange {
        let assembled = self.assemble(operation, request);
        let call = Call {
            core: self.core.clone(),
            operation,
            options: self.options.clone(),
            query_credentials: Vec::new(),
            deadline: None,
            is_stream,
            made: Made::new(0),
            for_token: false,
        };
        Exchange::new(operation, async move {
            let assembled = assembled?;
            receive(&mut Beginning { call, assembled }).await
        })
    }

    fn assemble(
        &self,
        operation: &'static Operation,
        request: Result<Request, Error>,
    ) -> Result<Assembled, Error> {
        assemble(&self.core, &self.options, operation, request?)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.core.base.as_str())
            .field("security", &self.core.security)
            .field("timeout", &self.core.timeout)
            .finish_non_exhaustive()
    }
}
