//! Documents or other inputs one after the other, in a process that is watched: no panic, no abort, no hang, no more
//! memory than is fair.

use crate::process::memory;
use crate::{Tally, about};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

/// What one document may take.
const TIME: Duration = Duration::from_secs(10);
/// What the process may have, in kilobytes.
const MEMORY: u64 = 2 << 20;
/// How often to look at the memory.
const LOOK: Duration = Duration::from_millis(20);

/// What a process is started with, before the number of its first document.
pub type Words<'w> = &'w [&'w OsStr];

/// Runs processes that are started with these words, for a time.
pub fn run(time: Duration, words: Words<'_>, seed: u64) -> Result<Tally, String> {
    let (mut tally, begin, mut generated) = (Tally::default(), Instant::now(), 0);
    let mut next = seed;
    while begin.elapsed() < time {
        next = one_process(begin + time, words, next, &mut tally, &mut generated)? + 1;
    }
    tally.next = next;
    tally.note = format!("{generated} went all the way, numbers from {seed}");
    Ok(tally)
}

/// Watches one process until it ends or the time is over; the number of its last document.
fn one_process(
    end: Instant,
    words: Words<'_>,
    first: u64,
    tally: &mut Tally,
    generated: &mut u64,
) -> Result<u64, String> {
    let own = std::env::current_exe().map_err(about("this program"))?;
    let mut child = Command::new(own)
        .args(words)
        .arg(first.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(about("the process"))?;
    let lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
    let (say, said) = mpsc::channel();
    let reader = std::thread::spawn(move || {
        lines
            .map_while(Result::ok)
            .try_for_each(|line| say.send(line))
    });
    let (mut number, mut begun) = (first, Instant::now());
    let ended = loop {
        let peak = memory(child.id(), "VmHWM").unwrap_or_default();
        tally.peak = tally.peak.max(peak);
        if peak > MEMORY {
            break Some(format!("number {number}: {peak} kB of memory"));
        }
        match said.recv_timeout(LOOK) {
            Ok(line) => match line.split_once(' ').unwrap_or((&line, "")) {
                ("S", text) => {
                    number = text.trim().parse().unwrap_or(number);
                    begun = Instant::now();
                }
                ("E", text) => {
                    tally.count += 1;
                    *generated += u64::from(text.trim() == "1");
                    tally.worst = tally.worst.max(begun.elapsed());
                    if Instant::now() > end {
                        break None;
                    }
                }
                ("F", text) => tally.findings.push(format!("number {number}: {text}")),
                _ => tally
                    .findings
                    .push(format!("number {number}: the process says {line:?}")),
            },
            Err(RecvTimeoutError::Timeout) if begun.elapsed() > TIME => {
                break Some(format!("number {number}: no end after {TIME:?}"));
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => {
                let status = child.wait().map_err(about("the process"))?;
                break Some(format!("number {number}: the process ended: {status}"));
            }
        }
    };
    tally.findings.extend(ended);
    // It may be gone already.
    let _ = child.kill();
    child.wait().map_err(about("the process"))?;
    let _ = reader.join();
    Ok(number)
}
