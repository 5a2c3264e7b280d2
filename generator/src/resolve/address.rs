//! Where a file is: what the text of a reference names, seen from the file that it stands in.

use crate::source::{normalize, percent_decode};
use std::path::{Path, PathBuf};

/// The place of a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Address {
    /// On the disk, or in memory.
    File(PathBuf),
    /// Somewhere else.
    Url(String),
}

impl Address {
    /// What `text`, a reference without its fragment, names.
    ///
    /// # Errors
    /// Why it names nothing that could be read.
    pub(super) fn join(&self, text: &str) -> Result<Self, String> {
        // Not allowed in a URI, but what Windows shows to people.
        let text = text.replace('\\', "/");
        if let Some((scheme, rest)) = scheme(&text) {
            return match scheme.to_ascii_lowercase().as_str() {
                scheme @ ("http" | "https") => Ok(url(scheme, rest)),
                "file" => from_file_url(rest),
                scheme => Err(format!(
                    "addresses that begin with `{scheme}:` are not read"
                )),
            };
        }
        match self {
            Self::Url(base) => Ok(relative_url(base, &text)),
            Self::File(_) if text.starts_with("//") => {
                Err("files of another machine are not read".to_owned())
            }
            Self::File(base) => {
                let folder = base.parent().unwrap_or(Path::new(""));
                let path = percent_decode(&text).unwrap_or(text);
                Ok(Self::File(normalize(&folder.join(path))))
            }
        }
    }
}

/// The scheme of a URI and what follows the colon. (One letter is a drive of Windows.)
fn scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let known = |letter: u8| letter.is_ascii_alphanumeric() || b"+-.".contains(&letter);
    (scheme.len() > 1 && scheme.bytes().all(known)).then_some((scheme, rest))
}

fn from_file_url(rest: &str) -> Result<Address, String> {
    let rest = match rest.strip_prefix("//") {
        Some(rest) => rest.strip_prefix("localhost").unwrap_or(rest),
        None => rest,
    };
    if !rest.starts_with('/') || rest.starts_with("//") {
        return Err("files of another machine are not read".to_owned());
    }
    let path = percent_decode(rest).unwrap_or_else(|| rest.to_owned());
    // `file:///C:/api.yaml`
    let drive = path.get(2..3) == Some(":");
    let path = if drive { &path[1..] } else { &path };
    Ok(Address::File(normalize(Path::new(path))))
}

/// An address without `.` and `..` in its path, and with the host in small letters.
fn url(scheme: &str, rest: &str) -> Address {
    let rest = rest.trim_start_matches('/');
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    let (host, path) = (host.to_ascii_lowercase(), steps.join("/"));
    Address::Url(format!("{scheme}://{host}/{path}"))
}

fn relative_url(base: &str, text: &str) -> Address {
    let (scheme, rest) = base.split_once("://").unwrap_or(("https", base));
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if let Some(other) = text.strip_prefix("//") {
        return url(scheme, other);
    }
    if let Some(path) = text.strip_prefix('/') {
        return url(scheme, &format!("{host}/{path}"));
    }
    let folder = path.rfind('/').map_or("", |at| &path[..=at]);
    url(scheme, &format!("{host}/{folder}{text}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(base: &str, text: &str) -> String {
        let base = match base.contains("://") {
            true => Address::Url(base.to_owned()),
            false => Address::File(base.into()),
        };
        match base.join(text) {
            Ok(Address::File(path)) => crate::source::display(&path),
            Ok(Address::Url(url)) => url,
            Err(error) => error,
        }
    }

    #[test]
    fn references_are_seen_from_the_file_that_they_stand_in() {
        for (base, text, expected) in [
            ("a/b.yaml", "c.yaml", "a/c.yaml"),
            ("a/b.yaml", "./c%20d.yaml", "a/c d.yaml"),
            ("a/b.yaml", "../../c.yaml", "../c.yaml"),
            ("a/b.yaml", "%2e%2e/c.yaml", "c.yaml"),
            ("a/b.yaml", "..\\c.yaml", "c.yaml"),
            ("a/b.yaml", "/etc/passwd", "/etc/passwd"),
            ("a/b.yaml", "file:///x/../c.yaml", "/c.yaml"),
            ("a/b.yaml", "file://localhost/c.yaml", "/c.yaml"),
            ("a/b.yaml", "HTTP://Host/x/./c", "http://host/x/c"),
            ("http://h/x/y.yaml", "../c.yaml", "http://h/c.yaml"),
            ("http://h/x/y.yaml", "/c.yaml", "http://h/c.yaml"),
            ("http://h/x/y.yaml", "//g/c.yaml", "http://g/c.yaml"),
        ] {
            assert_eq!(join(base, text), expected, "{base} {text}");
        }
        for text in [
            "//host/share/c.yaml",
            "\\\\host\\c.yaml",
            "file://host/c.yaml",
            "ftp://h/c",
        ] {
            assert!(join("a/b.yaml", text).ends_with("not read"), "{text}");
        }
    }
}
