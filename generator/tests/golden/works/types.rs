//! The types: a page of works, how it says where it ends, and how one is asked for.

use crate::parts::{field, named, record, scalar, strings, ty, variant};
use clientwright::ir::*;

const BASE: &str = "#/components/schemas/ChannelWorkListVo";

const REQUEST: Usage = Usage {
    request: true,
    response: false,
};
const RESPONSE: Usage = Usage {
    request: false,
    response: true,
};

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

/// All types, by their ids.
pub fn all() -> Vec<TypeDef> {
    let mut types = [answer(), page_info(), pagination(), inner()].concat();
    types.sort_by_key(|def| def.id.0);
    types
}

/// The answer and its works.
fn answer() -> Vec<TypeDef> {
    vec![
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
            BASE,
        ),
        ty(
            1,
            property(0, "platform"),
            Some("Platform"),
            strings(PLATFORMS),
            Usage {
                request: true,
                response: true,
            },
            &format!("{BASE}/properties/platform"),
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
            &format!("{BASE}/properties/items/items"),
        ),
    ]
}

/// What an answer says of the pages.
fn page_info() -> Vec<TypeDef> {
    vec![
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
            &format!("{BASE}/properties/pagination"),
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
            &format!("{BASE}/properties/pagination/oneOf/0"),
        ),
        ty(
            6,
            Place::Variant(TypeId(4), "page".to_owned()),
            None,
            record(vec![
                field("page", scalar(Scalar::NonZeroU64), true, "页码"),
                field("pageSize", scalar(Scalar::NonZeroU64), true, "每页数量"),
                field(
                    "total",
                    scalar(Scalar::Integer(Integer::U64)),
                    false,
                    "总数",
                ),
                field("hasNext", scalar(Scalar::Bool), true, "是否有下一页"),
                field("hasPrevious", scalar(Scalar::Bool), true, "是否有上一页"),
            ]),
            RESPONSE,
            &format!("{BASE}/properties/pagination/oneOf/1"),
        ),
    ]
}

/// The ways to ask for a page.
fn pagination() -> Vec<TypeDef> {
    let mut first = Record {
        fields: vec![positive(field(
            "limit",
            scalar(Scalar::Integer(Integer::U64)),
            false,
            "每页数量",
        ))],
        ..Record::default()
    };
    first.constants.push(Constant {
        wire_name: "direction".to_owned(),
        value: Literal::String("next".to_owned()),
    });
    vec![
        ty(
            7,
            Place::Parameter(super::LIST.to_owned(), "pagination".to_owned()),
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
                positive(field(
                    "page",
                    scalar(Scalar::Integer(Integer::U64)),
                    true,
                    "页码",
                )),
                positive(field(
                    "pageSize",
                    scalar(Scalar::Integer(Integer::U64)),
                    true,
                    "每页数量",
                )),
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
                    scalar(Scalar::Integer(Integer::U64)),
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
    ]
}

/// What only other types have.
fn inner() -> Vec<TypeDef> {
    vec![
        ty(
            3,
            property(2, "contentMode"),
            Some("ContentMode"),
            strings(&["article2", "article", "video"]),
            RESPONSE,
            &format!("{BASE}/properties/items/items/properties/contentMode"),
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
            &format!("{BASE}/properties/items/items/properties/metrics"),
        ),
        ty(
            12,
            property(9, "direction"),
            Some("Direction"),
            strings(&["next", "previous"]),
            REQUEST,
            "#/paths/~1works/get/parameters/2/schema/anyOf/1/anyOf/0/properties/direction",
        ),
    ]
}

fn text() -> TypeRef {
    scalar(Scalar::String)
}

fn property(id: u32, name: &str) -> Place {
    Place::Property(TypeId(id), name.to_owned())
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
