//! Scenarios that are driven by hand, because their data cannot say how.

mod negotiation;
mod streaming;

use interop::{Call, Driven, Plan};

/// Drives a scenario; `None` if its data says how.
pub fn drive<'a>(scenario: &'a str, plan: &'a Plan) -> Driven<'a> {
    let calls = plan.calls.iter().filter(|call| call.scenario == scenario);
    let calls: Vec<&Call> = calls.collect();
    let document = calls.first()?.document.as_deref()?;
    match (scenario, document) {
        ("Payload_ContentNegotiation_SameBody", _) => {
            Some(Box::pin(negotiation::same_body(plan, calls)))
        }
        ("Payload_ContentNegotiation_DifferentBody", _) => {
            Some(Box::pin(negotiation::different_body(plan, calls)))
        }
        // Before 3.2 no document can say what a stream carries.
        ("Streaming_Sse_Protocol_reconnect", "streaming-sse-in-3-2") => {
            Some(Box::pin(streaming::reconnect(plan)))
        }
        _ => None,
    }
}
