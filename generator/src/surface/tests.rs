//! Small crates and what users see of them.

use super::{Surface, path_of};

const MANIFEST: &str = "[package]\nname = 'pets'\n[features]\ndefault = ['pets']\npets = []\n";
const LIB: &str = "
    pub mod api;
    pub mod types;
    mod error;
    mod wire;
    pub use clientwright_runtime as runtime;
    pub use error::Error;
";
const ERROR: &str = "
    use clientwright_runtime as runtime;
    pub type Error = runtime::Error<i64>;
";
const API: &str = "
    use crate::{Error, types};
    use clientwright_runtime as runtime;
    #[derive(Clone)]
    pub struct Pets { core: runtime::Client }
    impl Pets {
        pub(crate) fn new() -> Self { loop {} }
        #[deprecated]
        pub fn get(&self, id: impl Into<types::Names>) -> Result<types::Pet, Error> { loop {} }
    }
";
const TYPES: &str = "mod pet; pub use pet::{Names, Pet};";
const PET: &str = "
    use std::num::NonZeroU32;
    #[derive(Debug)]
    #[non_exhaustive]
    pub struct Pet { pub legs: Option<NonZeroU32>, pub names: Names }
    pub type Names = Vec<String>;
    impl Pet { pub fn legs(mut self, legs: NonZeroU32) -> Self { self } }
    impl From<Names> for Pet { fn from(_: Names) -> Self { loop {} } }
    struct Hidden;
    impl Hidden { pub fn seen() {} }
";
const WIRE: &str = "
    use crate::types;
    use clientwright_runtime::wire;
    impl wire::Record for types::Pet {}
    wire::record!(types::Pet);
";

#[test]
fn what_users_see_is_written_from_the_root() {
    let files = [
        ("Cargo.toml", MANIFEST),
        ("src/lib.rs", LIB),
        ("src/error.rs", ERROR),
        ("src/api/mod.rs", "pub mod pets;"),
        ("src/api/pets.rs", API),
        ("src/types/mod.rs", TYPES),
        ("src/types/pet.rs", PET),
        ("src/wire.rs", WIRE),
    ];
    let surface = Surface::read(files.into_iter()).unwrap();
    let lines = surface.items.iter().map(|(key, item)| {
        let deprecated = if item.deprecated { " (deprecated)" } else { "" };
        format!("{} {key}: {}{deprecated}", item.kind.word(), item.kind)
    });
    let lines: Vec<String> = lines.collect();
    assert_eq!(
        lines,
        [
            "alias Error: runtime::Error<i64>",
            "struct api::pets::Pets: #[non_exhaustive] struct",
            "method api::pets::Pets::get(): (&self, id: impl Into<Vec<String>>) -> \
             Result<types::Pet, runtime::Error<i64>> (deprecated)",
            "feature feature default: [pets]",
            "feature feature pets: []",
            "implementation impl Clone for api::pets::Pets: implementation",
            "implementation impl Debug for types::Pet: implementation",
            "implementation impl From<Vec<String>> for types::Pet: implementation",
            "implementation impl runtime::wire::record! for types::Pet: implementation",
            "package package pets: package",
            "re-export runtime: runtime",
            "alias types::Names: Vec<String>",
            "struct types::Pet: #[non_exhaustive] struct",
            "field types::Pet::legs: Option<std::num::NonZeroU32>",
            "method types::Pet::legs(): (self, legs: std::num::NonZeroU32) -> types::Pet",
            "field types::Pet::names: Vec<String>",
        ]
    );
    for (key, path) in [
        ("types::Pet::legs()", "types::Pet::legs"),
        ("impl Clone for types::Pet", "types::Pet"),
        ("<types::Pet as IntoFuture>::Output", "types::Pet"),
    ] {
        assert_eq!(path_of(key), path);
    }
}
