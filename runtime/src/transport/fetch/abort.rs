//! What ends a request that nobody waits for any more.

use wasm_bindgen::JsValue;
use web_sys::{AbortController, AbortSignal};

/// Ends the request when it is dropped, unless that is complete.
pub(super) struct Abort(AbortController);

impl Abort {
    pub(super) fn new() -> Result<Self, JsValue> {
        AbortController::new().map(Self)
    }

    pub(super) fn signal(&self) -> AbortSignal {
        self.0.signal()
    }
}

impl Drop for Abort {
    fn drop(&mut self) {
        self.0.abort();
    }
}
