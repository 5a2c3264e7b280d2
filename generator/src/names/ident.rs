//! Text of a document to words, and words to Rust identifiers.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// Names longer than this are shortened.
const LONGEST: usize = 50;

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

/// What stands for a character in a text that has no letter or digit at all.
const SYMBOLS: &[(char, &str)] = &[
    ('+', "plus"),
    ('-', "minus"),
    ('*', "star"),
    ('/', "slash"),
    ('=', "equal"),
    ('<', "less"),
    ('>', "greater"),
    ('!', "not"),
    ('~', "tilde"),
    ('^', "caret"),
    ('%', "percent"),
    ('&', "and"),
    ('|', "or"),
    ('.', "dot"),
    (',', "comma"),
    (':', "colon"),
    (';', "semicolon"),
    ('?', "question"),
    ('@', "at"),
    ('#', "hash"),
    ('$', "dollar"),
    ('_', "underscore"),
    (' ', "space"),
];

/// The lower-case ASCII words of a text; empty if it has none, as with Chinese alone.
pub fn words(text: &str) -> Vec<String> {
    let signed = text
        .strip_prefix(['-', '+'])
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let spelt: String = if text.chars().any(|c| c.is_ascii_alphanumeric()) {
        let sign = match (signed, text.chars().next()) {
            (true, Some('-')) => "minus ",
            (true, _) => "plus ",
            _ => "",
        };
        let plain = text
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' });
        sign.chars().chain(plain).collect()
    } else {
        let spell = |c| {
            SYMBOLS
                .iter()
                .find(|(symbol, _)| *symbol == c)
                .map(|(_, word)| *word)
        };
        text.chars().filter_map(spell).collect::<Vec<_>>().join(" ")
    };
    let snake = spelt.to_snake_case();
    snake
        .split('_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The words joined as `UpperCamelCase`; a digit in front gets an `N`.
pub fn upper(words: &[String]) -> String {
    let name = words.join("_").to_upper_camel_case();
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        format!("N{name}")
    } else {
        name
    }
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

/// The identifier as a module and file name: keywords and names that some systems reserve get an underscore.
pub fn escape_module(name: String) -> String {
    const FILES: &[&str] = &["aux", "con", "nul", "prn", "main", "lib"];
    let device = name.len() == 4 && (name.starts_with("com") || name.starts_with("lpt"));
    let reserved = KEYWORDS.contains(&name.as_str()) || NEVER_RAW.contains(&name.as_str());
    if reserved || device || FILES.contains(&name.as_str()) {
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

/// The words of `parent` and `own` without those that `own` repeats at the joint, cut to a bearable length.
pub fn join(parent: &[String], own: &[String]) -> Vec<String> {
    let repeated = (1..own.len().min(parent.len() + 1))
        .rev()
        .find(|&n| parent.ends_with(&own[..n]))
        .unwrap_or(0);
    let mut all: Vec<String> = parent.to_vec();
    all.extend_from_slice(&own[repeated..]);
    shorten(all)
}

/// Drops words from the front until the name is bearable; a single word is cut.
pub fn shorten(mut words: Vec<String>) -> Vec<String> {
    while words.len() > 2 && words.iter().map(String::len).sum::<usize>() > LONGEST {
        words.remove(0);
    }
    for word in &mut words {
        word.truncate(LONGEST);
    }
    words
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
    for ending in ["sses", "xes", "ches", "shes"] {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn both(text: &str) -> (String, String) {
        (upper(&words(text)), snake(&words(text)))
    }

    #[test]
    fn splits_words_of_any_case() {
        assert_eq!(
            both("contentMode"),
            ("ContentMode".into(), "content_mode".into())
        );
        assert_eq!(both("KWAI"), ("Kwai".into(), "kwai".into()));
        assert_eq!(both("X-Api-Key"), ("XApiKey".into(), "x_api_key".into()));
        assert_eq!(both("2fa"), ("N2fa".into(), "n2fa".into()));
        assert_eq!(both("-1"), ("Minus1".into(), "minus_1".into()));
        assert_eq!(both(">="), ("GreaterEqual".into(), "greater_equal".into()));
        assert_eq!(both("渠道"), (String::new(), String::new()));
    }

    #[test]
    fn keywords_stay_readable() {
        assert_eq!(escape("type".into()), "r#type");
        assert_eq!(escape("self".into()), "self_");
        assert_eq!(escape("Self".into()), "Self_");
        assert_eq!(escape_module("type".into()), "type_");
        assert_eq!(escape_module("com1".into()), "com1_");
    }

    #[test]
    fn joins_without_repeating() {
        assert_eq!(
            upper(&join(&words("Work"), &words("workStatus"))),
            "WorkStatus"
        );
        assert_eq!(upper(&join(&words("Node"), &words("node"))), "NodeNode");
        assert!(upper(&shorten(words(&"veryLong".repeat(30)))).len() <= LONGEST + 8);
    }

    #[test]
    fn elements_are_singular() {
        let name = |text| upper(&singular(words(text)));
        assert_eq!(name("items"), "Item");
        assert_eq!(name("replies"), "Reply");
        assert_eq!(name("addresses"), "Address");
        assert_eq!(name("status"), "StatusItem");
    }
}
