//! How long a service asks to wait.

use crate::HttpDate;
use crate::timer::{SystemTime, UNIX_EPOCH};
use http::HeaderMap;
use http::header::RETRY_AFTER;
use std::time::Duration;

/// `Retry-After`: seconds or a date (RFC 9110, section 10.2.3). Some services say it in
/// milliseconds in a header of its own, which is more exact.
pub(crate) fn after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    for name in ["retry-after-ms", "x-ms-retry-after-ms"] {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        if let Some(Ok(milliseconds)) = value.map(|value| value.trim().parse()) {
            return Some(Duration::from_millis(milliseconds));
        }
    }
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    // Fractions are not in the standard, but in answers.
    if let Some(Ok(wait)) = value.parse().ok().map(Duration::try_from_secs_f64) {
        return Some(wait);
    }
    let date: HttpDate = value.parse().ok()?;
    let date = Duration::from_secs(date.moment().timestamp().try_into().ok()?);
    let now = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    Some(date.saturating_sub(now))
}

#[cfg(test)]
mod tests {
    use super::after;
    use http::header::HeaderMap;
    use std::time::{Duration, UNIX_EPOCH};

    #[test]
    fn seconds_milliseconds_and_dates() {
        let now = UNIX_EPOCH + Duration::from_secs(784_111_770);
        let read = |name: &'static str, text: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(name, text.parse().unwrap());
            after(&headers, now)
        };
        let header = "retry-after";
        assert_eq!(read(header, "7"), Some(Duration::from_secs(7)));
        assert_eq!(read(header, "0.25"), Some(Duration::from_millis(250)));
        let date = "Sun, 06 Nov 1994 08:49:37 GMT";
        assert_eq!(read(header, date), Some(Duration::from_secs(7)));
        let past = "Sun, 06 Nov 1994 08:49:29 GMT";
        assert_eq!(read(header, past), Some(Duration::ZERO));
        for wrong in ["soon", "-1", "nan", "1e400"] {
            assert_eq!(read(header, wrong), None, "{wrong}");
        }
        assert_eq!(
            read("retry-after-ms", "20"),
            Some(Duration::from_millis(20))
        );
    }
}
