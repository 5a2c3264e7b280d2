//! A call on its way: middleware around all of it, attempts, and what each of them takes.

use super::exchange::{IsStream, streams};
use super::redirect::{Hop, next_hop};
use super::{CallOptions, Core};
use crate::error::{Attempts, Error, Inner, Sent};
use crate::middleware::{Answered, Next};
use crate::retry::{Outcome, RetryPolicy};
use crate::send::BoxFuture;
use crate::timer::Instant;
use crate::timer::within;
use crate::transport::{Deadline, TransportError, TransportErrorKind, TransportFuture};
use crate::{Body, ErrorKind, Operation};
use http::request::Parts;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// As many redirects as browsers and `curl` users are used to.
const MAX_REDIRECTS: usize = 10;

/// What all attempts of a call have in common.
#[derive(Clone)]
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
    /// How many attempts were made so far, those with another token included.
    pub(crate) made: Made,
    /// The client asks for a token by it: that is nothing for the middleware of calls, and goes
    /// where it was sent and nowhere else.
    pub(crate) for_token: bool,
}

/// Counts attempts, also for whoever gives them up. A clone counts on by itself.
pub(crate) struct Made(AtomicU32);

impl Made {
    /// So many up to now.
    pub(crate) fn new(attempts: u32) -> Self {
        Self(attempts.into())
    }

    fn get(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Clone for Made {
    fn clone(&self) -> Self {
        Self::new(self.get())
    }
}

impl Call {
    /// The whole of it; takes the request out of its place. A future has room for what it is given
    /// twice, and a request is large.
    pub(crate) async fn run(&self, request: &mut http::Request<Body>) -> Answered {
        let timer = &*self.core.timer;
        let sent = Sent::to(request.uri());
        let begun = timer.now();
        let around = (!self.core.middleware.is_empty()).then(|| Next::call(self));
        // What goes through the middleware is a call of its own, which counts its attempts.
        let inner = around.as_ref().map(Next::inner);
        let work = pin!(async {
            let Some(around) = around else {
                return self.attempts(request).await;
            };
            let answer = around.run(std::mem::take(request)).await?;
            // It was read within the attempt; only a middleware may have put a stream in its place.
            self.at_hand(answer, &sent).await
        });
        let answer = within(timer, self.deadline, work).await;
        let mut answer = answer.unwrap_or_else(|_| {
            let late = self.deadline;
            let time = late.map(|deadline| deadline.saturating_duration_since(begun));
            Err(too_slow("the call", time.unwrap_or_default(), sent.clone()))
        });
        let attempts = inner.as_deref().unwrap_or(self).made.get();
        match &mut answer {
            Ok(answer) if attempts > 1 => {
                answer.extensions_mut().insert(Attempts(attempts));
            }
            Ok(_) => {}
            Err(error) => error.made(attempts),
        }
        answer
    }

    /// The same as [`Call::attempts`]: each attempt goes through [`Next`], as the call may do, so a
    /// future that is not boxed would hold itself.
    pub(crate) fn boxed_attempts(
        self: Arc<Self>,
        mut request: http::Request<Body>,
    ) -> BoxFuture<'static, Answered> {
        Box::pin(async move { self.attempts(&mut request).await })
    }

    /// Attempts, until one of them is good enough; takes the request out of its place.
    pub(crate) async fn attempts(&self, request: &mut http::Request<Body>) -> Answered {
        let policy = self.options.retry.as_ref().unwrap_or(&self.core.retry);
        let (head, mut body) = std::mem::take(request).into_parts();
        let mut taken = 0;
        let mut attempt = 1;
        loop {
            let again = (attempt < policy.max_attempts).then(|| body.try_clone());
            self.made.0.fetch_add(1, Ordering::Relaxed);
            let answer = self.timed_attempt(&head, body, attempt).await;
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
    async fn timed_attempt(&self, head: &Parts, body: Body, attempt: u32) -> Answered {
        let timer = &*self.core.timer;
        let timeout = self.options.attempt_timeout.or(self.core.attempt_timeout);
        let until = timeout.and_then(|timeout| timer.now().checked_add(timeout));
        #[cfg(feature = "tracing")]
        let span = crate::trace::Span::new(self.operation, head, attempt);
        let work = async {
            if self.for_token || self.core.attempt_middleware.is_empty() {
                return self.attempt(head, body).await;
            }
            let request = http::Request::from_parts(head.clone(), body);
            // Most calls have none, and should not have room for it.
            Box::pin(Next::of_attempt(self, attempt).run(request)).await
        };
        #[cfg(feature = "tracing")]
        let work = span.around(work);
        let work = pin!(work);
        let answer = within(timer, until, work).await.unwrap_or_else(|_| {
            let sent = Sent::to(&head.uri);
            Err(too_slow("the attempt", timeout.unwrap_or_default(), sent))
        });
        #[cfg(feature = "tracing")]
        span.end(&answer);
        answer
    }

    /// One attempt: the request, the redirects, the body.
    pub(crate) async fn attempt(&self, head: &Parts, body: Body) -> Answered {
        let (response, sent) = self.follow(head, body).await?;
        self.at_hand(self.bounded(response), &sent).await
    }

    /// The answer that no redirect leads away from, and what it answers.
    async fn follow(
        &self,
        head: &Parts,
        body: Body,
    ) -> Result<(http::Response<Body>, Sent), Error> {
        let failed = |error, sent| Error::new(Inner::Transport { error, sent });
        let mut hop = Hop::first(head, body, self.query_credentials.clone());
        for _ in 0..=MAX_REDIRECTS {
            // Made before it is awaited: what a future has in a variable, it has room for.
            let sending = self.send(&mut hop);
            let answer = sending.await;
            let sent = Sent::to(hop.uri());
            let response = match answer {
                Ok(response) => response,
                Err(error) => return Err(failed(error, sent)),
            };
            let next = match self.for_token {
                true => Ok(None),
                false => next_hop(&self.core.security, hop, &response),
            };
            match next {
                Ok(Some(next)) => hop = next,
                Ok(None) => return Ok((response, sent)),
                Err(error) => return Err(failed(error, sent.answered(&response))),
            }
        }
        let error = TransportError::new(
            TransportErrorKind::Other,
            format!("more than {MAX_REDIRECTS} redirects"),
        );
        Err(failed(error, Sent::to(&head.uri)))
    }

    /// Hands a request to the transport.
    fn send(&self, hop: &mut Hop<'_>) -> TransportFuture {
        let mut request = hop.request();
        // A middleware may have set some.
        self.core.security.mark(request.headers_mut());
        let sees_deadline = self.core.transport.sees_deadline();
        if let Some(deadline) = self.deadline.filter(|_| sees_deadline) {
            request.extensions_mut().insert(Deadline(deadline));
        }
        #[cfg(feature = "testing")]
        request.extensions_mut().insert(crate::testing::Sender {
            operation: self.operation,
            query_credentials: self.query_credentials.clone(),
        });
        self.core.transport.send(request)
    }

    /// The answer with a body that has to come in time.
    fn bounded(&self, mut response: http::Response<Body>) -> http::Response<Body> {
        let timer = || self.core.timer.clone();
        let streams = streams(self.is_stream, &response);
        let idle = self.options.read_timeout.unwrap_or(self.core.read_timeout);
        // What is given up as a whole before that is never idle for so long.
        let is_sooner = |deadline: Instant| {
            let until = self.core.timer.now().checked_add(idle);
            until.is_none_or(|until| deadline <= until)
        };
        if streams || !self.deadline.is_some_and(is_sooner) {
            response = response.map(|body| match idle {
                Duration::MAX => body,
                idle => body.never_idle(timer(), idle),
            });
        }
        if let (Some(deadline), true) = (self.options.deadline, streams) {
            response = response.map(|body| body.until(timer(), deadline));
        }
        response
    }

    /// Reads the body, unless it is for the caller to read.
    async fn at_hand(&self, response: http::Response<Body>, sent: &Sent) -> Answered {
        if streams(self.is_stream, &response) {
            return Ok(response);
        }
        let (head, body) = response.into_parts();
        let limit = self.options.body_limit.unwrap_or(self.core.body_limit);
        let read = body.collect(limit).await;
        let answer = http::Response::from_parts(head, ());
        let sent = || sent.answered(&answer);
        match read {
            Ok(Some(bytes)) => Ok(answer.map(|()| bytes.into())),
            Ok(None) => Err(Error::new(Inner::TooLarge {
                limit,
                sent: sent(),
            })),
            Err(error) => Err(Error::new(Inner::Transport {
                error,
                sent: sent(),
            })),
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
