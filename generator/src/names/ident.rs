//! Words to Rust identifiers.

use heck::{ToShoutySnakeCase, ToUpperCamelCase};

/// Strict and reserved keywords of edition 2024 that can be written raw (`r#type`).
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Keywords that cannot be written raw.
const NEVER_RAW: &[&str] = &["self", "Self", "super", "crate", "_"];

/// The words joined as `UpperCamelCase`; a digit in front gets an `N`, and numbers stay apart.
pub fn upper(words: &[String]) -> String {
    let mut name = String::new();
    for word in words {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        if name.is_empty() && digit(word.chars().next()) {
            name.push('N');
        } else if digit(name.chars().last()) && digit(word.chars().next()) {
            name.push('_');
        }
        name.push_str(&word.to_upper_camel_case());
    }
    name
}

/// The words joined as `snake_case`; a digit in front gets an `n`.
pub fn snake(words: &[String]) -> String {
    let name = words.join("_");
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        format!("n{name}")
    } else {
        name
    }
}

/// An identifier as `SHOUTY_SNAKE_CASE`.
pub fn shouty(name: &str) -> String {
    name.trim_start_matches("r#").to_shouty_snake_case()
}

/// The identifier as a source file writes it: keywords raw, or with an underscore where that is not allowed.
pub fn escape(name: String) -> String {
    if NEVER_RAW.contains(&name.as_str()) {
        format!("{name}_")
    } else if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else {
        name
    }
}

/// The identifier as a module and file name: keywords, crates, and names that some systems reserve get
/// an underscore.
pub fn escape_module(name: String) -> String {
    const FILES: &[&str] = &["aux", "con", "nul", "prn", "main", "lib", "mod"];
    // A `use` could not tell these from the crates.
    const CRATES: &[&str] = &[
        "alloc",
        "clientwright_runtime",
        "core",
        "proc_macro",
        "runtime",
        "std",
        "test",
    ];
    // The folders that modules stand in.
    const FOLDERS: &[&str] = &["api", "types", "wire"];
    let device = ["com", "lpt"].iter().any(|port| {
        let number = name.strip_prefix(port).unwrap_or_default();
        number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit())
    });
    let reserved = [KEYWORDS, NEVER_RAW, FILES, CRATES, FOLDERS]
        .iter()
        .any(|names| names.contains(&name.as_str()));
    if reserved || device {
        format!("{name}_")
    } else {
        name
    }
}

/// Whether a pinned name can be used: an ASCII identifier that is no keyword.
pub fn is_identifier(name: &str) -> bool {
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    starts && plain && !KEYWORDS.contains(&name) && !NEVER_RAW.contains(&name)
}

/// The words of `parent` and `own` without those that `own` repeats at the joint.
pub fn join(parent: &[String], own: &[String]) -> Vec<String> {
    let repeated = (1..own.len().min(parent.len() + 1))
        .rev()
        .find(|&n| parent.ends_with(&own[..n]))
        .unwrap_or(0);
    let mut all: Vec<String> = parent.to_vec();
    all.extend_from_slice(&own[repeated..]);
    all
}

/// Whether the words begin with those of a phrase.
pub fn same_words(words: &[String], phrase: &[&str]) -> bool {
    words.len() >= phrase.len() && words.iter().zip(phrase).all(|(word, own)| word == own)
}

/// The last word in the singular, for the elements of a list.
pub fn singular(mut words: Vec<String>) -> Vec<String> {
    let changed = words
        .last_mut()
        .is_some_and(|last| match singular_word(last) {
            Some(word) => {
                *last = word;
                true
            }
            None => false,
        });
    if !changed {
        words.push("item".to_owned());
    }
    words
}

/// A word in the singular, if it looks like a plural.
pub fn singular_word(word: &str) -> Option<String> {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return Some(format!("{stem}y"));
    }
    for ending in ["sses", "xes", "ches", "shes", "statuses"] {
        if word.ends_with(ending) {
            return word.strip_suffix("es").map(str::to_owned);
        }
    }
    let exempt = ["ss", "us", "is", "news", "series"]
        .iter()
        .any(|ending| word.ends_with(ending));
    word.strip_suffix('s')
        .filter(|stem| stem.len() > 1 && !exempt)
        .map(str::to_owned)
}

/// A word as it is in the singular.
pub fn stem(word: &str) -> String {
    singular_word(word).unwrap_or_else(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::words::words;

    #[test]
    fn numbers_begin_no_name_and_stay_apart() {
        assert_eq!(upper(&words("contentMode")), "ContentMode");
        assert_eq!(upper(&words("2fa")), "N2fa");
        assert_eq!(snake(&words("2fa")), "n2fa");
        assert_eq!(upper(&words("1.5")), "N1_5");
        assert_eq!(upper(&words("15")), "N15");
    }

    #[test]
    fn keywords_stay_readable() {
        assert_eq!(escape("type".into()), "r#type");
        assert_eq!(escape("self".into()), "self_");
        assert_eq!(escape("Self".into()), "Self_");
        assert_eq!(escape_module("type".into()), "type_");
        assert_eq!(escape_module("com1".into()), "com1_");
        assert_eq!(escape_module("come".into()), "come");
        assert_eq!(escape_module("std".into()), "std_");
    }

    #[test]
    fn joins_without_repeating() {
        assert_eq!(
            upper(&join(&words("Work"), &words("workStatus"))),
            "WorkStatus"
        );
        assert_eq!(upper(&join(&words("Node"), &words("node"))), "NodeNode");
    }

    #[test]
    fn elements_are_singular() {
        let name = |text| upper(&singular(words(text)));
        assert_eq!(name("items"), "Item");
        assert_eq!(name("replies"), "Reply");
        assert_eq!(name("addresses"), "Address");
        assert_eq!(name("status"), "StatusItem");
        assert_eq!(name("statuses"), "Status");
    }
}
