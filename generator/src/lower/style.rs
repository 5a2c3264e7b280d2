//! The legal combinations of location, style and explode (OpenAPI 3.0.4, "Style Values").

use crate::ir::{ParameterLocation, ParameterStyle};

/// What the keywords say of how a parameter is written.
pub(super) struct Written {
    pub(super) location: ParameterLocation,
    pub(super) style: Option<String>,
    pub(super) explode: Option<bool>,
    pub(super) json: bool,
}

/// How a parameter is written; `None` if OpenAPI knows no such combination.
pub(super) fn style(written: &Written, object: bool) -> Option<ParameterStyle> {
    use ParameterLocation::{Cookie, Header, Path, Query};
    if written.json {
        return match written.location {
            Query => Some(ParameterStyle::QueryJson),
            Header => Some(ParameterStyle::HeaderJson),
            Path | Cookie => None,
        };
    }
    let default = match written.location {
        Path | Header => "simple",
        Query | Cookie => "form",
    };
    let style = written.style.as_deref().unwrap_or(default);
    let explode = written.explode.unwrap_or(style == "form");
    Some(match (written.location, style) {
        (Path, "simple") => ParameterStyle::PathSimple { explode },
        (Path, "label") => ParameterStyle::PathLabel { explode },
        (Path, "matrix") => ParameterStyle::PathMatrix { explode },
        (Query, "form") => ParameterStyle::QueryForm { explode },
        // Exploded, both are written as `form` is.
        (Query, "spaceDelimited" | "pipeDelimited") if explode => {
            ParameterStyle::QueryForm { explode }
        }
        (Query, "spaceDelimited") => ParameterStyle::QuerySpaceDelimited,
        (Query, "pipeDelimited") => ParameterStyle::QueryPipeDelimited,
        (Query, "deepObject") if object => ParameterStyle::QueryDeepObject,
        // Of what has no members, nothing else can be meant.
        (Query, "deepObject") => ParameterStyle::QueryForm { explode: true },
        (Header, "simple") => ParameterStyle::HeaderSimple { explode },
        (Cookie, "form") => ParameterStyle::CookieForm { explode },
        _ => return None,
    })
}

/// What to say of a combination that is not legal: the finding, and the legal ones.
pub(super) fn refusal(written: &Written) -> (String, String) {
    let (place, legal) = match written.location {
        ParameterLocation::Path => ("a path", "simple, label or matrix"),
        ParameterLocation::Query => (
            "a query",
            "form, spaceDelimited, pipeDelimited or deepObject",
        ),
        ParameterLocation::Header => ("a header", "simple"),
        ParameterLocation::Cookie => ("a cookie", "form"),
    };
    let style = match (&written.style, written.json) {
        (_, true) => "JSON text".to_owned(),
        (Some(style), _) => format!("`style: {style}`"),
        (None, _) => "this style".to_owned(),
    };
    (
        format!("{place} parameter cannot have {style}"),
        format!("write {legal}"),
    )
}
