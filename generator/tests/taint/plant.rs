//! Puts a text behind every text of a document that stands in places of a kind, the same wherever the document
//! says the same.

use serde_json::{Map, Value};

/// Kinds of places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Titles, descriptions, examples, extensions.
    Texts,
    /// Components, members, parameters, tags, operations, security schemes.
    Names,
    /// Values of enums, defaults, constants, scopes, mappings.
    Values,
    /// Formats, patterns, media types, headers, status codes.
    Words,
    /// Paths, servers.
    Addresses,
}

impl Kind {
    pub const ALL: &[Self] = &[
        Self::Texts,
        Self::Names,
        Self::Values,
        Self::Words,
        Self::Addresses,
    ];

    /// Whether the shape may not depend on what stands there. It does on names, of which some are taken, and on
    /// patterns, of which some are none.
    pub fn keeps_shape(self) -> bool {
        matches!(self, Self::Texts | Self::Values)
    }
}

const TEXTS: &[&str] = &[
    "description",
    "summary",
    "title",
    "version",
    "termsOfService",
    "email",
    "identifier",
    "externalValue",
];
/// The maps of components, in all dialects.
const COMPONENTS: &[&str] = &[
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "securitySchemes",
    "links",
    "callbacks",
    "pathItems",
    "mediaTypes",
    "definitions",
    "securityDefinitions",
];
const ADDRESSES: &[&str] = &[
    "url",
    "host",
    "basePath",
    "tokenUrl",
    "authorizationUrl",
    "openIdConnectUrl",
];

/// The document with the text in place.
pub fn plant(document: &Value, kind: Kind, text: &str) -> Value {
    let planter = Planter { kind, text };
    let mut document = document.clone();
    planter.object(&mut document, "", true);
    document
}

struct Planter<'t> {
    kind: Kind,
    text: &'t str,
}

impl Planter<'_> {
    fn put(&self, kind: Kind, value: &mut Value) {
        if let (true, Value::String(own)) = (self.kind == kind, &mut *value) {
            *own = self.behind(own, kind);
        }
    }

    /// The text behind another one. A name without a word in it gets one: else its name in Rust is made of the text
    /// alone, which is well.
    fn behind(&self, own: &str, kind: Kind) -> String {
        let has_word = own.contains(|c: char| c.is_alphanumeric());
        let word = if has_word || kind != Kind::Names {
            ""
        } else {
            "it"
        };
        format!("{own}{word}{}", self.text(kind))
    }

    /// Braces in an address are parameters, which have names.
    fn text(&self, kind: Kind) -> String {
        match kind {
            Kind::Addresses => self.text.replace(['{', '}'], ""),
            _ => self.text.to_owned(),
        }
    }

    fn all(&self, kind: Kind, value: &mut Value) {
        match value {
            Value::Array(elements) => elements.iter_mut().for_each(|one| self.all(kind, one)),
            Value::Object(members) => members.values_mut().for_each(|one| self.all(kind, one)),
            _ => self.put(kind, value),
        }
    }

    /// Other keys of a map.
    fn keys(&self, kind: Kind, value: &mut Value) {
        if let (true, Value::Object(members)) = (self.kind == kind, value) {
            let old = std::mem::take(members);
            *members = old
                .into_iter()
                .map(|(key, value)| (self.behind(&key, kind), value))
                .collect();
        }
    }

    /// A reference to what is called otherwise now.
    fn reference(&self, value: &mut Value) {
        let Value::String(text) = value else { return };
        if self.kind != Kind::Names || !text.starts_with("#/") {
            return;
        }
        let escaped = |text: &str| -> String {
            let text = text.replace('~', "~0").replace('/', "~1");
            let each = text.bytes().map(|byte| match byte {
                b'%' | b'"' | b' ' | b'#' | b'^' | b'\\' | 0..=31 => format!("%{byte:02X}"),
                128.. => format!("%{byte:02X}"),
                _ => char::from(byte).to_string(),
            });
            each.collect()
        };
        let segments: Vec<&str> = text.split('/').collect();
        let renamed = segments.iter().enumerate().map(|(at, segment)| {
            let before = at
                .checked_sub(1)
                .and_then(|at| segments.get(at))
                .copied()
                .unwrap_or_default();
            let top = segments.get(1) == Some(&"components") && at == 3 || at == 2;
            let name = (top && COMPONENTS.contains(&before)) || (at > 3 && before == "properties");
            if name {
                let own = segment.replace("~1", "/").replace("~0", "~");
                let text = self.behind(&own, Kind::Names);
                let behind = text.get(own.len()..).unwrap_or_default();
                format!("{segment}{}", escaped(behind))
            } else {
                (*segment).to_owned()
            }
        });
        *text = renamed.collect::<Vec<_>>().join("/");
    }

    fn object(&self, value: &mut Value, around: &str, root: bool) {
        match value {
            Value::Array(elements) => elements
                .iter_mut()
                .for_each(|one| self.object(one, around, false)),
            Value::Object(members) => self.members(members, around, root),
            _ => {}
        }
    }

    fn each(&self, value: &mut Value, around: &str) {
        if let Value::Object(members) = value {
            members
                .values_mut()
                .for_each(|one| self.object(one, around, false));
        }
    }

    fn members(&self, members: &mut Map<String, Value>, around: &str, root: bool) {
        let place = members.get("in").and_then(Value::as_str).map(str::to_owned);
        for (key, value) in members.iter_mut() {
            match key.as_str() {
                "$ref" => self.reference(value),
                "properties" => {
                    self.each(value, "");
                    self.keys(Kind::Names, value);
                }
                "required" => self.all(Kind::Names, value),
                "propertyName" | "operationId" => self.put(Kind::Names, value),
                "tags"
                    if value
                        .as_array()
                        .is_some_and(|list| list.iter().all(Value::is_string)) =>
                {
                    self.all(Kind::Names, value);
                }
                "name" if around == "tags" => self.put(Kind::Names, value),
                "name" => match place.as_deref() {
                    Some("query" | "cookie" | "formData") => self.put(Kind::Names, value),
                    Some("header") => self.put(Kind::Words, value),
                    Some(_) => {}
                    None => self.put(Kind::Texts, value),
                },
                "security" => {
                    for one in value.as_array_mut().into_iter().flatten() {
                        self.keys(Kind::Names, one);
                    }
                }
                "mapping" => {
                    value
                        .as_object_mut()
                        .into_iter()
                        .flatten()
                        .for_each(|(_, one)| self.reference(one));
                    self.keys(Kind::Values, value);
                }
                "enum" | "default" | "const" => self.all(Kind::Values, value),
                "scopes" => {
                    self.all(Kind::Texts, value);
                    self.keys(Kind::Values, value);
                }
                "example" | "examples" => self.all(Kind::Texts, value),
                "format" | "pattern" | "contentType" | "contentMediaType" => {
                    self.put(Kind::Words, value)
                }
                "content" => {
                    self.each(value, "");
                    self.keys(Kind::Words, value);
                }
                "paths" => {
                    self.each(value, "");
                    self.keys(Kind::Addresses, value);
                }
                key if COMPONENTS.contains(&key) && (root || around == "components") => {
                    self.each(value, "");
                    self.keys(Kind::Names, value);
                }
                key if TEXTS.contains(&key) => self.put(Kind::Texts, value),
                key if ADDRESSES.contains(&key) => self.put(Kind::Addresses, value),
                key if key.starts_with("x-") => self.all(Kind::Texts, value),
                key => self.object(value, key, false),
            }
        }
    }
}
