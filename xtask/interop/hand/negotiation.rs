//! Answers of several media types: the caller says which by the header `Accept`.

use interop::{Answer, Body, Call, Plan, judge};
use payload_content_negotiation::Client;
use payload_content_negotiation::runtime::CallOptions;

fn client(plan: &Plan) -> Result<Client, String> {
    let client = Client::builder().base_url(&plan.base).build();
    client.map_err(|error| error.to_string())
}

fn accepting(media_type: &str) -> CallOptions {
    CallOptions::new().header("accept", media_type)
}

/// What each call asks for; the last one, with a type that nobody knows, is no key of the scenario.
fn wanted<'a>(calls: &[&'a Call]) -> impl Iterator<Item = (&'a Call, &'a str)> {
    let all: Vec<_> = calls
        .iter()
        .filter_map(|call| {
            let body: &Body = call.response.as_ref()?.body.as_ref()?;
            let asked = call.request.headers.get("accept")?.as_str()?;
            (body.content_type.as_deref() == Some(asked)).then_some((*call, asked))
        })
        .collect();
    all.into_iter()
}

fn check(plan: &Plan, call: &Call, answer: &Answer) -> Result<(), String> {
    let expected = call.response.as_ref().ok_or("the data says no answer")?;
    judge(plan, expected, answer)
}

pub async fn same_body(plan: &Plan, calls: Vec<&Call>) -> Result<(), String> {
    let client = client(plan)?;
    for (call, media_type) in wanted(&calls) {
        let sent = client
            .same_body_get_avatar_as_png_same_body_get_avatar_as_jpeg()
            .with(accepting(media_type));
        let response = sent.send().await.map_err(|error| error.to_string())?;
        let answer = Answer::new(response.status()).bytes(response.value());
        check(plan, call, &answer)?;
    }
    Ok(())
}

pub async fn different_body(plan: &Plan, calls: Vec<&Call>) -> Result<(), String> {
    let client = client(plan)?;
    for (call, media_type) in wanted(&calls) {
        let sent = client
            .different_body_get_avatar_as_png_different_body_get_avatar_as_json()
            .with(accepting(media_type));
        let answer = if media_type == "application/json" {
            let response = sent.send().await.map_err(|error| error.to_string())?;
            Answer::new(response.status()).json(response.value())?
        } else {
            let response = sent.send_raw().await.map_err(|error| error.to_string())?;
            Answer::new(response.status()).bytes(response.body())
        };
        check(plan, call, &answer)?;
    }
    Ok(())
}
