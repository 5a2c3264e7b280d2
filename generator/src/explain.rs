//! Why something in a generated crate is what it is: where it comes from, why it is called so, what was concluded
//! about it.

use crate::config::Config;
use crate::diagnostic::{Diagnostics, is_visible};
use crate::document::Node;
use crate::ir::{Api, Inference};
use crate::names::Names;
use crate::report::{Kind, PublicName, place, public};
use crate::source::{Files, Pointer, SourceMap, Span};
use serde::Serialize;
use std::fmt::Write as _;

/// What is known of one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// Its Rust path, from the crate's root.
    pub path: String,
    /// What it is: `type`, `operation`, `field`.
    pub item: &'static str,
    /// The place in the document.
    pub pointer: String,
    /// `file:line:column`: in the overlay's file for what an overlay brought in.
    pub place: Option<String>,
    /// Why it is called so.
    pub name: String,
    /// What was concluded about it, or about what it stands in, and from what.
    pub inferred: Vec<Conclusion>,
    /// Places in it that are any JSON, because the document leaves them open.
    pub untyped: Vec<String>,
    /// What was left out of it, and why.
    pub left_out: Vec<String>,
    /// What was found in it: `place: severity[code]: message`.
    pub findings: Vec<String>,
}

/// Something that was concluded rather than read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Conclusion {
    /// What.
    pub what: String,
    /// From what, one fact each.
    pub evidence: Vec<String>,
    /// How to pin it or turn it off in the configuration.
    pub pin: String,
}

/// What was asked for.
#[derive(Clone, Debug, Default)]
pub struct Explanations {
    /// Everything of that name, or at that place; `None` if an error stopped the run.
    pub items: Option<Vec<Explained>>,
    /// Names that are nearly the one that was asked for, where nothing has it.
    pub near: Vec<String>,
    /// What was found in the document.
    pub diagnostics: Diagnostics,
    /// The files that were read, for rendering the diagnostics.
    pub sources: SourceMap,
}

/// Explains an item of the crate that would be generated: by its Rust path or the end of one (`Work`,
/// `Works::list`), or by a JSON pointer (`#/components/schemas/Work`).
pub fn explain(config: &Config, files: &dyn Files, item: &str) -> Explanations {
    let analysis = crate::analyse(config, files);
    let mut explanations = Explanations {
        diagnostics: analysis.diagnostics,
        sources: analysis.sources,
        ..Explanations::default()
    };
    let (Some((api, names)), Some(document)) = (&analysis.api, &analysis.document) else {
        return explanations;
    };
    let all = public(api, names);
    let meant: Vec<&PublicName> = all.iter().filter(|name| is_meant(name, item)).collect();
    if meant.is_empty() {
        explanations.near = near(&all, item);
    }
    let unlocked = unlocked(config, api);
    let about = About {
        config,
        api,
        document,
        unlocked: &unlocked,
        found: &explanations.diagnostics,
        sources: &explanations.sources,
    };
    let items = meant.into_iter().map(|name| about.explained(name));
    explanations.items = Some(items.collect());
    explanations
}

fn is_meant(name: &PublicName, item: &str) -> bool {
    let end = name.path.strip_suffix(item);
    name.pointer == item || end.is_some_and(|start| start.is_empty() || start.ends_with("::"))
}

/// Paths whose last word is nearly the last one of the item's.
fn near(all: &[PublicName], item: &str) -> Vec<String> {
    let last = |path: &str| path.rsplit("::").next().unwrap_or_default().to_lowercase();
    let wanted = last(item);
    let mut near: Vec<(usize, &str)> = all
        .iter()
        .map(|name| {
            (
                strsim::damerau_levenshtein(&last(&name.path), &wanted),
                &*name.path,
            )
        })
        .filter(|(distance, _)| *distance <= 1 + wanted.len() / 4)
        .collect();
    near.sort_unstable();
    near.truncate(3);
    near.into_iter().map(|(_, path)| path.to_owned()).collect()
}

/// The names that everything would have if nothing had one before.
fn unlocked(config: &Config, api: &Api) -> Vec<PublicName> {
    let mut unheard = Diagnostics::default();
    let none = crate::names::Locked::default();
    let names: Names = crate::names::name(api, &config.names, &none, &mut unheard);
    public(api, &names)
}

struct About<'a> {
    config: &'a Config,
    api: &'a Api,
    document: &'a Node,
    unlocked: &'a [PublicName],
    found: &'a Diagnostics,
    sources: &'a SourceMap,
}

impl About<'_> {
    fn explained(&self, name: &PublicName) -> Explained {
        let node = Pointer::parse(&name.pointer).and_then(|at| self.document.at(&at));
        let within = |pointer: &Pointer| is_within(&pointer.to_string(), &name.pointer);
        let coverage = &self.api.coverage;
        let untyped = coverage.untyped.iter().map(|one| &one.origin.pointer);
        let untyped = untyped.filter(|at| within(at));
        let tallies = [
            &coverage.operations,
            &coverage.parameters,
            &coverage.responses,
            &coverage.schemas,
            &coverage.references,
        ];
        let left_out = tallies.into_iter().flat_map(|tally| &tally.dropped);
        let left_out = left_out.filter(|one| within(&one.pointer));
        Explained {
            path: name.path.clone(),
            item: name.kind.as_str(),
            pointer: name.pointer.clone(),
            place: node.and_then(|node| place(self.sources, node.span)),
            name: self.reason(name, node),
            inferred: self.inferred(&name.pointer),
            untyped: untyped.map(ToString::to_string).collect(),
            left_out: left_out
                .map(|one| format!("{} ({}): {}", one.pointer, one.code, one.reason))
                .collect(),
            findings: node
                .map(|node| self.findings(node.span))
                .unwrap_or_default(),
        }
    }

    /// Why it is called so: what goes first in naming, first.
    fn reason(&self, name: &PublicName, node: Option<&Node>) -> String {
        if self.config.names.contains_key(&name.pointer) {
            return "`[names]` of the configuration says so".to_owned();
        }
        let pin = node.and_then(|node| node.get("x-clientwright-name"));
        if let Some(pin) = pin {
            let at = place(self.sources, pin.span).unwrap_or_default();
            return format!("`x-clientwright-name` says so, at {at}");
        }
        let same = |other: &&PublicName| other.pointer == name.pointer && other.kind == name.kind;
        let anew = self.unlocked.iter().find(same);
        if let Some(anew) = anew.filter(|anew| anew.path != name.path) {
            let anew = &anew.path;
            return format!("`clientwright.lock` keeps it; named anew it would be `{anew}`");
        }
        self.derived(name, node)
    }

    /// What in the document a name is made of.
    fn derived(&self, name: &PublicName, node: Option<&Node>) -> String {
        let last = Pointer::parse(&name.pointer).and_then(|at| at.segments().last());
        let last = last.unwrap_or_default();
        let text = |key: &str| node.and_then(|node| node.get(key)?.as_str());
        let component =
            name.pointer.starts_with("#/components/") && name.pointer.matches('/').count() == 3;
        match name.kind {
            Kind::Operation => match text("operationId") {
                Some(id) => {
                    format!("from the operationId `{id}`, without what its tag says already")
                }
                None => "from its method and path, for it has no operationId".to_owned(),
            },
            Kind::Parameter => match text("name") {
                Some(wire) => format!("from the parameter `{wire}`"),
                None => format!("from where it stands: `{last}`"),
            },
            Kind::Service => match text("name") {
                Some(tag) => format!("from the tag `{tag}`"),
                None => "from the tag of its operations".to_owned(),
            },
            Kind::Type if component => format!("from the component `{last}`"),
            Kind::Type => match text("title") {
                Some(title) => {
                    format!("it is no component: from its title `{title}`, or where it stands")
                }
                None => "it is no component: from where it stands".to_owned(),
            },
            Kind::Field => format!("from the property `{last}`"),
            Kind::Server => "from what the document says of the server, or its URL".to_owned(),
            Kind::Credential => format!("from the security scheme `{last}`"),
            Kind::Variant | Kind::ErrorCode => {
                "from its value, or the type that it holds".to_owned()
            }
        }
    }

    /// Conclusions about it, about what is in it, and about what it is in.
    fn inferred(&self, pointer: &str) -> Vec<Conclusion> {
        let touches = |one: &&Inference| {
            let at = one.origin.pointer.to_string();
            is_within(&at, pointer) || is_within(pointer, &at)
        };
        let all = self.api.inferences.iter().filter(touches);
        all.map(|one| Conclusion {
            what: one.what.clone(),
            evidence: one.evidence.clone(),
            pin: one.pin.clone(),
        })
        .collect()
    }

    fn findings(&self, span: Span) -> Vec<String> {
        let inside =
            |at: Span| at.file == span.file && span.start <= at.start && at.end <= span.end;
        let found = self.found.sorted().into_iter().filter_map(|one| {
            let at = one.primary.as_ref().map(|label| label.span);
            let at = place(self.sources, at.filter(|at| inside(*at))?)?;
            let (severity, code) = (one.severity.as_str(), one.code);
            Some(format!("{at}: {severity}[{code}]: {}", one.message))
        });
        found.collect()
    }
}

/// Whether a pointer leads to a place or into it.
fn is_within(inner: &str, outer: &str) -> bool {
    let rest = inner.strip_prefix(outer);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

impl Explained {
    /// For people.
    pub fn text(&self) -> String {
        let mut out = format!("{} ({})\n", self.path, self.item);
        let at = self.place.as_deref().unwrap_or("nowhere in a file");
        // Writing into a text cannot fail.
        let _ = writeln!(out, "  comes from  {}\n              {at}", self.pointer);
        let _ = writeln!(out, "  its name    {}", self.name);
        for one in &self.inferred {
            let _ = writeln!(out, "  concluded   {}", visible(&one.what));
            for fact in &one.evidence {
                let _ = writeln!(out, "              - {}", visible(fact));
            }
            let pin = one.pin.replace('\n', "\n                ");
            let _ = writeln!(out, "              to pin it or turn it off: {pin}");
        }
        for (title, all) in [
            ("any JSON   ", &self.untyped),
            ("left out   ", &self.left_out),
            ("found      ", &self.findings),
        ] {
            for one in all {
                let _ = writeln!(out, "  {title} {}", visible(one));
            }
        }
        out
    }
}

/// Texts of the document may be in it.
fn visible(text: &str) -> String {
    let plain = |c: char| if c.is_whitespace() { ' ' } else { c };
    text.chars().filter(|&c| is_visible(c)).map(plain).collect()
}
