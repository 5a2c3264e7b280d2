//! Threads on which the deepest document that can be allowed finds enough stack: types that nest are
//! generated and parsed by recursion, which in an unoptimised build takes 40 kB a level.

use rayon::{ThreadPool, ThreadPoolBuilder};
use std::panic::resume_unwind;
use std::sync::OnceLock;
use std::thread;

/// Bytes of stack for each thread; memory is taken only as far as it is used.
const SIZE: usize = 64 << 20;

static THREADS: OnceLock<Option<ThreadPool>> = OnceLock::new();

/// Does the work on such a thread, and on more of them what it does in parallel.
pub(crate) fn with<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let pool = || ThreadPoolBuilder::new().stack_size(SIZE).build().ok();
    let Some(threads) = THREADS.get_or_init(pool) else {
        // Where there are no threads, the caller's own has to do.
        return work();
    };
    let of_others = rayon::current_thread_index().is_some();
    if of_others && threads.current_thread_index().is_none() {
        return apart(|| threads.install(work));
    }
    threads.install(work)
}

/// Waits for the work on a thread of its own. A thread of another pool that waited itself would take up the next
/// piece of work of its own pool meanwhile, inside of this one, and so on, until its stack is full.
fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let done = thread::scope(|scope| scope.spawn(work).join());
    done.unwrap_or_else(|panic| resume_unwind(panic))
}

#[cfg(test)]
mod tests {
    use super::with;
    use rayon::prelude::*;
    use std::cell::Cell;

    thread_local! {
        static INSIDE: Cell<usize> = const { Cell::new(0) };
    }

    #[test]
    fn threads_of_others_do_nothing_else_meanwhile() {
        let threads = rayon::ThreadPoolBuilder::new().num_threads(2).build();
        let deepest = threads.unwrap().install(|| {
            let deepest = (0..200).into_par_iter().map(|_| {
                let depth = INSIDE.get() + 1;
                INSIDE.set(depth);
                with(|| std::thread::sleep(std::time::Duration::from_micros(100)));
                INSIDE.set(depth - 1);
                depth
            });
            deepest.max()
        });
        assert_eq!(deepest, Some(1));
    }
}
