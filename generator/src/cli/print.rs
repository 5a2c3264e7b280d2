//! What goes where: results on standard output, everything else on standard error.
//!
//! With `--message-format json` each line on standard error is an object whose `kind` says what it is:
//!
//! - `diagnostic`: `severity`, `code`, `message`, `places` (`primary`, `file`, `line`, `column`,
//!   `start`, `end`, `text`), `help`
//! - `summary`, after the diagnostics of a file: `errors`, `warnings`
//! - `output`, after writing or comparing: `directory`, `files` (how many), `changes` (`path`, `change`)
//! - `failure`, a command that cannot be carried out as called: `message`

use super::{Failure, Input, MessageFormat, ReportFormat, input, usage};
use clientwright::diagnostic::{Diagnostics, Message, Severity, render, render_styled};
use clientwright::output::{Change, write_report};
use clientwright::report::Format;
use clientwright::source::SourceMap;
use clientwright::{Explained, Outcome};
use serde::Serialize;
use std::fmt::Display;
use std::io::{IsTerminal, Write};
use std::path::Path;

/// A line for programs.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Line<'a> {
    Diagnostic(Message),
    Summary {
        errors: usize,
        warnings: usize,
    },
    Output {
        directory: &'a str,
        files: usize,
        changes: Vec<Changed<'a>>,
    },
    Failure {
        message: &'a str,
    },
    Code {
        code: &'a str,
        explanation: &'a str,
    },
    Item(&'a Explained),
}

#[derive(Serialize)]
struct Changed<'a> {
    path: &'a str,
    change: &'a str,
}

/// Says things in the format that was asked for.
pub(super) struct Printer {
    format: MessageFormat,
    /// Whether standard error takes colours.
    styled: bool,
}

impl Printer {
    /// Colours go to a terminal alone, and not where `NO_COLOR` (no-color.org) forbids them.
    pub(super) fn new(format: MessageFormat) -> Self {
        let forbidden = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let styled = std::io::stderr().is_terminal() && !forbidden;
        Self { format, styled }
    }

    /// Why the command cannot be carried out as called.
    pub(super) fn failure(&self, message: &str) {
        match self.format {
            MessageFormat::Human if message.starts_with("error: ") => {
                remark(format_args!("{message}\n"));
            }
            MessageFormat::Human => remark(format_args!("error: {message}\n")),
            MessageFormat::Json => remark(line(&Line::Failure { message })),
        }
    }

    /// All diagnostics, and how many there were.
    pub(super) fn diagnostics(&self, diagnostics: &Diagnostics, sources: &SourceMap) {
        let mut text = String::new();
        let (mut errors, mut warnings) = (0, 0);
        for diagnostic in diagnostics.sorted() {
            text.push_str(&match (self.format, self.styled) {
                (MessageFormat::Json, _) => {
                    line(&Line::Diagnostic(Message::new(diagnostic, sources)))
                }
                (MessageFormat::Human, true) => render_styled(diagnostic, sources),
                (MessageFormat::Human, false) => render(diagnostic, sources),
            });
            match diagnostic.severity {
                Severity::Error => errors += 1,
                Severity::Warning => warnings += 1,
                Severity::Note => {}
            }
        }
        text.push_str(&match self.format {
            MessageFormat::Json => line(&Line::Summary { errors, warnings }),
            MessageFormat::Human => tally(errors, warnings),
        });
        remark(text);
    }

    /// Everything that a run found; an error ends the command.
    pub(super) fn outcome(&self, outcome: &Outcome, arguments: &Input) -> Result<(), Failure> {
        self.diagnostics(&outcome.diagnostics, &outcome.sources);
        let asked = arguments.report.as_ref().and_then(|file| {
            let format = report_format(file, arguments.report_format);
            Some((file, outcome.report(format)?))
        });
        match asked {
            Some((file, text)) if input::is_standard(file) => result(text),
            Some((file, text)) => write_report(file, &text).map_err(usage)?,
            None => {}
        }
        if outcome.diagnostics.has_errors() {
            return Err(Failure::Fault);
        }
        Ok(())
    }

    /// What became of the files. `told` is how people are told.
    pub(super) fn output(
        &self,
        directory: &str,
        files: usize,
        changes: &[Change],
        told: impl Display,
    ) {
        let changed = changes.iter().map(|change| Changed {
            path: &change.path,
            change: change.kind.as_str(),
        });
        match self.format {
            MessageFormat::Human => remark(told),
            MessageFormat::Json => remark(line(&Line::Output {
                directory,
                files,
                changes: changed.collect(),
            })),
        }
    }

    /// A document, which is a result in every format.
    pub(super) fn text(&self, text: &str) {
        result(text);
    }

    /// What is known of an item, which is a result. `told` is how people are told.
    pub(super) fn item(&self, item: &Explained, told: impl Display) {
        match self.format {
            MessageFormat::Human => result(told),
            MessageFormat::Json => result(line(&Line::Item(item))),
        }
    }

    /// An explanation, which is a result. `told` is how people are told.
    pub(super) fn code(&self, code: &str, explanation: &str, told: impl Display) {
        match self.format {
            MessageFormat::Human => result(told),
            MessageFormat::Json => result(line(&Line::Code { code, explanation })),
        }
    }
}

/// The format that was asked for, else the one that the file's ending asks for.
fn report_format(file: &Path, asked: Option<ReportFormat>) -> Format {
    let ending = file.extension().unwrap_or_default().to_ascii_lowercase();
    match asked {
        Some(ReportFormat::Text) => Format::Text,
        Some(ReportFormat::Json) => Format::Json,
        Some(ReportFormat::Html) => Format::Html,
        None if ending == "txt" => Format::Text,
        None if ending == "html" || ending == "htm" => Format::Html,
        None => Format::Json,
    }
}

fn tally(errors: usize, warnings: usize) -> String {
    let counted: Vec<_> = [("error", errors), ("warning", warnings)]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| format!("{count} {word}{}", if count == 1 { "" } else { "s" }))
        .collect();
    match counted.is_empty() {
        true => String::new(),
        false => format!("{}\n", counted.join(", ")),
    }
}

fn line(line: &Line<'_>) -> String {
    // Only maps with keys that are not texts can fail, and there are none.
    let mut text = serde_json::to_string(line).unwrap_or_default();
    text.push('\n');
    text
}

/// A result. A reader that has gone away is no reason to fail.
fn result(text: impl Display) {
    let _ = write!(std::io::stdout().lock(), "{text}");
}

/// A remark.
fn remark(text: impl Display) {
    let _ = write!(std::io::stderr().lock(), "{text}");
}
