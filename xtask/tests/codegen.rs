//! `cargo xtask codegen` on a copy of what it reads and writes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

struct Copy(TempDir);

impl Copy {
    fn new() -> Self {
        let copy = Self(TempDir::new().unwrap());
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for folder in ["spec", "generated-client"] {
            copy_folder(&root.join(folder), &copy.path(folder));
        }
        copy
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{name} has no {from}");
        fs::write(self.path(name), text.replacen(from, to, 1)).unwrap();
    }

    fn codegen(&self, arguments: &[&str]) -> (bool, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .arg("codegen")
            .args(arguments)
            .current_dir(self.0.path())
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(said).unwrap())
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

#[test]
fn what_is_committed_is_what_is_generated() {
    let (done, said) = Copy::new().codegen(&["--check"]);
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
    let (done, said) = copy.codegen(&["--check"]);
    assert!(
        !done && said.contains("Cargo.toml") && said.contains("missing"),
        "{said}"
    );
    assert!(copy.codegen(&[]).0);
    assert_eq!(copy.read("generated-client/src/lib.rs"), lib);
    assert_eq!(copy.read("generated-client/Cargo.toml"), manifest);
    fs::write(
        copy.path("generated-client/src/lib.rs"),
        "<<<<<<< HEAD\n=======\n>>>>>>> x\n",
    )
    .unwrap();
    fs::write(copy.path("generated-client/Cargo.toml"), "<<<<<<< HEAD\n").unwrap();
    assert!(copy.codegen(&[]).0);
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
    let (done, said) = copy.codegen(&["--check"]);
    assert!(!done && said.contains("spec/clientwright.lock"), "{said}");
    assert!(!said.contains("CredentialLost"), "{said}");
    let (done, said) = copy.codegen(&["--check", "--relock"]);
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
    let (done, said) = copy.codegen(&["--check"]);
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
    let (done, said) = copy.codegen(&[]);
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
