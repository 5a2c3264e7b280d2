//! The things of a document that users of the crate can name: each with its Rust paths, its place, and what
//! the document says of it.

use super::change::Place;
use super::facts::{Facts, Weight};
use super::{Version, operation, wire, words};
use crate::diagnostic::code_span;
use crate::ir::{
    Access, Decision, Docs, Enum, EnumRepr, Field, Origin, Presence, Record, SecurityScheme,
    Server, Service, TypeDef, TypeShape, Union, XmlObject,
};
use crate::names::{ServiceNames, TypeNames};
use crate::source::{SourceMap, Span};
use std::collections::BTreeMap;

/// A thing of a document.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// What it is: `operation`, `member`.
    pub kind: &'static str,
    /// What the document calls it.
    pub name: String,
    /// Its Rust path. Where it has no item of its own, a path that no item has.
    pub path: String,
    /// Other Rust paths that stand for it, by what each is.
    pub more: Vec<(&'static str, String)>,
    /// What it is known by if its path is another: the first that fits counts, and says best what it is.
    pub identities: Vec<String>,
    /// Where it is.
    pub place: Option<Place>,
    /// What the document says of it.
    pub facts: Facts,
    /// What it consists of.
    pub children: Vec<Subject>,
}

impl Subject {
    /// A thing at a place.
    pub fn new(kind: &'static str, name: impl Into<String>, path: impl Into<String>) -> Self {
        Self {
            kind,
            name: name.into(),
            path: path.into(),
            ..Self::default()
        }
    }

    /// Where it comes from.
    pub fn at(mut self, origin: &Origin, sources: &SourceMap) -> Self {
        self.place = Some(Place {
            pointer: origin.pointer.to_string(),
            at: at(origin.span, sources),
        });
        self
    }

    /// What it is known by whatever it is called.
    pub fn known(mut self, identity: impl Into<String>) -> Self {
        self.identities.push(identity.into());
        self
    }

    /// Another Rust path of it.
    pub fn also(mut self, what: &'static str, path: impl Into<String>) -> Self {
        self.more.push((what, path.into()));
        self
    }
}

/// `file:line:column`
fn at(span: Span, sources: &SourceMap) -> Option<String> {
    let file = sources.get(span.file).filter(|_| span != Span::default())?;
    let at = file.location(span.start);
    Some(format!("{}:{}:{}", file.name, at.line, at.column))
}

/// The whole document.
pub fn root(version: &Version) -> Subject {
    let Version { api, names, .. } = version;
    let mut root = Subject::new("document", &api.info.title, "");
    root.facts.add("title", &api.info.title, Weight::Note);
    root.facts.add("version", &api.info.version, Weight::Note);
    let description = api.info.description.as_deref();
    root.facts.some("description", description, Weight::Text);
    let servers = api.servers.iter().zip(&names.servers);
    let first = servers
        .clone()
        .next()
        .map(|(server, name)| match server.url.contains("://") {
            true => name.clone(),
            false => server.url.clone(),
        });
    root.facts.some("default server", first, Weight::Server);
    let children = &mut root.children;
    children.extend(servers.map(|(one, name)| server(version, one, name)));
    children.extend(api.security.iter().map(|one| scheme(version, one)));
    for (service, own) in api.services.iter().zip(&names.services) {
        children.push(self::service(version, service, own));
        let operations = service.operations.iter().zip(&own.operations);
        children.extend(operations.map(|(one, name)| operation::subject(version, own, one, name)));
    }
    let tables = api.xml.iter().map(|one| (one.place.to_string(), one));
    let mut tables: BTreeMap<String, &XmlObject> = tables.collect();
    for def in &api.types {
        let mut own = ty(version, def);
        if let Some(table) = tables.remove(&own.name) {
            xml(table, &mut own.facts);
        }
        children.push(own);
    }
    // Of what is no type of its own.
    for (place, table) in tables {
        let mut own = Subject::new("XML", &place, format!("xml {place}")).known(&place);
        xml(table, &mut own.facts);
        children.push(own);
    }
    for (code, name) in api.error_codes.iter().zip(&names.error_codes) {
        let mut own = Subject::new(
            "error code",
            code.code.to_string(),
            format!("ErrorCode::{name}"),
        )
        .known(code.code.to_string())
        .at(&code.origin, &version.sources);
        own.facts.add("code", code.code.to_string(), Weight::Wire);
        own.facts.docs(&code.docs);
        children.push(own);
    }
    for (webhook, name) in api.webhooks.iter().zip(&names.webhooks) {
        children.push(operation::webhook(version, webhook, name));
    }
    root
}

/// How an object looks in XML.
fn xml(table: &XmlObject, facts: &mut Facts) {
    for member in &table.members {
        let what = format!("XML of {}", code_span(&member.property));
        facts.add(what, wire::member(member), Weight::Wire);
    }
}

fn server(version: &Version, server: &Server, name: &str) -> Subject {
    let mut own = Subject::new("server", &server.url, format!("Server::{name}"))
        .known(&server.url)
        .at(&server.origin, &version.sources);
    own.facts.add("URL", &server.url, Weight::Server);
    for variable in &server.variables {
        let what = format!("variable `{}`", variable.wire_name);
        let values = match variable.values.is_empty() {
            true => "anything".to_owned(),
            false => words::list(&variable.values),
        };
        let value = format!("{values} (default {})", variable.default);
        own.facts.add(what, value, Weight::Server);
    }
    own.facts.docs(&server.docs);
    own
}

fn scheme(version: &Version, scheme: &SecurityScheme) -> Subject {
    let path = format!("ClientBuilder::{}", version.names.scheme(scheme.id));
    let mut own = Subject::new("security scheme", &scheme.wire_name, path)
        .known(&scheme.wire_name)
        .at(&scheme.origin, &version.sources);
    own.facts
        .add("kind", wire::scheme(&scheme.kind), Weight::Wire);
    own.facts.docs(&scheme.docs);
    own
}

fn service(version: &Version, service: &Service, names: &ServiceNames) -> Subject {
    let tag = service.tag.as_deref().unwrap_or_default();
    let module = format!("api::{}", names.module);
    let mut own = match &names.accessor {
        Some(accessor) => Subject::new("tag", tag, names.path())
            .also("module", module)
            .also("accessor", format!("Client::{accessor}")),
        None => Subject::new("tag", tag, module),
    };
    if let Some(feature) = &names.feature {
        own = own.also("feature", format!("feature {feature}"));
    }
    let mut own = own
        .known(format!("tag {tag}"))
        .known(words::list(service.operations.iter().map(operation::line)))
        .at(&service.origin, &version.sources);
    if let Some(accessor) = &names.accessor {
        let own_path = format!("Client::{accessor}");
        let former = version.names.former(&own_path).iter();
        own.identities
            .extend(former.map(|old| format!("Client::{old}")));
        own.identities.push(own_path);
    }
    own.facts.docs(&service.docs);
    own
}

fn ty(version: &Version, def: &TypeDef) -> Subject {
    let names = version.names.ty(def.id);
    let path = format!("types::{}", names.ident);
    let pointer = def.origin.pointer.to_string();
    let mut own = Subject::new("schema", &pointer, &path)
        .known(&pointer)
        .known(&path)
        .at(&def.origin, &version.sources);
    let former = version.names.former(&path).iter();
    own.identities
        .extend(former.map(|old| format!("types::{old}")));
    own.facts.docs(&def.docs);
    let who = match (def.usage.request, def.usage.response) {
        (true, true) => "requests and answers",
        (true, false) => "requests",
        (false, true) => "answers",
        (false, false) => "nothing",
    };
    own.facts.add("used by", who, Weight::Cause);
    let shape = match &def.shape {
        TypeShape::Record(record) => {
            self::record(version, &mut own, (def, names), record);
            "object".to_owned()
        }
        TypeShape::Union(union) => {
            self::union(version, &mut own, names, union);
            "one of several shapes".to_owned()
        }
        TypeShape::Enum(values) => {
            self::values(version, &mut own, names, values);
            let kind = match values.repr {
                EnumRepr::String => "string",
                EnumRepr::Integer => "integer",
                EnumRepr::Json => "any JSON",
            };
            format!("one of several values ({kind})")
        }
        TypeShape::Alias(target) | TypeShape::Wrapper(target) => words::ty(&version.names, target),
    };
    own.facts.add("type", shape, Weight::Shape);
    own
}

fn record(
    version: &Version,
    own: &mut Subject,
    (def, names): (&TypeDef, &TypeNames),
    record: &Record,
) {
    let additional = words::additional(&version.names, &record.additional);
    if additional.is_some() {
        let path = format!("{}::{}", own.path, names.additional);
        let mut others = Subject::new("members", "undeclared", path).known("undeclared");
        others.facts.some("type", additional, Weight::Shape);
        own.children.push(others);
    }
    for constant in &record.constants {
        let what = format!("constant `{}`", constant.wire_name);
        own.facts
            .add(what, words::literal(&constant.value), Weight::Wire);
    }
    for (field, name) in record.fields.iter().zip(&names.fields) {
        let path = format!("{}::{name}", own.path);
        own.children.push(member(version, def, field, path));
    }
}

fn member(version: &Version, def: &TypeDef, field: &Field, path: String) -> Subject {
    let mut own = Subject::new("member", &field.wire_name, path)
        .known(&field.wire_name)
        .at(&field.origin, &version.sources);
    own.facts.add("name", &field.wire_name, Weight::Wire);
    own.facts
        .add("required", required(field.presence), Weight::Shape);
    own.facts
        .add("type", words::ty(&version.names, &field.ty), Weight::Shape);
    let access = match field.access {
        Access::ReadWrite => None,
        Access::ReadOnly => Some("read-only"),
        Access::WriteOnly => Some("write-only"),
    };
    own.facts.some("access", access, Weight::Wire);
    let fixed = field.fixed.as_ref().map(words::literal);
    own.facts.some("set by `new`", fixed, Weight::Wire);
    let default = field.default.as_ref().map(words::literal);
    own.facts.some("default", default, Weight::Note);
    let checked = def.usage.request;
    own.facts.constraints(&field.constraints, checked);
    own.facts.docs(&field.docs);
    own
}

/// Whether something must be given, in a word.
pub fn required(presence: Presence) -> &'static str {
    match presence {
        Presence::Required => "yes",
        Presence::Optional => "no",
    }
}

fn union(version: &Version, own: &mut Subject, names: &TypeNames, union: &Union) {
    let decision = match &union.decision {
        Decision::Tag { property, .. } => format!("`{property}`"),
        Decision::Shape => "their shape".to_owned(),
    };
    own.facts.add("told apart by", decision, Weight::Wire);
    let named = names.variants.iter().zip(&names.constructors);
    for (variant, (name, constructor)) in union.variants.iter().zip(named) {
        let known = match variant.tags.first() {
            Some(tag) => format!("tag {tag}"),
            None => variant.label.clone(),
        };
        let mut child = Subject::new("variant", &variant.label, format!("{}::{name}", own.path))
            .also("constructor", format!("{}::{constructor}", own.path))
            .known(known)
            .at(&variant.origin, &version.sources);
        if !variant.tags.is_empty() {
            child
                .facts
                .add("tag", words::list(&variant.tags), Weight::Wire);
        }
        if !variant.required.is_empty() {
            child
                .facts
                .add("told by", words::list(&variant.required), Weight::Wire);
        }
        let ty = variant.ty.as_ref().map(|ty| words::ty(&version.names, ty));
        child.facts.some("type", ty, Weight::Shape);
        child.facts.docs(&variant.docs);
        own.children.push(child);
    }
}

fn values(version: &Version, own: &mut Subject, names: &TypeNames, values: &Enum) {
    for (value, name) in values.values.iter().zip(&names.variants) {
        let text = words::literal(&value.value);
        let mut child = Subject::new("value", &text, format!("{}::{name}", own.path))
            .known(&text)
            .at(&value.origin, &version.sources);
        child.facts.add("value", text, Weight::Wire);
        let docs: &Docs = &value.docs;
        child.facts.docs(docs);
        own.children.push(child);
    }
}
