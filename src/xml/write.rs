//! Writing a [`Value`] as the API's XML, in the order of its shape.

use alloc::string::String;

use crate::shape::{Field, Kind};
use crate::text::signed;
use crate::value::Value;

/// The document with the root element `root`.
pub fn document(root: &str, fields: &[Field], value: &Value<'_>) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    element(&mut out, root, |out| object(out, fields, value));
    out
}

fn object(out: &mut String, fields: &[Field], value: &Value<'_>) {
    for field in fields {
        if let Some(value) = value.get(field.property) {
            element(out, field.element, |out| content(out, &field.kind, value));
        }
    }
}

fn content(out: &mut String, kind: &Kind, value: &Value<'_>) {
    match (kind, value) {
        (_, Value::Text(text)) => push_escaped(out, text),
        (_, Value::Number(number)) => out.push_str(&signed(*number)),
        (_, Value::Flag(flag)) => out.push_str(if *flag { "true" } else { "false" }),
        (Kind::Object(fields), value) => object(out, fields, value),
        (Kind::List(item, kind), Value::List(items)) => {
            for value in items {
                element(out, item, |out| content(out, kind, value));
            }
        }
        _ => {}
    }
}

fn element(out: &mut String, name: &str, content: impl FnOnce(&mut String)) {
    out.push('<');
    out.push_str(name);
    out.push('>');
    content(out);
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

/// Appends `text` with what markup is made of replaced, also where only an attribute would need it.
fn push_escaped(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            other => out.push(other),
        }
    }
}
