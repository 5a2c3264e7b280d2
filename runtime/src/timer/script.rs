//! Timers of browsers and of other hosts of JavaScript: `setTimeout`.

use super::{Instant, Timer};
use crate::send::BoxFuture;
use gloo_timers::future::TimeoutFuture;
use std::future::pending;
use std::time::Duration;

/// The longest that `setTimeout` waits, in milliseconds; beyond it does not wait at all.
const LONGEST: u32 = i32::MAX as u32;

/// See [`Timer`].
pub(crate) struct ScriptTimer;

impl Timer for ScriptTimer {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        // A time that no clock reaches is never waited for to its end.
        let until = Instant::now().checked_add(duration);
        Box::pin(async move {
            let Some(until) = until else {
                return pending().await;
            };
            // Some hosts are early by a part of a millisecond.
            loop {
                let left = until.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    return;
                }
                let millis = left.as_nanos().div_ceil(1_000_000);
                let millis = u32::try_from(millis).unwrap_or(LONGEST).min(LONGEST);
                TimeoutFuture::new(millis).await;
            }
        })
    }
}
