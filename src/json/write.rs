//! Writing a [`Value`] as JSON.

use alloc::string::String;

use cos_jobs_wire::json::push_text;

use crate::text::push_signed;
use crate::value::Value;

/// `value` as JSON text.
///
/// ```
/// use cos_jobs::{json, value::Value};
///
/// let value = Value::Object(vec![("jobId", Value::text("a\"b")), ("priority", Value::Number(3))]);
/// assert_eq!(json::to_json(&value), r#"{"jobId":"a\"b","priority":3}"#);
/// ```
pub fn to_json(value: &Value<'_>) -> String {
    let mut out = String::new();
    push(&mut out, value);
    out
}

fn push(out: &mut String, value: &Value<'_>) {
    match value {
        Value::Text(text) => push_text(out, text),
        Value::Number(number) => push_signed(out, *number),
        Value::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Value::List(items) => push_joined(out, '[', ']', items, push),
        Value::Object(properties) => push_joined(out, '{', '}', properties, |out, (name, value)| {
            push_text(out, name);
            out.push(':');
            push(out, value);
        }),
    }
}

fn push_joined<T>(out: &mut String, open: char, close: char, items: &[T], mut each: impl FnMut(&mut String, &T)) {
    out.push(open);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        each(out, item);
    }
    out.push(close);
}

#[cfg(test)]
mod tests {
    use super::to_json;
    use crate::value::Value;
    use proptest::prelude::proptest;

    #[test]
    fn every_kind_of_value_has_its_form() {
        let value = Value::Object(vec![
            ("flag", Value::Flag(false)),
            ("list", Value::List(vec![Value::Number(-1), Value::text("x")])),
            ("none", Value::List(vec![])),
        ]);
        assert_eq!(to_json(&value), r#"{"flag":false,"list":[-1,"x"],"none":[]}"#);
    }

    proptest! {
        #[test]
        fn another_parser_reads_the_same_text(text: String) {
            let read: String = serde_json::from_str(&to_json(&Value::text(text.as_str()))).unwrap();
            assert_eq!(read, text);
        }
    }
}
