//! Values without parts, as code.

use super::value::Wanted;
use crate::ir::{Bound, Constraints, Integer, Literal, Scalar};
use serde_json::Value;

/// No text of an example is longer.
const SHORT: usize = 40;
/// No text is made up that is longer.
const MADE_UP: u64 = 16;

/// Whether a text is no longer than an example should have it.
pub fn is_short(text: &str) -> bool {
    text.chars().count() <= SHORT
}

/// What a function is given that takes `impl Into` of the type.
pub fn argument(scalar: Scalar, wanted: &Wanted<'_>) -> Option<String> {
    match scalar {
        Scalar::String => text(wanted),
        Scalar::Bytes | Scalar::File | Scalar::Base64 | Scalar::Base64Url => bytes(wanted),
        Scalar::UnixTime => number(wanted, "i64"),
        Scalar::TextOf(integer) => text_of(integer, wanted),
        _ => None,
    }
}

/// An expression of the type itself, and the module that it names. Where the type is not known from where it
/// stands, the expression says it.
pub fn value(
    scalar: Scalar,
    wanted: &Wanted<'_>,
    known: bool,
) -> Option<(String, Option<&'static str>)> {
    let suffixed = |suffix: &'static str| {
        let text = number(wanted, suffix)?;
        let known = known.then(|| text.trim_end_matches(suffix).trim_end_matches('_'));
        Some(known.map_or_else(|| text.clone(), str::to_owned))
    };
    let plain = match scalar {
        Scalar::Null => Some("()".to_owned()),
        Scalar::Bool => {
            let shown = wanted.sample.and_then(Value::as_bool);
            Some(shown.unwrap_or(true).to_string())
        }
        Scalar::String => text(wanted).map(|text| text + ".to_owned()"),
        Scalar::Integer(integer) => suffixed(integer.as_str()),
        Scalar::F32 => suffixed("f32"),
        Scalar::F64 => suffixed("f64"),
        Scalar::NonZeroU32 => number(wanted, "u32")
            .filter(|text| text != "0_u32")
            .map(|text| format!("std::num::NonZeroU32::try_from({text})?")),
        Scalar::NonZeroU64 => number(wanted, "u64")
            .filter(|text| text != "0_u64")
            .map(|text| format!("std::num::NonZeroU64::try_from({text})?")),
        _ => None,
    };
    if let Some(plain) = plain {
        return Some((plain, None));
    }
    let of_runtime = match scalar {
        Scalar::Bytes | Scalar::File | Scalar::Base64 | Scalar::Base64Url | Scalar::UnixTime => {
            format!("runtime::{scalar:?}::from({})", argument(scalar, wanted)?)
        }
        Scalar::TextOf(integer) => {
            format!("runtime::TextOf::from({})", text_of(integer, wanted)?)
        }
        Scalar::Date | Scalar::DateTime => {
            let shown = wanted.sample.and_then(Value::as_str);
            let shown = shown.filter(|text| is_moment(text, scalar == Scalar::DateTime));
            let text = shown.unwrap_or(match scalar {
                Scalar::Date => "2026-01-31",
                _ => "2026-01-31T12:00:00Z",
            });
            if known {
                return Some((format!("{text:?}.parse()?"), None));
            }
            format!("{text:?}.parse::<runtime::{scalar:?}>()?")
        }
        _ => return None,
    };
    Some((of_runtime, Some("runtime")))
}

/// A value of any type, as the macro of `serde_json` takes it.
pub fn json(sample: Option<&Value>) -> String {
    let shown = sample.and_then(|sample| tree(sample, 0));
    let shown = shown.filter(|text| is_short(text));
    shown.unwrap_or_else(|| "{}".to_owned())
}

fn tree(value: &Value, depth: usize) -> Option<String> {
    if depth > 3 {
        return None;
    }
    match value {
        Value::Null | Value::Bool(_) => Some(value.to_string()),
        // The macro takes integers for `i32`.
        Value::Number(number) => match number.as_i64() {
            Some(integer) => i32::try_from(integer).ok().map(|one| one.to_string()),
            None => number.as_f64().map(|one| format!("{one:?}")),
        },
        Value::String(text) => Some(format!("{text:?}")),
        Value::Array(all) => {
            let all = all.iter().map(|one| tree(one, depth + 1));
            Some(format!("[{}]", all.collect::<Option<Vec<_>>>()?.join(", ")))
        }
        Value::Object(members) => {
            let member = |(key, value): (&String, &Value)| {
                Some(format!("{key:?}: {}", tree(value, depth + 1)?))
            };
            let all = members.iter().map(member).collect::<Option<Vec<_>>>()?;
            Some(format!("{{{}}}", all.join(", ")))
        }
    }
}

/// A text as a literal: the one shown, else the name of what holds it.
fn text(wanted: &Wanted<'_>) -> Option<String> {
    let limits = wanted.limits;
    let least = limits.min_length.unwrap_or(0);
    let most = limits.max_length.unwrap_or(u64::MAX);
    let fits = |text: &str| (least..=most).contains(&(text.chars().count() as u64));
    let shown = wanted.sample.and_then(Value::as_str);
    if let Some(shown) = shown.filter(|text| !text.is_empty() && is_short(text) && fits(text)) {
        return Some(format!("{shown:?}"));
    }
    // What a pattern asks for is not made up.
    if limits.pattern.is_some() || least > MADE_UP || least > most {
        return None;
    }
    let name = wanted.name.trim_start_matches("r#");
    let mut text = name.to_owned();
    while (text.chars().count() as u64) < least {
        text.push('x');
    }
    let text: String = text.chars().take(most.min(SHORT as u64) as usize).collect();
    Some(format!("{text:?}"))
}

/// Some bytes, where nothing is said of them.
fn bytes(wanted: &Wanted<'_>) -> Option<String> {
    (*wanted.limits == Constraints::default()).then(|| "\"content\"".to_owned())
}

/// An integer whose text is wanted.
fn text_of(integer: Integer, wanted: &Wanted<'_>) -> Option<String> {
    let free = *wanted.limits == Constraints::default();
    free.then(|| format!("1_{}", integer.as_str()))
}

/// A number with its suffix: the one shown, else a small one within the limits.
fn number(wanted: &Wanted<'_>, suffix: &str) -> Option<String> {
    let limits = wanted.limits;
    let float = suffix.starts_with('f');
    let bound = |bound: &Option<Bound>, step: f64| {
        let bound = bound.as_ref()?;
        let step = if bound.exclusive { step } else { 0.0 };
        Some(size(&bound.value)? + step)
    };
    let (least, most) = (bound(&limits.minimum, 1.0), bound(&limits.maximum, -1.0));
    let of = limits.multiple_of.as_ref().and_then(size);
    let fits = |value: f64| {
        least.is_none_or(|least| value >= least)
            && most.is_none_or(|most| value <= most)
            && of.is_none_or(|of| of == 0.0 || value % of == 0.0)
            && (float || (value.fract() == 0.0 && in_range(value, suffix)))
            && (suffix != "f32" || value.abs() < f64::from(f32::MAX))
    };
    let written = |value: f64| match float {
        true => format!("{value:?}_{suffix}"),
        false => format!("{value}_{suffix}"),
    };
    // As it is written, for not all integers are floats.
    if let Some(shown) = wanted
        .sample
        .filter(|shown| shown.as_f64().is_some_and(fits))
    {
        if !float && (shown.is_i64() || shown.is_u64()) {
            return Some(format!("{shown}_{suffix}"));
        }
        return shown.as_f64().map(written);
    }
    let up = least.map(f64::ceil);
    let made_up = [Some(1.0), up, of, Some(0.0), most.map(f64::floor)];
    let mut made_up = made_up.into_iter().flatten();
    made_up.find(|value| fits(*value)).map(written)
}

/// Whether the type of this name has such an integer, far from its ends.
fn in_range(value: f64, suffix: &str) -> bool {
    let bits: i32 = suffix
        .get(1..)
        .and_then(|bits| bits.parse().ok())
        .unwrap_or(8);
    let (least, bits) = match suffix.starts_with('u') {
        true => (0.0, bits),
        false => (-(2_f64.powi(bits - 1)), bits - 1),
    };
    (least..2_f64.powi(bits)).contains(&value)
}

fn size(literal: &Literal) -> Option<f64> {
    match literal {
        Literal::Integer(value) => Some(*value as f64),
        Literal::Float(value) => Some(*value),
        _ => None,
    }
}

/// Whether a text is a date, or a moment, for sure (RFC 3339).
fn is_moment(text: &str, time: bool) -> bool {
    let shape: String = text
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    let part =
        |from: usize, to: usize| text.get(from..to).and_then(|part| part.parse::<u32>().ok());
    let within = |part: Option<u32>, from: u32, to: u32| {
        part.is_some_and(|part| (from..=to).contains(&part))
    };
    let date = within(part(5, 7), 1, 12) && within(part(8, 10), 1, 28);
    if !time {
        return shape == "0000-00-00" && date;
    }
    let clock = within(part(11, 13), 0, 23) && within(part(14, 16), 0, 59);
    shape == "0000-00-00T00:00:00Z" && date && clock && within(part(17, 19), 0, 59)
}
