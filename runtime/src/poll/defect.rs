//! Why work does not come to its end.

use std::fmt;

/// Why work does not come to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PollDefect {
    /// The work failed or was cancelled.
    Failed {
        /// The state, as the service calls it, such as `Failed` or `Canceled`.
        state: String,
        /// The code of the failure.
        code: Option<String>,
        /// What the service says of it. It is for people.
        message: Option<String>,
    },
    /// The answer says that the work goes on, but not where to ask for it.
    NoLink,
    /// What the answer has for a link leads nowhere by HTTP.
    BadLink,
    /// The answer does not tell how the work stands.
    NoState,
}

impl fmt::Display for PollDefect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed {
                state,
                code,
                message,
            } => {
                let head = |text: &str| text.chars().take(300).collect::<String>();
                write!(f, "the work ended as {:?}", head(state))?;
                if let Some(code) = code {
                    write!(f, ", code {:?}", head(code))?;
                }
                match message {
                    Some(message) => write!(f, ": {}", head(message)),
                    None => Ok(()),
                }
            }
            Self::NoLink => {
                f.write_str("the work goes on, and the answer does not say where to ask")
            }
            Self::BadLink => f.write_str("the answer's link to the state of the work is no URL"),
            Self::NoState => f.write_str("the answer does not tell how the work stands"),
        }
    }
}

impl std::error::Error for PollDefect {}
