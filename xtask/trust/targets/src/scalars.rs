//! Values with a format of their own: what is read is written as something that reads as the same.

use crate::Corpus;
use clientwright_runtime::{
    Base64, Base64Url, Date, DateTime, HttpDate, Nullable, UnixTime, from_json,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Values that somebody gave as examples, and extremes.
pub fn seeds(corpus: &Corpus) -> Vec<Vec<u8>> {
    let extremes = [
        "\"2024-02-29T23:59:60+23:59\"",
        "\"9999-12-31\"",
        "\"-262143-01-01\"",
        "\"Sun, 06 Nov 1994 08:49:37 GMT\"",
        "253402300800",
        "-9223372036854775808",
        "18446744073709551616",
        "1e308",
        "-0.0",
        "\"AA==\"",
        "\"_-8\"",
        "null",
    ];
    let extremes = extremes.iter().map(|text| text.as_bytes().to_vec());
    let values = corpus
        .values()
        .into_iter()
        .filter(|value| !value.is_object() && !value.is_array());
    values
        .map(|value| value.to_string().into_bytes())
        .chain(extremes)
        .collect()
}

fn there_and_back<T: DeserializeOwned + Serialize + PartialEq>(
    bytes: &[u8],
    what: &str,
) -> Result<(), String> {
    let Ok(value) = from_json::<T>(bytes) else {
        return Ok(());
    };
    let Ok(text) = serde_json::to_string(&value) else {
        return Err(format!("{what} was read, but cannot be written"));
    };
    match from_json::<T>(text.as_bytes()) {
        Ok(again) if again == value => Ok(()),
        Ok(_) => Err(format!("{what} {text} reads as something else")),
        Err(error) => Err(format!("{what} {text} cannot be read: {error}")),
    }
}

/// JSON as each of the types.
pub fn run(bytes: &[u8]) -> Result<(), String> {
    there_and_back::<DateTime>(bytes, "DateTime")?;
    there_and_back::<Date>(bytes, "Date")?;
    there_and_back::<HttpDate>(bytes, "HttpDate")?;
    there_and_back::<UnixTime>(bytes, "UnixTime")?;
    there_and_back::<Base64>(bytes, "Base64")?;
    there_and_back::<Base64Url>(bytes, "Base64Url")?;
    there_and_back::<i8>(bytes, "i8")?;
    there_and_back::<i64>(bytes, "i64")?;
    there_and_back::<u64>(bytes, "u64")?;
    there_and_back::<f32>(bytes, "f32")?;
    there_and_back::<Nullable<Vec<u16>>>(bytes, "Nullable")?;
    there_and_back::<Value>(bytes, "Value")?;
    if let Ok(moment) = from_json::<UnixTime>(bytes) {
        let _ = moment.moment();
    }
    Ok(())
}
