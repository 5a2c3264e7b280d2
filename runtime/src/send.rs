//! The bounds that differ between machines with threads and browsers, in one place.
//!
//! On `wasm32` nothing moves between threads and much of the browser cannot, so there the bounds
//! ask for nothing.

use futures_core::Stream;
use std::future::Future;
use std::pin::Pin;

#[cfg(not(target_arch = "wasm32"))]
mod bounds {
    use super::{Future, Pin, Stream};

    /// [`Send`], but for `wasm32`, where it asks for nothing.
    pub trait MaybeSend: Send {}
    impl<T: Send + ?Sized> MaybeSend for T {}

    /// [`Sync`], but for `wasm32`, where it asks for nothing.
    pub trait MaybeSync: Sync {}
    impl<T: Sync + ?Sized> MaybeSync for T {}

    /// A future on the heap; `Send`, but for `wasm32`.
    pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

    /// A stream on the heap; `Send`, but for `wasm32`.
    pub type BoxStream<'a, T> = Pin<Box<dyn Stream<Item = T> + Send + 'a>>;
}

#[cfg(target_arch = "wasm32")]
mod bounds {
    use super::{Future, Pin, Stream};

    /// [`Send`], but for `wasm32`, where it asks for nothing.
    pub trait MaybeSend {}
    impl<T: ?Sized> MaybeSend for T {}

    /// [`Sync`], but for `wasm32`, where it asks for nothing.
    pub trait MaybeSync {}
    impl<T: ?Sized> MaybeSync for T {}

    /// A future on the heap; `Send`, but for `wasm32`.
    pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

    /// A stream on the heap; `Send`, but for `wasm32`.
    pub type BoxStream<'a, T> = Pin<Box<dyn Stream<Item = T> + 'a>>;
}

pub use bounds::{BoxFuture, BoxStream, MaybeSend, MaybeSync};
