//! Versions of the generated crate: what comes next, and where the configuration has it.

use clientwright::diff::Level;

/// A version: three numbers, without a pre-release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(u64, u64, u64);

impl Version {
    /// `1.2.3`; a pre-release is left out.
    pub fn parse(text: &str) -> Option<Self> {
        let core = text.split(['-', '+']).next()?;
        let mut parts = core.split('.').map(str::parse);
        let version = Self(
            parts.next()?.ok()?,
            parts.next()?.ok()?,
            parts.next()?.ok()?,
        );
        parts.next().is_none().then_some(version)
    }

    /// The next version that tells of a change, as Cargo reads versions: before 1.0 the number after the first
    /// zero tells of what breaks.
    pub fn after(self, level: Level) -> Self {
        let Self(major, minor, patch) = self;
        match (major, minor, level) {
            (0, 0, _) => Self(0, 0, patch + 1),
            (0, _, Level::Major) => Self(0, minor + 1, 0),
            (0, _, _) => Self(0, minor, patch + 1),
            (_, _, Level::Major) => Self(major + 1, 0, 0),
            (_, _, Level::Minor) => Self(major, minor + 1, 0),
            (_, _, Level::Patch) => Self(major, minor, patch + 1),
        }
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

/// The text of a configuration with another `version` in `[output]`.
pub fn written(config: &str, version: Version) -> Option<String> {
    let mut section = "";
    let mut at = 0;
    for line in config.split_inclusive('\n') {
        let content = line.trim();
        if content.starts_with('[') {
            section = content;
        }
        let key = content.split('=').next().unwrap_or_default().trim();
        if section == "[output]" && key == "version" {
            let (before, after) = (config.get(..at)?, config.get(at + line.len()..)?);
            let end = if line.ends_with('\n') { "\n" } else { "" };
            return Some(format!("{before}version = \"{version}\"{end}{after}"));
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_next() {
        for (now, level, next) in [
            ("1.2.3", Level::Major, "2.0.0"),
            ("1.2.3", Level::Minor, "1.3.0"),
            ("1.2.3", Level::Patch, "1.2.4"),
            ("0.2.3", Level::Major, "0.3.0"),
            ("0.2.3", Level::Minor, "0.2.4"),
            ("0.0.3", Level::Minor, "0.0.4"),
        ] {
            let version = Version::parse(now).unwrap();
            assert_eq!(version.after(level).to_string(), next);
        }
        assert_eq!(Version::parse("1.2"), None);
    }

    #[test]
    fn only_the_version_is_another() {
        let config =
            "[input]\nversion = 1 # no\n[output]\nname = 'x'\nversion = \"0.1.0\"\n[names]\n";
        let next = written(config, Version(0, 2, 0)).unwrap();
        assert_eq!(next, config.replace("\"0.1.0\"", "\"0.2.0\""));
        assert_eq!(written("[output]\n", Version(0, 2, 0)), None);
    }
}
