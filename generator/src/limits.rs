//! How much a document may ask for: every bound, its name, and what is said beyond it.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::MOST_BYTES;
use std::str::FromStr;

macro_rules! limits {
    ($($(#[doc = $doc:literal])+ $name:ident = $slug:literal, $default:expr, at most $most:expr, $code:ident, $beyond:literal,)+) => {
        /// Something that a document may have only so much of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Limit {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Limit {
            /// Every limit.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The name on the command line and in `[limits]` of the configuration.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $slug,)+ }
            }

            /// What holds where nobody says anything else.
            pub fn default(self) -> usize {
                match self { $(Self::$name => $default,)+ }
            }

            /// The most that can be allowed.
            pub fn most(self) -> usize {
                match self { $(Self::$name => $most,)+ }
            }

            /// The kind of finding beyond it.
            pub fn code(self) -> Code {
                match self { $(Self::$name => Code::$code,)+ }
            }

            /// What is the matter, where `{}` stands for the number.
            fn beyond(self) -> &'static str {
                match self { $(Self::$name => $beyond,)+ }
            }
        }
    };
}

limits! {
    /// The bytes of one file.
    DocumentSize = "document-size", 256 << 20, at most MOST_BYTES, SizeLimit,
        "the file has more than {} bytes",
    /// How deep lists and objects may stand in each other.
    Depth = "depth", 256, at most 512, DepthLimit,
        "more than {} lists and objects stand in each other here",
    /// The values of one file, those of aliases aside; and of a document after its overlays.
    Nodes = "nodes", 20_000_000, at most usize::MAX, NodeLimit,
        "the document has more than {} values from here on",
    /// The values that the aliases of one file stand for.
    Aliases = "aliases", 1_000_000, at most usize::MAX, NodeLimit,
        "aliases stand for more than {} values from here on",
    /// The files of a document, the first one included.
    Files = "files", 20_000, at most usize::MAX, SizeLimit,
        "the document has more than {} files",
    /// The bytes of all files beside the first one.
    TotalSize = "total-size", 1 << 30, at most usize::MAX, SizeLimit,
        "the document's files have more than {} bytes",
    /// The references of a document.
    References = "references", 10_000_000, at most usize::MAX, SizeLimit,
        "the document has more than {} references",
    /// The values that are written out in place of references.
    Inlined = "inlined", 10_000_000, at most usize::MAX, ExpansionLimit,
        "references that have to be written out make more than {} values",
    /// The members that schemas take over from the parts of their `allOf`.
    AllOf = "all-of", 10_000_000, at most usize::MAX, ExpansionLimit,
        "schemas take over more than {} members by `allOf` from here on",
    /// The bytes of all generated files.
    GeneratedSize = "generated-size", 1 << 30, at most usize::MAX, OutputLimit,
        "the crate would have more than {} bytes",
}

/// How much a document may ask for.
///
/// ```
/// use clientwright::limits::{Limit, Limits};
///
/// let limits = Limits::default().with(Limit::Depth, 64);
/// assert_eq!(limits.of(Limit::Depth), 64);
/// assert_eq!(limits.of(Limit::Files), 20_000);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits(Vec<usize>);

impl Default for Limits {
    fn default() -> Self {
        Self(Limit::ALL.iter().map(|limit| limit.default()).collect())
    }
}

impl Limits {
    /// The same with another limit, which is no more than [`Limit::most`].
    #[must_use]
    pub fn with(mut self, limit: Limit, value: usize) -> Self {
        if let Some(own) = self.0.get_mut(limit as usize) {
            *own = value.min(limit.most());
        }
        self
    }

    /// How much there may be.
    pub fn of(&self, limit: Limit) -> usize {
        let own = self.0.get(limit as usize).copied();
        own.unwrap_or_else(|| limit.default())
    }

    /// What is said beyond a limit; the place is still to be added.
    pub(crate) fn beyond(&self, limit: Limit) -> Diagnostic {
        let value = self.of(limit);
        let message = limit.beyond().replace("{}", &value.to_string());
        let diagnostic = Diagnostic::error(limit.code(), message);
        if value == limit.most() {
            return diagnostic
                .help("no more can be allowed; make parts of it documents of their own");
        }
        let name = limit.name();
        let help = format!(
            "if it has to be so, allow more: `--limit {name}={more}`, or `{name} = {more}` in `[limits]` of \
             the configuration",
            more = value.saturating_mul(2).max(1).min(limit.most()),
        );
        diagnostic.help(help)
    }
}

/// A limit and its value, as the command line says it: `depth=300`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowed(pub Limit, pub usize);

impl FromStr for Allowed {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, value) = text
            .split_once('=')
            .ok_or_else(|| "write NAME=NUMBER, such as depth=300".to_owned())?;
        let limit = Limit::ALL.iter().find(|limit| limit.name() == name);
        let limit = *limit.ok_or_else(|| {
            let names: Vec<_> = Limit::ALL.iter().map(|limit| limit.name()).collect();
            format!(
                "no limit is called `{name}`; there are: {}",
                names.join(", ")
            )
        })?;
        let number = value.parse().ok();
        limit.allow(number).map(|value| Self(limit, value))
    }
}

impl Limit {
    /// A value that may be set; `None` stands for what is no number.
    pub(crate) fn allow(self, value: Option<usize>) -> Result<usize, String> {
        let possible = value.filter(|value| (1..=self.most()).contains(value));
        possible.ok_or_else(|| match self.most() {
            usize::MAX => format!("`{}` is a number from 1 on", self.name()),
            most => format!("`{}` is a number from 1 to {most}", self.name()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_named_and_bounded() {
        assert_eq!("depth=300".parse(), Ok(Allowed(Limit::Depth, 300)));
        for wrong in [
            "depth",
            "deep=3",
            "depth=0",
            "depth=513",
            "depth=x",
            "files=-1",
        ] {
            assert!(wrong.parse::<Allowed>().is_err(), "{wrong}");
        }
        let limits = Limits::default().with(Limit::Depth, 1_000_000);
        assert_eq!(limits.of(Limit::Depth), 512);
    }

    #[test]
    fn every_limit_says_its_number_and_how_to_raise_it() {
        for limit in Limit::ALL {
            let said = Limits::default().with(*limit, 7).beyond(*limit);
            assert!(said.message.contains(" 7 "), "{}", said.message);
            let help = format!("`--limit {}=14`", limit.name());
            assert!(said.help.is_some_and(|text| text.contains(&help)), "{help}");
        }
    }
}
