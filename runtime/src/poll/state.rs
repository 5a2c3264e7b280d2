//! How work stands, by what an answer says.

use super::PollDefect;
use crate::RawResponse;
use serde_json::Value;

/// How work stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Phase {
    Running,
    Succeeded,
    Failed,
}

const SUCCEEDED: &[&str] = &[
    "succeeded",
    "success",
    "successful",
    "completed",
    "complete",
    "done",
    "finished",
    "ready",
];

const FAILED: &[&str] = &[
    "failed",
    "failure",
    "canceled",
    "cancelled",
    "error",
    "errored",
    "aborted",
    "rejected",
    "expired",
    "timedout",
    "terminated",
];

/// What a state means; one that nobody knows means that the work goes on.
pub(super) fn phase(state: &str) -> Phase {
    let letters = state.chars().filter(|letter| letter.is_alphanumeric());
    let state: String = letters.flat_map(char::to_lowercase).collect();
    if SUCCEEDED.contains(&state.as_str()) {
        Phase::Succeeded
    } else if FAILED.contains(&state.as_str()) {
        Phase::Failed
    } else {
        Phase::Running
    }
}

/// The state that a monitor tells.
pub(super) fn of_monitor(body: &Value) -> Option<&str> {
    let own = ["status", "state"]
        .into_iter()
        .find_map(|name| body.get(name)?.as_str());
    own.or_else(|| of_resource(body))
}

/// The state of what is made, as the resource itself has it.
pub(super) fn of_resource(body: &Value) -> Option<&str> {
    let holder = body.get("properties").unwrap_or(body);
    let state = holder
        .get("provisioningState")
        .or_else(|| body.get("provisioningState"))?;
    state.as_str()
}

/// The failure that an answer tells of.
pub(super) fn failure(state: &str, body: &Value) -> PollDefect {
    let error = body.get("error").unwrap_or(body);
    let text = |name: &str| error.get(name).and_then(Value::as_str).map(str::to_owned);
    PollDefect::Failed {
        state: state.to_owned(),
        code: text("code"),
        message: text("message"),
    }
}

/// The body, if it is JSON.
pub(super) fn body(answer: &RawResponse) -> Value {
    answer.json().unwrap_or(Value::Null)
}

#[cfg(test)]
mod tests {
    use super::{Phase, of_monitor, of_resource, phase};
    use serde_json::json;

    #[test]
    fn words() {
        for (word, means) in [
            ("Succeeded", Phase::Succeeded),
            ("COMPLETED", Phase::Succeeded),
            ("Canceled", Phase::Failed),
            ("timed_out", Phase::Failed),
            ("InProgress", Phase::Running),
            ("not started", Phase::Running),
            ("whatever", Phase::Running),
        ] {
            assert_eq!(phase(word), means, "{word}");
        }
    }

    #[test]
    fn places() {
        let resource = json!({"status": "x", "properties": {"provisioningState": "Creating"}});
        assert_eq!(of_resource(&resource), Some("Creating"));
        assert_eq!(of_monitor(&resource), Some("x"));
        assert_eq!(of_resource(&json!({"properties": {}})), None);
        assert_eq!(
            of_resource(&json!({"provisioningState": "Updating"})),
            Some("Updating")
        );
        assert_eq!(of_monitor(&json!({"status": 200})), None);
        assert_eq!(of_monitor(&json!([])), None);
    }
}
