//! How a driver comes to the body of a call.

use super::{Call, field};
use clientwright::ir::{Codec, Content};

/// The value of the body, if the call has one.
pub fn value(call: &Call<'_>) -> Result<Option<String>, String> {
    let body = call.operation.body.as_ref();
    let Some(body) = body.filter(|body| !body.contents.is_empty()) else {
        return Ok(None);
    };
    let ty = field(call, &call.names.body)?;
    if let [only] = body.contents.as_slice() {
        return one(only, ty).map(Some);
    }
    // One of several: the data says which.
    let variants = call.signatures.variants(ty).unwrap_or_default();
    let mut arms = String::new();
    for (content, (variant, payload)) in body.contents.iter().zip(variants) {
        let payload = payload.as_deref().unwrap_or_default();
        let boxed = payload
            .strip_prefix("Box <")
            .and_then(|rest| rest.strip_suffix('>'));
        let value = one(content, boxed.unwrap_or(payload))?;
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

fn one(content: &Content, ty: &str) -> Result<String, String> {
    match content.codec {
        Codec::Json => Ok(format!("a.json::<{ty}>()?")),
        Codec::Text => Ok(format!("a.text::<{ty}>()?")),
        Codec::Bytes if ty.replace(' ', "").ends_with("::File") => Ok("a.file()?".to_owned()),
        Codec::Bytes => Ok("a.bytes()?".to_owned()),
        _ => Err(format!("bodies of {} are not driven", content.media_type)),
    }
}
