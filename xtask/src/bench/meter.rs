//! What a process takes: time, CPU time and memory, of itself and all that it starts.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::process::{Command, Stdio};
use std::time::Instant;
use wait4::Wait4;

/// What a process took.
#[derive(Clone, Copy, Debug)]
pub struct Taken {
    /// Seconds from start to end.
    pub wall: f64,
    /// Seconds of CPU time, its own and that of the processes that it waited for.
    pub cpu: f64,
    /// The most memory in bytes that it, or the largest process that it waited for, had at a time.
    pub memory: f64,
}

/// Runs a command to its end; its output is the failure's text if it fails.
///
/// The system counts what this very program has as the child's memory until the child starts its
/// program, so this program must stay small: work with large data belongs into a process of its own.
pub fn measure(command: &mut Command) -> Result<Taken, String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let failed = |error: std::io::Error| format!("{program}: {error}");
    let mut output = tempfile::tempfile().map_err(failed)?;
    command
        .stdin(Stdio::null())
        .stdout(output.try_clone().map_err(failed)?)
        .stderr(output.try_clone().map_err(failed)?);
    let start = Instant::now();
    let ended = command.spawn().and_then(|mut child| child.wait4());
    let wall = start.elapsed().as_secs_f64();
    let ended = ended.map_err(failed)?;
    if !ended.status.success() {
        return Err(first_error(&mut output).unwrap_or_else(|| format!("{program} failed")));
    }
    let usage = ended.rusage;
    Ok(Taken {
        wall,
        cpu: (usage.utime + usage.stime).as_secs_f64(),
        memory: usage.maxrss as f64,
    })
}

/// The first line that speaks of an error, else the first line.
fn first_error(output: &mut File) -> Option<String> {
    let mut bytes = Vec::new();
    output.seek(SeekFrom::Start(0)).ok()?;
    output.read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let error = lines.clone().find(|line| {
        let line = line.to_lowercase();
        line.contains("error") || line.contains("panicked")
    });
    error.or_else(|| lines.next()).map(anywhere)
}

/// A line as it would be on any machine: sources of packages without the folder that Cargo keeps them in.
fn anywhere(line: &str) -> String {
    let word = |word: &str| match word.split_once("/registry/src/") {
        Some((_, rest)) => rest
            .split_once('/')
            .map_or(rest, |(_, rest)| rest)
            .to_owned(),
        None => word.to_owned(),
    };
    let words: Vec<String> = line.split(' ').map(word).collect();
    words.join(" ")
}

#[cfg(all(test, unix))]
mod tests {
    use super::{anywhere, measure};
    use std::process::Command;

    #[test]
    fn cpu_time_of_what_a_process_starts_counts() {
        let busy = "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done";
        let taken = measure(Command::new("sh").args(["-c", &format!("sh -c '{busy}'")])).unwrap();
        assert!(taken.cpu > 0.0 && taken.wall > 0.0);
        assert!(taken.memory > 100_000.0, "{} bytes", taken.memory);
    }

    #[test]
    fn what_is_said_names_no_folder_of_the_machine() {
        let said = "panicked at /me/.cargo/registry/src/index-1/a-0.1.0/src/lib.rs:1:2:";
        assert_eq!(anywhere(said), "panicked at a-0.1.0/src/lib.rs:1:2:");
    }

    #[test]
    fn a_failure_says_what_the_program_said() {
        let script = "echo start; echo 'error: no such thing' >&2; exit 3";
        let failed = measure(Command::new("sh").args(["-c", script])).unwrap_err();
        assert_eq!(failed, "error: no such thing");
    }
}
