//! AiToEarn's pages of works.

use clientwright_runtime::DateTime;
use serde::{Deserialize, Serialize};
use std::num::NonZeroU64;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Envelope<T> {
    pub code: i64,
    pub message: String,
    pub data: Option<T>,
    pub timestamp: Option<i64>,
    pub request_id: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct Page {
    pub platform: Platform,
    pub items: Vec<Work>,
    pub pagination: Pagination,
}

#[derive(Debug, Deserialize, Serialize)]
pub enum Platform {
    #[serde(rename = "douyin")]
    Douyin,
    #[serde(rename = "xhs")]
    Xhs,
    #[serde(rename = "wxSph")]
    WxSph,
    #[serde(rename = "KWAI")]
    Kwai,
    #[serde(rename = "youtube")]
    Youtube,
    #[serde(rename = "wxGzh")]
    WxGzh,
    #[serde(rename = "bilibili")]
    Bilibili,
    #[serde(rename = "twitter")]
    Twitter,
    #[serde(rename = "tiktok")]
    Tiktok,
    #[serde(rename = "facebook")]
    Facebook,
    #[serde(rename = "instagram")]
    Instagram,
    #[serde(rename = "threads")]
    Threads,
    #[serde(rename = "pinterest")]
    Pinterest,
    #[serde(rename = "linkedin")]
    Linkedin,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Work {
    pub platform_work_id: String,
    pub content_mode: ContentMode,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cover_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_at: Option<DateTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author_platform_uid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metrics: Option<Metrics>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ContentMode {
    Article2,
    Article,
    Video,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Metrics {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub view_count: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub play_count: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub impression_count: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reach_count: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub like_count: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collect_count: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment_count: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share_count: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub save_count: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub click_count: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub engagement_count: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub watch_time_seconds: Option<f64>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(
    tag = "mode",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Pagination {
    Cursor {
        #[serde(skip_serializing_if = "Option::is_none")]
        next_cursor: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        previous_cursor: Option<String>,
        has_next: bool,
        has_previous: bool,
        limit: NonZeroU64,
    },
    Page {
        page: NonZeroU64,
        page_size: NonZeroU64,
        #[serde(skip_serializing_if = "Option::is_none")]
        total: Option<u64>,
        has_next: bool,
        has_previous: bool,
    },
    None,
}
