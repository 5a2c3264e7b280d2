//! How heavy a change is, and why.

use std::fmt;

/// Which part of a version a change asks for (semver.org).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// No program has to know.
    Patch,
    /// There is more than before; or a program may notice when it runs.
    Minor,
    /// A program that uses it does not compile any more, or means something else.
    Major,
}

impl Level {
    /// All, the heaviest first.
    pub const ALL: [Self; 3] = [Self::Major, Self::Minor, Self::Patch];

    /// The level in a word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// What it means for whoever uses the crate.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Major => "programs may have to change",
            Self::Minor => "programs compile as they are",
            Self::Patch => "nobody has to know",
        }
    }
}

impl std::str::FromStr for Level {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|level| level.as_str() == text);
        found.ok_or_else(|| "it is none of major, minor and patch".to_owned())
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a change is as heavy as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// An item is gone.
    Removed,
    /// An item has another name.
    Renamed,
    /// An item has another name, and the old one goes on beside.
    Kept,
    /// A name that an item had before is gone.
    Expired,
    /// An item needs a feature that it did not need.
    Gated,
    /// An item is of another kind.
    OtherKind,
    /// A field, a variant or an alias has another type.
    OtherType,
    /// A function takes other arguments.
    OtherArguments,
    /// A name stands for something else, or a function takes arguments of the same types for other things.
    OtherMeaning,
    /// A function returns something else.
    OtherResult,
    /// A struct or an enum may be built or matched in full no longer, or got more in spite of that.
    Closed,
    /// There is a new item.
    Added,
    /// A struct or an enum may be built or matched in full now.
    Opened,
    /// An item is deprecated now.
    Deprecated,
    /// Values that were sent before are refused.
    Stricter,
    /// A credential is needed that was not.
    Credential,
    /// Calls go to another server.
    Server,
    /// What failures carry has another type.
    Failure,
    /// Values that were refused are sent.
    Wider,
    /// Requests or answers changed on the wire.
    Wire,
    /// An argument has another name, which callers do not write.
    ArgumentName,
    /// An item is not deprecated any more.
    Current,
    /// The texts changed.
    Documentation,
    /// The generated code changed.
    Code,
}

impl Rule {
    /// How heavy.
    pub fn level(self) -> Level {
        match self {
            Self::Removed
            | Self::Renamed
            | Self::Expired
            | Self::Gated
            | Self::OtherKind
            | Self::OtherType
            | Self::OtherArguments
            | Self::OtherMeaning
            | Self::OtherResult
            | Self::Closed => Level::Major,
            Self::Added
            | Self::Opened
            | Self::Kept
            | Self::Deprecated
            | Self::Stricter
            | Self::Credential
            | Self::Server
            | Self::Failure => Level::Minor,
            Self::Wider
            | Self::Wire
            | Self::ArgumentName
            | Self::Current
            | Self::Documentation
            | Self::Code => Level::Patch,
        }
    }

    /// Whether the compiler says nothing to a program that is concerned.
    pub fn compiles(self) -> bool {
        self == Self::OtherMeaning || self.level() < Level::Major
    }

    /// The rule in a word, for programs.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Renamed => "renamed",
            Self::Kept => "kept",
            Self::Expired => "expired",
            Self::Gated => "gated",
            Self::OtherKind => "other-kind",
            Self::OtherType => "other-type",
            Self::OtherArguments => "other-arguments",
            Self::OtherMeaning => "other-meaning",
            Self::OtherResult => "other-result",
            Self::Closed => "closed",
            Self::Added => "added",
            Self::Opened => "opened",
            Self::Deprecated => "deprecated",
            Self::Stricter => "stricter",
            Self::Credential => "credential",
            Self::Server => "server",
            Self::Failure => "failure",
            Self::Wider => "wider",
            Self::Wire => "wire",
            Self::ArgumentName => "argument-name",
            Self::Current => "current",
            Self::Documentation => "documentation",
            Self::Code => "code",
        }
    }

    /// The reason, for people.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Removed => "it is gone, and programs that use it do not compile",
            Self::Renamed => "it has another name, and programs that use it do not compile",
            Self::Kept => {
                "it has another name, and the old one goes on as a deprecated alias for a while"
            }
            Self::Expired => {
                "a name that it had before is gone, and programs that still use that do not compile"
            }
            Self::Gated => {
                "it needs a feature that it did not need, and programs that choose features may not compile"
            }
            Self::OtherKind => "it is something else, and programs that use it do not compile",
            Self::OtherType => "it has another type, and programs that use it do not compile",
            Self::OtherArguments => "it takes other arguments, and calls do not compile",
            Self::OtherMeaning => {
                "the same call means something else now, and programs compile all the same"
            }
            Self::OtherResult => "it returns something else, and calls may not compile",
            Self::Closed => "a program may have built or matched it in full",
            Self::Added => "there is more than before",
            Self::Opened => "it may be built or matched in full now",
            Self::Deprecated => "the compiler warns of its use",
            Self::Stricter => "the client refuses values that it sent before",
            Self::Credential => "a call may fail that went without this credential",
            Self::Server => "calls go to another server",
            Self::Failure => "programs that read what a failure carries find something else",
            Self::Wider => "the client sends values that it refused before",
            Self::Wire => "requests or answers changed on the wire; programs stay as they are",
            Self::ArgumentName => "an argument has another name, which callers do not write",
            Self::Current => "it is not deprecated any more",
            Self::Documentation => "its documentation changed",
            Self::Code => "the generated code changed, but nothing that users see",
        }
    }
}
