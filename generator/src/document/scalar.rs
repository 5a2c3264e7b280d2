//! What a plain scalar means: the core schema of YAML 1.2.2, section 10.3.

use super::{Number, Value};

/// The value of a plain scalar.
pub(super) fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => match number(text) {
            Some(number) => Value::Number(number),
            None => Value::String(text.to_owned()),
        },
    }
}

fn number(text: &str) -> Option<Number> {
    for (prefix, radix) in [("0o", 8), ("0x", 16)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            let plain = digits.chars().all(|digit| digit.is_digit(radix));
            let value = plain.then(|| i128::from_str_radix(digits, radix).ok());
            return value.flatten().map(Number::Integer);
        }
    }
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let first = digits.bytes().next()?;
    if !first.is_ascii_digit() && first != b'.' {
        return None;
    }
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        if let Ok(value) = text.parse() {
            return Some(Number::Integer(value));
        }
    } else if !is_float(digits) {
        return None;
    }
    let value: f64 = text.parse().ok()?;
    Some(Number::Float(value.clamp(f64::MIN, f64::MAX)))
}

/// `( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
fn is_float(text: &str) -> bool {
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let exponent = exponent.is_none_or(|text| {
        let text = text.strip_prefix(['+', '-']).unwrap_or(text);
        !text.is_empty() && digits(text)
    });
    let mantissa = match mantissa.split_once('.') {
        Some((whole, part)) => {
            digits(whole) && digits(part) && !(whole.is_empty() && part.is_empty())
        }
        None => !mantissa.is_empty() && digits(mantissa),
    };
    mantissa && exponent
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_are_those_of_the_core_schema() {
        let integer = |value| Value::Number(Number::Integer(value));
        let float = |value| Value::Number(Number::Float(value));
        for (text, value) in [
            ("~", Value::Null),
            ("True", Value::Bool(true)),
            ("0o17", integer(15)),
            ("0xFF", integer(255)),
            ("-12", integer(-12)),
            ("9223372036854775808", integer(9_223_372_036_854_775_808)),
            ("1.5e3", float(1500.0)),
            ("1e400", float(f64::MAX)),
            (".5", float(0.5)),
        ] {
            assert_eq!(plain(text), value, "{text}");
        }
        for text in ["yes", "no", "2020-01-01", "1.2.3", "1_000", "e3", "0x", "."] {
            assert_eq!(plain(text), Value::String(text.to_owned()), "{text}");
        }
    }
}
