//! Compressed answers: what comes out of them, and that it is limited.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use axum::body::Body;
use axum::response::Response;
use clientwright_runtime::{ClientBuilder, Error, ErrorKind, RequestBuilder};
use common::{NO_SECURITY, PLAIN, block_on};

/// `hello hello hello hello`, and 5,000 times `a`, as `gzip -9n`, `zstd -19` and Node's brotli
/// write them.
const BODIES: [(&str, &str, &str); 3] = [
    (
        "gzip",
        "1f8b0800000000000203cb48cdc9c957c8402701e3513d8d17000000",
        "1f8b0800000000000203edc13101000000c2a0aceb5fc2147e4001000000006f037659f44c88130000",
    ),
    (
        "br",
        "1b1600f88d946ede445586966c206f214f1ce038",
        "1b8713f825c2e2b14020680100",
    ),
    (
        "zstd",
        "28b52ffd04686500003068656c6c6f200100994b11175eae0d",
        "28b52ffd04684500000861010084d30321d63c80d4",
    ),
];

/// Asks a service whose answer has this body, as it is written.
async fn call(encoding: &'static str, body: Vec<u8>, limit: usize) -> Result<String, Error> {
    let served = common::serve(move |seen| {
        let accepted = seen.headers["accept-encoding"].to_str().unwrap();
        assert!(accepted.contains(encoding), "{accepted}");
        let answer = Response::builder().header("content-encoding", encoding);
        answer.body(Body::from(body.clone())).unwrap()
    });
    let client = ClientBuilder::new(&served.await.base, NO_SECURITY).body_limit(limit);
    let request = RequestBuilder::new(&PLAIN).finish();
    let client = client.build::<i64>()?;
    client.send_text(&PLAIN, request).into_value().await
}

fn bytes(hex: &str) -> Vec<u8> {
    let bytes = (0..hex.len()).step_by(2);
    let bytes = bytes.map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap());
    bytes.collect()
}

#[test]
fn compressed_answers_are_read() {
    for (encoding, hex, _) in BODIES {
        let text = block_on(call(encoding, bytes(hex), 100)).unwrap();
        assert_eq!(text, "hello hello hello hello", "{encoding}");
    }
}

#[test]
fn the_limit_is_one_of_what_comes_out() {
    for (encoding, _, hex) in BODIES {
        let error = block_on(call(encoding, bytes(hex), 4999)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TooLarge, "{encoding}");
        assert_eq!(
            block_on(call(encoding, bytes(hex), 5000)).unwrap().len(),
            5000
        );
    }
}

/// A gibibyte of zeros in 32 KiB: blocks of zstd that say "128 KiB of this byte" (RFC 8878,
/// section 3.1.1.2).
fn bomb() -> Vec<u8> {
    let block = [0x02, 0x00, 0x10, 0x00];
    let mut last = block;
    last[0] |= 1;
    let mut all = bytes("28b52ffd0038");
    all.extend(block.repeat(8191));
    all.extend(last);
    all
}

#[test]
fn a_bomb_does_not_go_off() {
    // Which takes 1 GiB if it is read to its end.
    let error = block_on(call("zstd", bomb(), 1 << 20)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge, "{error}");
    assert!(error.to_string().contains("larger than 1048576 bytes"));
}
