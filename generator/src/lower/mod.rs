//! The model to the IR: the last stage that sees `openapiv3`.

mod access;
mod body;
mod context;
mod docs;
mod document;
mod ease;
mod endless;
mod envelope;
mod error_codes;
mod fixed;
mod form;
mod incoming;
mod instance;
mod media;
mod nested;
mod operation;
mod paging;
mod parameter;
mod part_header;
mod patch;
mod polling;
mod recursion;
mod response;
mod schema;
mod security;
mod select;
mod stream;
mod style;
mod switch;
mod tables;
mod usage;
mod walk;

pub use context::Context;
pub use schema::MemberSchema;

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::document::{Node, Number, Value};
use crate::ir::{Api, Place};
use crate::source::Pointer;

/// Everything that the generated crate is made of.
pub fn lower(document: &Node, config: &Config, diagnostics: &mut Diagnostics) -> Api {
    let mut context = Context::new(document, config, diagnostics);
    context.info();
    context.api.servers = context.servers(&Pointer::root().child("servers"));
    context.security_schemes();
    components(&mut context);
    operation::lower_all(&mut context);
    context.webhooks();
    context.finish();
    context.finish_xml();
    count_components(&mut context);
    usage::mark(&mut context.api);
    access::relax(&mut context.api);
    ease::ease_requests(&mut context.api);
    fixed::fix(&mut context.api);
    nested::name(&mut context.api);
    usage::prune(&mut context.api, !config.select.prunes());
    tables::prune(&mut context.api);
    endless::mend(&mut context);
    recursion::bound(&mut context.api);
    paging::infer(&mut context);
    polling::infer(&mut context);
    switch::infer(&mut context);
    usage::reach(&mut context.api);
    context.api
}

/// An integer that the document writes out.
fn integer(node: &Node) -> Option<i64> {
    match node.value {
        Value::Number(Number::Integer(value)) => i64::try_from(value).ok(),
        _ => None,
    }
}

/// The component schemas: all of them, or none yet where only those count that something reaches.
fn components(context: &mut Context<'_>) {
    let at = Pointer::root().child("components").child("schemas");
    if context.config.select.prunes() {
        return;
    }
    for name in context.keys(&at) {
        context.schema(&at.child(name), Place::Component(name.clone()));
    }
    context.finish();
}

/// How many component schemas have become types.
fn count_components(context: &mut Context<'_>) {
    let at = Pointer::root().child("components").child("schemas");
    let all: Vec<&String> = context.keys(&at).collect();
    let known = all
        .iter()
        .filter(|name| context.known.contains_key(&vec![at.child(name)]));
    let (declared, generated) = (all.len(), known.count());
    let tally = &mut context.api.coverage.schemas;
    tally.declared = declared;
    tally.generated = generated;
    tally.excluded = declared - generated;
}
