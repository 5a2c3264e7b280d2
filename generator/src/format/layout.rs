//! Values and types in the lines that the formatter would give them, without asking it.
//!
//! A thing stays in its line if all has room there up to the place where the next line could begin; else each of
//! its parts takes a line.

use super::WIDTH;
use proc_macro2::TokenStream;
use std::borrow::Cow;

/// A value or a type, as far as its layout is concerned.
pub enum Value {
    /// What has no parts.
    Word(Cow<'static, str>),
    /// A literal, which may be longer than a line.
    Literal(String),
    /// Numbers in a list, as many in a line as have room.
    Numbers(Vec<String>),
    /// Parts between brackets; what stands before the first belongs to it, such as the name of a function.
    Group(Cow<'static, str>, Vec<Value>, &'static str),
    /// A value of a struct, and what gives the fields that are not named.
    Struct(&'static str, Vec<(&'static str, Value)>, Option<Box<Value>>),
    /// Methods called one after the other, each of them a group.
    Chain(Box<Value>, Vec<Value>),
    /// What only the formatter can lay out.
    Other(String),
}

impl Value {
    /// What has no parts.
    pub fn word(text: impl Into<Cow<'static, str>>) -> Self {
        Self::Word(text.into())
    }

    /// `name(…)`: the name comes with its bracket.
    pub fn call(name: impl Into<Cow<'static, str>>, arguments: Vec<Self>) -> Self {
        Self::Group(name.into(), arguments, ")")
    }

    /// `&[…]`
    pub fn list(all: Vec<Self>) -> Self {
        Self::Group("&[".into(), all, "]")
    }

    /// A list of numbers.
    pub fn numbers(all: &[i64]) -> Self {
        // A sign makes of a number what is no longer one for the formatter.
        match all.iter().any(|one| *one < 0) {
            true => Self::list(all.iter().map(|one| Self::word(one.to_string())).collect()),
            false => Self::Numbers(all.iter().map(i64::to_string).collect()),
        }
    }

    /// In one line.
    pub fn text(&self) -> String {
        let mut layout = Layout::default();
        layout.flat(self);
        layout.out
    }

    /// How much room it takes in one line.
    fn width(&self) -> usize {
        let listed = |all: &[Self]| all.iter().map(|one| one.width() + 2).sum::<usize>();
        match self {
            Self::Word(text) => text.len(),
            Self::Literal(text) | Self::Other(text) => text.len(),
            Self::Numbers(all) => "&[]".len() + joined(all),
            Self::Group(name, all, close) => {
                (name.len() + close.len() + listed(all)).saturating_sub(2 * all.len().min(1))
            }
            Self::Struct(name, fields, rest) => {
                let fields = fields.iter();
                let fields = fields.map(|(name, value)| name.len() + value.width() + ": , ".len());
                let rest = rest.as_ref().map(|rest| rest.width() + "..".len());
                let inside = fields.sum::<usize>() + rest.unwrap_or_default();
                let all = name.len() + " {  }".len() + inside - 2 * usize::from(rest.is_none());
                if all > super::SHORT { ENDLESS } else { all }
            }
            Self::Chain(start, calls) => {
                start.width() + calls.iter().map(Self::width).sum::<usize>()
            }
        }
        .min(ENDLESS)
    }
}

/// More than a line has room for, and little enough to be added up, on machines of 32 bits too.
const ENDLESS: usize = 1 << 16;
/// How far parts stand from what they are of.
const STEP: usize = 4;

fn joined(all: &[String]) -> usize {
    let width = all.iter().map(|one| one.len() + 2).sum::<usize>();
    width.saturating_sub(2)
}

/// A value in lines of its own, with what stands before it and after it.
pub fn laid(indent: usize, start: &str, value: &Value, end: &str) -> String {
    let mut layout = Layout::default();
    layout.value(indent, start, value, end);
    layout.out
}

/// Text, and how sure its layout is.
pub enum Written {
    /// As the formatter would lay it out.
    Laid(String),
    /// The same if each line has room.
    Regular(String),
    /// To be laid out.
    Loose(String),
    /// The same.
    Tokens(TokenStream),
}

impl From<String> for Written {
    fn from(text: String) -> Self {
        Self::Regular(text)
    }
}

/// Text that is laid out as it is written.
#[derive(Default)]
pub struct Layout {
    out: String,
    /// Whether something needs the formatter.
    loose: bool,
}

impl Layout {
    /// Lines that are laid out already, such as documentation.
    pub fn lines(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// A line that the formatter would break if it had no room.
    pub fn line(&mut self, indent: usize, text: &str) {
        self.loose |= indent + text.len() > WIDTH;
        self.indent(indent);
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// Text that only the formatter can lay out.
    pub fn loose(&mut self, text: &str) {
        self.loose = true;
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// A value with what stands before it and after it.
    pub fn value(&mut self, indent: usize, start: &str, value: &Value, end: &str) {
        self.indent(indent);
        self.out.push_str(start);
        self.put(value, indent + start.len(), indent, end.len());
        self.out.push_str(end);
        self.out.push('\n');
    }

    /// The head of a function in an impl: the parameters take lines of their own where the type that it returns
    /// has no room.
    pub fn head(&mut self, name: &str, parameters: &[String], returned: &Value) {
        let line = name.len() + joined(parameters) + "() ->  {".len() + returned.width();
        if STEP + line <= WIDTH {
            let start = format!("{name}({}) -> ", parameters.join(", "));
            self.value(STEP, &start, returned, " {");
            return;
        }
        self.line(STEP, &format!("{name}("));
        for parameter in parameters {
            self.line(2 * STEP, &format!("{parameter},"));
        }
        self.value(STEP, ") -> ", returned, " {");
    }

    /// Lines that are laid out already if they have room.
    pub fn regular(&mut self, text: &str) {
        self.loose |= !super::is_regular(text);
        self.out.push_str(text);
    }

    /// All of it.
    pub fn finish(self) -> Written {
        match self.loose {
            true => Written::Loose(self.out),
            false => Written::Laid(self.out),
        }
    }

    fn indent(&mut self, indent: usize) {
        self.out.extend(std::iter::repeat_n(' ', indent));
    }

    /// Writes a value at a column; so much follows before the next line could begin.
    fn put(&mut self, value: &Value, column: usize, indent: usize, after: usize) {
        let room = column.saturating_add(after) <= WIDTH;
        if room && value.width() <= WIDTH - column - after {
            self.flat(value);
            return;
        }
        let inner = indent + STEP;
        match value {
            Value::Word(text) => {
                self.loose = true;
                self.out.push_str(text);
            }
            Value::Literal(text) => self.out.push_str(text),
            Value::Other(text) => {
                self.loose = true;
                self.out.push_str(text);
            }
            Value::Numbers(all) => self.numbers(all, indent),
            Value::Group(name, all, close) if all.is_empty() => {
                self.out.push_str(name);
                self.out.push_str(close);
            }
            Value::Group(name, all, close) => {
                self.out.push_str(name);
                for (at, one) in all.iter().enumerate() {
                    self.begin(inner);
                    self.put(one, inner, inner, usize::from(at + 1 < all.len()));
                    self.out.push(',');
                }
                self.begin(indent);
                self.out.push_str(close);
            }
            Value::Struct(name, fields, rest) => self.fields(name, fields, rest.as_deref(), indent),
            Value::Chain(start, calls) => {
                self.put(start, column, inner, 0);
                for (at, call) in calls.iter().enumerate() {
                    self.begin(inner);
                    let is_last = at + 1 == calls.len();
                    self.put(call, inner, inner, if is_last { after } else { 0 });
                }
            }
        }
    }

    fn fields(
        &mut self,
        name: &str,
        fields: &[(&'static str, Value)],
        rest: Option<&Value>,
        indent: usize,
    ) {
        let inner = indent + STEP;
        self.out.push_str(name);
        self.out.push_str(" {");
        for (at, (field, one)) in fields.iter().enumerate() {
            self.begin(inner);
            self.out.push_str(field);
            self.out.push_str(": ");
            let is_last = at + 1 == fields.len() && rest.is_none();
            let column = inner + field.len() + ": ".len();
            self.put(one, column, inner, usize::from(!is_last));
            self.out.push(',');
        }
        if let Some(rest) = rest {
            self.begin(inner);
            self.out.push_str("..");
            self.put(rest, inner + "..".len(), inner, 0);
        }
        self.begin(indent);
        self.out.push('}');
    }

    fn begin(&mut self, indent: usize) {
        self.out.push('\n');
        self.indent(indent);
    }

    fn numbers(&mut self, all: &[String], indent: usize) {
        let inner = indent + STEP;
        self.out.push_str("&[");
        let mut column = WIDTH;
        for (at, one) in all.iter().enumerate() {
            let is_last = at + 1 == all.len();
            let width = one.len() + usize::from(!is_last);
            if column + 1 + width > WIDTH {
                self.begin(inner);
                column = inner;
            } else {
                self.out.push(' ');
                column += 1;
            }
            self.out.push_str(one);
            self.out.push(',');
            column += width;
        }
        self.begin(indent);
        self.out.push(']');
    }

    fn flat(&mut self, value: &Value) {
        match value {
            Value::Word(text) => self.out.push_str(text),
            Value::Literal(text) => self.out.push_str(text),
            Value::Other(text) => {
                self.loose = true;
                self.out.push_str(text);
            }
            Value::Numbers(all) => {
                self.out.push_str("&[");
                self.out.push_str(&all.join(", "));
                self.out.push(']');
            }
            Value::Group(name, all, close) => {
                self.out.push_str(name);
                for (at, one) in all.iter().enumerate() {
                    self.out.push_str(if at == 0 { "" } else { ", " });
                    self.flat(one);
                }
                self.out.push_str(close);
            }
            Value::Struct(name, fields, rest) => {
                self.out.push_str(name);
                self.out.push_str(" {");
                for (at, (field, one)) in fields.iter().enumerate() {
                    self.out.push_str(if at == 0 { " " } else { ", " });
                    self.out.push_str(field);
                    self.out.push_str(": ");
                    self.flat(one);
                }
                if let Some(rest) = rest {
                    self.out
                        .push_str(if fields.is_empty() { " .." } else { ", .." });
                    self.flat(rest);
                }
                self.out.push_str(" }");
            }
            Value::Chain(start, calls) => {
                self.flat(start);
                calls.iter().for_each(|call| self.flat(call));
            }
        }
    }
}
