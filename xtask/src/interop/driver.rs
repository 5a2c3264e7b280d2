//! Writes the driver of a generated crate: for each operation a function that takes its arguments
//! from the data of the suite, makes the call as a user would, and tells what came back.

mod answer;
mod body;
mod parameter;

use super::document::Document;
use super::signatures::Signatures;
use clientwright::ir::{Operation, ParameterLocation, SchemeKind, SecurityScheme};
use clientwright::names::{OperationNames, ServiceNames};

/// An operation, and everything that is known of it.
struct Call<'a> {
    document: &'a Document,
    operation: &'a Operation,
    names: &'a OperationNames,
    signatures: &'a Signatures,
}

/// What an operation is called in a plan.
pub fn name(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.path.text)
}

/// The driver's only file.
pub fn write(document: &Document) -> Result<String, String> {
    let name = document.package.replace('-', "_");
    let types = if document.api.types.is_empty() {
        "runtime"
    } else {
        "{runtime, types}"
    };
    let mut modules = String::new();
    let mut table = String::new();
    for (service, names) in document.api.services.iter().zip(&document.names.services) {
        if service.operations.is_empty() {
            continue;
        }
        let path = format!("src/api/{}.rs", names.module.trim_start_matches("r#"));
        let file = document.files.iter().find(|file| file.path == path);
        let file = file.ok_or_else(|| format!("error: {name} has no {path}\n"))?;
        let signatures = Signatures::of(file)?;
        let module = format!("drive_{}", names.module.trim_start_matches("r#"));
        modules.push_str(&format!(
            "\nmod {module} {{\n    use std::collections::BTreeMap;\n\
             \x20   use std::num::{{NonZeroU32, NonZeroU64}};\n\
             \x20   use {name}::{types};\n    use {name}::api::{}::*;\n",
            names.module
        ));
        for (at, (operation, own)) in service.operations.iter().zip(&names.operations).enumerate() {
            let call = Call {
                document,
                operation,
                names: own,
                signatures: &signatures,
            };
            modules.push_str(&function(&call, names, at));
            let walk = match walks(&call) {
                true => format!("Some(|a| Box::pin({module}::walk_{at}(a)))"),
                false => "None".to_owned(),
            };
            table.push_str(&format!(
                "        ::interop::Driver {{ operation: &{module}::OPERATION_{at}, \
                 call: |a| Box::pin({module}::call_{at}(a)), walk: {walk} }},\n"
            ));
        }
        modules.push_str("}\n");
    }
    Ok(format!(
        "//! Written by `cargo xtask interop`.\n#![allow(warnings)]\n\n\
         pub const DOCUMENT: ::interop::Document = ::interop::Document {{\n    name: {:?},\n    \
         operations: &[\n{table}    ],\n}};\n\n{}{modules}",
        document.package,
        client(document, &name)
    ))
}

/// The client, with what credentials the data has.
fn client(document: &Document, name: &str) -> String {
    let mut credentials = String::new();
    for scheme in &document.api.security {
        let (header, word) = match &scheme.kind {
            SchemeKind::ApiKey {
                location: ParameterLocation::Header,
                name,
            } => (name.as_str(), ""),
            SchemeKind::Bearer | SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect { .. } => {
                ("authorization", "Bearer")
            }
            SchemeKind::Http { scheme } => ("authorization", scheme.as_str()),
            _ => {
                credentials.push_str(&elsewhere(document, scheme));
                continue;
            }
        };
        let method = document.names.scheme(scheme.id);
        credentials.push_str(&format!(
            "    if let Some(own) = a.credential({header:?}, {word:?}) {{\n        \
             builder = builder.{method}(own);\n    }}\n"
        ));
    }
    format!(
        "fn client(a: &::interop::Arguments<'_>) -> Result<{name}::Client, String> {{\n    \
         let mut builder = {name}::Client::builder().base_url(a.base_url());\n{credentials}    \
         builder.build().map_err(|error| error.to_string())\n}}\n"
    )
}

/// A credential that the data says nothing of.
fn elsewhere(document: &Document, scheme: &SecurityScheme) -> String {
    let method = document.names.scheme(scheme.id);
    let given = match &scheme.kind {
        SchemeKind::ApiKey { .. } => "own",
        SchemeKind::Basic => "\"user\", own",
        _ => return String::new(),
    };
    format!(
        "    if let Some(own) = a.any_credential() {{\n        \
         builder = builder.{method}({given});\n    }}\n"
    )
}

/// Whether the pages of an operation can be walked.
fn walks(call: &Call<'_>) -> bool {
    call.signatures
        .returned(&call.names.call, "pages")
        .is_some()
}

fn function(call: &Call<'_>, service: &ServiceNames, at: usize) -> String {
    let parameters = call.operation.parameters.iter();
    let parameters: String = parameters
        .map(|one| format!("            {},\n", parameter::described(call, one)))
        .collect();
    let mut text = format!(
        "\n    pub static OPERATION_{at}: ::interop::Operation = ::interop::Operation {{\n        \
         name: {:?},\n        parameters: &[\n{parameters}        ],\n    }};\n",
        name(call.operation)
    );
    let made = made(call, service);
    let mut define = |name: &str, output: &str, end: Result<String, String>| {
        let body = made.clone().and_then(|made| Ok(made + &end?));
        // What cannot be said is the verdict.
        let body = body.unwrap_or_else(|why| format!("        return Err({why:?}.to_owned());\n"));
        text.push_str(&format!(
            "\n    pub async fn {name}_{at}(a: ::interop::Arguments<'_>) \
             -> Result<{output}, String> {{\n{body}    }}\n"
        ));
    };
    define("call", "::interop::Answer", answer::told(call));
    if walks(call) {
        define("walk", "Vec<::interop::Answer>", Ok(answer::pages()));
    }
    text
}

/// The call as a user makes it: required arguments in their places, the others chained.
fn made(call: &Call<'_>, service: &ServiceNames) -> Result<String, String> {
    let method = &call.names.method;
    let positional = call.signatures.arguments(&service.ident, method);
    let positional = positional.ok_or_else(|| format!("{} has no {method}", service.ident))?;
    let mut arguments = Vec::new();
    let mut chained = String::new();
    let parameters = call.operation.parameters.iter();
    let asked = parameters.zip(&call.names.parameters).enumerate();
    for (at, (_, name)) in asked.filter(|(_, (one, _))| one.constant.is_none()) {
        let ty = field(call, name)?;
        if positional.contains(name) {
            arguments.push((name, format!("a.required::<{ty}>({at})?")));
        } else {
            chained.push_str(&format!(
                "        if let Some(value) = a.optional::<{ty}>({at})? {{\n            \
                 call = call.{name}(value);\n        }}\n"
            ));
        }
    }
    let name = &call.names.body;
    if let Some(value) = body::value(call)? {
        if positional.contains(name) {
            arguments.push((name, value));
        } else {
            chained.push_str(&format!(
                "        if a.has_body() {{\n            call = call.{name}({value});\n        }}\n"
            ));
        }
    }
    let in_order = positional.iter().map(|name| {
        let own = arguments.iter().find(|(own, _)| *own == name);
        own.map(|(_, value)| value.clone())
            .ok_or_else(|| format!("`{name}` is no argument"))
    });
    let in_order = in_order.collect::<Result<Vec<_>, _>>()?.join(", ");
    Ok(format!(
        "        let client = super::client(&a)?;\n        \
         let mut call = {}({in_order});\n{chained}",
        service.way("client", method)
    ))
}

/// The type of a field of the call.
fn field<'a>(call: &'a Call<'_>, name: &str) -> Result<&'a str, String> {
    let ty = call.signatures.field(&call.names.call, name);
    ty.ok_or_else(|| format!("`{}` has no `{name}`", call.names.call))
}
