//! Which operations have pages, and how a walk goes on: concluded from what the answer tells of
//! its page and from what the request can ask for.

mod step;
mod words;

use super::Context;
use crate::config::PagingPin;
use crate::ir::{
    Decision, Inference, JsonKind, Operation, Output, Paging, PagingMode, PagingStep, Record,
    TypeRef, TypeShape, Union, VariantField,
};
use words::Role;

/// Fills in how the operations' pages are walked.
pub(super) fn infer(context: &mut Context<'_>) {
    let only = match &context.config.infer.paging {
        PagingPin::Off => return,
        PagingPin::Infer => None,
        PagingPin::Only(operations) => Some(operations.clone()),
    };
    let mut services = std::mem::take(&mut context.api.services);
    for operation in services.iter_mut().flat_map(|one| &mut one.operations) {
        let call = format!("{} {}", operation.method, operation.path.text);
        if only.as_ref().is_some_and(|only| !only.contains(&call)) {
            continue;
        }
        let Some((paging, evidence)) = paging(context, operation) else {
            continue;
        };
        context.api.inferences.push(Inference {
            what: "paging".to_owned(),
            evidence,
            pin: format!("[infer] paging = \"off\" or [\"{call}\"]"),
            pinned: only.is_some(),
            origin: operation.origin.clone(),
        });
        operation.paging = Some(paging);
    }
    context.api.services = services;
}

fn paging(context: &Context<'_>, operation: &Operation) -> Option<(Paging, Vec<String>)> {
    let Output::Json(output) = &operation.output else {
        return None;
    };
    let TypeShape::Record(page) = context.shape(output)? else {
        return None;
    };
    let items = items(context, page)?;
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
        format!("`{items}` is the only list of the answer"),
        format!("`{answer}` tells of the page in {} modes", modes.len()),
        format!("`{parameter}` asks for what it tells"),
    ];
    let paging = Paging {
        items: vec![items],
        answer: vec![answer],
        parameter,
        limits: limits(context, asked),
        modes,
    };
    Some((paging, evidence))
}

/// The only list among a page's members.
fn items(context: &Context<'_>, page: &Record) -> Option<String> {
    let is_list = |ty: &TypeRef| match ty {
        TypeRef::List(_) => true,
        TypeRef::Named(_) => is_list_alias(context, ty),
        _ => false,
    };
    let mut lists = page.fields.iter().filter(|field| is_list(&field.ty));
    let first = lists.next()?;
    lists.next().is_none().then(|| first.wire_name.clone())
}

fn is_list_alias(context: &Context<'_>, ty: &TypeRef) -> bool {
    let TypeRef::Named(id) = ty else { return false };
    let shape = context.ty(*id).map(|def| &def.shape);
    matches!(shape, Some(TypeShape::Alias(TypeRef::List(_))))
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
            None => PagingStep::End,
        };
        modes.push(PagingMode { answer, step });
    }
    let leads = |mode: &PagingMode| mode.step != PagingStep::End;
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
