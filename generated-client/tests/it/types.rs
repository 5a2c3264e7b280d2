//! Values at their limits, and values that the document does not know.

use crate::service::{Service, page, success};
use aitoearn_client::types::{ChannelWorkListVo, ContentMode, PageInfo, Platform, Work};
use clientwright_runtime::serde_json::{from_str, json, to_string, to_value};

#[tokio::test]
async fn texts_and_numbers_arrive_as_they_were_sent() {
    let mut data = page(
        &["作品 😀"],
        json!({
            "mode": "page", "page": 9_007_199_254_740_991_u64, "pageSize": 1, "total": 0,
            "hasNext": false, "hasPrevious": true
        }),
    );
    data["platform"] = json!("brand-new");
    data["items"][0]["contentMode"] = json!("圆");
    data["items"][0]["title"] = json!("标题 \u{0}\u{1f600}\"\\");
    data["items"][0]["publishedAt"] = json!("2026-07-02T12:00:00.000+08:00");
    data["items"][0]["metrics"] = json!({"viewCount": 1.5, "likeCount": 0, "playCount": 1e300});
    let service = Service::answering(200, success(&data)).await;
    let got = service.client().works().list("KWAI", "a").await.unwrap();
    assert!(matches!(&got.platform, Platform::Unknown(text) if text.as_str() == "brand-new"));
    let work = &got.items[0];
    assert_eq!(work.platform_work_id, "作品 😀");
    assert_eq!(work.title.as_deref(), Some("标题 \u{0}\u{1f600}\"\\"));
    assert_eq!(work.content_mode.as_str(), "圆");
    let published = work.published_at.unwrap();
    assert_eq!(published.offset().local_minus_utc(), 8 * 3600);
    assert_eq!(published.timestamp(), 1_782_964_800);
    let metrics = work.metrics.as_ref().unwrap();
    assert_eq!(metrics.view_count, Some(1.5));
    assert_eq!(metrics.like_count, Some(0.0));
    assert_eq!(metrics.play_count, Some(1e300));
    let PageInfo::Page(info) = &got.pagination else {
        panic!()
    };
    assert_eq!(info.page.get(), 9_007_199_254_740_991);
    assert_eq!(info.total, Some(0));
}

#[test]
fn what_is_read_is_written_back() {
    let value = json!({
        "platform": "brand-new",
        "items": [{"platformWorkId": "1", "contentMode": "article2", "metrics": {"viewCount": 2.0}}],
        "pagination": {"mode": "token", "t": [1, null]}
    });
    let read: ChannelWorkListVo = from_str(&value.to_string()).unwrap();
    assert_eq!(to_value(&read).unwrap(), value);
}

#[test]
fn enums_are_open_and_compare_by_value() {
    for platform in ["KWAI", "google_business", "kwai", "", "Unknown"] {
        let read: Platform = from_str(&to_string(platform).unwrap()).unwrap();
        assert_eq!(read.as_str(), platform);
        assert_eq!(read, Platform::from(platform));
        assert_eq!(to_value(&read).unwrap(), platform);
        assert_eq!(read.to_string(), platform);
    }
    assert_eq!(Platform::from("KWAI"), Platform::Kwai);
    assert_eq!(ContentMode::from("video"), ContentMode::Video);
}

#[test]
fn undeclared_members_are_skipped_and_missing_ones_named() {
    let work: Work = from_str(r#"{"x":[{}],"contentMode":"video","platformWorkId":"1"}"#).unwrap();
    assert_eq!(work.content_mode, ContentMode::Video);
    let error = from_str::<Work>(r#"{"contentMode":"video"}"#)
        .unwrap_err()
        .to_string();
    assert!(error.contains("platformWorkId"), "{error}");
    let null = from_str::<Work>(r#"{"contentMode":"video","platformWorkId":"1","title":null}"#);
    assert!(null.unwrap_err().to_string().contains("null"));
}
