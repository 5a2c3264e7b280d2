//! Answers that are read as they come: however they are cut, the same comes of them.

use crate::Corpus;
use crate::calls::{PLAIN, answering, cut, wait};
use clientwright_runtime::{Bytes, RequestBuilder, Value};

/// Events with values that somebody gave as examples.
pub fn event_seeds(corpus: &Corpus) -> Vec<Vec<u8>> {
    let event = |value: &&Value| {
        format!(
            "\u{3}: hi\nid: 7\nevent: a\nretry: 10\ndata: {value}\n\ndata: 1\r\ndata: 2\r\n\r\ndata: [DONE]\n\n"
        )
    };
    corpus
        .values()
        .iter()
        .map(|value| event(value).into_bytes())
        .collect()
}

/// Lines with such values.
pub fn line_seeds(corpus: &Corpus) -> Vec<Vec<u8>> {
    let lines = |value: &&Value| format!("\u{3}{value}\n\n{value}\r\n\u{1e}{value}\n");
    corpus
        .values()
        .iter()
        .map(|value| lines(value).into_bytes())
        .collect()
}

/// The most items that a stream of so many bytes can have, with one that says why it ended.
fn most(bytes: &[u8]) -> usize {
    bytes.len() + 2
}

/// What a stream of events gives, as text.
fn read_events(pieces: Vec<Bytes>, most: usize) -> Result<Vec<String>, String> {
    let client = answering(200, "text/event-stream", pieces)?;
    wait(async {
        let request = RequestBuilder::new(&PLAIN).finish();
        let mut stream = match client
            .send_events_text::<i64>(&PLAIN, request)
            .into_value()
            .await
        {
            Ok(stream) => stream,
            Err(error) => return Ok(vec![error.to_string()]),
        };
        let mut said = Vec::new();
        while let Some(event) = stream.next().await {
            said.push(match event {
                Ok(event) => format!(
                    "{:?} {:?} {:?} {:?}",
                    event.name(),
                    event.id(),
                    event.retry(),
                    event.data()
                ),
                Err(error) => error.to_string(),
            });
            if said.len() > most {
                return Err(format!("more than {most} items"));
            }
        }
        Ok(said)
    })?
}

/// What a stream of JSON gives, as text.
fn read_lines(pieces: Vec<Bytes>, most: usize) -> Result<Vec<String>, String> {
    let client = answering(200, "application/x-ndjson", pieces)?;
    wait(async {
        let request = RequestBuilder::new(&PLAIN).finish();
        let call = client.send_json_stream::<Value, i64>(&PLAIN, request, "application/x-ndjson");
        let mut stream = match call.into_value().await {
            Ok(stream) => stream,
            Err(error) => return Ok(vec![error.to_string()]),
        };
        let mut said = Vec::new();
        while let Some(item) = stream.next().await {
            said.push(match item {
                Ok(item) => item.to_string(),
                Err(error) => error.to_string(),
            });
            if said.len() > most {
                return Err(format!("more than {most} items"));
            }
        }
        Ok(said)
    })?
}

type Read = fn(Vec<Bytes>, usize) -> Result<Vec<String>, String>;

/// The first byte says how the others are cut.
fn alike(bytes: &[u8], read: Read) -> Result<(), String> {
    let Some((size, bytes)) = bytes.split_first() else {
        return Ok(());
    };
    let whole = read(cut(bytes, bytes.len()), most(bytes))?;
    let pieces = read(cut(bytes, usize::from(*size)), most(bytes))?;
    match whole == pieces {
        true => Ok(()),
        false => Err(format!("whole {whole:?}, in pieces {pieces:?}")),
    }
}

/// `text/event-stream`.
pub fn events(bytes: &[u8]) -> Result<(), String> {
    alike(bytes, read_events)
}

/// JSON Lines and JSON text sequences.
pub fn lines(bytes: &[u8]) -> Result<(), String> {
    alike(bytes, read_lines)
}
