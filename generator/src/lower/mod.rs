//! The model to the IR: the last stage that sees `openapiv3`.

mod body;
mod context;
mod docs;
mod document;
mod ease;
mod envelope;
mod error_codes;
mod instance;
mod media;
mod operation;
mod paging;
mod parameter;
mod recursion;
mod response;
mod schema;
mod security;
mod style;
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
    context.finish();
    usage::mark(&mut context.api);
    ease::ease_requests(&mut context.api);
    usage::prune(&mut context.api);
    recursion::bound(&mut context);
    paging::infer(&mut context);
    context.api
}

/// An integer that the document writes out.
fn integer(node: &Node) -> Option<i64> {
    match node.value {
        Value::Number(Number::Integer(value)) => i64::try_from(value).ok(),
        _ => None,
    }
}

fn components(context: &mut Context<'_>) {
    let at = Pointer::root().child("components").child("schemas");
    let Some(schemas) = context.node(&at).and_then(Node::as_object) else {
        return;
    };
    for name in schemas.keys() {
        context.schema(&at.child(name), Place::Component(name.clone()));
    }
    context.finish();
    let tally = &mut context.api.coverage.schemas;
    tally.declared = schemas.len();
    tally.generated = schemas.len();
}
