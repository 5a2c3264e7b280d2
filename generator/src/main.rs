//! The `clientwright` command.

mod cli;

use std::process::ExitCode;

/// A run takes a great many small pieces of memory and gives few of them back.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
