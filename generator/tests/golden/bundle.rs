//! A document of many files and the one that is made of them are the same to the generator.

use crate::compare::folder;
use crate::several;
use clientwright::config::{Config, Runtime};
use clientwright::document::Format;
use clientwright::output::File;
use clientwright::source::{Files, MemoryFiles};

fn config(document: &str) -> Config {
    let mut config = Config::default();
    config.input.document = document.into();
    config.output.crate_name = "files-client".to_owned();
    config.output.runtime = Runtime::Path("../runtime".to_owned());
    config
}

fn generate(document: &str, files: &dyn Files) -> Vec<File> {
    let outcome = clientwright::generate(&config(document), files);
    assert!(
        !outcome.diagnostics.has_errors(),
        "{:?}",
        outcome.diagnostics
    );
    outcome.files
}

#[test]
fn a_bundle_generates_the_same_crate() {
    let parts = several::files(&folder().join("files.files"));
    let expected = generate("openapi.yaml", &parts);
    for format in [Format::Yaml, Format::Json] {
        let bundled = clientwright::bundle(&config("openapi.yaml"), &parts, format);
        let text = bundled.text.unwrap();
        let bundle = MemoryFiles([("openapi.yaml".into(), text.clone().into_bytes())].into());
        let made = generate("openapi.yaml", &bundle);
        assert!(made == expected, "{text}");
        let again = clientwright::bundle(&config("openapi.yaml"), &bundle, format);
        assert_eq!(again.text.unwrap(), text, "a bundle is its own bundle");
    }
}
