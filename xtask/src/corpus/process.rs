//! A process with bounds on its time and memory, watched from outside.

use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// How many kilobytes the generator may take for one document.
const MEMORY: u64 = 4_000_000;

/// How often to look.
const PAUSE: Duration = Duration::from_millis(4);

/// What a process may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The time from start to end.
    pub time: Duration,
    /// The most memory, in kilobytes.
    pub memory: u64,
}

impl Limits {
    /// What the generator may take for one document.
    pub fn of_generating(seconds: u64) -> Self {
        Self {
            time: Duration::from_secs(seconds),
            memory: MEMORY,
        }
    }
}

/// How a process ended.
#[derive(Clone, Copy, Debug)]
pub enum End {
    /// By itself.
    Exit(ExitStatus),
    /// It took longer than allowed.
    Hang,
    /// It took more memory than allowed.
    Memory,
}

/// What a process did and took.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    /// How it ended.
    pub end: End,
    /// The time from start to end.
    pub time: Duration,
    /// The most memory it had, in kilobytes; 0 where the system does not say.
    pub memory: u64,
}

/// Runs a command within the limits. What it started ends with it.
pub fn run(command: &mut Command, limits: Limits) -> std::io::Result<Measured> {
    let start = Instant::now();
    let mut child = command.spawn()?;
    let mut memory = 0;
    let end = loop {
        memory = peak(&child).unwrap_or(memory);
        if let Some(status) = child.try_wait()? {
            break End::Exit(status);
        }
        let beyond = if memory > limits.memory {
            End::Memory
        } else if start.elapsed() > limits.time {
            End::Hang
        } else {
            std::thread::sleep(PAUSE);
            continue;
        };
        end(&mut child)?;
        break beyond;
    };
    Ok(Measured {
        end,
        time: start.elapsed(),
        memory,
    })
}

/// Ends a process, and with it all those that it started: Cargo, for one, leaves the tests that it runs behind. They
/// are in our own group, so that an interruption from the terminal reaches them too.
fn end(child: &mut Child) -> std::io::Result<()> {
    let mut all = vec![child.id()];
    let known = parents();
    let mut at = 0;
    while let Some(parent) = all.get(at).copied() {
        let own = known.iter().filter(|(_, other)| *other == parent);
        all.extend(own.map(|(process, _)| process));
        at += 1;
    }
    if let Some(below) = all.get(1..).filter(|below| !below.is_empty()) {
        let below = below.iter().map(u32::to_string);
        let kill = ["-c", "kill -KILL \"$@\"", "kill"];
        let kill = Command::new("sh")
            .args(kill)
            .args(below)
            .stderr(Stdio::null())
            .status();
        // Those that ended meanwhile are not missed.
        let _ = kill;
    }
    child.kill()?;
    child.wait().map(drop)
}

/// All processes with what started them; none where the system does not say.
fn parents() -> Vec<(u32, u32)> {
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let parent = |entry: std::fs::DirEntry| {
        let process = entry.file_name().to_str()?.parse().ok()?;
        let stat = std::fs::read_to_string(entry.path().join("stat")).ok()?;
        // A program may be called `a) S 1`.
        let (_, rest) = stat.rsplit_once(')')?;
        Some((process, rest.split_whitespace().nth(1)?.parse().ok()?))
    };
    entries.filter_map(parent).collect()
}

/// The most memory that a process had so far; nothing after its end.
fn peak(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::{End, Limits, run};
    use std::process::Command;
    use std::time::Duration;

    #[test]
    fn a_process_that_hangs_is_ended() {
        let limits = Limits {
            time: Duration::from_millis(50),
            memory: u64::MAX,
        };
        let slow = run(Command::new("sleep").arg("5"), limits).unwrap();
        assert!(matches!(slow.end, End::Hang));
        assert!(slow.time < Duration::from_secs(4));
    }

    #[test]
    fn so_does_what_it_started() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("late");
        let script = format!("(sleep 1; touch {}) & wait", file.display());
        let limits = Limits {
            time: Duration::from_millis(100),
            memory: u64::MAX,
        };
        let slow = run(Command::new("sh").args(["-c", &script]), limits).unwrap();
        assert!(matches!(slow.end, End::Hang));
        std::thread::sleep(Duration::from_millis(1500));
        assert!(!file.exists());
    }
}
