//! `cargo xtask codegen` on a copy of what it reads and writes.

mod copy;

use copy::Copy;
use std::fs;
use std::process::Command;

fn codegen(copy: &Copy, arguments: &[&str]) -> (bool, String) {
    copy.xtask(&[&["codegen"], arguments].concat())
}

#[test]
fn what_is_committed_is_what_is_generated() {
    let (done, said) = codegen(&Copy::new(), &["--check"]);
    assert!(done, "{said}");
}

#[test]
fn deleted_and_conflicting_files_are_restored() {
    let copy = Copy::new();
    let (lib, manifest) = (
        copy.read("generated-client/src/lib.rs"),
        copy.read("generated-client/Cargo.toml"),
    );
    let tests = copy.read("generated-client/tests/it/main.rs");
    fs::remove_dir_all(copy.path("generated-client/src")).unwrap();
    fs::remove_file(copy.path("generated-client/Cargo.toml")).unwrap();
    let (done, said) = codegen(&copy, &["--check"]);
    assert!(
        !done && said.contains("Cargo.toml") && said.contains("missing"),
        "{said}"
    );
    assert!(codegen(&copy, &[]).0);
    assert_eq!(copy.read("generated-client/src/lib.rs"), lib);
    assert_eq!(copy.read("generated-client/Cargo.toml"), manifest);
    fs::write(
        copy.path("generated-client/src/lib.rs"),
        "<<<<<<< HEAD\n=======\n>>>>>>> x\n",
    )
    .unwrap();
    fs::write(copy.path("generated-client/Cargo.toml"), "<<<<<<< HEAD\n").unwrap();
    assert!(codegen(&copy, &[]).0);
    assert_eq!(copy.read("generated-client/src/lib.rs"), lib);
    assert_eq!(copy.read("generated-client/Cargo.toml"), manifest);
    assert_eq!(copy.read("generated-client/tests/it/main.rs"), tests);
}

#[test]
fn a_word_of_the_overlay_shows_as_a_difference() {
    let copy = Copy::new();
    copy.edit(
        "spec/aitoearn.overlay.yaml",
        "ChannelCredentialNotFound",
        "CredentialLost",
    );
    // The name was given, so it stays; that the overlay is another is seen.
    let (done, said) = codegen(&copy, &["--check"]);
    assert!(!done && said.contains("spec/clientwright.lock"), "{said}");
    assert!(!said.contains("CredentialLost"), "{said}");
    let (done, said) = codegen(&copy, &["--check", "--relock"]);
    assert!(!done);
    for expected in [
        "generated-client/src/error.rs",
        "-    ChannelCredentialNotFound",
        "+    CredentialLost",
        "cargo xtask codegen",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
}

#[test]
fn an_edited_file_shows_as_a_difference() {
    let copy = Copy::new();
    copy.edit(
        "generated-client/src/types/work.rs",
        "pub title",
        "pub heading",
    );
    let (done, said) = codegen(&copy, &["--check"]);
    assert!(
        !done && said.contains("-    pub heading") && said.contains("+    pub title"),
        "{said}"
    );
}

#[test]
fn a_faulty_overlay_changes_nothing() {
    let copy = Copy::new();
    copy.edit("spec/aitoearn.overlay.yaml", "$.servers", "$.sirvers");
    let lib = copy.read("generated-client/src/lib.rs");
    let (done, said) = codegen(&copy, &[]);
    assert!(!done && said.contains("error[overlay-target]"), "{said}");
    assert!(said.contains("spec/aitoearn.overlay.yaml:"), "{said}");
    assert_eq!(copy.read("generated-client/src/lib.rs"), lib);
}

#[test]
fn pages_are_imported() {
    let copy = Copy::new();
    let document = copy.read("spec/aitoearn.openapi.yaml");
    let page = format!(
        "# A page\n\n````yaml x.json get /api/v2/channels/works/{{platform}}\n{document}````\n"
    );
    fs::write(copy.path("page.md"), page).unwrap();
    let import = |more: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["spec", "import", "page.md"])
            .args(more)
            .current_dir(copy.0.path())
            .output()
            .unwrap()
            .status
            .success()
    };
    assert!(import(&["--check"]));
    copy.edit("spec/aitoearn.openapi.yaml", "1.0.0", "2.0.0");
    assert!(!import(&["--check"]));
    assert!(import(&[]));
    assert_eq!(copy.read("spec/aitoearn.openapi.yaml"), document);
}
