//! What walks back through pages, of which a record has a method: `previous()`.

use super::context::Context;
use crate::ir::{ModeStep, Operation, PagingStep, TypeId};
use std::collections::BTreeMap;

/// What walks back: a member of a record, and the value that it is given.
pub type Back = (String, String);

/// The records by which the paging of some operation walks back, the first that says how.
pub fn ways(cx: &Context<'_>) -> BTreeMap<TypeId, Back> {
    let mut all = BTreeMap::new();
    let operations = cx
        .api
        .services
        .iter()
        .flat_map(|service| &service.operations);
    for (id, back) in operations.flat_map(|operation| of_operation(cx, operation)) {
        all.entry(id).or_insert(back);
    }
    all
}

fn of_operation(cx: &Context<'_>, operation: &Operation) -> Vec<(TypeId, Back)> {
    let paging = operation.paging.as_ref().map(|paging| &paging.step);
    let Some(PagingStep::Modes(paging)) = paging else {
        return Vec::new();
    };
    let mut parameters = operation.parameters.iter();
    let parameter = parameters.find(|parameter| parameter.wire_name == paging.parameter);
    let Some((_, asked)) = parameter.and_then(|parameter| cx.union(&parameter.ty)) else {
        return Vec::new();
    };
    let modes = paging.modes.iter().filter_map(|mode| {
        let ModeStep::Cursor(step) = &mode.step else {
            return None;
        };
        let variant = asked.variants.get(step.request)?;
        let (id, _) = cx.record(variant.ty.as_ref()?)?;
        let back = step.back.as_ref()?;
        Some((id, (back.direction.clone(), back.value.clone())))
    });
    modes.collect()
}
