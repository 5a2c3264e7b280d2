//! Server-Sent Events, read as the WHATWG HTML standard says (section 9.2.6).

use super::Event;
use super::cutter::{Cut, Cutter, TooLong};
use bytes::Bytes;
use std::time::Duration;

/// Reads events out of chunks.
#[derive(Debug)]
pub(super) struct EventParser {
    lines: Cutter,
    limit: usize,
    /// No line came yet, so a byte order mark may.
    at_start: bool,
    name: String,
    /// The lines of `data`, each with its end; `None` as long as there is none.
    data: Option<String>,
    /// The last id that was named, kept from event to event.
    id: Option<String>,
    /// The id of the event that is being read becomes the last one when that is complete.
    next_id: Option<String>,
    retry: Option<Duration>,
    /// The last time that was named, kept from event to event.
    wait: Option<Duration>,
}

impl EventParser {
    /// A parser that gives up on a line or an event of more than `limit` bytes.
    pub(super) fn new(limit: usize) -> Self {
        Self {
            lines: Cutter::new(Cut::EventLines, limit),
            limit,
            at_start: true,
            name: String::new(),
            data: None,
            next_id: None,
            id: None,
            retry: None,
            wait: None,
        }
    }

    /// Goes on with another connection: what was begun in the last one never comes to an end.
    pub(super) fn restart(&mut self) {
        let (id, wait) = (self.id.take(), self.wait);
        *self = Self {
            next_id: id.clone(),
            id,
            wait,
            ..Self::new(self.limit)
        };
    }

    /// How long to wait before connecting again, if the service ever said.
    pub(super) fn wait(&self) -> Option<Duration> {
        self.wait
    }

    /// Takes the next chunk. What was pushed before must have been read.
    pub(super) fn push(&mut self, chunk: Bytes) {
        self.lines.push(chunk);
    }

    /// The next complete event; `None` if there is no other yet. An event that is not complete
    /// at the end never happened.
    pub(super) fn next(&mut self) -> Result<Option<Event<String>>, TooLong> {
        while let Some(line) = self.lines.next()? {
            let mark =
                std::mem::take(&mut self.at_start).then(|| line.strip_prefix(b"\xef\xbb\xbf"));
            let line = mark.flatten().unwrap_or(&line);
            if !line.is_empty() {
                self.field(line)?;
                continue;
            }
            self.id.clone_from(&self.next_id);
            let (name, retry) = (std::mem::take(&mut self.name), self.retry.take());
            if let Some(mut data) = self.data.take() {
                data.pop();
                return Ok(Some(Event {
                    name: Some(name).filter(|name| !name.is_empty()),
                    id: self.id.clone(),
                    retry,
                    data,
                }));
            }
        }
        Ok(None)
    }

    /// The id of the last complete event, or of one before.
    pub(super) fn last_id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    fn field(&mut self, line: &[u8]) -> Result<(), TooLong> {
        let colon = line.iter().position(|byte| *byte == b':');
        let (field, value) = line.split_at(colon.unwrap_or(line.len()));
        let value = value.strip_prefix(b":").unwrap_or(value);
        let value = value.strip_prefix(b" ").unwrap_or(value);
        let value = String::from_utf8_lossy(value);
        match field {
            b"event" => self.name = value.into_owned(),
            b"data" => {
                let data = self.data.get_or_insert_default();
                if data.len().saturating_add(value.len()) > self.limit {
                    return Err(TooLong);
                }
                data.push_str(&value);
                data.push('\n');
            }
            b"id" if !value.contains('\0') => {
                self.next_id = Some(value.into_owned()).filter(|id| !id.is_empty());
            }
            b"retry" if !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis);
                self.wait = self.retry.or(self.wait);
            }
            _ => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::EventParser;
    use crate::stream::Event;
    use bytes::Bytes;
    use std::time::Duration;

    fn events(text: &str, size: usize) -> Vec<Event<String>> {
        let mut parser = EventParser::new(1000);
        let mut all = Vec::new();
        for chunk in text.as_bytes().chunks(size) {
            parser.push(Bytes::copy_from_slice(chunk));
            while let Some(event) = parser.next().unwrap() {
                all.push(event);
            }
        }
        all
    }

    fn data(text: &str) -> Vec<String> {
        events(text, 7)
            .into_iter()
            .map(|event| event.data)
            .collect()
    }

    /// The examples of the standard, section 9.2.6.
    #[test]
    fn examples_of_the_standard() {
        assert_eq!(data("data: YHOO\ndata: +2\ndata: 10\n\n"), ["YHOO\n+2\n10"]);
        let text = ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n";
        let all = events(text, 3);
        // The third one is not complete.
        assert_eq!(all.len(), 2);
        assert_eq!(
            (all[0].data.as_str(), all[0].id()),
            ("first event", Some("1"))
        );
        assert_eq!((all[1].data.as_str(), all[1].id()), ("second event", None));
        assert_eq!(data("data\n\ndata\ndata\n\ndata:"), ["", "\n"]);
        assert_eq!(data("data:test\n\ndata: test\n\n"), ["test", "test"]);
    }

    #[test]
    fn the_size_of_chunks_makes_no_difference() {
        let text = "\u{feff}event: a\r\ndata: 😀\r\nid: 7\r\nretry: 1500\r\n\r\ndata: 2\rdata: 3\r\rid: 8\n\n:c\n\ndata:x\n\n";
        let whole = events(text, text.len());
        for size in 1..text.len() {
            assert_eq!(events(text, size), whole, "in chunks of {size}");
        }
        let [first, second, third] = whole.try_into().unwrap();
        assert_eq!((first.name(), first.data.as_str()), ("a", "😀"));
        assert_eq!(
            (first.id(), first.retry()),
            (Some("7"), Some(Duration::from_millis(1500)))
        );
        assert_eq!((second.name(), second.data.as_str()), ("message", "2\n3"));
        assert_eq!((second.id(), second.retry()), (Some("7"), None));
        assert_eq!(third.id(), Some("8"));
    }

    #[test]
    fn what_is_no_id_or_time_is_ignored() {
        let [event] = events(
            "id: a\0b\nretry: soon\nretry: -1\nunknown: 1\ndata: x\n\n",
            4,
        )
        .try_into()
        .unwrap();
        assert_eq!((event.id(), event.retry()), (None, None));
    }

    #[test]
    fn an_event_without_an_end_is_given_up() {
        let mut parser = EventParser::new(10);
        parser.push(Bytes::from_static(b"data: 123\ndata: 456789\n"));
        assert!(parser.next().is_err());
        let mut parser = EventParser::new(10);
        parser.push(Bytes::from_static(b"data: 12345"));
        assert!(parser.next().is_err());
    }
}
