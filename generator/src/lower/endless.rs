//! Types without a finite value: each value would have to hold another of its own type.
//!
//! Such a document cannot be meant: the member that leads back is taken to be optional.

use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Api, Openness, Presence, TypeRef, TypeShape, Untyped};
use crate::lower::Context;

/// Lets every type have a finite value.
pub(super) fn mend(context: &mut Context<'_>) {
    let mut finite = Finite::of(&context.api);
    for index in 0..context.api.types.len() {
        if finite.leads_back(&context.api, index) {
            loosen(context, &finite, index);
            finite.settle(&context.api, vec![index]);
        }
    }
    for index in 0..context.api.types.len() {
        // Alternatives of nothing but each other.
        if !finite.is(index) {
            open(context, index);
            finite.settle(&context.api, vec![index]);
        }
    }
}

/// Makes the members optional that no finite value can have.
fn loosen(context: &mut Context<'_>, finite: &Finite, index: usize) {
    let Some(ty) = context.api.types.get_mut(index) else {
        return;
    };
    let mut found = Vec::new();
    if let TypeShape::Record(record) = &mut ty.shape {
        for field in &mut record.fields {
            if field.presence == Presence::Required && !finite.ends(&field.ty) {
                field.presence = Presence::Optional;
                found.push((field.wire_name.clone(), field.origin.clone()));
            }
        }
    }
    for (name, origin) in found {
        let message = format!(
            "no value could end: `{name}` requires another value of the type that it belongs to; \
             it is taken to be optional"
        );
        let diagnostic = Diagnostic::warning(Code::InvalidDocument, message)
            .at(origin.span, "")
            .help("make the member that leads back optional, nullable or a list");
        context.once(&origin.pointer, diagnostic);
    }
}

fn open(context: &mut Context<'_>, index: usize) {
    let Some(ty) = context.api.types.get_mut(index) else {
        return;
    };
    ty.shape = TypeShape::Alias(TypeRef::AnyJson);
    let origin = ty.origin.clone();
    let message = "this type consists of nothing but itself: it stays any JSON";
    let diagnostic = Diagnostic::warning(Code::InvalidDocument, message)
        .at(origin.span, "")
        .help("give it an alternative that does not lead back to it");
    context.once(&origin.pointer, diagnostic);
    let reason = Openness::OnlyItself;
    context
        .api
        .coverage
        .untyped
        .push(Untyped { reason, origin });
}

/// Which types have a finite value.
struct Finite {
    known: Vec<bool>,
    /// The types that use a type, by its index.
    users: Vec<Vec<usize>>,
}

impl Finite {
    fn of(api: &Api) -> Self {
        let mut users = vec![Vec::new(); api.types.len()];
        for (index, ty) in api.types.iter().enumerate() {
            for used in held(&ty.shape) {
                if let Some(users) = users.get_mut(used) {
                    users.push(index);
                }
            }
        }
        let mut finite = Self {
            known: vec![false; api.types.len()],
            users,
        };
        finite.settle(api, (0..api.types.len()).rev().collect());
        finite
    }

    fn is(&self, index: usize) -> bool {
        self.known.get(index) != Some(&false)
    }

    /// Looks at types again, and at those that use what turns out to be finite.
    fn settle(&mut self, api: &Api, mut waiting: Vec<usize>) {
        while let Some(index) = waiting.pop() {
            let ends = api
                .types
                .get(index)
                .is_some_and(|ty| self.has_end(&ty.shape));
            if ends && !self.is(index) {
                if let Some(known) = self.known.get_mut(index) {
                    *known = true;
                }
                waiting.extend(self.users.get(index).into_iter().flatten());
            }
        }
    }

    fn has_end(&self, shape: &TypeShape) -> bool {
        match shape {
            TypeShape::Record(record) => {
                let mut fields = record.fields.iter();
                fields.all(|field| field.presence == Presence::Optional || self.ends(&field.ty))
            }
            TypeShape::Union(union) => {
                let mut variants = union.variants.iter();
                variants.any(|variant| variant.ty.as_ref().is_none_or(|ty| self.ends(ty)))
            }
            TypeShape::Alias(ty) | TypeShape::Wrapper(ty) => self.ends(ty),
            TypeShape::Enum(_) => true,
        }
    }

    fn ends(&self, ty: &TypeRef) -> bool {
        match ty {
            TypeRef::Named(id) => self.is(id.0 as usize),
            TypeRef::Boxed(inner) => self.ends(inner),
            TypeRef::Tuple(all) => all.iter().all(|inner| self.ends(inner)),
            _ => true,
        }
    }

    /// Whether a record without a finite value leads back to itself, rather than to another such type.
    fn leads_back(&self, api: &Api, index: usize) -> bool {
        let record = api.types.get(index).map(|ty| &ty.shape);
        if self.is(index) || !matches!(record, Some(TypeShape::Record(_))) {
            return false;
        }
        let mut seen = vec![false; api.types.len()];
        let mut waiting = vec![index];
        while let Some(one) = waiting.pop() {
            for used in api
                .types
                .get(one)
                .map(|ty| held(&ty.shape))
                .unwrap_or_default()
            {
                if used == index {
                    return true;
                }
                if let Some(seen) = seen.get_mut(used).filter(|seen| !**seen && !self.is(used)) {
                    *seen = true;
                    waiting.push(used);
                }
            }
        }
        false
    }
}

/// The types that a value cannot be without.
fn held(shape: &TypeShape) -> Vec<usize> {
    let mut found = Vec::new();
    if let TypeShape::Record(record) = shape {
        let fields = record.fields.iter();
        for field in fields.filter(|field| field.presence == Presence::Required) {
            named(&field.ty, &mut found);
        }
    } else {
        for ty in shape.uses() {
            named(ty, &mut found);
        }
    }
    found
}

fn named(ty: &TypeRef, found: &mut Vec<usize>) {
    match ty {
        TypeRef::Named(id) => found.push(id.0 as usize),
        TypeRef::Boxed(inner) => named(inner, found),
        TypeRef::Tuple(all) => all.iter().for_each(|inner| named(inner, found)),
        _ => {}
    }
}
