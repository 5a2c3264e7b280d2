//! Certificates of a connection that one side of it does not accept, in words for people.

use rustls::{AlertDescription, CertificateError, Error};
use std::error::Error as StdError;
use std::io;

/// What is wrong, if a certificate is what a connection failed for.
pub(super) fn refused(error: &(dyn StdError + 'static)) -> Option<String> {
    let mut chain = std::iter::successors(Some(error), |&error| inner(error));
    let error = chain.find_map(|error| error.downcast_ref::<Error>())?;
    match error {
        Error::InvalidCertificate(why) => {
            let why = match why {
                CertificateError::UnknownIssuer => {
                    "its issuer is not trusted by this machine or the HTTP configuration".to_owned()
                }
                other => other.to_string(),
            };
            Some(format!("the server's certificate is not trusted: {why}"))
        }
        Error::AlertReceived(AlertDescription::CertificateRequired) => Some(
            "the server wants a certificate of the client (mutual TLS) and got none; \
             one is given with the HTTP configuration"
                .to_owned(),
        ),
        Error::AlertReceived(
            alert @ (AlertDescription::BadCertificate
            | AlertDescription::UnsupportedCertificate
            | AlertDescription::CertificateRevoked
            | AlertDescription::CertificateExpired
            | AlertDescription::CertificateUnknown
            | AlertDescription::UnknownCA
            | AlertDescription::AccessDenied),
        ) => Some(format!(
            "the server does not accept the client's certificate: {alert:?}"
        )),
        _ => None,
    }
}

/// What an error is about. That of an error of I/O is in it, and not its source.
fn inner<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a (dyn StdError + 'static)> {
    match error
        .downcast_ref::<io::Error>()
        .and_then(io::Error::get_ref)
    {
        Some(inner) => Some(inner),
        None => error.source(),
    }
}
