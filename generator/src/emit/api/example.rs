//! A call of an operation as a user would write it.

use super::body::{self, held, is_boxed};
use super::call::{Held, Member, members};
use super::service::Call;
use super::has_pages;
use crate::emit::context::Context;
use crate::emit::example::{Expr, Maker, Wanted, json};
use crate::emit::scope::Scope;
use crate::ir::{Constraints, Content, Operation, Output};
use crate::names::{OperationNames, ServiceNames};
use serde_json::Value;
use std::collections::BTreeSet;

/// No example has more lines.
const LINES: usize = 12;

/// A call, not sent yet.
pub struct Example {
    /// The modules of the crate's root that it names.
    uses: BTreeSet<&'static str>,
    call: Expr,
}

impl Example {
    /// The call of an operation; `None` where nobody can be sure what it is called with.
    pub fn of(
        cx: &Context<'_>,
        service: &ServiceNames,
        operation: &Operation,
        names: &OperationNames,
    ) -> Option<Self> {
        let call = Call {
            operation,
            names,
            service,
            envelope: None,
        };
        let made = |brief| {
            let made = Self::make(cx, &call, brief)?;
            let lines = made.call.between("let answer = ", ".await?;");
            (lines.lines().count() + 1 <= LINES).then_some(made)
        };
        made(false).or_else(|| made(true))
    }

    fn make(cx: &Context<'_>, call: &Call<'_>, brief: bool) -> Option<Self> {
        let scope = Scope::new(cx, &call.service.module);
        let maker = Maker::new(cx, brief);
        let (mut arguments, mut links) = (Vec::new(), Vec::new());
        for member in members(call) {
            if member.required {
                arguments.push(value(&maker, &scope, call, &member)?);
            } else if member.wire_name == "body" && member.example.is_some() && !brief {
                let value = value(&maker, &scope, call, &member);
                let open = format!(".{}(", member.name);
                links.extend(value.map(|value| Expr::group(open, vec![value], ")")));
            }
        }
        let way = call.service.way("client", &call.names.method);
        Some(Self {
            call: Expr::group(format!("{way}("), arguments, ")").chained(links),
            uses: maker.uses(),
        })
    }

    /// What the call names of the crate, as an import.
    pub fn import(&self, krate: &str) -> Option<String> {
        let uses: Vec<&str> = self.uses.iter().copied().collect();
        match uses.as_slice() {
            [] => None,
            [one] => Some(format!("use {krate}::{one};")),
            some => Some(format!("use {krate}::{{{}}};", some.join(", "))),
        }
    }

    /// The call in a statement or an expression.
    pub fn between(&self, before: &str, after: &str) -> String {
        self.call.between(before, after)
    }

    /// Whether the call takes one line.
    pub fn is_simple(&self) -> bool {
        !self.call.between("let answer = ", ".await?;").contains('\n')
    }
}

/// The example of an operation as a documentation test, for a crate that has a name.
pub fn doctest(scope: &Scope<'_>, call: &Call<'_>) -> Option<String> {
    let Call {
        operation,
        names,
        service,
        ..
    } = call;
    if operation.docs.deprecated {
        return None;
    }
    let krate = scope.cx.crate_name()?;
    let example = Example::of(scope.cx, service, operation, names)?;
    let each = |stream: String| {
        format!("{stream}\nwhile let Some(item) = items.try_next().await? {{\n    println!(\"{{item:?}}\");\n}}")
    };
    let body = if has_pages(scope.cx, service, operation, names) {
        each(example.between("let mut items = ", ".items();"))
    } else {
        match operation.output {
            Output::Nothing => example.between("", ".await?;"),
            Output::Stream => each(example.between("let mut items = ", ".await?;")),
            _ => example.between("let answer = ", ".await?;"),
        }
    };
    let import = example.import(&krate).map(|import| import + "\n\n");
    Some(format!(
        "```no_run\n# async fn example(client: {krate}::Client) -> Result<(), Box<dyn std::error::Error>> {{\n\
         {}{body}\n# Ok(()) }}\n```",
        import.unwrap_or_default()
    ))
}

/// What is given for a member of the call.
fn value(
    maker: &Maker<'_>,
    scope: &Scope<'_>,
    call: &Call<'_>,
    member: &Member<'_>,
) -> Option<Expr> {
    let sample = member.example.or(member.default).and_then(json);
    let wanted = |ty| Wanted {
        ty,
        name: member.name,
        sample: sample.as_ref(),
        limits: member.limits,
        depth: 0,
    };
    match &member.ty {
        Held::Type(ty) => maker.argument(wanted(ty)),
        Held::Sequence(item) => {
            let value = maker.value(wanted(item), false)?;
            Some(Expr::group("[", vec![value], "]"))
        }
        Held::Choice(_) => {
            let body = body::of(call)?;
            let all = body.contents.iter().zip(&call.names.representations);
            all.enumerate().find_map(|(at, (content, variant))| {
                let sample = content.example.as_ref().and_then(json);
                let mut value = represented(maker, content, member.name, sample.as_ref())?;
                if is_boxed(scope, body, at) {
                    value = Expr::group("Box::new(", vec![value], ")");
                }
                maker.names("api");
                let (module, name) = (&call.service.module, &call.names.body_type);
                let open = format!("api::{module}::{name}::{variant}(");
                Some(Expr::group(open, vec![value], ")"))
            })
        }
    }
}

/// One of several representations of a body.
fn represented(
    maker: &Maker<'_>,
    content: &Content,
    name: &str,
    sample: Option<&Value>,
) -> Option<Expr> {
    let wanted = |ty| Wanted {
        ty,
        name,
        sample,
        limits: &Constraints::NONE,
        depth: 0,
    };
    match held(content) {
        Held::Type(ty) => maker.value(wanted(ty), true),
        Held::Sequence(item) => {
            let value = maker.value(wanted(item), false)?;
            maker.names("runtime");
            let open = "runtime::stream::JsonSequence::from([";
            Some(Expr::group(open, vec![value], "])"))
        }
        Held::Choice(_) => None,
    }
}
