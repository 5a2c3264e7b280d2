//! The catalogue of findings.

use std::fmt;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $slug:literal,)+) => {
        /// The kind of a finding; each has a slug that users write in `allow`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The slug, as printed between brackets and written in `allow`.
            pub fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug,)+ }
            }

            /// What the finding means, an example that leads to it (a test tries it), and what can be
            /// done: Markdown, whose first line says it all in one sentence.
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$name => include_str!(concat!("explain/", $slug, ".md")),)+ }
            }
        }
    };
}

codes! {
    /// The configuration file cannot be used.
    Config = "config",
    /// A value of a default fits no variant of its schema.
    DefaultMismatch = "default-mismatch",
    /// The document nests deeper than is allowed.
    DepthLimit = "depth-limit",
    /// A key stands twice in one object.
    DuplicateKey = "duplicate-key",
    /// Two operations have the same `operationId`.
    DuplicateOperationId = "duplicate-operation-id",
    /// An example does not fit its schema.
    ExampleMismatch = "example-mismatch",
    /// References or `allOf` that are written out come to more than is allowed.
    ExpansionLimit = "expansion-limit",
    /// A reference names another file or address.
    ExternalReference = "external-reference",
    /// A defect of clientwright itself. Please report it with the document.
    Internal = "internal",
    /// A file cannot be read.
    Io = "io",
    /// A name in the document or the configuration cannot be used as a Rust name.
    InvalidName = "invalid-name",
    /// The document breaks OpenAPI's rules at this place.
    InvalidDocument = "invalid-document",
    /// The text is not JSON or YAML.
    InvalidSyntax = "invalid-syntax",
    /// The document, its overlays or its aliases come to more values than is allowed.
    NodeLimit = "node-limit",
    /// The file is not an OpenAPI document.
    NotOpenApi = "not-openapi",
    /// A parameter has an object for a value and does not say how it is written.
    ObjectParameterWithoutStyle = "object-parameter-without-style",
    /// The generated crate would be larger than is allowed.
    OutputLimit = "output-limit",
    /// An overlay breaks the rules of the Overlay Specification.
    Overlay = "overlay",
    /// An overlay action finds nothing to change.
    OverlayTarget = "overlay-target",
    /// A documentation page cannot be imported.
    Page = "page",
    /// An extension tells of pages what the operation does not have.
    Paging = "paging",
    /// References lead back to themselves without a schema on the way.
    ReferenceCycle = "reference-cycle",
    /// The copy of a remote file is not the one that was agreed on: its hash differs.
    RemoteCopy = "remote-copy",
    /// A pattern that selects operations finds none.
    Selection = "selection",
    /// The generated crate is so large that it is worth compiling in parts.
    LargeCrate = "large-crate",
    /// The document has more files, bytes or references than is allowed.
    SizeLimit = "size-limit",
    /// A key that OpenAPI does not define here.
    UnknownKey = "unknown-key",
    /// A reference leads nowhere.
    UnresolvedReference = "unresolved-reference",
    /// A media type that cannot be read or written yet.
    UnsupportedMediaType = "unsupported-media-type",
    /// A parameter that cannot be written yet.
    UnsupportedParameter = "unsupported-parameter",
    /// A security scheme whose credentials answer what the service asks.
    UnsupportedSecurity = "unsupported-security",
    /// A version of OpenAPI that cannot be read yet.
    UnsupportedVersion = "unsupported-version",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}
