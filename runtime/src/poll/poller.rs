//! Asks until work is done.

use super::PollDefect;
use super::state::{Phase, body, of_monitor, of_resource, phase};
use super::work::{Final, Kind, Turn, Work, defect, failed};
use crate::error::{Code, Error};
use crate::{Client, Operation, RawFuture, RawResponse, Request, decode};
use http::StatusCode;
use http::header::{HeaderMap, LOCATION};
use serde::de::{DeserializeOwned, IgnoredAny};
use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;
use url::Url;

/// Headers that name where a service tells how work stands.
const MONITORS: [&str; 2] = ["operation-location", "azure-asyncoperation"];

/// Work that goes on after its call was answered.
///
/// Nothing is sent before it is asked. It waits as long between two questions as the service
/// says by `Retry-After`, else longer and longer. Dropping it ends the questions, not the work.
///
/// A deadline among the call's options holds for all of it.
#[must_use = "work is begun when the poller is asked"]
pub struct Poller<T, C = i64> {
    client: Client,
    operation: &'static Operation,
    /// What begins the work; `None` once it was sent.
    first: Option<Result<Request, Error>>,
    /// What the questions are made of.
    question: Request,
    decode: Decode<T>,
    ends: Final,
    waits: (Duration, Duration),
    work: Option<Work>,
    code: PhantomData<fn() -> C>,
}

type Decode<T> = fn(&'static Operation, RawResponse) -> Result<T, Error>;

impl<T: DeserializeOwned, C: Code> Poller<T, C> {
    /// Work whose result is JSON.
    pub fn json(
        client: &Client,
        operation: &'static Operation,
        request: Result<Request, Error>,
    ) -> Self {
        Self::new(client, operation, request, |operation, answer| {
            let decoded = match operation.envelope {
                Some(envelope) => decode::open(envelope, answer),
                None => decode::json(answer),
            };
            decoded.map(crate::Response::into_inner)
        })
    }
}

impl<C: Code> Poller<(), C> {
    /// Work without a result.
    pub fn empty(
        client: &Client,
        operation: &'static Operation,
        request: Result<Request, Error>,
    ) -> Self {
        Self::new(
            client,
            operation,
            request,
            |operation, answer| match operation.envelope {
                Some(envelope) if !answer.body().is_empty() => {
                    let envelope = crate::Envelope {
                        data_optional: true,
                        ..envelope.clone()
                    };
                    decode::open::<IgnoredAny>(&envelope, answer).map(drop)
                }
                _ => Ok(()),
            },
        )
    }
}

impl<T, C: Code> Poller<T, C> {
    fn new(
        client: &Client,
        operation: &'static Operation,
        request: Result<Request, Error>,
        decode: Decode<T>,
    ) -> Self {
        let question = match &request {
            Ok(request) => request.bodiless(),
            Err(_) => Request::empty(),
        };
        Self {
            client: client.clone(),
            operation,
            first: Some(request),
            question,
            decode,
            ends: Final::default(),
            waits: (Duration::from_secs(1), Duration::from_secs(30)),
            work: None,
            code: PhantomData,
        }
    }

    /// Where the result is.
    pub fn ends(mut self, place: Final) -> Self {
        self.ends = place;
        self
    }

    /// How long to wait before the first question where the service does not say, and up to how
    /// long; each wait is half as long again as the one before. 1 s and 30 s by default.
    pub fn interval(mut self, first: Duration, most: Duration) -> Self {
        self.waits = (first, most);
        self
    }

    /// The state, as the service called it last, if it did.
    pub fn state(&self) -> Option<&str> {
        self.work.as_ref()?.state.as_deref()
    }

    /// Begins the work and asks until it is done.
    ///
    /// # Errors
    /// As of a call; or if the work failed, or nobody says how it stands.
    pub async fn until_done(mut self) -> Result<T, Error<C>> {
        loop {
            if let Some(result) = self.advance().await? {
                return Ok(result);
            }
        }
    }

    /// Begins the work, or waits and asks once; `None` while it goes on.
    ///
    /// # Errors
    /// As of a call; or if the work failed, or nobody says how it stands. Transient failures were
    /// tried again before; it is fine to ask once more after them.
    pub async fn advance(&mut self) -> Result<Option<T>, Error<C>> {
        self.turn().await.map_err(Error::with_codes)
    }

    async fn turn(&mut self) -> Result<Option<T>, Error> {
        let turn = match self.first.take() {
            Some(request) => self.begin(request).await?,
            None => self.ask().await?,
        };
        let answer = match turn {
            Turn::Wait => return Ok(None),
            Turn::Here(answer) => answer,
            Turn::Within(answer, member) => answer.with_body(member),
            Turn::There(url) => successful(self.operation, self.get(&url).await?)?,
        };
        (self.decode)(self.operation, answer).map(Some)
    }

    async fn begin(&mut self, request: Result<Request, Error>) -> Result<Turn, Error> {
        let own = self
            .client
            .url_of(self.operation, Ok(self.question.bodiless()));
        let answer = self.client.send_raw::<i64>(self.operation, request).await?;
        let answer = successful(self.operation, answer)?;
        let own = own?;
        let (location, monitor) = self.links(&own, answer.headers())?;
        let (ask, kind) = match (monitor, &location) {
            (Some(monitor), _) => (monitor, Kind::Monitor),
            (None, Some(location)) if answer.status() == StatusCode::ACCEPTED => {
                (location.clone(), Kind::Location)
            }
            _ => (own.clone(), Kind::Resource),
        };
        let mut work = Work {
            own,
            ask,
            kind,
            location,
            wait: Duration::ZERO,
            longer: self.waits.0,
            state: None,
        };
        self.prepare(&mut work, answer.headers());
        let turn = match kind {
            Kind::Resource => self.resource(&mut work, answer),
            Kind::Monitor | Kind::Location => Ok(Turn::Wait),
        };
        self.work = Some(work);
        turn
    }

    async fn ask(&mut self) -> Result<Turn, Error> {
        let Some(mut work) = self.work.take() else {
            return Err(defect(PollDefect::NoLink));
        };
        self.client.sleep(work.wait).await;
        let answer = self.get(&work.ask).await;
        let answer = match answer.and_then(|answer| successful(self.operation, answer)) {
            Ok(answer) => answer,
            Err(error) => {
                self.work = Some(work);
                return Err(error);
            }
        };
        let turn = self.read(&mut work, answer);
        self.work = Some(work);
        turn
    }

    /// What an answer to a question tells.
    fn read(&self, work: &mut Work, answer: RawResponse) -> Result<Turn, Error> {
        self.prepare(work, answer.headers());
        let (location, monitor) = self.links(&work.ask, answer.headers())?;
        let is_accepted = answer.status() == StatusCode::ACCEPTED;
        work.location = match work.kind {
            // What was asked there is the result, whatever it says of its own place.
            Kind::Location if !is_accepted => work.location.take(),
            _ => location.or(work.location.take()),
        };
        match work.kind {
            Kind::Monitor => {
                work.ask = monitor.unwrap_or_else(|| work.ask.clone());
                self.monitor(work, answer)
            }
            Kind::Location if is_accepted => {
                work.ask = work.location.clone().unwrap_or_else(|| work.ask.clone());
                Ok(Turn::Wait)
            }
            Kind::Location | Kind::Resource => self.resource(work, answer),
        }
    }

    /// An answer that is the result, unless it tells that it is still being made.
    fn resource(&self, work: &mut Work, answer: RawResponse) -> Result<Turn, Error> {
        let body = body(&answer);
        work.state = of_resource(&body).map(str::to_owned);
        match work.state.as_deref().map(phase) {
            Some(Phase::Failed) => Err(failed(work, &body, answer)),
            Some(Phase::Running) => Ok(Turn::Wait),
            None if answer.status() == StatusCode::ACCEPTED && work.kind == Kind::Resource => {
                Err(defect(PollDefect::NoLink))
            }
            Some(Phase::Succeeded) | None => Ok(Turn::Here(answer)),
        }
    }

    /// An answer that tells how the work stands.
    fn monitor(&self, work: &mut Work, answer: RawResponse) -> Result<Turn, Error> {
        let body = body(&answer);
        let state = of_monitor(&body).map(str::to_owned);
        let Some(state) = state else {
            return match answer.status() {
                StatusCode::ACCEPTED => Ok(Turn::Wait),
                _ => Err(defect(PollDefect::NoState)),
            };
        };
        let found = phase(&state);
        work.state = Some(state);
        match found {
            Phase::Running => Ok(Turn::Wait),
            Phase::Failed => Err(failed(work, &body, answer)),
            Phase::Succeeded => self.result(work, &body, answer),
        }
    }

    /// Where the result is, once the work is done.
    fn result(
        &self,
        work: &Work,
        body: &serde_json::Value,
        answer: RawResponse,
    ) -> Result<Turn, Error> {
        let named = body
            .get("resourceLocation")
            .and_then(serde_json::Value::as_str);
        let puts = matches!(self.operation.method, "PUT" | "PATCH");
        let place = match (self.ends, named) {
            (Final::Monitor, _) => return Ok(Turn::Here(answer)),
            (Final::Original, _) => Some(work.own.clone()),
            (Final::Location, _) => work.location.clone(),
            (Final::Anywhere, Some(link)) => Some(self.resolve(&work.ask, link)?),
            (Final::Anywhere, None) if body.get("result").is_some() => None,
            (Final::Anywhere, None) if puts => Some(work.own.clone()),
            (Final::Anywhere, None) => work.location.clone(),
        };
        Ok(match (place, body.get("result")) {
            (Some(url), _) => Turn::There(url),
            (None, Some(result)) => Turn::Within(answer, result.to_string().into_bytes()),
            (None, None) => Turn::Here(answer),
        })
    }

    /// The links of an answer: `Location`, and what tells how the work stands.
    fn links(&self, base: &Url, headers: &HeaderMap) -> Result<(Option<Url>, Option<Url>), Error> {
        let link = |name: &str| {
            let text = headers.get(name).and_then(|value| value.to_str().ok());
            text.filter(|text| !text.trim().is_empty())
                .map(|text| self.resolve(base, text))
                .transpose()
        };
        let monitor = MONITORS.iter().find(|name| headers.contains_key(**name));
        let monitor = monitor.map(|name| link(name)).transpose()?;
        Ok((link(LOCATION.as_str())?, monitor.flatten()))
    }

    fn resolve(&self, base: &Url, link: &str) -> Result<Url, Error> {
        let url = self.client.resolve_link(base, link.trim());
        let url = url.and_then(|url| Url::parse(&url).ok());
        url.ok_or_else(|| defect(PollDefect::BadLink))
    }

    /// Takes from an answer how long to wait.
    fn prepare(&self, work: &mut Work, headers: &HeaderMap) {
        match self.client.asked_to_wait(headers) {
            Some(wait) => work.wait = wait,
            None => {
                work.wait = work.longer;
                work.longer = work.longer.mul_f64(1.5).min(self.waits.1);
            }
        }
    }

    // Not async, as no reference to the poller may be held while it is waited for: its body may
    // not be shared between threads.
    fn get(&self, url: &Url) -> RawFuture {
        let client = self.client.at_url(url.as_str());
        client.send_raw(self.operation, Ok(self.question.bodiless()))
    }
}

fn successful(operation: &Operation, answer: RawResponse) -> Result<RawResponse, Error> {
    if answer.status().is_success() {
        Ok(answer)
    } else {
        Err(decode::refuse_status(operation.envelope, answer))
    }
}

impl<T, C> fmt::Debug for Poller<T, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.work.as_ref().and_then(|work| work.state.as_deref());
        f.debug_struct("Poller")
            .field("operation", &self.operation.id)
            .field("begun", &self.first.is_none())
            .field("state", &state)
            .finish_non_exhaustive()
    }
}
