//! Names that generated files use for something else.

/// What emitted files call by its plain name. A test reads the goldens for others.
pub const TYPES: &[&str] = &[
    "AsMut",
    "AsRef",
    "BTreeMap",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    // A constructor of its own name.
    "New",
    "None",
    "NonZeroU32",
    "NonZeroU64",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// What the files of services call by its plain name besides.
pub const CALLS: &[&str] = &[
    "Client",
    "Error",
    "ErrorCode",
    "Next",
    "Paginated",
    "Position",
    "Server",
];

/// What a record and its constructors have besides its fields.
pub const RECORD: &[&str] = &["clone", "default", "new"];

/// Variants that every open enum has.
pub const OPEN: &[&str] = &["Unknown"];

/// What the codes of errors have besides those of the document.
pub const ERROR_CODES: &[&str] = &["Other"];

/// What a service has besides its operations.
pub const SERVICE: &[&str] = &["clone", "new"];

/// What a call has besides its parameters.
pub const CALL: &[&str] = &[
    "clone",
    "core",
    "fetch",
    "into_future",
    "into_items",
    "items",
    "next",
    "pages",
    "poll",
    "request",
    "send",
    "send_download",
    "send_raw",
    "send_stream",
    "to_curl",
    "to_request",
    "with",
];

/// What the client has besides its services.
pub const CLIENT: &[&str] = &["builder", "clone", "core", "with"];

/// What the client's builder has besides its credentials.
pub const BUILDER: &[&str] = &[
    "attempt_middleware",
    "attempt_timeout",
    "base_url",
    "body_limit",
    "build",
    "clone",
    "connect_timeout",
    "core",
    "default_header",
    "http",
    "middleware",
    "read_timeout",
    "retry",
    "retry_budget",
    "server",
    "timeout",
    "timer",
    "transport",
    "user_agent",
];
