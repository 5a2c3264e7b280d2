//! Security schemes, and which of them a call needs.

use super::{Context, docs};
use crate::diagnostic::{Change, Code, Diagnostic};
use crate::document::Node;
use crate::ir::{
    Docs, NeededScheme, ParameterLocation, SchemeId, SchemeKind, SecurityNeed, SecurityScheme,
};
use crate::model;
use crate::source::Pointer;
use openapiv3::APIKeyLocation;

/// The HTTP schemes as IANA registers them; a scheme of the service's own stays as it is.
const REGISTERED: [&str; 12] = [
    "Concealed",
    "Digest",
    "DPoP",
    "GNAP",
    "HOBA",
    "Mutual",
    "Negotiate",
    "OAuth",
    "PrivateToken",
    "SCRAM-SHA-1",
    "SCRAM-SHA-256",
    "vapid",
];

/// Those whose credentials depend on what the service asks.
const CHALLENGES: [&str; 6] = [
    "Digest",
    "HOBA",
    "Mutual",
    "Negotiate",
    "SCRAM-SHA-1",
    "SCRAM-SHA-256",
];

/// What a flow of OAuth 2.0 names.
const URLS: [&str; 4] = [
    "authorizationUrl",
    "deviceAuthorizationUrl",
    "tokenUrl",
    "refreshUrl",
];

impl Context<'_> {
    /// `components.securitySchemes`
    pub(super) fn security_schemes(&mut self) {
        let all = Pointer::root().child("components").child("securitySchemes");
        for name in self.keys(&all) {
            if name.starts_with("x-") {
                continue;
            }
            self.api.coverage.security.declared += 1;
            let at = self.resolve(&all.child(name));
            let Some((kind, docs)) = self.scheme(&at) else {
                let dropped = self.dropped(&at);
                self.api.coverage.security.dropped.push(dropped);
                continue;
            };
            self.api.coverage.security.generated += 1;
            let id = SchemeId(self.api.security.len() as u32);
            self.schemes.insert(name.clone(), id);
            self.api.security.push(SecurityScheme {
                id,
                wire_name: name.clone(),
                pinned: self.pinned(&at),
                kind,
                docs,
                origin: self.origin(&at),
            });
        }
    }

    fn scheme(&mut self, at: &Pointer) -> Option<(SchemeKind, Docs)> {
        let scheme = model::security_scheme(self.node(at)?, at, self.diagnostics)?;
        let kind = match scheme.kind {
            model::SchemeKind::ApiKey { name, location } => SchemeKind::ApiKey {
                location: match location {
                    APIKeyLocation::Query => ParameterLocation::Query,
                    APIKeyLocation::Header => ParameterLocation::Header,
                    APIKeyLocation::Cookie => ParameterLocation::Cookie,
                },
                name,
            },
            model::SchemeKind::Http { scheme } => self.http(at, &scheme),
            model::SchemeKind::Oauth2 => SchemeKind::OAuth2 {
                token_url: self.token_url(at),
            },
            model::SchemeKind::OpenIdConnect => match self.text(at, "openIdConnectUrl") {
                Some(url) => SchemeKind::OpenIdConnect {
                    url: url.to_owned(),
                },
                None => SchemeKind::Bearer,
            },
            model::SchemeKind::MutualTls => SchemeKind::MutualTls,
        };
        let description = docs::paragraphs([scheme.description, self.sources_of(at)]);
        Some((kind, docs::described(description)))
    }

    /// A scheme of the header `Authorization`. Its name is read in any case (RFC 9110).
    fn http(&mut self, at: &Pointer, scheme: &str) -> SchemeKind {
        if scheme.eq_ignore_ascii_case("basic") {
            return SchemeKind::Basic;
        }
        if scheme.eq_ignore_ascii_case("bearer") {
            return SchemeKind::Bearer;
        }
        let mut registered = REGISTERED.into_iter();
        let registered = registered.find(|known| known.eq_ignore_ascii_case(scheme));
        let scheme = registered.unwrap_or(scheme);
        if CHALLENGES.contains(&scheme) {
            self.challenged(&at.child("scheme"), scheme);
        }
        SchemeKind::Http {
            scheme: scheme.to_owned(),
        }
    }

    fn challenged(&mut self, at: &Pointer, scheme: &str) {
        let message = format!("the client does not answer the challenges of `{scheme}` by itself");
        let help = format!(
            "it sends what it is given after `{scheme} `; a middleware can answer a challenge. \
             If the service takes another scheme, such as `basic` or `bearer`, name that one"
        );
        let unable = Diagnostic::warning(Code::UnsupportedSecurity, message);
        let span = self.span(at);
        self.diagnostics.push(unable.at(span, "").help(help));
    }

    /// Where clients of their own get a token.
    fn token_url(&self, at: &Pointer) -> Option<String> {
        let flow = at.child("flows").child("clientCredentials");
        let url = self.text(&flow, "tokenUrl").map(str::trim);
        url.filter(|url| !url.is_empty()).map(str::to_owned)
    }

    /// Where a token comes from, in words.
    fn sources_of(&mut self, at: &Pointer) -> Option<String> {
        let mut lines = Vec::new();
        if let Some(url) = self.text(at, "openIdConnectUrl") {
            lines.push(format!("OpenID Connect: <{url}>."));
        }
        if let Some(url) = self.text(at, "oauth2MetadataUrl") {
            lines.push(format!("Metadata: <{url}>."));
        }
        let flows = at.child("flows");
        for name in self.keys(&flows).filter(|name| !name.starts_with("x-")) {
            let flow = flows.child(name);
            let mut places = Vec::new();
            for key in URLS {
                if let Some(url) = self.text(&flow, key).filter(|url| !url.is_empty()) {
                    places.push(format!("`{key}` <{url}>"));
                }
            }
            lines.push(format!("OAuth 2.0, flow `{name}`: {}.", places.join(", ")));
            let scopes = flow.child("scopes");
            for scope in self.keys(&scopes) {
                let text = self.text(&scopes, scope).unwrap_or_default();
                lines.push(format!("- `{scope}`: {}", text.replace('\n', " ")));
            }
        }
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    /// The `security` at a place; `None` if there is none.
    pub(super) fn security(&mut self, at: &Pointer) -> Option<Vec<SecurityNeed>> {
        self.node(at)?;
        let length = self.elements(at).len();
        let all = (0..length).filter_map(|index| self.need(&at.index(index)));
        Some(all.collect())
    }

    /// One alternative; `None` if it names a scheme that is not there to satisfy.
    fn need(&mut self, at: &Pointer) -> Option<SecurityNeed> {
        let mut need = SecurityNeed::default();
        for name in self.keys(at) {
            match self.schemes.get(name).copied() {
                Some(id) => {
                    let scopes = self.elements(&at.child(name)).iter();
                    let scopes = scopes.filter_map(Node::as_str).map(str::to_owned);
                    need.schemes.push(NeededScheme {
                        id,
                        scopes: scopes.collect(),
                    });
                }
                None => {
                    self.unknown_scheme(at, name);
                    return None;
                }
            }
        }
        Some(need)
    }

    fn unknown_scheme(&mut self, at: &Pointer, name: &str) {
        let declared = Pointer::root().child("components").child("securitySchemes");
        if self.node(&declared.child(name)).is_some() {
            // It could not be read, which was said there.
            return;
        }
        let message =
            format!("no security scheme is called `{name}`; this alternative is left out");
        let help = "declare it under `components.securitySchemes`; \
                    until then `default_header` of the client's builder can send a credential. Or take it out";
        let unknown = Diagnostic::warning(Code::InvalidDocument, message);
        let span = self.span(at);
        let unknown = unknown.at(span, "").help(help);
        self.once(at, unknown.mend(span, Change::Remove));
    }
}
