//! Why a reference leads nowhere, and what may have been meant.

use crate::diagnostic::{Change, Code, Diagnostic};
use crate::document::Node;
use crate::grammar::{Kind, Role};
use crate::source::{Pointer, Span};

/// A reference that leads nowhere.
#[derive(Clone)]
pub(super) struct Lost {
    code: Code,
    /// What is wrong, to follow the reference's text.
    message: String,
    help: String,
    /// The reference that may have been meant.
    meant: Option<String>,
    /// The places that a circle leads through.
    through: Vec<Span>,
    /// Whether all was said already.
    told: bool,
}

impl Lost {
    /// A file that may not be read, for a reason that stands by itself.
    pub(super) fn refused(path: &str, reason: String, help: String) -> Self {
        Self::because(Code::ExternalReference, format!("`{path}`: {reason}"), help)
    }

    /// A file on the network.
    pub(super) fn remote(path: &str, url: &str) -> Self {
        let message = format!("`{path}` is on the network, from which nothing is read");
        let help = format!(
            "keep a copy and say so: `--allow-remote {url}=FILE#sha256:HASH`, or in the configuration \
             `[input.remote]` with `\"{url}\" = {{ file = \"…\", sha256 = \"…\" }}`"
        );
        Self::because(Code::ExternalReference, message, help)
    }

    /// A file outside of the allowed folders, or a hidden one.
    pub(super) fn outside(path: &str, root: &str) -> Self {
        let root = if root.is_empty() { "." } else { root };
        let message = format!("{path} is not among the files that references may lead to");
        let help = format!(
            "allowed are the files in {root} that are not hidden; allow more by `--root DIR`, or \
             by `roots = [\"DIR\"]` in `[input]` of the configuration"
        );
        Self::because(Code::ExternalReference, message, help)
    }

    /// A file that is not there.
    pub(super) fn no_file(path: &str) -> Self {
        let message = format!("there is no file {path}");
        Self::because(Code::UnresolvedReference, message, String::new())
    }

    /// A file that cannot be opened.
    pub(super) fn unreadable(path: &str, reason: &str) -> Self {
        let message = format!("{path} cannot be read: {reason}");
        Self::because(Code::Io, message, String::new())
    }

    /// A fragment that is no pointer and no anchor.
    pub(super) fn no_pointer(text: &str) -> Self {
        let message =
            format!("`{text}` is no JSON pointer, and no schema there has it as its `$anchor`");
        let help = "write it like `#/components/schemas/Pet`".to_owned();
        Self::because(Code::UnresolvedReference, message, help)
    }

    /// A pointer to nothing.
    pub(super) fn nowhere(text: &str, file: &Node, pointer: &Pointer) -> Self {
        let message = format!("`{text}` leads nowhere");
        match nearest(file, pointer) {
            Near::Name(meant) => {
                let file = text.split('#').next().unwrap_or_default();
                let help = format!("did you mean `{file}{meant}`? Correct it");
                let lost = Self::because(Code::UnresolvedReference, message, help);
                Self {
                    meant: Some(format!("{file}{meant}")),
                    ..lost
                }
            }
            Near::Nothing(help) => Self::because(Code::UnresolvedReference, message, help),
        }
    }

    /// References that only lead to each other.
    pub(super) fn circle(text: &str, through: Vec<Span>) -> Self {
        let message = format!("`{text}` refers only to itself");
        let help = "let one of them say what it is".to_owned();
        let circle = Self::because(Code::ReferenceCycle, message, help);
        Self { through, ..circle }
    }

    /// A piece that would have to be written out inside of itself.
    pub(super) fn endless(text: &str) -> Self {
        let message = format!("`{text}` stands inside of what it names");
        let help = "only a schema, a path item or a component can contain itself".to_owned();
        Self::because(Code::ReferenceCycle, message, help)
    }

    /// Something in a file whose own faults were reported.
    pub(super) fn broken(text: &str) -> Self {
        let message = format!("`{text}` is in a file that cannot be read");
        let broken = Self::because(Code::UnresolvedReference, message, String::new());
        Self {
            told: true,
            ..broken
        }
    }

    /// All things of a kind, where one is due.
    pub(super) fn several(text: &str) -> Self {
        let message = format!("`{text}` names all that is there, not one of them");
        let help = format!("say which one, as in `{text}/NAME`");
        Self::because(Code::UnresolvedReference, message, help)
    }

    /// Something that was found, but is nowhere in the one tree.
    pub(super) fn misplaced(text: &str) -> Self {
        let message = format!("`{text}` has no place in the document");
        Self::because(Code::Internal, message, String::new())
    }

    fn because(code: Code, message: String, help: String) -> Self {
        Self {
            code,
            message,
            help,
            meant: None,
            through: Vec::new(),
            told: false,
        }
    }

    /// The finding about the reference at a place. Where the reference is only lost, or a schema leads
    /// to itself, the rest of the document can be used, and `instead` says what becomes of the place.
    /// `None` if all was said already.
    pub(super) fn diagnostic(&self, span: Span, role: Role, instead: &str) -> Option<Diagnostic> {
        if self.told {
            return None;
        }
        let is_circle = !self.through.is_empty();
        let opened = is_circle && role == Role::One(Kind::Schema);
        let mut found = if opened || self.code == Code::UnresolvedReference {
            Diagnostic::warning(self.code, format!("{}; {instead}", self.message))
        } else {
            Diagnostic::error(self.code, self.message.clone())
        };
        found = found.at(span, "");
        for place in self.through.iter().filter(|place| **place != span) {
            found = found.also(*place, "goes on here");
        }
        if self.help.is_empty() {
            return Some(found);
        }
        found = found.help(self.help.clone());
        Some(match &self.meant {
            Some(meant) => {
                let meant = serde_json::Value::from(meant.as_str()).to_string();
                found.mend(span, Change::Replace(meant))
            }
            None => found,
        })
    }

    /// What was found, in one line.
    pub(super) fn reason(&self) -> &str {
        &self.message
    }

    /// The kind of finding.
    pub(super) fn code(&self) -> Code {
        self.code
    }
}

/// What is like the name that is not there.
enum Near {
    /// This one.
    Name(Pointer),
    /// Nothing, which these words say.
    Nothing(String),
}

/// What the reference may have meant: the nearest name where it fails.
fn nearest(file: &Node, pointer: &Pointer) -> Near {
    let (mut node, mut at) = (file, Pointer::root());
    for segment in pointer.segments() {
        let next = at.child(&segment);
        if let Some(found) = file.at(&next) {
            (node, at) = (found, next);
            continue;
        }
        let names = node
            .as_object()
            .into_iter()
            .flat_map(|members| members.keys());
        let near = names
            .map(|name| (strsim::damerau_levenshtein(name, &segment), name))
            .filter(|(distance, name)| *distance <= 1 + name.chars().count() / 4)
            .min();
        return match near {
            Some((_, name)) => Near::Name(at.child(name)),
            None => Near::Nothing(format!("`{at}` has no `{segment}`")),
        };
    }
    Near::Nothing(String::new())
}
