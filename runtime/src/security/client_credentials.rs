//! OAuth 2.0, client credentials grant (RFC 6749, section 4.4).

use super::token::{Token, TokenProvider, TokenRequest};
use super::token_error::{OAuthError, TokenError};
use crate::send::BoxFuture;
use crate::{Body, RawResponse, Secret};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use http::{Method, StatusCode};
use serde_json::Value;
use std::fmt;
use std::time::Duration;
use url::Url;
use url::form_urlencoded::{Serializer, byte_serialize};

/// The most that is shown of what an endpoint says, in characters.
const MESSAGE: usize = 300;

/// A client of its own at an authorization server: it gets tokens by its id and secret (OAuth 2.0,
/// client credentials grant).
///
/// The token endpoint is the one that the API's document names, or that its OpenID Connect
/// metadata do; the scopes are those that each call needs. Both can be set here.
///
/// ```
/// use clientwright_runtime::{ClientCredentials, Credential};
///
/// let client = ClientCredentials::new("my-id", "my-secret").parameter("audience", "pets");
/// let credential = Credential::from(client);
/// assert!(!format!("{credential:?}").contains("my-secret"));
/// ```
#[derive(Clone)]
pub struct ClientCredentials {
    id: String,
    secret: Secret,
    endpoint: Option<Endpoint>,
    in_body: Option<bool>,
    scopes: Option<Vec<String>>,
    parameters: Vec<(String, Secret)>,
}

#[derive(Clone)]
enum Endpoint {
    Token(String),
    Discovery(String),
}

impl ClientCredentials {
    /// The client of this id and secret.
    pub fn new(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self {
            id: id.into(),
            secret: secret.into(),
            endpoint: None,
            in_body: None,
            scopes: None,
            parameters: Vec::new(),
        }
    }

    /// Gets tokens here.
    #[must_use]
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.endpoint = Some(Endpoint::Token(url.into()));
        self
    }

    /// Gets tokens where these metadata of OpenID Connect say: a URL that usually ends with
    /// `/.well-known/openid-configuration`.
    #[must_use]
    pub fn discovery_url(mut self, url: impl Into<String>) -> Self {
        self.endpoint = Some(Endpoint::Discovery(url.into()));
        self
    }

    /// Sends id and secret in the body rather than as `Authorization: Basic`, which every
    /// authorization server has to understand but some do not.
    #[must_use]
    pub fn in_body(mut self) -> Self {
        self.in_body = Some(true);
        self
    }

    /// Asks for these scopes, whatever a call needs.
    #[must_use]
    pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Sends one more parameter, such as `audience` or `resource`.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    async fn fetch(&self, request: TokenRequest) -> Result<Token, TokenError> {
        let (url, in_body) = self.endpoint(&request).await?;
        // Another token is all that a second request leads to.
        let answer = request.ask(self.ask(&request, &url, in_body)?, true);
        let answer = answer.await?;
        if answer.status().is_success() {
            token(&answer)
        } else {
            Err(refusal(&answer))
        }
    }

    /// The token endpoint, and whether it wants id and secret in the body.
    async fn endpoint(&self, request: &TokenRequest) -> Result<(Url, bool), TokenError> {
        let own = self.endpoint.as_ref();
        let discovery = match own {
            Some(Endpoint::Token(url)) => return Ok((endpoint(url)?, self.in_body == Some(true))),
            Some(Endpoint::Discovery(url)) => Some(url.as_str()),
            None => request.discovery_url(),
        };
        let Some(discovery) = discovery else {
            let Some(url) = request.token_url() else {
                let text = "the document names no token endpoint: give `token_url`";
                return Err(TokenError::new(text));
            };
            return Ok((endpoint(url)?, self.in_body == Some(true)));
        };
        let (url, in_body) = discover(request, discovery).await?;
        Ok((url, self.in_body.unwrap_or(in_body)))
    }

    fn ask(
        &self,
        request: &TokenRequest,
        url: &Url,
        in_body: bool,
    ) -> Result<http::Request<Body>, TokenError> {
        let mut form = Serializer::new(String::new());
        form.append_pair("grant_type", "client_credentials");
        let scopes = match &self.scopes {
            Some(scopes) => scopes.join(" "),
            None => request.scopes().join(" "),
        };
        if !scopes.is_empty() {
            form.append_pair("scope", &scopes);
        }
        for (name, value) in &self.parameters {
            form.append_pair(name, value.expose());
        }
        if in_body {
            form.append_pair("client_id", &self.id);
            form.append_pair("client_secret", self.secret.expose());
        }
        let mut out = post(url, form.finish())?;
        if !in_body {
            let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
            let pair = format!("{}:{}", encoded(&self.id), encoded(self.secret.expose()));
            let value = format!("Basic {}", BASE64_STANDARD.encode(pair));
            let mut value = HeaderValue::from_str(&value).map_err(TokenError::new)?;
            value.set_sensitive(true);
            out.headers_mut().insert(AUTHORIZATION, value);
        }
        Ok(out)
    }
}

impl TokenProvider for ClientCredentials {
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<Token, TokenError>> {
        Box::pin(self.fetch(request))
    }
}

/// A URL that a secret may be sent to.
fn endpoint(url: &str) -> Result<Url, TokenError> {
    let url =
        Url::parse(url.trim()).map_err(|_| TokenError::new("the token endpoint is no URL"))?;
    match url.scheme() {
        "http" | "https" => Ok(url),
        _ => Err(TokenError::new("the token endpoint is not HTTP")),
    }
}

/// The token endpoint that metadata name, and whether it wants id and secret in the body.
async fn discover(request: &TokenRequest, url: &str) -> Result<(Url, bool), TokenError> {
    let from = endpoint(url)?;
    let mut ask = http::Request::new(Body::empty());
    *ask.uri_mut() = from.as_str().parse().map_err(TokenError::new)?;
    let json = HeaderValue::from_static("application/json");
    ask.headers_mut().insert(ACCEPT, json);
    let answer = request.send(ask).await?;
    if answer.status() != StatusCode::OK {
        let text = format!(
            "the metadata of OpenID Connect came with the status {}",
            answer.status()
        );
        return Err(TokenError::new(text));
    }
    let no_metadata = |_| TokenError::new("what came are no metadata of OpenID Connect");
    let metadata: Value = answer.json().map_err(no_metadata)?;
    let named = metadata.get("token_endpoint").and_then(Value::as_str);
    let to = endpoint(named.unwrap_or_default())?;
    if from.scheme() == "https" && to.scheme() != "https" {
        let text = "the metadata of OpenID Connect name a token endpoint without TLS";
        return Err(TokenError::new(text));
    }
    let methods = metadata.get("token_endpoint_auth_methods_supported");
    let methods = methods.and_then(Value::as_array);
    let has = |wanted: &str| methods.is_some_and(|all| all.iter().any(|one| one == wanted));
    let in_body = has("client_secret_post") && !has("client_secret_basic");
    Ok((to, in_body))
}

fn post(url: &Url, form: String) -> Result<http::Request<Body>, TokenError> {
    let mut out = http::Request::new(Body::from(form));
    *out.method_mut() = Method::POST;
    *out.uri_mut() = url.as_str().parse().map_err(TokenError::new)?;
    let form = HeaderValue::from_static("application/x-www-form-urlencoded");
    out.headers_mut().insert(CONTENT_TYPE, form);
    let json = HeaderValue::from_static("application/json");
    out.headers_mut().insert(ACCEPT, json);
    Ok(out)
}

/// The token of an answer (RFC 6749, section 5.1). No error shows any of it.
fn token(answer: &RawResponse) -> Result<Token, TokenError> {
    let no_token = || TokenError::new("the token endpoint answered without a token");
    let said: Value = answer.json().map_err(|_| no_token())?;
    let text = |name: &str| said.get(name).and_then(Value::as_str);
    let secret = text("access_token").filter(|token| !token.is_empty());
    let secret = secret.ok_or_else(no_token)?;
    if !text("token_type").is_none_or(|kind| kind.eq_ignore_ascii_case("bearer")) {
        return Err(TokenError::new(
            "the token endpoint gives tokens that are no bearer tokens",
        ));
    }
    let token = Token::new(secret);
    // Some services write the number as a text.
    let lifetime = said.get("expires_in").and_then(|value| match value {
        Value::String(text) => text.parse().ok(),
        other => other.as_f64(),
    });
    let lifetime = lifetime.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    Ok(match lifetime {
        Some(lifetime) => token.expires_in(lifetime),
        None => token,
    })
}

/// Why there is none (RFC 6749, section 5.2).
fn refusal(answer: &RawResponse) -> TokenError {
    let said: Value = answer.json().unwrap_or_default();
    let text = |name: &str| {
        let text = said.get(name)?.as_str()?;
        Some(text.chars().take(MESSAGE).collect::<String>())
    };
    match text("error") {
        Some(code) => {
            let error = OAuthError {
                code,
                description: text("error_description"),
                uri: text("error_uri"),
            };
            TokenError::refused(answer.status(), error)
        }
        None => TokenError::status(answer.status()),
    }
}

impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
