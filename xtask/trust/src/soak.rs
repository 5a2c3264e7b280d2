//! Calls to a server on this machine that misbehaves in one answer of twenty: each call ends in its own answer or in a
//! typed error, in time; memory stays flat, and no connection is left.

use crate::process::memory;
use crate::{Tally, about};
use clientwright_runtime::{Client, ClientBuilder, Error, Operation, RequestBuilder};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Mutex;

static GET: Operation = Operation::new("get", "GET", "/things");

/// How many calls are under way at once.
const CALLERS: u64 = 32;
/// What a call may take, and how much later it may be told.
const DEADLINE: Duration = Duration::from_secs(4);
const SLACK: Duration = Duration::from_secs(3);
/// What one attempt may take.
const ATTEMPT: Duration = Duration::from_millis(400);
/// By how much memory may grow, in kilobytes, once all buffers are there.
const GROWTH: u64 = 32 << 10;

/// What the server saw.
#[derive(Default)]
struct Seen {
    requests: AtomicU64,
    faults: AtomicU64,
    open: AtomicU64,
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
    let seen = Arc::new(Seen::default());
    let server = tokio::spawn(accept(listener, seen.clone(), seed));
    let client = ClientBuilder::new(&base, &[])
        .timeout(DEADLINE)
        .attempt_timeout(ATTEMPT)
        .retry_budget(u32::MAX)
        .build::<i64>()
        .map_err(|error| error.to_string())?;
    let (begin, counter) = (Instant::now(), Arc::new(AtomicU64::new(0)));
    let failures = Arc::new(AtomicU64::new(0));
    let tally = Arc::new(Mutex::new(Tally::default()));
    let callers: Vec<_> = (0..CALLERS)
        .map(|_| {
            let (client, counter, failures, tally) = (
                client.clone(),
                counter.clone(),
                failures.clone(),
                tally.clone(),
            );
            tokio::spawn(async move {
                while begin.elapsed() < time {
                    let number = counter.fetch_add(1, Ordering::Relaxed);
                    one(&client, number, &failures, &tally).await;
                }
            })
        })
        .collect();
    tokio::time::sleep(time / 4).await;
    let own = std::process::id();
    let early = memory(own, "VmRSS").unwrap_or_default();
    for caller in callers {
        caller
            .await
            .map_err(|error| format!("a caller panicked: {error}"))?;
    }
    let late = memory(own, "VmRSS").unwrap_or_default();
    drop(client);
    let patience = Instant::now();
    while seen.open.load(Ordering::Relaxed) > 0 && patience.elapsed() < DEADLINE + SLACK {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    server.abort();
    let mut tally = std::mem::take(&mut *tally.lock().await);
    let open = seen.open.load(Ordering::Relaxed);
    if open > 0 {
        tally.findings.push(format!(
            "{open} connections are open after the client is gone"
        ));
    }
    if late > early + GROWTH {
        tally
            .findings
            .push(format!("memory grew from {early} kB to {late} kB"));
    }
    let calls = counter.load(Ordering::Relaxed);
    if tally.count != calls {
        tally
            .findings
            .push(format!("of {calls} calls {} ended", tally.count));
    }
    let (requests, failed) = (
        seen.requests.load(Ordering::Relaxed),
        failures.load(Ordering::Relaxed),
    );
    if requests + failed < calls {
        tally.findings.push(format!(
            "{calls} calls, but only {requests} requests and {failed} failures"
        ));
    }
    tally.peak = memory(own, "VmHWM").unwrap_or_default();
    let faults = seen.faults.load(Ordering::Relaxed);
    tally.note = format!("{faults} faults, {failed} failures, memory {early} to {late} kB");
    Ok(tally)
}

async fn one(client: &Client, number: u64, failures: &AtomicU64, tally: &Mutex<Tally>) {
    let begun = Instant::now();
    let mut request = RequestBuilder::new(&GET);
    request.path_literal(&format!("/things/{number}"));
    let call = client.send_text(&GET, request.finish());
    let ended: Result<Result<String, Error>, _> =
        tokio::time::timeout(DEADLINE + SLACK, call.into_value()).await;
    let took = begun.elapsed();
    let mut tally = tally.lock().await;
    tally.count += 1;
    tally.worst = tally.worst.max(took);
    match ended {
        Err(_) => tally
            .findings
            .push(format!("call {number} did not end after {took:?}")),
        Ok(Ok(text)) if text != format!("/things/{number}") => {
            let text: String = text.chars().take(40).collect();
            tally.findings.push(format!("call {number} got {text:?}"));
        }
        Ok(Ok(_)) => {}
        Ok(Err(_)) => {
            failures.fetch_add(1, Ordering::Relaxed);
        }
    }
}

async fn accept(listener: TcpListener, seen: Arc<Seen>, seed: u64) {
    let mut rng = fastrand::Rng::with_seed(seed);
    while let Ok((socket, _)) = listener.accept().await {
        let (seen, rng) = (seen.clone(), rng.fork());
        tokio::spawn(async move {
            seen.open.fetch_add(1, Ordering::Relaxed);
            // A client that is gone is no fault of the server.
            let _ = serve(socket, &seen, rng).await;
            seen.open.fetch_sub(1, Ordering::Relaxed);
        });
    }
}

/// Answers with the path that was asked for, or badly.
async fn serve(mut socket: TcpStream, seen: &Seen, mut rng: fastrand::Rng) -> std::io::Result<()> {
    let mut buffer = Vec::new();
    loop {
        while !buffer.ends_with(b"\r\n\r\n") {
            if socket.read_buf(&mut buffer).await? == 0 {
                return Ok(());
            }
        }
        let head = String::from_utf8_lossy(&buffer).into_owned();
        buffer.clear();
        let path = head.split(' ').nth(1).unwrap_or_default();
        seen.requests.fetch_add(1, Ordering::Relaxed);
        let answer = |status: &str, more: &str, body: &str| {
            format!(
                "HTTP/1.1 {status}\r\ncontent-type: text/plain\r\n{more}content-length: {}\r\n\r\n{body}",
                body.len()
            )
        };
        let good = answer("200 OK", "", path);
        if rng.u8(0..20) > 0 {
            socket.write_all(good.as_bytes()).await?;
            continue;
        }
        seen.faults.fetch_add(1, Ordering::Relaxed);
        match rng.u8(0..7) {
            0 => return Ok(()),
            1 => {
                // Stalls until the other side has had enough.
                socket.write_all(&good.as_bytes()[..good.len() / 2]).await?;
                while socket.read_buf(&mut buffer).await? > 0 {}
                return Ok(());
            }
            2 => {
                let busy = answer("429 Too Many Requests", "retry-after: 0\r\n", "");
                socket.write_all(busy.as_bytes()).await?;
            }
            3 => {
                socket
                    .write_all(answer("503 Service Unavailable", "", "x").as_bytes())
                    .await?
            }
            4 => return socket.write_all(&good.as_bytes()[..good.len() - 1]).await,
            5 => {
                let garbage: Vec<u8> = (0..rng.usize(1..2_000)).map(|_| rng.u8(..)).collect();
                return socket.write_all(&garbage).await;
            }
            _ => {
                let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ncontent-length: 3\r\n\r\nzz\r\n";
                return socket.write_all(head.as_bytes()).await;
            }
        }
    }
}
