//! The legal combinations of location, style and explode (OpenAPI 3.2, "Style Values").

use crate::ir::{Codec, ParameterLocation, ParameterStyle};
use crate::model::Location;

/// What the keywords say of how a parameter is written.
pub(super) struct Written {
    pub(super) location: Location,
    pub(super) style: Option<String>,
    pub(super) explode: Option<bool>,
    /// How its only media type is written, where it is declared by `content`.
    pub(super) content: Option<Codec>,
}

/// How a parameter is written; `None` if OpenAPI knows no such combination.
pub(super) fn style(written: &Written, object: bool) -> Option<ParameterStyle> {
    use Location::{Cookie, Header, Path, Query, Querystring};
    match (written.location, written.content) {
        (Querystring, codec) => {
            let codec = codec.unwrap_or(Codec::Form);
            return Some(ParameterStyle::QueryString { codec });
        }
        (location, Some(codec @ (Codec::Json | Codec::Form))) => {
            let location = place(location);
            return Some(ParameterStyle::Content { location, codec });
        }
        // Any other content is a text, which the styles write as it is.
        (_, Some(_)) => return Some(usual(written.location, Some(false))),
        (_, None) => {}
    }
    let Some(style) = written.style.as_deref() else {
        return Some(usual(written.location, written.explode));
    };
    // In 3.2 `cookie` is exploded like `form`.
    let explode = written
        .explode
        .unwrap_or(matches!(style, "form" | "cookie"));
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
        (Cookie, "cookie") => ParameterStyle::CookiePlain { explode },
        _ => return None,
    })
}

/// Where a parameter goes.
fn place(location: Location) -> ParameterLocation {
    match location {
        Location::Path => ParameterLocation::Path,
        Location::Query | Location::Querystring => ParameterLocation::Query,
        Location::Header => ParameterLocation::Header,
        Location::Cookie => ParameterLocation::Cookie,
    }
}

/// How a parameter is written that does not say how.
pub(super) fn usual(location: Location, explode: Option<bool>) -> ParameterStyle {
    let (simple, form) = (explode.unwrap_or(false), explode.unwrap_or(true));
    match location {
        Location::Path => ParameterStyle::PathSimple { explode: simple },
        Location::Header => ParameterStyle::HeaderSimple { explode: simple },
        Location::Query => ParameterStyle::QueryForm { explode: form },
        Location::Cookie => ParameterStyle::CookieForm { explode: form },
        Location::Querystring => ParameterStyle::QueryString { codec: Codec::Form },
    }
}

/// What to say of a style that a location cannot have: the finding, and the legal ones.
pub(super) fn refusal(location: Location, style: &str) -> (String, String) {
    let (place, legal) = match location {
        Location::Path => ("a path", "simple, label or matrix"),
        Location::Query | Location::Querystring => (
            "a query",
            "form, spaceDelimited, pipeDelimited or deepObject",
        ),
        Location::Header => ("a header", "simple"),
        Location::Cookie => ("a cookie", "form or cookie"),
    };
    (
        format!("{place} parameter cannot have `style: {style}`; the default is used"),
        format!("write {legal}"),
    )
}
