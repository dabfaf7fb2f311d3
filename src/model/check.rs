//! Checking an input against its table, before anything is sent.

use std::fmt;

use strsim::generic_levenshtein;

use crate::error::Error;
use crate::model::Value;
use crate::model::shape::{Field, Kind, Limits, Need};

/// The options of a call, which callers sometimes pass in the first argument.
const CALL_OPTIONS: [&str; 3] = ["timeout", "maxAttempts", "signal"];

/// Examples of the options whose form is not obvious.
const EXAMPLES: [(&str, &str); 3] = [("region", "ap-chengdu"), ("uin", "100000000001"), ("appId", "1250000000")];

/// The longest unknown name that an error repeats, in characters.
const MAX_SHOWN: usize = 64;

/// The position of a value inside an input, as JavaScript would write it. Its text is built only when an error needs it.
///
/// ```
/// use cos_jobs::model::check::Path;
///
/// let spec = Path::Input.property("spec");
/// assert_eq!(spec.property("fields").item(2).to_string(), "spec.fields[2]");
/// assert_eq!(Path::Input.to_string(), "the input");
/// ```
#[derive(Clone, Copy, Debug)]
pub enum Path<'a> {
    /// The input as a whole.
    Input,
    /// A property of an object.
    Property(&'a Path<'a>, &'a str),
    /// An item of a list.
    Item(&'a Path<'a>, usize),
}

impl<'a> Path<'a> {
    /// A property of this.
    #[must_use]
    pub fn property(&'a self, name: &'a str) -> Self {
        Self::Property(self, name)
    }

    /// An item of this.
    #[must_use]
    pub fn item(&'a self, index: usize) -> Self {
        Self::Item(self, index)
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input => formatter.write_str("the input"),
            Self::Property(Path::Input, name) => formatter.write_str(name),
            Self::Property(parent, name) => write!(formatter, "{parent}.{name}"),
            Self::Item(parent, index) => write!(formatter, "{parent}[{index}]"),
        }
    }
}

/// Checks `input` against its table: required fields, byte lengths, numbers, words, and characters that would end a
/// header or a line.
pub fn check(fields: &[Field], input: &Value) -> Result<(), Error> {
    check_object(fields, input, &Path::Input)
}

fn check_object(fields: &[Field], input: &Value, path: &Path<'_>) -> Result<(), Error> {
    for field in fields {
        let path = path.property(field.property);
        match input.get(field.property) {
            Some(value) => check_value(&field.kind, value, &path)?,
            None if field.need == Need::Optional => {}
            None => return Err(Error::input(format!("{path} is required: {}", described(&path, &field.kind)))),
        }
    }
    Ok(())
}

fn check_value(kind: &Kind, value: &Value, path: &Path<'_>) -> Result<(), Error> {
    let fits = match (kind, value) {
        (Kind::Text(limits), Value::Text(text)) => fits(text, *limits) && is_plain(text),
        (Kind::Id(limits) | Kind::IdOrNumber(limits), Value::Text(text)) => fits(text, *limits) && is_id(text),
        (Kind::Word(words), Value::Text(text)) => words.contains(&text.as_ref()),
        (Kind::Number(limits), Value::Number(number)) => limits.contains(*number),
        (Kind::Flag, Value::Flag(_)) | (Kind::Empty, Value::Object(_)) => true,
        (Kind::Object(fields), Value::Object(_)) => return check_object(fields, value, path),
        (Kind::List(_, kind), Value::List(items)) => {
            return items.iter().enumerate().try_for_each(|(index, item)| check_value(kind, item, &path.item(index)));
        }
        _ => false,
    };
    if fits {
        return Ok(());
    }
    let mut error = must_be(path, kind);
    if let Value::Text(text) = value {
        error.message += &detail(text, kind);
    }
    Err(error)
}

/// The error for a value that does not fit.
pub fn must_be(path: &Path<'_>, kind: &Kind) -> Error {
    Error::input(format!("{path} must be {}", described(path, kind)))
}

/// What is wrong with a text, if it is something that its reader may not see. It is added to the sentence of [`must_be`].
fn detail(text: &str, kind: &Kind) -> String {
    match kind {
        Kind::Text(Limits { max, .. }) | Kind::Id(Limits { max, .. }) | Kind::IdOrNumber(Limits { max, .. })
            if text.len().try_into().is_ok_and(|length: i64| length > *max) =>
        {
            format!(". It has {} bytes, and the limit is {max}", text.len())
        }
        Kind::Id(_) | Kind::IdOrNumber(_) if text.trim_end().len() < text.len() => {
            ". It has white space at its end".into()
        }
        Kind::Id(_) | Kind::IdOrNumber(_) if text.chars().any(char::is_whitespace) => {
            ". It has white space in it".into()
        }
        _ => String::new(),
    }
}

/// The error for a property that the table does not contain. It names the known property that is most similar.
pub fn unknown_name(fields: &[Field], path: &Path<'_>, name: &str) -> Error {
    let shown: String = name.chars().take(MAX_SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let place = path.property(&shown);
    if CALL_OPTIONS.contains(&name) {
        let hint = "It is an option of the call: pass it in the second argument.";
        return Error::input(format!("{place} is not a known property. {hint}"));
    }
    let nearest = fields.iter().map(|field| field.property).min_by_key(|known| distance(&shown, known));
    let hint = nearest.map(|nearest| format!(" Did you mean {nearest}?")).unwrap_or_default();
    Error::input(format!("{place} is not a known property.{hint}"))
}

/// The number of edits between two names, in bytes. A different case counts less than a different letter.
fn distance(name: &str, known: &str) -> usize {
    let lower = |name: &str| name.to_ascii_lowercase().into_bytes();
    2 * generic_levenshtein(&lower(name), &lower(known)) + usize::from(name != known)
}

fn fits(text: &str, limits: Limits) -> bool {
    text.len().try_into().is_ok_and(|length| limits.contains(length))
}

/// Whether a text has neither control characters nor the two characters that no XML document may contain, because the
/// service would have to repeat them in its answers.
fn is_plain(text: &str) -> bool {
    text.chars().all(|character| !character.is_control() && !matches!(character, '\u{FFFE}' | '\u{FFFF}'))
}

/// URL parsers remove a path segment of one or two dots, even an escaped one.
fn is_id(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic()) && text != "." && text != ".."
}

/// What a value must be, as the end of a sentence, with an example of an option whose form is not obvious.
fn described(path: &Path<'_>, kind: &Kind) -> String {
    let example =
        EXAMPLES.iter().find(|(option, _)| matches!(path, Path::Property(Path::Input, name) if name == option));
    let example = example.map(|(_, example)| format!(", such as \"{example}\"")).unwrap_or_default();
    expected(kind) + &example
}

/// What a value of this kind must be, as the end of a sentence.
fn expected(kind: &Kind) -> String {
    match kind {
        Kind::Text(Limits { min, max }) => {
            format!("a text of {min} to {max} bytes of UTF-8, without control characters")
        }
        Kind::Id(Limits { min, max }) => format!("{min} to {max} visible ASCII characters, and not \".\" or \"..\""),
        Kind::IdOrNumber(limits) => format!("a whole number, or {}", expected(&Kind::Id(*limits))),
        Kind::Word(words) => format!("one of \"{}\"", words.join("\", \"")),
        Kind::Number(Limits { min, max }) => format!("a whole number from {min} to {max}"),
        Kind::Flag => "true or false".to_owned(),
        Kind::Object(_) | Kind::Empty => "an object".to_owned(),
        Kind::List(..) => "an array".to_owned(),
        Kind::Host => "a value of another kind".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Path, check, unknown_name};
    use crate::model::Value;
    use crate::model::shape::{Field, Kind, limits};

    const FIELDS: &[Field] = &[
        Field::required("jobId", Kind::Id(limits(1, 4))),
        Field::optional("reason", Kind::Text(limits(0, 6))),
        Field::optional(
            "tags",
            Kind::List("tag", &Kind::Object(&[Field::required("key", Kind::Number(limits(0, 9)))])),
        ),
    ];

    fn message(input: &Value) -> String {
        check(FIELDS, input).map_or_else(|error| error.message.clone(), |()| String::new())
    }

    #[test]
    fn limits_count_bytes_of_utf8() {
        let reason = |text| message(&Value::object().with("jobId", "a").with("reason", text));
        assert_eq!(reason("腾讯"), "");
        let expected = "reason must be a text of 0 to 6 bytes of UTF-8, without control characters";
        assert_eq!(reason("腾讯a"), format!("{expected}. It has 7 bytes, and the limit is 6"));
        assert_eq!(reason("a\n"), expected);
    }

    #[test]
    fn white_space_in_an_id_is_named() {
        let problem = |id| message(&Value::object().with("jobId", id)).rsplit_once(". ").unwrap().1.to_owned();
        assert_eq!(
            ["a\n", "a ", "a b", " a"].map(problem),
            [
                "It has white space at its end",
                "It has white space at its end",
                "It has white space in it",
                "It has white space in it",
            ]
        );
    }

    #[test]
    fn an_id_that_may_be_a_number_says_so() {
        let fields = [Field::required("uin", Kind::IdOrNumber(limits(1, 4)))];
        assert_eq!(check(&fields, &Value::object().with("uin", "1000")), Ok(()));
        let error = check(&fields, &Value::object().with("uin", true)).unwrap_err();
        assert!(error.message.starts_with("uin must be a whole number, or 1 to 4 visible ASCII characters"), "{error}");
    }

    #[test]
    fn an_option_whose_form_is_not_obvious_has_an_example() {
        let fields = [Field::required("region", Kind::Id(limits(1, 63)))];
        let message = |input| check(&fields, &input).unwrap_err().message.clone();
        let missing = message(Value::object());
        assert!(
            missing.starts_with("region is required: ") && missing.ends_with(", such as \"ap-chengdu\""),
            "{missing}"
        );
        let wrong = message(Value::object().with("region", true));
        assert!(wrong.starts_with("region must be ") && wrong.ends_with(", such as \"ap-chengdu\""), "{wrong}");
    }

    #[test]
    fn an_id_can_neither_leave_its_path_segment_nor_end_a_line() {
        for id in [".", "..", "", "a b", "a\r\n", "a\0", "腾", "abcde"] {
            assert!(message(&Value::object().with("jobId", id)).starts_with("jobId must be"), "{id:?}");
        }
        assert_eq!(message(&Value::object().with("jobId", "a/..")), "");
    }

    #[test]
    fn an_unknown_name_is_refused_with_the_most_similar_known_one() {
        let message = |name: &str| unknown_name(FIELDS, &Path::Input, name).message.clone();
        assert_eq!(message("jobid"), "jobid is not a known property. Did you mean jobId?");
        assert_eq!(message("reson"), "reson is not a known property. Did you mean reason?");
        assert!(message("signal").ends_with("pass it in the second argument."));
        assert!(message(&"x\n".repeat(1000)).len() < 200);
    }

    #[test]
    fn an_error_names_the_exact_property() {
        let tags = vec![Value::object().with("key", 1_i64), Value::object().with("key", 10_i64)];
        let input = Value::object().with("jobId", "a").with("tags", tags);
        assert_eq!(message(&input), "tags[1].key must be a whole number from 0 to 9");
    }
}
