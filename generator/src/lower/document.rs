//! What the document says about itself: title, servers, security schemes.

use super::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Node;
use crate::ir::{
    Docs, Info, ParameterLocation, SchemeId, SchemeKind, SecurityNeed, SecurityScheme, Server,
    ServerVariable,
};
use crate::model;
use crate::source::Pointer;
use openapiv3::{APIKeyLocation, SecurityScheme as Model};

impl Context<'_> {
    /// `info`
    pub(super) fn info(&mut self) {
        let at = Pointer::root().child("info");
        let Some(node) = self.node(&at) else {
            let message = "the document has no `info`";
            let help = "add `info` with a `title` and a `version`";
            let span = self.document.span;
            let missing = Diagnostic::error(Code::InvalidDocument, message).at(span, "");
            return self.diagnostics.push(missing.help(help));
        };
        if let Some(info) = model::info(node, &at, self.diagnostics) {
            self.api.info = Info {
                title: info.title,
                version: info.version,
                description: info.description,
            };
        }
    }

    /// The servers listed at a place, the document's or an operation's.
    pub(super) fn servers(&mut self, at: &Pointer) -> Vec<Server> {
        let list = self.node(at).and_then(Node::as_array).unwrap_or_default();
        let mut servers = Vec::with_capacity(list.len());
        for (index, node) in list.iter().enumerate() {
            let at = at.index(index);
            let Some(server) = model::server(node, &at, self.diagnostics) else {
                continue;
            };
            let variables = server.variables.unwrap_or_default().into_iter();
            let variable =
                |(wire_name, variable): (String, openapiv3::ServerVariable)| ServerVariable {
                    wire_name,
                    default: variable.default,
                    values: variable.enumeration,
                    docs: described(variable.description),
                };
            servers.push(Server {
                url: server.url,
                pinned: self.pinned(&at),
                docs: described(server.description),
                variables: variables.map(variable).collect(),
                origin: self.origin(&at),
            });
        }
        servers
    }

    /// `components.securitySchemes`
    pub(super) fn security_schemes(&mut self) {
        let all = Pointer::root().child("components").child("securitySchemes");
        let schemes = self.node(&all).and_then(Node::as_object);
        for name in schemes.into_iter().flat_map(|schemes| schemes.keys()) {
            self.api.coverage.security.declared += 1;
            let at = self.resolve(&all.child(name));
            if let Some((kind, docs)) = self.scheme(&at) {
                self.api.coverage.security.generated += 1;
                self.api.security.push(SecurityScheme {
                    id: SchemeId(self.api.security.len() as u32),
                    wire_name: name.clone(),
                    pinned: self.pinned(&at),
                    kind,
                    docs,
                    origin: self.origin(&at),
                });
            }
        }
    }

    fn scheme(&mut self, at: &Pointer) -> Option<(SchemeKind, Docs)> {
        let node = self.node(at)?;
        let scheme = model::security_scheme(node, at, self.diagnostics)?;
        Some(match scheme {
            Model::APIKey {
                location,
                name,
                description,
                ..
            } => {
                let location = match location {
                    APIKeyLocation::Query => ParameterLocation::Query,
                    APIKeyLocation::Header => ParameterLocation::Header,
                    APIKeyLocation::Cookie => ParameterLocation::Cookie,
                };
                (
                    SchemeKind::ApiKey { location, name },
                    described(description),
                )
            }
            Model::HTTP {
                scheme,
                description,
                ..
            } => {
                let kind = match scheme.to_ascii_lowercase().as_str() {
                    "basic" => SchemeKind::Basic,
                    "bearer" => SchemeKind::Bearer,
                    _ => {
                        let message = format!("credentials of the HTTP scheme `{scheme}`");
                        self.dropped_scheme(at, &message);
                        return None;
                    }
                };
                (kind, described(description))
            }
            // However the token was come by, it is sent as RFC 6750 says.
            Model::OAuth2 { description, .. } | Model::OpenIDConnect { description, .. } => {
                (SchemeKind::Bearer, described(description))
            }
        })
    }

    fn dropped_scheme(&mut self, at: &Pointer, what: &str) {
        let message = format!("{what} cannot be sent yet");
        let help = "with `allow = [\"unsupported-security\"]` the scheme is left out";
        let diagnostic = Diagnostic::error(Code::UnsupportedSecurity, message);
        let diagnostic = diagnostic.at(self.span(at), "").help(help);
        self.diagnostics.push(diagnostic);
        let dropped = self.dropped(at);
        self.api.coverage.security.dropped.push(dropped);
    }

    /// The `security` at a place; `None` if there is none.
    pub(super) fn security(&mut self, at: &Pointer) -> Option<Vec<SecurityNeed>> {
        let list = self.node(at)?.as_array()?;
        let mut needs = Vec::with_capacity(list.len());
        'needs: for (index, need) in list.iter().enumerate() {
            let mut schemes = Vec::new();
            for (name, member) in need.as_object().into_iter().flatten() {
                let known = self.api.security.iter();
                let known = known.clone().find(|scheme| scheme.wire_name == *name);
                if let Some(scheme) = known {
                    schemes.push(scheme.id);
                    continue;
                }
                let declared = Pointer::root().child("components").child("securitySchemes");
                if self.node(&declared.child(name)).is_none() {
                    let message = format!("no security scheme is called `{name}`");
                    let unknown = Diagnostic::error(Code::InvalidDocument, message)
                        .at(member.key_span, "")
                        .help("declare it under `components.securitySchemes`");
                    self.once(&at.index(index), unknown);
                }
                // An alternative with a scheme that was left out cannot be satisfied.
                continue 'needs;
            }
            needs.push(SecurityNeed { schemes });
        }
        Some(needs)
    }
}

/// A description alone.
pub(super) fn described(description: Option<String>) -> Docs {
    Docs {
        description,
        ..Docs::default()
    }
}
