//! Timers for any executor: one thread for the process, which sleeps until somebody's time comes.

use super::Instant;
use super::Timer;
use crate::send::BoxFuture;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

/// See [`Timer`].
pub(crate) struct ThreadTimer;

impl Timer for ThreadTimer {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(Sleep {
            // A time that no clock reaches is never waited for to its end.
            until: Instant::now().checked_add(duration),
            key: None,
        })
    }
}

/// When to wake, and a number that tells two of the same moment apart.
type Key = (Instant, u64);

#[derive(Default)]
struct Waiting {
    by_time: BTreeMap<Key, Waker>,
    last: u64,
    /// When the thread looks again by itself, if ever. It does so in vain where who was waiting is gone:
    /// that is cheaper than to wake it for each call that begins while no other is on its way.
    looks_at: Option<Instant>,
}

struct Queue {
    waiting: Mutex<Waiting>,
    /// Somebody has to be woken earlier than all others.
    earlier: Condvar,
    /// Whether there is a thread that wakes.
    runs: bool,
}

impl Queue {
    fn get() -> &'static Self {
        static QUEUE: OnceLock<Queue> = OnceLock::new();
        QUEUE.get_or_init(|| {
            let thread = std::thread::Builder::new().name("clientwright-timer".to_owned());
            Queue {
                waiting: Mutex::default(),
                earlier: Condvar::new(),
                runs: thread.spawn(|| Queue::get().run()).is_ok(),
            }
        })
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self) {
        let mut waiting = self.lock();
        loop {
            let now = Instant::now();
            let next = waiting.by_time.first_key_value();
            waiting.looks_at = next.map(|(&(at, _), _)| at);
            let left = waiting.looks_at.map(|at| at.saturating_duration_since(now));
            waiting = match left {
                Some(Duration::ZERO) => {
                    let due = waiting.by_time.pop_first();
                    // A waker may run what it wakes, which may sleep again.
                    drop(waiting);
                    if let Some((_, waker)) = due {
                        waker.wake();
                    }
                    self.lock()
                }
                Some(time) => {
                    let woken = self.earlier.wait_timeout(waiting, time);
                    woken.unwrap_or_else(PoisonError::into_inner).0
                }
                None => {
                    let woken = self.earlier.wait(waiting);
                    woken.unwrap_or_else(PoisonError::into_inner)
                }
            };
        }
    }

    fn add(&self, at: Instant, waker: Waker) -> Key {
        let mut waiting = self.lock();
        waiting.last += 1;
        let key = (at, waiting.last);
        waiting.by_time.insert(key, waker);
        if waiting.looks_at.is_none_or(|looks_at| at < looks_at) {
            // The next one need not do so again.
            waiting.looks_at = Some(at);
            self.earlier.notify_one();
        }
        key
    }

    /// Wakes another one in its place; `false` if the time came already.
    fn set(&self, key: Key, waker: &Waker) -> bool {
        let mut waiting = self.lock();
        let Some(known) = waiting.by_time.get_mut(&key) else {
            return false;
        };
        let old = (!known.will_wake(waker)).then(|| std::mem::replace(known, waker.clone()));
        drop(waiting);
        drop(old);
        true
    }

    fn remove(&self, key: Key) {
        // Never under the lock: dropping a waker may drop what it would wake.
        let waker = self.lock().by_time.remove(&key);
        drop(waker);
    }
}

struct Sleep {
    until: Option<Instant>,
    key: Option<Key>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let Some(until) = self.until else {
            return Poll::Pending;
        };
        // Without a thread nobody would ever be woken: better too early than never.
        if Instant::now() >= until || !Queue::get().runs {
            return Poll::Ready(());
        }
        match self.key {
            // The time came just now, and woke who may not be waiting any more.
            Some(key) if !Queue::get().set(key, cx.waker()) => return Poll::Ready(()),
            Some(_) => {}
            None => self.key = Some(Queue::get().add(until, cx.waker().clone())),
        }
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(key) = self.key {
            Queue::get().remove(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Queue, Sleep, ThreadTimer, Timer};
    use std::future::{Future, poll_fn};
    use std::pin::pin;
    use std::task::Poll;
    use std::time::{Duration, Instant};

    fn run<F: Future>(future: F) -> F::Output {
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        runtime.unwrap().block_on(future)
    }

    #[test]
    fn they_wake_in_the_order_of_their_times() {
        let begun = Instant::now();
        run(async {
            let mut long = ThreadTimer.sleep(Duration::from_millis(60));
            let mut short = ThreadTimer.sleep(Duration::from_millis(20));
            // Both wait at the same time, the longer one first.
            let poll = poll_fn(|cx| {
                assert!(long.as_mut().poll(cx).is_pending());
                short.as_mut().poll(cx)
            });
            poll.await;
            long.await;
        });
        assert!(begun.elapsed() >= Duration::from_millis(60));
    }

    #[test]
    fn who_stops_waiting_leaves_nothing_behind() {
        run(async {
            let until = Instant::now() + Duration::from_secs(1000);
            let mut sleep = pin!(Sleep {
                until: Some(until),
                key: None
            });
            poll_fn(|cx| {
                assert!(sleep.as_mut().poll(cx).is_pending());
                assert!(sleep.as_mut().poll(cx).is_pending());
                Poll::Ready(())
            })
            .await;
            let key = sleep.key.unwrap();
            assert!(Queue::get().lock().by_time.contains_key(&key));
            sleep.set(Sleep {
                until: None,
                key: None,
            });
            assert!(!Queue::get().lock().by_time.contains_key(&key));
        });
    }

    #[test]
    fn a_time_that_came_in_between_is_not_waited_for_again() {
        run(async {
            let until = Instant::now() + Duration::from_secs(1000);
            let mut sleep = pin!(Sleep {
                until: Some(until),
                key: None
            });
            poll_fn(|cx| {
                assert!(sleep.as_mut().poll(cx).is_pending());
                // As the thread does, which wakes whoever asked last.
                Queue::get().remove(sleep.key.unwrap());
                assert!(sleep.as_mut().poll(cx).is_ready());
                Poll::Ready(())
            })
            .await;
        });
    }

    #[test]
    fn chance_stays_in_its_bounds() {
        let all: Vec<f64> = (0..100).map(|_| ThreadTimer.random()).collect();
        assert!(all.iter().all(|one| (0.0..1.0).contains(one)));
        assert!(all.iter().any(|one| *one != all[0]));
    }
}
