//! Text of a document to words.

use deunicode::deunicode_char;
use heck::ToSnakeCase;

/// Names longer than this, in letters, are cut. What the document itself spells out goes a long way.
const LONGEST: usize = 90;
/// What is put together from several names is cut at this.
const COMPOSED: usize = 60;

/// What stands for a symbol where it makes a difference.
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
    ('(', "open"),
    (')', "close"),
    ('[', "open"),
    (']', "close"),
    ('{', "open"),
    ('}', "close"),
    ('"', "quote"),
    ('\'', "apostrophe"),
    ('`', "backtick"),
    ('\\', "backslash"),
    ('\n', "newline"),
    ('\t', "tab"),
];

/// Symbols that say something in front of a word: `-created` is not `created`.
const PREFIXES: &[char] = &['+', '-', '<', '>', '=', '!', '~'];

/// Capitals that belong together with what follows them, and how the splitter has to see them.
const TOGETHER: &[(&str, &str)] = &[
    ("OAuth", "Oauth"),
    ("IPv4", "Ipv4"),
    ("IPv6", "Ipv6"),
    ("GraphQL", "Graphql"),
    ("iOS", "Ios"),
    ("macOS", "Macos"),
];

/// The lower-case ASCII words of a text, no longer than a name may be; other scripts are transliterated.
/// Empty only for a text without anything that can be spelt.
pub fn words(text: &str) -> Vec<String> {
    let ascii = transliterated(text);
    let spelt = if ascii.contains(|c: char| c.is_ascii_alphanumeric()) {
        prefixed(&ascii)
    } else {
        spell(&ascii, |_| true)
    };
    bounded(split(&spelt), LONGEST)
}

/// The words with every symbol spelt out, for texts that differ in nothing else.
pub fn spelt_words(text: &str) -> Vec<String> {
    bounded(split(&spell(&transliterated(text), |c| c != ' ')), LONGEST)
}

/// Characters of other scripts in ASCII. An accent or an umlaut does not end a word.
fn transliterated(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut ascii = String::with_capacity(text.len());
    for letter in text.chars() {
        match deunicode_char(letter) {
            _ if letter.is_ascii() => ascii.push(letter),
            // `Æ` stands for one capital, whatever it is written as.
            Some(written) if letter.is_uppercase() && written.len() > 1 => {
                let (first, rest) = written.split_at(1);
                ascii.push_str(first);
                ascii.push_str(&rest.to_ascii_lowercase());
            }
            // A sign such as a whole Chinese word stands for itself.
            Some(written) if letter.is_alphabetic() && !written.ends_with(' ') => {
                ascii.push_str(written);
            }
            Some(written) => {
                ascii.push(' ');
                ascii.push_str(written);
                ascii.push(' ');
            }
            // No space, which would be spelt where there is nothing else.
            None => ascii.push('\0'),
        }
    }
    ascii
}

/// The text with the symbols spelt that stand in front of its first word.
fn prefixed(text: &str) -> String {
    let rest = text.trim_start_matches(PREFIXES);
    let front = text.strip_suffix(rest).unwrap_or_default();
    let word = rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    // `--flag` and `<tag>` are only written that way.
    if front.is_empty() || front == "--" || rest.ends_with('>') || !word {
        return text.to_owned();
    }
    format!("{} {rest}", spell(front, |_| true))
}

fn spell(text: &str, which: impl Fn(char) -> bool) -> String {
    let mut spelt = String::with_capacity(text.len());
    for letter in text.chars() {
        let known = SYMBOLS.iter().find(|(symbol, _)| *symbol == letter);
        match known.filter(|_| which(letter)) {
            Some((_, word)) => {
                spelt.push(' ');
                spelt.push_str(word);
                spelt.push(' ');
            }
            None => spelt.push(letter),
        }
    }
    spelt
}

fn split(text: &str) -> Vec<String> {
    // Where no capital begins a word, as in most texts, only signs do.
    if !text.contains(|c: char| c.is_ascii_uppercase()) {
        let words = text.split(|c: char| !c.is_ascii_alphanumeric());
        let words = words.filter(|word| !word.is_empty());
        return words.map(str::to_owned).collect();
    }
    let plain: String = text
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let snake = together(plain).to_snake_case();
    snake
        .split('_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Writes capitals that are one word so that the splitter sees one: `OAuth`, and plurals such as `IDs`.
fn together(mut text: String) -> String {
    for (written, seen) in TOGETHER {
        if text.contains(written) {
            text = text.replace(written, seen);
        }
    }
    let bytes = text.as_bytes();
    let capital = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_uppercase);
    let plural = |at: usize| {
        bytes[at] == b's'
            && at >= 2
            && capital(at - 1)
            && capital(at - 2)
            && !bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase)
    };
    let plurals: Vec<usize> = (0..bytes.len()).filter(|&at| plural(at)).collect();
    let mut bytes = text.into_bytes();
    for at in plurals {
        let mut first = at;
        while first > 1
            && bytes[first - 1].is_ascii_uppercase()
            && bytes[first - 2].is_ascii_uppercase()
        {
            first -= 1;
            bytes[first].make_ascii_lowercase();
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// The words as far as a name of several may go: of a longer one the front, the end, and a mark that
/// tells it from others with the same front and end.
pub fn shorten(words: Vec<String>) -> Vec<String> {
    bounded(words, COMPOSED)
}

/// How many letters words have.
pub fn letters(words: &[String]) -> usize {
    words.iter().map(String::len).sum()
}

fn bounded(words: Vec<String>, longest: usize) -> Vec<String> {
    if letters(&words) <= longest {
        return words;
    }
    let (front, back) = (longest * 2 / 5, longest / 2);
    let mut cut: Vec<String> = Vec::new();
    for word in &words {
        let room = front - letters(&cut);
        if word.len() > room && !cut.is_empty() {
            break;
        }
        cut.push(word.chars().take(room).collect());
    }
    let mut end = words.len();
    while end > cut.len() && letters(&words[end - 1..]) <= back {
        end -= 1;
    }
    cut.extend_from_slice(&words[end..]);
    cut.push(mark(&words.join("_")));
    cut
}

/// A short word for a text, the same on every machine and in every version.
pub fn mark(text: &str) -> String {
    const LETTERS: &[u8; 16] = b"bcdfghjkmnpqrstv";
    // FNV-1a, folded.
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let hash = hash ^ (hash >> 32);
    (0..5)
        .map(|at| char::from(LETTERS[(hash >> (4 * at)) as usize & 0xf]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> String {
        words(text).join("_")
    }

    #[test]
    fn splits_words_of_any_case() {
        assert_eq!(joined("contentMode"), "content_mode");
        assert_eq!(joined("KWAI"), "kwai");
        assert_eq!(joined("X-Api-Key"), "x_api_key");
        assert_eq!(joined("userIDs"), "user_ids");
        assert_eq!(joined("URLs"), "urls");
        assert_eq!(joined("OAuth2Token"), "oauth2_token");
        assert_eq!(joined("IPv4Address"), "ipv4_address");
        assert_eq!(joined("HTTPSConnection"), "https_connection");
    }

    #[test]
    fn other_scripts_are_transliterated() {
        assert_eq!(joined("渠道"), "qu_dao");
        assert_eq!(joined("Größe"), "grosse");
        assert_eq!(joined("café"), "cafe");
        assert_eq!(joined("Ærø"), "aero");
        assert_eq!(joined("Животное"), "zhivotnoe");
        assert_eq!(joined("ÉtatCivil"), "etat_civil");
        assert_eq!(joined("🐶"), "dog");
        assert_eq!(joined("\u{e000}"), "");
    }

    #[test]
    fn symbols_are_spelt_where_they_make_a_difference() {
        assert_eq!(joined("-1"), "minus_1");
        assert_eq!(joined("+1"), "plus_1");
        assert_eq!(joined("-created"), "minus_created");
        assert_eq!(joined(">=5"), "greater_equal_5");
        assert_eq!(joined(">="), "greater_equal");
        assert_eq!(joined("--flag"), "flag");
        assert_eq!(joined("@id"), "id");
        assert_eq!(joined("$ref"), "ref");
        assert_eq!(joined("a.b"), "a_b");
        assert_eq!(spelt_words("a-b").join("_"), "a_minus_b");
        assert_eq!(spelt_words("C++").join("_"), "c_plus_plus");
    }

    #[test]
    fn long_names_are_bounded_and_stay_apart() {
        let long = |tail: &str| format!("{}{tail}", "veryLong".repeat(50_000));
        let (one, other) = (joined(&long("One")), joined(&long("Other")));
        assert!(one.len() < 120 && one.starts_with("very_long"), "{one}");
        assert_ne!(one, other);
        assert!(joined(&"x".repeat(1_000_000)).len() < 60);
        let middle = |word: &str| format!("{}{word}{}", "front_".repeat(20), "back_".repeat(20));
        assert_ne!(joined(&middle("a")), joined(&middle("b")));
    }
}
