//! What a request can ask for: parameters, their members, and members of the body.

use super::answer::is_number;
use super::path::{body, can_set, record, scalar};
use super::words::{self, is_about_page, plain};
use crate::ir::{
    Constraints, Docs, Literal, Operation, PagingSize, PagingTarget, ParameterLocation, Presence,
    Scalar, TypeRef,
};
use crate::lower::Context;

/// A place that takes a scalar.
pub(super) struct Asked<'c> {
    pub(super) target: PagingTarget,
    /// Its name without case and separators, that of the object around it first.
    pub(super) name: String,
    pub(super) scalar: Scalar,
    pub(super) default: Option<&'c Literal>,
    pub(super) constraints: &'c Constraints,
    pub(super) docs: &'c Docs,
}

/// All places of a request that a walk can set.
pub(super) fn all<'c>(context: &'c Context<'_>, operation: &'c Operation) -> Vec<Asked<'c>> {
    let mut all = Vec::new();
    for parameter in &operation.parameters {
        let location = parameter.style.location();
        if !matches!(
            location,
            ParameterLocation::Query | ParameterLocation::Header
        ) {
            continue;
        }
        let root = Root {
            parameter: Some(&parameter.wire_name),
            ty: &parameter.ty,
            present: parameter.presence == Presence::Required,
        };
        match scalar(context, &parameter.ty) {
            Some(scalar) => all.push(Asked {
                target: root.target(&[]),
                name: plain(&parameter.wire_name),
                scalar,
                default: parameter.default.as_ref(),
                constraints: &parameter.constraints,
                docs: &parameter.docs,
            }),
            None => root.members(context, root.ty, &[], &mut all),
        }
    }
    if let Some((ty, present)) = body(operation) {
        let root = Root {
            parameter: None,
            ty,
            present,
        };
        root.members(context, ty, &[], &mut all);
    }
    all
}

/// How many items a page has at most, if the request can say it.
pub(super) fn size(all: &[Asked<'_>]) -> Option<PagingSize> {
    let mut known = words::SIZE.iter();
    let asked = known.find_map(|word| {
        let mut all = all.iter();
        all.find(|asked| asked.name == *word && is_number(asked.scalar))
    })?;
    Some(PagingSize {
        to: asked.target.clone(),
        default: match asked.default {
            Some(Literal::Integer(value)) => u64::try_from(*value).ok(),
            _ => None,
        },
    })
}

/// A parameter, or the body.
struct Root<'c> {
    parameter: Option<&'c str>,
    ty: &'c TypeRef,
    present: bool,
}

impl<'c> Root<'c> {
    fn target(&self, members: &[String]) -> PagingTarget {
        PagingTarget {
            parameter: self.parameter.map(str::to_owned),
            members: members.to_vec(),
        }
    }

    /// The members of an object within it, and those of objects in there that are about the page.
    fn members(
        &self,
        context: &'c Context<'_>,
        ty: &'c TypeRef,
        path: &[String],
        all: &mut Vec<Asked<'c>>,
    ) {
        let fields = record(context, ty).map(|record| record.fields.as_slice());
        for field in fields.unwrap_or_default() {
            let mut own = path.to_vec();
            own.push(field.wire_name.clone());
            let Some(scalar) = scalar(context, &field.ty) else {
                if path.is_empty() && is_about_page(&field.wire_name) {
                    self.members(context, &field.ty, &own, all);
                }
                continue;
            };
            if !can_set(context, self.ty, self.present, &own) {
                continue;
            }
            let outer = path
                .last()
                .map(String::as_str)
                .or(self.parameter)
                .map(plain);
            let name = plain(&field.wire_name);
            all.push(Asked {
                target: self.target(&own),
                name: match outer {
                    // `page[after]`, but not `query[after]`.
                    Some(outer) if outer == "page" => format!("{outer}{name}"),
                    _ => name,
                },
                scalar,
                default: field.default.as_ref(),
                constraints: &field.constraints,
                docs: &field.docs,
            });
        }
    }
}
