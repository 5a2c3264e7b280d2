//! Laws: the same input gives the same bytes, and names do not depend on the order of things.

use crate::hand;
use clientwright::config::{Config, PinnedNames};
use clientwright::diagnostic::Diagnostics;
use clientwright::emit::{File, emit};
use clientwright::ir::Api;
use clientwright::names::name;

fn generate(api: &Api) -> Vec<File> {
    let mut config = Config::default();
    config.output.crate_name = "aitoearn-client".to_owned();
    config.output.command = "cargo xtask codegen".to_owned();
    config.input.document = "spec/aitoearn.openapi.yaml".into();
    config.output.license = Some("MIT OR Apache-2.0".to_owned());
    config.output.runtime = clientwright::config::Runtime::Path("../runtime".to_owned());
    let mut diagnostics = Diagnostics::default();
    let names = name(api, &PinnedNames::new(), &mut diagnostics);
    let files = emit(api, &names, &config, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{:?}", diagnostics.sorted());
    files
}

#[test]
fn the_same_api_gives_the_same_bytes() {
    let first = generate(&hand::api());
    assert_eq!(first, generate(&hand::api()));
    if let Ok(folder) = std::env::var("CLIENTWRIGHT_SHOW") {
        for file in first {
            let path = std::path::Path::new(&folder).join(&file.path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, file.text).unwrap();
        }
    }
}

#[test]
fn awkward_things_come_out_as_rust() {
    let files = generate(&crate::zoo::api());
    if let Ok(folder) = std::env::var("CLIENTWRIGHT_ZOO") {
        for file in files {
            let path = std::path::Path::new(&folder).join(&file.path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, file.text).unwrap();
        }
    }
}
