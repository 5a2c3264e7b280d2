//! Credentials put into a request, fetched first where they are not at hand.

use super::assemble::{Assembled, add_to_query};
use super::{Call, CallOptions, Core, Made};
use crate::Secret;
use crate::error::{Attempts, Error};
use crate::middleware::Answered;
use crate::parameter::{Pieces, push_pair};
use crate::security::{Chosen, Credentials, TokenError, TokenRequest};
use crate::timer::within;
use http::StatusCode;
use http::header::{COOKIE, HeaderValue};
use std::pin::pin;
use std::sync::Arc;

/// Puts credentials into a request. A header that the caller gave this call stays as it is.
pub(super) fn apply(
    credentials: Credentials,
    options: &CallOptions,
    out: &mut Assembled,
) -> Result<(), Error> {
    for (name, value) in credentials.headers {
        if !options.headers.contains_key(&name) {
            out.request.headers_mut().insert(name, value);
        }
    }
    let pair = |(name, value): &(&str, Secret)| {
        let mut text = String::new();
        push_pair(&mut Pieces::pairs(&mut text), name, value.expose());
        text
    };
    let pairs: Vec<String> = credentials.query.iter().map(pair).collect();
    if !pairs.is_empty() {
        let mut url = out.request.uri().to_string();
        for pair in &pairs {
            add_to_query(&mut url, pair);
        }
        let no_url = |_| Error::invalid("path", "does not make a legal URL");
        *out.request.uri_mut() = url.parse().map_err(no_url)?;
        out.query_credentials.extend(pairs);
    }
    if !credentials.cookies.is_empty() {
        let known = out.request.headers().get(COOKIE).map(HeaderValue::as_bytes);
        let mut all: Vec<String> = known
            .map(|known| String::from_utf8_lossy(known).into_owned())
            .into_iter()
            .collect();
        all.extend(credentials.cookies.iter().map(pair));
        let no_header = |_| Error::invalid("cookie", "is not a legal header");
        let mut value = HeaderValue::from_str(&all.join("; ")).map_err(no_header)?;
        value.set_sensitive(true);
        out.request.headers_mut().insert(COOKIE, value);
    }
    Ok(())
}

/// Puts in the tokens that are at hand, for a request that is not sent.
pub(super) fn apply_at_hand(
    core: &Core,
    options: &CallOptions,
    out: &mut Assembled,
) -> Result<(), Error> {
    apply_tokens(options, out, |chosen| {
        let tokens = chosen.tokens()?;
        tokens.at_hand(chosen.scopes, core.timer.now())
    })
}

/// Puts in a text in the place of each token.
pub(super) fn apply_mask(options: &CallOptions, out: &mut Assembled) -> Result<(), Error> {
    apply_tokens(options, out, |_| Some(Secret::from("***")))
}

fn apply_tokens(
    options: &CallOptions,
    out: &mut Assembled,
    token: impl Fn(&Chosen) -> Option<Secret>,
) -> Result<(), Error> {
    let mut credentials = Credentials::default();
    for chosen in &out.fetched {
        let token = token(chosen).ok_or_else(|| chosen.not_at_hand())?;
        chosen.place_token(&token, &mut credentials)?;
    }
    apply(credentials, options, out)
}

/// A call that begins: its request may lack credentials that have to be fetched.
pub(super) struct Beginning {
    pub(super) call: Call,
    pub(super) assembled: Assembled,
}

impl Beginning {
    /// Sends the request; once more with other tokens if the service refuses those that were
    /// fetched for it.
    pub(super) async fn run(&mut self) -> Answered {
        let again = self.again();
        let tokens = self.tokens().await?;
        self.authorize(&tokens)?;
        let answer = self.send().await?;
        let Some(mut again) = again.filter(|_| answer.status() == StatusCode::UNAUTHORIZED) else {
            return Ok(answer);
        };
        again.refused(&tokens);
        let others = again.tokens().await?;
        if others == tokens {
            return Ok(answer);
        }
        again.authorize(&others)?;
        again.call.made = Made::new(Attempts::of(&answer));
        again.send().await
    }

    /// The same once more, if anything is fetched for it and its body can be sent twice.
    fn again(&self) -> Option<Box<Self>> {
        if self.assembled.fetched.is_empty() {
            return None;
        }
        Some(Box::new(Self {
            call: self.call.clone(),
            assembled: self.assembled.try_clone()?,
        }))
    }

    /// A token for each credential that has to be fetched.
    async fn tokens(&self) -> Result<Vec<Secret>, Error> {
        let mut all = Vec::with_capacity(self.assembled.fetched.len());
        for chosen in &self.assembled.fetched {
            let Some(tokens) = chosen.tokens() else {
                continue;
            };
            let located = |url: Option<&str>| url.map(|url| self.call.core.base.locate(url));
            let request = TokenRequest {
                scopes: chosen.scopes,
                token_url: located(chosen.token_url()),
                discovery_url: located(chosen.discovery_url()),
                core: self.call.core.clone(),
                options: self.call.options.clone(),
                deadline: self.call.deadline,
            };
            let got = pin!(tokens.get(request));
            let got = within(&*self.call.core.timer, self.call.deadline, got).await;
            let got = got.unwrap_or_else(|_| Err(Arc::new(TokenError::late())));
            all.push(got.map_err(|error| chosen.failed(error))?);
        }
        Ok(all)
    }

    /// The service refused these tokens.
    fn refused(&self, tokens: &[Secret]) {
        for (chosen, token) in self.assembled.fetched.iter().zip(tokens) {
            if let Some(tokens) = chosen.tokens() {
                tokens.refused(chosen.scopes, token);
            }
        }
    }

    /// Puts in tokens, each for its credential.
    fn authorize(&mut self, tokens: &[Secret]) -> Result<(), Error> {
        let mut credentials = Credentials::default();
        for (chosen, token) in self.assembled.fetched.iter().zip(tokens) {
            chosen.place_token(token, &mut credentials)?;
        }
        apply(credentials, &self.call.options, &mut self.assembled)
    }

    /// Sends the request, which is gone then.
    async fn send(&mut self) -> Answered {
        self.call.query_credentials = std::mem::take(&mut self.assembled.query_credentials);
        let request = std::mem::take(&mut self.assembled.request);
        self.call.run(request).await
    }
}
