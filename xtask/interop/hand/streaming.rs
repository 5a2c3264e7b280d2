//! A stream that goes on where it ended: with the id of its last event.

use interop::Plan;
use streaming_sse_in_3_2::Client;
use streaming_sse_in_3_2::runtime::CallOptions;

pub async fn reconnect(plan: &Plan) -> Result<(), String> {
    let client = Client::builder().base_url(&plan.base).build();
    let client = client.map_err(|error| error.to_string())?;
    let call = || client.protocol_reconnect();
    let first = events(call()).await?;
    let [(id, message)] = first.as_slice() else {
        return Err(format!("the first stream is {first:?}"));
    };
    if (id.as_str(), message.as_str()) != ("event-1", "hello") {
        return Err(format!("the first stream is {first:?}"));
    }
    let next = events(call().with(CallOptions::new().header("Last-Event-ID", id))).await?;
    match next.as_slice() {
        [(id, message)] if id == "event-2" && message == "world" => Ok(()),
        other => Err(format!("the second stream is {other:?}")),
    }
}

/// The ids and messages of a stream.
async fn events(
    call: streaming_sse_in_3_2::api::operations::ProtocolReconnect,
) -> Result<Vec<(String, String)>, String> {
    let mut stream = call.await.map_err(|error| error.to_string())?;
    let mut all = Vec::new();
    while let Some(event) = stream.try_next().await.map_err(|error| error.to_string())? {
        let id = stream.last_event_id().unwrap_or_default().to_owned();
        all.push((id, event.into_data().message));
    }
    Ok(all)
}
