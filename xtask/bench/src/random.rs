//! Numbers without order that are the same on every run.

/// A linear congruential generator (Knuth's MMIX), whose high bits are used.
#[derive(Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// The one that all samples are made by.
    pub(crate) fn new() -> Self {
        Self(0x5eed)
    }

    /// A number below a bound.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    /// One of several.
    pub(crate) fn one<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len() as u64) as usize]
    }

    /// So many words.
    pub(crate) fn words(&mut self, count: u64) -> String {
        const WORDS: [&str; 24] = [
            "the",
            "client",
            "fails",
            "when",
            "a",
            "response",
            "is",
            "compressed",
            "and",
            "has",
            "no",
            "length",
            "timeout",
            "after",
            "retry",
            "expected",
            "found",
            "token",
            "parser",
            "of",
            "in",
            "build",
            "release",
            "cannot",
        ];
        let words: Vec<&str> = (0..count).map(|_| self.one(&WORDS)).collect();
        words.join(" ")
    }
}
