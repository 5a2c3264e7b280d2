//! The lock of a configuration: read before things are named, and as it should be after.

use crate::Lock;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::ir::Api;
use crate::lock::{self, Made};
use crate::names::{Locked, Names, has_lost, name};
use crate::source::{Files, SourceMap, between, display};
use std::io::ErrorKind;
use std::path::Path;

/// The names that were given before; none where there is no lock yet.
pub(crate) fn locked(
    config: &Config,
    files: &dyn Files,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Locked {
    let Some(path) = config.lock.as_ref() else {
        return Locked::default();
    };
    // What is wrong with a lock that is made anew is of no interest.
    let mut ignored = Diagnostics::default();
    let diagnostics = match config.relock {
        true => &mut ignored,
        false => diagnostics,
    };
    let name = display(path);
    let text = match files.read(path).map(String::from_utf8) {
        Ok(Ok(text)) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Locked::default(),
        Err(error) => {
            let message = format!("cannot read {name}: {error}");
            diagnostics.push(Diagnostic::error(Code::Io, message));
            return Locked::default();
        }
        Ok(Err(_)) => {
            let message = format!("{name} is not UTF-8 text");
            diagnostics.push(Diagnostic::error(Code::Config, message));
            return Locked::default();
        }
    };
    let file = sources.add(name, text.as_str());
    lock::read(&text, file, diagnostics)
}

/// Names everything: as before where there is a lock that is not to be made anew. What is called otherwise now keeps
/// its old name beside, for a while.
pub(crate) fn names(
    api: &Api,
    config: &Config,
    before: &Locked,
    diagnostics: &mut Diagnostics,
) -> Names {
    let pins = &config.names;
    if before.is_empty() {
        return name(api, pins, before, diagnostics);
    }
    let mut before = before.clone();
    if before.version.is_empty() {
        before.version.clone_from(&config.output.version);
    }
    if has_lost(&before, api) {
        // What is wrong with pins is said below.
        let draft = name(api, pins, &before, &mut Diagnostics::default());
        before = before.moved(&Locked::of(api, &draft));
    }
    let none = Locked::default();
    let kept = if config.relock { &none } else { &before };
    let names = name(api, pins, kept, diagnostics);
    let mut now = Locked::of(api, &names);
    now.version.clone_from(&config.output.version);
    let former = before.former(&now, config.output.keep_renamed);
    names.with_former(former, &now)
}

/// The lock with the names that things have now.
pub(crate) fn lock(api: &Api, names: &Names, config: &Config, files: &dyn Files) -> Option<Lock> {
    let path = config.lock.clone()?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let document = ("document", &config.input.document);
    let overlays = config.input.overlays.iter();
    let overlays = overlays.map(|overlay| ("overlay", overlay));
    let inputs = std::iter::once(document).chain(overlays);
    let inputs = inputs.filter_map(|(kind, input)| {
        let shown = between(folder, input).unwrap_or_else(|| display(input));
        // What cannot be read was reported where it was needed.
        Some((kind, shown, lock::hash(&files.read(input).ok()?)))
    });
    let made = Made {
        inputs: inputs.collect(),
        command: config.output.command.clone(),
    };
    let mut locked = Locked::of(api, names);
    locked.version.clone_from(&config.output.version);
    let text = lock::write(&locked, &made);
    Some(Lock { path, text })
}
