//! Answers that come item by item: what an item is.

use super::{Context, media};
use crate::ir::{Docs, Event, EventData, Literal, Place, Stream, TypeRef};
use crate::lower::schema::{Facts, Kind, Places};
use crate::source::Pointer;
use indexmap::IndexMap;

/// What the standard gives an event: an object of these members describes one.
const MEMBERS: [&str; 4] = ["data", "event", "id", "retry"];

/// How many kinds of events a stream may have.
const MOST: usize = 1000;

/// How deeply lists of alternatives may nest.
const DEPTH: usize = 32;

/// The members of an event, each with the places that describe it.
type Members = IndexMap<String, Places>;

impl Context<'_> {
    /// What comes one by one in a body of this media type, if it is a sequence; `item` describes it.
    pub(super) fn stream(
        &mut self,
        media_type: &str,
        item: Option<&Places>,
        place: &Place,
    ) -> Option<Stream> {
        if media::is_events(media_type) {
            return Some(Stream::Events(self.events(item, place)));
        }
        media::is_json_sequence(media_type).then(|| match item {
            Some(item) => {
                let place = Place::Element(Box::new(place.clone()));
                Stream::Json(self.schema_of(item, place))
            }
            None => Stream::Json(TypeRef::AnyJson),
        })
    }

    /// The places of the schema of what comes one by one in the media type at a place: `itemSchema`
    /// of 3.2, or else what describes the whole, as a list or as one of its elements. A whole that
    /// is a text says nothing of them.
    pub(super) fn item(&mut self, at: &Pointer) -> Option<Places> {
        let (item, whole) = (at.child("itemSchema"), at.child("schema"));
        if self.node(&item).is_some() {
            return Some(vec![item]);
        }
        self.node(&whole)?;
        let facts = self.facts(&whole);
        match facts.kind {
            Some(Kind::String) => None,
            _ if facts.is_array() && !facts.items.is_empty() => Some(facts.items.clone()),
            _ => Some(vec![whole]),
        }
    }

    /// The kinds of events, by what describes one of them.
    fn events(&mut self, item: Option<&Places>, place: &Place) -> Vec<Event> {
        let event = |data| Event {
            name: None,
            data,
            docs: Docs::default(),
        };
        let Some(item) = item else {
            return vec![event(EventData::Text)];
        };
        if let Some((rest, end)) = self.without_end(item) {
            return [
                EventData::Json(self.schema_of(&rest, named(place, ""))),
                EventData::End(end),
            ]
            .map(event)
            .into();
        }
        let mut shapes = Vec::new();
        if !self.shapes(item, &Members::new(), &mut Vec::new(), &mut shapes) {
            let data = match self.facts_of(item).kind {
                Some(Kind::String) => EventData::Text,
                _ => EventData::Json(self.schema_of(item, named(place, ""))),
            };
            return vec![event(data)];
        }
        let mut events = Vec::new();
        for (members, docs) in shapes {
            let names = self.names(members.get("event"));
            let name = names.first().map_or("", String::as_str);
            let data = self.data(members.get("data"), &named(place, name));
            let event = |name| Event {
                name,
                data: data.clone(),
                docs: docs.clone(),
            };
            match names.is_empty() {
                true => events.push(event(None)),
                false => events.extend(names.into_iter().map(|name| event(Some(name)))),
            }
        }
        events
    }

    /// Adds the alternatives of a schema, if all of them are objects such as the standard has
    /// them: with `data`, and with nothing but an event's members.
    fn shapes(
        &mut self,
        places: &[Pointer],
        outer: &Members,
        above: &mut Vec<Pointer>,
        found: &mut Vec<(Members, Docs)>,
    ) -> bool {
        let mut members = outer.clone();
        let mut lists = Vec::new();
        let mut docs = Docs::default();
        for at in places {
            let facts = self.gathered(at);
            for (name, places) in &facts.properties {
                let known = members.entry(name.clone()).or_default();
                known.extend(places.iter().cloned());
            }
            lists.extend(facts.unions.iter().map(|choice| choice.parts.clone()));
            docs = docs.or(&facts.docs);
        }
        let foreign = |name: &String| !MEMBERS.contains(&name.as_str());
        if members.keys().any(foreign) || found.len() >= MOST || lists.len() > 1 {
            return false;
        }
        let Some(list) = lists.pop() else {
            let is_event = members.contains_key("data");
            found.push((members, docs));
            return is_event;
        };
        for part in list {
            let at = self.resolve(&part);
            if above.contains(&at) || above.len() >= DEPTH {
                return false;
            }
            above.push(at.clone());
            let all = self.shapes(&[at], &members, above, found);
            above.pop();
            if !all {
                return false;
            }
        }
        true
    }

    /// The only names that events may have, if the document lists them.
    fn names(&mut self, event: Option<&Places>) -> Vec<String> {
        let facts = event.map(|places| self.facts_of(places));
        let values = facts.and_then(|facts| facts.values.clone());
        let texts = values.unwrap_or_default().into_iter();
        let texts = texts.filter_map(|one| match one.value {
            Literal::String(text) => Some(text),
            _ => None,
        });
        texts.collect()
    }

    /// What an event carries. Its `data` are a text, of which `contentMediaType` and
    /// `contentSchema` say what is in it; where they are declared as anything but a text, that is
    /// what is in it.
    fn data(&mut self, data: Option<&Places>, place: &Place) -> EventData {
        let none = Places::new();
        let data = data.unwrap_or(&none);
        let targets: Places = data.iter().map(|at| self.resolve(at)).collect();
        let said = |key: &str| targets.iter().find_map(|at| self.text(at, key));
        let media_type = said("contentMediaType").map(str::to_owned);
        let content: Places = targets
            .iter()
            .map(|at| at.child("contentSchema"))
            .filter(|at| self.node(at).is_some())
            .collect();
        let facts = self.facts_of(data);
        if let Some(end) = self.end(&facts, &targets) {
            return EventData::End(end);
        }
        let is_json = media_type.as_deref().map(media::is_json);
        match (content.is_empty(), is_json) {
            (_, Some(false)) => EventData::Text,
            (false, _) => EventData::Json(self.schema_of(&content, place.clone())),
            (true, Some(true)) => EventData::Json(TypeRef::AnyJson),
            (true, None) if matches!(facts.kind, Some(Kind::String)) || !facts.is_typed() => {
                EventData::Text
            }
            (true, None) => EventData::Json(self.schema_of(data, place.clone())),
        }
    }

    /// What describes the data of a stream, and the text at its end, where the document has both as
    /// the alternatives of one item: `oneOf: [{$ref: …}, {enum: ['[DONE]']}]`.
    fn without_end(&mut self, item: &Places) -> Option<(Places, String)> {
        let [at] = item.as_slice() else { return None };
        let facts = self.gathered(at);
        let [choice] = facts.unions.as_slice() else {
            return None;
        };
        let (mut rest, mut end) = (Places::new(), None);
        for part in &choice.parts {
            let facts = self.facts(part);
            match self.end(&facts, &[self.resolve(part)]) {
                Some(text) => end = Some(text),
                None => rest.push(part.clone()),
            }
        }
        let is_all = rest.len() == 1 && facts.properties.is_empty();
        Some((rest, end.filter(|_| is_all)?))
    }

    /// The text that says that no more events come: `[DONE]` as services have it, or one that the
    /// document marks.
    fn end(&self, facts: &Facts, targets: &[Pointer]) -> Option<String> {
        let [value] = facts.values.as_deref()? else {
            return None;
        };
        let Literal::String(text) = &value.value else {
            return None;
        };
        let mark = |at: &Pointer| self.node(at)?.get("x-ms-sse-terminal-event");
        let marked = targets.iter().filter_map(mark);
        let is_marked = marked
            .into_iter()
            .any(|mark| mark.value == super::form::TRUE);
        (text == "[DONE]" || is_marked).then(|| text.clone())
    }
}

/// Where the data of an event of this name stand.
fn named(place: &Place, name: &str) -> Place {
    match place {
        Place::Response(label, _) | Place::RequestBody(label) => {
            Place::Event(label.clone(), name.to_owned())
        }
        other => Place::Element(Box::new(other.clone())),
    }
}
