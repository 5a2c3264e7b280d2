//! The same bytes on every machine: whoever runs the command, where, in which language and time zone, with how many
//! threads.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A machine: what its processes find around them.
struct Machine {
    folder: &'static str,
    /// What the owner's group and others may not do with new files.
    umask: &'static str,
    variables: &'static [(&'static str, &'static str)],
}

const MACHINES: &[Machine] = &[
    Machine {
        folder: "a",
        umask: "022",
        variables: &[
            ("LANG", "C"),
            ("TZ", "UTC"),
            ("HOME", "/"),
            ("RAYON_NUM_THREADS", "1"),
        ],
    },
    Machine {
        folder: "Ein Ordner/mit ä und '$HOME'",
        umask: "077",
        variables: &[
            ("LANG", "tr_TR.UTF-8"),
            ("LC_ALL", "tr_TR.UTF-8"),
            ("TZ", "Pacific/Kiritimati"),
            ("HOME", "/nonexistent"),
            ("USER", "somebody"),
            ("NO_COLOR", "1"),
            ("SOURCE_DATE_EPOCH", "1"),
            ("RAYON_NUM_THREADS", "7"),
        ],
    },
];

fn tree(folder: &Path, below: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let (path, name) = entry
            .map(|entry| (entry.path(), entry.file_name()))
            .unwrap();
        match path.is_dir() {
            true => tree(&path, &below.join(name), found),
            false => drop(found.insert(below.join(name), fs::read(path).unwrap())),
        }
    }
}

/// What is written and said on a machine.
fn generated(machine: &Machine, document: &Path) -> (BTreeMap<PathBuf, Vec<u8>>, String) {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join(machine.folder);
    fs::create_dir_all(&folder).unwrap();
    fs::copy(document, folder.join("api.yaml")).unwrap();
    let output = Command::new("/bin/sh")
        .args(["-c", "umask $1; shift; exec \"$@\"", "sh", machine.umask])
        .arg(env!("CARGO_BIN_EXE_clientwright"))
        .args(
            "generate api.yaml --output out --name x --crate-version 1.0.0 --report report.json"
                .split(' '),
        )
        .current_dir(&folder)
        .env_clear()
        .envs(machine.variables.iter().copied())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let mut found = BTreeMap::new();
    tree(&folder, Path::new(""), &mut found);
    assert!(
        found.contains_key(Path::new("out/src/lib.rs")),
        "{}: {said}",
        document.display()
    );
    (found, said)
}

#[test]
fn two_machines_write_the_same_bytes() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("test_data/golden");
    // Names in many scripts, schemas with cycles, every kind of answer.
    for name in ["awkward_names", "all_of", "answers"] {
        let document = golden.join(format!("{name}.yaml"));
        let [one, other] = [0, 1].map(|at| generated(&MACHINES[at], &document));
        let names = |tree: &BTreeMap<PathBuf, Vec<u8>>| tree.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&one.0), names(&other.0));
        for (path, bytes) in &one.0 {
            assert_eq!(Some(bytes), other.0.get(path), "{name}: {}", path.display());
        }
        assert_eq!(one.1, other.1);
    }
}
