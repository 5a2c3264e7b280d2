//! What the README shows is what compiles.

use std::path::Path;

#[test]
fn the_readme_shows_the_example() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| std::fs::read_to_string(root.join(name)).unwrap();
    let readme = read("../README.md");
    let (_, rest) = readme.split_once("```rust\n").unwrap();
    let (shown, _) = rest.split_once("```").unwrap();
    let example = read("examples/readme.rs");
    let (_, code) = example.split_once("\n\n").unwrap();
    assert_eq!(shown, code);
}
