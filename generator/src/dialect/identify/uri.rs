//! URI references against a base (RFC 3986, section 5.2).

/// The URI that a reference without a fragment names, seen from a base.
pub(super) fn join(base: &str, reference: &str) -> String {
    let base = base.split('#').next().unwrap_or_default();
    let reference = reference.split('#').next().unwrap_or_default();
    if reference.is_empty() {
        return base.to_owned();
    }
    if scheme(reference).is_some() {
        return reference.to_owned();
    }
    let (start, path) = cut(base);
    if reference.starts_with("//") {
        let scheme = scheme(base).map(|scheme| format!("{scheme}:"));
        return format!("{}{reference}", scheme.unwrap_or_default());
    }
    let path = path.split('?').next().unwrap_or_default();
    let merged = if reference.starts_with('/') {
        reference.to_owned()
    } else if reference.starts_with('?') {
        format!("{path}{reference}")
    } else {
        let folder = path.rfind('/').map_or("", |at| &path[..=at]);
        let folder = if folder.is_empty() && !start.is_empty() && start.contains("//") {
            "/"
        } else {
            folder
        };
        format!("{folder}{reference}")
    };
    format!("{start}{}", without_dots(&merged))
}

/// The scheme of an absolute URI.
fn scheme(uri: &str) -> Option<&str> {
    let (scheme, _) = uri.split_once(':')?;
    let mut letters = scheme.chars();
    let first = letters.next()?;
    let rest = letters.all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter));
    (first.is_ascii_alphabetic() && rest).then_some(scheme)
}

/// A URI cut before its path.
fn cut(uri: &str) -> (&str, &str) {
    let after = scheme(uri).map_or(0, |scheme| scheme.len() + 1);
    let rest = &uri[after..];
    let path = match rest.strip_prefix("//") {
        Some(authority) => after + 2 + authority.find('/').unwrap_or(authority.len()),
        None => after,
    };
    uri.split_at(path)
}

/// A path without `.` and `..`.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let absolute = path.starts_with('/');
    let segments: Vec<&str> = path.split('/').skip(usize::from(absolute)).collect();
    for (index, segment) in segments.iter().enumerate() {
        let last = index + 1 == segments.len();
        match *segment {
            "." if last => kept.push(""),
            "." => {}
            ".." => {
                kept.pop();
                if last {
                    kept.push("");
                }
            }
            other => kept.push(other),
        }
    }
    let start = if absolute { "/" } else { "" };
    format!("{start}{}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn references_are_joined_as_rfc_3986_says() {
        for (base, reference, joined) in [
            ("http://a/b/c/d;p?q", "g", "http://a/b/c/g"),
            ("http://a/b/c/d;p?q", "./g/", "http://a/b/c/g/"),
            ("http://a/b/c/d;p?q", "/g", "http://a/g"),
            ("http://a/b/c/d;p?q", "//g", "http://g"),
            ("http://a/b/c/d;p?q", "?y", "http://a/b/c/d;p?y"),
            ("http://a/b/c/d;p?q", "../../../g", "http://a/g"),
            ("http://a/b/c/d;p?q", "..", "http://a/b/"),
            ("http://a", "g", "http://a/g"),
            ("", "a/../b.json", "b.json"),
            ("dir/a.json", "b.json#x", "dir/b.json"),
            ("urn:a:b", "", "urn:a:b"),
            ("x", "urn:a:b", "urn:a:b"),
        ] {
            assert_eq!(join(base, reference), joined, "{base} {reference}");
        }
    }
}
