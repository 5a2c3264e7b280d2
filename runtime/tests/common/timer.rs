//! Time that passes only when somebody waits for it.

use clientwright_runtime::send::BoxFuture;
use clientwright_runtime::timer::Timer;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Time that passes only when somebody waits for it. Clones are the same time.
#[derive(Clone)]
pub struct FakeTimer {
    begun: Instant,
    waits: Arc<Mutex<Vec<Duration>>>,
}

impl FakeTimer {
    pub fn new() -> Self {
        Self {
            begun: Instant::now(),
            waits: Arc::default(),
        }
    }

    /// All waits so far, in milliseconds.
    pub fn waits(&self) -> Vec<u128> {
        let waits = self.waits.lock().unwrap();
        waits.iter().map(Duration::as_millis).collect()
    }
}

impl Timer for FakeTimer {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let waits = self.waits.clone();
        Box::pin(async move { waits.lock().unwrap().push(duration) })
    }

    fn now(&self) -> Instant {
        self.begun + self.waits.lock().unwrap().iter().sum::<Duration>()
    }

    fn random(&self) -> f64 {
        0.5
    }
}
