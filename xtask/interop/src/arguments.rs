//! The arguments of a call, from what the suite says that is sent.

use crate::plan::{Body, Call, Plan};
use crate::shape::{Form, Kind, Operation, Parameter, Place, Texts, path_texts, split};
use clientwright_runtime::{Bytes, File};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What the suite says of one call.
#[derive(Clone, Copy, Debug)]
pub struct Arguments<'a> {
    plan: &'a Plan,
    call: &'a Call,
    operation: &'static Operation,
}

impl<'a> Arguments<'a> {
    /// Of this call.
    pub fn new(plan: &'a Plan, call: &'a Call, operation: &'static Operation) -> Self {
        Self {
            plan,
            call,
            operation,
        }
    }

    /// The base URL of the client: a service with versions has its own in it.
    pub fn base_url(&self) -> String {
        format!("{}{}", self.plan.base, self.call.server)
    }

    /// The value of a parameter that must be given.
    ///
    /// # Errors
    /// If the suite does not say it, or it is not of this type.
    pub fn required<T: DeserializeOwned>(&self, at: usize) -> Result<T, String> {
        let name = self.parameter(at)?.name;
        let value = self.optional(at)?;
        value.ok_or_else(|| format!("the data says no `{name}`"))
    }

    /// The value of a parameter.
    ///
    /// # Errors
    /// If it is not of this type.
    pub fn optional<T: DeserializeOwned>(&self, at: usize) -> Result<Option<T>, String> {
        let parameter = self.parameter(at)?;
        if let Some(values) = &self.call.values {
            let value = values.get(&at).cloned().map(serde_json::from_value);
            let value = value.transpose();
            return value.map_err(|error| format!("`{}` as argument: {error}", parameter.name));
        }
        let Some(texts) = self.texts(parameter) else {
            return Ok(None);
        };
        let [text, json] = texts.values();
        let first = match serde_json::from_value(text) {
            Ok(value) => return Ok(Some(value)),
            Err(error) => error,
        };
        let value = serde_json::from_value(json);
        let value = value.map_err(|_| format!("`{}` as argument: {first}", parameter.name))?;
        Ok(Some(value))
    }

    fn parameter(&self, at: usize) -> Result<&'static Parameter, String> {
        let parameter = self.operation.parameters.get(at);
        parameter.ok_or_else(|| format!("{} has no parameter {at}", self.operation.name))
    }

    fn texts(&self, parameter: &Parameter) -> Option<Texts> {
        match parameter.place {
            Place::Path => self.of_path(parameter),
            Place::Query => self.of_query(parameter),
            Place::Header => self
                .header(parameter.name)
                .map(|text| split(&text, parameter)),
            Place::Cookie => {
                let all = self.header("cookie")?;
                let mut pairs = all.split("; ").filter_map(|pair| pair.split_once('='));
                let own = pairs.find(|(name, _)| *name == parameter.name);
                own.map(|(_, text)| split(text, parameter))
            }
        }
    }

    fn of_path(&self, parameter: &Parameter) -> Option<Texts> {
        let template = self.operation.name.split_once(' ')?.1;
        let found = path_texts(template, &self.call.path)?;
        let (_, text) = found.iter().find(|(name, _)| name == parameter.name)?;
        // `;a=1;b=2` and `;p=a;p=b`: each has a name of its own.
        if parameter.form == Form::Matrix(true) && parameter.kind != Kind::One {
            let pairs = text.split(';').filter_map(|pair| pair.split_once('='));
            let pairs: Vec<_> = pairs.map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
            return Some(match parameter.kind {
                Kind::List => Texts::List(pairs.into_iter().map(|(_, value)| value).collect()),
                _ => Texts::Members(pairs),
            });
        }
        Some(split(text, parameter))
    }

    fn of_query(&self, parameter: &Parameter) -> Option<Texts> {
        let query = &self.call.request.query;
        let members =
            |pairs: Vec<(String, String)>| (!pairs.is_empty()).then_some(Texts::Members(pairs));
        match (parameter.form, parameter.kind) {
            (Form::Deep, _) => members(
                query
                    .iter()
                    .filter_map(|(key, value)| {
                        let own = key.strip_prefix(parameter.name)?;
                        let own = own.strip_prefix('[')?.strip_suffix(']')?;
                        Some((own.to_owned(), text(value)))
                    })
                    .collect(),
            ),
            // Members go by their own names: whatever no other parameter is called.
            (Form::Exploded, Kind::Members) => {
                let others = self.operation.parameters;
                let taken = |key: &str| others.iter().any(|other| other.name == key);
                let own = query.iter().filter(|(key, _)| !taken(key));
                members(own.map(|(key, value)| (key.clone(), text(value))).collect())
            }
            (Form::Exploded, Kind::List) => Some(match query.get(parameter.name)? {
                Value::Array(all) => Texts::List(all.iter().map(text).collect()),
                one => Texts::List(vec![text(one)]),
            }),
            _ => Some(split(&text(query.get(parameter.name)?), parameter)),
        }
    }

    /// A header of the request.
    pub fn header(&self, name: &str) -> Option<String> {
        let mut headers = self.call.request.headers.iter();
        let found = headers.find(|(own, _)| own.eq_ignore_ascii_case(name));
        found.map(|(_, value)| text(value))
    }

    /// A credential: what is sent in this header, after the scheme's name. Where nothing is said of
    /// it, or only that the service is to refuse it, any will do.
    pub fn credential(&self, header: &str, scheme: &str) -> Option<String> {
        match self.header(header) {
            Some(text) if scheme.is_empty() => Some(text),
            Some(text) => {
                let own = text.strip_prefix(scheme)?.strip_prefix(' ');
                own.map(str::to_owned)
            }
            None => self.any_credential(),
        }
    }

    /// A credential of which the data says nothing.
    pub fn any_credential(&self) -> Option<String> {
        let response = self.call.response.as_ref();
        let refused = response.is_none_or(|response| matches!(response.status, 401 | 403));
        refused.then(|| "any".to_owned())
    }

    /// The media type of the body, if there is one.
    pub fn media_type(&self) -> Option<String> {
        let own = self.call.request.body.as_ref()?.content_type.clone();
        self.header("content-type").or(own)
    }

    /// Whether there is a body.
    pub fn has_body(&self) -> bool {
        self.call.request.body.is_some()
    }

    pub(crate) fn body(&self) -> Result<&'a Body, String> {
        let body = self.call.request.body.as_ref();
        body.ok_or_else(|| "the data says no body".to_owned())
    }

    /// The body, from JSON. Where the document wants one and the suite sends none, an empty one.
    ///
    /// # Errors
    /// If there is none of this type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, String> {
        let own = self.call.request.body.as_ref().map(Body::json);
        let value = own.transpose()?.unwrap_or_else(|| serde_json::json!({}));
        serde_json::from_value(value).map_err(|error| format!("the body as argument: {error}"))
    }

    /// The body, from JSON values in lines.
    ///
    /// # Errors
    /// If there are none of this type.
    pub fn lines<T: DeserializeOwned>(&self) -> Result<T, String> {
        let value = self.body()?.lines()?;
        serde_json::from_value(value).map_err(|error| format!("the body as argument: {error}"))
    }

    /// The body, as text. The suite writes texts as JSON.
    ///
    /// # Errors
    /// If there is none.
    pub fn text<T: DeserializeOwned>(&self) -> Result<T, String> {
        let body = self.body()?;
        let value = if body.is_json() {
            body.json()?
        } else {
            body.text()?.into()
        };
        serde_json::from_value(value).map_err(|error| format!("the body as argument: {error}"))
    }

    /// The body, as bytes.
    ///
    /// # Errors
    /// If there are none.
    pub fn bytes(&self) -> Result<Bytes, String> {
        self.body()?.bytes().map(Bytes::from)
    }

    /// The body, as a file.
    ///
    /// # Errors
    /// If there is none.
    pub fn file(&self) -> Result<File, String> {
        let file = File::new(self.bytes()?);
        Ok(match self.media_type() {
            Some(media_type) => file.content_type(media_type),
            None => file,
        })
    }
}

/// A value of the data as it stands on the wire.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
