//! `clientwright.toml` as plain data.

mod load;
mod read;
mod remote;
mod section;
mod select;
mod types;

pub use load::{Loaded, load};
pub use read::{check_name, parse_code};
pub use remote::Vendored;
pub use section::nearest;
pub use select::{Select, Selector, Subject};

pub use crate::ir::Envelope;
pub use crate::source::{between, normalize};

use crate::diagnostic::Code;
use crate::limits::Limits;
use crate::source::display;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What to generate from what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// The document and its overlays.
    pub input: Input,
    /// Where the crate goes and what it is called.
    pub output: Output,
    /// Which operations are generated.
    pub select: Select,
    /// Diagnostics whose place may be left out of the generated crate.
    pub allow: Vec<Code>,
    /// Records keep undeclared members in an `additional` map.
    pub keep_unknown: bool,
    /// How much the document may ask for.
    pub limits: Limits,
    /// What is concluded rather than read.
    pub infer: Infer,
    /// Names of types, operations and fields by JSON pointer.
    pub names: PinnedNames,
    /// The user's own types.
    pub types: Types,
    /// The file that keeps names, beside the configuration's.
    pub lock: Option<PathBuf>,
    /// Names are given anew, whatever they were before.
    pub relock: bool,
}

/// Rust types of the user's, by path. Each has `Clone`, `Debug`, `PartialEq`, `Default`,
/// `Serialize` and `Deserialize`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Types {
    /// By `format`.
    pub formats: BTreeMap<String, String>,
    /// By the name of a component schema, or by the JSON pointer of one.
    pub schemas: BTreeMap<String, String>,
}

impl Config {
    /// The document as the first line of each generated file names it: with forward slashes,
    /// and without the folders of an absolute path, which differ between machines.
    pub fn document_name(&self) -> String {
        let path = &self.input.document;
        if path.as_os_str() == "-" {
            return "standard input".to_owned();
        }
        let shown = if path.is_absolute() {
            path.file_name().map(Path::new)
        } else {
            None
        };
        display(shown.unwrap_or(path))
    }
}

/// The document and its overlays, as paths that can be opened: a configuration file's are taken
/// relative to its folder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Input {
    /// The OpenAPI document.
    pub document: PathBuf,
    /// Overlays, in the order they apply.
    pub overlays: Vec<PathBuf>,
    /// Folders from which references may take files, beside those that are allowed anyway.
    pub roots: Vec<PathBuf>,
    /// Copies of files that references name by an address, by that address.
    pub remote: BTreeMap<String, Vendored>,
}

/// Where the crate goes and what it is called.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// The crate's folder, as a path that can be opened.
    pub directory: PathBuf,
    /// The package name.
    pub crate_name: String,
    /// The package version.
    pub version: String,
    /// The licence expression of the package, if it has one.
    pub license: Option<String>,
    /// How the crate finds the runtime.
    pub runtime: Runtime,
    /// Lines of TOML for the package's `[dependencies]` beside the runtime, each ending in a newline.
    pub dependencies: String,
    /// Only the types are generated, and how they are read and written: no client, and no HTTP.
    pub types_only: bool,
    /// Tags have crates of their own, where a crate is generated: see `docs/decisions/0032-split.md`.
    pub split: bool,
    /// The module `testing`, where a client is generated: a stand-in for the service. A crate has it behind its
    /// feature `testing`; a module of another crate has it always and needs that feature of the runtime.
    pub testing: bool,
    /// The module `watch`, where a client is generated: a table of what the document says of answers. A crate has
    /// it behind its feature `watch`, and a module as it has `testing`.
    pub watch: bool,
    /// For how many breaking releases what is called otherwise keeps its old name beside, as a deprecated
    /// item: 1 is until the second one. The names are those of [`Config::lock`].
    pub keep_renamed: u64,
    /// Lines of TOML for the package's `[dev-dependencies]`, each ending in a newline.
    pub dev_dependencies: String,
    /// The module that the generated files hang from: `crate`, or a path such as `crate::goldens::maps`
    /// where they are included into another crate.
    pub root: String,
    /// The command named in the first line of each generated file.
    pub command: String,
}

impl Default for Output {
    fn default() -> Self {
        Self {
            directory: PathBuf::new(),
            crate_name: String::new(),
            version: "0.1.0".to_owned(),
            license: None,
            runtime: Runtime::default(),
            dependencies: String::new(),
            types_only: false,
            split: false,
            testing: true,
            watch: true,
            keep_renamed: 1,
            dev_dependencies: String::new(),
            root: "crate".to_owned(),
            command: "clientwright generate".to_owned(),
        }
    }
}

/// How the generated crate finds the runtime.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Runtime {
    /// The runtime's sources are copied into the folder `runtime` of the generated crate.
    #[default]
    Copy,
    /// The runtime's sources are the module `runtime` of the generated crate, which needs no other crate of this
    /// project.
    Embedded,
    /// A folder, relative to the generated crate's, with forward slashes.
    Path(String),
    /// A published version.
    Version(String),
}

/// What is concluded rather than read: pinned or turned off.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Infer {
    /// The business envelope.
    pub envelope: EnvelopePin,
    /// Whether page walks are concluded from the shapes.
    pub paging: PagingPin,
}

/// What the configuration says of the business envelope.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum EnvelopePin {
    /// Conclude it from the document.
    #[default]
    Infer,
    /// There is none.
    Off,
    /// It is this one, wherever a success response has its members.
    Pinned(Envelope),
}

/// What the configuration says of page walks.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum PagingPin {
    /// Conclude them from the document.
    #[default]
    Infer,
    /// There are none.
    Off,
    /// Only these operations have one, by `METHOD /path`.
    Only(Vec<String>),
}

/// Names of types, operations and fields by JSON pointer; filled from `[names]`.
pub type PinnedNames = BTreeMap<String, String>;
