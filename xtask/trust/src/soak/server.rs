//! The server of the soak: it answers with the path that it was asked for, badly in one answer of twenty, and gives
//! tokens, which it counts.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// How long a token is good, and for how long a client that keeps a margin uses it.
const LIFETIME: Duration = Duration::from_secs(10);
const USED: Duration = Duration::from_millis(8_900);
/// How long it takes to get one: callers pile up meanwhile.
const ISSUING: Duration = Duration::from_millis(30);

/// What the server saw.
#[derive(Default)]
pub struct Seen {
    pub requests: AtomicU64,
    pub faults: AtomicU64,
    pub open: AtomicU64,
    pub tokens: AtomicU64,
    /// Tokens that were asked for while there was a good one, or while one was on its way.
    pub needless: AtomicU64,
    /// Requests without the token that they should have.
    pub strangers: AtomicU64,
    issuing: AtomicU64,
    last: Mutex<Option<Instant>>,
}

/// Serves until it is ended.
pub async fn accept(listener: TcpListener, seen: Arc<Seen>, seed: u64) {
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

fn answer(status: &str, more: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-type: text/plain\r\n{more}content-length: {length}\r\n\r\n{body}").into_bytes()
}

async fn serve(mut socket: TcpStream, seen: &Seen, mut rng: fastrand::Rng) -> std::io::Result<()> {
    let mut buffer = Vec::new();
    while let Some(head) = head(&mut socket, &mut buffer).await? {
        let path = head.split(' ').nth(1).unwrap_or_default();
        if path == "/token" {
            token(&mut socket, seen, &head, &mut buffer).await?;
            continue;
        }
        seen.requests.fetch_add(1, Ordering::Relaxed);
        let is_known =
            head.contains("authorization: Bearer t") || head.contains("Authorization: Bearer t");
        if path.starts_with("/things/") && !is_known {
            seen.strangers.fetch_add(1, Ordering::Relaxed);
        }
        let good = answer("200 OK", "", path);
        if rng.u8(0..20) > 0 {
            socket.write_all(&good).await?;
        } else {
            seen.faults.fetch_add(1, Ordering::Relaxed);
            if !fault(&mut socket, &good, &mut rng).await? {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// The head of the next request, which is taken out of the buffer; `None` at the end.
async fn head(socket: &mut TcpStream, buffer: &mut Vec<u8>) -> std::io::Result<Option<String>> {
    loop {
        let end = buffer.windows(4).position(|window| window == b"\r\n\r\n");
        if let Some(end) = end {
            let head: Vec<u8> = buffer.drain(..end + 4).collect();
            return Ok(Some(String::from_utf8_lossy(&head).into_owned()));
        }
        if socket.read_buf(buffer).await? == 0 {
            return Ok(None);
        }
    }
}

/// Gives a token after a while.
async fn token(
    socket: &mut TcpStream,
    seen: &Seen,
    head: &str,
    buffer: &mut Vec<u8>,
) -> std::io::Result<()> {
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse().ok())?
    });
    let length: usize = length.unwrap_or_default();
    while buffer.len() < length {
        if socket.read_buf(buffer).await? == 0 {
            return Ok(());
        }
    }
    buffer.drain(..length);
    let alone = seen.issuing.fetch_add(1, Ordering::SeqCst) == 0;
    let is_needed = {
        let mut last = seen.last.lock().unwrap_or_else(PoisonError::into_inner);
        let before = last.replace(Instant::now());
        before.is_none_or(|before| before.elapsed() > USED)
    };
    if !(alone && is_needed) {
        seen.needless.fetch_add(1, Ordering::Relaxed);
    }
    tokio::time::sleep(ISSUING).await;
    let number = seen.tokens.fetch_add(1, Ordering::Relaxed);
    let body = format!(
        "{{\"access_token\":\"t{number}\",\"token_type\":\"Bearer\",\"expires_in\":{}}}",
        LIFETIME.as_secs()
    );
    seen.issuing.fetch_sub(1, Ordering::SeqCst);
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    socket.write_all(format!("{head}{body}").as_bytes()).await
}

/// A bad answer; whether the connection can be used again.
async fn fault(
    socket: &mut TcpStream,
    good: &[u8],
    rng: &mut fastrand::Rng,
) -> std::io::Result<bool> {
    match rng.u8(0..7) {
        // The system tells the other side that the connection was reset.
        0 => socket.set_zero_linger().map(|()| false),
        1 => {
            // Stalls until the other side has had enough.
            socket.write_all(&good[..good.len() / 2]).await?;
            let mut rest = [0; 64];
            while socket.read(&mut rest).await? > 0 {}
            Ok(false)
        }
        2 => {
            let busy = answer("429 Too Many Requests", "retry-after: 0\r\n", "");
            socket.write_all(&busy).await.map(|()| true)
        }
        3 => {
            let ill = answer("503 Service Unavailable", "", "x");
            socket.write_all(&ill).await.map(|()| true)
        }
        4 => socket
            .write_all(&good[..good.len() - 1])
            .await
            .map(|()| false),
        5 => {
            let garbage: Vec<u8> = (0..rng.usize(1..2_000)).map(|_| rng.u8(..)).collect();
            socket.write_all(&garbage).await.map(|()| false)
        }
        _ => {
            let head =
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ncontent-length: 3\r\n\r\nzz\r\n";
            socket.write_all(head.as_bytes()).await.map(|()| false)
        }
    }
}
