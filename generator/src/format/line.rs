//! Tokens in a line, as people write them: `Vec<u8>`, `(String, i64)`, `Iterator<Item = u8> + Send`.

use proc_macro2::{Delimiter, Punct, Spacing, TokenStream, TokenTree};

/// A type or a simple expression in a line. What literals say is not touched.
pub fn line(tokens: &TokenStream) -> String {
    let mut line = Line::default();
    line.tokens(tokens);
    line.text
}

#[derive(Default)]
struct Line {
    text: String,
    gap: Gap,
    /// The sign at the end, if it is one with a sign that follows.
    joint: Option<char>,
}

/// Where a space follows.
#[derive(Clone, Copy, Default, PartialEq)]
enum Gap {
    #[default]
    Nowhere,
    BeforeWords,
    Everywhere,
}

impl Line {
    fn tokens(&mut self, tokens: &TokenStream) {
        for tree in tokens.clone() {
            match tree {
                TokenTree::Group(group) => match signs(group.delimiter()) {
                    Some((open, close)) => {
                        self.add(open, self.gap == Gap::Everywhere, Gap::Nowhere);
                        self.tokens(&group.stream());
                        self.add(close, false, Gap::BeforeWords);
                    }
                    None => self.tokens(&group.stream()),
                },
                TokenTree::Ident(word) => self.word(&word.to_string()),
                TokenTree::Literal(word) => self.word(&word.to_string()),
                TokenTree::Punct(sign) => self.sign(&sign),
            }
        }
    }

    fn word(&mut self, word: &str) {
        self.add(word, self.gap != Gap::Nowhere, Gap::BeforeWords);
    }

    fn sign(&mut self, sign: &Punct) {
        let is_joint = sign.spacing() == Spacing::Joint;
        let (before, after) = match (self.joint, sign.as_char()) {
            // A lifetime is a word.
            (_, '\'') => (self.gap != Gap::Nowhere, Gap::Nowhere),
            (Some('-' | '='), '>') => (false, Gap::Everywhere),
            (Some(':'), ':') => (false, Gap::Nowhere),
            (_, '-') if is_joint => (true, Gap::Nowhere),
            (_, '=' | '+') => (true, Gap::Everywhere),
            (_, ',' | ';') => (false, Gap::Everywhere),
            (_, ':') if !is_joint => (false, Gap::Everywhere),
            (_, '>') => (false, Gap::BeforeWords),
            _ => (self.gap == Gap::Everywhere, Gap::Nowhere),
        };
        // Signs that belong together stay so.
        let before = before && self.joint.is_none();
        self.add(sign.as_char().encode_utf8(&mut [0; 4]), before, after);
        self.joint = is_joint.then(|| sign.as_char());
    }

    fn add(&mut self, text: &str, apart: bool, gap: Gap) {
        if apart {
            self.text.push(' ');
        }
        self.text.push_str(text);
        self.gap = gap;
        self.joint = None;
    }
}

fn signs(delimiter: Delimiter) -> Option<(&'static str, &'static str)> {
    match delimiter {
        Delimiter::Parenthesis => Some(("(", ")")),
        Delimiter::Bracket => Some(("[", "]")),
        Delimiter::Brace => Some(("{", "}")),
        Delimiter::None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::line;
    use proc_macro2::TokenStream;

    #[test]
    fn tokens_are_set_as_people_set_them() {
        for text in [
            "Vec<u8>",
            "impl Into<types::Work>",
            "&'static str",
            "(String, i64,)",
            "impl Iterator<Item = Vec<u8>> + Send + 'static",
            "BTreeMap<String, Option<r#type>>",
            "[&'a str; 4]",
            "dyn for<'a> Fn(&'a str, [u8; 2]) -> Result<(), Box<dyn Error + ?Sized>>",
            "<Vec<u8> as IntoIterator>::Item",
            "Self::Known(-1)",
            "Box::new(value.into())",
        ] {
            let apart = text.replace("<", " < ").replace(">", "> ");
            for written in [text, &apart] {
                let tokens: TokenStream = written.parse().unwrap();
                assert_eq!(line(&tokens), text);
            }
        }
    }

    #[test]
    fn what_literals_say_is_not_touched() {
        let text = r#""Credit card (one time), a: b  <c>".into()"#;
        assert_eq!(line(&text.parse().unwrap()), text);
    }
}
