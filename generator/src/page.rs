//! Documentation pages with a fenced OpenAPI block.
