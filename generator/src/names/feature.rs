//! Names of the features of the generated crate.

use super::scope::{Scope, Wish, settle};

/// Features of the runtime that a generated crate passes on under their own names, and the feature of
/// the generated crate that each brings. `runtime/Cargo.toml` says what they do.
pub const PASSED: &[(&str, &str)] = &[
    ("reqwest", "client"),
    ("rustls-ring", "reqwest"),
    ("rustls-aws-lc", "reqwest"),
    ("native-tls", "reqwest"),
    ("gzip", "reqwest"),
    ("brotli", "reqwest"),
    ("zstd", "reqwest"),
    ("http2", "reqwest"),
    ("tower", "client"),
    ("tracing", "client"),
    ("blocking", "client"),
    ("testing", "client"),
    ("watch", "client"),
];

/// The one of them that is on if nothing is said.
pub const TLS: &str = "rustls-ring";

/// Features that every generated crate has besides.
const OWN: [&str; 3] = ["default", "types", "client"];

/// What no service's feature is called.
pub(super) fn reserved() -> impl Iterator<Item = &'static str> {
    PASSED.iter().map(|(name, _)| *name).chain(OWN)
}

/// What a feature is known by among the paths of a crate.
pub fn path(name: &str) -> String {
    format!("feature {name}")
}

/// A feature for each service, called as the client's method for it.
pub(super) fn name(accessors: &[String]) -> Vec<String> {
    let reserved: Vec<&str> = reserved().collect();
    let wish = |name: &String| {
        // Who can have its name keeps it, whoever else comes.
        let rank = if reserved.contains(&name.as_str()) {
            "2"
        } else {
            "1"
        };
        Wish::new(name, vec![name.clone(), format!("{name}_api")]).before(rank)
    };
    let wishes: Vec<Wish> = accessors.iter().map(wish).collect();
    settle(&mut Scope::reserving(&reserved), &wishes)
}

#[cfg(test)]
mod tests {
    use super::{PASSED, TLS, name};
    use std::collections::BTreeSet;

    #[test]
    fn all_features_of_the_runtime_are_passed_on() {
        let manifest = include_str!("../../../runtime/Cargo.toml");
        let manifest: toml::Table = manifest.parse().unwrap();
        let features = manifest["features"].as_table().unwrap();
        let mut there: BTreeSet<&str> = features.keys().map(String::as_str).collect();
        // These follow from what is generated.
        for own in ["default", "client", "base64", "chrono", "xml"] {
            assert!(there.remove(own), "{own}");
        }
        let passed: BTreeSet<&str> = PASSED.iter().map(|(name, _)| *name).collect();
        assert_eq!(passed, there, "tell names/feature.rs of it");
        assert_eq!(features["default"], vec![TLS].into());
    }

    #[test]
    fn the_crates_own_features_stand() {
        let names = name(&["works", "types", "gzip", "types_api"].map(str::to_owned));
        assert_eq!(names, ["works", "types_api_2", "gzip_api", "types_api"]);
    }
}
