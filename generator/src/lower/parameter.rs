//! Parameters: where each goes and how it is written.

use super::Context;
use super::operation::Source;
use super::style::{Written, refusal, style};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Node;
use crate::ir::{
    Docs, JsonKind, Parameter, ParameterLocation, Place, Presence, TypeRef, TypeShape,
};
use crate::model;
use crate::source::Pointer;

/// Headers that a parameter cannot set (OpenAPI 3.0.4, "Parameter Object", `name`).
const IGNORED_HEADERS: [&str; 3] = ["accept", "content-type", "authorization"];

impl Context<'_> {
    /// The parameters of an operation: its path item's, as far as it has none of the same name and
    /// location itself, then its own. `None` if one of them cannot be sent.
    pub(super) fn parameters(
        &mut self,
        source: &Source<'_>,
        label: &str,
    ) -> Option<Vec<Parameter>> {
        let own = self.listed(&source.at.child("parameters"));
        let mut all = self.listed(&source.item.child("parameters"));
        let key = |context: &Self, at: &Pointer| {
            let text = |key| context.text(at, key).unwrap_or_default().to_owned();
            (text("name"), text("in"))
        };
        all.retain(|at| own.iter().all(|other| key(self, other) != key(self, at)));
        all.extend(own);
        let mut parameters: Vec<Parameter> = Vec::with_capacity(all.len());
        for at in all {
            self.api.coverage.parameters.declared += 1;
            let (name, location) = key(self, &at);
            if location == "header" && IGNORED_HEADERS.contains(&name.to_lowercase().as_str()) {
                let message = format!("a parameter cannot set `{name}`; it is ignored");
                let help = "the content and the credentials of a call set this header";
                let ignored = Diagnostic::warning(Code::UnsupportedParameter, message);
                let span = self.span(&at);
                self.once(&at, ignored.at(span, "").help(help));
                continue;
            }
            let parameter = self.parameter(&at, source, label)?;
            self.api.coverage.parameters.generated += 1;
            parameters.push(parameter);
        }
        Some(parameters)
    }

    fn listed(&self, at: &Pointer) -> Vec<Pointer> {
        let length = self.node(at).and_then(Node::as_array).map_or(0, <[_]>::len);
        (0..length)
            .map(|index| self.resolve(&at.index(index)))
            .collect()
    }

    fn parameter(&mut self, at: &Pointer, source: &Source<'_>, label: &str) -> Option<Parameter> {
        let node = self.node(at)?;
        let data = model::parameter(node, at, self.diagnostics)?.parameter_data();
        let place = Place::Parameter(label.to_owned(), data.name.clone());
        let content = node.get("content").and_then(Node::as_object);
        let (schema, json) = match content.and_then(|content| content.keys().next()) {
            Some(media) if crate::lower::media::is_json(media) => {
                (at.child("content").child(media).child("schema"), true)
            }
            Some(media) => {
                let message = format!("a parameter written as `{media}` cannot be sent yet");
                let help = "declare it with `schema` and `style`, or as `application/json`";
                self.refuse_parameter(at, &message, help);
                return None;
            }
            None => (at.child("schema"), false),
        };
        let member = self.member(&schema, place);
        let written = Written {
            location: location(node)?,
            style: self.text(at, "style").map(str::to_owned),
            explode: data.explode,
            json,
        };
        let object = self.is_object(&member.ty);
        if object && written.location == ParameterLocation::Query && !json {
            self.ask_for_style(at, source, &written, &data.name);
        }
        let Some(style) = style(&written, object) else {
            let (message, help) = refusal(&written);
            self.refuse_parameter(at, &message, &help);
            return None;
        };
        self.check_examples(at, &schema);
        let described = data.description.or(member.docs.description);
        Some(Parameter {
            wire_name: data.name,
            pinned: self.pinned(at),
            style,
            allow_reserved: node.get("allowReserved").is_some_and(crate::lower::is_true),
            ty: member.ty,
            presence: if data.required || written.location == ParameterLocation::Path {
                Presence::Required
            } else {
                Presence::Optional
            },
            default: member.default,
            constraints: member.constraints,
            docs: Docs {
                summary: None,
                description: described,
                deprecated: data.deprecated.unwrap_or(false),
            },
            origin: self.origin(at),
        })
    }

    fn refuse_parameter(&mut self, at: &Pointer, message: &str, help: &str) {
        let diagnostic = Diagnostic::error(Code::UnsupportedParameter, message);
        let diagnostic = diagnostic.at(self.span(at), "").help(help);
        self.diagnostics.push(diagnostic);
    }

    /// An object in the query is sent in one of three ways that have little in common; a document
    /// that does not say which has rarely meant the default.
    fn ask_for_style(&mut self, at: &Pointer, source: &Source<'_>, written: &Written, name: &str) {
        if written.style.is_some() {
            return;
        }
        let message = format!(
            "the query parameter `{name}` is an object and does not say how it is written; \
             OpenAPI's default sends its members as parameters of their own"
        );
        let help = format!(
            "find out what the service reads, and say so in an overlay:\n\
             - target: $.paths['{}'].{}.parameters[?@.name == '{name}']\n  \
             update: {{style: deepObject, explode: true}}  # {name}[member]=…",
            source.template, source.method
        );
        let span = self.span(at);
        let vague = Diagnostic::warning(Code::ObjectParameterWithoutStyle, message);
        self.once(at, vague.at(span, "").help(help));
    }

    /// Whether a value of the type may be an object.
    pub(super) fn is_object(&self, ty: &TypeRef) -> bool {
        match ty {
            TypeRef::Map(_) => return true,
            TypeRef::Nullable(inner) => return self.is_object(inner),
            _ => {}
        }
        match self.shape(ty) {
            Some(TypeShape::Record(_)) => true,
            Some(TypeShape::Union(union)) => {
                let mut variants = union.variants.iter();
                variants.any(|variant| variant.kinds.contains(&JsonKind::Object))
            }
            _ => false,
        }
    }

    /// Checks `example` and `examples` of a parameter or media type against its schema.
    pub(super) fn check_examples(&mut self, at: &Pointer, schema: &Pointer) {
        let mut values = vec![at.child("example")];
        let examples = at.child("examples");
        let names = self.node(&examples).and_then(Node::as_object);
        for name in names.into_iter().flat_map(|names| names.keys()) {
            values.push(self.resolve(&examples.child(name)).child("value"));
        }
        for value in values {
            if self.node(&value).is_some() {
                self.check_value(&value, schema, Code::ExampleMismatch);
            }
        }
    }
}

fn location(node: &Node) -> Option<ParameterLocation> {
    Some(match node.get("in")?.as_str()? {
        "path" => ParameterLocation::Path,
        "query" => ParameterLocation::Query,
        "header" => ParameterLocation::Header,
        "cookie" => ParameterLocation::Cookie,
        _ => return None,
    })
}
