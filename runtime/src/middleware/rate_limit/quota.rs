//! What headers say of how many requests a service still takes.

use crate::timer::{SystemTime, UNIX_EPOCH};
use http::HeaderMap;
use std::time::Duration;

/// How many requests are left, and for how long that holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quota {
    pub(super) left: u64,
    pub(super) resets: Duration,
    /// How many a whole window has.
    pub(super) limit: Option<u64>,
    /// The length of a whole window.
    pub(super) window: Option<Duration>,
}

impl Quota {
    /// Nothing is left for this long.
    pub(super) fn used_up(resets: Duration) -> Self {
        Self {
            left: 0,
            resets,
            limit: None,
            window: None,
        }
    }
}

/// All that is said. The draft's header goes before the older ones, which often stand beside it.
pub(super) fn quotas(headers: &HeaderMap, now: SystemTime) -> Vec<Quota> {
    let modern = modern(headers);
    if !modern.is_empty() {
        return modern;
    }
    let names = ["ratelimit", "x-ratelimit", "x-rate-limit"];
    let kinds = ["", "-requests"];
    let all = names.iter().flat_map(|name| kinds.map(|kind| (name, kind)));
    all.filter_map(|(name, kind)| older(headers, name, kind, now))
        .collect()
}

/// `RateLimit: "day";r=50;t=30`, with `RateLimit-Policy: "day";q=100;w=60` beside it; or the draft
/// before that, `limit=100, remaining=50, reset=30`.
fn modern(headers: &HeaderMap) -> Vec<Quota> {
    let items = |name: &str| -> Vec<Item> {
        let values = headers.get_all(name).into_iter();
        let texts = values.filter_map(|value| value.to_str().ok());
        texts.flat_map(|text| split(text, ',')).map(item).collect()
    };
    let (limits, policies) = (items("ratelimit"), items("ratelimit-policy"));
    let flat = Item {
        name: String::new(),
        parameters: limits.iter().flat_map(Item::own).collect(),
    };
    let old = flat.quota("remaining", "reset").map(|quota| Quota {
        limit: flat.number("limit"),
        ..quota
    });
    let new = limits.iter().filter_map(|limit| {
        let quota = limit.quota("r", "t")?;
        let policy = policies.iter().find(|policy| policy.name == limit.name);
        Some(Quota {
            limit: policy.and_then(|policy| policy.number("q")),
            window: policy
                .and_then(|policy| policy.number("w"))
                .map(Duration::from_secs),
            ..quota
        })
    });
    new.chain(old).collect()
}

/// An item of a list with its parameters (RFC 9651).
struct Item {
    name: String,
    parameters: Vec<(String, String)>,
}

impl Item {
    /// Its own name, if that is a parameter too, as the older draft has it.
    fn own(&self) -> Option<(String, String)> {
        let (name, value) = self.name.split_once('=')?;
        Some((name.trim().to_owned(), value.trim().to_owned()))
    }

    fn number(&self, name: &str) -> Option<u64> {
        let mut parameters = self.parameters.iter();
        let (_, value) = parameters.find(|(known, _)| known == name)?;
        value.parse().ok()
    }

    fn quota(&self, left: &str, resets: &str) -> Option<Quota> {
        Some(Quota {
            left: self.number(left)?,
            ..Quota::used_up(Duration::from_secs(self.number(resets)?))
        })
    }
}

fn item(text: &str) -> Item {
    let mut parts = split(text, ';').into_iter();
    let name = parts.next().unwrap_or_default().trim().to_owned();
    let pair = |part: &str| {
        let (name, value) = part.split_once('=')?;
        Some((name.trim().to_owned(), value.trim().to_owned()))
    };
    Item {
        name,
        parameters: parts.filter_map(pair).collect(),
    }
}

/// Splits a text, but not inside of quotes.
fn split(text: &str, at: char) -> Vec<&str> {
    let (mut quoted, mut escaped) = (false, false);
    text.split(move |c| {
        let is_quote = c == '"' && !escaped;
        escaped = c == '\\' && quoted && !escaped;
        quoted ^= is_quote;
        c == at && !quoted
    })
    .collect()
}

/// `RateLimit-Remaining` and `RateLimit-Reset`, or others of the kind.
fn older(headers: &HeaderMap, name: &str, kind: &str, now: SystemTime) -> Option<Quota> {
    let text = |what: &str| {
        let value = headers.get(format!("{name}-{what}{kind}"))?;
        value.to_str().ok().map(str::trim)
    };
    let resets = match text("reset-after") {
        Some(seconds) => seconds_of(seconds)?,
        None => moment(text("reset")?, now)?,
    };
    Some(Quota {
        left: text("remaining")?.parse().ok()?,
        limit: text("limit").and_then(|limit| limit.parse().ok()),
        ..Quota::used_up(resets)
    })
}

/// Seconds from now, or of the Unix clock, or milliseconds of it, or `6m0s`: there is no rule, but
/// their sizes tell.
fn moment(text: &str, now: SystemTime) -> Option<Duration> {
    const SECONDS_OF_A_CLOCK: f64 = 1e9;
    const MILLISECONDS_OF_A_CLOCK: f64 = 1e12;
    let from_now = |clock: Duration| {
        let now = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        Some(clock.saturating_sub(now))
    };
    match text.parse::<f64>() {
        Ok(number) if number >= MILLISECONDS_OF_A_CLOCK => {
            from_now(Duration::try_from_secs_f64(number / 1e3).ok()?)
        }
        Ok(number) if number >= SECONDS_OF_A_CLOCK => {
            from_now(Duration::try_from_secs_f64(number).ok()?)
        }
        Ok(number) => Duration::try_from_secs_f64(number).ok(),
        Err(_) => written_out(text),
    }
}

fn seconds_of(text: &str) -> Option<Duration> {
    Duration::try_from_secs_f64(text.parse().ok()?).ok()
}

/// `1h2m3s`, `20ms`
fn written_out(text: &str) -> Option<Duration> {
    let mut rest = text;
    let mut all = Duration::ZERO;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, unit) = rest.split_at(digits);
        let end = unit.find(|c: char| c.is_ascii_digit() || c == '.');
        let (unit, after) = unit.split_at(end.unwrap_or(unit.len()));
        let seconds = match unit {
            "h" => 3600.0,
            "m" => 60.0,
            "s" => 1.0,
            "ms" => 1e-3,
            _ => return None,
        };
        let number: f64 = number.parse().ok()?;
        let part = Duration::try_from_secs_f64(number * seconds).ok()?;
        all = all.checked_add(part)?;
        rest = after;
    }
    (!text.is_empty()).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::{Quota, quotas};
    use http::HeaderMap;
    use http::header::HeaderName;
    use std::time::{Duration, UNIX_EPOCH};

    fn read(pairs: &[(&'static str, &'static str)]) -> Vec<Quota> {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(HeaderName::from_static(name), value.parse().unwrap());
        }
        quotas(&headers, UNIX_EPOCH + Duration::from_secs(1_700_000_000))
    }

    fn quota(left: u64, seconds: u64, limit: Option<u64>, window: Option<u64>) -> Quota {
        Quota {
            left,
            resets: Duration::from_secs(seconds),
            limit,
            window: window.map(Duration::from_secs),
        }
    }

    #[test]
    fn the_draft_and_the_one_before() {
        let said = read(&[
            ("ratelimit", r#""a,;b";r=50;t=30, "day";r=7;t=9"#),
            ("ratelimit-policy", r#""day";q=100;w=60;pk=:x:, "a,;b";q=5"#),
        ]);
        let expected = [
            quota(50, 30, Some(5), None),
            quota(7, 9, Some(100), Some(60)),
        ];
        assert_eq!(said, expected);
        let said = read(&[("ratelimit", "limit=100, remaining=50, reset=5")]);
        assert_eq!(said, [quota(50, 5, Some(100), None)]);
    }

    #[test]
    fn single_headers_with_all_kinds_of_times() {
        for (reset, seconds) in [
            ("12", 12),
            ("1700000012", 12),
            ("1700000012000", 12),
            ("1600000000", 0),
            ("6m0s", 360),
        ] {
            for name in ["ratelimit", "x-ratelimit", "x-rate-limit"] {
                let name = |what| HeaderName::try_from(format!("{name}-{what}")).unwrap();
                let mut headers = HeaderMap::new();
                headers.insert(name("remaining"), "3".parse().unwrap());
                headers.insert(name("reset"), reset.parse().unwrap());
                let now = UNIX_EPOCH + Duration::from_secs(1_700_000_000);
                assert_eq!(quotas(&headers, now), [quota(3, seconds, None, None)]);
            }
        }
        let said = read(&[
            ("x-ratelimit-limit-requests", "60"),
            ("x-ratelimit-remaining-requests", "59"),
            ("x-ratelimit-reset-requests", "1s"),
        ]);
        assert_eq!(said, [quota(59, 1, Some(60), None)]);
    }

    #[test]
    fn what_makes_no_sense_says_nothing() {
        for (remaining, reset) in [
            ("x", "1"),
            ("1", "soon"),
            ("1", "-1"),
            ("1", "1e999"),
            ("1", ""),
        ] {
            let said = read(&[
                ("x-ratelimit-remaining", remaining),
                ("x-ratelimit-reset", reset),
            ]);
            assert_eq!(said, [], "{remaining} {reset}");
        }
        assert_eq!(read(&[("ratelimit", "\";;==,,")]), []);
    }
}
