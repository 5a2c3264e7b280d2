//! `cargo xtask spec`: the vendor's document, from where it comes from to what it means for users.

mod changelog;
mod diff;
mod fetch;
mod import;
mod overlays;
mod prove;
mod update;
mod version;

pub use diff::{Options as Diff, run as diff};
pub use import::run as import;
pub use prove::{Options as Prove, run as prove};
pub use update::{Options as Update, run as update};

use clientwright::diagnostic::{Diagnostics, render};
use clientwright::source::SourceMap;

/// What is generated from what.
const CONFIG: &str = "spec/clientwright.toml";

/// Everything that was found in what was read.
fn show(diagnostics: &Diagnostics, sources: &SourceMap) {
    for diagnostic in diagnostics.sorted() {
        eprint!("{}", render(diagnostic, sources));
    }
}
