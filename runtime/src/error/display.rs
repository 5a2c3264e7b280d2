//! How errors are shown.

use super::{Code, Error, Inner};
use std::error::Error as StdError;
use std::fmt::{self, Debug, Display, Formatter};

impl<C: Code> Display for Error<C> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &*self.inner {
            Inner::InvalidArgument { name, rule } => write!(f, "`{name}` {rule}"),
            Inner::MissingCredential { alternatives } => {
                write!(
                    f,
                    "no credential was given for {}",
                    alternatives.join(", or ")
                )
            }
            Inner::Token { scheme, error } => write!(f, "no token for {scheme}: {error}"),
            Inner::Transport { error, sent } => write!(f, "{error}{sent}"),
            Inner::TooLarge { limit, sent } => {
                write!(f, "the answer is larger than {limit} bytes{sent}")
            }
            Inner::Status(status) => write!(f, "{status}"),
            Inner::Decode { failure, .. } => write!(f, "{failure}"),
            Inner::Business { business, .. } => {
                write!(f, "the service refused: {}", C::from(business.code()))?;
                match business.message() {
                    Some(message) => write!(f, ": {message}"),
                    None => Ok(()),
                }
            }
            Inner::Paging(defect) => write!(f, "{defect}"),
            Inner::Poll { defect, .. } => write!(f, "{defect}"),
        }?;
        match (self.request_id(), self.attempts()) {
            (Some(id), 0 | 1) => write!(f, " (request {id})"),
            (Some(id), attempts) => write!(f, " (request {id}, after {attempts} attempts)"),
            (None, 0 | 1) => Ok(()),
            (None, attempts) => write!(f, " (after {attempts} attempts)"),
        }
    }
}

impl<C> Debug for Error<C> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.inner, f)
    }
}

impl<C: Code> StdError for Error<C> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &*self.inner {
            Inner::Token { error, .. } => error.source(),
            Inner::Transport { error, .. } => error.source(),
            Inner::Decode { failure, .. } => failure.source(),
            _ => None,
        }
    }
}
