//! Moments in other forms than RFC 3339.

use crate::DateTime;
use crate::wire::{Integer, Number, plain};
use chrono::{TimeZone, Timelike, Utc};
use serde::de::{Deserialize, Deserializer, Error};
use serde::{Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A moment as HTTP writes it (RFC 9110, section 5.6.7): to the second, in UTC.
///
/// ```
/// use clientwright_runtime::{HttpDate, chrono};
///
/// let date: HttpDate = "Fri, 26 Aug 2022 14:38:00 GMT".parse()?;
/// assert_eq!(date.moment().to_rfc3339(), "2022-08-26T14:38:00+00:00");
/// assert_eq!(date.to_string(), "Fri, 26 Aug 2022 14:38:00 GMT");
/// # Ok::<(), chrono::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HttpDate(chrono::DateTime<Utc>);

plain!(HttpDate, UnixTime);

impl HttpDate {
    /// The moment.
    pub fn moment(self) -> DateTime {
        self.0.fixed_offset()
    }
}

/// What is less than a second is cut off.
impl<Z: TimeZone> From<chrono::DateTime<Z>> for HttpDate {
    fn from(moment: chrono::DateTime<Z>) -> Self {
        let moment = moment.to_utc();
        Self(moment.with_nanosecond(0).unwrap_or(moment))
    }
}

impl From<HttpDate> for DateTime {
    fn from(date: HttpDate) -> Self {
        date.moment()
    }
}

impl fmt::Display for HttpDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.format("%a, %d %b %Y %H:%M:%S GMT").fmt(f)
    }
}

impl FromStr for HttpDate {
    type Err = chrono::ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        chrono::DateTime::parse_from_rfc2822(text.trim()).map(Self::from)
    }
}

impl Serialize for HttpDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for HttpDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map_err(|error| D::Error::custom(format!("not a date of HTTP: {error}")))
    }
}

/// A moment as the seconds since 1970-01-01T00:00:00Z, leap seconds left out.
///
/// ```
/// use clientwright_runtime::UnixTime;
///
/// let time = UnixTime::from(1_686_566_864);
/// assert_eq!(time.moment().unwrap().to_rfc3339(), "2023-06-12T10:47:44+00:00");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnixTime(i64);

impl UnixTime {
    /// The seconds.
    pub fn seconds(self) -> i64 {
        self.0
    }

    /// The moment; `None` if it lies some hundred thousand years away.
    pub fn moment(self) -> Option<DateTime> {
        chrono::DateTime::from_timestamp(self.0, 0).map(|moment| moment.fixed_offset())
    }
}

impl From<i64> for UnixTime {
    fn from(seconds: i64) -> Self {
        Self(seconds)
    }
}

/// What is less than a second is cut off.
impl<Z: TimeZone> From<chrono::DateTime<Z>> for UnixTime {
    fn from(moment: chrono::DateTime<Z>) -> Self {
        Self(moment.timestamp())
    }
}

impl fmt::Display for UnixTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for UnixTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

impl<'de> Deserialize<'de> for UnixTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        i64::deserialize(deserializer).map(Self)
    }
}

impl Integer for UnixTime {
    fn integer(&self) -> Option<i128> {
        self.seconds().integer()
    }
}

impl Number for UnixTime {
    fn number(&self) -> Option<f64> {
        self.seconds().number()
    }
}

#[cfg(test)]
mod tests {
    use super::{HttpDate, UnixTime};

    #[test]
    fn what_is_read_is_written_back() {
        let json = r#""Fri, 26 Aug 2022 14:38:00 GMT""#;
        let date: HttpDate = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&date).unwrap(), json);
        let other: HttpDate = "Fri, 26 Aug 2022 16:38:00 +0200".parse().unwrap();
        assert_eq!(other, date);
        assert!(serde_json::from_str::<HttpDate>("\"2022-08-26\"").is_err());
        let time: UnixTime = serde_json::from_str("-1").unwrap();
        assert_eq!(serde_json::to_string(&time).unwrap(), "-1");
        assert_eq!(UnixTime::from(time.moment().unwrap()), time);
        assert_eq!(UnixTime::from(i64::MAX).moment(), None);
    }
}
