//! CommonMark of a document to CommonMark that rustdoc takes without a warning: HTML becomes text, code never
//! runs as a test, links lead to the web or nowhere, and lists are laid out as clippy wants them.

use super::escape::text;
use crate::diagnostic::{code_span, is_visible, longest_run};
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

/// HTML elements; a tag with any other name is taken for a placeholder such as `<id>`.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figure",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "iframe",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "script",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "video",
];

/// Languages of code blocks that keep their name.
const LANGUAGES: &[&str] = &[
    "json",
    "yaml",
    "xml",
    "http",
    "bash",
    "sh",
    "shell",
    "python",
    "javascript",
    "java",
    "go",
    "sql",
    "html",
    "toml",
];

/// The text, safe to be a doc comment; no line ends in a space, the whole in no newline.
pub fn sanitise(markdown: &str) -> String {
    let source: String = markdown
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|&c| is_visible(c))
        .collect();
    let mut writer = Writer {
        line_start: true,
        ..Writer::default()
    };
    for event in Parser::new_ext(&source, Options::ENABLE_TABLES) {
        writer.event(event);
    }
    let lines: Vec<&str> = writer.out.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// What the lines of an open block begin with.
struct Container {
    first: String,
    rest: String,
    started: bool,
}

#[derive(Default)]
struct Writer {
    out: String,
    containers: Vec<Container>,
    /// The numbers of open lists; `None` for bullets.
    lists: Vec<Option<u64>>,
    links: Vec<Option<String>>,
    code: Option<(String, String)>,
    cells: usize,
    line_start: bool,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(content) => match &mut self.code {
                Some((_, code)) => code.push_str(&content),
                None => self.text(&content),
            },
            Event::Code(content) => self.raw(&code_span(&content)),
            Event::InlineMath(content) | Event::DisplayMath(content) => {
                self.raw(&code_span(&content))
            }
            Event::Html(content) | Event::InlineHtml(content) => self.html(&content),
            Event::SoftBreak => self.newline(),
            Event::HardBreak => {
                self.raw("\\");
                self.newline();
            }
            Event::Rule => {
                self.block();
                self.raw("---");
                self.newline();
            }
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.block(),
            Tag::Heading { level, .. } => {
                self.block();
                self.raw(&format!("{} ", "#".repeat(level as usize)));
            }
            Tag::BlockQuote(_) => {
                self.block();
                self.open("> ", "> ");
            }
            Tag::CodeBlock(kind) => {
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info
                        .split([' ', ','])
                        .next()
                        .unwrap_or_default()
                        .to_ascii_lowercase(),
                    CodeBlockKind::Indented => String::new(),
                };
                let known = LANGUAGES.contains(&language.as_str());
                self.block();
                self.code = Some((
                    if known { language } else { "text".to_owned() },
                    String::new(),
                ));
            }
            Tag::List(number) => {
                self.block();
                self.lists.push(number);
            }
            Tag::Item => self.item(),
            Tag::Emphasis => self.raw("*"),
            Tag::Strong => self.raw("**"),
            // Its text is the address, which becomes a link by itself.
            Tag::Link {
                link_type: LinkType::Autolink | LinkType::Email,
                ..
            } => self.links.push(None),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => self.link(&dest_url),
            Tag::Table(_) => self.block(),
            Tag::TableHead | Tag::TableRow => self.cells = 0,
            Tag::TableCell => {
                self.raw(if self.cells == 0 { "| " } else { " | " });
                self.cells += 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => self.newline(),
            TagEnd::BlockQuote(_) => self.close(),
            TagEnd::CodeBlock => self.code_block(),
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Item => {
                if !self.line_start {
                    self.newline();
                }
                self.close();
            }
            TagEnd::Emphasis => self.raw("*"),
            TagEnd::Strong => self.raw("**"),
            TagEnd::Link | TagEnd::Image => {
                if let Some(Some(target)) = self.links.pop() {
                    self.raw(&format!("](<{target}>)"));
                }
            }
            TagEnd::TableHead => {
                self.raw(" |");
                self.newline();
                self.raw(&format!("|{}", " --- |".repeat(self.cells)));
                self.newline();
            }
            TagEnd::TableRow => {
                self.raw(" |");
                self.newline();
            }
            _ => {}
        }
    }

    fn item(&mut self) {
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                let marker = format!("{number}. ");
                *number = number.saturating_add(1);
                marker
            }
            _ => "- ".to_owned(),
        };
        if !self.line_start {
            self.newline();
        }
        let indent = " ".repeat(marker.len());
        self.open(&marker, &indent);
    }

    fn link(&mut self, target: &str) {
        let web = ["https://", "http://", "mailto:"]
            .iter()
            .any(|scheme| target.starts_with(scheme));
        let plain = target
            .chars()
            .all(|c| !c.is_whitespace() && !matches!(c, '<' | '>' | '\\'));
        let target = (web && plain).then(|| target.to_owned());
        if target.is_some() {
            self.raw("[");
        }
        self.links.push(target);
    }

    fn code_block(&mut self) {
        let Some((language, code)) = self.code.take() else {
            return;
        };
        let fence = "`".repeat((longest_run(&code, '`') + 1).max(3));
        self.raw(&format!("{fence}{language}"));
        self.newline();
        for line in code.lines() {
            self.raw(line);
            self.newline();
        }
        self.raw(&fence);
        self.newline();
    }

    /// Known tags go, except that a line break stays one; anything else is text.
    fn html(&mut self, html: &str) {
        let mut rest = html;
        while let Some(open) = rest.find('<') {
            let (before, tail) = rest.split_at(open);
            self.text(before);
            let end = tail.find('>').map_or(tail.len(), |at| at + 1);
            let (tag, after) = tail.split_at(end);
            let name: String = tag
                .trim_start_matches(['<', '/'])
                .chars()
                .take_while(char::is_ascii_alphanumeric)
                .collect();
            let name = name.to_ascii_lowercase();
            let comment = tag.starts_with("<!");
            if name == "br" && !self.line_start {
                self.raw("\\");
                self.newline();
            } else if !comment && !ELEMENTS.contains(&name.as_str()) {
                self.text(tag);
            }
            rest = after;
        }
        self.text(rest);
    }

    fn text(&mut self, content: &str) {
        let linked = self.links.iter().any(Option::is_some);
        for (at, line) in content.split('\n').enumerate() {
            if at > 0 {
                self.newline();
            }
            let before = match self.out.chars().last() {
                Some(last) if !self.line_start => last,
                _ => '\n',
            };
            let line = if self.line_start {
                line.trim_start()
            } else {
                line
            };
            let mut line = text(line, before, linked);
            if self.cells > 0 {
                line = line.replace('|', "\\|");
            }
            if !line.is_empty() {
                self.raw(&line);
            }
        }
    }

    /// Begins a block: a blank line before it, unless it is the first in its container.
    fn block(&mut self) {
        if !self.line_start {
            self.newline();
        }
        self.cells = 0;
        let fresh = self
            .containers
            .last()
            .is_some_and(|container| !container.started);
        if !fresh && !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.newline();
        }
    }

    fn open(&mut self, first: &str, rest: &str) {
        self.containers.push(Container {
            first: first.to_owned(),
            rest: rest.to_owned(),
            started: false,
        });
    }

    fn close(&mut self) {
        self.containers.pop();
    }

    fn raw(&mut self, text: &str) {
        if self.line_start {
            for container in &mut self.containers {
                let prefix = if container.started {
                    &container.rest
                } else {
                    &container.first
                };
                self.out.push_str(prefix);
                container.started = true;
            }
        }
        self.line_start = false;
        self.out.push_str(text);
    }

    fn newline(&mut self) {
        // A blank line inside of a quotation must go on being one.
        if self.line_start
            && self
                .containers
                .iter()
                .any(|container| container.rest.starts_with('>'))
        {
            self.raw("");
        }
        self.out.push('\n');
        self.line_start = true;
    }
}
