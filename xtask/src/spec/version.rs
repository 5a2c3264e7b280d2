//! Versions of the generated crate: what comes next, and where the configuration has it.

use clientwright::diff::Level;
use semver::{BuildMetadata, Prerelease, Version};
use toml_edit::{Document, Item, Table, Value};

/// The next version that tells of a change, as Cargo reads versions: before 1.0 the number after the first
/// zero tells of what breaks; a pre-release promises nothing, so that the next one tells of anything.
pub fn after(version: &Version, level: Level) -> Version {
    let Version {
        major,
        minor,
        patch,
        pre,
        ..
    } = version;
    if !pre.is_empty() {
        return Version {
            pre: following(pre),
            build: BuildMetadata::EMPTY,
            ..version.clone()
        };
    }
    match (major, minor, level) {
        (0, 0, _) => Version::new(0, 0, patch + 1),
        (0, _, Level::Major) => Version::new(0, minor + 1, 0),
        (0, _, _) => Version::new(0, *minor, patch + 1),
        (_, _, Level::Major) => Version::new(major + 1, 0, 0),
        (_, _, Level::Minor) => Version::new(*major, minor + 1, 0),
        (_, _, Level::Patch) => Version::new(*major, *minor, patch + 1),
    }
}

/// `rc.1` is followed by `rc.2`, `alpha` by `alpha.1`.
fn following(pre: &Prerelease) -> Prerelease {
    let text = pre.as_str();
    let (front, last) = text
        .rsplit_once('.')
        .map_or(("", text), |(front, last)| (front, last));
    let next = match last.parse::<u64>() {
        Ok(number) if front.is_empty() => (number + 1).to_string(),
        Ok(number) => format!("{front}.{}", number + 1),
        Err(_) => format!("{text}.1"),
    };
    // What is one with another number is one.
    Prerelease::new(&next).unwrap_or_else(|_| pre.clone())
}

/// The text of a configuration with this `version` in `[output]`; all else stays as it is.
pub fn written(config: &str, version: &str) -> Result<String, String> {
    let document = Document::parse(config).map_err(|error| error.to_string())?;
    let known = document.get("output").and_then(|it| it.get("version"));
    if known.and_then(Item::as_str) == Some(version) {
        return Ok(config.to_owned());
    }
    let mut text = config.to_owned();
    if let Some(place) = known.and_then(Item::span) {
        text.replace_range(place, &format!("\"{version}\""));
        return Ok(text);
    }
    let mut document = document.into_mut();
    let output = document
        .entry("output")
        .or_insert(Item::Table(Table::new()));
    let output = output.as_table_like_mut().ok_or("`output` is no table")?;
    output.insert("version", Value::from(version).into());
    Ok(document.to_string())
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
            ("1.0.0-rc.1", Level::Major, "1.0.0-rc.2"),
            ("1.0.0-alpha", Level::Patch, "1.0.0-alpha.1"),
            ("1.0.0-7", Level::Minor, "1.0.0-8"),
        ] {
            let version: Version = now.parse().unwrap();
            let found = after(&version, level);
            assert_eq!(found.to_string(), next);
            assert!(found > version);
        }
    }

    #[test]
    fn only_the_version_is_another() {
        for config in [
            "[input]\nversion = 1 # no\n[output]\nname = 'x'\nversion = \"0.1.0\"\n[names]\n",
            "[output] # note\n  version   =   \"0.1.0\" # why\n",
            "output = { version = \"0.1.0\", name = 'x' }\n",
            "output.version = \"0.1.0\"\r\n",
        ] {
            let next = written(config, "0.2.0").unwrap();
            assert_eq!(next, config.replace("\"0.1.0\"", "\"0.2.0\""));
            assert_eq!(written(config, "0.1.0").unwrap(), config);
        }
        let added = written("[output]\nname = 'x'\n", "0.2.0").unwrap();
        assert_eq!(added, "[output]\nname = 'x'\nversion = \"0.2.0\"\n");
    }
}
