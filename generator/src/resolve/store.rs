//! The files of a document: which may be read, and each that is needed, once.

use super::address::Address;
use super::anchors::Anchors;
use super::disk::{Disk, tree};
use super::lost::Lost;
use super::roots::Roots;
use crate::config::Input;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Node;
use crate::limits::{Limit, Limits};
use crate::overlay::Patch;
use crate::source::{FileId, Files, SourceMap, display, normalize};
use rayon::prelude::*;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// The entry document's number in the store.
pub(super) const ENTRY: usize = 0;

/// All files that were read.
pub(super) struct Store<'f> {
    disk: Disk<'f>,
    roots: Roots,
    limits: &'f Limits,
    read: Vec<File>,
    known: HashMap<Address, usize>,
    /// What overlays change in files that are not read yet.
    patches: BTreeMap<Address, Vec<Patch>>,
    bytes: usize,
    links: RefCell<HashMap<(usize, String), Link>>,
    anchors: RefCell<HashMap<usize, Rc<Anchors>>>,
    paths: RefCell<HashMap<PathBuf, Result<PathBuf, io::ErrorKind>>>,
}

/// A file that was read.
pub(super) struct File {
    address: Address,
    /// The way from the entry document's folder, by which files are sorted and named.
    pub(super) key: String,
    /// The tree; `None` after reporting why there is none.
    pub(super) node: Option<Node>,
}

/// Where a reference to another file leads.
#[derive(Clone)]
pub(super) enum Link {
    /// To a file that was read.
    File(usize),
    /// To a file that must be read first.
    Unread(Address),
    /// Nowhere.
    Lost(Box<Lost>),
}

impl<'f> Store<'f> {
    /// Of an entry document that was read already.
    pub(super) fn new(
        entry: Node,
        patches: Vec<Patch>,
        input: &'f Input,
        limits: &'f Limits,
        files: &'f dyn Files,
    ) -> Self {
        let known = |path: &Path| files.canonical(path).unwrap_or_else(|_| normalize(path));
        let path = known(&input.document);
        let disk = Disk::new(files, limits, input, &path);
        let more = input.roots.iter().map(|root| known(root));
        let address = Address::File(path.clone());
        let mut changed: BTreeMap<Address, Vec<Patch>> = BTreeMap::new();
        for patch in patches {
            let file = match address.join(&patch.file) {
                Ok(Address::File(path)) => Address::File(known(&path)),
                Ok(other) => other,
                Err(_) => Address::Url(patch.file.clone()),
            };
            changed.entry(file).or_default().push(patch);
        }
        let entry = File {
            address: address.clone(),
            key: path
                .file_name()
                .map(|name| display(Path::new(name)))
                .unwrap_or_default(),
            node: Some(entry),
        };
        Self {
            roots: Roots::new(&disk.folder, more),
            disk,
            limits,
            read: vec![entry],
            known: [(address, ENTRY)].into(),
            patches: changed,
            bytes: 0,
            links: RefCell::default(),
            anchors: RefCell::default(),
            paths: RefCell::default(),
        }
    }

    /// The file with this number.
    pub(super) fn file(&self, number: usize) -> Option<&File> {
        self.read.get(number)
    }

    /// The tree of a file that has one.
    pub(super) fn node(&self, number: usize) -> Option<&Node> {
        self.file(number)?.node.as_ref()
    }

    /// What a file calls its own schemas.
    pub(super) fn anchors(&self, number: usize) -> Option<Rc<Anchors>> {
        let node = self.node(number)?;
        let mut known = self.anchors.borrow_mut();
        let anchors = known.entry(number);
        Some(
            anchors
                .or_insert_with(|| Rc::new(Anchors::of(node)))
                .clone(),
        )
    }

    /// Takes the entry document out.
    pub(super) fn into_entry(self) -> Option<Node> {
        self.read.into_iter().next()?.node
    }

    /// How many files were read.
    pub(super) fn len(&self) -> usize {
        self.read.len()
    }

    /// Where a reference without its fragment leads from a file.
    pub(super) fn link(&self, from: usize, path: &str) -> Link {
        if path.is_empty() {
            return Link::File(from);
        }
        let key = (from, path.to_owned());
        if let Some(link) = self.links.borrow().get(&key) {
            if let Link::Unread(address) = link {
                return self.by_address(address.clone());
            }
            return link.clone();
        }
        let link = self.find(from, path);
        self.links.borrow_mut().insert(key, link.clone());
        link
    }

    fn by_address(&self, address: Address) -> Link {
        match self.known.get(&address) {
            Some(number) => Link::File(*number),
            None => Link::Unread(address),
        }
    }

    fn find(&self, from: usize, path: &str) -> Link {
        let lost = |lost| Link::Lost(Box::new(lost));
        let Some(base) = self.file(from).map(|file| &file.address) else {
            return lost(Lost::refused(
                path,
                "leads nowhere".to_owned(),
                String::new(),
            ));
        };
        match base.join(path) {
            Err(reason) => {
                let help = "keep a copy of the file beside the document, and refer to that";
                lost(Lost::refused(path, reason, help.to_owned()))
            }
            Ok(Address::Url(url)) => {
                let address = Address::Url(url.clone());
                if self.names_entry(&url) {
                    return Link::File(ENTRY);
                }
                match self.disk.copies.contains_key(&address) {
                    true => self.by_address(address),
                    false => lost(Lost::remote(path, &url)),
                }
            }
            Ok(Address::File(path)) => match self.allowed(&path) {
                Ok(path) => self.by_address(Address::File(path)),
                Err(reason) => lost(reason),
            },
        }
    }

    /// Whether the entry document calls itself so (OpenAPI 3.2.0, `$self`).
    fn names_entry(&self, url: &str) -> bool {
        let own = self.node(ENTRY).and_then(|entry| entry.get("$self"));
        own.and_then(Node::as_str) == Some(url)
    }

    /// The one path of a file that may be read.
    fn allowed(&self, path: &Path) -> Result<PathBuf, Lost> {
        let known = self.paths.borrow().get(path).cloned();
        let found = known.unwrap_or_else(|| {
            let found = self
                .disk
                .files
                .canonical(path)
                .map_err(|error| error.kind());
            self.paths
                .borrow_mut()
                .insert(path.to_owned(), found.clone());
            found
        });
        let real = found.as_deref().unwrap_or(path);
        if !self.roots.allow(real) {
            return Err(Lost::outside(
                &self.disk.shown(real),
                &self.disk.shown(&self.roots.above),
            ));
        }
        found.map_err(|kind| match kind {
            io::ErrorKind::NotFound => Lost::no_file(&self.disk.shown(path)),
            kind => Lost::unreadable(&self.disk.shown(path), &kind.to_string()),
        })
    }

    /// Reports what overlays would change in files that were not read.
    pub(super) fn check_patches(&self, diagnostics: &mut Diagnostics) {
        for patch in self.patches.values().flatten() {
            let message = format!("no reference leads to `{}`", patch.file);
            let help = "name the file as a reference in the document does; an action on the document \
                        itself names none";
            let stray = Diagnostic::error(Code::OverlayTarget, message).at(patch.span, "");
            diagnostics.push(stray.help(help));
        }
    }

    /// Reads files, in an order that does not depend on who asked first.
    ///
    /// # Errors
    /// The limit that they go beyond.
    pub(super) fn load(
        &mut self,
        wanted: impl IntoIterator<Item = Address>,
        sources: &mut SourceMap,
        diagnostics: &mut Diagnostics,
    ) -> Result<(), Diagnostic> {
        let mut wanted: Vec<(String, Address)> = wanted
            .into_iter()
            .filter(|address| !self.known.contains_key(address))
            .map(|address| (self.disk.key(&address), address))
            .collect();
        wanted.sort();
        wanted.dedup();
        let (disk, limits) = (&self.disk, self.limits);
        if self.read.len() + wanted.len() > limits.of(Limit::Files) {
            return Err(limits.beyond(Limit::Files));
        }
        let texts: Vec<Result<String, Diagnostic>> = wanted
            .par_iter()
            .map(|(_, address)| disk.text(address))
            .collect();
        let mut added: Vec<Option<FileId>> = Vec::with_capacity(texts.len());
        for ((_, address), text) in wanted.iter().zip(texts) {
            match text {
                Ok(text) => {
                    self.bytes += text.len();
                    added.push(Some(sources.add(disk.shown(disk.path(address)), text)));
                }
                Err(diagnostic) => {
                    diagnostics.push(diagnostic);
                    added.push(None);
                }
            }
        }
        if self.bytes > limits.of(Limit::TotalSize) {
            return Err(limits.beyond(Limit::TotalSize));
        }
        let sources = &*sources;
        let trees: Vec<(Option<Node>, Diagnostics)> = wanted
            .par_iter()
            .zip(&added)
            .map(|((_, address), file)| {
                let mut found = Diagnostics::default();
                let node = file
                    .and_then(|file| tree(disk.path(address), sources, file, limits, &mut found));
                (node, found)
            })
            .collect();
        for ((key, address), (mut node, found)) in wanted.into_iter().zip(trees) {
            found
                .into_items()
                .into_iter()
                .for_each(|one| diagnostics.push(one));
            for patch in self.patches.remove(&address).unwrap_or_default() {
                if let Some(node) = &mut node {
                    patch.apply(node, self.limits, diagnostics);
                }
            }
            self.known.insert(address.clone(), self.read.len());
            self.read.push(File { address, key, node });
        }
        Ok(())
    }
}
