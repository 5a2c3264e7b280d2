//! Names of fields, variants and constructors.

use super::component::component;
use super::ident::{escape, snake, upper};
use super::pin::{Case, Pins};
use super::reserved;
use super::scope::{Scope, Wish, settle};
use super::words::{mark, spelt_words, words};
use super::{Role, TypeNames, key};
use crate::ir::{
    Additional, Api, Decision, Enum, EnumValue, Field, Literal, Record, TypeRef, TypeShape, Union,
};

/// Names the members of every type.
pub fn name(api: &Api, types: &mut [TypeNames], pins: &mut Pins<'_>) {
    let keys = key::types(api);
    for ((ty, names), key) in api.types.iter().zip(types).zip(&keys) {
        match &ty.shape {
            TypeShape::Record(record) => fields(api, (key, record), names, pins),
            TypeShape::Union(union) => variants((key, union), names, pins),
            TypeShape::Enum(values) => enum_values((key, values), names, pins),
            TypeShape::Alias(_) | TypeShape::Wrapper(_) => {}
        }
    }
}

fn fields(api: &Api, (key, record): (&str, &Record), names: &mut TypeNames, pins: &mut Pins<'_>) {
    let mut scope = Scope::reserving(reserved::RECORD);
    let wish = |field: &Field| {
        let text = &field.wire_name;
        let own = lower(text, "field");
        let mut candidates = vec![own.clone(), snake(&spelt_words(text))];
        candidates.push(format!("{own}_field"));
        candidates.retain(|name| !name.is_empty());
        let pinned = pins.get(
            field.pinned.as_deref(),
            &field.origin,
            Case::Lower,
            inline(api, field),
        );
        let locked = pins.locked(&key::member(key, field), Role::Member);
        Wish::new(text, candidates).pinned(pinned).locked(locked)
    };
    let wishes: Vec<Wish> = record.fields.iter().map(wish).collect();
    names.fields = settle(&mut scope, &wishes)
        .into_iter()
        .map(escape)
        .collect();
    if matches!(record.additional, Additional::Keep(_)) {
        names.additional = scope.claim(&["additional".to_owned(), "additional_members".to_owned()]);
    }
}

/// Whether a type with a name of its own is declared where the field is.
fn inline(api: &Api, field: &Field) -> bool {
    fn named(api: &Api, ty: &TypeRef, field: &Field) -> bool {
        match ty {
            TypeRef::Named(id) => api.types.get(id.0 as usize).is_some_and(|ty| {
                let inside = ty.origin.pointer.as_str();
                inside
                    .strip_prefix(field.origin.pointer.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            }),
            TypeRef::List(inner)
            | TypeRef::Map(inner)
            | TypeRef::Nullable(inner)
            | TypeRef::Boxed(inner) => named(api, inner, field),
            TypeRef::Tuple(all) => all.iter().any(|ty| named(api, ty, field)),
            TypeRef::Scalar(_) | TypeRef::Foreign(_) | TypeRef::AnyJson => false,
        }
    }
    named(api, &field.ty, field)
}

fn variants((key, union): (&str, &Union), names: &mut TypeNames, pins: &mut Pins<'_>) {
    let reserved = match union.decision {
        Decision::Tag { .. } => reserved::OPEN,
        Decision::Shape => &[],
    };
    let mut wishes = Vec::with_capacity(union.variants.len());
    let ident = words(&names.ident);
    for variant in &union.variants {
        let label = &variant.label;
        let all = component(label);
        let short = all.first().map(|own| without_stutter(own, &ident));
        let all = short.into_iter().chain(all.iter().map(Vec::as_slice));
        let mut candidates: Vec<String> = all.map(upper).collect();
        candidates.dedup();
        match candidates.first() {
            Some(own) => candidates.push(format!("{own}Variant")),
            None => candidates.push(format!("Variant{}", upper(&[mark(label)]))),
        }
        let pinned = pins.get(
            variant.pinned.as_deref(),
            &variant.origin,
            Case::Upper,
            true,
        );
        let locked = pins.locked(&key::variant(key, variant), Role::Variant);
        let wish = Wish::new(label, candidates);
        wishes.push(wish.pinned(pinned).locked(locked));
    }
    let chosen = settle(&mut Scope::reserving(reserved), &wishes);
    let constructor = |name: &String| {
        let own = snake(&words(name));
        let other = format!("{own}_variant");
        Wish::new(name, vec![own, other])
    };
    let constructors: Vec<Wish> = chosen.iter().map(constructor).collect();
    names.constructors = settle(&mut Scope::reserving(reserved::RECORD), &constructors)
        .into_iter()
        .map(escape)
        .collect();
    names.variants = chosen.into_iter().map(escape).collect();
}

/// The words of a variant without those that only repeat the union: the `ShapeRound` or `RoundShape` of a
/// `Shape` is `Round`.
fn without_stutter<'w>(own: &'w [String], union: &[String]) -> &'w [String] {
    let names = |words: &&[String]| {
        let first = words.first().and_then(|word| word.chars().next());
        first.is_some_and(|letter| letter.is_ascii_alphabetic())
    };
    let shorter = own.strip_prefix(union).or_else(|| own.strip_suffix(union));
    shorter
        .filter(names)
        .filter(|_| !union.is_empty())
        .unwrap_or(own)
}

fn enum_values((key, values): (&str, &Enum), names: &mut TypeNames, pins: &mut Pins<'_>) {
    let texts: Vec<String> = values.values.iter().map(text).collect();
    let prefix = prefix(&texts, &words(&names.ident));
    let mut wishes = Vec::with_capacity(texts.len());
    for (value, text) in values.values.iter().zip(texts) {
        let pinned = pins.get(None, &value.origin, Case::Upper, false);
        let hint = value.pinned.as_deref().map(words).unwrap_or_default();
        let own = words(&text);
        let mut candidates = vec![upper(&hint)];
        candidates.push(upper(own.get(prefix..).unwrap_or_default()));
        candidates.extend([upper(&own), upper(&spelt_words(&text))]);
        candidates.retain(|name| !name.is_empty());
        match candidates.first() {
            Some(own) => candidates.push(format!("{own}Value")),
            None if text.is_empty() => candidates.push("Empty".to_owned()),
            None => candidates.push(format!("Value{}", upper(&[mark(&text)]))),
        }
        candidates.dedup();
        let locked = pins.locked(&key::value(key, value), Role::Value);
        let wish = Wish::new(text, candidates);
        wishes.push(wish.pinned(pinned).locked(locked));
    }
    let chosen = settle(&mut Scope::reserving(reserved::OPEN), &wishes);
    names.variants = chosen.into_iter().map(escape).collect();
}

/// How many words all values begin with that only repeat what the type is called: `ORDER_STATUS_OPEN` in
/// `OrderStatus`, or in the member `status`, is `Open`.
fn prefix(texts: &[String], ident: &[String]) -> usize {
    let all: Vec<Vec<String>> = texts.iter().map(|text| words(text)).collect();
    let (Some(first), Some(last), true) = (all.first(), ident.last(), all.len() > 1) else {
        return 0;
    };
    let plain = |word: &String| !word.starts_with(|c: char| c.is_ascii_digit());
    let shared = |end: usize| {
        let goes_on = |words: &Vec<String>| words.get(end).is_some_and(plain);
        all.iter()
            .all(|words| words.get(..end) == first.get(..end) && goes_on(words))
    };
    let ends = (1..=first.len()).rev();
    ends.filter(|&end| first.get(end - 1) == Some(last))
        .find(|&end| shared(end))
        .unwrap_or(0)
}

/// A value as its name begins.
fn text(value: &EnumValue) -> String {
    match &value.value {
        Literal::Null => "null".to_owned(),
        Literal::Bool(value) => value.to_string(),
        Literal::Integer(number) => number.to_string(),
        Literal::Float(number) => number.to_string(),
        Literal::String(text) | Literal::Json(text) => text.clone(),
    }
}

/// The snake-case name of a text, or `stem` with a mark where there is nothing to spell.
pub fn lower(text: &str, stem: &str) -> String {
    let own = snake(&words(text));
    if own.is_empty() {
        format!("{stem}_{}", mark(text))
    } else {
        own
    }
}
