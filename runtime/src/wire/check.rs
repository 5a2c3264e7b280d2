//! Limits on values, checked before anything is sent.

use super::constraint::{Integer, Number, decimal};
use super::length::{Items, Length, Text};
use crate::Nullable;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::num::{NonZeroU32, NonZeroU64};

/// A value with limits of its own or on its parts.
pub trait Check {
    /// Reports what does not fit.
    fn check(&self, check: &mut Checker) {
        let _ = check;
    }
}

/// The first limit that a value breaks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Violation {
    /// The name, such as `pagination[page]` or `body.items[3].page`.
    pub(crate) name: String,
    /// What it must be, such as "must be at least 1".
    pub(crate) rule: String,
}

/// How the name of a nested value is written.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum NameStyle {
    /// `pagination[page]`
    #[default]
    Brackets,
    /// `body.page`
    Dots,
}

/// A step from a value to one of its parts.
#[derive(Debug)]
enum Step {
    Member(String),
    Element(String),
}

/// A broken limit, and the way to it: the last step first, for it is made on the way back.
#[derive(Debug)]
struct Broken {
    steps: Vec<Step>,
    style: NameStyle,
    rule: String,
}

/// Collects the first limit that is broken; later ones are not looked at.
#[derive(Debug)]
pub struct Checker {
    style: NameStyle,
    broken: Option<Broken>,
    matches: fn(pattern: &str, text: &str) -> bool,
}

impl Checker {
    /// A checker that asks this whether a regular expression matches a text.
    pub(crate) fn new(matches: fn(&str, &str) -> bool) -> Self {
        Self {
            style: NameStyle::default(),
            broken: None,
            matches,
        }
    }

    /// Checks a body, whose members are named `body.member`.
    pub(crate) fn set_style(&mut self, style: NameStyle) {
        self.style = style;
    }

    /// Takes the first broken limit.
    pub(crate) fn take_violation(&mut self) -> Option<Violation> {
        let Broken { steps, style, rule } = self.broken.take()?;
        let mut name = String::new();
        for step in steps.into_iter().rev() {
            let (before, step, after) = match (step, style) {
                (Step::Member(step), _) if name.is_empty() => ("", step, ""),
                (Step::Member(step), NameStyle::Dots) => (".", step, ""),
                (Step::Member(step), NameStyle::Brackets) | (Step::Element(step), _) => {
                    ("[", step, "]")
                }
            };
            name.extend([before, &step, after]);
        }
        Some(Violation { name, rule })
    }

    /// A limit that is checked elsewhere was broken.
    pub fn reject(&mut self, name: &str, rule: impl Display) {
        if self.broken.is_none() {
            self.broken = Some(Broken {
                steps: vec![Step::Member(name.to_owned())],
                style: self.style,
                rule: rule.to_string(),
            });
        }
    }

    /// An integer between bounds that are themselves allowed.
    pub fn integer(
        &mut self,
        name: &str,
        value: impl Integer,
        minimum: Option<i128>,
        maximum: Option<i128>,
    ) {
        let Some(value) = value.integer() else { return };
        if let Some(minimum) = minimum.filter(|minimum| value < *minimum) {
            self.reject(
                name,
                format_args!("must be at least {minimum}, not {value}"),
            );
        }
        if let Some(maximum) = maximum.filter(|maximum| value > *maximum) {
            self.reject(name, format_args!("must be at most {maximum}, not {value}"));
        }
    }

    /// A number between bounds; the flag excludes the bound itself.
    pub fn number(
        &mut self,
        name: &str,
        value: impl Number,
        minimum: Option<(f64, bool)>,
        maximum: Option<(f64, bool)>,
    ) {
        let Some(value) = value.number() else { return };
        if !value.is_finite() {
            self.reject(name, "must be a finite number");
        }
        let below =
            |&(bound, exclusive): &(f64, bool)| value < bound || exclusive && value <= bound;
        if let Some((bound, exclusive)) = minimum.filter(below) {
            let rule = if exclusive { "more than" } else { "at least" };
            self.reject(name, format_args!("must be {rule} {bound}, not {value}"));
        }
        let above =
            |&(bound, exclusive): &(f64, bool)| value > bound || exclusive && value >= bound;
        if let Some((bound, exclusive)) = maximum.filter(above) {
            let rule = if exclusive { "less than" } else { "at most" };
            self.reject(name, format_args!("must be {rule} {bound}, not {value}"));
        }
    }

    /// A multiple of a number, as both are written: 0.3 is one of 0.1, and 0.30000000000000004 is none.
    pub fn multiple_of(&mut self, name: &str, value: impl Number, of: f64) {
        let Some(number) = value.number() else { return };
        let decimal = value.decimal();
        if !decimal.is_some_and(|decimal| is_multiple(decimal, of)) {
            let shown = match decimal {
                Some((integer, 0)) => integer.to_string(),
                _ => number.to_string(),
            };
            self.reject(
                name,
                format_args!("must be a multiple of {of}, not {shown}"),
            );
        }
    }

    /// A text with so many characters.
    pub fn length(
        &mut self,
        name: &str,
        value: impl Length,
        minimum: Option<u64>,
        maximum: Option<u64>,
    ) {
        let Some(length) = value.length() else { return };
        self.count(name, length, minimum, maximum, "character");
    }

    /// A text that a regular expression matches.
    pub fn pattern(&mut self, name: &str, value: impl Text, pattern: &str) {
        let Some(value) = value.text() else { return };
        if !(self.matches)(pattern, value) {
            self.reject(name, format_args!("must match {pattern}"));
        }
    }

    /// A list or map with so many elements.
    pub fn items(
        &mut self,
        name: &str,
        value: impl Items,
        minimum: Option<u64>,
        maximum: Option<u64>,
    ) {
        let Some(length) = value.items() else { return };
        self.count(name, length, minimum, maximum, "element");
    }

    /// A list without equal elements.
    pub fn unique<T: PartialEq>(&mut self, name: &str, list: &[T]) {
        let twice = list
            .iter()
            .enumerate()
            .find(|(index, item)| list[..*index].contains(item));
        if let Some((index, _)) = twice {
            self.reject(
                name,
                format_args!("must not have equal elements, as at index {index}"),
            );
        }
    }

    /// The limits of a value of its own.
    pub fn nested<T: Check + ?Sized>(&mut self, name: &str, value: &T) {
        self.part(value, || Step::Member(name.to_owned()));
    }

    fn element<T: Check + ?Sized>(&mut self, index: impl Display, value: &T) {
        self.part(value, || Step::Element(index.to_string()));
    }

    /// Checks a part. The step to it is made only where a limit is broken, which is rare.
    fn part<T: Check + ?Sized>(&mut self, value: &T, step: impl FnOnce() -> Step) {
        if self.broken.is_some() {
            return;
        }
        value.check(self);
        if let Some(broken) = &mut self.broken {
            broken.steps.push(step());
        }
    }

    fn count(&mut self, name: &str, count: usize, min: Option<u64>, max: Option<u64>, unit: &str) {
        let many = |bound: u64| if bound == 1 { "" } else { "s" };
        let count = count as u64;
        if let Some(bound) = min.filter(|bound| count < *bound) {
            let s = many(bound);
            self.reject(
                name,
                format_args!("must have at least {bound} {unit}{s}, not {count}"),
            );
        }
        if let Some(bound) = max.filter(|bound| count > *bound) {
            let s = many(bound);
            self.reject(
                name,
                format_args!("must have at most {bound} {unit}{s}, not {count}"),
            );
        }
    }
}

/// Whether a number, by its digits, is a multiple of another one.
fn is_multiple((value, up): (i128, i32), of: f64) -> bool {
    let Some((of, down)) = decimal(of).filter(|(of, _)| *of != 0) else {
        return false;
    };
    // The divisor is less than 10 to the power of 17, so no product overflows.
    match up - down {
        shift @ 0.. => (0..shift).fold(value % of, |rest, _| rest * 10 % of) == 0,
        shift @ -17.. => value % (of * 10_i128.pow(shift.unsigned_abs())) == 0,
        _ => value == 0,
    }
}

macro_rules! without_limits {
    ($($ty:ty),* $(,)?) => {
        $(impl Check for $ty {})*
    };
}

without_limits!((), str, NonZeroU32, NonZeroU64);

impl<T: Check + ?Sized> Check for &T {
    fn check(&self, check: &mut Checker) {
        (**self).check(check);
    }
}

impl<T: Check> Check for Option<T> {
    fn check(&self, check: &mut Checker) {
        if let Some(value) = self {
            value.check(check);
        }
    }
}

impl<T: Check> Check for Nullable<T> {
    fn check(&self, check: &mut Checker) {
        if let Self::Value(value) = self {
            value.check(check);
        }
    }
}

impl<T: Check> Check for Box<T> {
    fn check(&self, check: &mut Checker) {
        (**self).check(check);
    }
}

macro_rules! check_tuples {
    ($(($($part:ident $at:tt),+))*) => {
        $(impl<$($part: Check),+> Check for ($($part,)+) {
            fn check(&self, check: &mut Checker) {
                $(check.element($at, &self.$at);)+
            }
        })*
    };
}

check_tuples! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11)
}

impl<T: Check> Check for [T] {
    fn check(&self, check: &mut Checker) {
        for (index, value) in self.iter().enumerate() {
            check.element(index, value);
        }
    }
}

impl<T: Check> Check for Vec<T> {
    fn check(&self, check: &mut Checker) {
        self.as_slice().check(check);
    }
}

impl<T: Check> Check for BTreeMap<String, T> {
    fn check(&self, check: &mut Checker) {
        for (key, value) in self {
            check.element(key, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::constraint::Number;
    use super::is_multiple;

    fn is(value: impl Number, of: f64) -> bool {
        value.decimal().is_some_and(|value| is_multiple(value, of))
    }

    #[test]
    fn multiples_are_told_by_their_digits() {
        for (value, of) in [
            (0.3, 0.1),
            (-19.99, 0.01),
            (0.0, 0.1),
            (4.5, 1.5),
            (1e22, 1e21),
            (6.0, 3.0),
        ] {
            assert!(is(value, of), "{value}, {of}");
        }
        let none = [
            (0.30000000000000004, 0.1),
            (9_007_199_254_740_992.0, 3.0),
            (1e-300, 1e-5),
            (1e300, 3e-5),
            (7.0, 2.0),
            (1.0, 0.0),
        ];
        for (value, of) in none {
            assert!(!is(value, of), "{value}, {of}");
        }
    }
    #[test]
    fn integers_are_what_they_are_beyond_what_floats_can_tell() {
        assert!(is(9_007_199_254_740_995_i64, 5.0));
        assert!(is(1_u64 << 60, 1024.0));
        assert!(is(Some(i64::MIN), 2.0));
        assert!(!is(9_007_199_254_740_993_i64, 2.0));
        assert!(is(u64::MAX, 0.5));
        assert!(is(i128::MAX, 1e-9));
    }
}
