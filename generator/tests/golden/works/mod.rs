//! An API built by hand: records, enums, both kinds of unions, an envelope, paging, a key.

mod operation;
mod types;

use crate::parts::{docs, origin};
use clientwright::ir::*;

const LIST: &str = "WorksController_listWorks_v2";

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
        types: types::all(),
        services: vec![Service {
            tag: Some("渠道管理/作品".to_owned()),
            pinned: Some("works".to_owned()),
            docs: Docs::default(),
            operations: vec![operation::list(LIST)],
            types: types::all().iter().map(|ty| ty.id).collect(),
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
