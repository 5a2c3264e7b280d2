//! An API built by hand of everything that is awkward: names, shapes, styles, limits, texts.

use crate::hand::{docs, field, named, needed, origin, parameter, record, scalar, ty, variant};
use clientwright::ir::*;

const HOSTILE: &str = "A <b>bold</b> [Thing] of Vec<String>, see https://example.com/a_(b).\n\n```rust\npanic!()\n```\n\n\
    * one\nlazy\n* two [x](#/local) `code` ``\n\n    indented()\n\n> quote\n\n| a | b |\n|---|---|\n| 1 | <id> |\n\n\u{202e}*/ end \\";

const BOTH: Usage = Usage {
    request: true,
    response: true,
};

fn list(ty: TypeRef) -> TypeRef {
    TypeRef::List(Box::new(ty))
}

fn nullable(ty: TypeRef) -> TypeRef {
    TypeRef::Nullable(Box::new(ty))
}

fn boxed(ty: TypeRef) -> TypeRef {
    TypeRef::Boxed(Box::new(ty))
}

fn text() -> TypeRef {
    scalar(Scalar::String)
}

fn integer(value: i128) -> Option<Bound> {
    Some(Bound {
        value: Literal::Integer(value),
        exclusive: false,
    })
}

fn limited(mut field: Field, limits: Constraints) -> Field {
    field.constraints = limits;
    field
}

fn described(mut field: Field) -> Field {
    field.docs = docs(HOSTILE);
    field.default = Some(Literal::String("a`b".to_owned()));
    field
}

fn strings(values: &[&str]) -> TypeShape {
    let value = |text: &&str| EnumValue {
        value: Literal::String((*text).to_owned()),
        pinned: None,
        docs: docs(""),
        origin: Default::default(),
    };
    TypeShape::Enum(Enum {
        repr: EnumRepr::String,
        values: values.iter().map(value).collect(),
    })
}

fn integers(values: &[i128]) -> TypeShape {
    let value = |number: &i128| EnumValue {
        value: Literal::Integer(*number),
        pinned: None,
        docs: docs(""),
        origin: Default::default(),
    };
    TypeShape::Enum(Enum {
        repr: EnumRepr::Integer,
        values: values.iter().map(value).collect(),
    })
}

fn union(decision: Decision, variants: Vec<Variant>) -> TypeShape {
    TypeShape::Union(Union { decision, variants })
}

fn kinds(mut variant: Variant, kinds: &[JsonKind]) -> Variant {
    variant.kinds = kinds.to_vec();
    variant
}

fn tag(property: &str) -> Decision {
    Decision::Tag {
        property: property.to_owned(),
        required: true,
        base: None,
    }
}

fn open(fields: Vec<Field>, ty: TypeRef) -> TypeShape {
    TypeShape::Record(Record {
        fields,
        constants: Vec::new(),
        additional: Additional::Keep(ty),
    })
}

/// Adds types under the names of components.
#[derive(Default)]
struct Types(Vec<TypeDef>);

impl Types {
    fn add(&mut self, name: &str, shape: TypeShape) -> TypeRef {
        self.place(
            Place::Component(name.to_owned()),
            &format!("#/components/schemas/{name}"),
            shape,
        )
    }

    fn place(&mut self, place: Place, pointer: &str, shape: TypeShape) -> TypeRef {
        let id = self.0.len() as u32;
        let mut def = ty(id, place, None, shape, BOTH, pointer);
        def.docs = docs(HOSTILE);
        self.0.push(def);
        named(id)
    }
}

fn names(types: &mut Types) {
    let fields = [
        "type",
        "self",
        "new",
        "中文",
        "a-b",
        "a_b",
        "A B",
        "1st",
        "@id",
        "$ref",
        "Self",
        "additional",
        "async",
        "r#x",
    ];
    let fields = fields
        .iter()
        .map(|name| field(name, text(), name.len() % 2 == 0, ""))
        .collect();
    types.add("Option", open(fields, TypeRef::AnyJson));
    types.add(
        "self",
        record(vec![described(field("x", text(), true, ""))]),
    );
    types.add("中文", record(vec![]));
    types.add("Pet", record(vec![]));
    types.add("pet", record(vec![]));
    types.add(
        "String",
        strings(&[
            "",
            "unknown",
            "Unknown",
            "a",
            "A",
            "-1",
            "+1",
            ">=",
            "中",
            "日本",
            "self",
            "a\"b\\c\n\u{202e}",
            "1080p",
        ]),
    );
    types.add("types", integers(&[0, 1, -1, 9_007_199_254_740_993]));
    let long = "VeryLongNameOfSomething".repeat(8);
    types.add(&long, record(vec![field(&long, text(), true, "")]));
}

fn shapes(types: &mut Types) -> TypeRef {
    let all = [
        Scalar::Bool,
        Scalar::I32,
        Scalar::I64,
        Scalar::U32,
        Scalar::U64,
        Scalar::NonZeroU32,
        Scalar::NonZeroU64,
        Scalar::F32,
        Scalar::F64,
        Scalar::String,
        Scalar::Base64,
        Scalar::Date,
        Scalar::DateTime,
    ];
    let mut fields = Vec::new();
    for kind in all {
        let name = format!("{kind:?}");
        fields.push(field(&format!("required{name}"), scalar(kind), true, ""));
        fields.push(field(&format!("optional{name}"), scalar(kind), false, ""));
        fields.push(field(
            &format!("nullable{name}"),
            nullable(scalar(kind)),
            true,
            "",
        ));
        fields.push(field(
            &format!("both{name}"),
            nullable(scalar(kind)),
            false,
            "",
        ));
    }
    fields.push(field("map", TypeRef::Map(Box::new(list(text()))), true, ""));
    fields.push(field(
        "pair",
        TypeRef::Tuple(vec![text(), scalar(Scalar::I64)]),
        true,
        "",
    ));
    fields.push(field("single", TypeRef::Tuple(vec![text()]), false, ""));
    fields.push(field("any", TypeRef::AnyJson, true, ""));
    fields.extend((0..12).map(|at| field(&format!("more{at}"), text(), at % 3 == 0, "")));
    types.add("Shapes", record(fields))
}

fn cycles(types: &mut Types) {
    let id = types.0.len() as u32;
    let tree = vec![
        field("children", list(named(id)), true, ""),
        field("parent", boxed(named(id)), false, ""),
    ];
    types.add("Tree", record(tree));
    let id = types.0.len() as u32;
    types.add("Names", TypeShape::Wrapper(list(named(id))));
    let id = types.0.len() as u32;
    let expression = vec![
        kinds(
            variant("not", None, Some(named(id + 1)), &[], &["not"]),
            &[JsonKind::Object],
        ),
        kinds(
            variant("text", None, Some(text()), &[], &[]),
            &[JsonKind::String],
        ),
        kinds(
            variant("list", None, Some(list(named(id))), &[], &[]),
            &[JsonKind::Array],
        ),
        kinds(variant("null", None, None, &[], &[]), &[JsonKind::Null]),
        kinds(
            variant("number", None, Some(scalar(Scalar::F64)), &[], &[]),
            &[JsonKind::Number],
        ),
        kinds(
            variant("number", None, Some(scalar(Scalar::F64)), &[], &[]),
            &[JsonKind::Number],
        ),
    ];
    types.add("Expression", union(Decision::Shape, expression));
    types.place(
        Place::Variant(TypeId(id), "not".to_owned()),
        "#/components/schemas/Expression/anyOf/0",
        record(vec![field("not", boxed(named(id)), true, "")]),
    );
    types.add("Ids", TypeShape::Alias(list(text())));
}

fn unions(types: &mut Types, shapes: TypeRef) {
    let cat = types.add(
        "Cat",
        record(vec![
            field("kind", text(), true, ""),
            field("lives", scalar(Scalar::U32), true, ""),
        ]),
    );
    let bag = types.add("Bag", open(vec![], scalar(Scalar::I64)));
    let constants = [
        ("text", Literal::String("a\"b".to_owned())),
        ("yes", Literal::Bool(true)),
        ("one", Literal::Integer(-1)),
        ("big", Literal::Integer(18_446_744_073_709_551_615)),
        ("half", Literal::Float(0.5)),
        ("nil", Literal::Null),
    ];
    let constants = constants
        .map(|(name, value)| Constant {
            wire_name: name.to_owned(),
            value,
        })
        .into();
    let fixed = types.add(
        "Fixed",
        TypeShape::Record(Record {
            constants,
            ..Record::default()
        }),
    );
    let variants = vec![
        variant("cat", None, Some(cat), &["cat", "kitten"], &[]),
        variant("bag", None, Some(bag), &["bag"], &[]),
        variant("shapes", None, Some(shapes), &["shapes"], &[]),
        variant("fixed", None, Some(fixed), &["fixed"], &[]),
        variant("unknown", None, None, &["unknown"], &[]),
    ];
    types.add("Animal", union(tag("kind"), variants));
    types.add(
        "Lone",
        union(tag("only"), vec![variant("a", None, None, &["a"], &[])]),
    );
    let only = kinds(variant("only", None, Some(text()), &[], &[]), &[]);
    types.add("Single", union(Decision::Shape, vec![only]));
}

fn limits(types: &mut Types) -> TypeRef {
    let number = |value, exclusive| {
        Some(Bound {
            value: Literal::Float(value),
            exclusive,
        })
    };
    let each = [
        (
            "int",
            scalar(Scalar::I32),
            Constraints {
                minimum: integer(-3),
                maximum: integer(7),
                multiple_of: Some(Literal::Integer(2)),
                ..Constraints::default()
            },
        ),
        (
            "float",
            scalar(Scalar::F64),
            Constraints {
                minimum: number(0.0, true),
                ..Constraints::default()
            },
        ),
        (
            "text",
            text(),
            Constraints {
                min_length: Some(1),
                max_length: Some(9),
                pattern: Some("^[a-z\\d\"]+$".to_owned()),
                ..Constraints::default()
            },
        ),
        (
            "list",
            list(text()),
            Constraints {
                min_items: Some(1),
                unique_items: true,
                ..Constraints::default()
            },
        ),
    ];
    let mut fields = Vec::new();
    for (name, ty, limits) in each {
        fields.push(limited(field(name, ty.clone(), true, ""), limits.clone()));
        fields.push(limited(
            field(&format!("optional {name}"), ty.clone(), false, ""),
            limits.clone(),
        ));
        fields.push(limited(
            field(&format!("nullable {name}"), nullable(ty.clone()), true, ""),
            limits.clone(),
        ));
        fields.push(limited(
            field(&format!("both {name}"), nullable(ty), false, ""),
            limits,
        ));
    }
    let inner = types.add("Limits", record(fields));
    let nested = vec![
        field("one", inner.clone(), true, ""),
        field("many", list(inner.clone()), false, ""),
        field(
            "map",
            TypeRef::Map(Box::new(nullable(inner.clone()))),
            true,
            "",
        ),
        field("plain", text(), true, ""),
    ];
    let nested = types.add("Nested", record(nested));
    let variants = vec![
        variant("nested", None, Some(nested), &["nested"], &[]),
        variant("nothing", None, None, &["nothing"], &[]),
    ];
    types.add("Limited", union(tag("what"), variants))
}

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

fn styles(shapes: &TypeRef) -> Operation {
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

fn bodies(shapes: &TypeRef, limited: &TypeRef) -> Vec<Operation> {
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
    let mut operations = bodies(&shapes, &limited);
    operations.push(styles(&shapes));
    let service = |tag: Option<&str>, operations| Service {
        tag: tag.map(str::to_owned),
        pinned: None,
        docs: docs(HOSTILE),
        operations,
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
            service(Some("中文"), again),
            service(Some("api"), Vec::new()),
            service(None, Vec::new()),
        ],
        ..Api::default()
    }
}
