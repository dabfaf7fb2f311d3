//! Checking what a caller gave, before anything is sent.

use alloc::borrow::ToOwned;
use alloc::string::String;

use crate::error::Error;
use crate::path::Path;
use crate::shape::{Field, Kind, Limits, Need};
use crate::text::{concat, join, signed};
use crate::value::Value;

/// Checks `input` against its shape: what is required, byte lengths, numbers, words, and characters that would end
/// a header or a line.
pub fn check(fields: &[Field], input: &Value<'_>) -> Result<(), Error> {
    check_object(fields, input, &Path::INPUT)
}

fn check_object(fields: &[Field], input: &Value<'_>, path: &Path<'_>) -> Result<(), Error> {
    for field in fields {
        let path = path.property(field.property);
        match input.get(field.property) {
            Some(value) => check_value(&field.kind, value, &path)?,
            None if field.need == Need::Optional => {}
            None => return Err(Error::input(concat(&[&path.to_text(), " is required: ", &expected(&field.kind)]))),
        }
    }
    Ok(())
}

fn check_value(kind: &Kind, value: &Value<'_>, path: &Path<'_>) -> Result<(), Error> {
    let fits = match (kind, value) {
        (Kind::Text(limits), Value::Text(text)) => fits(text, *limits) && is_plain(text),
        (Kind::Id(limits), Value::Text(text)) => fits(text, *limits) && is_id(text),
        (Kind::Word(words), Value::Text(text)) => words.contains(&text.as_ref()),
        (Kind::Number(limits), Value::Number(number)) => (limits.min..=limits.max).contains(number),
        (Kind::Flag, Value::Flag(_)) | (Kind::Mark, Value::Object(_)) => true,
        (Kind::Object(fields), Value::Object(_)) => return check_object(fields, value, path),
        (Kind::List(_, kind), Value::List(items)) => return check_items(kind, items, path),
        _ => false,
    };
    if fits { Ok(()) } else { Err(must_be(path, kind)) }
}

fn check_items(kind: &Kind, items: &[Value<'_>], path: &Path<'_>) -> Result<(), Error> {
    items.iter().enumerate().try_for_each(|(index, item)| check_value(kind, item, &path.item(index)))
}

/// The error of a value that doesn't fit.
pub(crate) fn must_be(path: &Path<'_>, kind: &Kind) -> Error {
    Error::input(concat(&[&path.to_text(), " must be ", &expected(kind)]))
}

fn fits(text: &str, limits: Limits) -> bool {
    i64::try_from(text.len()).is_ok_and(|length| (limits.min..=limits.max).contains(&length))
}

/// Neither a control character nor one of the two that no XML document may hold: the service would have to answer them.
fn is_plain(text: &str) -> bool {
    let is_plain = |character: char| !character.is_control() && !matches!(character, '\u{FFFE}' | '\u{FFFF}');
    text.bytes().all(|byte| matches!(byte, b' '..=b'~')) || text.chars().all(is_plain)
}

/// URL parsers collapse a path segment of one or two dots, even an escaped one.
fn is_id(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic()) && text != "." && text != ".."
}

/// What a value of that kind has to be, as the end of a sentence.
fn expected(kind: &Kind) -> String {
    match kind {
        Kind::Text(Limits { min, max }) => {
            concat(&["a text of ", &signed(*min), " to ", &signed(*max), " bytes of UTF-8, without control characters"])
        }
        Kind::Id(Limits { min, max }) => {
            concat(&[&signed(*min), " to ", &signed(*max), " visible ASCII characters, and not \".\" or \"..\""])
        }
        Kind::Word(words) => concat(&["one of \"", &join(words.iter().copied(), "\", \""), "\""]),
        Kind::Number(Limits { min, max }) => concat(&["a whole number from ", &signed(*min), " to ", &signed(*max)]),
        Kind::Flag => "true or false".to_owned(),
        Kind::Object(_) | Kind::Mark => "an object".to_owned(),
        Kind::List(..) => "an array".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::shape::{Field, Kind, limits};
    use crate::value::Value;

    const FIELDS: &[Field] = &[
        Field::required("JobId", "jobId", Kind::Id(limits(1, 4))),
        Field::optional("Reason", "reason", Kind::Text(limits(0, 6))),
        Field::optional(
            "Tags",
            "tags",
            Kind::List("tag", &Kind::Object(&[Field::required("Key", "key", Kind::Number(limits(0, 9)))])),
        ),
    ];

    fn message(properties: Vec<(&'static str, Value<'static>)>) -> String {
        check(FIELDS, &Value::Object(properties)).map_or_else(|error| error.message.clone(), |()| String::new())
    }

    #[test]
    fn the_limits_count_bytes_of_utf8() {
        let reason = |text| message(vec![("jobId", Value::text("a")), ("reason", Value::text(text))]);
        assert_eq!(reason("腾讯"), "");
        assert_eq!(reason("腾讯a"), "reason must be a text of 0 to 6 bytes of UTF-8, without control characters");
    }

    #[test]
    fn an_id_can_neither_leave_its_path_segment_nor_end_a_line() {
        for id in [".", "..", "", "a b", "a\r\n", "a\0", "腾", "abcde"] {
            assert!(message(vec![("jobId", Value::text(id))]).starts_with("jobId must be"), "{id:?}");
        }
        assert_eq!(message(vec![("jobId", Value::text("a/.."))]), "");
    }

    #[test]
    fn an_error_names_the_very_property() {
        let tags = Value::List(vec![
            Value::Object(vec![("key", Value::Number(1))]),
            Value::Object(vec![("key", Value::Number(10))]),
        ]);
        let message = message(vec![("jobId", Value::text("a")), ("tags", tags)]);
        assert_eq!(message, "tags[1].key must be a whole number from 0 to 9");
    }
}
