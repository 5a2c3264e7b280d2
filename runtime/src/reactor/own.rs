//! One thread for all sockets.
//!
//! A call that is waited for may keep the thread of the user's runtime from driving anything, and
//! connections are shared by all calls, so this goes for those that are awaited too.

use std::future::pending;
use std::io;
use std::sync::OnceLock;
use std::thread;
use tokio::runtime::{Builder, EnterGuard, Handle};

/// Names are looked up and files are read by this many more threads at the most.
const HELPERS: usize = 8;

/// The name of the thread and of its helpers.
const NAME: &str = "clientwright-io";

/// Starts the thread, unless it runs.
pub(crate) fn start() -> io::Result<()> {
    match handle() {
        Ok(_) => Ok(()),
        Err(error) => Err(io::Error::new(error.kind(), error.to_string())),
    }
}

/// What is begun until the guard is dropped is driven by the thread.
pub(crate) fn enter() -> Option<EnterGuard<'static>> {
    handle().as_ref().ok().map(Handle::enter)
}

fn handle() -> &'static io::Result<Handle> {
    static HANDLE: OnceLock<io::Result<Handle>> = OnceLock::new();
    HANDLE.get_or_init(|| {
        let runtime = Builder::new_current_thread()
            .enable_all()
            .max_blocking_threads(HELPERS)
            .thread_name(NAME)
            .build()?;
        let handle = runtime.handle().clone();
        let thread = thread::Builder::new().name(NAME.to_owned());
        thread.spawn(move || runtime.block_on(pending::<()>()))?;
        Ok(handle)
    })
}
