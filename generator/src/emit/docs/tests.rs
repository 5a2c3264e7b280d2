//! Texts that documents have, and what becomes of them.

use super::sanitise;

#[test]
fn hostile_texts_are_only_text() {
    let cases = [
        ("plain 中文。", "plain 中文。"),
        (
            "see [Pet] and Vec<String>",
            "see \\[Pet\\] and Vec\\<String>",
        ),
        ("a <b>bold</b> <id> word", "a bold \\<id> word"),
        (
            "see https://example.com/a_b.",
            "see <https://example.com/a_b>.",
        ),
        (
            "[docs](https://x.org/a) [local](#/pets)",
            "[docs](<https://x.org/a>) local",
        ),
        ("```rust\nfn main() {}\n```", "```text\nfn main() {}\n```"),
        ("```\nopen", "```text\nopen\n```"),
        ("a\n\n    let x = 1;", "a\n\n```text\nlet x = 1;\n```"),
        ("- a\nb\n- c\n  - d", "- a\n  b\n- c\n\n  - d"),
        ("snake_case *em* 2*3", "snake_case *em* 2\\*3"),
        ("rtl \u{202e}x", "rtl x"),
        (
            "|a|b|\n|-|-|\n|1|`x`|",
            "| a | b |\n| --- | --- |\n| 1 | `x` |",
        ),
        ("> a\n>\n> b", "> a\n>\n> b"),
        ("one<br/>two", "one\\\ntwo"),
    ];
    for (given, wanted) in cases {
        assert_eq!(sanitise(given), wanted, "{given:?}");
    }
}

#[test]
fn is_idempotent() {
    for text in [
        "a <x> [b]",
        "- a\n- b\n\n  c",
        "1. x\n2. y",
        "# h\ntext https://a.b/c",
        "> q\n> - l",
    ] {
        let once = sanitise(text);
        assert_eq!(sanitise(&once), once);
    }
}
