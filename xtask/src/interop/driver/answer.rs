//! How a driver tells what came back.

use super::Call;
use clientwright::ir::{Content, TypeRef};
use quote::ToTokens;
use syn::{PathArguments, Type};

/// Sends the call, and makes an answer of what comes.
pub fn told(call: &Call<'_>) -> Result<String, String> {
    let sent = call.signatures.returned(&call.names.call, "send");
    let output = sent.and_then(output).ok_or("`send` gives no answer")?;
    let content = content(call, &output, "response.value()");
    let headers = |of: &str| headers(call, of);
    Ok(format!(
        "        match call.send().await {{\n            Ok(response) => {{\n                \
         let answer = ::interop::Answer::new(response.status());\n{}                \
         {content}\n            }}\n            Err(error) => {{\n                \
         let answer = ::interop::Answer::failed(&error)?;\n{}                {}\n            \
         }}\n        }}\n",
        headers("response.headers()"),
        headers("error.headers().ok_or(\"no headers\")?"),
        failure(call)
    ))
}

/// Walks over the pages, and makes an answer of each.
pub fn pages() -> String {
    "        let mut pages = call.pages();\n        let mut all = Vec::new();\n        \
     while let Some(page) = pages.try_next().await.map_err(|error| error.to_string())? {\n            \
     all.push(::interop::Answer::page(&page)?);\n        }\n        Ok(all)\n"
        .to_owned()
}

/// `runtime :: ResponseFuture < T >` is `T`, whatever else it says.
fn output(returned: &str) -> Option<String> {
    let Ok(Type::Path(returned)) = syn::parse_str(returned) else {
        return None;
    };
    let PathArguments::AngleBracketed(all) = &returned.path.segments.last()?.arguments else {
        return None;
    };
    Some(all.args.first()?.to_token_stream().to_string())
}

/// The answer with a value of this type.
fn content(call: &Call<'_>, ty: &str, value: &str) -> String {
    if ty == "()" {
        return "Ok(answer)".to_owned();
    }
    if ty.replace(' ', "").ends_with("::Bytes") {
        return format!("Ok(answer.bytes({value}))");
    }
    if let Some(item) = generic(ty, "EventStream") {
        return events(call, item);
    }
    if generic(ty, "JsonStream").is_some() {
        return "match response.into_inner().try_collect().await { Ok(all) => answer.json(&all), \
                Err(error) => Err(error.to_string()) }"
            .to_owned();
    }
    let Some(variants) = call.signatures.variants(ty) else {
        return format!("answer.json({value})");
    };
    let arms = variants.iter().map(|(variant, payload)| match payload {
        None => format!("{ty}::{variant} => Ok(answer), "),
        Some(payload) => {
            let told = content(call, payload, "value");
            format!("{ty}::{variant}(value) => {told}, ")
        }
    });
    let arms: String = arms.collect();
    format!("match {value} {{ {arms}_ => Err(\"an answer that nobody declares\".to_owned()) }}")
}

/// What a generic type of this name is of.
fn generic<'t>(ty: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = ty.split_once(name)?;
    let inner = rest.trim_start().strip_prefix('<')?;
    let (inner, _) = inner.rsplit_once('>')?;
    Some(inner.trim())
}

/// The answer with all events of a stream.
fn events(call: &Call<'_>, item: &str) -> String {
    let data = match call.signatures.variants(item) {
        None => "::interop::written(event.data())".to_owned(),
        Some(variants) => {
            let arms = variants.iter().map(|(variant, _)| match variant.as_str() {
                "Unknown" => String::new(),
                known => format!("{item}::{known}(value) => ::interop::written(value), "),
            });
            let arms: String = arms.collect();
            format!(
                "match event.data() {{ {arms}_ => Err(\"an event that nobody declares\".to_owned()) }}"
            )
        }
    };
    format!(
        "{{ let mut answer = answer; let mut stream = response.into_inner(); \
         while let Some(event) = stream.try_next().await.map_err(|error| error.to_string())? {{ \
         let data = {data}; answer.event(&event, data?); }} Ok(answer) }}"
    )
}

/// What a failure carries, as its documentation says that it is read.
fn failure(call: &Call<'_>) -> String {
    let name = &call.names.error_type;
    if call.signatures.variants(name).is_some() {
        return format!(
            "match &error.answer::<{name}>() {{ Some(value) => {}, None => Ok(answer) }}",
            content(call, name, "value")
        );
    }
    let failures = call.operation.responses.failures();
    let mut contents = failures
        .iter()
        .filter_map(|(_, response)| response.contents.first());
    match contents.next() {
        Some(Content {
            ty: TypeRef::Named(id),
            ..
        }) => format!(
            "match &error.json::<types::{}>() {{ Some(value) => answer.json(value), None => Ok(answer) }}",
            call.document.names.ty(*id).ident
        ),
        _ => "Ok(answer)".to_owned(),
    }
}

/// The headers that the document types.
fn headers(call: &Call<'_>, of: &str) -> String {
    let headers = call.operation.headers();
    if headers.is_empty() {
        return String::new();
    }
    let mut text = format!(
        "                let headers = {}::from({of});\n",
        call.names.headers_type
    );
    for (header, field) in headers.into_iter().zip(&call.names.headers) {
        text.push_str(&format!(
            "                let answer = answer.header({:?}, &headers.{field})?;\n",
            header.wire_name
        ));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::output;

    #[test]
    fn an_answer_is_the_first_type() {
        let of = |text| output(text).unwrap_or_default();
        assert_eq!(of("runtime :: ResponseFuture < Thing >"), "Thing");
        assert_eq!(
            of("runtime :: ResponseFuture < Thing , ErrorCode >"),
            "Thing"
        );
        assert_eq!(
            of("runtime :: ResponseFuture < Map < K , V > , ErrorCode >"),
            "Map < K , V >"
        );
    }
}
