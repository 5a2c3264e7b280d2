//! Whose folders and files the output touches.

use super::super::*;
use super::{HEADER, file};
use std::fs;

#[test]
fn of_two_runs_the_second_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let files = [file("src/lib.rs", "")];
    let first = Run::begin(&disk::Real, folder.path()).unwrap();
    for mode in [Mode::Write, Mode::Check] {
        let refused = sync(folder.path(), &files, mode).unwrap_err().to_string();
        assert!(
            refused.starts_with("another run is writing to "),
            "{refused}"
        );
    }
    first.end(&disk::Real);
    sync(folder.path(), &files, Mode::Write).unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn runs_at_once_leave_what_one_of_them_wrote() {
    let folder = tempfile::tempdir().unwrap();
    let sets: Vec<Vec<File>> = (0..4)
        .map(|run| {
            (0..20)
                .map(|at| file(&format!("src/{at}.rs"), &format!("{run}\n")))
                .collect()
        })
        .collect();
    for _ in 0..20 {
        let refused: usize = std::thread::scope(|scope| {
            let path = folder.path();
            let run = |set| scope.spawn(move || sync(path, set, Mode::Write));
            let runs: Vec<_> = sets.iter().map(Vec::as_slice).map(run).collect();
            let ended = runs.into_iter().map(|run| run.join().unwrap());
            ended
                .filter(|end| matches!(end, Err(OutputError::Busy { .. })))
                .count()
        });
        assert!(refused < sets.len());
        let same = |set: &&Vec<File>| {
            sync(folder.path(), set, Mode::Check).is_ok_and(|all| all.is_empty())
        };
        assert_eq!(sets.iter().filter(same).count(), 1, "a mixture of runs");
    }
}

#[test]
fn paths_that_lead_out_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("crate");
    for path in [
        "../x.rs",
        "src/../../x.rs",
        "/tmp/x.rs",
        "",
        ".",
        "src\\..\\x.rs",
        "C:\\x.rs",
        "src/x.rs:stream",
        "src/a\nb.rs",
        ".clientwright/journal",
    ] {
        let files = [file("src/lib.rs", ""), file(path, "")];
        let refused = sync(&inside, &files, Mode::Write).unwrap_err();
        assert!(
            matches!(refused, OutputError::Outside { .. }),
            "{path}: {refused}"
        );
        assert!(!inside.exists(), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let (inside, outside) = (folder.path().join("crate"), folder.path().join("outside"));
    fs::create_dir_all(&outside).unwrap();
    fs::create_dir_all(inside.join("src")).unwrap();
    fs::write(outside.join("theirs.rs"), HEADER).unwrap();
    let files = [file("src/api/a.rs", "a\n")];
    for (target, link) in [
        (outside.clone(), "src/api"),
        (outside.join("theirs.rs"), "src/api/a.rs"),
        (outside.join("nothing.rs"), "src/api/a.rs"),
        (outside.clone(), ".clientwright"),
    ] {
        let link = inside.join(link);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        symlink(target, &link).unwrap();
        let refused = sync(&inside, &files, Mode::Write).unwrap_err();
        assert!(matches!(refused, OutputError::Link { .. }), "{refused}");
        fs::remove_file(&link).unwrap();
        let _ = fs::remove_dir(inside.join("src/api"));
    }
    // What a link leads to is not left over, whatever its first line says.
    symlink(&outside, inside.join("linked")).unwrap();
    symlink(outside.join("theirs.rs"), inside.join("src/linked.rs")).unwrap();
    sync(&inside, &files, Mode::Write).unwrap();
    let theirs = fs::read_to_string(outside.join("theirs.rs")).unwrap();
    assert_eq!(theirs, HEADER);
    assert_eq!(fs::read_dir(&outside).unwrap().count(), 1);
    assert!(inside.join("src/linked.rs").exists());
}

#[cfg(unix)]
#[test]
fn a_journal_that_somebody_planted_changes_nothing_outside() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let (inside, outside) = (folder.path().join("crate"), folder.path().join("outside"));
    fs::create_dir_all(inside.join(journal::FOLDER)).unwrap();
    fs::create_dir_all(&outside).unwrap();
    fs::write(outside.join("a.rs"), HEADER).unwrap();
    symlink(&outside, inside.join("linked")).unwrap();
    fs::write(inside.join("mine.rs"), "// by hand\n").unwrap();
    for (line, refused) in [
        ("write ../outside/a.rs", true),
        ("remove ../outside/a.rs", true),
        ("remove linked/a.rs", true),
        ("write linked/a.rs", true),
        ("remove mine.rs", false),
    ] {
        let run = inside.join(journal::FOLDER);
        fs::create_dir_all(&run).unwrap();
        fs::write(run.join("0"), "planted").unwrap();
        fs::write(
            run.join("journal"),
            format!("clientwright journal 1\n{line}\n"),
        )
        .unwrap();
        let ended = sync(&inside, &[file("src/lib.rs", "")], Mode::Write);
        assert_eq!(ended.is_err(), refused, "{line}: {ended:?}");
        assert_eq!(fs::read_to_string(outside.join("a.rs")).unwrap(), HEADER);
        assert!(inside.join("mine.rs").exists());
    }
}

#[test]
fn packages_inside_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let other = [
        file("src/lib.rs", "other\n"),
        File {
            path: "Cargo.toml".to_owned(),
            text: "# Generated by `test` from b.yaml; do not edit.\n".to_owned(),
        },
    ];
    sync(&folder.path().join("clients/other"), &other, Mode::Write).unwrap();
    let copied = File {
        path: "runtime/Cargo.toml".to_owned(),
        text: "# Generated by `test` as a copy of clientwright-runtime 0.1.0; do not edit.\n"
            .to_owned(),
    };
    let own = [file("src/lib.rs", "own\n"), copied];
    sync(folder.path(), &own, Mode::Write).unwrap();
    sync(folder.path(), &own[..1], Mode::Write).unwrap();
    assert!(!folder.path().join("runtime").exists());
    assert!(folder.path().join("clients/other/src/lib.rs").exists());
}
