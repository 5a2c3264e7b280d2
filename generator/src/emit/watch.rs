//! `watch.rs`: what the document says of answers, as a table that records where they differ.

use super::api_title;
use super::context::Context;
use super::docs::Doc;
use super::ident::quoted;
use crate::format::{Item, Layout, Value, Written};
use crate::ir::{
    Additional, Codec, Decision, Field, Literal, Operation, Origin, Presence, Record, Response,
    Scalar, StatusMatch, TypeDef, TypeRef, TypeShape, Union,
};
use quote::quote;

/// The items of the file.
pub fn items(cx: &Context<'_>) -> Vec<Item> {
    let head =
        "Where answers differ from the document: see [`watch`](clientwright_runtime::watch).";
    let head = Doc::text(head).inner();
    let builder = format!(
        "{}::ClientBuilder::attempt_middleware",
        cx.config.output.root
    );
    let doc = Doc::text(format!(
        "Records where answers differ from the document, once it is given to [`attempt_middleware`]({builder}) of a \
         client's builder."
    ));
    let doc = doc.outer();
    let start = [
        head,
        quote!(
            use clientwright_runtime::watch::*;
        ),
        quote! {
            #doc
            pub fn new() -> Watch {
                Watch::new(&TABLE)
            }
        },
    ];
    let start = start.into_iter().map(Item::Tokens);
    start.chain(tables(cx).map(Item::Written)).collect()
}

/// The table and its two parts, of which each is written and forgotten before the next one.
fn tables<'a>(cx: &'a Context<'_>) -> impl Iterator<Item = Written> + 'a {
    let parts: [(&str, Part<'a>); 3] = [
        ("static TABLE: Table = ", Box::new(move || table(cx))),
        ("static TYPES: &[Shape] = ", Box::new(move || types(cx))),
        (
            "static OPERATIONS: &[Operation] = ",
            Box::new(move || operations(cx)),
        ),
    ];
    parts.into_iter().map(|(start, part)| {
        let mut layout = Layout::default();
        layout.value(0, start, &part(), ";");
        layout.finish()
    })
}

type Part<'a> = Box<dyn Fn() -> Value + 'a>;

fn table(cx: &Context<'_>) -> Value {
    let fields = vec![
        ("title", literal(&api_title(cx))),
        ("version", literal(&cx.api.info.version)),
        ("types", Value::word("TYPES")),
        ("operations", Value::word("OPERATIONS")),
    ];
    Value::Struct("Table", fields, None)
}

fn types(cx: &Context<'_>) -> Value {
    // Whatever is not there is not looked into.
    let last = cx.api.types.iter().rposition(|def| def.usage.response);
    let seen = cx.api.types.get(..last.map_or(0, |last| last + 1));
    let shapes = seen.into_iter().flatten().map(|def| shape(cx, def));
    Value::list(shapes.collect())
}

fn operations(cx: &Context<'_>) -> Value {
    let services = cx.services();
    let operations = services.flat_map(|(service, _)| &service.operations);
    Value::list(operations.map(|one| operation(cx, one)).collect())
}

fn literal(text: &str) -> Value {
    Value::Literal(quoted(text))
}

fn shape(cx: &Context<'_>, def: &TypeDef) -> Value {
    if !def.usage.response {
        return Value::word("Shape::Any");
    }
    match &def.shape {
        TypeShape::Record(record) => self::record(&def.origin, record),
        TypeShape::Enum(all) => {
            let at = literal(&def.origin.pointer.to_string());
            let values = all.values.iter().map(|one| literal(&json(&one.value)));
            let values = Value::list(values.collect());
            Value::Struct("Shape::Values", vec![("at", at), ("values", values)], None)
        }
        TypeShape::Union(union) => self::union(cx, union),
        TypeShape::Alias(ty) | TypeShape::Wrapper(ty) => {
            Value::call("Shape::Same(", vec![using(ty)])
        }
    }
}

fn record(origin: &Origin, record: &Record) -> Value {
    let fields = record.fields.iter().map(|one| field(origin, one));
    let constants = record
        .constants
        .iter()
        .map(|constant| member(&constant.wire_name, Value::word("Use::Any"), true));
    let fields = Value::list(fields.chain(constants).collect());
    let rest = match &record.additional {
        Additional::Ignore => Value::word("None"),
        Additional::Keep(ty) => Value::call("Some(", vec![using(ty)]),
    };
    let at = literal(&origin.pointer.to_string());
    let members = vec![("at", at), ("fields", fields), ("rest", rest)];
    Value::Struct("Shape::Record", members, None)
}

fn member(name: &str, ty: Value, required: bool) -> Value {
    let required = Value::word(if required { "true" } else { "false" });
    Value::call("Field::new(", vec![literal(name), ty, required])
}

fn field(object: &Origin, field: &Field) -> Value {
    let required = field.presence == Presence::Required;
    let own = member(&field.wire_name, using(&field.ty), required);
    if is_among_properties(object, field) {
        return own;
    }
    let at = literal(&field.origin.pointer.to_string());
    Value::Chain(Box::new(own), vec![Value::call(".at(", vec![at])])
}

/// Whether the schema of a member stands where the runtime looks for it.
fn is_among_properties(object: &Origin, field: &Field) -> bool {
    field.origin.pointer == object.pointer.child("properties").child(&field.wire_name)
}

fn union(cx: &Context<'_>, union: &Union) -> Value {
    let pair = |one: Value, ty: Value| Value::call("(", vec![one, ty]);
    let held = |ty: Option<&TypeRef>| ty.map_or(Value::word("Use::Any"), using);
    match &union.decision {
        // Values of the base alone have tags that no variant names.
        Decision::Tag { base: Some(_), .. } => Value::word("Shape::Any"),
        Decision::Tag { property, .. } => {
            let variants = union.variants.iter().flat_map(|variant| {
                let tags = variant.tags.iter();
                tags.map(|tag| pair(literal(tag), held(variant.ty.as_ref())))
            });
            let variants = Value::list(variants.collect());
            let members = vec![("tag", literal(property)), ("variants", variants)];
            Value::Struct("Shape::Tagged", members, None)
        }
        Decision::Shape => {
            let variants = union.variants.iter().map(|variant| {
                let kinds = variant.kinds.iter();
                let kinds = kinds.map(|kind| Value::word(format!("JsonKind::{kind:?}")));
                let ty = variant.ty.as_ref().map(|ty| cx.resolve(ty));
                pair(Value::list(kinds.collect()), held(ty))
            });
            Value::call("Shape::Either(", vec![Value::list(variants.collect())])
        }
    }
}

/// A use of a type; of what is never looked into, any JSON will do.
fn using(ty: &TypeRef) -> Value {
    let of = |name: &'static str, inner: &TypeRef| {
        let inner = match using(inner) {
            Value::Word(text) => Value::word(format!("&{text}")),
            Value::Group(name, all, close) => Value::Group(format!("&{name}").into(), all, close),
            other => other,
        };
        Value::call(name, vec![inner])
    };
    match ty {
        TypeRef::Named(id) => Value::call("Use::Type(", vec![Value::word(id.0.to_string())]),
        TypeRef::Scalar(scalar) => Value::word(self::scalar(*scalar)),
        TypeRef::List(inner) => of("Use::List(", inner),
        TypeRef::Map(inner) => of("Use::Map(", inner),
        TypeRef::Nullable(inner) => of("Use::Nullable(", inner),
        TypeRef::Boxed(inner) => using(inner),
        TypeRef::Tuple(_) | TypeRef::Foreign(_) | TypeRef::AnyJson => Value::word("Use::Any"),
    }
}

fn scalar(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Null => "Use::Null",
        Scalar::Bool => "Use::Bool",
        Scalar::Integer(_)
        | Scalar::F32
        | Scalar::F64
        | Scalar::NonZeroU32
        | Scalar::NonZeroU64 => "Use::Number",
        Scalar::String | Scalar::Base64 | Scalar::Base64Url | Scalar::Date | Scalar::DateTime => {
            "Use::Text"
        }
        Scalar::Bytes | Scalar::File | Scalar::HttpDate | Scalar::UnixTime | Scalar::TextOf(_) => {
            "Use::Any"
        }
    }
}

/// A value as compact JSON.
fn json(value: &Literal) -> String {
    match value {
        Literal::Null => "null".to_owned(),
        Literal::Bool(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Float(value) => serde_json::Value::from(*value).to_string(),
        Literal::String(text) => serde_json::Value::from(text.as_str()).to_string(),
        Literal::Json(text) => text.clone(),
    }
}

fn operation(cx: &Context<'_>, operation: &Operation) -> Value {
    let responses = &operation.responses;
    let declared = responses.by_status.iter();
    let declared = declared.map(|(status, response)| (range(*status), response));
    let rest = responses.default.iter();
    let all = declared.chain(rest.map(|response| ((100, 999), response)));
    let answers = all.map(|(statuses, response)| answer(operation, statuses, response));
    let codes: Vec<i64> = match operation.error_codes.is_empty() {
        // Those of all operations, where the document does not say which are whose.
        true => cx.api.error_codes.iter().map(|one| one.code).collect(),
        false => operation.error_codes.clone(),
    };
    let members = vec![
        ("method", literal(&operation.method)),
        ("path", literal(&operation.path.text)),
        ("at", literal(&operation.origin.pointer.to_string())),
        ("answers", Value::list(answers.collect())),
        ("codes", Value::numbers(&codes)),
    ];
    Value::Struct("Operation", members, None)
}

fn range(status: StatusMatch) -> (u16, u16) {
    match status {
        StatusMatch::Exact(status) => (status, status),
        StatusMatch::Class(class) => (u16::from(class) * 100, u16::from(class) * 100 + 99),
    }
}

fn answer(operation: &Operation, (first, last): (u16, u16), response: &Response) -> Value {
    let content = response.contents.first();
    let json = content.filter(|content| content.codec == Codec::Json && content.xml.is_none());
    let at = content.map_or(&response.origin, |content| &content.origin);
    let mut at = at.pointer.child("schema");
    if let Some(envelope) = &operation.envelope {
        at = at.child("properties").child(&envelope.data);
    }
    let ty = match json {
        Some(content) => Value::call("Some(", vec![using(&content.ty)]),
        None => Value::word("None"),
    };
    let statuses = Value::word(format!("({first}, {last})"));
    let members = vec![
        ("statuses", statuses),
        ("at", literal(&at.to_string())),
        ("ty", ty),
    ];
    Value::Struct("Answer", members, None)
}
