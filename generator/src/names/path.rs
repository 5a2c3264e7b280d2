//! The way to a type that is declared inline: the component or operation, then place after place.

use super::ident::{join, singular};
use super::words::{letters, shorten};

/// Names of more letters than this leave out places in the middle.
const LONGEST: usize = 60;
/// What a place may add all the same to a component of a long name.
const ADDED: usize = 30;
/// What is named after something else repeats no more letters of it than these.
const PASSED_ON: usize = 240;

/// The words of each part, from the outside in.
#[derive(Clone, Debug, PartialEq)]
pub struct Path(Vec<Vec<String>>);

impl Path {
    /// The way to what stands in a document by itself.
    pub fn new(root: Vec<String>) -> Self {
        Self(vec![root])
    }

    /// The way to something inside.
    #[must_use]
    pub fn inside(mut self, own: Vec<String>) -> Self {
        let all: usize = self.0.iter().map(|part| letters(part)).sum();
        if all > PASSED_ON {
            self = Self::new(shorten(self.plain()));
        }
        self.0.push(own);
        self
    }

    /// The way to an element of what stands here.
    #[must_use]
    pub fn element(mut self) -> Self {
        let last = self.0.pop().unwrap_or_default();
        self.0.push(singular(last));
        self
    }

    /// What to call it, from the best to the last resort: everything on the way, or of a long way the first
    /// part and as many of the last as there is room for, or a cut with a mark.
    pub fn candidates(&self) -> Vec<Vec<String>> {
        let Some((root, rest)) = self.0.split_first() else {
            return Vec::new();
        };
        let room = LONGEST.max(letters(root) + ADDED);
        let whole = [self.spoken(), self.plain()];
        let ends = (1..rest.len()).map(|from| {
            let end = rest.get(from..).unwrap_or_default();
            Self([std::slice::from_ref(root), end].concat()).spoken()
        });
        let fits = |words: &Vec<String>| letters(words) <= room;
        let mut all: Vec<Vec<String>> = whole.iter().filter(|words| fits(words)).cloned().collect();
        if all.is_empty() {
            all.extend(ends.into_iter().find(fits));
            all.push(shorten(self.plain()));
        }
        all.dedup();
        all.retain(|words| !words.is_empty());
        all
    }

    /// All words; parts do not repeat the end of the part before.
    fn plain(&self) -> Vec<String> {
        let mut parts = self.0.iter();
        let root = parts.next().cloned().unwrap_or_default();
        parts.fold(root, |all, own| join(&all, own))
    }

    /// The words without an `object` in the middle: the `fileCitation` of a `FileCitationObject` is a
    /// `FileCitation`.
    fn spoken(&self) -> Vec<String> {
        let mut parts = self.0.iter();
        let root = parts.next().cloned().unwrap_or_default();
        parts.fold(root, |all, own| {
            match all.strip_suffix(&["object".to_owned()]) {
                Some(short) if !short.is_empty() && !own.is_empty() => {
                    if short.ends_with(own) {
                        short.to_vec()
                    } else {
                        join(short, own)
                    }
                }
                _ => join(&all, own),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::ident::upper;
    use crate::names::words::words;

    fn names(parts: &[&str]) -> Vec<String> {
        let (root, rest) = parts.split_first().unwrap_or((&"", &[]));
        let path = Path::new(words(root));
        let path = rest
            .iter()
            .fold(path, |path, part| path.inside(words(part)));
        path.candidates().iter().map(|words| upper(words)).collect()
    }

    #[test]
    fn objects_on_the_way_say_nothing() {
        assert_eq!(names(&["Pet", "petStatus"]), ["PetStatus"]);
        assert_eq!(names(&["TextObject", "text"]), ["Text", "TextObjectText"],);
        assert_eq!(
            names(&["PageObject", "item"]),
            ["PageItem", "PageObjectItem"],
        );
        assert_eq!(names(&["Object", "item"]), ["ObjectItem"]);
    }

    #[test]
    fn long_ways_leave_out_the_middle() {
        let long = names(&[
            "CreateModerationResponse",
            "result",
            "categoryAppliedInputTypes",
            "harassmentThreatening",
        ]);
        assert_eq!(
            long.first().map(String::as_str),
            Some("CreateModerationResponseHarassmentThreatening")
        );
        assert!(long.len() == 2, "{long:?}");
        let root = "ServerEventConversationItemInputAudioTranscriptionCompletedByModel";
        assert_eq!(names(&[root, "usage"]), [format!("{root}Usage")]);
    }
}
