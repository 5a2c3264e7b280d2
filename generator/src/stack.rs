//! Threads on which the deepest document that can be allowed finds enough stack: types that nest are
//! generated and parsed by recursion, which in an unoptimised build takes 40 kB a level.

use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::OnceLock;

/// Bytes of stack for each thread; memory is taken only as far as it is used.
const SIZE: usize = 64 << 20;

static THREADS: OnceLock<Option<ThreadPool>> = OnceLock::new();

/// Does the work on such a thread, and on more of them what it does in parallel.
pub(crate) fn with<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let pool = || ThreadPoolBuilder::new().stack_size(SIZE).build().ok();
    match THREADS.get_or_init(pool) {
        Some(threads) if rayon::current_thread_index().is_none() => threads.install(work),
        // It is on one already.
        Some(threads) if threads.current_thread_index().is_some() => work(),
        // A thread of other threads would begin more of what they have to do while it waits, which comes here
        // again: all of it would lie on its stack at once. One that only waits does not.
        Some(threads) => std::thread::scope(|scope| {
            let waits = scope.spawn(|| threads.install(work)).join();
            waits.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        }),
        // Where there are no threads, the caller's own has to do.
        None => work(),
    }
}
