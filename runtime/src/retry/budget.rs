//! How many retries the calls of a client may make together.

use std::sync::{Mutex, PoisonError};

/// A retry takes this much.
const COST: u32 = 5;

/// One after an attempt that took too long takes more: a slow service is closest to falling over.
const COST_OF_TIMEOUT: u32 = 10;

/// A call that needs no retry gives this much back.
const REWARD: u32 = 1;

/// Tokens that retries take and successes give back. While a service answers, a retry that
/// succeeds costs nothing; when it fails for all, retries stop and only first attempts are made.
#[derive(Debug)]
pub(crate) struct Budget {
    tokens: Mutex<u32>,
    capacity: u32,
}

impl Budget {
    /// A full one.
    pub(crate) fn new(capacity: u32) -> Self {
        Self {
            tokens: Mutex::new(capacity),
            capacity,
        }
    }

    /// Takes what a retry costs; `None` if there is not so much.
    pub(crate) fn take(&self, after_timeout: bool) -> Option<u32> {
        let cost = if after_timeout { COST_OF_TIMEOUT } else { COST };
        let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        *tokens = tokens.checked_sub(cost)?;
        Some(cost)
    }

    /// A call succeeded, whose last retry took this much.
    pub(crate) fn give_back(&self, taken: u32) {
        let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        let back = if taken > 0 { taken } else { REWARD };
        *tokens = tokens.saturating_add(back).min(self.capacity);
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    #[test]
    fn retries_end_when_nothing_succeeds_and_come_back_with_successes() {
        let budget = Budget::new(20);
        assert_eq!(budget.take(false), Some(5));
        assert_eq!(budget.take(true), Some(10));
        assert_eq!(budget.take(true), None);
        assert_eq!(budget.take(false), Some(5));
        assert_eq!(budget.take(false), None);
        for _ in 0..4 {
            budget.give_back(0);
        }
        assert_eq!(budget.take(false), None);
        budget.give_back(5);
        assert_eq!(budget.take(false), Some(5));
        for _ in 0..100 {
            budget.give_back(0);
        }
        let all = std::iter::from_fn(|| budget.take(false));
        assert_eq!(all.count(), 4, "never more than the capacity");
    }
}
