//! A value of a type as a user would write it: what the document shows, else something made up within the limits.

use super::layout::Expr;
use super::scalar;
use crate::emit::context::Context;
use crate::emit::scope::Scope;
use crate::emit::types::{asked, is_built};
use crate::ir::{
    Access, Constraints, Decision, Enum, Field, JsonKind, Literal, Presence, Record, Scalar,
    TypeDef, TypeId, TypeRef, TypeShape, Union, Variant,
};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

/// How many values in values there may be.
const DEPTH: usize = 5;
/// How many values an example may have.
const VALUES: usize = 24;
/// How many members that may be left out are set.
const OPTIONAL: usize = 2;
/// How many elements of a list are shown.
const ELEMENTS: usize = 2;

/// Makes the values of one example.
pub struct Maker<'a> {
    cx: &'a Context<'a>,
    uses: RefCell<BTreeSet<&'static str>>,
    left: Cell<usize>,
    /// What may be left out is.
    brief: bool,
}

/// What a value is needed for.
#[derive(Clone, Copy)]
pub struct Wanted<'w> {
    /// Its type.
    pub ty: &'w TypeRef,
    /// The Rust name of what holds it.
    pub name: &'w str,
    /// A value that the document shows.
    pub sample: Option<&'w Value>,
    /// Its limits.
    pub limits: &'w Constraints,
    /// How many values it is in.
    pub depth: usize,
}

impl<'w> Wanted<'w> {
    /// A part of it.
    fn part(self, ty: &'w TypeRef, sample: Option<&'w Value>) -> Self {
        Self {
            ty,
            sample,
            limits: &Constraints::NONE,
            depth: self.depth + 1,
            ..self
        }
    }
}

impl<'a> Maker<'a> {
    /// For an example, with only what it cannot do without if it is to be brief.
    pub fn new(cx: &'a Context<'a>, brief: bool) -> Self {
        Self {
            cx,
            uses: RefCell::default(),
            left: Cell::new(VALUES),
            brief,
        }
    }

    /// The modules of the crate's root that the values name.
    pub fn uses(self) -> BTreeSet<&'static str> {
        self.uses.into_inner()
    }

    /// A module of the crate's root is going to be named.
    pub fn names(&self, module: &'static str) {
        self.uses.borrow_mut().insert(module);
    }

    /// What a function is given that takes `impl Into` of the type, or the type itself.
    pub fn argument(&self, wanted: Wanted<'_>) -> Option<Expr> {
        let cx = self.cx;
        if Scope::new(cx, "").is_copied(wanted.ty) {
            return self.value(wanted, true);
        }
        let ty = match cx.resolve(wanted.ty) {
            TypeRef::Nullable(inner) if is_text(cx.resolve(inner)) => cx.resolve(inner),
            ty => ty,
        };
        match ty {
            TypeRef::Scalar(scalar) => {
                let text = scalar::argument(*scalar, &wanted)?;
                Some(Expr::word(text))
            }
            _ => self.value(wanted, false),
        }
    }

    /// An expression of the type itself. `known` says that the type is clear from where it stands; else the
    /// expression makes it clear.
    pub fn value(&self, wanted: Wanted<'_>, known: bool) -> Option<Expr> {
        self.left.set(self.left.get().checked_sub(1)?);
        if wanted.depth > DEPTH {
            return None;
        }
        match wanted.ty {
            TypeRef::Scalar(scalar) => {
                let (text, module) = scalar::value(*scalar, &wanted, known)?;
                module.into_iter().for_each(|module| self.names(module));
                Some(Expr::word(text))
            }
            TypeRef::List(inner) => self.list(wanted, inner, known),
            TypeRef::Map(inner) => self.map(wanted, inner),
            TypeRef::Tuple(all) => {
                let samples = wanted.sample.and_then(Value::as_array);
                let samples = |at: usize| samples.and_then(|samples| samples.get(at));
                let parts = all.iter().enumerate();
                let parts = parts.map(|(at, ty)| self.value(wanted.part(ty, samples(at)), known));
                let parts = parts.collect::<Option<Vec<_>>>()?;
                let close = if parts.len() == 1 { ",)" } else { ")" };
                Some(Expr::group("(", parts, close))
            }
            TypeRef::Nullable(inner) => {
                self.names("runtime");
                let sample = wanted.sample.filter(|sample| !sample.is_null());
                let inner = Wanted {
                    ty: inner,
                    sample,
                    ..wanted
                };
                let value = self.value(inner, known)?;
                Some(Expr::group("runtime::Nullable::Value(", vec![value], ")"))
            }
            TypeRef::Boxed(inner) => {
                let value = self.value(
                    Wanted {
                        ty: inner,
                        ..wanted
                    },
                    known,
                )?;
                Some(Expr::group("Box::new(", vec![value], ")"))
            }
            TypeRef::Foreign(_) => None,
            TypeRef::AnyJson => {
                self.names("runtime");
                let text = scalar::json(wanted.sample);
                Some(Expr::word(format!("runtime::serde_json::json!({text})")))
            }
            TypeRef::Named(id) => self.named(wanted, self.cx.ty(*id)?, known),
        }
    }

    fn list(&self, wanted: Wanted<'_>, inner: &TypeRef, known: bool) -> Option<Expr> {
        let limits = wanted.limits;
        if limits.min_items.is_some_and(|least| least > 1) || limits.max_items == Some(0) {
            return None;
        }
        let most = limits.max_items.map_or(ELEMENTS, |most| most as usize);
        let samples = wanted.sample.and_then(Value::as_array);
        let samples = samples.map_or(&[][..], Vec::as_slice).iter();
        let samples: Vec<Option<&Value>> = samples.take(most.min(ELEMENTS)).map(Some).collect();
        let samples = match samples.as_slice() {
            [] => &[None],
            some => some,
        };
        let parts = samples.iter();
        let parts = parts.map(|sample| self.value(wanted.part(inner, *sample), known));
        Some(Expr::group("vec![", parts.collect::<Option<_>>()?, "]"))
    }

    fn map(&self, wanted: Wanted<'_>, inner: &TypeRef) -> Option<Expr> {
        let limits = wanted.limits;
        if limits.min_members.is_some_and(|least| least > 1) || limits.max_members == Some(0) {
            return None;
        }
        let sample = wanted.sample.and_then(Value::as_object);
        let sample = sample.and_then(|members| members.iter().next());
        let key = sample.map(|(key, _)| key.as_str());
        let key = key.filter(|key| scalar::is_short(key)).unwrap_or("key");
        let value = self.value(wanted.part(inner, sample.map(|(_, value)| value)), false)?;
        let key = Expr::word(format!("{key:?}.to_owned()"));
        let pair = Expr::group("(", vec![key, value], ")");
        let open = "std::collections::BTreeMap::from([";
        Some(Expr::group(open, vec![pair], "])"))
    }

    fn named(&self, wanted: Wanted<'_>, def: &TypeDef, known: bool) -> Option<Expr> {
        match &def.shape {
            TypeShape::Alias(ty) => self.value(Wanted { ty, ..wanted }, known),
            TypeShape::Wrapper(inner) => {
                let value = self.value(wanted.part(inner, wanted.sample), true)?;
                Some(Expr::group(self.path(def.id, "("), vec![value], ")"))
            }
            TypeShape::Enum(shape) => self.enumeration(wanted, def.id, shape),
            TypeShape::Record(shape) => self.record(wanted, def, shape),
            TypeShape::Union(shape) => self.union(wanted, def.id, shape),
        }
    }

    /// What begins with a type of the crate.
    fn path(&self, id: TypeId, rest: &str) -> String {
        self.names("types");
        format!("types::{}{rest}", self.cx.type_names(id).ident)
    }

    fn enumeration(&self, wanted: Wanted<'_>, id: TypeId, shape: &Enum) -> Option<Expr> {
        let shown = |literal: &Literal| json(literal).as_ref() == wanted.sample;
        let at = wanted.sample.is_some();
        let at = at.then(|| shape.values.iter().position(|one| shown(&one.value)));
        let variant = self
            .cx
            .type_names(id)
            .variants
            .get(at.flatten().unwrap_or(0))?;
        Some(Expr::word(self.path(id, &format!("::{variant}"))))
    }

    fn record(&self, wanted: Wanted<'_>, def: &TypeDef, shape: &Record) -> Option<Expr> {
        let names = self.cx.type_names(def.id);
        let sample = wanted.sample.and_then(Value::as_object);
        let asked = asked(shape, names);
        let arguments = asked.map(|(field, name)| self.member(wanted, field, name, sample));
        let arguments = arguments.collect::<Option<Vec<_>>>()?;
        let mut links = Vec::new();
        if wanted.depth == 0 && !self.brief && is_built(def.usage) {
            let all = shape.fields.iter().zip(&names.fields);
            let may_be_set = all.filter(|(field, _)| {
                field.presence == Presence::Optional
                    && field.access != Access::ReadOnly
                    && !field.docs.deprecated
            });
            // Without an example, something at least of what could be given.
            let most = usize::from(sample.is_none() && arguments.is_empty());
            let may_be_set = may_be_set.filter(|(field, _)| match sample {
                Some(sample) => sample.contains_key(&field.wire_name),
                None => matches!(self.cx.resolve(&field.ty), TypeRef::Scalar(_)),
            });
            let made = may_be_set.filter_map(|(field, name)| {
                let value = self.member(wanted, field, name, sample)?;
                Some(Expr::group(format!(".{name}("), vec![value], ")"))
            });
            let most = if sample.is_some() { OPTIONAL } else { most };
            links.extend(made.take(most));
        }
        Some(Expr::group(self.path(def.id, "::new("), arguments, ")").chained(links))
    }

    /// The value of a member, as its setter or the constructor takes it.
    fn member(
        &self,
        wanted: Wanted<'_>,
        field: &Field,
        name: &str,
        sample: Option<&Map<String, Value>>,
    ) -> Option<Expr> {
        let own = field.example.as_ref().or(field.default.as_ref());
        let own = own.and_then(json);
        let sample = sample.and_then(|members| members.get(&field.wire_name));
        self.argument(Wanted {
            ty: &field.ty,
            name,
            sample: sample.or(own.as_ref()),
            limits: &field.constraints,
            depth: wanted.depth + 1,
        })
    }

    fn union(&self, wanted: Wanted<'_>, id: TypeId, shape: &Union) -> Option<Expr> {
        let shown = wanted.sample.and_then(|sample| {
            let mut variants = shape.variants.iter();
            variants.position(|variant| fits(sample, variant, &shape.decision))
        });
        let others = (0..shape.variants.len()).filter(|at| Some(*at) != shown);
        shown.into_iter().chain(others).find_map(|at| {
            let variant = shape.variants.get(at)?;
            let name = self.cx.type_names(id).variants.get(at)?;
            let Some(ty) = &variant.ty else {
                return Some(Expr::word(self.path(id, &format!("::{name}"))));
            };
            let ty = match ty {
                TypeRef::Boxed(inner) => inner,
                ty => ty,
            };
            // What says which variant it is must be so in what is made up, too.
            let made_up = match (&shape.decision, variant.tags.first()) {
                (Decision::Tag { property, .. }, Some(tag)) => {
                    Some(serde_json::json!({ property: tag }))
                }
                _ => None,
            };
            let sample = match Some(at) == shown {
                true => wanted.sample,
                false => made_up.as_ref(),
            };
            let mut value = self.value(wanted.part(ty, sample), true)?;
            if self.cx.is_boxed(id, at) {
                value = Expr::group("Box::new(", vec![value], ")");
            }
            let open = self.path(id, &format!("::{name}("));
            Some(Expr::group(open, vec![value], ")"))
        })
    }
}

/// Whether a value is of this variant rather than of another one.
fn fits(sample: &Value, variant: &Variant, decision: &Decision) -> bool {
    let has = |name: &String| sample.get(name).is_some();
    match decision {
        Decision::Tag { property, .. } => {
            let tag = sample.get(property).and_then(Value::as_str);
            tag.is_some_and(|tag| variant.tags.iter().any(|own| own == tag))
        }
        Decision::Shape => {
            let kind = match sample {
                Value::Null => JsonKind::Null,
                Value::Bool(_) => JsonKind::Bool,
                Value::Number(_) => JsonKind::Number,
                Value::String(_) => JsonKind::String,
                Value::Array(_) => JsonKind::Array,
                Value::Object(_) => JsonKind::Object,
            };
            variant.kinds.contains(&kind) && variant.required.iter().all(has)
        }
    }
}

fn is_text(ty: &TypeRef) -> bool {
    *ty == TypeRef::Scalar(Scalar::String)
}

/// A value of the document as JSON; `None` for what is too large for it.
pub fn json(literal: &Literal) -> Option<Value> {
    match literal {
        Literal::Null => Some(Value::Null),
        Literal::Bool(value) => Some(Value::from(*value)),
        Literal::Integer(value) => match i64::try_from(*value) {
            Ok(value) => Some(Value::from(value)),
            Err(_) => u64::try_from(*value).ok().map(Value::from),
        },
        Literal::Float(value) => serde_json::Number::from_f64(*value).map(Value::Number),
        Literal::String(text) => Some(Value::from(text.as_str())),
        Literal::Json(text) => serde_json::from_str(text).ok(),
    }
}

/// The same as text.
pub fn json_text(literal: &Literal) -> Option<Cow<'_, str>> {
    match literal {
        Literal::Json(text) => Some(Cow::Borrowed(text)),
        other => json(other).map(|value| Cow::Owned(value.to_string())),
    }
}
