//! Real documents at two versions: what others would call breaking is found, and where. They stand beside the
//! project; without them nothing is tested. docs/oasdiff.md says what is found as what.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

use clientwright::DiffCommand;
use clientwright::diff::Format;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Where the old and the new document are, and some of what breaks: the Rust path, and why.
type Pair = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

const PAIRS: &[Pair] = &[
    (
        "spector/versioning/added/openapi.v1.yaml",
        "spector/versioning/added/openapi.v2.yaml",
        &[
            ("Client::v1()", "other-arguments"),
            ("types::ModelV1", "other-arguments"),
            ("types::UnionV1", "other-kind"),
        ],
    ),
    (
        "spector/versioning/madeOptional/openapi.v1.yaml",
        "spector/versioning/madeOptional/openapi.v2.yaml",
        &[
            ("Client::test()", "other-arguments"),
            ("types::TestModel::changed_prop", "other-type"),
        ],
    ),
    (
        "spector/versioning/removed/openapi.v1.yaml",
        "spector/versioning/removed/openapi.v2.yaml",
        &[
            ("Client::v1()", "removed"),
            ("Client::interface_v1_v1_in_interface()", "removed"),
            ("Client::v2()", "other-arguments"),
            ("types::ModelV2::removed_prop", "removed"),
            ("types::EnumV2::EnumMemberV1", "removed"),
            ("types::UnionV2::V1Scalar", "removed"),
        ],
    ),
    (
        "spector/versioning/renamedFrom/openapi.v1.yaml",
        "spector/versioning/renamedFrom/openapi.v2.yaml",
        &[
            ("Client::new_op()", "renamed"),
            ("Client::new_interface_new_op_in_new_interface()", "renamed"),
            ("types::OldModel", "removed"),
        ],
    ),
    (
        "spector/versioning/returnTypeChangedFrom/openapi.v1.yaml",
        "spector/versioning/returnTypeChangedFrom/openapi.v2.yaml",
        &[("Client::test()", "other-result")],
    ),
    (
        "spector/versioning/typeChangedFrom/openapi.v1.yaml",
        "spector/versioning/typeChangedFrom/openapi.v2.yaml",
        &[
            ("Client::test()", "other-arguments"),
            ("types::TestModel::changed_prop", "other-type"),
        ],
    ),
    (
        "corpus/ogen-go-ogen/examples/swagger-petstore.yml",
        "corpus/ogen-go-ogen/examples/swagger-petstore-1.0.27.yaml",
        &[
            ("api::pet::Pet::find_by_status()", "other-arguments"),
            ("api::pet::Pet::find_by_tags()", "other-arguments"),
            ("api::pet::Pet::update_with_form()", "other-result"),
        ],
    ),
    (
        "corpus/ogen-go-ogen/examples/telegram_bot_api.json",
        "corpus/ogen-go-ogen/examples/gotd_bot_api.json",
        &[
            ("types::Message::voice_chat_started", "removed"),
            (
                "types::PromoteChatMember::can_manage_voice_chats",
                "removed",
            ),
            ("types::Sticker", "other-arguments"),
        ],
    ),
];

#[test]
fn what_breaks_between_versions_of_real_documents_is_found() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("CLIENTWRIGHT_SHARED").map_or(beside, PathBuf::from);
    if !shared.join("spector/versioning").is_dir() || !shared.join("corpus").is_dir() {
        eprintln!("skipped: there are no versions of documents in ../shared");
        return;
    }
    let mut wrong = String::new();
    for (old, new, breaks) in PAIRS {
        let name = |file: &str| shared.join(file).to_str().unwrap().to_owned();
        let (was, is) = (name(old), name(new));
        let command = DiffCommand {
            old: Some(&was),
            new: Some(&is),
            format: Format::Json,
            ..DiffCommand::default()
        };
        let text = command.run().unwrap().text.unwrap();
        let diff: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(diff["verdict"], "major", "{old}");
        let changes = diff["changes"].as_array().unwrap();
        for (path, rule) in *breaks {
            let found = changes.iter().any(|change| {
                change["path"] == *path
                    && change["level"] == "major"
                    && change["rules"]
                        .as_array()
                        .unwrap()
                        .contains(&(*rule).into())
            });
            if !found {
                wrong.push_str(&format!("{old}: {path} is not {rule}\n"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
