//! Credentials put into a request, fetched first where they are not at hand.

use super::assemble::{Assembled, add_to_query};
use super::{Call, CallOptions, Core, Made};
use crate::Secret;
use crate::error::{Attempts, Error};
use crate::middleware::Answered;
use crate::parameter::{Pieces, push_pair};
use crate::security::{Fetched, Placed, TokenError, TokenRequest};
use crate::timer::within;
use http::StatusCode;
use http::header::{COOKIE, HeaderValue};
use std::pin::pin;
use std::sync::Arc;

/// Puts a credential into a request. A header that the caller gave this call stays as it is.
pub(super) fn apply(
    placed: &Placed,
    options: &CallOptions,
    out: &mut Assembled,
) -> Result<(), Error> {
    match placed {
        Placed::Header(name, value) => {
            if !options.headers.contains_key(name) {
                out.request.headers_mut().insert(name, value.clone());
            }
        }
        Placed::Query(name, value) => {
            let pair = pair(name, value);
            let mut url = out.request.uri().to_string();
            add_to_query(&mut url, &pair);
            let no_url = |_| Error::invalid("path", "does not make a legal URL");
            *out.request.uri_mut() = url.parse().map_err(no_url)?;
            out.query_credentials.push(pair);
        }
        Placed::Cookie(name, value) => {
            let mut text = match out.request.headers().get(COOKIE) {
                Some(known) => String::from_utf8_lossy(known.as_bytes()).into_owned() + "; ",
                None => String::new(),
            };
            text += &pair(name, value);
            let no_header = |_| Error::invalid("cookie", "is not a legal header");
            let mut value = HeaderValue::from_str(&text).map_err(no_header)?;
            value.set_sensitive(true);
            out.request.headers_mut().insert(COOKIE, value);
        }
    }
    Ok(())
}

fn pair(name: &str, value: &Secret) -> String {
    let mut text = String::new();
    push_pair(&mut Pieces::pairs(&mut text), name, value.expose());
    text
}

/// Puts in the tokens that are at hand, for a request that is not sent.
pub(super) fn apply_at_hand(
    core: &Core,
    options: &CallOptions,
    out: &mut Assembled,
) -> Result<(), Error> {
    apply_tokens(options, out, |fetched| {
        let tokens = fetched.tokens();
        tokens.at_hand(fetched.scopes, core.timer.now())
    })
}

/// Puts in a text in the place of each token.
pub(super) fn apply_mask(options: &CallOptions, out: &mut Assembled) -> Result<(), Error> {
    apply_tokens(options, out, |_| Some(Secret::from("***")))
}

fn apply_tokens(
    options: &CallOptions,
    out: &mut Assembled,
    token: impl Fn(&Fetched) -> Option<Secret>,
) -> Result<(), Error> {
    for fetched in std::mem::take(&mut out.fetched) {
        let token = token(&fetched).ok_or_else(|| fetched.not_at_hand())?;
        apply(&fetched.place(&token)?, options, out)?;
    }
    Ok(())
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
        for fetched in &self.assembled.fetched {
            let tokens = fetched.tokens();
            let located = |url: Option<&str>| url.map(|url| self.call.core.base.locate(url));
            let request = TokenRequest {
                scopes: fetched.scopes,
                token_url: located(fetched.token_url()),
                discovery_url: located(fetched.discovery_url()),
                core: self.call.core.clone(),
                options: self.call.options.clone(),
                deadline: self.call.deadline,
            };
            let got = pin!(tokens.get(request));
            let got = within(&*self.call.core.timer, self.call.deadline, got).await;
            let got = got.unwrap_or_else(|_| Err(Arc::new(TokenError::late())));
            all.push(got.map_err(|error| fetched.failed(error))?);
        }
        Ok(all)
    }

    /// The service refused these tokens.
    fn refused(&self, tokens: &[Secret]) {
        for (fetched, token) in self.assembled.fetched.iter().zip(tokens) {
            fetched.tokens().refused(fetched.scopes, token);
        }
    }

    /// Puts in tokens, each for its credential.
    fn authorize(&mut self, tokens: &[Secret]) -> Result<(), Error> {
        for (fetched, token) in std::mem::take(&mut self.assembled.fetched)
            .iter()
            .zip(tokens)
        {
            apply(
                &fetched.place(token)?,
                &self.call.options,
                &mut self.assembled,
            )?;
        }
        Ok(())
    }

    /// Sends the request, which is gone then.
    async fn send(&mut self) -> Answered {
        self.call.query_credentials = std::mem::take(&mut self.assembled.query_credentials);
        self.call.run(&mut self.assembled.request).await
    }
}
