//! How a driver comes to the body of a call.

use super::{Call, field};
use clientwright::ir::{Codec, Content, Scalar, TypeRef, TypeShape};

/// The value of the body, if the call has one.
pub fn value(call: &Call<'_>) -> Result<Option<String>, String> {
    let body = call.operation.body.as_ref();
    let Some(body) = body.filter(|body| !body.contents.is_empty()) else {
        return Ok(None);
    };
    let ty = field(call, &call.names.body)?;
    if let [only] = body.contents.as_slice() {
        return one(call, only, ty).map(Some);
    }
    // One of several: the data says which.
    let variants = call.signatures.variants(ty).unwrap_or_default();
    let mut arms = String::new();
    for (content, (variant, payload)) in body.contents.iter().zip(variants) {
        let payload = payload.as_deref().unwrap_or_default();
        let boxed = payload
            .strip_prefix("Box <")
            .and_then(|rest| rest.strip_suffix('>'));
        let value = one(call, content, boxed.unwrap_or(payload))?;
        let value = if boxed.is_some() {
            format!("Box::new({value})")
        } else {
            value
        };
        arms.push_str(&format!(
            "Some({:?}) => {ty}::{variant}({value}), ",
            content.media_type
        ));
    }
    Ok(Some(format!(
        "match a.media_type().as_deref() {{ {arms}other => return Err(format!(\"no body is {{other:?}}\")) }}"
    )))
}

fn one(call: &Call<'_>, content: &Content, ty: &str) -> Result<String, String> {
    match content.codec {
        Codec::Json | Codec::Form => Ok(format!("a.json::<{ty}>()?")),
        Codec::JsonSequence => Ok(format!("a.lines::<{ty}>()?")),
        Codec::Multipart => Ok(form(call, content, ty)),
        Codec::Text => Ok(format!("a.text::<{ty}>()?")),
        Codec::Bytes if ty.replace(' ', "").ends_with("::File") => Ok("a.file()?".to_owned()),
        Codec::Bytes => Ok("a.bytes()?".to_owned()),
    }
}

/// A form with its files, which come by no JSON.
fn form(call: &Call<'_>, content: &Content, ty: &str) -> String {
    let fields = fields(call, &content.ty).unwrap_or_default();
    let (mut shapes, mut files) = (String::new(), String::new());
    for (wire, name, is_list) in fields {
        shapes.push_str(&format!("({wire:?}, {is_list}), "));
        files.push_str(&format!("a.files({wire:?}, &mut form.{name})?; "));
    }
    format!("{{ let mut form = a.form::<{ty}>(&[{shapes}])?; {files}form }}")
}

/// The members of a form that hold files: on the wire, in Rust, and whether there are several.
fn fields<'a>(call: &'a Call<'_>, ty: &TypeRef) -> Option<Vec<(&'a str, &'a str, bool)>> {
    let TypeRef::Named(id) = ty else { return None };
    let names = call.document.names.ty(*id);
    let def = call.document.api.types.get(id.0 as usize)?;
    let record = match &def.shape {
        TypeShape::Record(record) => record,
        TypeShape::Alias(inner) => return fields(call, inner),
        _ => return None,
    };
    let all = record.fields.iter().zip(&names.fields);
    let files = all.filter_map(|(field, name)| {
        let is_list = match &field.ty {
            TypeRef::Scalar(Scalar::File) => false,
            TypeRef::List(inner) if **inner == TypeRef::Scalar(Scalar::File) => true,
            _ => return None,
        };
        Some((field.wire_name.as_str(), name.as_str(), is_list))
    });
    Some(files.collect())
}
