//! Objects on the wire. Their impls are most of what is generated and look all alike, so they are written as
//! text at once, the way the formatter would lay it out.

use crate::emit::INLINE;
use crate::emit::ident::{mask, quoted};
use crate::emit::scope::Scope;
use crate::format::{self, Item, Value, laid};
use crate::ir::{Additional, Field, Literal, Presence, Record, TypeId};
use crate::names::TypeNames;

/// How many fields one word of the mask of required ones covers.
const WORD: usize = 64;

/// `Blank` and `Record`, and the macro that makes serde's traits of it.
pub fn implement(scope: &Scope<'_>, id: TypeId, record: &Record) -> Vec<Item> {
    let names = scope.cx.type_names(id);
    let name = &names.ident;
    let (schema, blank, fill, keep, write) = (
        schema(record, name),
        blank(scope, record, names),
        fill(record, names),
        keep(record, names),
        write(record, names),
    );
    vec![
        Item::Regular(format!("impl wire::Blank for types::{name} {{\n{blank}}}")),
        Item::Regular(format!(
            "impl wire::Record for types::{name} {{\n{schema}\n{keep}{fill}\n{write}}}"
        )),
        Item::Text(format!("wire::record!(types::{name});")),
    ]
}

/// The fields with their names in Rust.
fn fields<'a>(
    record: &'a Record,
    names: &'a TypeNames,
) -> impl Iterator<Item = (&'a Field, &'a str)> {
    record
        .fields
        .iter()
        .zip(names.fields.iter().map(String::as_str))
}

fn schema(record: &Record, name: &str) -> String {
    let fields = record.fields.iter();
    let fields = fields.map(|field| Value::Literal(quoted(&field.wire_name)));
    let schema = vec![
        (
            "name",
            Value::Literal(quoted(name.trim_start_matches("r#"))),
        ),
        ("fields", Value::list(fields.collect())),
        ("required", Value::Numbers(required(record))),
    ];
    let schema = Value::Struct("wire::Schema", schema, None);
    laid(4, "const SCHEMA: wire::Schema = ", &schema, ";")
}

fn required(record: &Record) -> Vec<String> {
    let word = |fields: &[Field]| {
        let bits = fields
            .iter()
            .enumerate()
            .filter(|(_, field)| field.presence == Presence::Required);
        mask(bits.fold(0, |bits, (at, _)| bits | (1 << at))).to_string()
    };
    record.fields.chunks(WORD).map(word).collect()
}

fn blank(scope: &Scope<'_>, record: &Record, names: &TypeNames) -> String {
    let values = fields(record, names).map(|(field, name)| match field.presence {
        Presence::Required => format!("{name}: {}", scope.blank(&field.ty)),
        Presence::Optional => format!("{name}: None"),
    });
    let mut values: Vec<String> = values.collect();
    if matches!(record.additional, Additional::Keep(_)) {
        values.push(format!("{}: wire::blank()", names.additional));
    }
    let value = format::value("Self", &values);
    format!("    {INLINE}\n    fn blank() -> Self {{\n{value}    }}\n")
}

/// A method that reads a member: its name, the argument that says which, and its body.
fn reading(method: &str, key: &str, body: &str) -> String {
    format!(
        "    fn {method}<'de, M: wire::MapAccess<'de>>(\n        \
             &mut self,\n        \
             {key},\n        \
             map: &mut M,\n    \
         ) -> Result<(), M::Error> {{\n\
         {body}    }}\n"
    )
}

fn fill(record: &Record, names: &TypeNames) -> String {
    if record.fields.is_empty() {
        return reading("fill", "_: usize", "        wire::skip(map)\n");
    }
    let arms = fields(record, names)
        .enumerate()
        .map(|(at, (field, name))| {
            let read = match field.presence {
                Presence::Required => "read",
                Presence::Optional => "read_optional",
            };
            format!("            {at} => wire::{read}(&mut self.{name}, map),\n")
        });
    let body = format!(
        "        match field {{\n{}            _ => wire::skip(map),\n        }}\n",
        arms.collect::<String>()
    );
    reading("fill", "field: usize", &body)
}

fn keep(record: &Record, names: &TypeNames) -> String {
    if record.additional == Additional::Ignore {
        return String::new();
    }
    let name = &names.additional;
    let body = format!("        wire::keep(&mut self.{name}, key, map)\n");
    let keep = reading("keep", "key: String", &body);
    format!("    const OPEN: bool = true;\n\n{keep}\n")
}

fn write(record: &Record, names: &TypeNames) -> String {
    let constants = record.constants.iter().filter_map(|constant| {
        let (wire, value) = (quoted(&constant.wire_name), value(&constant.value)?);
        Some(format!("        out.field({wire}, {value});\n"))
    });
    let fields = fields(record, names).map(|(field, name)| {
        let wire = quoted(&field.wire_name);
        let write = match field.presence {
            Presence::Required => "out.field(",
            Presence::Optional => "out.optional(",
        };
        let arguments = vec![Value::Literal(wire), Value::word(format!("&self.{name}"))];
        laid(8, "", &Value::call(write, arguments), ";")
    });
    let mut statements: String = constants.chain(fields).collect();
    if matches!(record.additional, Additional::Keep(_)) {
        let name = &names.additional;
        statements += &format!("        out.rest(&self.{name});\n");
    }
    let (out, body) = match statements.is_empty() {
        true => ("_", String::new()),
        false => ("out", format!("\n{statements}    ")),
    };
    format!("    fn write<M: wire::SerializeMap>(&self, {out}: &mut wire::Writer<M>) {{{body}}}\n")
}

/// A constant as an expression that can be written.
fn value(literal: &Literal) -> Option<String> {
    match literal {
        Literal::String(text) => Some(quoted(text)),
        Literal::Bool(value) => Some(format!("&{value}")),
        Literal::Integer(value) if i64::try_from(*value).is_ok() => Some(format!("&{value}_i64")),
        Literal::Integer(value) => Some(format!("&{value}_u64")),
        Literal::Float(value) => {
            let value = proc_macro2::Literal::f64_suffixed(*value);
            Some(format!("&{value}"))
        }
        Literal::Null => Some("&()".to_owned()),
        Literal::Json(_) => None,
    }
}
