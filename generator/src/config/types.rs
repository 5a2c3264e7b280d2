//! `[types]`: the user's own types for formats and schemas.

use super::Types;
use super::section::Section;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use std::collections::BTreeMap;

/// Reads `[types.formats]` and `[types.schemas]`.
pub(super) fn read(section: &Section<'_>, diagnostics: &mut Diagnostics) -> Types {
    section.only(&["formats", "schemas"], diagnostics);
    let mut paths = |key, title| {
        let table = section.table(key, title, diagnostics);
        table.map_or_else(BTreeMap::new, |it| read_paths(&it, diagnostics))
    };
    Types {
        formats: paths("formats", "[types.formats]"),
        schemas: paths("schemas", "[types.schemas]"),
    }
}

fn read_paths(section: &Section<'_>, diagnostics: &mut Diagnostics) -> BTreeMap<String, String> {
    let mut paths = BTreeMap::new();
    for (key, _, value) in section.entries() {
        let text = value.get_ref().as_str().map(str::to_owned);
        let Some(path) = section.formed(key, value, "a string", text, diagnostics) else {
            continue;
        };
        if syn::parse_str::<syn::TypePath>(&path).is_ok() {
            paths.insert(key.to_owned(), path);
        } else {
            let message = format!("`{path}` is no path of a Rust type");
            diagnostics.push(
                Diagnostic::error(Code::Config, message)
                    .at(section.span(value), "")
                    .help("write a path such as \"uuid::Uuid\" or \"crate_of_mine::Money\""),
            );
        }
    }
    paths
}
