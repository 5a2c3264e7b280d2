//! What a crate looks like when its own names and texts are left out, and what must not be in any.

use super::MARK;
use clientwright::output::File;
use proc_macro2::{TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

/// How often each thing that no document has a say in is there.
#[derive(Debug, Default)]
pub struct Shape {
    counts: BTreeMap<String, usize>,
    /// The length of the longest name, in bytes.
    pub longest_name: usize,
}

/// Words whose number says how many items there are, and of which kind.
const WORDS: &[&str] = &[
    "fn",
    "struct",
    "enum",
    "trait",
    "impl",
    "mod",
    "static",
    "const",
    "type",
    "unsafe",
    "extern",
    "async",
    "match",
    "macro_rules",
    "union",
    "where",
    "loop",
    "while",
    "dyn",
    "move",
    "await",
    "return",
];

impl Shape {
    fn count(&mut self, what: impl Into<String>) {
        *self.counts.entry(what.into()).or_default() += 1;
    }

    /// Everything that is there.
    pub fn things(&self) -> impl Iterator<Item = &String> {
        self.counts.keys()
    }

    /// What is there more or less often than in the other one.
    pub fn differences(&self, other: &Self) -> Vec<String> {
        let all: BTreeSet<&String> = self.counts.keys().chain(other.counts.keys()).collect();
        let of = |shape: &Self, what: &String| shape.counts.get(what).copied().unwrap_or_default();
        all.into_iter()
            .filter(|what| of(self, what) != of(other, what))
            .map(|what| format!("{what}: {} times, not {}", of(self, what), of(other, what)))
            .collect()
    }
}

/// The shape of a crate; what is wrong with it is added to `wrong`.
pub fn look(files: &[File], wrong: &mut Vec<String>) -> Shape {
    let mut shape = Shape::default();
    let mut paths = BTreeSet::new();
    for file in files {
        let plain = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
        let mut steps = file.path.split('/');
        let safe = |step: &str| {
            step.trim_end_matches(".rs")
                .trim_end_matches(".md")
                .trim_end_matches(".toml")
                .chars()
                .all(plain)
        };
        if !steps.all(|step| !step.is_empty() && step.len() < 200 && safe(step)) {
            wrong.push(format!("the path {:?}", file.path));
        }
        if !paths.insert(file.path.to_lowercase()) {
            wrong.push(format!("two files are called {:?}", file.path));
        }
        if let Some(odd) = file.text.chars().find(|&c| is_odd(c)) {
            wrong.push(format!("{} has {odd:?} as it is", file.path));
        }
        match file.path.rsplit('.').next() {
            Some("rs") => rust(file, &mut shape, wrong),
            Some("toml") => manifest(file, &mut shape, wrong),
            _ => markdown(&file.text, &file.path, true, wrong),
        }
    }
    shape.count("files");
    shape.counts.insert("files".to_owned(), files.len());
    shape
}

/// What nobody sees, or what turns the text around it about.
fn is_odd(c: char) -> bool {
    let invisible = [
        '\u{200e}', '\u{200f}', '\u{61c}', '\u{feff}', '\u{2028}', '\u{2029}', '\u{85}',
    ];
    (c.is_control() && c != '\n')
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
        || invisible.contains(&c)
}

fn rust(file: &File, shape: &mut Shape, wrong: &mut Vec<String>) {
    if let Err(error) = syn::parse_file(&file.text) {
        wrong.push(format!("{} is no Rust: {error}", file.path));
        return;
    }
    match TokenStream::from_str(&file.text) {
        Ok(tokens) => tree(tokens, shape, &file.path, wrong),
        Err(error) => wrong.push(format!("{}: {error}", file.path)),
    }
}

fn tree(tokens: TokenStream, shape: &mut Shape, path: &str, wrong: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut docs = String::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                shape.longest_name = shape.longest_name.max(name.len());
                if name.trim_start_matches("r#") == MARK {
                    wrong.push(format!("{path}: `{MARK}` stands alone"));
                }
                if matches!(tokens.get(at + 1), Some(TokenTree::Punct(next)) if next.as_char() == '!')
                    && matches!(tokens.get(at + 2), Some(TokenTree::Group(_)))
                {
                    shape.count(format!("{name}!"));
                }
                if WORDS.contains(&name.as_str()) {
                    shape.count(name);
                }
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            TokenTree::Group(group) => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                let before = at.checked_sub(1).and_then(|at| tokens.get(at));
                let hash = |token: Option<&TokenTree>, what: char| matches!(token, Some(TokenTree::Punct(one)) if one.as_char() == what);
                let own = hash(before, '#');
                let whole =
                    hash(before, '!') && hash(at.checked_sub(2).and_then(|at| tokens.get(at)), '#');
                if let (true, Some(TokenTree::Ident(name))) = (own || whole, inner.first()) {
                    if name == "doc" {
                        if let Some(TokenTree::Literal(text)) = inner.get(2) {
                            let text: syn::LitStr = syn::parse_str(&text.to_string()).unwrap();
                            docs.push_str(&text.value());
                            docs.push('\n');
                        }
                        continue;
                    }
                    shape.count(format!("{}[{name}]", if whole { "#!" } else { "#" }));
                }
                tree(group.stream(), shape, path, wrong);
            }
        }
        let in_docs = matches!(token, TokenTree::Punct(one) if "#!".contains(one.as_char()));
        if !in_docs && !docs.is_empty() {
            markdown(&std::mem::take(&mut docs), path, false, wrong);
        }
    }
    markdown(&docs, path, false, wrong);
}

/// Text that rustdoc or a browser shows: no tags, no links to code, no code of others that runs.
fn markdown(text: &str, path: &str, readme: bool, wrong: &mut Vec<String>) {
    let mut rust = false;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Html(html) | Event::InlineHtml(html)
                if !html.starts_with("<!-- Generated by") =>
            {
                wrong.push(format!("{path}: HTML {html:?}"));
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. })
                if dest_url
                    .to_ascii_lowercase()
                    .trim_start()
                    .starts_with("javascript:") =>
            {
                wrong.push(format!("{path}: link {dest_url:?}"));
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let language = match &kind {
                    CodeBlockKind::Fenced(language) => language.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                rust = !readme && ["", "rust", "no_run", "ignore"].contains(&language.as_str());
            }
            Event::End(TagEnd::CodeBlock) => rust = false,
            Event::Text(code) if rust && code.contains(&format!("{MARK}!")) => {
                wrong.push(format!("{path}: code that runs as a test: {code:?}"));
            }
            _ => {}
        }
    }
}

fn manifest(file: &File, shape: &mut Shape, wrong: &mut Vec<String>) {
    match file.text.parse::<toml::Table>() {
        Ok(table) => {
            for (key, value) in &table {
                let inside = value.as_table().map_or(0, toml::Table::len);
                shape.count(format!("[{key}]"));
                shape.count("keys of the manifest");
                (0..inside).for_each(|_| shape.count("keys of the manifest"));
            }
        }
        Err(error) => wrong.push(format!("{}: {error}", file.path)),
    }
}
