//! Numbers within their bounds.

use super::{Maker, Mode};
use serde_json::{Map, Value, json};

impl Maker<'_> {
    pub(super) fn integer(&mut self, flat: &Map<String, Value>) -> Value {
        let bound = |key: &str| flat.get(key).and_then(Value::as_f64);
        let format = flat
            .get("format")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let (lowest, highest): (i128, i128) = match format {
            "int8" => (-128, 127),
            "uint8" => (0, 255),
            "int16" => (-32_768, 32_767),
            "uint16" => (0, 65_535),
            "int32" => (i32::MIN.into(), i32::MAX.into()),
            "uint32" => (0, u32::MAX.into()),
            "uint64" | "uint" => (0, u64::MAX.into()),
            _ => (i64::MIN.into(), i64::MAX.into()),
        };
        let least = [
            bound("minimum").map(|bound| bound.ceil() as i128),
            bound("exclusiveMinimum").map(|bound| bound.floor() as i128 + 1),
            Some(lowest),
        ];
        let most = [
            bound("maximum").map(|bound| bound.floor() as i128),
            bound("exclusiveMaximum").map(|bound| bound.ceil() as i128 - 1),
            Some(highest),
        ];
        let least = least.into_iter().flatten().max().unwrap_or(lowest);
        let most = most
            .into_iter()
            .flatten()
            .min()
            .unwrap_or(highest)
            .max(least);
        let small = 0.clamp(least, most) + self.random.below(100) as i128;
        let made = match self.mode {
            Mode::Minimal => 0.clamp(least, most),
            Mode::Full => small.min(most),
            // The bounds themselves are where mistakes are.
            Mode::Random => match self.random.below(6) {
                0 => least,
                1 => most,
                2 => 1.clamp(least, most),
                _ => small.min(most),
            },
        };
        let step = bound("multipleOf").map_or(1, |step| (step as i128).max(1));
        let made = match made - made.rem_euclid(step) {
            low if low < least => low + step,
            low => low,
        };
        // `1.0` is an integer too.
        if self.mode == Mode::Random && made.abs() < 1_000_000 && self.random.percent(10) {
            return json!(made as f64);
        }
        match i64::try_from(made) {
            Ok(made) => json!(made),
            Err(_) => json!(u64::try_from(made).unwrap_or(u64::MAX)),
        }
    }

    pub(super) fn number(&mut self, flat: &Map<String, Value>) -> Value {
        let bound = |key: &str| flat.get(key).and_then(Value::as_f64);
        let least = bound("minimum").or(bound("exclusiveMinimum").map(|bound| bound + 0.5));
        let most = bound("maximum").or(bound("exclusiveMaximum").map(|bound| bound - 0.5));
        let made = match self.random.below(5) {
            0 => 0.0,
            1 => 1.0,
            2 => least.unwrap_or(-1.25),
            3 => most.unwrap_or(1e6),
            _ => self.random.below(10_000) as f64 / 8.0,
        };
        let made = least.map_or(made, |least| made.max(least));
        let made = most.map_or(made, |most| made.min(most));
        let made = match bound("multipleOf") {
            Some(step) if step > 0.0 => {
                let times = (made / step).floor();
                let low = times * step;
                if least.is_some_and(|least| low < least) {
                    low + step
                } else {
                    low
                }
            }
            _ => made,
        };
        // Whole numbers are written both ways.
        if made.fract() == 0.0 && made.abs() < 1e15 && self.random.percent(50) {
            return json!(made as i64);
        }
        json!(made)
    }
}
