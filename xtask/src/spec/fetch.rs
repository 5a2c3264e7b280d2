//! A document from where the vendor publishes it: a file, or a URL within limits.

use clientwright::lock::hash;
use std::io::Read;
use std::net::IpAddr;
use std::time::Duration;
use ureq::http::{StatusCode, header};
use url::{Host, Url};

/// No answer is read further than this.
const LARGEST: u64 = 64 * 1024 * 1024;

/// How long all of it may take.
const LONGEST: Duration = Duration::from_secs(60);

/// How often an answer may lead elsewhere.
const REDIRECTS: usize = 5;

/// What was read, and from where.
#[derive(Debug)]
pub struct Source {
    /// A path or a URL, as it was given.
    pub name: String,
    /// The text.
    pub text: String,
    /// The hash of its bytes.
    pub hash: String,
}

impl Source {
    /// Reads a file, or fetches a URL.
    pub fn read(name: &str) -> Result<Self, String> {
        let bytes = match Url::parse(name) {
            Ok(url) if !std::path::Path::new(name).is_file() => fetch(url),
            _ => std::fs::read(name).map_err(|error| error.to_string()),
        };
        let bytes = bytes.map_err(|why| format!("error: {name}: {why}\n"))?;
        let hash = hash(&bytes);
        let text = String::from_utf8(bytes);
        let text = text.map_err(|_| format!("error: {name} is not UTF-8 text\n"))?;
        Ok(Self {
            name: name.to_owned(),
            text,
            hash,
        })
    }
}

fn fetch(mut url: Url) -> Result<Vec<u8>, String> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(LONGEST))
        // Each way on is looked at before it is gone.
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .build()
        .into();
    for _ in 0..=REDIRECTS {
        allowed(&url)?;
        let response = agent.get(url.as_str()).call();
        let response = response.map_err(|error| error.to_string())?;
        let status = response.status();
        if status.is_redirection() && status != StatusCode::NOT_MODIFIED {
            let next = response.headers().get(header::LOCATION);
            let next = next.and_then(|next| next.to_str().ok());
            let next =
                next.ok_or_else(|| format!("{url} answers {status} and does not say where"))?;
            url = url.join(next).map_err(|error| format!("{next}: {error}"))?;
            continue;
        }
        if status != StatusCode::OK {
            return Err(format!("{url} answers {status}"));
        }
        let mut bytes = Vec::new();
        let mut body = response.into_body().into_reader().take(LARGEST + 1);
        body.read_to_end(&mut bytes)
            .map_err(|error| error.to_string())?;
        if bytes.len() as u64 > LARGEST {
            return Err(format!("{url} has more than {} MiB", LARGEST >> 20));
        }
        return Ok(bytes);
    }
    Err(format!("there are more than {REDIRECTS} redirects"))
}

/// Nobody on the way may change what is fetched.
fn allowed(url: &Url) -> Result<(), String> {
    let loopback = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        None => false,
    };
    match url.scheme() {
        "https" => Ok(()),
        "http" if loopback => Ok(()),
        _ => Err(format!(
            "{url} is not fetched: only https is, and http from this machine"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::allowed;

    #[test]
    fn only_what_nobody_can_change_on_the_way() {
        for (url, fine) in [
            ("https://example.com/api.yaml", true),
            ("http://example.com/api.yaml", false),
            ("http://127.0.0.1:8080/api.yaml", true),
            ("http://[::1]/api.yaml", true),
            ("http://localhost/api.yaml", true),
            ("http://localhost.example.com/api.yaml", false),
            ("ftp://example.com/api.yaml", false),
            ("file:///etc/passwd", false),
        ] {
            assert_eq!(allowed(&url.parse().unwrap()).is_ok(), fine, "{url}");
        }
    }
}
