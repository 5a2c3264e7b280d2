//! An API built by hand: records, enums, both kinds of unions, an envelope, paging, a key.

use clientwright::ir::*;
use clientwright::source::{Pointer, Span};

pub fn origin(pointer: &str) -> Origin {
    Origin {
        pointer: Pointer::parse(pointer).unwrap(),
        span: Span::default(),
    }
}

pub fn needed(id: u32) -> NeededScheme {
    NeededScheme {
        id: SchemeId(id),
        scopes: Vec::new(),
    }
}

pub fn docs(text: &str) -> Docs {
    Docs {
        description: (!text.is_empty()).then(|| text.to_owned()),
        ..Docs::default()
    }
}

pub fn field(wire_name: &str, ty: TypeRef, required: bool, text: &str) -> Field {
    Field {
        wire_name: wire_name.to_owned(),
        pinned: None,
        ty,
        presence: if required {
            Presence::Required
        } else {
            Presence::Optional
        },
        access: Access::ReadWrite,
        default: None,
        fixed: None,
        constraints: Constraints::default(),
        docs: docs(text),
        origin: origin(&format!("#/hand/{wire_name}")),
    }
}

fn positive(mut field: Field) -> Field {
    let bound = |value| {
        Some(Bound {
            value: Literal::Integer(value),
            exclusive: false,
        })
    };
    field.constraints.minimum = bound(1);
    field.constraints.maximum = bound(9_007_199_254_740_991);
    field
}

pub fn scalar(scalar: Scalar) -> TypeRef {
    TypeRef::Scalar(scalar)
}

pub fn named(id: u32) -> TypeRef {
    TypeRef::Named(TypeId(id))
}

pub fn record(fields: Vec<Field>) -> TypeShape {
    TypeShape::Record(Record {
        fields,
        ..Record::default()
    })
}

fn texts(values: &[&str]) -> TypeShape {
    let value = |text: &&str| EnumValue {
        value: Literal::String((*text).to_owned()),
        pinned: None,
        docs: Docs::default(),
        origin: Default::default(),
    };
    TypeShape::Enum(Enum {
        repr: EnumRepr::String,
        values: values.iter().map(value).collect(),
    })
}

pub fn variant(
    label: &str,
    pinned: Option<&str>,
    ty: Option<TypeRef>,
    tags: &[&str],
    required: &[&str],
) -> Variant {
    let own = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
    Variant {
        pinned: pinned.map(str::to_owned),
        label: label.to_owned(),
        tags: own(tags),
        ty,
        kinds: vec![JsonKind::Object],
        fit: Fit::Exact,
        required: own(required),
        docs: Docs::default(),
        origin: origin(&format!("#/hand/variants/{label}")),
    }
}

const REQUEST: Usage = Usage {
    request: true,
    response: false,
};
const RESPONSE: Usage = Usage {
    request: false,
    response: true,
};

pub fn ty(
    id: u32,
    place: Place,
    pinned: Option<&str>,
    shape: TypeShape,
    usage: Usage,
    pointer: &str,
) -> TypeDef {
    TypeDef {
        id: TypeId(id),
        place,
        pinned: pinned.map(str::to_owned),
        shape,
        usage,
        docs: Docs::default(),
        origin: origin(pointer),
    }
}

const PLATFORMS: &[&str] = &[
    "douyin",
    "xhs",
    "wxSph",
    "KWAI",
    "youtube",
    "wxGzh",
    "bilibili",
    "twitter",
    "tiktok",
    "facebook",
    "instagram",
    "threads",
    "pinterest",
    "linkedin",
    "google_business",
];

const METRICS: &[(&str, &str)] = &[
    ("viewCount", "浏览数"),
    ("playCount", "播放数"),
    ("impressionCount", "曝光数"),
    ("reachCount", "触达数"),
    ("likeCount", "点赞数"),
    ("collectCount", "收藏数"),
    ("commentCount", "评论数"),
    ("shareCount", "分享数"),
    ("saveCount", "保存数"),
    ("clickCount", "点击数"),
    ("engagementCount", "互动数"),
    ("watchTimeSeconds", "观看时长秒数"),
];

const CODES: &[(i64, &str)] = &[
    (400, "BadRequest"),
    (401, "Unauthorized"),
    (404, "NotFound"),
    (500, "InternalServerError"),
    (10002, "ValidationFailed"),
    (12600, "AccountNotFound"),
    (15006, "ChannelCredentialNotFound"),
    (15032, "PlatformNotSupported"),
    (15040, "ChannelAuthPlatformMismatch"),
    (15070, "ChannelPlatformApiFailed"),
    (15071, "ChannelPlatformRateLimited"),
    (15072, "ChannelPlatformResponseInvalid"),
    (15076, "ChannelPlatformAccountMissing"),
    (15080, "ChannelPlatformOperationNotSupported"),
    (15088, "ChannelPaginationModeNotSupported"),
    (15089, "ChannelPaginationLimitExceeded"),
    (15090, "ChannelPaginationPageSizeExceeded"),
    (15091, "ChannelPaginationDirectionNotSupported"),
    (19001, "RelayServerUnavailable"),
];

/// The works API.
pub fn api() -> Api {
    let base = "#/components/schemas/ChannelWorkListVo";
    let operation = "WorksController_listWorks_v2";
    let text = || scalar(Scalar::String);
    let property = |id: u32, name: &str| Place::Property(TypeId(id), name.to_owned());
    let mut first = Record {
        fields: vec![positive(field(
            "limit",
            scalar(Scalar::U64),
            false,
            "每页数量",
        ))],
        ..Record::default()
    };
    first.constants.push(Constant {
        wire_name: "direction".to_owned(),
        value: Literal::String("next".to_owned()),
    });
    let types = vec![
        ty(
            0,
            Place::Component("ChannelWorkListVo".to_owned()),
            None,
            record(vec![
                field("platform", named(1), true, "平台"),
                field("items", TypeRef::List(Box::new(named(2))), true, "作品列表"),
                field("pagination", named(4), true, "分页结果"),
            ]),
            RESPONSE,
            base,
        ),
        ty(
            1,
            property(0, "platform"),
            Some("Platform"),
            texts(PLATFORMS),
            Usage {
                request: true,
                response: true,
            },
            &format!("{base}/properties/platform"),
        ),
        ty(
            2,
            Place::Element(Box::new(property(0, "items"))),
            Some("Work"),
            record(vec![
                field("platformWorkId", text(), true, "平台作品 ID"),
                field("contentMode", named(3), true, "作品内容类型"),
                field("title", text(), false, "作品标题"),
                field("description", text(), false, "作品描述"),
                field("url", text(), false, "作品链接"),
                field("coverUrl", text(), false, "封面 URL"),
                field("publishedAt", scalar(Scalar::DateTime), false, "发布时间"),
                field("authorName", text(), false, "作者名称"),
                field("authorPlatformUid", text(), false, "作者平台 UID"),
                field("status", text(), false, "作品状态"),
                field("metrics", named(11), false, "作品指标"),
            ]),
            RESPONSE,
            &format!("{base}/properties/items/items"),
        ),
        ty(
            3,
            property(2, "contentMode"),
            Some("ContentMode"),
            texts(&["article2", "article", "video"]),
            RESPONSE,
            &format!("{base}/properties/items/items/properties/contentMode"),
        ),
        ty(
            4,
            property(0, "pagination"),
            Some("PageInfo"),
            TypeShape::Union(Union {
                decision: Decision::Tag {
                    property: "mode".to_owned(),
                    required: true,
                    base: None,
                },
                variants: vec![
                    variant("cursor", None, Some(named(5)), &["cursor"], &[]),
                    variant("page", None, Some(named(6)), &["page"], &[]),
                    variant("none", None, None, &["none"], &[]),
                ],
            }),
            RESPONSE,
            &format!("{base}/properties/pagination"),
        ),
        ty(
            5,
            Place::Variant(TypeId(4), "cursor".to_owned()),
            None,
            record(vec![
                field("nextCursor", text(), false, "下一页游标"),
                field("previousCursor", text(), false, "上一页游标"),
                field("hasNext", scalar(Scalar::Bool), true, "是否有下一页"),
                field("hasPrevious", scalar(Scalar::Bool), true, "是否有上一页"),
                field("limit", scalar(Scalar::NonZeroU64), true, "每页数量"),
            ]),
            RESPONSE,
            &format!("{base}/properties/pagination/oneOf/0"),
        ),
        ty(
            6,
            Place::Variant(TypeId(4), "page".to_owned()),
            None,
            record(vec![
                field("page", scalar(Scalar::NonZeroU64), true, "页码"),
                field("pageSize", scalar(Scalar::NonZeroU64), true, "每页数量"),
                field("total", scalar(Scalar::U64), false, "总数"),
                field("hasNext", scalar(Scalar::Bool), true, "是否有下一页"),
                field("hasPrevious", scalar(Scalar::Bool), true, "是否有上一页"),
            ]),
            RESPONSE,
            &format!("{base}/properties/pagination/oneOf/1"),
        ),
        ty(
            7,
            Place::Parameter(operation.to_owned(), "pagination".to_owned()),
            Some("Pagination"),
            TypeShape::Union(Union {
                decision: Decision::Shape,
                variants: vec![
                    variant(
                        "page",
                        Some("Page"),
                        Some(named(8)),
                        &[],
                        &["page", "pageSize"],
                    ),
                    variant("cursor", Some("Cursor"), Some(named(9)), &[], &["cursor"]),
                    variant("limit", Some("First"), Some(named(10)), &[], &["direction"]),
                ],
            }),
            REQUEST,
            "#/paths/~1works/get/parameters/2/schema",
        ),
        ty(
            8,
            Place::Variant(TypeId(7), "Page".to_owned()),
            None,
            record(vec![
                positive(field("page", scalar(Scalar::U64), true, "页码")),
                positive(field("pageSize", scalar(Scalar::U64), true, "每页数量")),
            ]),
            REQUEST,
            "#/paths/~1works/get/parameters/2/schema/anyOf/0",
        ),
        ty(
            9,
            Place::Variant(TypeId(7), "Cursor".to_owned()),
            None,
            record(vec![
                field("cursor", text(), true, "分页游标"),
                positive(field(
                    "limit",
                    scalar(Scalar::U64),
                    false,
                    "每页数量，不传时使用平台默认值",
                )),
                field("direction", named(12), false, "分页方向，不传时默认下一页"),
            ]),
            REQUEST,
            "#/paths/~1works/get/parameters/2/schema/anyOf/1/anyOf/0",
        ),
        ty(
            10,
            Place::Variant(TypeId(7), "First".to_owned()),
            None,
            TypeShape::Record(first),
            REQUEST,
            "#/paths/~1works/get/parameters/2/schema/anyOf/1/anyOf/1",
        ),
        ty(
            11,
            property(2, "metrics"),
            None,
            record(
                METRICS
                    .iter()
                    .map(|(name, text)| field(name, scalar(Scalar::F64), false, text))
                    .collect(),
            ),
            RESPONSE,
            &format!("{base}/properties/items/items/properties/metrics"),
        ),
        ty(
            12,
            property(9, "direction"),
            Some("Direction"),
            texts(&["next", "previous"]),
            REQUEST,
            "#/paths/~1works/get/parameters/2/schema/anyOf/1/anyOf/0/properties/direction",
        ),
    ];
    Api {
        info: Info {
            title: "AiToEarn 开放平台 API".to_owned(),
            version: "1.0.0".to_owned(),
            description: Some(
                "AiToEarn 开放平台 API，支持在中国站与国际站之间切换调试。".to_owned(),
            ),
        },
        servers: vec![
            server("https://aitoearn.cn", "China", "中国站"),
            server("https://aitoearn.ai", "International", "国际站"),
        ],
        security: vec![SecurityScheme {
            id: SchemeId(0),
            wire_name: "apikey-header-X-Api-Key".to_owned(),
            pinned: None,
            kind: SchemeKind::ApiKey {
                location: ParameterLocation::Header,
                name: "X-Api-Key".to_owned(),
            },
            docs: docs("AiToEarn Open Platform API Key。"),
            origin: origin("#/components/securitySchemes/apikey-header-X-Api-Key"),
        }],
        types,
        services: vec![Service {
            tag: Some("渠道管理/作品".to_owned()),
            pinned: Some("works".to_owned()),
            docs: Docs::default(),
            operations: vec![list(operation)],
            origin: origin("#/tags/9"),
        }],
        error_codes: CODES.iter().copied().map(code).collect(),
        ..Api::default()
    }
}

fn server(url: &str, name: &str, text: &str) -> Server {
    Server {
        url: url.to_owned(),
        pinned: Some(name.to_owned()),
        docs: docs(text),
        variables: Vec::new(),
        origin: origin("#/servers"),
    }
}

fn code((code, name): (i64, &str)) -> ErrorCode {
    ErrorCode {
        code,
        wire_name: Some(name.to_owned()),
        docs: Docs::default(),
        origin: origin("#/paths/~1works/get/responses/200"),
    }
}

pub fn parameter(
    wire_name: &str,
    style: ParameterStyle,
    ty: TypeRef,
    required: bool,
    text: &str,
) -> Parameter {
    Parameter {
        wire_name: wire_name.to_owned(),
        pinned: None,
        style,
        part: None,
        allow_reserved: false,
        encodings: Vec::new(),
        constant: None,
        allow_empty: false,
        ty,
        presence: if required {
            Presence::Required
        } else {
            Presence::Optional
        },
        default: None,
        constraints: Constraints {
            min_length: (wire_name == "accountId").then_some(1),
            ..Constraints::default()
        },
        docs: docs(text),
        origin: origin(&format!("#/paths/~1works/get/parameters/{wire_name}")),
    }
}

fn list(id: &str) -> Operation {
    let member = |text: &str| text.to_owned();
    Operation {
        wire_id: Some(id.to_owned()),
        pinned: None,
        method: member("GET"),
        tags: vec![member("works")],
        idempotency_key: None,
        first_sent: None,
        path: PathTemplate {
            text: member("/api/v2/channels/works/{platform}"),
            pieces: vec![
                PathPiece::Literal(member("/api/v2/channels/works/")),
                PathPiece::Parameter(member("platform")),
            ],
        },
        parameters: vec![
            parameter(
                "platform",
                ParameterStyle::PathSimple { explode: false },
                named(1),
                true,
                "平台标识",
            ),
            parameter(
                "accountId",
                ParameterStyle::QueryForm { explode: true },
                scalar(Scalar::String),
                true,
                "账号 ID",
            ),
            parameter(
                "pagination",
                ParameterStyle::QueryDeepObject,
                named(7),
                false,
                "分页参数",
            ),
        ],
        body: None,
        callbacks: Vec::new(),
        responses: Responses::default(),
        output: Output::Json(named(0)),
        security: vec![SecurityNeed {
            schemes: vec![needed(0)],
        }],
        servers: Vec::new(),
        stream_switch: None,
        paging: Some(paging()),
        polling: None,
        envelope: Some(Envelope {
            code: member("code"),
            success: 0,
            message: member("message"),
            data: member("data"),
            data_optional: false,
            request_id: Some(member("requestId")),
            timestamp: Some(member("timestamp")),
        }),
        error_codes: CODES.iter().map(|(code, _)| *code).collect(),
        docs: Docs {
            summary: Some(member("获取账号作品列表")),
            description: Some(member("接口说明：获取指定平台账号的作品列表")),
            deprecated: false,
        },
        origin: origin("#/paths/~1api~1v2~1channels~1works~1{platform}/get"),
    }
}

fn paging() -> Paging {
    let member = |text: &str| text.to_owned();
    let limit = |variant, field: &str| VariantField {
        variant,
        field: field.to_owned(),
    };
    let modes = PagingModes {
        answer: vec![member("pagination")],
        parameter: member("pagination"),
        limits: vec![limit(0, "pageSize"), limit(1, "limit"), limit(2, "limit")],
        modes: vec![
            PagingMode {
                answer: 0,
                step: ModeStep::Cursor(ModeCursor {
                    has_next: member("hasNext"),
                    next_cursor: member("nextCursor"),
                    request: 1,
                    cursor: member("cursor"),
                    limit: Some(member("limit")),
                    back: Some(CursorBack {
                        has_previous: member("hasPrevious"),
                        previous_cursor: member("previousCursor"),
                        direction: member("direction"),
                        value: member("previous"),
                    }),
                }),
            },
            PagingMode {
                answer: 1,
                step: ModeStep::Page(ModePage {
                    has_next: member("hasNext"),
                    page: member("page"),
                    page_size: member("pageSize"),
                    request: 0,
                    request_page: member("page"),
                    request_page_size: member("pageSize"),
                }),
            },
            PagingMode {
                answer: 2,
                step: ModeStep::End,
            },
        ],
    };
    Paging {
        items: vec![member("items")],
        step: PagingStep::Modes(modes),
        words: member("The next request has as `pagination` what the answer's `pagination` says."),
    }
}
