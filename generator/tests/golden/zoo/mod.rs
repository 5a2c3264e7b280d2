//! An API built by hand of everything that is awkward: names, shapes, styles, limits, texts.

mod operations;
mod types;

use crate::parts::{docs, origin, scalar};
use clientwright::ir::*;
use operations::{bodies, styles};
use types::{Types, cycles, limits, names, shapes, unions};

const HOSTILE: &str = "A <b>bold</b> [Thing] of Vec<String>, see https://example.com/a_(b).\n\n```rust\npanic!()\n```\n\n\
    * one\nlazy\n* two [x](#/local) `code` ``\n\n    indented()\n\n> quote\n\n| a | b |\n|---|---|\n| 1 | <id> |\n\n\u{202e}*/ end \\";

fn list(ty: TypeRef) -> TypeRef {
    TypeRef::List(Box::new(ty))
}

fn text() -> TypeRef {
    scalar(Scalar::String)
}

fn security() -> Vec<SecurityScheme> {
    let key = |location, name: &str| SchemeKind::ApiKey {
        location,
        name: name.to_owned(),
    };
    let all = [
        ("key", key(ParameterLocation::Query, "api\"key")),
        ("session", key(ParameterLocation::Cookie, "sid")),
        ("user", SchemeKind::Basic),
        ("token", SchemeKind::Bearer),
        ("timeout", SchemeKind::Bearer),
    ];
    let scheme = |(at, (name, kind)): (usize, (&str, SchemeKind))| SecurityScheme {
        id: SchemeId(at as u32),
        wire_name: name.to_owned(),
        pinned: None,
        kind,
        docs: docs(HOSTILE),
        origin: origin("#/components/securitySchemes"),
    };
    all.into_iter().enumerate().map(scheme).collect()
}

fn servers() -> Vec<Server> {
    let variable = |name: &str, default: &str, values: &[&str]| ServerVariable {
        wire_name: name.to_owned(),
        default: default.to_owned(),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
        docs: docs(HOSTILE),
    };
    let server = |url: &str, text: &str, variables| Server {
        url: url.to_owned(),
        pinned: None,
        docs: docs(text),
        variables,
        origin: origin("#/servers"),
    };
    vec![
        server("/v1", "", Vec::new()),
        server(
            "https://{region}.example.com/{type}/",
            "Regional",
            vec![
                variable("region", "eu", &["eu", "us"]),
                variable("type", "v1", &[]),
            ],
        ),
        server("https://example.com", "测试", Vec::new()),
    ]
}

/// Everything awkward in one API.
pub fn api() -> Api {
    let mut types = Types::default();
    names(&mut types);
    let shapes = shapes(&mut types);
    cycles(&mut types);
    unions(&mut types, shapes.clone());
    let limited = limits(&mut types);
    let operations = bodies(&shapes, &limited);
    let all: Vec<_> = types.0.iter().map(|ty| ty.id).collect();
    let service = |tag: Option<&str>, operations| Service {
        tag: tag.map(str::to_owned),
        pinned: None,
        docs: docs(HOSTILE),
        operations,
        types: all.clone(),
        origin: origin("#/tags"),
    };
    let again = operations.iter().take(2).cloned().collect();
    Api {
        info: Info {
            title: "The <zoo> of [things]".to_owned(),
            version: "2".to_owned(),
            description: Some(HOSTILE.to_owned()),
        },
        servers: servers(),
        security: security(),
        types: types.0,
        services: vec![
            service(Some("widgets"), operations),
            service(Some("styles"), vec![styles(&shapes)]),
            service(Some("中文"), again),
            service(Some("api"), Vec::new()),
            service(None, Vec::new()),
        ],
        ..Api::default()
    }
}
