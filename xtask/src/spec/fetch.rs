//! A document from where the vendor publishes it: a file, or a URL within limits.

use clientwright::lock::hash;
use std::io::Read;
use std::net::IpAddr;
use std::time::{Duration, Instant};
use ureq::http::{StatusCode, header};
use url::{Host, Url};

/// No answer is read further than this.
const LARGEST: u64 = 64 * 1024 * 1024;

/// How long all of it may take, redirects too.
const LONGEST: Duration = Duration::from_secs(60);

/// How often an answer may lead elsewhere.
const REDIRECTS: usize = 5;

/// What was read, and from where.
#[derive(Debug)]
pub struct Source {
    /// A path as it was given; of a URL what everybody may know.
    pub name: String,
    /// The text.
    pub text: String,
    /// The hash of its bytes.
    pub hash: String,
}

impl Source {
    /// Reads a file, or fetches a URL.
    pub fn read(name: &str) -> Result<Self, String> {
        let url = Url::parse(name).ok();
        let (name, bytes) = match url.filter(|_| !std::path::Path::new(name).is_file()) {
            Some(url) => (shown(&url), fetch(url)),
            None => {
                let bytes = std::fs::read(name).map_err(|error| error.to_string());
                (name.to_owned(), bytes)
            }
        };
        let bytes = bytes.map_err(|why| format!("error: {name}: {why}\n"))?;
        let hash = hash(&bytes);
        let text = String::from_utf8(bytes);
        let text = text.map_err(|_| format!("error: {name} is not UTF-8 text\n"))?;
        Ok(Self { name, text, hash })
    }
}

/// A URL without what may be a secret: who asks, and with which words.
fn shown(url: &Url) -> String {
    let port = url.port().map(|port| format!(":{port}"));
    let host = url.host_str().unwrap_or_default();
    let (scheme, path) = (url.scheme(), url.path());
    format!("{scheme}://{host}{}{path}", port.unwrap_or_default())
}

fn fetch(given: Url) -> Result<Vec<u8>, String> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        // Each way on is looked at before it is gone.
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .build()
        .into();
    let end = Instant::now() + LONGEST;
    let mut url = given.clone();
    for _ in 0..=REDIRECTS {
        allowed(&url, &given)?;
        let left = end.saturating_duration_since(Instant::now());
        let request = agent.get(url.as_str()).config();
        let request = request.timeout_global(Some(left)).build();
        let response = request.call().map_err(|error| error.to_string())?;
        let status = response.status();
        let here = shown(&url);
        if status.is_redirection() && status != StatusCode::NOT_MODIFIED {
            let next = response.headers().get(header::LOCATION);
            let next = next.and_then(|next| next.to_str().ok());
            let next =
                next.ok_or_else(|| format!("{here} answers {status} and does not say where"))?;
            url = url
                .join(next)
                .map_err(|error| format!("{here} leads to what is no URL: {error}"))?;
            continue;
        }
        if status != StatusCode::OK {
            return Err(format!("{here} answers {status}"));
        }
        let mut bytes = Vec::new();
        let mut body = response.into_body().into_reader().take(LARGEST + 1);
        body.read_to_end(&mut bytes)
            .map_err(|error| error.to_string())?;
        if bytes.len() as u64 > LARGEST {
            return Err(format!("{here} has more than {} MiB", LARGEST >> 20));
        }
        return Ok(bytes);
    }
    Err(format!("there are more than {REDIRECTS} redirects"))
}

/// Nobody on the way may change what is fetched, and nobody else may say what is asked of this machine.
fn allowed(url: &Url, given: &Url) -> Result<(), String> {
    let loopback = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        None => false,
    };
    match url.scheme() {
        "https" => Ok(()),
        "http" if loopback && url.origin() == given.origin() => Ok(()),
        _ => Err(format!(
            "{} is not fetched: only https is, and http from a server on this machine that was named",
            shown(url)
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::{allowed, shown};

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
            let url = url.parse().unwrap();
            assert_eq!(allowed(&url, &url).is_ok(), fine, "{url}");
        }
    }

    #[test]
    fn nobody_is_led_to_another_server_of_this_machine() {
        for (given, next, fine) in [
            (
                "https://example.com/api.yaml",
                "http://127.0.0.1/api.yaml",
                false,
            ),
            ("http://127.0.0.1:8080/a", "http://127.0.0.1:8080/b", true),
            ("http://127.0.0.1:8080/a", "http://127.0.0.1:9090/b", false),
            ("http://127.0.0.1:8080/a", "https://example.com/b", true),
        ] {
            let (given, next) = (given.parse().unwrap(), next.parse().unwrap());
            assert_eq!(allowed(&next, &given).is_ok(), fine, "{given} -> {next}");
        }
    }

    #[test]
    fn secrets_are_not_shown() {
        for (url, expected) in [
            (
                "https://me:secret@example.com:8443/api.yaml?sig=secret#part",
                "https://example.com:8443/api.yaml",
            ),
            ("http://[::1]/", "http://[::1]/"),
        ] {
            assert_eq!(shown(&url.parse().unwrap()), expected);
        }
    }
}
