//! The manifest of a crate that holds the runtime: what the runtime's own says goes into it.

use std::collections::BTreeSet;
use toml::{Table, Value};

/// How the manifest of a generated crate names the runtime.
const RUNTIME: &str = "clientwright-runtime";

/// Features that only the runtime has; those of the crate's tags must not be called so.
pub(super) const INNER: [&str; 3] = ["base64", "chrono", "xml"];

/// What one manifest makes of the other.
pub(super) struct Merged {
    /// The crate's manifest.
    pub(super) text: String,
    /// Features of the runtime that are always on, and so are none here.
    pub(super) always: Vec<String>,
}

/// The name of one of the runtime's features in the crate.
pub(super) fn renamed(feature: &str) -> String {
    match INNER.contains(&feature) {
        true => format!("runtime-{feature}"),
        false => feature.to_owned(),
    }
}

/// Puts the dependencies and the features of the runtime in the place of the dependency on it.
pub(super) fn merge(own: &str, runtime: &str) -> Result<Merged, String> {
    let read = |text: &str| text.parse::<Table>().map_err(|error| error.to_string());
    let (parsed, inner) = (read(own)?, read(runtime)?);
    let always = strings(
        parsed
            .get("dependencies")
            .and_then(|all| all.get(RUNTIME)?.get("features")),
    );
    let runtime = Runtime {
        manifest: &inner,
        always: &always,
        calls: parsed
            .get("features")
            .is_some_and(|all| all.get("client").is_some()),
    };
    runtime.refuse_doubles(&parsed)?;
    let mut text = String::new();
    let mut section = "";
    for line in own.lines() {
        section = if line.starts_with('[') { line } else { section };
        if line.starts_with(&format!("{RUNTIME} = ")) {
            text.push_str(&runtime.dependencies(inner.get("dependencies")));
            continue;
        }
        // Before the dependencies, where the features end.
        if line == "[dependencies]" {
            text = format!("{}\n{}\n", text.trim_end(), runtime.inner_features());
        }
        match line.split_once(" = ").filter(|_| section == "[features]") {
            Some((name, brings)) => {
                let line = toml::from_str::<Table>(&format!("x = {brings}"));
                let brings = strings(line.map_err(|error| error.to_string())?.get("x"));
                text.push_str(&feature(name, runtime.brought(&brings)));
            }
            None => text.push_str(&format!("{line}\n")),
        }
    }
    text.push_str(&runtime.targets());
    Ok(Merged { text, always })
}

struct Runtime<'m> {
    manifest: &'m Table,
    always: &'m [String],
    /// Whether the crate has more than types, and so anything that can be turned on.
    calls: bool,
}

impl Runtime<'_> {
    fn is_always(&self, feature: &str) -> bool {
        self.always.iter().any(|known| known == feature)
    }

    /// What a feature of the runtime brings, as features of the crate.
    fn of(&self, feature: &str) -> Vec<String> {
        let brings = self
            .manifest
            .get("features")
            .and_then(|all| all.get(feature));
        let kept = strings(brings).into_iter().filter(|one| {
            let dependency = one.strip_prefix("dep:").unwrap_or(one);
            !self.is_always(dependency)
        });
        kept.map(|one| renamed(&one)).collect()
    }

    /// What a feature of the crate brings, without the runtime between.
    fn brought(&self, brings: &[String]) -> Vec<String> {
        let prefix = format!("{RUNTIME}/");
        let mut all: Vec<String> = Vec::new();
        for one in brings {
            let more = match one.strip_prefix(&prefix) {
                Some(inner) if INNER.contains(&inner) => vec![renamed(inner)],
                Some(inner) => self.of(inner),
                None => vec![one.clone()],
            };
            for one in more {
                if !all.contains(&one) {
                    all.push(one);
                }
            }
        }
        all
    }

    /// The features that only the runtime has.
    fn inner_features(&self) -> String {
        let own = INNER
            .iter()
            .filter(|name| self.calls && !self.is_always(name));
        own.map(|name| feature(&renamed(name), self.of(name)))
            .collect()
    }

    /// Lines of dependencies. What is always on is not optional.
    fn dependencies(&self, table: Option<&Value>) -> String {
        let all = table.and_then(Value::as_table).into_iter().flatten();
        let line = |(name, value): (&String, &Value)| {
            let mut value = value.clone();
            if let Some(table) = value.as_table_mut().filter(|_| self.is_always(name)) {
                table.remove("optional");
            }
            let wanted = self.calls || value.get("optional").is_none();
            wanted.then(|| format!("{name} = {value}\n"))
        };
        all.filter_map(line).collect()
    }

    /// The dependencies of some targets only.
    fn targets(&self) -> String {
        let all = self.manifest.get("target").and_then(Value::as_table);
        let section = |(target, inner): (&String, &Value)| {
            let lines = self.dependencies(inner.get("dependencies"));
            (!lines.is_empty()).then(|| format!("\n[target.'{target}'.dependencies]\n{lines}"))
        };
        all.into_iter().flatten().filter_map(section).collect()
    }

    /// A dependency is declared once.
    fn refuse_doubles(&self, own: &Table) -> Result<(), String> {
        let names = |table: &Table| -> BTreeSet<String> {
            let table = table.get("dependencies").and_then(Value::as_table);
            table
                .into_iter()
                .flatten()
                .map(|(name, _)| name.clone())
                .collect()
        };
        match names(own).intersection(&names(self.manifest)).next() {
            Some(double) => Err(format!(
                "`{double}` is a dependency of the embedded runtime already: take it out of `[output.dependencies]`, or use \
                 `runtime = \"copy\"`"
            )),
            None => Ok(()),
        }
    }
}

fn feature(name: &str, brings: Vec<String>) -> String {
    let brings = Value::Array(brings.into_iter().map(Value::String).collect());
    format!("{name} = {brings}\n")
}

fn strings(value: Option<&Value>) -> Vec<String> {
    let all = value.and_then(Value::as_array).into_iter().flatten();
    all.filter_map(Value::as_str).map(str::to_owned).collect()
}
