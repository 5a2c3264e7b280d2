//! What shells and readers of manuals take: completions and man pages, made of the command line's own description.

use super::{Cli, Exit, Failure, Printer, usage};
use clap::{Args, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;
use clientwright::output::write_report;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub(super) struct Completions {
    /// The shell.
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

#[derive(Args, Debug)]
pub(super) struct ManPages {
    /// Write a page for each command into this folder [default: one page, to standard output].
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
}

pub(super) fn completions(arguments: &Completions, printer: &Printer) -> Result<Exit, Failure> {
    let mut text = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut Cli::command(),
        "clientwright",
        &mut text,
    );
    printer.text(&String::from_utf8(text).map_err(usage)?);
    Ok(Exit::Done)
}

pub(super) fn man(arguments: &ManPages, printer: &Printer) -> Result<Exit, Failure> {
    let mut command = Cli::command();
    command.build();
    let Some(folder) = &arguments.output else {
        printer.text(&page(command)?);
        return Ok(Exit::Done);
    };
    let mut waiting = vec![(String::from("clientwright"), command)];
    while let Some((name, command)) = waiting.pop() {
        for inner in command
            .get_subcommands()
            .filter(|one| one.get_name() != "help")
        {
            waiting.push((format!("{name}-{}", inner.get_name()), inner.clone()));
        }
        let file = folder.join(format!("{name}.1"));
        write_report(&file, &page(command.display_name(name))?).map_err(usage)?;
    }
    Ok(Exit::Done)
}

fn page(command: clap::Command) -> Result<String, Failure> {
    let mut text = Vec::new();
    Man::new(command).render(&mut text).map_err(usage)?;
    String::from_utf8(text).map_err(usage)
}
