//! The body of an answer, as it comes.

use super::abort::Abort;
use super::lost;
use crate::transport::TransportError;
use bytes::Bytes;
use futures_core::Stream;
use js_sys::{Reflect, Uint8Array};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader};

pub(super) struct Pieces {
    reader: ReadableStreamDefaultReader,
    /// The piece that is asked for.
    next: Option<JsFuture>,
    /// Until there is no more to come.
    _abort: Abort,
}

impl Pieces {
    pub(super) fn new(stream: &ReadableStream, abort: Abort) -> Result<Self, JsValue> {
        Ok(Self {
            reader: ReadableStreamDefaultReader::new(stream)?,
            next: None,
            _abort: abort,
        })
    }
}

impl Stream for Pieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let next = this.next.get_or_insert_with(|| this.reader.read().into());
        let read = ready!(Pin::new(next).poll(cx));
        this.next = None;
        Poll::Ready(read.and_then(|read| piece(&read)).map_err(lost).transpose())
    }
}

/// The bytes that were read; `None` at the end.
fn piece(read: &JsValue) -> Result<Option<Bytes>, JsValue> {
    if Reflect::get(read, &"done".into())?.is_truthy() {
        return Ok(None);
    }
    let bytes: Uint8Array = Reflect::get(read, &"value".into())?.dyn_into()?;
    Ok(Some(bytes.to_vec().into()))
}
