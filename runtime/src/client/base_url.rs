//! Where the service is.

use crate::error::Error;
use url::Url;

/// A base URL: scheme, host, port and maybe a path, without a slash at the end.
#[derive(Clone, Debug)]
pub(crate) struct BaseUrl(String);

impl BaseUrl {
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        let text = text.trim();
        if text.is_empty() || text.starts_with('/') {
            let rule = "is needed: the API's document names no server with a host";
            return Err(Error::invalid("base_url", rule));
        }
        let refuse = |rule: &str| Err(Error::invalid("base_url", rule));
        let Ok(url) = Url::parse(text) else {
            return refuse("is not a URL");
        };
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
            return refuse("must begin with http:// or https:// and name a host");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return refuse("must not hold a user or password");
        }
        if url.query().is_some() || url.fragment().is_some() {
            return refuse("must not have a query or fragment");
        }
        Ok(Self(url.as_str().trim_end_matches('/').to_owned()))
    }

    /// Another server, whose URL may be relative to this one.
    pub(crate) fn join(&self, text: &str) -> Result<Self, Error> {
        if text.contains("://") {
            return Self::parse(text);
        }
        let base = Url::parse(&format!("{}/", self.0));
        let joined = base.and_then(|base| base.join(text));
        let joined = joined.map_err(|_| Error::invalid("base_url", "is not a URL"))?;
        Self::parse(joined.as_str())
    }

    /// A URL that may be relative to this one.
    pub(crate) fn locate(&self, text: &str) -> String {
        let base = Url::parse(&format!("{}/", self.0));
        let located = base.and_then(|base| base.join(text));
        located.map_or_else(|_| text.to_owned(), Into::into)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn with_and_without_path_and_slash() {
        let base = |text| BaseUrl::parse(text).unwrap().0;
        assert_eq!(base("https://a.cn"), "https://a.cn");
        assert_eq!(base("https://a.cn/"), "https://a.cn");
        assert_eq!(base("http://a.cn:8080/x/y/"), "http://a.cn:8080/x/y");
    }

    #[test]
    fn another_server_may_be_relative() {
        let base = BaseUrl::parse("https://a.cn/v1").unwrap();
        let joined = |text| base.join(text).unwrap().0;
        assert_eq!(joined("https://b.cn/v2/"), "https://b.cn/v2");
        assert_eq!(joined("/v2"), "https://a.cn/v2");
        assert_eq!(joined("v2"), "https://a.cn/v1/v2");
    }

    #[test]
    fn refuses_what_is_no_base() {
        for text in [
            "",
            "/",
            "/v1",
            "a.cn",
            "ftp://a.cn",
            "https://u:p@a.cn",
            "https://a.cn?k=1",
        ] {
            let error = BaseUrl::parse(text).unwrap_err();
            assert_eq!(error.argument(), Some("base_url"));
            assert!(!error.to_string().contains("u:p"));
        }
    }
}
