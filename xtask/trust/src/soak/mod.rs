//! Calls to a server on this machine that misbehaves in one answer of twenty: each call ends in its own answer or in a
//! typed error, in time, or is given up; tokens are fetched once for all; memory stays flat, and no connection is left.

mod server;

use crate::process::memory;
use crate::{Tally, about};
use clientwright_runtime::{
    Client, ClientBuilder, ClientCredentials, Error, Operation, RequestBuilder, RetryPolicy,
    SecurityScheme,
};
use server::{Seen, accept};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

static SCHEMES: &[SecurityScheme] = &[SecurityScheme::oauth2("oauth", Some("/token"))];
static GET: Operation = Operation {
    security: &[&[(0, &[])]],
    ..Operation::new("get", "GET", "/things")
};
/// What is given up asks for no token, lest one is fetched for nobody.
static OPEN: Operation = Operation::new("open", "GET", "/open");

/// How many calls are under way at once.
const CALLERS: u64 = 64;
/// What a call may take, and how much later it may be told.
const DEADLINE: Duration = Duration::from_secs(4);
const SLACK: Duration = Duration::from_secs(3);
/// What one attempt may take.
const ATTEMPT: Duration = Duration::from_millis(400);
/// One of so many calls is given up on the way.
const GIVEN_UP: u64 = 64;
/// By how much memory may grow, in kilobytes, once all buffers are there.
const GROWTH: u64 = 32 << 10;

/// How calls ended.
#[derive(Default)]
struct Ended {
    right: AtomicU64,
    failed: AtomicU64,
    given_up: AtomicU64,
    worst_micros: AtomicU64,
    wrong: Mutex<Vec<String>>,
}

impl Ended {
    fn wrong(&self, what: String) {
        self.wrong
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(what);
    }
}

/// Calls for a time.
pub fn run(time: Duration, seed: u64) -> Result<Tally, String> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    runtime
        .map_err(about("the runtime"))?
        .block_on(soak(time, seed))
}

async fn soak(time: Duration, seed: u64) -> Result<Tally, String> {
    let listener = TcpListener::bind("127.0.0.1:0")
        .await
        .map_err(about("the server"))?;
    let base = format!(
        "http://{}",
        listener.local_addr().map_err(about("the server"))?
    );
    let (seen, ended) = (Arc::new(Seen::default()), Arc::new(Ended::default()));
    let server = tokio::spawn(accept(listener, seen.clone(), seed));
    let client = ClientBuilder::new(&base, SCHEMES)
        .credential(0, ClientCredentials::new("id", "secret").into())
        .timeout(DEADLINE)
        .attempt_timeout(ATTEMPT)
        .retry(RetryPolicy::new().backoff(Duration::from_millis(5), Duration::from_millis(50)))
        .retry_budget(u32::MAX)
        .build::<i64>()
        .map_err(|error| error.to_string())?;
    let (begin, counter) = (Instant::now(), Arc::new(AtomicU64::new(0)));
    let caller = |number: u64| {
        let (client, counter, ended) = (client.clone(), counter.clone(), ended.clone());
        let mut rng = fastrand::Rng::with_seed(seed ^ number);
        tokio::spawn(async move {
            while begin.elapsed() < time {
                let number = counter.fetch_add(1, Ordering::Relaxed);
                match number % GIVEN_UP {
                    0 => give_up(&client, number, &ended, &mut rng).await,
                    _ => one(&client, number, &ended).await,
                }
            }
        })
    };
    let callers: Vec<_> = (0..CALLERS).map(caller).collect();
    let own = std::process::id();
    let mut sizes = Vec::new();
    for share in [0.1, 0.5] {
        tokio::time::sleep(time.mul_f64(share).saturating_sub(begin.elapsed())).await;
        sizes.extend(memory(own, "VmRSS"));
    }
    for caller in callers {
        caller
            .await
            .map_err(|error| format!("a caller panicked: {error}"))?;
    }
    sizes.extend(memory(own, "VmRSS"));
    drop(client);
    let patience = Instant::now();
    while seen.open.load(Ordering::Relaxed) > 0 && patience.elapsed() < DEADLINE + SLACK {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    server.abort();
    let mut tally = judge(counter.load(Ordering::Relaxed), &seen, &ended, &sizes);
    tally.peak = memory(own, "VmHWM").unwrap_or_default();
    Ok(tally)
}

/// What is wrong, once all is over.
fn judge(calls: u64, seen: &Seen, ended: &Ended, sizes: &[u64]) -> Tally {
    let of = |count: &AtomicU64| count.load(Ordering::Relaxed);
    let mut findings =
        std::mem::take(&mut *ended.wrong.lock().unwrap_or_else(PoisonError::into_inner));
    let (right, failed, given_up) = (of(&ended.right), of(&ended.failed), of(&ended.given_up));
    let wrong = findings.len() as u64;
    if right + failed + given_up + wrong != calls {
        findings.push(format!(
            "of {calls} calls {right} were right, {failed} failed, {given_up} were given up"
        ));
    }
    let requests = of(&seen.requests);
    if requests < right {
        findings.push(format!("{right} calls were right, of {requests} requests"));
    }
    if failed * 20 > calls {
        findings.push(format!("{failed} of {calls} calls failed"));
    }
    for (count, what) in [
        (
            of(&seen.open),
            "connections are open after the client is gone",
        ),
        (
            of(&seen.needless),
            "tokens were asked for that nobody needed",
        ),
        (of(&seen.strangers), "requests came without their token"),
    ] {
        if count > 0 {
            findings.push(format!("{count} {what}"));
        }
    }
    if let [early, .., late] = sizes {
        if *late > early + GROWTH {
            findings.push(format!("memory grew: {sizes:?} kB"));
        }
    }
    let (faults, tokens) = (of(&seen.faults), of(&seen.tokens));
    Tally {
        count: calls,
        findings,
        worst: Duration::from_micros(of(&ended.worst_micros)),
        note: format!(
            "{right} right, {failed} failed, {given_up} given up, {faults} faults, {tokens} tokens, memory {sizes:?} kB"
        ),
        ..Tally::default()
    }
}

fn call(
    client: &Client,
    operation: &'static Operation,
    path: &str,
) -> clientwright_runtime::ResponseFuture<String> {
    let mut request = RequestBuilder::new(operation);
    request.path_literal(path);
    client.send_text(operation, request.finish())
}

async fn one(client: &Client, number: u64, ended: &Ended) {
    let (begun, path) = (Instant::now(), format!("/things/{number}"));
    let call = call(client, &GET, &path).into_value();
    let answer: Result<Result<String, Error>, _> =
        tokio::time::timeout(DEADLINE + SLACK, call).await;
    let took = begun.elapsed();
    ended
        .worst_micros
        .fetch_max(took.as_micros() as u64, Ordering::Relaxed);
    match answer {
        Err(_) => ended.wrong(format!("call {number} did not end after {took:?}")),
        Ok(Ok(text)) if text != path => {
            let text: String = text.chars().take(40).collect();
            ended.wrong(format!("call {number} got {text:?}"));
        }
        Ok(Ok(_)) => {
            ended.right.fetch_add(1, Ordering::Relaxed);
        }
        Ok(Err(_)) => {
            ended.failed.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// A call that its caller loses interest in.
async fn give_up(client: &Client, number: u64, ended: &Ended, rng: &mut fastrand::Rng) {
    let patience = Duration::from_micros(rng.u64(0..3_000));
    let call = call(client, &OPEN, &format!("/open/{number}")).into_value();
    let _ = tokio::time::timeout(patience, call).await;
    ended.given_up.fetch_add(1, Ordering::Relaxed);
}
