//! An expression of an example, and the lines that it takes.

/// Where a line of an example is broken.
const WIDTH: usize = 80;

/// An expression.
#[derive(Clone, Debug)]
pub enum Expr {
    /// What is never broken.
    Word(String),
    /// What stands between brackets, with commas.
    Group {
        /// All up to the bracket, and the bracket itself.
        open: String,
        /// What stands between.
        parts: Vec<Expr>,
        /// The other bracket, and all that follows it.
        close: String,
    },
    /// Methods called one after the other.
    Chain(Box<Expr>, Vec<Expr>),
}

impl Expr {
    /// What is never broken.
    pub fn word(text: impl Into<String>) -> Self {
        Self::Word(text.into())
    }

    /// What is called, or a macro, with its arguments: `open` ends with the bracket.
    pub fn group(open: impl Into<String>, parts: Vec<Expr>, close: &str) -> Self {
        Self::Group {
            open: open.into(),
            parts,
            close: close.to_owned(),
        }
    }

    /// The same with methods called on it.
    #[must_use]
    pub fn chained(self, links: Vec<Expr>) -> Self {
        match self {
            same if links.is_empty() => same,
            Self::Chain(start, own) => Self::Chain(start, [own, links].concat()),
            start => Self::Chain(Box::new(start), links),
        }
    }

    /// The lines of a statement or an expression around it.
    pub fn between(&self, before: &str, after: &str) -> String {
        let text = self.lines(0, before.chars().count() + after.chars().count());
        format!("{before}{text}{after}")
    }

    /// In one line.
    fn flat(&self) -> String {
        match self {
            Self::Word(text) => text.clone(),
            Self::Group { open, parts, close } => {
                let parts: Vec<String> = parts.iter().map(Self::flat).collect();
                format!("{open}{}{close}", parts.join(", "))
            }
            Self::Chain(start, links) => {
                let links = links.iter().map(Self::flat);
                start.flat() + &links.collect::<String>()
            }
        }
    }

    /// In one line if there is room, else with a line for each part. `others` is what else stands in the line.
    fn lines(&self, indent: usize, others: usize) -> String {
        let flat = self.flat();
        if indent + others + flat.chars().count() <= WIDTH {
            return flat;
        }
        let inner = " ".repeat(indent + 4);
        match self {
            Self::Word(_) => flat,
            Self::Group { parts, .. } if parts.is_empty() => flat,
            Self::Group { open, parts, close } => {
                let part = |part: &Expr| format!("{inner}{},\n", part.lines(indent + 4, 1));
                let parts: String = parts.iter().map(part).collect();
                format!("{open}\n{parts}{}{close}", " ".repeat(indent))
            }
            Self::Chain(start, links) => {
                let link = |link: &Expr| format!("\n{inner}{}", link.lines(indent + 4, 1));
                let links: String = links.iter().map(link).collect();
                start.lines(indent, others) + &links
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Expr;

    #[test]
    fn what_has_no_room_takes_a_line_for_each_part() {
        let part = || Expr::word("\"thirty letters and some more of it\"");
        let pet = |parts| Expr::group("types::Pet::new(", parts, ")");
        let short = pet(vec![part()]);
        assert_eq!(
            short.between("let pet = ", ";"),
            "let pet = types::Pet::new(\"thirty letters and some more of it\");"
        );
        let link = Expr::group(".tag(", vec![Expr::word("\"dog\"")], ")");
        let long = Expr::group(
            "call(",
            vec![pet(vec![part(), part()]).chained(vec![link])],
            ")",
        );
        assert_eq!(
            long.between("", ".await?;"),
            "call(\n    types::Pet::new(\n        \"thirty letters and some more of it\",\n        \
             \"thirty letters and some more of it\",\n    )\n        .tag(\"dog\"),\n).await?;"
        );
    }
}
