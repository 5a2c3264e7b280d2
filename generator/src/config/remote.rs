//! Copies of files on the network: what references may name although nothing is fetched.

use super::normalize;
use super::section::Section;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A copy of a remote file.
#[derive(Clone, Debug, PartialEq)]
pub struct Vendored {
    /// The copy, as a path that can be opened.
    pub file: PathBuf,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

impl Vendored {
    /// Reads `URL=FILE#sha256:HASH`.
    ///
    /// # Errors
    /// What is wrong with the text, in one line.
    pub fn parse(text: &str) -> Result<(String, Self), String> {
        let wrong = || format!("`{text}` is not like `https://…=FILE#sha256:HASH`");
        let (rest, sha256) = text.rsplit_once("#sha256:").ok_or_else(wrong)?;
        // An address may have `=` itself; the file is what follows the last one.
        let (url, file) = rest.rsplit_once('=').ok_or_else(wrong)?;
        if file.is_empty() || !is_remote(url) {
            return Err(wrong());
        }
        if !is_sha256(sha256) {
            return Err(format!("`{sha256}` is no SHA-256: 64 hexadecimal digits"));
        }
        let (file, sha256) = (PathBuf::from(file), sha256.to_owned());
        Ok((url.to_owned(), Self { file, sha256 }))
    }
}

/// Reads `"https://…" = { file = "…", sha256 = "…" }`, as often as it stands there.
pub(super) fn read(
    section: &Section<'_>,
    folder: &Path,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, Vendored> {
    let mut remote = BTreeMap::new();
    for (url, at, _) in section.entries() {
        let Some(copy) = section.table(url, "[input.remote]", diagnostics) else {
            continue;
        };
        copy.only(&["file", "sha256"], diagnostics);
        let file = copy.text("file", diagnostics);
        let sha256 = copy.text("sha256", diagnostics);
        match (file, sha256) {
            (Some(file), Some(sha256)) if is_remote(url) && is_sha256(&sha256) => {
                let file = normalize(&folder.join(file));
                remote.insert(url.to_owned(), Vendored { file, sha256 });
            }
            _ => {
                let message = format!("`{url}` must be an address with a `file` and its `sha256`");
                let help = "\"https://…\" = { file = \"…\", sha256 = \"64 hexadecimal digits\" }";
                let wrong = Diagnostic::error(Code::Config, message).at(at, "");
                diagnostics.push(wrong.help(help));
            }
        }
    }
    remote
}

fn is_remote(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|digit| digit.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_an_address_a_file_and_a_hash() {
        let hash = "0".repeat(64);
        let (url, copy) =
            Vendored::parse(&format!("https://h/x?a=b=c.yaml#sha256:{hash}")).unwrap();
        assert_eq!(
            (url.as_str(), copy.file.to_str()),
            ("https://h/x?a=b", Some("c.yaml"))
        );
        for text in [
            "https://h/x=c.yaml".to_owned(),
            format!("https://h/x#sha256:{hash}"),
            format!("h/x=c.yaml#sha256:{hash}"),
            "https://h/x=c.yaml#sha256:12".to_owned(),
        ] {
            assert!(Vendored::parse(&text).is_err(), "{text}");
        }
    }
}
