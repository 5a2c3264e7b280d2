//! Examples: what is laid out here is what the formatter makes of the same in one line.

use super::{Layout, Value, Written};

/// A value with parts of all kinds, one of them so long.
fn value(length: usize) -> Value {
    let name = || Value::word("a".repeat(length));
    let literal = || Value::Literal(format!("\"{}\"", "b, {".repeat(length / 4)));
    let call = Value::call("f(", vec![name(), literal()]);
    let field = Value::call("Field::new(", vec![literal(), Value::word("true")]);
    let placed = Value::Chain(Box::new(field), vec![Value::call(".at(", vec![literal()])]);
    let small = Value::Struct("Small", vec![("a", name()), ("b", Value::word("1"))], None);
    let numbers: Vec<i64> = (0..length as i64).map(|number| number * 97).collect();
    let fields = vec![
        ("call", call),
        ("list", Value::list(vec![name(), placed, small])),
        ("numbers", Value::numbers(&numbers)),
        ("nothing", Value::list(Vec::new())),
    ];
    let rest = Value::call("Whole::new(", vec![literal(), name()]);
    Value::Struct("Whole", fields, Some(Box::new(rest)))
}

/// A statement that is a chain of calls.
fn chain(length: usize) -> Value {
    let arguments = vec![
        Value::Literal("\"limit\"".to_owned()),
        Value::word(format!("&self.{}", "a".repeat(length))),
        Value::word("Some(1)"),
    ];
    let calls = vec![
        Value::call(".check(", Vec::new()),
        Value::call(".length(", arguments),
    ];
    Value::Chain(Box::new(Value::word("request")), calls)
}

fn formatted(text: &str) -> String {
    prettyplease::unparse(&syn::parse_file(text).unwrap())
}

#[test]
fn values_stand_as_the_formatter_would_lay_them_out() {
    let mut count = 0;
    for length in 1..120 {
        let value = value(length);
        let mut layout = Layout::default();
        layout.value(0, "static VALUE: Whole = ", &value, ";");
        if let Written::Laid(laid) = layout.finish() {
            let text = format!("static VALUE: Whole = {};", value.text());
            assert_eq!(laid, formatted(&text), "{length}");
            count += 1;
        }
    }
    assert!(count > 60, "{count}");
}

#[test]
fn functions_stand_as_the_formatter_would_lay_them_out() {
    let mut count = 0;
    for length in 1..120 {
        let names = ["x", "yy"].map(|name| Value::word(name.repeat(length)));
        let returned = Value::Group("testing::Expect<".into(), names.into(), ">");
        let parameters = ["&self".to_owned(), "value: impl Into<String>".to_owned()];
        let mut layout = Layout::default();
        layout.line(0, "impl X {");
        layout.head("pub fn name", &parameters, &returned);
        layout.value(8, "", &chain(length), ";");
        layout.line(4, "}");
        layout.line(0, "}");
        if let Written::Laid(laid) = layout.finish() {
            let (returned, chain) = (returned.text(), chain(length).text());
            let text = format!(
                "impl X {{ pub fn name({}) -> {returned} {{ {chain}; }} }}",
                parameters.join(", ")
            );
            assert_eq!(laid, formatted(&text), "{length}");
            count += 1;
        }
    }
    assert!(count > 30, "{count}");
}
