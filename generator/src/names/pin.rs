//! Pinned names: `x-clientwright-name` and `[names]`, checked where they are written.

use super::ident::{escape, is_identifier};
use super::{Locked, Role};
use crate::config::PinnedNames;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::ir::Origin;
use std::collections::BTreeSet;

/// Reads pins and remembers which were used.
pub struct Pins<'a> {
    config: &'a PinnedNames,
    locked: &'a Locked,
    used: BTreeSet<String>,
    diagnostics: &'a mut Diagnostics,
}

/// The case a pinned name must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Types, variants, servers, error codes.
    Upper,
    /// Fields, parameters, methods, modules.
    Lower,
}

impl<'a> Pins<'a> {
    /// Pins of the configuration beside those that the document carries.
    pub fn new(
        config: &'a PinnedNames,
        locked: &'a Locked,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Self {
            config,
            locked,
            used: BTreeSet::new(),
            diagnostics,
        }
    }

    /// The pinned name of what comes from `origin`; the configuration goes before the document.
    /// A pin in the other case is left for the type (or the field) at the same place when `shared` says
    /// that there is one.
    pub fn get(
        &mut self,
        own: Option<&str>,
        origin: &Origin,
        case: Case,
        shared: bool,
    ) -> Option<String> {
        let pointer = origin.pointer.to_string();
        let configured = self.config.get(&pointer);
        let name = configured.map(String::as_str).or(own)?;
        let upper = name.starts_with(|c: char| c.is_ascii_uppercase());
        let fits = upper == (case == Case::Upper);
        if !fits && shared && is_identifier(name) {
            return None;
        }
        if configured.is_some() {
            self.used.insert(pointer);
        }
        if is_identifier(name) && fits {
            return Some(name.to_owned());
        }
        let wanted = match case {
            Case::Upper => "an UpperCamelCase identifier of ASCII letters and digits",
            Case::Lower => "a snake_case identifier of ASCII letters, digits and underscores",
        };
        self.refuse(
            format!("`{name}` cannot be a name here"),
            origin,
            format!("write {wanted} that is no keyword"),
        );
        None
    }

    /// The name that something had before, as it is before keywords are escaped.
    pub fn locked(&self, key: &str, role: Role) -> Option<String> {
        let written = self.locked.name(key, role)?;
        let stem = written.strip_prefix("r#").or(written.strip_suffix('_'));
        let stem = stem.filter(|stem| escape((*stem).to_owned()) == written);
        let name = stem.unwrap_or(written);
        let upper = name.starts_with(|c: char| c.is_ascii_uppercase());
        let plain = stem.is_some() || is_identifier(name);
        (plain && upper == role.is_upper()).then(|| name.to_owned())
    }

    /// Reports two things pinned to one name.
    pub fn taken(&mut self, name: &str, origin: &Origin) {
        let help = "pin one of them to another name".to_owned();
        self.refuse(
            format!("the name `{name}` is pinned twice or reserved"),
            origin,
            help,
        );
    }

    /// Recommends a pin for something whose own name no letter of ASCII spells.
    pub fn recommend(&mut self, what: &str, wire: &str, chosen: &str, origin: &Origin) {
        let message = format!("the {what} `{wire}` is called `{chosen}`, which may not say much");
        let note = Diagnostic::note(Code::InvalidName, message);
        let help = format!(
            "pin another name in the configuration:\n\n[names]\n{:?} = {chosen:?}",
            origin.pointer.to_string()
        );
        self.diagnostics.push(note.at(origin.span, "").help(help));
    }

    /// Reports pins of the configuration that nothing was named by.
    pub fn finish(self) {
        for (pointer, name) in self.config {
            if !self.used.contains(pointer) {
                let message =
                    format!("`[names]` calls `{pointer}` `{name}`, but nothing there takes a name");
                let help = "write the pointer of a type, field, variant, parameter, operation, tag, server, \
                            security scheme or enum value, as the report's `names` and `members` list them";
                self.diagnostics
                    .push(Diagnostic::warning(Code::InvalidName, message).help(help));
            }
        }
    }

    fn refuse(&mut self, message: String, origin: &Origin, help: String) {
        self.diagnostics.push(
            Diagnostic::error(Code::InvalidName, message)
                .at(origin.span, "")
                .help(help),
        );
    }
}
