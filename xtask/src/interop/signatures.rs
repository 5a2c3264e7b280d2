//! What the functions and types of a generated file look like to its user.

use clientwright::output::File;
use quote::ToTokens;
use std::collections::BTreeMap;
use syn::{Fields, FnArg, ImplItem, Item, Pat, ReturnType, Type};

/// The types of one file of `api`, as it writes them.
#[derive(Debug, Default)]
pub struct Signatures {
    /// The fields of structs.
    fields: BTreeMap<(String, String), String>,
    /// The variants of enums, and what they carry.
    variants: BTreeMap<String, Vec<(String, Option<String>)>>,
    /// The arguments of methods, by type and method.
    arguments: BTreeMap<(String, String), Vec<String>>,
    /// What methods return.
    returns: BTreeMap<(String, String), String>,
}

impl Signatures {
    /// Of a generated file.
    pub fn of(file: &File) -> Result<Self, String> {
        let parsed = syn::parse_file(&file.text);
        let parsed = parsed.map_err(|error| format!("error: {}: {error}\n", file.path))?;
        let mut all = Self::default();
        for item in parsed.items {
            all.item(item);
        }
        Ok(all)
    }

    fn item(&mut self, item: Item) {
        match item {
            Item::Struct(own) => {
                for field in own.fields {
                    let Some(name) = field.ident else { continue };
                    let key = (own.ident.to_string(), name.to_string());
                    self.fields.insert(key, text(&field.ty));
                }
            }
            Item::Enum(own) => {
                let variants = own.variants.into_iter().map(|variant| {
                    let payload = match variant.fields {
                        Fields::Unnamed(fields) => fields.unnamed.first().map(|one| text(&one.ty)),
                        _ => None,
                    };
                    (variant.ident.to_string(), payload)
                });
                self.variants
                    .insert(own.ident.to_string(), variants.collect());
            }
            Item::Impl(own) if own.trait_.is_none() => {
                let ty = text(&own.self_ty);
                for item in own.items {
                    let ImplItem::Fn(method) = item else { continue };
                    let key = (ty.clone(), method.sig.ident.to_string());
                    let arguments = method.sig.inputs.iter().filter_map(|one| match one {
                        FnArg::Typed(argument) => match &*argument.pat {
                            Pat::Ident(name) => Some(name.ident.to_string()),
                            _ => None,
                        },
                        FnArg::Receiver(_) => None,
                    });
                    self.arguments.insert(key.clone(), arguments.collect());
                    if let ReturnType::Type(_, ty) = &method.sig.output {
                        self.returns.insert(key, text(ty));
                    }
                }
            }
            _ => {}
        }
    }

    /// The type of a field, without the option around it.
    pub fn field(&self, ty: &str, field: &str) -> Option<&str> {
        let written = self.fields.get(&(ty.to_owned(), field.to_owned()))?;
        let inner = written.strip_prefix("Option <");
        let inner = inner.and_then(|rest| rest.strip_suffix('>'));
        Some(inner.unwrap_or(written).trim())
    }

    /// The variants of an enum, and what they carry.
    pub fn variants(&self, ty: &str) -> Option<&[(String, Option<String>)]> {
        self.variants.get(ty).map(Vec::as_slice)
    }

    /// The arguments of a method.
    pub fn arguments(&self, ty: &str, method: &str) -> Option<&[String]> {
        let arguments = self.arguments.get(&(ty.to_owned(), method.to_owned()))?;
        Some(arguments)
    }

    /// What a method returns.
    pub fn returned(&self, ty: &str, method: &str) -> Option<&str> {
        let returned = self.returns.get(&(ty.to_owned(), method.to_owned()));
        returned.map(String::as_str)
    }
}

fn text(ty: &Type) -> String {
    ty.to_token_stream().to_string()
}
