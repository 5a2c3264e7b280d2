//! Tokens kept until they are no longer good, each fetched once for all who wait for it.

use super::token::{Token, TokenProvider, TokenRequest};
use super::token_error::TokenError;
use crate::Secret;
use crate::timer::Instant;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A token is not used in the last part of its life, lest it end on the way: a tenth of it, but no
/// more than this.
const MARGIN: Duration = Duration::from_secs(60);

/// The tokens of a provider, by the scopes that they are for. Clones share them.
#[derive(Clone)]
pub struct Tokens {
    provider: Arc<dyn TokenProvider>,
    slots: Arc<Mutex<HashMap<&'static [&'static str], Arc<Slot>>>>,
}

#[derive(Default)]
struct Slot {
    known: Mutex<Known>,
    /// Held by whoever fetches.
    fetching: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct Known {
    token: Option<Kept>,
    /// How many times a token was asked for, and what the last time failed with.
    asked: u64,
    failure: Option<Arc<TokenError>>,
}

struct Kept {
    secret: Secret,
    until: Option<Instant>,
}

impl Kept {
    fn new(token: Token, now: Instant) -> Self {
        let until = token.lifetime.and_then(|lifetime| {
            let good = lifetime.saturating_sub(MARGIN.min(lifetime / 10));
            now.checked_add(good)
        });
        Self {
            secret: token.secret,
            until,
        }
    }

    fn is_good(&self, now: Instant) -> bool {
        self.until.is_none_or(|until| now < until)
    }
}

impl Tokens {
    pub(super) fn new(provider: impl TokenProvider) -> Self {
        Self {
            provider: Arc::new(provider),
            slots: Arc::default(),
        }
    }

    /// A token that is at hand.
    pub(crate) fn at_hand(&self, scopes: &'static [&'static str], now: Instant) -> Option<Secret> {
        self.slot(scopes).good(now)
    }

    /// A token: one that is at hand, or a new one. Whoever waits while somebody else asks for one
    /// gets what comes of that, be it a failure.
    pub(crate) async fn get(&self, request: TokenRequest) -> Result<Secret, Arc<TokenError>> {
        let slot = self.slot(request.scopes);
        let before = lock(&slot.known).asked;
        if let Some(secret) = slot.good(request.timer().now()) {
            return Ok(secret);
        }
        let _fetching = slot.fetching.lock().await;
        if let Some(secret) = slot.good(request.timer().now()) {
            return Ok(secret);
        }
        {
            let known = lock(&slot.known);
            if let (true, Some(failure)) = (known.asked > before, &known.failure) {
                return Err(failure.clone());
            }
        }
        let core = request.core.clone();
        let fetched = self.provider.token(request).await;
        let mut known = lock(&slot.known);
        known.asked += 1;
        match fetched {
            Ok(token) => {
                let secret = token.secret.clone();
                known.token = Some(Kept::new(token, core.timer.now()));
                known.failure = None;
                Ok(secret)
            }
            Err(error) => {
                let error = Arc::new(error);
                known.failure = Some(error.clone());
                Err(error)
            }
        }
    }

    /// The service refused this token; unless it is another one by now, it is forgotten.
    pub(crate) fn refused(&self, scopes: &'static [&'static str], secret: &Secret) {
        let slot = self.slot(scopes);
        let mut known = lock(&slot.known);
        if known
            .token
            .as_ref()
            .is_some_and(|kept| kept.secret == *secret)
        {
            known.token = None;
        }
    }

    fn slot(&self, scopes: &'static [&'static str]) -> Arc<Slot> {
        lock(&self.slots).entry(scopes).or_default().clone()
    }
}

impl Slot {
    fn good(&self, now: Instant) -> Option<Secret> {
        let known = lock(&self.known);
        let kept = known.token.as_ref().filter(|kept| kept.is_good(now));
        kept.map(|kept| kept.secret.clone())
    }
}

/// Nothing that holds one of these locks can panic.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tokens(***)")
    }
}
