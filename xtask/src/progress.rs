//! How far a long chore is, on a terminal alone; gone when it is done. Without colours, so that `NO_COLOR` has
//! nothing to take away.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;

/// The width of the bar, and of the name behind it.
const BAR: usize = 24;
const NAME: usize = 40;

/// A bar that moves on by one for each thing that is done.
pub struct Progress {
    total: usize,
    done: Mutex<usize>,
    /// Whether anybody sees it.
    seen: bool,
}

impl Progress {
    /// On standard error, if that is a terminal.
    pub fn of(total: usize) -> Self {
        let seen = std::io::stderr().is_terminal();
        let done = Mutex::new(0);
        Self { total, done, seen }
    }

    /// One more is done; what it is called is shown.
    pub fn done(&self, name: &str) {
        if let Ok(mut done) = self.done.lock() {
            *done += 1;
            self.write(&line(*done, self.total, name));
        }
    }

    fn write(&self, text: &str) {
        if self.seen {
            let mut out = std::io::stderr().lock();
            // A terminal that has gone away is no reason to fail.
            let _ = write!(out, "\r{text}").and_then(|()| out.flush());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let blank = " ".repeat(line(0, self.total, "").chars().count());
        self.write(&format!("{blank}\r"));
    }
}

/// Each line covers the one before: they are of the same width.
fn line(done: usize, total: usize, name: &str) -> String {
    let full = BAR * done / total.max(1);
    let width = total.to_string().len();
    let name: String = name.chars().take(NAME).collect();
    format!(
        "[{:<BAR$}] {done:>width$} of {total} {name:<NAME$}",
        "=".repeat(full)
    )
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn lines_are_of_one_width() {
        let lines = [
            line(1, 205, "a"),
            line(205, 205, &"long".repeat(30)),
            line(0, 205, ""),
        ];
        assert!(lines[0].starts_with("[   ") && lines[0].contains("  1 of 205 a "));
        assert!(lines[1].starts_with("[========================] 205 of 205 longlong"));
        let width = lines[0].chars().count();
        assert!(lines.iter().all(|line| line.chars().count() == width));
    }
}
