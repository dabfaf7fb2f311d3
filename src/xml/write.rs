//! Writing a [`Value`] as the API's XML, in the order of its shape.

use quick_xml::escape::escape;

use crate::shape::{Field, Kind};
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
        (_, Value::Text(text)) => out.push_str(&escape(text.as_ref())),
        (_, Value::Number(number)) => out.push_str(&number.to_string()),
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
