//! Calls that were begun.

use super::exchange::{Exchange, Received};
use crate::error::{Code, Error};
use crate::{Operation, RawResponse, Response};
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// How an answer is read.
type Decode<T> = fn(&'static Operation, Received) -> Result<Response<T>, Error>;

/// Sends the request when first polled; gives the answer with what came around it.
#[must_use = "a call does nothing until it is awaited"]
pub struct ResponseFuture<T, C = i64> {
    exchange: Exchange,
    decode: Decode<T>,
    code: PhantomData<fn() -> C>,
}

impl<T, C> ResponseFuture<T, C> {
    pub(crate) fn new(exchange: Exchange, decode: Decode<T>) -> Self {
        Self {
            exchange,
            decode,
            code: PhantomData,
        }
    }

    /// The same call, for what it asks alone.
    pub fn into_value(self) -> ValueFuture<T, C> {
        ValueFuture(self)
    }
}

impl<T, C: Code> Future for ResponseFuture<T, C> {
    type Output = Result<Response<T>, Error<C>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = ready!(self.exchange.poll(cx));
        let decoded = answer.and_then(|answer| (self.decode)(self.exchange.operation, answer));
        Poll::Ready(decoded.map_err(Error::with_codes))
    }
}

/// Sends the request when first polled; gives what the call asks for.
#[must_use = "a call does nothing until it is awaited"]
pub struct ValueFuture<T, C = i64>(ResponseFuture<T, C>);

impl<T, C: Code> Future for ValueFuture<T, C> {
    type Output = Result<T, Error<C>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(cx).map_ok(Response::into_inner)
    }
}

/// Sends the request when first polled; gives the answer as it is, whatever its status.
#[must_use = "a call does nothing until it is awaited"]
pub struct RawFuture<C = i64> {
    exchange: Exchange,
    code: PhantomData<fn() -> C>,
}

impl<C> RawFuture<C> {
    pub(crate) fn new(exchange: Exchange) -> Self {
        Self {
            exchange,
            code: PhantomData,
        }
    }
}

impl<C: Code> Future for RawFuture<C> {
    type Output = Result<RawResponse, Error<C>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = ready!(self.exchange.poll(cx));
        let answer = answer.map(|received| received.response);
        Poll::Ready(answer.map_err(Error::with_codes))
    }
}

impl<T, C> fmt::Debug for ResponseFuture<T, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ResponseFuture({})", self.exchange.operation.id)
    }
}

impl<T, C> fmt::Debug for ValueFuture<T, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ValueFuture({})", self.0.exchange.operation.id)
    }
}

impl<C> fmt::Debug for RawFuture<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawFuture({})", self.exchange.operation.id)
    }
}
