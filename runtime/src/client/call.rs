//! A call on its way: middleware around all of it, attempts, and what each of them takes.

use super::exchange::{IsStream, streams};
use super::redirect::{Hop, next_hop};
use super::{CallOptions, Core};
use crate::error::{Attempts, Error, Inner, Sent};
use crate::middleware::{Answered, Next};
use crate::retry::{Outcome, RetryPolicy};
use crate::send::BoxFuture;
use crate::timer::within;
use crate::transport::{Deadline, TransportError, TransportErrorKind};
use crate::{Body, ErrorKind, Operation};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// As many redirects as browsers and `curl` users are used to.
const MAX_REDIRECTS: usize = 10;

/// What all attempts of a call have in common.
pub(crate) struct Call {
    pub(crate) core: Arc<Core>,
    pub(crate) operation: &'static Operation,
    pub(crate) options: Arc<CallOptions>,
    /// The pairs of the query that are credentials, encoded.
    pub(crate) query_credentials: Vec<String>,
    /// When the call is given up, if ever.
    pub(crate) deadline: Option<Instant>,
    /// Which answers are streams for the caller; `None` where they are wanted whole.
    pub(crate) is_stream: Option<IsStream>,
    /// How many attempts were made so far, those before a new token included.
    pub(crate) made: AtomicU32,
    /// The client asks for a token by it: that is nothing for the middleware of calls, and goes
    /// where it was sent and nowhere else.
    pub(crate) for_token: bool,
}

impl Call {
    /// The whole of it.
    pub(crate) async fn run(self: Arc<Self>, request: http::Request<Body>) -> Answered {
        let core = self.core.clone();
        let sent = Sent::to(request.uri());
        let (begun, deadline) = (core.timer.now(), self.deadline);
        let mut first = sent.clone();
        let call = self.clone();
        let work = async move {
            let answer = Next::call(self.clone()).run(request).await?;
            first.answered(&answer);
            // It was read within the attempt; only a middleware may have put a stream in its place.
            self.at_hand(answer, first).await
        };
        let answer = within(&*core.timer, deadline, work).await;
        let mut answer = answer.unwrap_or_else(|_| {
            let late = deadline.map(|deadline| deadline.saturating_duration_since(begun));
            Err(too_slow("the call", late.unwrap_or_default(), sent))
        });
        let attempts = call.made.load(Ordering::Relaxed);
        match &mut answer {
            Ok(answer) if attempts > 1 => {
                answer.extensions_mut().insert(Attempts(attempts));
            }
            Ok(_) => {}
            Err(error) => error.made(attempts),
        }
        answer
    }

    /// Attempts, until one of them is good enough.
    // Each goes through `Next` as all of them do, so a future that is not boxed would hold itself.
    pub(crate) fn attempts(
        self: Arc<Self>,
        request: http::Request<Body>,
    ) -> BoxFuture<'static, Answered> {
        Box::pin(self.attempt_by_attempt(request))
    }

    async fn attempt_by_attempt(self: Arc<Self>, request: http::Request<Body>) -> Answered {
        let policy = self.options.retry.as_ref().unwrap_or(&self.core.retry);
        let (head, mut body) = request.into_parts();
        let mut taken = 0;
        let mut attempt = 1;
        loop {
            let again = (attempt < policy.max_attempts).then(|| body.try_clone());
            let request = http::Request::from_parts(head.clone(), body);
            self.made.fetch_add(1, Ordering::Relaxed);
            let answer = self.clone().timed_attempt(request, attempt).await;
            let wait = match &again {
                Some(Some(_)) => self.wait(policy, attempt, &answer, &mut taken),
                _ => None,
            };
            let (Some(wait), Some(Some(again))) = (wait, again) else {
                if answer
                    .as_ref()
                    .is_ok_and(|answer| answer.status().is_success())
                {
                    self.core.budget.give_back(taken);
                }
                return answer;
            };
            // What is left of the answer is of no use, and its connection may be.
            drop(answer);
            self.core.timer.sleep(wait).await;
            body = again;
            attempt += 1;
        }
    }

    /// How long to wait before another attempt, if there is to be one.
    fn wait(
        &self,
        policy: &RetryPolicy,
        attempt: u32,
        answer: &Answered,
        taken: &mut u32,
    ) -> Option<Duration> {
        let timer = &self.core.timer;
        let outcome = Outcome {
            operation: self.operation,
            attempt,
            answer: answer.as_ref(),
            now: timer.wall_clock(),
        };
        if !policy.wants(&outcome) {
            return None;
        }
        let wait = policy.wait(attempt, &outcome, timer.random())?;
        let begins = timer.now().checked_add(wait)?;
        if self.deadline.is_some_and(|deadline| begins >= deadline) {
            return None;
        }
        let is_timeout = outcome.error().map(Error::kind) == Some(ErrorKind::Timeout);
        *taken = self.core.budget.take(is_timeout)?;
        Some(wait)
    }

    /// One attempt, in its time, with the middleware around it.
    async fn timed_attempt(
        self: Arc<Self>,
        request: http::Request<Body>,
        attempt: u32,
    ) -> Answered {
        let timeout = self.options.attempt_timeout.or(self.core.attempt_timeout);
        let core = self.core.clone();
        let until = timeout.and_then(|timeout| core.timer.now().checked_add(timeout));
        let sent = Sent::to(request.uri());
        #[cfg(feature = "tracing")]
        let span = crate::trace::Span::new(self.operation, &request, attempt);
        let work = Next::of_attempt(self, attempt).run(request);
        #[cfg(feature = "tracing")]
        let work = span.around(work);
        let answer = within(&*core.timer, until, work).await;
        let late = |_| Err(too_slow("the attempt", timeout.unwrap_or_default(), sent));
        let answer = answer.unwrap_or_else(late);
        #[cfg(feature = "tracing")]
        span.end(&answer);
        answer
    }

    /// One attempt: the request, the redirects, the body.
    pub(crate) async fn attempt(&self, request: http::Request<Body>) -> Answered {
        let first = Sent::to(request.uri());
        let mut hop = Hop::first(request, self.query_credentials.clone());
        for _ in 0..=MAX_REDIRECTS {
            let mut request = hop.request();
            if let Some(deadline) = self.deadline {
                request.extensions_mut().insert(Deadline(deadline));
            }
            let mut sent = Sent::to(request.uri());
            let failed = |error, sent: &Sent| {
                let sent = sent.clone();
                Error::new(Inner::Transport { error, sent })
            };
            let response = self.core.transport.send(request).await;
            let response = response.map_err(|error| failed(error, &sent))?;
            sent.answered(&response);
            let next = match self.for_token {
                true => Ok(None),
                false => next_hop(&self.core.security, hop, &response),
            };
            match next.map_err(|error| failed(error, &sent))? {
                Some(next) => hop = next,
                None => return self.receive(response, sent).await,
            }
        }
        let error = TransportError::new(
            TransportErrorKind::Other,
            format!("more than {MAX_REDIRECTS} redirects"),
        );
        Err(Error::new(Inner::Transport { error, sent: first }))
    }

    /// The answer with a body that has to come in time.
    async fn receive(&self, response: http::Response<Body>, sent: Sent) -> Answered {
        let timer = || self.core.timer.clone();
        let streams = streams(self.is_stream, &response);
        let timeout = self.options.read_timeout.unwrap_or(self.core.read_timeout);
        let response = response.map(|body| match timeout {
            Duration::MAX => body,
            timeout => body.never_idle(timer(), timeout),
        });
        let response = response.map(|body| match self.options.deadline {
            Some(deadline) if streams => body.until(timer(), deadline),
            _ => body,
        });
        self.at_hand(response, sent).await
    }

    /// Reads the body, unless it is for the caller to read.
    async fn at_hand(&self, response: http::Response<Body>, sent: Sent) -> Answered {
        if streams(self.is_stream, &response) {
            return Ok(response);
        }
        let (head, body) = response.into_parts();
        let limit = self.options.body_limit.unwrap_or(self.core.body_limit);
        match body.collect(limit).await {
            Ok(Some(bytes)) => Ok(http::Response::from_parts(head, bytes.into())),
            Ok(None) => Err(Error::new(Inner::TooLarge { limit, sent })),
            Err(error) => Err(Error::new(Inner::Transport { error, sent })),
        }
    }
}

fn too_slow(what: &str, time: Duration, sent: Sent) -> Error {
    let text = match time {
        Duration::ZERO => "the deadline was over before it began".to_owned(),
        time => format!("{what} took longer than {time:?}"),
    };
    let error = TransportError::new(TransportErrorKind::Timeout, text);
    Error::new(Inner::Transport { error, sent })
}
