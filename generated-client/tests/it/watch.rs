//! Where the service answers otherwise than the document says, from the answer to the document that says it.

use crate::service::{Service, failure, json_text, page, success};
use aitoearn_client::Client;
use aitoearn_client::runtime::watch::{Kind, Watch};
use aitoearn_client::watch;
use clientwright::config;
use clientwright::source::DiskFiles;
use serde_json::{Value, json};
use std::path::Path;

const WORK: &str = "#/components/schemas/ChannelWorkListVo/properties/items/items";
const LIST: &str = "#/paths/~1api~1v2~1channels~1works~1{platform}/get";

/// What the document knows nothing of.
fn answers() -> Vec<(u16, String)> {
    let mut strange = page(&["1", "2"], json!({"mode": "none"}));
    strange["items"][0]["durationSeconds"] = json!(12.5);
    strange["items"][0]["shareToken"] = json!("abc");
    strange["items"][1]["durationSeconds"] = json!(7);
    strange["items"][1]["contentMode"] = json!("hologram");
    let mut null = page(&["3"], json!({"mode": "none"}));
    null["items"][0]["title"] = Value::Null;
    vec![
        (200, success(&strange)),
        (200, success(&null)),
        (200, failure(15099, "upstream is asleep", &json!({}))),
        (418, "{}".to_owned()),
        (200, success(&page(&["4"], json!({"mode": "none"})))),
    ]
}

async fn watched() -> Watch {
    let all = answers();
    let many = all.len();
    let service = Service::start(move |_, number| {
        let (status, body) = all[number].clone();
        json_text(status, body)
    });
    let service = service.await;
    let watch = watch::new();
    let builder = service.builder().attempt_middleware(watch.clone());
    let builder = builder.retry(aitoearn_client::runtime::RetryPolicy::never());
    let client: Client = builder.build().unwrap();
    for _ in 0..many {
        // Some of them do not decode, and are seen all the same.
        let _ = client.works().list("KWAI", "a").await;
    }
    watch
}

#[tokio::test]
async fn what_the_document_does_not_say_is_seen() {
    let watch = watched().await;
    let seen = watch.observations();
    let found: Vec<(Kind, &str, &str, u64)> = seen
        .iter()
        .map(|one| (one.kind, one.pointer.as_str(), one.name.as_str(), one.count))
        .collect();
    let mode = format!("{WORK}/properties/contentMode");
    let title = format!("{WORK}/properties/title");
    let expected = [
        (Kind::UnknownMember, WORK, "durationSeconds", 2),
        (Kind::UnknownMember, WORK, "shareToken", 1),
        (Kind::UnknownValue, &mode, "\"hologram\"", 1),
        (Kind::Null, &title, "title", 1),
        (Kind::UndocumentedCode, LIST, "15099", 1),
        (Kind::UndeclaredStatus, LIST, "418", 1),
    ];
    for one in expected {
        assert!(found.contains(&one), "{one:?} is not in {found:#?}");
    }
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    let duration = seen.iter().find(|one| one.name == "durationSeconds");
    assert_eq!(duration.unwrap().types, ["number", "integer"]);
    assert_eq!(duration.unwrap().example, Some(json!(12.5)));
    let text = watch.to_json();
    assert!(text.contains("\"***\"") && !text.contains("abc"), "{text}");
    assert!(!text.contains("secret-key"));
}

#[tokio::test]
async fn the_overlay_mends_the_document() {
    let observations = watched().await.to_json();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/clientwright.toml");
    let mut config = config::load(&file, &DiskFiles).config.unwrap();
    let document = clientwright::overlaid(&config, &DiskFiles).document;
    let observed = clientwright::from_observations(&observations, &document.unwrap()).unwrap();
    assert_eq!((observed.mended, observed.left.as_slice()), (6, &[][..]));

    let overlay = std::env::temp_dir().join(format!("observed-{}.yaml", std::process::id()));
    std::fs::write(&overlay, observed.text.unwrap()).unwrap();
    config.input.overlays.push(overlay.clone());
    let outcome = clientwright::generate(&config, &DiskFiles);
    std::fs::remove_file(overlay).unwrap();
    assert!(!outcome.diagnostics.has_errors());
    let text = |path: &str| {
        let file = outcome.files.iter().find(|file| file.path == path);
        &file.unwrap().text
    };
    let work = text("src/types/work.rs");
    assert!(
        work.contains("pub duration_seconds: Option<f64>,"),
        "{work}"
    );
    assert!(
        work.contains("pub title: Option<runtime::Nullable<String>>,"),
        "{work}"
    );
    assert!(text("src/types/content_mode.rs").contains("Hologram"));
    assert!(text("src/error.rs").contains("= 15099,"));
}
