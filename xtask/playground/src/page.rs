//! What the page calls: it reserves room, writes a request there, runs, and reads the answer where it was put.

use clientwright::Stage;
use std::cell::RefCell;

#[link(wasm_import_module = "page")]
unsafe extern "C" {
    /// A stage begins; its name is at this place.
    safe fn stage(name: *const u8, length: usize);
}

thread_local! {
    static BYTES: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Room for a request.
#[unsafe(no_mangle)]
extern "C" fn reserve(length: usize) -> *mut u8 {
    BYTES.with_borrow_mut(|bytes| {
        *bytes = vec![0; length];
        bytes.as_mut_ptr()
    })
}

/// Answers the request; where the answer is.
#[unsafe(no_mangle)]
extern "C" fn run() -> *const u8 {
    let tell = |begun: Stage| {
        let name = begun.to_string();
        stage(name.as_ptr(), name.len());
    };
    let answer = crate::answer(&BYTES.take(), &tell);
    BYTES.with_borrow_mut(|bytes| {
        *bytes = answer;
        bytes.as_ptr()
    })
}

/// How long the answer is.
#[unsafe(no_mangle)]
extern "C" fn length() -> usize {
    BYTES.with_borrow(Vec::len)
}
