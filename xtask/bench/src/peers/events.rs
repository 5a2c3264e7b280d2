//! Events told apart by a tag, in the three ways in which serde can say so.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The members of an event, without the tag in this module and with it in `with_kind`, where it is
/// of a type of one value: so none takes another one's events, and a try ends early.
macro_rules! events {
    ($($name:ident $kind:ident $text:literal { $($(#[$attribute:meta])* $field:ident: $ty:ty),* })*) => {
        $(
            #[derive(Debug, Deserialize, Serialize)]
            pub struct $name {
                pub id: i64,
                pub actor: String,
                pub at: String,
                $($(#[$attribute])* pub $field: $ty),*
            }
        )*

        pub mod with_kind {
            use serde::{Deserialize, Serialize};

            $(
                #[derive(Debug, Deserialize, Serialize)]
                pub enum $kind {
                    #[serde(rename = $text)]
                    This,
                }

                #[derive(Debug, Deserialize, Serialize)]
                pub struct $name {
                    pub kind: $kind,
                    pub id: i64,
                    pub actor: String,
                    pub at: String,
                    $($(#[$attribute])* pub $field: $ty),*
                }
            )*
        }
    };
}

events! {
    Opened OpenedKind "opened" { title: String, labels: Vec<String> }
    Commented CommentedKind "commented" {
        comment: i64,
        text: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        edited: Option<bool>
    }
    Labeled LabeledKind "labeled" { label: String, color: String }
    Moved MovedKind "moved" { from: String, to: String, position: f64 }
    Closed ClosedKind "closed" {
        reason: String,
        commit: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        duration: Option<f64>
    }
}

/// The first that fits, with anything at the end.
#[derive(Debug, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Untagged {
    Opened(with_kind::Opened),
    Commented(with_kind::Commented),
    Labeled(with_kind::Labeled),
    Moved(with_kind::Moved),
    Closed(with_kind::Closed),
    Unknown(Value),
}

/// By the tag; another tag fails.
#[derive(Debug, Deserialize, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Tagged {
    Opened(Opened),
    Commented(Commented),
    Labeled(Labeled),
    Moved(Moved),
    Closed(Closed),
}

/// By the tag; another tag is kept, as is whatever is wrong with a known one.
#[derive(Debug, Deserialize, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Open {
    Opened(Opened),
    Commented(Commented),
    Labeled(Labeled),
    Moved(Moved),
    Closed(Closed),
    #[serde(untagged)]
    Unknown(Value),
}
