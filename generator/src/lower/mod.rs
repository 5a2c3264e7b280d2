//! The model to the IR: the last stage that sees `openapiv3`.

mod context;
mod instance;
mod schema;
mod usage;

pub use context::Context;
pub use schema::MemberSchema;

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::document::Node;
use crate::ir::{Api, Place};
use crate::source::Pointer;

/// Everything that the generated crate is made of.
pub fn lower(document: &Node, config: &Config, diagnostics: &mut Diagnostics) -> Api {
    let mut context = Context::new(document, config, diagnostics);
    components(&mut context);
    context.api
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
