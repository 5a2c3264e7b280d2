//! Names of HTTP statuses.

use crate::ir::StatusMatch;

/// What a status is called; `None` is any that has no name of its own.
pub fn status_name(status: Option<StatusMatch>) -> String {
    match status {
        None => "Default".to_owned(),
        Some(StatusMatch::Class(class)) => match class {
            1 => "Informational".to_owned(),
            2 => "Success".to_owned(),
            3 => "Redirection".to_owned(),
            4 => "ClientError".to_owned(),
            5 => "ServerError".to_owned(),
            class => format!("Class{class}"),
        },
        Some(StatusMatch::Exact(code)) => {
            let known = REASONS.binary_search_by_key(&code, |(code, _)| *code);
            let known = known.ok().and_then(|at| REASONS.get(at));
            known.map_or_else(|| format!("Status{code}"), |(_, name)| (*name).to_owned())
        }
    }
}

/// The statuses that IANA registers, sorted.
const REASONS: &[(u16, &str)] = &[
    (100, "Continue"),
    (101, "SwitchingProtocols"),
    (102, "Processing"),
    (103, "EarlyHints"),
    (200, "Ok"),
    (201, "Created"),
    (202, "Accepted"),
    (203, "NonAuthoritativeInformation"),
    (204, "NoContent"),
    (205, "ResetContent"),
    (206, "PartialContent"),
    (207, "MultiStatus"),
    (208, "AlreadyReported"),
    (226, "ImUsed"),
    (300, "MultipleChoices"),
    (301, "MovedPermanently"),
    (302, "Found"),
    (303, "SeeOther"),
    (304, "NotModified"),
    (305, "UseProxy"),
    (307, "TemporaryRedirect"),
    (308, "PermanentRedirect"),
    (400, "BadRequest"),
    (401, "Unauthorized"),
    (402, "PaymentRequired"),
    (403, "Forbidden"),
    (404, "NotFound"),
    (405, "MethodNotAllowed"),
    (406, "NotAcceptable"),
    (407, "ProxyAuthenticationRequired"),
    (408, "RequestTimeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "LengthRequired"),
    (412, "PreconditionFailed"),
    (413, "ContentTooLarge"),
    (414, "UriTooLong"),
    (415, "UnsupportedMediaType"),
    (416, "RangeNotSatisfiable"),
    (417, "ExpectationFailed"),
    (418, "ImATeapot"),
    (421, "MisdirectedRequest"),
    (422, "UnprocessableContent"),
    (423, "Locked"),
    (424, "FailedDependency"),
    (425, "TooEarly"),
    (426, "UpgradeRequired"),
    (428, "PreconditionRequired"),
    (429, "TooManyRequests"),
    (431, "RequestHeaderFieldsTooLarge"),
    (451, "UnavailableForLegalReasons"),
    (500, "InternalServerError"),
    (501, "NotImplemented"),
    (502, "BadGateway"),
    (503, "ServiceUnavailable"),
    (504, "GatewayTimeout"),
    (505, "HttpVersionNotSupported"),
    (506, "VariantAlsoNegotiates"),
    (507, "InsufficientStorage"),
    (508, "LoopDetected"),
    (511, "NetworkAuthenticationRequired"),
];

#[cfg(test)]
mod tests {
    use super::{REASONS, status_name};
    use crate::ir::StatusMatch;

    #[test]
    fn every_status_has_a_name() {
        assert!(REASONS.is_sorted());
        assert_eq!(status_name(Some(StatusMatch::Exact(404))), "NotFound");
        assert_eq!(status_name(Some(StatusMatch::Exact(599))), "Status599");
        assert_eq!(status_name(Some(StatusMatch::Class(5))), "ServerError");
        assert_eq!(status_name(None), "Default");
    }
}
