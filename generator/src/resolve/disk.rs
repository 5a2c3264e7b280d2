//! How a file is read and named: relative to the entry document, remote ones from their copies.

use super::address::Address;
use crate::config::{Input, Vendored};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{self, Node, Value};
use crate::limits::Limits;
use crate::source::{FileId, Files, SourceMap, Span, between, display, normalize};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Files whose text is the value, where a plain value is due.
const TEXTS: &[&str] = &[
    "adoc", "htm", "html", "markdown", "md", "rst", "text", "txt",
];

/// Where files are read.
pub(super) struct Disk<'f> {
    pub(super) files: &'f dyn Files,
    limits: &'f Limits,
    /// The copies of remote files, by their address.
    pub(super) copies: HashMap<Address, &'f Vendored>,
    /// The folder of the entry document, as the user names it and as the disk knows it.
    shown_folder: PathBuf,
    pub(super) folder: PathBuf,
}

impl<'f> Disk<'f> {
    /// Around an entry document that is known by this path.
    pub(super) fn new(
        files: &'f dyn Files,
        limits: &'f Limits,
        input: &'f Input,
        known: &Path,
    ) -> Self {
        let folder = |path: &Path| path.parent().map(Path::to_owned).unwrap_or_default();
        let address = |url: &String| Address::File(PathBuf::new()).join(url).ok();
        let copy = |(url, copy)| Some((address(url)?, copy));
        Self {
            files,
            limits,
            copies: input.remote.iter().filter_map(copy).collect(),
            shown_folder: folder(&input.document),
            folder: folder(known),
        }
    }

    /// The way to a file from the entry document's folder.
    pub(super) fn key(&self, address: &Address) -> String {
        match address {
            Address::File(path) => between(&self.folder, path).unwrap_or_else(|| display(path)),
            Address::Url(url) => url.clone(),
        }
    }

    /// A path as the user would write it.
    pub(super) fn shown(&self, path: &Path) -> String {
        match between(&self.folder, path) {
            Some(way) => display(&normalize(&self.shown_folder.join(way))),
            None => display(path),
        }
    }

    /// The path that is opened for an address.
    pub(super) fn path<'a>(&'a self, address: &'a Address) -> &'a Path {
        match address {
            Address::File(path) => path,
            Address::Url(_) => {
                let copy = self.copies.get(address);
                copy.map_or(Path::new(""), |copy| &copy.file)
            }
        }
    }

    /// The text of a file.
    pub(super) fn text(&self, address: &Address) -> Result<String, Diagnostic> {
        let path = self.path(address);
        let name = self.shown(path);
        let bytes = self
            .files
            .read(path)
            .map_err(|error| Diagnostic::error(Code::Io, format!("cannot read {name}: {error}")))?;
        if let (Address::Url(url), Some(copy)) = (address, self.copies.get(address)) {
            self.check_copy(url, copy, &bytes)?;
        }
        document::text(&name, bytes, self.limits)
    }

    /// Whether a copy is what the configuration says it is.
    fn check_copy(&self, url: &str, copy: &Vendored, bytes: &[u8]) -> Result<(), Diagnostic> {
        let digest = Sha256::digest(bytes);
        let found: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        if found.eq_ignore_ascii_case(&copy.sha256) {
            return Ok(());
        }
        let name = self.shown(&copy.file);
        let message = format!(
            "{name} is not the copy of {url} that was agreed on: its SHA-256 is {found}, not {}",
            copy.sha256
        );
        let help = "look at what has changed, then write the new hash";
        Err(Diagnostic::error(Code::RemoteCopy, message).help(help))
    }
}

/// The tree of a file, or its text where that is the value.
pub(super) fn tree(
    path: &Path,
    sources: &SourceMap,
    file: FileId,
    limits: &Limits,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    let kind = path.extension().and_then(|kind| kind.to_str());
    let kind = kind.unwrap_or_default().to_ascii_lowercase();
    if !TEXTS.contains(&kind.as_str()) {
        return document::read(sources, file, limits, diagnostics);
    }
    let text = sources.get(file)?.text.to_string();
    let end = text.len() as u32;
    let span = Span {
        file,
        start: 0,
        end,
    };
    Some(Node {
        span,
        value: Value::String(text),
    })
}
