//! An answer that names the mode of its pages, and a parameter that asks for what it names.

mod step;

use super::words::{self, Role};
use crate::ir::{
    Decision, JsonKind, ModeStep, Operation, PagingMode, PagingModes, Record, TypeRef, TypeShape,
    Union, VariantField,
};
use crate::lower::Context;

/// The modes, and what they were concluded from.
pub(super) fn find(
    context: &Context<'_>,
    operation: &Operation,
    page: &Record,
) -> Option<(PagingModes, Vec<String>)> {
    let (answer, told) = page.fields.iter().find_map(|field| {
        let union = tagged(context, &field.ty)?;
        Some((field.wire_name.clone(), union))
    })?;
    let (parameter, asked) = operation.parameters.iter().find_map(|parameter| {
        let union = union(context, &parameter.ty)?;
        Some((parameter.wire_name.clone(), union))
    })?;
    let modes = modes(context, told, asked)?;
    let evidence = vec![
        format!("`{answer}` tells of the page in {} modes", modes.len()),
        format!("`{parameter}` asks for what it tells"),
    ];
    let paging = PagingModes {
        answer: vec![answer],
        parameter,
        limits: limits(context, asked),
        modes,
    };
    Some((paging, evidence))
}

fn union<'c>(context: &'c Context<'_>, ty: &TypeRef) -> Option<&'c Union> {
    match context.shape(ty)? {
        TypeShape::Union(union) => Some(union),
        _ => None,
    }
}

fn tagged<'c>(context: &'c Context<'_>, ty: &TypeRef) -> Option<&'c Union> {
    union(context, ty).filter(|union| matches!(union.decision, Decision::Tag { .. }))
}

/// A step for every mode that the answer knows; `None` if one of them cannot be followed, or if
/// none of them leads on.
fn modes(context: &Context<'_>, told: &Union, asked: &Union) -> Option<Vec<PagingMode>> {
    let mut modes = Vec::with_capacity(told.variants.len());
    for (answer, variant) in told.variants.iter().enumerate() {
        let step = match variant.ty.as_ref() {
            Some(ty) => step::of(context, record(context, ty)?, asked)?,
            None => ModeStep::End,
        };
        modes.push(PagingMode { answer, step });
    }
    let leads = |mode: &PagingMode| mode.step != ModeStep::End;
    modes.iter().any(leads).then_some(modes)
}

/// The page size in each of the request's alternatives.
fn limits(context: &Context<'_>, asked: &Union) -> Vec<VariantField> {
    let variants = asked.variants.iter().enumerate();
    let size = |(variant, one): (usize, &crate::ir::Variant)| {
        let record = record(context, one.ty.as_ref()?)?;
        let field = words::find(context, record, Role::Limit)
            .or_else(|| words::find(context, record, Role::PageSize))?;
        Some(VariantField {
            variant,
            field: field.wire_name.clone(),
        })
    };
    variants.filter_map(size).collect()
}

fn record<'c>(context: &'c Context<'_>, ty: &TypeRef) -> Option<&'c Record> {
    match context.shape(ty)? {
        TypeShape::Record(record) => Some(record),
        _ => None,
    }
}

/// The request's alternatives that are objects.
fn alternatives<'c>(
    context: &'c Context<'_>,
    asked: &'c Union,
) -> impl Iterator<Item = (usize, &'c Record)> {
    let variants = asked.variants.iter().enumerate();
    let objects = variants.filter(|(_, one)| one.kinds.contains(&JsonKind::Object));
    objects.filter_map(move |(at, one)| Some((at, record(context, one.ty.as_ref()?)?)))
}
