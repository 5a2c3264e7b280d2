//! Exclusive bounds: numbers of their own since draft 6, marks beside the inclusive ones in 3.0.

use super::{Pass, put};
use crate::document::{Number, Object, Value};

/// Writes both exclusive bounds as 3.0 does.
pub(super) fn rewrite(members: &mut Object, _: &mut Pass<'_>) {
    bound(
        members,
        "minimum",
        "exclusiveMinimum",
        |exclusive, inclusive| exclusive >= inclusive,
    );
    bound(
        members,
        "maximum",
        "exclusiveMaximum",
        |exclusive, inclusive| exclusive <= inclusive,
    );
}

/// `tighter` tells whether the exclusive bound, the first one, is what counts.
fn bound(members: &mut Object, inclusive: &str, exclusive: &str, tighter: fn(f64, f64) -> bool) {
    let Some(value) = members.get(exclusive).map(|member| &member.node) else {
        return;
    };
    let (span, value) = match &value.value {
        Value::Number(number) => (value.span, number.clone()),
        _ => return,
    };
    members.shift_remove(exclusive);
    let other = members.get(inclusive).map(|member| &member.node.value);
    if let Some(Value::Number(other)) = other {
        if !tighter(float(&value), float(other)) {
            return;
        }
    }
    put(members, inclusive, span, Value::Number(value));
    put(members, exclusive, span, Value::Bool(true));
}

fn float(number: &Number) -> f64 {
    match number {
        Number::Integer(value) => *value as f64,
        Number::Float(value) => *value,
    }
}
