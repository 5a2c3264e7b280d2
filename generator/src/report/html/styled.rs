//! What a terminal shows in colours, as HTML.

use maud::{Markup, html};

/// The text with its styles (SGR, ECMA-48) as classes; other control sequences are left out.
pub(super) fn styled(text: &str) -> Markup {
    let (mut pieces, mut style) = (Vec::new(), Style::default());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        pieces.push((style, before));
        let (parameters, after) = sequence(after);
        if let Some(parameters) = parameters {
            style.change(parameters);
        }
        rest = after;
    }
    pieces.push((style, rest));
    html! {
        @for (style, piece) in pieces.into_iter().filter(|(_, piece)| !piece.is_empty()) {
            @match style.classes() {
                Some(classes) => span class=(classes) { (super::visible(piece)) },
                None => (super::visible(piece)),
            }
        }
    }
}

/// The parameters of a sequence that sets styles, and what follows it.
fn sequence(text: &str) -> (Option<&str>, &str) {
    let Some(text) = text.strip_prefix('[') else {
        return (None, text);
    };
    let end = text.find(|c: char| !matches!(c, '0'..='9' | ';' | ':'));
    let (parameters, rest) = text.split_at(end.unwrap_or(text.len()));
    let mut after = rest.chars();
    let is_style = after.next() == Some('m');
    (is_style.then_some(parameters), after.as_str())
}

#[derive(Clone, Copy, Default)]
struct Style {
    bold: bool,
    colour: Option<&'static str>,
}

impl Style {
    fn change(&mut self, parameters: &str) {
        for parameter in parameters.split(';') {
            match parameter {
                "" | "0" => *self = Self::default(),
                "1" => self.bold = true,
                "22" => self.bold = false,
                "31" | "91" => self.colour = Some("red"),
                "32" | "92" => self.colour = Some("green"),
                "33" | "93" => self.colour = Some("yellow"),
                "34" | "94" => self.colour = Some("blue"),
                "36" | "96" => self.colour = Some("cyan"),
                "39" => self.colour = None,
                _ => {}
            }
        }
    }

    fn classes(self) -> Option<String> {
        let all = [self.bold.then_some("bold"), self.colour];
        let all: Vec<&str> = all.into_iter().flatten().collect();
        (!all.is_empty()).then(|| all.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::styled;

    #[test]
    fn styles_become_classes_and_texts_are_escaped() {
        let text = "a\u{1b}[1m\u{1b}[91merror\u{1b}[0m <b>\u{1b}[2J\u{1b}]8;;x";
        let expected = "a<span class=\"bold red\">error</span> &lt;b&gt;]8;;x";
        assert_eq!(styled(text).into_string(), expected);
    }
}
