//! How things look on the wire, in words.

use crate::diagnostic::code_span;
use crate::ir::{
    Codec, Encoded, Encoding, ParameterStyle, SchemeKind, XmlMember, XmlName, XmlNode, XmlRoot,
    XmlShape,
};

/// A style, as documents call it.
pub fn style(style: ParameterStyle) -> String {
    use ParameterStyle as Style;
    let (name, explode) = match style {
        Style::PathSimple { explode } | Style::HeaderSimple { explode } => ("simple", explode),
        Style::PartHeader { explode, json } => match json {
            true => ("JSON", false),
            false => ("simple", explode),
        },
        Style::PathLabel { explode } => ("label", explode),
        Style::PathMatrix { explode } => ("matrix", explode),
        Style::QueryForm { explode } | Style::CookieForm { explode } => ("form", explode),
        Style::CookiePlain { explode } => ("cookie", explode),
        Style::QuerySpaceDelimited => ("spaceDelimited", false),
        Style::QueryPipeDelimited => ("pipeDelimited", false),
        Style::QueryDeepObject => ("deepObject", true),
        Style::QueryString { codec } => return format!("the whole query, {}", self::codec(codec)),
        Style::Content { codec, .. } => return format!("content, {}", self::codec(codec)),
    };
    let exploded = if explode { ", exploded" } else { "" };
    format!("{name}{exploded}")
}

fn codec(codec: Codec) -> &'static str {
    match codec {
        Codec::Json => "JSON",
        Codec::JsonSequence => "a sequence of JSON values",
        Codec::Form => "a form",
        Codec::Multipart => "a form of parts",
        Codec::Text => "text",
        Codec::Bytes => "bytes",
    }
}

/// What an encoding is for.
pub fn encoded(of: &Encoded) -> String {
    match of {
        Encoded::Member(name) => code_span(name),
        Encoded::Part(at) => format!("part {at}"),
        Encoded::Parts => "all other parts".to_owned(),
    }
}

/// How a member of a form is written.
pub fn encoding(encoding: &Encoding) -> String {
    let pairs = encoding.pairs.iter().map(|pairs| {
        let reserved = match pairs.reserved {
            true => ", reserved letters as they are",
            false => "",
        };
        format!("{}{reserved}", style(pairs.style))
    });
    let headers = encoding.headers.iter();
    let headers = headers.map(|(name, value)| format!("header {name}: {value}"));
    let all: Vec<String> = encoding
        .media_type
        .iter()
        .cloned()
        .chain(pairs)
        .chain(headers)
        .collect();
    all.join("; ")
}

/// What kind of credential a scheme asks for, and where it goes.
pub fn scheme(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::ApiKey { location, name } => {
            format!("key {} ({})", code_span(name), location.as_str())
        }
        SchemeKind::Basic => "basic".to_owned(),
        SchemeKind::Bearer => "bearer".to_owned(),
        SchemeKind::OAuth2 { token_url: None } => "OAuth 2.0".to_owned(),
        SchemeKind::OAuth2 {
            token_url: Some(url),
        } => format!("OAuth 2.0 {url}"),
        SchemeKind::OpenIdConnect { url } => format!("OpenID Connect {url}"),
        SchemeKind::Http { scheme } => format!("HTTP {scheme}"),
        SchemeKind::MutualTls => "mutual TLS".to_owned(),
    }
}

/// A document in XML; what objects hold is told where they are described.
pub fn root(root: &XmlRoot) -> String {
    format!("element {}{}", name(&root.name), held(&root.shape))
}

/// What a member becomes in XML.
pub fn member(member: &XmlMember) -> String {
    let what = match member.node {
        XmlNode::Element => match &member.shape {
            // Nothing has the name of the list itself.
            XmlShape::List { wrapped: false, .. } => "elements".to_owned(),
            _ => format!("element {}", name(&member.name)),
        },
        XmlNode::Attribute => format!("attribute {}", name(&member.name)),
        XmlNode::Text => "text of the element".to_owned(),
        XmlNode::Cdata => "text of the element, as CDATA".to_owned(),
        XmlNode::None => "no element of its own".to_owned(),
    };
    format!("{what}{}", held(&member.shape))
}

/// What the type does not say already of what an element holds.
fn held(shape: &XmlShape) -> String {
    match shape {
        XmlShape::List { item, of, .. } => format!(" of {}{}", name(item), held(of)),
        XmlShape::Map(of) => format!(" of others{}", held(of)),
        XmlShape::Text
        | XmlShape::Number
        | XmlShape::Bool
        | XmlShape::Object(_)
        | XmlShape::Any => String::new(),
    }
}

fn name(name: &XmlName) -> String {
    let prefix = name.prefix.as_ref().map(|prefix| format!("{prefix}:"));
    let whole = format!("{}{}", prefix.unwrap_or_default(), name.local);
    match &name.namespace {
        Some(namespace) => format!("{} of {}", code_span(&whole), code_span(namespace)),
        None => code_span(&whole),
    }
}
