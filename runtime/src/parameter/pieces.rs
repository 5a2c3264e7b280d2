//! Where parameters are written: one text, in which pieces follow each other.

/// Room for as many pairs as most calls have, so that the text does not grow by and by.
const ROOM: usize = 128;

/// A text to which pieces are added, such as the pairs of a query.
#[derive(Debug)]
pub(crate) struct Pieces<'o> {
    text: &'o mut String,
    between: &'static str,
    begun: usize,
}

impl<'o> Pieces<'o> {
    /// The pairs of a query or a form.
    pub(crate) fn pairs(text: &'o mut String) -> Self {
        Self::joined(text, "&")
    }

    /// Cookies.
    pub(crate) fn cookies(text: &'o mut String) -> Self {
        Self::joined(text, "; ")
    }

    /// What stands side by side: the arguments of a path, the value of a header.
    pub(crate) fn parts(text: &'o mut String) -> Self {
        Self::joined(text, "")
    }

    fn joined(text: &'o mut String, between: &'static str) -> Self {
        Self {
            text,
            between,
            begun: 0,
        }
    }

    /// The text, with a piece begun at its end.
    pub(crate) fn next(&mut self) -> &mut String {
        if self.text.is_empty() {
            self.text.reserve(ROOM);
        } else {
            self.text.push_str(self.between);
        }
        self.begun += 1;
        self.text
    }

    /// How many pieces were begun here.
    pub(crate) fn begun(&self) -> usize {
        self.begun
    }
}
