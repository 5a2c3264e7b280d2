//! One document: its schemas, their instances, what came back.

use crate::equal::{difference, short};
use crate::make::Maker;
use crate::program::ask;
use crate::read::{self, Case, Document};
use crate::strict::strict;
use crate::translate::translate;
use crate::validity::Validity;
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A group of the suite that was lifted wrongly: a `$ref` inside a listed value was rewritten.
const LEFT_OUT: &str = "ref_14";

/// An instance that did not come back equal.
#[derive(Clone, Debug, Serialize)]
pub struct Failure {
    /// The place of the schema.
    pub pointer: String,
    /// The generated type.
    pub path: String,
    /// The instance.
    pub instance: Value,
    /// The error, or where it differs.
    pub why: String,
}

/// What came of a document.
#[derive(Debug, Default, Serialize)]
pub struct Trip {
    /// The document.
    pub name: String,
    /// Why nothing of it was run.
    pub skipped: Option<String>,
    /// How many generated types there are.
    pub types: usize,
    /// Types whose place is none of the document's schemas, or one that says not all about the type.
    pub elsewhere: Vec<String>,
    /// Schemas that the validator cannot read, and why.
    pub unread: BTreeMap<String, String>,
    /// Schemas for which no valid instance was found.
    pub without: Vec<String>,
    /// How many instances were thrown away as invalid.
    pub invalid: usize,
    /// How many valid instances were run.
    pub valid: usize,
    /// How many of them came back equal.
    pub equal: usize,
    /// Those that did not.
    pub failures: Vec<Failure>,
    /// Those of a suite that are valid only because a keyword says nothing about other types.
    pub untyped: Vec<Failure>,
    /// Those of a suite that are valid only because a format is an annotation.
    pub annotated: Vec<Failure>,
}

/// An instance with its schema.
struct Question {
    pointer: String,
    path: String,
    number: usize,
    instance: Value,
}

/// Runs a document.
pub fn run(document: &Document) -> Trip {
    let mut trip = Trip {
        name: document.name.clone(),
        ..Trip::default()
    };
    if let Err(why) = fill(document, &mut trip) {
        trip.skipped = Some(why);
    }
    trip
}

fn fill(document: &Document, trip: &mut Trip) -> Result<(), String> {
    let Some(program) = &document.program else {
        let reason = document.reason.clone();
        return Err(reason.unwrap_or_else(|| "it was not generated".to_owned()));
    };
    let types = read::types(&document.report)?;
    trip.types = types.len();
    let numbers: BTreeSet<&String> = types.values().collect();
    let numbers: BTreeMap<&String, usize> = numbers.into_iter().zip(0..).collect();
    let mut root = read::document(&document.path)?;
    translate(&mut root, &document.dialect);
    let mut questions = Vec::new();
    if let Some(cases) = &document.cases {
        suite(&read::json(cases)?, &types, trip, &mut questions);
    } else {
        instances(&root, document, &types, trip, &mut questions)?;
    }
    for question in &mut questions {
        question.number = numbers.get(&question.path).copied().unwrap_or_default();
    }
    let asked: Vec<_> = questions.iter().map(|q| (q.number, &q.instance)).collect();
    let answers = ask(program, &asked)?;
    let judge = document
        .cases
        .as_ref()
        .map(|_| Exceptions::new(&root))
        .transpose()?;
    trip.valid = questions.len();
    for (question, answer) in questions.into_iter().zip(answers) {
        let why = match answer {
            Ok(found) => difference(&question.instance, &found),
            Err(why) => Some(why),
        };
        let Some(why) = why else {
            trip.equal += 1;
            continue;
        };
        let failure = Failure {
            pointer: question.pointer,
            path: question.path,
            instance: question.instance,
            why,
        };
        match &judge {
            Some(judge) => judge.sort(failure, trip)?,
            None => trip.failures.push(failure),
        }
    }
    Ok(())
}

/// The valid instances of a suite.
fn suite(
    groups: &BTreeMap<String, Vec<Case>>,
    types: &BTreeMap<String, String>,
    trip: &mut Trip,
    questions: &mut Vec<Question>,
) {
    for (group, cases) in groups.iter().filter(|(group, _)| *group != LEFT_OUT) {
        let pointer = format!("#/components/schemas/{group}");
        let Some(path) = types.get(&pointer) else {
            trip.elsewhere.push(pointer);
            continue;
        };
        for case in cases.iter().filter(|case| case.valid) {
            questions.push(Question {
                pointer: pointer.clone(),
                path: path.clone(),
                number: 0,
                instance: case.data.clone(),
            });
        }
    }
}

/// Valid instances of every schema that has a type.
fn instances(
    root: &Value,
    document: &Document,
    types: &BTreeMap<String, String>,
    trip: &mut Trip,
    questions: &mut Vec<Question>,
) -> Result<(), String> {
    let validity = Validity::new(root.clone())?;
    for (pointer, path) in types {
        let own = own_place(pointer, &document.dialect);
        let schema = root.pointer(own.trim_start_matches('#'));
        let whole = is_schema(&own) && is_json(&own) && !is_part(root, &own);
        let Some(schema) = schema.filter(|_| whole) else {
            trip.elsewhere.push(pointer.clone());
            continue;
        };
        let validator = match validity.of(&own, true) {
            Ok(validator) => validator,
            Err(why) => {
                trip.unread.insert(pointer.clone(), why);
                continue;
            }
        };
        let made = Maker::new(root, &format!("{}{pointer}", document.name)).all(schema);
        let count = questions.len();
        for instance in made {
            if validator.is_valid(&instance) {
                questions.push(Question {
                    pointer: pointer.clone(),
                    path: path.clone(),
                    number: 0,
                    instance,
                });
            } else {
                trip.invalid += 1;
            }
        }
        if questions.len() == count {
            trip.without.push(pointer.clone());
        }
    }
    Ok(())
}

/// The place in the document as it is written; the generator reads 2.0 as 3.0.
fn own_place(pointer: &str, dialect: &str) -> String {
    match pointer.strip_prefix("#/components/schemas/") {
        Some(name) if dialect == "2.0" => format!("#/definitions/{name}"),
        _ => pointer.to_owned(),
    }
}

/// Whether a schema stands at such a place.
fn is_schema(pointer: &str) -> bool {
    let mut parts = pointer.rsplit('/');
    let (last, before) = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    let one = [
        "schema",
        "items",
        "additionalProperties",
        "itemSchema",
        "contains",
        "contentSchema",
    ];
    let several = [
        "schemas",
        "definitions",
        "properties",
        "patternProperties",
        "allOf",
        "anyOf",
        "oneOf",
        "prefixItems",
        "$defs",
    ];
    one.contains(&last) || several.contains(&before)
}

/// Whether what stands there is sent as JSON; a form's fields and files are not.
fn is_json(pointer: &str) -> bool {
    let media_type = pointer.rsplit_once("/content/").map(|(_, rest)| rest);
    media_type.is_none_or(|media_type| {
        media_type
            .split('/')
            .next()
            .is_some_and(|word| word.contains("json"))
    })
}

/// Whether it holds only together with what stands beside: the type knows both, and is run as what
/// the whole is.
fn is_part(root: &Value, pointer: &str) -> bool {
    let lists = ["/allOf/", "/anyOf/", "/oneOf/"];
    let says_nothing = [
        "description",
        "title",
        "discriminator",
        "example",
        "nullable",
        "deprecated",
    ];
    lists.iter().any(|list| {
        pointer.match_indices(list).any(|(at, _)| {
            let whole = pointer.get(1..at).and_then(|place| root.pointer(place));
            let beside = whole.and_then(Value::as_object).into_iter().flatten();
            let mut beside = beside
                .filter(|(key, _)| !says_nothing.contains(&key.as_str()) && !key.starts_with("x-"));
            *list == "/allOf/" || beside.nth(1).is_some()
        })
    })
}

/// What the suite allows not to come back.
struct Exceptions {
    strict: Validity,
}

impl Exceptions {
    fn new(root: &Value) -> Result<Self, String> {
        let mut root = root.clone();
        if let Some(schemas) = root
            .pointer_mut("/components/schemas")
            .and_then(Value::as_object_mut)
        {
            for schema in schemas.values_mut() {
                *schema = strict(schema);
            }
        }
        Ok(Self {
            strict: Validity::new(root)?,
        })
    }

    /// Puts a failure where it belongs.
    fn sort(&self, failure: Failure, trip: &mut Trip) -> Result<(), String> {
        let valid = |formats| -> Result<bool, String> {
            let validator = self.strict.of(&failure.pointer, formats)?;
            Ok(validator.is_valid(&failure.instance))
        };
        let into = if !valid(false).unwrap_or(true) {
            &mut trip.untyped
        } else if !valid(true).unwrap_or(true) {
            &mut trip.annotated
        } else {
            &mut trip.failures
        };
        into.push(failure);
        Ok(())
    }
}

/// A failure in one line.
pub fn line(failure: &Failure) -> String {
    format!(
        "{}: {} <- {}",
        failure.pointer,
        failure.why,
        short(&failure.instance)
    )
}
