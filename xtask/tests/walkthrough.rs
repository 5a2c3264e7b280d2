//! `docs/walkthrough.md` says what happens: its files are written, its commands run, and what they print compared.

mod copy;

use copy::{Copy, copy_folder};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What stands for lines that are not shown.
const MORE: &str = "…";

/// A fenced block: the words after the fence, the line that it begins in, and its text.
struct Block {
    info: String,
    line: usize,
    text: String,
}

fn blocks(document: &str) -> Vec<Block> {
    let mut all: Vec<Block> = Vec::new();
    let mut open = false;
    for (at, line) in document.lines().enumerate() {
        match line.strip_prefix("```") {
            Some(_) if open => open = false,
            Some(info) => {
                open = true;
                all.push(Block {
                    info: info.to_owned(),
                    line: at + 1,
                    text: String::new(),
                });
            }
            None if open => {
                let block = all.last_mut().unwrap();
                block.text += &format!("{line}\n");
            }
            None => {}
        }
    }
    assert!(!open, "a block is not closed");
    all
}

/// The commands of a block, with what each prints.
fn commands(block: &str) -> Vec<(String, Vec<String>)> {
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for line in block.lines() {
        match line.strip_prefix("$ ") {
            Some(command) => all.push((command.to_owned(), Vec::new())),
            None => all.last_mut().unwrap().1.push(line.to_owned()),
        }
    }
    all
}

/// A text with the change that a block shows: its lines stand there once, those with a plus are new, those with a
/// minus go.
fn changed(text: &str, block: &Block) -> String {
    let side = |other: char| -> String {
        let lines = block.text.lines().filter(|line| !line.starts_with(other));
        lines
            .map(|line| format!("{}\n", line.get(1..).unwrap_or_default()))
            .collect()
    };
    let (old, new) = (side('+'), side('-'));
    let count = text.matches(&old).count();
    assert_eq!(count, 1, "line {}: found so often:\n{old}", block.line);
    text.replacen(&old, &new, 1)
}

/// Whether the lines are what was expected: groups of lines, with any others where [`MORE`] stands.
fn is_shown(printed: &str, expected: &[String]) -> bool {
    let printed: Vec<&str> = printed.lines().map(str::trim_end).collect();
    let mut groups = expected.split(|line| line == MORE).peekable();
    let (mut at, mut first) = (0, true);
    while let Some(group) = groups.next() {
        let last = groups.peek().is_none();
        let fits = |start: usize| {
            let there = printed.get(start..start + group.len());
            there.is_some_and(|there| there.iter().zip(group).all(|(a, b)| a == b))
        };
        let mut places = at..=printed.len();
        let found = match (first, last) {
            (true, true) => Some(0).filter(|_| printed.len() == group.len() && fits(0)),
            (true, false) => Some(0).filter(|_| fits(0)),
            (false, true) => printed
                .len()
                .checked_sub(group.len())
                .filter(|end| *end >= at && fits(*end)),
            (false, false) => places.find(|start| fits(*start)),
        };
        let Some(found) = found else { return false };
        (at, first) = (found + group.len(), false);
    }
    true
}

struct Walk {
    copy: Copy,
    target: PathBuf,
}

impl Walk {
    fn new() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let copy = Copy::new();
        // What the generated crate stands on: the runtime, and the workspace that both inherit from.
        copy_folder(&root.join("runtime"), &copy.path("runtime"));
        let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
        let members = "members = [\"generator\", ";
        assert!(manifest.contains(members));
        let manifest = manifest.replace(members, "members = [");
        fs::write(copy.path("Cargo.toml"), manifest).unwrap();
        fs::create_dir_all(copy.path("program/src")).unwrap();
        // The versions that are at hand.
        fs::copy(root.join("Cargo.lock"), copy.path("program/Cargo.lock")).unwrap();
        Self {
            target: Path::new(env!("CARGO_TARGET_TMPDIR")).join("walkthrough"),
            copy,
        }
    }

    fn run(&self, command: &str) -> String {
        let xtask = format!("'{}'", env!("CARGO_BIN_EXE_xtask"));
        let command = command.replace("cargo xtask", &xtask);
        let done = Command::new("sh")
            .args(["-c", &format!("({command}) 2>&1")])
            .current_dir(self.copy.0.path())
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_NET_OFFLINE", "true")
            .output()
            .unwrap();
        String::from_utf8(done.stdout).unwrap()
    }

    fn step(&self, block: &Block) {
        let (kind, file) = block.info.split_once(' ').unwrap_or((&block.info, ""));
        match (kind, file) {
            ("sh", "") => {
                for (command, expected) in commands(&block.text) {
                    let printed = self.run(&command);
                    assert!(
                        is_shown(&printed, &expected),
                        "line {}: `{command}` prints\n{printed}\nand not\n{}",
                        block.line,
                        expected.join("\n")
                    );
                }
            }
            ("diff", file) => {
                let text = changed(&self.copy.read(file), block);
                fs::write(self.copy.path(file), text).unwrap();
            }
            (_, "") => panic!("line {}: neither a file nor commands", block.line),
            (_, file) => fs::write(self.copy.path(file), &block.text).unwrap(),
        }
    }
}

#[test]
fn everything_happens_as_the_document_says() {
    let walk = Walk::new();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/walkthrough.md");
    for block in blocks(&fs::read_to_string(path).unwrap()) {
        walk.step(&block);
    }
}

#[test]
fn lines_are_compared_but_for_what_is_not_shown() {
    let expected = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    for (printed, shown, is) in [
        ("a\nb\n", "a\nb", true),
        ("a\nb\n", "a", false),
        ("a\nb\nc\nd\n", "a\n…\nd", true),
        ("a\nb\nc\nd\n", "…\nb\nc\n…", true),
        ("a\nb\nc\nd\n", "…\nb\nd\n…", false),
        ("", "", true),
        ("warning\n", "", false),
    ] {
        assert_eq!(is_shown(printed, &expected(shown)), is, "{printed} {shown}");
    }
}
