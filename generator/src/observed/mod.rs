//! Where answers differed from the document, as the overlay that mends it.
//!
//! Observations are what a generated client's `watch` writes down; a place in them is that of the document as it
//! was generated from, with `$ref`s followed here.

mod observation;

use crate::document::Node;
use crate::mend::json_path;
use crate::model;
use crate::source::Pointer;
use observation::Observation;
use serde_json::{Map, Value, json};

/// As many references as are followed on the way to a place.
const HOPS: usize = 100;

/// An overlay made of observations.
#[derive(Clone, Debug, Default)]
pub struct Observed {
    /// The overlay's text; `None` if nothing can be mended.
    pub text: Option<String>,
    /// How many observations it mends.
    pub mended: usize,
    /// What a person has to look at, one line each.
    pub left: Vec<String>,
}

/// The overlay that makes a document say what was observed.
///
/// # Errors
/// If the text is not what `watch` writes.
pub fn from_observations(observations: &str, document: &Node) -> Result<Observed, String> {
    let read: Value = serde_json::from_str(observations)
        .map_err(|error| format!("the observations are no JSON: {error}"))?;
    let all = read.get("observations").and_then(Value::as_array);
    let all = all.ok_or("these are no observations: there is no list `observations`")?;
    let title = read
        .get("title")
        .and_then(Value::as_str)
        .unwrap_or("The API");
    let mut writer = Writer {
        document,
        dialect: Dialect::of(document),
        actions: String::new(),
        observed: Observed::default(),
    };
    for value in all {
        let one =
            Observation::read(value).ok_or_else(|| format!("this is no observation: {value}"))?;
        match writer.mend(&one) {
            Ok(actions) => {
                for (target, change) in actions {
                    writer.action(&target, &one.told(), &change);
                }
                writer.observed.mended += 1;
            }
            Err(why) => writer.observed.left.push(format!("{}: {why}", one.told())),
        }
    }
    let Writer {
        actions,
        mut observed,
        ..
    } = writer;
    if !actions.is_empty() {
        let title = model::quoted(&format!("{title}, as it answers"));
        let left: Vec<String> = observed
            .left
            .iter()
            .map(|line| format!("# {line}\n"))
            .collect();
        let head = match left.as_slice() {
            [] => String::new(),
            some => format!("# Not mended:\n{}", some.concat()),
        };
        observed.text = Some(format!(
            "# What answers showed, and the document does not say. Look at each: a service may be wrong, too.\n\
             {head}overlay: 1.0.0\ninfo:\n  title: {title}\n  version: 1.0.0\nactions:\n{actions}"
        ));
    }
    Ok(observed)
}

/// How a document says that a value may be `null`.
#[derive(Clone, Copy, PartialEq)]
enum Dialect {
    /// `x-nullable`
    Swagger,
    /// `nullable`
    V3_0,
    /// A type.
    Later,
}

impl Dialect {
    fn of(document: &Node) -> Self {
        let version = document.get("openapi").and_then(Node::as_str);
        match version {
            None => Self::Swagger,
            Some(version) if version.starts_with("3.0") => Self::V3_0,
            Some(_) => Self::Later,
        }
    }

    /// The same schema, which allows `null`.
    fn nullable(self, mut schema: Map<String, Value>) -> Value {
        match (self, schema.get("type").cloned()) {
            (Self::Later, Some(ty)) => drop(schema.insert("type".to_owned(), json!([ty, "null"]))),
            (Self::Later, None) => {}
            (Self::V3_0, _) => drop(schema.insert("nullable".to_owned(), true.into())),
            (Self::Swagger, _) => drop(schema.insert("x-nullable".to_owned(), true.into())),
        }
        Value::Object(schema)
    }
}

/// What an action does to its target.
enum Change {
    Update(Value),
    Remove,
}

/// The actions that mend something, each with its target.
type Actions = Vec<(String, Change)>;

struct Writer<'d> {
    document: &'d Node,
    dialect: Dialect,
    actions: String,
    observed: Observed,
}

impl<'d> Writer<'d> {
    fn action(&mut self, target: &str, description: &str, change: &Change) {
        let change = match change {
            Change::Update(value) => format!("update: {value}"),
            Change::Remove => "remove: true".to_owned(),
        };
        self.actions.push_str(&format!(
            "  - target: {}\n    description: {}\n    {change}\n",
            model::quoted(target),
            model::quoted(description)
        ));
    }

    fn mend(&self, one: &Observation<'_>) -> Result<Actions, String> {
        let hidden = matches!(
            one.kind,
            "unknown-member" | "unknown-value" | "undocumented-code"
        );
        if hidden && one.name.contains("***") {
            return Err("it may be a credential, so it was not written down".to_owned());
        }
        match one.kind {
            "unknown-member" => {
                let (at, _) = self.schema(&one.pointer)?;
                let member = one.value.get("example");
                let member = self.seen(&one.types(), member);
                Ok(vec![update(&at, json!({"properties": {one.name: member}}))])
            }
            "unknown-value" => {
                let (at, schema) = self.schema(&one.pointer)?;
                let value = serde_json::from_str(one.name).map_err(|error| error.to_string())?;
                match schema.get("enum").and_then(Node::as_array) {
                    Some(_) => Ok(vec![update(&at.child("enum"), value)]),
                    None => Err("there is no `enum` to add it to".to_owned()),
                }
            }
            "null" => self.allow_null(&one.pointer),
            "missing-member" => {
                let (at, schema) = self.schema(&one.pointer)?;
                let listed = schema.get("required").and_then(Node::as_array);
                let mut listed = listed.into_iter().flatten();
                if !listed.any(|name| name.as_str() == Some(one.name)) {
                    return Err("another place requires it".to_owned());
                }
                let name = crate::mend::quoted(one.name);
                let target = format!("{}[?@ == {name}]", json_path(&at.child("required")));
                Ok(vec![(target, Change::Remove)])
            }
            "undeclared-status" => {
                let (at, _) = self.place(&one.pointer)?;
                let response = json!({"description": "Seen in answers."});
                Ok(vec![update(
                    &at,
                    json!({"responses": {one.name: response}}),
                )])
            }
            "undocumented-code" => {
                let (at, _) = self.place(&one.pointer)?;
                let name = format!("Code{}", one.name.replace('-', "Minus"));
                let codes = json!({"x-clientwright-error-codes": {one.name: name}});
                Ok(vec![update(&at, codes)])
            }
            "unknown-tag" => {
                Err("which schema it stands for has to be said by a person".to_owned())
            }
            _ => Err("what it should be has to be said by a person".to_owned()),
        }
    }

    /// Lets the schema at a place allow `null`.
    fn allow_null(&self, pointer: &Pointer) -> Result<Actions, String> {
        let (at, schema) = self.place(pointer)?;
        let is_reference = schema.get("$ref").is_some();
        if self.dialect != Dialect::Later && !is_reference {
            let key = if self.dialect == Dialect::V3_0 {
                "nullable"
            } else {
                "x-nullable"
            };
            return Ok(vec![update(&at, json!({key: true}))]);
        }
        if is_reference {
            // What stands beside a reference does not count everywhere, so it goes into a list.
            let (parent, name) = at
                .parent()
                .zip(at.last())
                .ok_or("it is the whole document")?;
            let old = model::json(schema);
            let new = match self.dialect {
                Dialect::Later => json!({"anyOf": [old, {"type": "null"}]}),
                other => {
                    let mut schema = Map::new();
                    schema.insert("allOf".to_owned(), json!([old]));
                    other.nullable(schema)
                }
            };
            let old = (json_path(&at), Change::Remove);
            return Ok(vec![old, update(&parent, json!({name: new}))]);
        }
        let mut actions = match schema.get("type") {
            Some(ty) if ty.as_array().is_some() => vec![update(&at.child("type"), json!("null"))],
            Some(ty) => vec![update(&at, json!({"type": [model::json(ty), "null"]}))],
            None => return Err("the schema names no type".to_owned()),
        };
        if schema.get("enum").is_some() {
            actions.push(update(&at.child("enum"), Value::Null));
        }
        Ok(actions)
    }

    /// The schema of values like those that were seen.
    fn seen(&self, types: &[&str], example: Option<&Value>) -> Value {
        let mut others: Vec<&str> = types.iter().copied().filter(|ty| *ty != "null").collect();
        if others.contains(&"number") {
            others.retain(|ty| *ty != "integer");
        }
        let mut schema = Map::new();
        if let [ty] = others.as_slice() {
            schema.insert("type".to_owned(), (*ty).into());
        }
        match (others.as_slice(), example) {
            (["object"], Some(Value::Object(members))) => {
                let members = members.iter();
                let members = members.map(|(name, one)| (name.clone(), self.of(one)));
                let members: Map<String, Value> = members.collect();
                schema.insert("properties".to_owned(), members.into());
            }
            (["array"], example) => {
                let first = example.and_then(|list| list.get(0));
                let items = first.map_or_else(|| json!({}), |first| self.of(first));
                schema.insert("items".to_owned(), items);
            }
            _ => {}
        }
        match types.contains(&"null") {
            true => self.dialect.nullable(schema),
            false => Value::Object(schema),
        }
    }

    /// The schema of values like this one.
    fn of(&self, value: &Value) -> Value {
        let ty = match value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(number) if number.is_f64() => "number",
            Value::Number(_) => "integer",
            // The value itself was not kept, whatever its type.
            Value::String(text) if text == "***" => return json!({}),
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        };
        self.seen(&[ty], Some(value))
    }

    /// The place that a pointer leads to, where references on the way are followed.
    fn place(&self, pointer: &Pointer) -> Result<(Pointer, &'d Node), String> {
        let place = match self.dialect {
            Dialect::Swagger => self.follow(&in_swagger(pointer), HOPS),
            Dialect::V3_0 | Dialect::Later => self.follow(pointer, HOPS),
        };
        place.ok_or_else(|| "the document has no such place".to_owned())
    }

    /// The same, where the place itself may be a reference, too.
    fn schema(&self, pointer: &Pointer) -> Result<(Pointer, &'d Node), String> {
        let (mut at, mut node) = self.place(pointer)?;
        for _ in 0..HOPS {
            let Some(target) = target(node) else {
                return Ok((at, node));
            };
            (at, node) = self.place(&target)?;
        }
        Err("its references lead in a circle".to_owned())
    }

    fn follow(&self, pointer: &Pointer, hops: usize) -> Option<(Pointer, &'d Node)> {
        let hops = hops.checked_sub(1)?;
        let (mut at, mut node) = (Pointer::root(), self.document);
        for segment in pointer.segments() {
            while let Some(target) = target(node) {
                (at, node) = self.follow(&target, hops)?;
            }
            at = at.child(&segment);
            node = match node.as_array() {
                Some(elements) => elements.get(segment.parse::<usize>().ok()?)?,
                None => node.get(&segment)?,
            };
        }
        Some((at, node))
    }
}

/// The same place in Swagger 2.0: schemas are `definitions`, and an answer has one of them whatever its media type.
fn in_swagger(pointer: &Pointer) -> Pointer {
    let segments: Vec<String> = pointer.segments().collect();
    let mut out = Pointer::root();
    let mut rest = segments.iter().map(String::as_str).peekable();
    let mut in_responses = false;
    while let Some(segment) = rest.next() {
        match segment {
            "components" if rest.peek() == Some(&"schemas") => {
                rest.next();
                out = out.child("definitions");
            }
            "content" if in_responses => drop(rest.next()),
            _ => out = out.child(segment),
        }
        in_responses |= segment == "responses";
    }
    out
}

/// What a reference leads to, in the same document.
fn target(node: &Node) -> Option<Pointer> {
    let reference = node.get("$ref")?.as_str()?;
    Pointer::parse(reference.starts_with('#').then_some(reference)?)
}

fn update(at: &Pointer, value: Value) -> (String, Change) {
    (json_path(at), Change::Update(value))
}
