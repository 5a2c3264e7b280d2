//! Clients without a network, and who waits for them.

use clientwright_runtime::transport::{Body, TransportError, TransportErrorKind, from_fn};
use clientwright_runtime::{
    Bytes, Client, ClientBuilder, Operation, RetryPolicy, SecurityScheme, http,
};
use futures_core::Stream;
use std::cell::OnceCell;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

static NO_SECURITY: &[SecurityScheme] = &[];

/// A call that is described in no more words than that.
pub static PLAIN: Operation = Operation {
    accept: "application/json",
    ..Operation::new("plain", "GET", "/plain")
};

/// A client of a service that is nowhere.
pub fn client() -> ClientBuilder {
    let nobody = |_| {
        Err(TransportError::new(
            TransportErrorKind::Other,
            "nobody is there",
        ))
    };
    ClientBuilder::new("http://api.test/base/", NO_SECURITY)
        .retry(RetryPolicy::never())
        .transport(from_fn(nobody))
}

/// A client whose service gives one answer, in these pieces.
///
/// # Errors
/// A media type that no header may have.
pub fn answering(status: u16, media_type: &str, pieces: Vec<Bytes>) -> Result<Client, String> {
    let media_type =
        http::HeaderValue::from_bytes(media_type.as_bytes()).map_err(|error| error.to_string())?;
    let asked = AtomicBool::new(false);
    let transport = from_fn(move |_| {
        if asked.swap(true, Ordering::Relaxed) {
            return Err(TransportError::new(
                TransportErrorKind::Other,
                "there is one answer",
            ));
        }
        let body = Body::stream(Pieces(pieces.clone().into_iter()));
        let answer = http::Response::builder()
            .status(status)
            .header("content-type", media_type.clone());
        answer
            .body(body)
            .map_err(|error| TransportError::new(TransportErrorKind::Other, error))
    });
    client()
        .transport(transport)
        .build::<i64>()
        .map_err(|error| error.to_string())
}

/// The bytes in pieces of a size.
pub fn cut(bytes: &[u8], size: usize) -> Vec<Bytes> {
    bytes
        .chunks(size.max(1))
        .map(Bytes::copy_from_slice)
        .collect()
}

struct Pieces(std::vec::IntoIter<Bytes>);

impl Stream for Pieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next().map(Ok))
    }
}

thread_local! {
    static EXECUTOR: OnceCell<tokio::runtime::Runtime> = const { OnceCell::new() };
}

/// Waits for what needs no network.
///
/// # Errors
/// A system without threads or clocks.
pub fn wait<F: Future>(future: F) -> Result<F::Output, String> {
    EXECUTOR.with(|executor| {
        if executor.get().is_none() {
            let new = tokio::runtime::Builder::new_current_thread()
                .enable_time()
                .build();
            let _ = executor.set(new.map_err(|error| error.to_string())?);
        }
        let executor = executor.get().ok_or("no executor")?;
        Ok(executor.block_on(future))
    })
}

/// The text of a body that was made for a request.
///
/// # Errors
/// A body that ends badly.
pub fn bytes_of(mut body: Body) -> Result<Vec<u8>, String> {
    wait(async {
        let mut all = Vec::new();
        while let Some(piece) = body.next().await {
            all.extend_from_slice(&piece.map_err(|error| error.to_string())?);
        }
        Ok(all)
    })?
}
