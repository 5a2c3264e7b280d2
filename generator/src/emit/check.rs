//! What is checked before it is sent: the limits that a Rust type does not say.

use super::context::Context;
use super::ident::quoted;
use super::scope::Scope;
use super::settle::settle;
use super::statement::{self, Statement};
use crate::format::Value;
use crate::ir::{Api, Bound, Constraints, Literal, Presence, Scalar, TypeRef, TypeShape};
use proc_macro2::Literal as Literal64;

/// Which types need a check, by id: those that requests reach and that have limits, or lead to some.
pub fn types_with_limits(api: &Api) -> Vec<bool> {
    let found = settle(api, |checked, shape, id| {
        let is_sent = api
            .types
            .get(id.0 as usize)
            .is_some_and(|def| def.usage.request);
        (is_sent && has_limits(api, checked, shape)).then_some(())
    });
    found.iter().map(Option::is_some).collect()
}

fn has_limits(api: &Api, checked: &[Option<()>], shape: &TypeShape) -> bool {
    let leads = |ty: &TypeRef| {
        leads_to(ty, &|id: crate::ir::TypeId| {
            checked.get(id.0 as usize) == Some(&Some(()))
        })
    };
    match shape {
        TypeShape::Record(record) => record.fields.iter().any(|field| {
            leads(&field.ty) || !calls(&Kind::of(api, &field.ty), &field.constraints).is_empty()
        }),
        TypeShape::Union(union) => union
            .variants
            .iter()
            .filter_map(|variant| variant.ty.as_ref())
            .any(leads),
        TypeShape::Alias(ty) | TypeShape::Wrapper(ty) => leads(ty),
        TypeShape::Enum(_) => false,
    }
}

fn leads_to(ty: &TypeRef, checked: &dyn Fn(crate::ir::TypeId) -> bool) -> bool {
    match ty {
        TypeRef::Named(id) => checked(*id),
        TypeRef::List(inner)
        | TypeRef::Map(inner)
        | TypeRef::Nullable(inner)
        | TypeRef::Boxed(inner) => leads_to(inner, checked),
        TypeRef::Tuple(all) => all.iter().any(|inner| leads_to(inner, checked)),
        TypeRef::Scalar(_) | TypeRef::Foreign(_) | TypeRef::AnyJson => false,
    }
}

/// What kind of limits a value can have.
enum Kind {
    Integer,
    Float,
    Text,
    List,
    Map,
    Other,
}

impl Kind {
    fn of(api: &Api, ty: &TypeRef) -> Self {
        match ty {
            TypeRef::Scalar(Scalar::String | Scalar::TextOf(_)) => Self::Text,
            TypeRef::Scalar(
                Scalar::Null
                | Scalar::Bool
                | Scalar::Base64
                | Scalar::Base64Url
                | Scalar::Bytes
                | Scalar::File
                | Scalar::Date
                | Scalar::DateTime
                | Scalar::HttpDate,
            ) => Self::Other,
            TypeRef::Scalar(Scalar::F32 | Scalar::F64) => Self::Float,
            TypeRef::Scalar(_) => Self::Integer,
            TypeRef::List(_) => Self::List,
            TypeRef::Map(_) => Self::Map,
            TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => Self::of(api, inner),
            TypeRef::Named(id) => match api.types.get(id.0 as usize).map(|def| &def.shape) {
                Some(TypeShape::Alias(target)) => Self::of(api, target),
                _ => Self::Other,
            },
            _ => Self::Other,
        }
    }
}

/// One limit: the checker's method, and its arguments after name and value.
struct Call {
    method: &'static str,
    bounds: Vec<Value>,
}

fn calls(kind: &Kind, limits: &Constraints) -> Vec<Call> {
    let mut all = Vec::new();
    let mut add = |method, low: Option<String>, high: Option<String>| {
        if low.is_some() || high.is_some() {
            all.push(Call {
                method,
                bounds: vec![optional(low), optional(high)],
            });
        }
    };
    match kind {
        Kind::Integer => {
            let low = limits
                .minimum
                .as_ref()
                .and_then(|bound| inclusive(bound, 1));
            let high = limits
                .maximum
                .as_ref()
                .and_then(|bound| inclusive(bound, -1));
            add("integer", low.map(plain), high.map(plain));
        }
        Kind::Float => {
            let end = |bound: &Option<Bound>| bound.as_ref().and_then(float);
            add("number", end(&limits.minimum), end(&limits.maximum));
        }
        Kind::Text => add(
            "length",
            limits.min_length.map(plain),
            limits.max_length.map(plain),
        ),
        Kind::List => add(
            "items",
            limits.min_items.map(plain),
            limits.max_items.map(plain),
        ),
        Kind::Map => add(
            "items",
            limits.min_members.map(plain),
            limits.max_members.map(plain),
        ),
        Kind::Other => {}
    }
    match (kind, &limits.multiple_of, &limits.pattern) {
        (Kind::Integer | Kind::Float, Some(of), _) => {
            let of = number(of).map(Literal64::f64_unsuffixed);
            all.extend(of.map(|of| Call {
                method: "multiple_of",
                bounds: vec![Value::word(of.to_string())],
            }));
        }
        (Kind::Text, _, Some(pattern)) => all.push(Call {
            method: "pattern",
            bounds: vec![Value::Literal(quoted(pattern))],
        }),
        (Kind::List, ..) if limits.unique_items => all.push(Call {
            method: "unique",
            bounds: Vec::new(),
        }),
        _ => {}
    }
    all
}

fn plain(number: impl ToString) -> String {
    number.to_string()
}

fn optional(value: Option<String>) -> Value {
    match value {
        Some(value) => Value::word(format!("Some({value})")),
        None => Value::word("None"),
    }
}

fn inclusive(bound: &Bound, step: i128) -> Option<i128> {
    match bound.value {
        Literal::Integer(value) if bound.exclusive => value.checked_add(step),
        Literal::Integer(value) => Some(value),
        // A fraction as the end of a range of integers: the next one inside.
        Literal::Float(value) if step > 0 => Some(value.ceil() as i128),
        Literal::Float(value) => Some(value.floor() as i128),
        _ => None,
    }
}

fn float(bound: &Bound) -> Option<String> {
    let value = Literal64::f64_unsuffixed(number(&bound.value)?);
    Some(format!("({value}, {})", bound.exclusive))
}

fn number(literal: &Literal) -> Option<f64> {
    match literal {
        Literal::Integer(value) => Some(*value as f64),
        Literal::Float(value) if value.is_finite() => Some(*value),
        _ => None,
    }
}

/// The statements that check one member or parameter. `value` is its place, such as `self.limit`; `check` is the
/// checker.
pub fn member(scope: &Scope<'_>, check: &str, value: &str, of: &Limited<'_>) -> Vec<Statement> {
    let cx = scope.cx;
    let name = || Value::Literal(quoted(of.wire_name));
    let resolved = cx.resolve(of.ty);
    let nullable = matches!(resolved, TypeRef::Nullable(_));
    let kind = Kind::of(cx.api, resolved);
    let copied = matches!(kind, Kind::Integer | Kind::Float);
    let place = if copied { "" } else { "&" };
    let mut statements = Vec::new();
    for Call { method, bounds } in calls(&kind, of.limits) {
        let call = |value: String| {
            let arguments = [name(), Value::word(value)];
            statement::method(check, method, arguments.into_iter().chain(bounds).collect())
        };
        match (method, of.presence, nullable) {
            ("unique", Presence::Optional, false) => {
                let call = call("value".to_owned());
                statements.push(Statement::With(value.to_owned(), vec![call]));
            }
            // A list that may be null is left to the service.
            ("unique", _, true) => {}
            _ => statements.push(Statement::Call(call(format!("{place}{value}")))),
        }
    }
    if leads_to(of.ty, &|id| cx.is_checked(id)) {
        let arguments = vec![name(), Value::word(format!("&{value}"))];
        let call = statement::method(check, "nested", arguments);
        statements.push(Statement::Call(call));
    }
    statements
}

/// A member or a parameter, as far as its check is concerned.
pub struct Limited<'l> {
    /// Its name on the wire.
    pub wire_name: &'l str,
    /// Its type.
    pub ty: &'l TypeRef,
    /// Whether it must be there.
    pub presence: Presence,
    /// Its limits.
    pub limits: &'l Constraints,
}

/// Whether a member of this type has anything to check.
pub fn is_needed(cx: &Context<'_>, ty: &TypeRef, limits: &Constraints) -> bool {
    let kind = match cx.resolve(ty) {
        TypeRef::Nullable(inner) => Kind::of(cx.api, inner),
        other => Kind::of(cx.api, other),
    };
    leads_to(ty, &|id| cx.is_checked(id)) || !calls(&kind, limits).is_empty()
}
