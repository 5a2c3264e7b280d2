//! The operation: a list in pages, in an envelope.

use super::CODES;
use crate::parts::{named, needed, origin, parameter, scalar};
use clientwright::ir::*;

/// The list of works.
pub fn list(id: &str) -> Operation {
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
