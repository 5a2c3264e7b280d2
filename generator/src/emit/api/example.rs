//! A call of an operation as a user would write it.

use super::body::{self, held, is_boxed};
use super::call::{Held, Member, members, shown};
use super::has_pages;
use super::service::Call;
use crate::emit::context::Context;
use crate::emit::example::{Expr, Maker, Wanted, json};
use crate::emit::scope::Scope;
use crate::ir::{Constraints, Content, Operation, Output};
use crate::names::{OperationNames, ServiceNames};
use serde_json::Value;
use std::collections::BTreeSet;

/// No example has more lines.
const LINES: usize = 12;
/// The client, what leads to the method, the method, and what waits for it.
const SIMPLE: usize = 4;

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
            let lines = made.sent("let answer = ", ".await?");
            (lines.lines().count() < LINES).then_some(made)
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
        let accessor = call.service.accessor.iter();
        let mut way: Vec<Expr> = accessor
            .map(|one| Expr::word(format!(".{one}()")))
            .collect();
        let open = format!(".{}(", call.names.method);
        way.push(Expr::group(open, arguments, ")"));
        way.extend(links);
        Some(Self {
            call: Expr::word("client").chained(way),
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

    /// The statement that binds what the call comes to, by `way`.
    pub fn sent(&self, binds: &str, way: &str) -> String {
        self.with(way).between(binds, ";")
    }

    /// A loop over all items that the call comes to, by `way`.
    pub fn each(&self, way: &str) -> String {
        let items = self.sent("let mut items = ", way);
        format!(
            "{items}\nwhile let Some(item) = items.try_next().await? {{\n    println!(\"{{item:?}}\");\n}}"
        )
    }

    /// The same without async.
    pub fn each_waited(&self, way: &str) -> String {
        let head = self.with(way).between("for item in ", " {");
        format!("{head}\n    println!(\"{{:?}}\", item?);\n}}")
    }

    /// What begins a `match` on the answer.
    pub fn tried(&self) -> String {
        self.with(".await").between("match ", " {")
    }

    fn with(&self, way: &str) -> Expr {
        self.call.clone().chained(vec![Expr::word(way)])
    }

    /// Whether no argument of the call takes more than a line.
    pub fn is_simple(&self) -> bool {
        self.sent("let answer = ", ".await?").lines().count() <= SIMPLE
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
    let body = match operation.output {
        _ if has_pages(scope.cx, service, operation, names) => example.each(".items()"),
        Output::Nothing => example.sent("", ".await?"),
        Output::Stream => example.each(".await?"),
        _ => example.sent("let answer = ", ".await?"),
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
                let sample = shown(content).and_then(json);
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
