//! Time, waiting and chance: all that the runtime asks of the machine besides the network.

mod clock;
mod limit;
#[cfg(target_arch = "wasm32")]
mod script;
#[cfg(not(target_arch = "wasm32"))]
mod thread;

pub(crate) use clock::UNIX_EPOCH;
pub use clock::{Instant, SystemTime};
pub(crate) use limit::within;
#[cfg(target_arch = "wasm32")]
pub(crate) use script::ScriptTimer as OwnTimer;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use thread::ThreadTimer as OwnTimer;

use crate::send::{BoxFuture, MaybeSend, MaybeSync};
use std::time::Duration;

/// Tells the time and waits. Retries, timeouts, limits of rate and tokens that expire all go by it.
///
/// The one that a client has by itself needs no async runtime: one thread of the process wakes
/// whoever waits, or the browser does. Another one fits where a runtime has timers of its own, or where a test wants to
/// be master of time:
///
/// ```
/// use clientwright_runtime::send::BoxFuture;
/// use clientwright_runtime::timer::Timer;
/// use std::time::{Duration, Instant};
///
/// /// Tokio's timers, which a test can pause.
/// struct Tokio;
///
/// impl Timer for Tokio {
///     fn now(&self) -> Instant {
///         tokio::time::Instant::now().into_std()
///     }
///
///     fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
///         Box::pin(tokio::time::sleep(duration))
///     }
/// }
/// # let _: &dyn Timer = &Tokio;
/// ```
pub trait Timer: MaybeSend + MaybeSync + 'static {
    /// Done after this long. Waiting is given up by dropping it.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;

    /// A point of a clock that only goes forward.
    fn now(&self) -> Instant {
        Instant::now()
    }

    /// The time of day.
    fn wall_clock(&self) -> SystemTime {
        SystemTime::now()
    }

    /// A number from 0 up to 1, another one each time: how much of a wait is waited, so that many
    /// clients do not come back at once.
    fn random(&self) -> f64 {
        // As many bits as the number can hold.
        const BITS: u32 = f64::MANTISSA_DIGITS;
        // Without any to be had, nothing is waited: that is one of the numbers.
        let bits = random_bits().unwrap_or_default();
        (bits >> (u64::BITS - BITS)) as f64 / (1_u64 << BITS) as f64
    }
}

/// Bits that nobody can foresee.
///
/// # Errors
/// On a machine that has none to give.
pub(crate) fn random_bits() -> Result<u64, getrandom::Error> {
    getrandom::u64()
}
