//! The operations: every style of parameters, bodies and answers of every codec.

use super::{HOSTILE, list, text};
use crate::parts::{docs, needed, origin, parameter, scalar};
use clientwright::ir::*;

type Body<'a> = (Codec, &'a str, TypeRef, Presence);

struct Call<'a> {
    id: Option<&'a str>,
    method: &'a str,
    path: &'a [PathPiece],
    parameters: Vec<Parameter>,
    body: Option<Body<'a>>,
    output: Output,
}

fn operation(call: Call<'_>) -> Operation {
    let content = |codec, media_type: &str, ty| Content {
        media_type: media_type.to_owned(),
        codec,
        xml: None,
        ty,
        stream: None,
        encodings: Vec::new(),
        examples: Vec::new(),
        origin: origin("#/body"),
    };
    let body = call
        .body
        .map(|(codec, media_type, ty, presence)| RequestBody {
            presence,
            contents: vec![content(codec, media_type, ty)],
            docs: docs(HOSTILE),
            origin: origin("#/body"),
        });
    let text: String = call
        .path
        .iter()
        .map(|piece| match piece {
            PathPiece::Literal(text) => text.clone(),
            PathPiece::Parameter(name) => format!("{{{name}}}"),
        })
        .collect();
    Operation {
        wire_id: call.id.map(str::to_owned),
        pinned: None,
        method: call.method.to_owned(),
        origin: origin(&format!("#/paths/x/{}", call.method)),
        path: PathTemplate {
            text,
            pieces: call.path.to_vec(),
        },
        parameters: call.parameters,
        body,
        callbacks: Vec::new(),
        responses: Responses::default(),
        output: call.output,
        security: vec![
            SecurityNeed {
                schemes: vec![needed(0), needed(1)],
            },
            SecurityNeed::default(),
        ],
        servers: Vec::new(),
        stream_switch: None,
        paging: None,
        polling: None,
        idempotency_key: None,
        first_sent: None,
        tags: Vec::new(),
        envelope: None,
        error_codes: Vec::new(),
        docs: Docs {
            deprecated: call.method == "DELETE",
            ..docs(HOSTILE)
        },
    }
}

fn literal(text: &str) -> PathPiece {
    PathPiece::Literal(text.to_owned())
}

pub fn styles(shapes: &TypeRef) -> Operation {
    use ParameterStyle::*;
    let hole = |name: &str| PathPiece::Parameter(name.to_owned());
    let json = |location| Content {
        location,
        codec: Codec::Json,
    };
    let path = [
        literal("/a/"),
        hole("simple"),
        literal("/b/"),
        hole("label"),
        literal("/"),
        hole("matrix"),
        literal("/c"),
    ];
    let all = [
        ("simple", PathSimple { explode: false }),
        ("label", PathLabel { explode: true }),
        ("matrix", PathMatrix { explode: false }),
        ("form", QueryForm { explode: true }),
        ("space", QuerySpaceDelimited),
        ("pipe", QueryPipeDelimited),
        ("X-Simple", HeaderSimple { explode: true }),
        ("session", CookieForm { explode: true }),
        ("send", QueryForm { explode: false }),
        ("simple", HeaderSimple { explode: false }),
    ];
    let mut parameters: Vec<Parameter> = all
        .into_iter()
        .map(|(name, style)| {
            parameter(
                name,
                style,
                list(text()),
                matches!(
                    style,
                    PathSimple { .. } | PathLabel { .. } | PathMatrix { .. }
                ),
                HOSTILE,
            )
        })
        .collect();
    parameters.push(parameter(
        "deep",
        QueryDeepObject,
        shapes.clone(),
        false,
        "",
    ));
    parameters.push(parameter(
        "json",
        json(ParameterLocation::Query),
        shapes.clone(),
        true,
        "",
    ));
    parameters.push(parameter(
        "X-Json",
        json(ParameterLocation::Header),
        shapes.clone(),
        true,
        "",
    ));
    operation(Call {
        id: Some("styles"),
        method: "GET",
        path: &path,
        parameters,
        body: None,
        output: Output::Nothing,
    })
}

pub fn bodies(shapes: &TypeRef, limited: &TypeRef) -> Vec<Operation> {
    use Presence::{Optional, Required};
    let json = "application/json";
    let bytes = scalar(Scalar::File);
    let all: [(Option<&str>, &str, Body<'_>, Output); 7] = [
        (
            Some("new"),
            "POST",
            (Codec::Json, json, limited.clone(), Required),
            Output::Json(limited.clone()),
        ),
        (
            Some("type"),
            "PUT",
            (Codec::Json, json, list(limited.clone()), Optional),
            Output::Json(list(shapes.clone())),
        ),
        (
            Some("default"),
            "PATCH",
            (
                Codec::Form,
                "application/x-www-form-urlencoded",
                shapes.clone(),
                Required,
            ),
            Output::Text,
        ),
        (
            Some("option"),
            "POST",
            (Codec::Text, "text/plain", text(), Required),
            Output::Bytes,
        ),
        (
            Some("envelope"),
            "POST",
            (Codec::Bytes, "image/png", bytes, Optional),
            Output::Nothing,
        ),
        (
            Some("widgets_new"),
            "DELETE",
            (Codec::Json, json, TypeRef::AnyJson, Optional),
            Output::Json(TypeRef::AnyJson),
        ),
        (
            None,
            "POST",
            (Codec::Json, json, TypeRef::Map(Box::new(text())), Required),
            Output::Json(TypeRef::Map(Box::new(text()))),
        ),
    ];
    all.into_iter()
        .map(|(id, method, body, output)| {
            operation(Call {
                id,
                method,
                path: &[literal("/widgets")],
                parameters: Vec::new(),
                body: Some(body),
                output,
            })
        })
        .collect()
}
