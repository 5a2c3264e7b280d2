//! `cargo xtask codegen`: the generated client, written or compared.

use clientwright::Codegen;
use clientwright::output::Mode;

/// The command named in generated files and in what mends them.
pub const COMMAND: &str = "cargo xtask codegen";

/// Brings `generated-client` up to date, or tells how it differs.
pub fn run(check: bool, relock: bool) -> Result<(), String> {
    let codegen = Codegen {
        config: "spec/clientwright.toml".into(),
        command: COMMAND.to_owned(),
        mode: if check { Mode::Check } else { Mode::Write },
        relock,
    };
    let generated = codegen.run().map_err(|error| format!("error: {error}"))?;
    for warning in &generated.warnings {
        eprint!("{warning}");
    }
    match generated.difference {
        Some(difference) => Err(difference),
        None => {
            println!("{}", generated.summary);
            Ok(())
        }
    }
}
