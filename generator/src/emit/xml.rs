//! `xml.rs`: how objects look in XML, for bodies of XML media types.

use super::context::Context;
use super::docs::{Doc, code_span};
use super::ident::{ident, string};
use crate::format::Item;
use crate::ir::{XmlId, XmlMember, XmlName, XmlNode, XmlObject, XmlRoot, XmlShape};
use proc_macro2::TokenStream;
use quote::quote;

/// How a file refers to what it needs.
struct Paths<'a> {
    cx: &'a Context<'a>,
    /// The runtime's types.
    xml: TokenStream,
    /// The tables.
    tables: TokenStream,
}

/// The items of the file: a table for each object, by name.
pub fn items(cx: &Context<'_>) -> Vec<Item> {
    let mut objects: Vec<(&String, &XmlObject)> = cx.names.xml.iter().zip(&cx.api.xml).collect();
    objects.sort_by_key(|(name, _)| *name);
    let text = "How objects look in XML; what is not XML of them stands in `wire`.";
    let mut all = vec![
        Item::Tokens(Doc::text(text).inner()),
        Item::Tokens(quote!(
            use clientwright_runtime::xml;
        )),
    ];
    let seen = super::ident::path(cx.crates.visibility("pub(crate)"));
    let paths = Paths {
        cx,
        xml: quote!(xml),
        tables: quote!(),
    };
    all.extend(objects.into_iter().map(|(name, object)| {
        let doc = Doc::text(code_span(&object.place.to_string())).outer();
        let name = ident(name);
        let members = object.members.iter().map(|member| paths.member(member));
        let others = match &object.others {
            Some(of) => {
                let shape = paths.shape(of);
                quote!(Some(#shape))
            }
            None => quote!(None),
        };
        Item::Tokens(quote! {
            #doc
            #seen static #name: xml::Object = xml::Object {
                members: &[#(#members),*],
                others: #others,
            };
        })
    }));
    all
}

/// The document of a body, where a file outside needs it.
pub fn root(cx: &Context<'_>, root: &XmlRoot) -> TokenStream {
    let top = cx.root();
    let paths = Paths {
        cx,
        xml: quote!(runtime::xml),
        tables: quote!(#top::xml::),
    };
    let (name, shape) = (paths.name(&root.name), paths.shape(&root.shape));
    quote!(runtime::xml::Root { name: #name, shape: #shape })
}

impl Paths<'_> {
    fn member(&self, member: &XmlMember) -> TokenStream {
        let xml = &self.xml;
        let (property, name) = (string(&member.property), self.name(&member.name));
        let shape = self.shape(&member.shape);
        let node = match member.node {
            XmlNode::Element | XmlNode::None => None,
            XmlNode::Attribute => Some(quote!(Attribute)),
            XmlNode::Text => Some(quote!(Text)),
            XmlNode::Cdata => Some(quote!(Cdata)),
        };
        let node = node.map(|node| quote!(.node(#xml::Node::#node)));
        let required = member.required.then(|| quote!(.required()));
        quote!(#xml::Member::element(#property, #name, #shape) #node #required)
    }

    fn name(&self, name: &XmlName) -> TokenStream {
        let (xml, local) = (&self.xml, string(&name.local));
        let namespace = name.namespace.as_ref().map(|uri| {
            let uri = string(uri);
            quote!(.namespace(#uri))
        });
        let prefix = name.prefix.as_ref().map(|prefix| {
            let prefix = string(prefix);
            quote!(.prefix(#prefix))
        });
        quote!(#xml::Name::new(#local) #namespace #prefix)
    }

    fn shape(&self, shape: &XmlShape) -> TokenStream {
        let (xml, tables) = (&self.xml, &self.tables);
        match shape {
            XmlShape::Text => quote!(#xml::Shape::Text),
            XmlShape::Number => quote!(#xml::Shape::Number),
            XmlShape::Bool => quote!(#xml::Shape::Bool),
            XmlShape::Any => quote!(#xml::Shape::Any),
            XmlShape::Object(XmlId(id)) => {
                let name = self.cx.names.xml.get(*id as usize).map(String::as_str);
                let name = ident(name.unwrap_or_default());
                quote!(#xml::Shape::Object(&#tables #name))
            }
            XmlShape::Map(of) => {
                let of = self.shape(of);
                quote!(#xml::Shape::Map(&#of))
            }
            XmlShape::List { item, of, wrapped } => {
                let (item, of) = (self.name(item), self.shape(of));
                quote!(#xml::Shape::List { item: #item, of: &#of, wrapped: #wrapped })
            }
        }
    }
}
