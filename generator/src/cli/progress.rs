//! What a long run is at, on a terminal alone; gone when it is done.

use clientwright::Stage;
use std::io::{IsTerminal, Write};
use std::sync::{Mutex, PoisonError};

/// A line that shows the stage, overwritten by the next one. It needs no escape sequence, so that
/// it holds on terminals of any kind and under `NO_COLOR`.
pub(super) struct Progress<W: Write> {
    /// `None` where nobody would see it.
    out: Option<Mutex<W>>,
}

/// The line is as wide as the longest stage.
const WIDTH: usize = 24;

impl Progress<std::io::Stderr> {
    /// On standard error if that is a terminal.
    pub(super) fn new() -> Self {
        let out = std::io::stderr();
        let seen = out.is_terminal();
        Self {
            out: seen.then(|| Mutex::new(out)),
        }
    }
}

impl<W: Write> Progress<W> {
    /// Shows the stage that begins.
    pub(super) fn show(&self, stage: Stage) {
        self.line(&format!("\r{:<WIDTH$}", format!("{stage} …")));
    }

    fn line(&self, text: &str) {
        if let Some(out) = &self.out {
            let mut out = out.lock().unwrap_or_else(PoisonError::into_inner);
            // A terminal that has gone away is no reason to fail.
            let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        }
    }
}

impl<W: Write> Drop for Progress<W> {
    fn drop(&mut self) {
        self.line(&format!("\r{:WIDTH$}\r", ""));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_overwritten_and_vanishes() {
        let mut shown = Vec::new();
        let progress = Progress {
            out: Some(Mutex::new(&mut shown)),
        };
        progress.show(Stage::Resolve);
        progress.show(Stage::Name);
        drop(progress);
        let shown = String::from_utf8(shown).unwrap();
        let lines: Vec<&str> = shown.split('\r').collect();
        assert_eq!(lines[1].trim_end(), "following references …");
        assert_eq!(lines[2].trim_end(), "naming …");
        assert_eq!(lines[3].trim_end(), "");
        let widths: Vec<usize> = lines[1..4]
            .iter()
            .map(|line| line.chars().count())
            .collect();
        assert_eq!(widths, [WIDTH; 3], "each covers the one before");
    }
}
