//! Reading JSON by [shape](crate::shape): an input as JavaScript's `JSON.stringify` writes it.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use cos_jobs_bytes::json::plain;
use cos_jobs_bytes::{hex_digit, split};

use crate::error::Error;
use crate::input::must_be;
use crate::path::Path;
use crate::shape::{Field, Kind};
use crate::text::{concat, whole_number};
use crate::value::{MAX_NUMBER, Value};

/// The object of `fields` that `text` holds. What else it holds is passed over; `null` counts as missing.
///
/// A text with half a surrogate pair is refused, since it has no UTF-8.
///
/// ```
/// use cos_jobs::json::from_json;
/// use cos_jobs::shape::{Field, Kind, limits};
///
/// const FIELDS: &[Field] = &[Field::required("JobId", "jobId", Kind::Id(limits(1, 64)))];
/// let input = from_json(r#"{"jobId":"65f2e4cf","more":[1,{}]}"#, FIELDS)?;
/// assert_eq!(input.get_text("jobId"), Some("65f2e4cf"));
/// let error = from_json(r#"{"jobId":7}"#, FIELDS).unwrap_err();
/// assert_eq!(error.message, "jobId must be 1 to 64 visible ASCII characters, and not \".\" or \"..\"");
/// # Ok::<(), cos_jobs::error::Error>(())
/// ```
pub fn from_json<'a>(text: &'a str, fields: &[Field]) -> Result<Value<'a>, Error> {
    let mut reader = Reader { rest: text };
    let value = reader.object(fields, &Path::INPUT)?;
    if reader.next().is_some() { Err(broken()) } else { Ok(value) }
}

fn broken() -> Error {
    Error::input("the input is not JSON")
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn object(&mut self, fields: &[Field], path: &Path<'_>) -> Result<Value<'a>, Error> {
        if !self.take("{") {
            return Err(Error::input(concat(&[&path.to_text(), " must be an object"])));
        }
        let mut properties = Vec::with_capacity(fields.len());
        while !self.take("}") {
            let name = self.text()?.unwrap_or_default();
            self.require(":")?;
            match fields.iter().find(|field| field.property == name) {
                Some(field) => {
                    let value = self.value(&field.kind, &path.property(field.property))?;
                    properties.extend(value.map(|value| (field.property, value)));
                }
                None => self.skip()?,
            }
            self.separate("}")?;
        }
        Ok(Value::Object(properties))
    }

    fn list(&mut self, kind: &Kind, path: &Path<'_>) -> Result<Value<'a>, Error> {
        if !self.take("[") {
            return Err(Error::input(concat(&[&path.to_text(), " must be an array"])));
        }
        let mut items = Vec::new();
        while !self.take("]") {
            let path = path.item(items.len());
            items.push(self.value(kind, &path)?.ok_or_else(|| must_be(&path, kind))?);
            self.separate("]")?;
        }
        Ok(Value::List(items))
    }

    /// A value; `None` if it is `null`.
    fn value(&mut self, kind: &Kind, path: &Path<'_>) -> Result<Option<Value<'a>>, Error> {
        if self.take("null") {
            return Ok(None);
        }
        let found = match kind {
            Kind::Text(_) | Kind::Id(_) | Kind::Word(_) if self.next() == Some(b'"') => self.text()?.map(Value::Text),
            Kind::Text(_) | Kind::Id(_) | Kind::Word(_) => None,
            Kind::Number(_) => self.number().map(Value::Number),
            Kind::Flag if self.take("true") => Some(Value::Flag(true)),
            Kind::Flag => self.take("false").then_some(Value::Flag(false)),
            Kind::Mark if self.next() == Some(b'{') => {
                self.skip()?;
                Some(Value::Object(Vec::new()))
            }
            Kind::Mark => None,
            Kind::Object(fields) => Some(self.object(fields, path)?),
            Kind::List(_, kind) => Some(self.list(kind, path)?),
        };
        found.map(Some).ok_or_else(|| must_be(path, kind))
    }

    /// A text; `None` if it holds half a surrogate pair.
    fn text(&mut self) -> Result<Option<Cow<'a, str>>, Error> {
        self.require("\"")?;
        let (mut text, mut is_whole) = (Cow::Borrowed(""), true);
        loop {
            let plain = self.cut(plain(self.rest).len());
            if text.is_empty() {
                text = Cow::Borrowed(plain);
            } else {
                text.to_mut().push_str(plain);
            }
            if self.strip("\"") {
                return Ok(is_whole.then_some(text));
            }
            match self.escape()? {
                Some(character) => text.to_mut().push(character),
                None => is_whole = false,
            }
        }
    }

    /// The character of an escape; `None` if it is half a surrogate pair.
    fn escape(&mut self) -> Result<Option<char>, Error> {
        if self.strip("\\u") {
            let first = self.code_unit()?;
            if !(0xD800..0xDC00).contains(&first) || !self.strip("\\u") {
                return Ok(char::from_u32(first));
            }
            let second = self.code_unit()?;
            let low = second.checked_sub(0xDC00).filter(|low| *low < 0x400);
            return Ok(low.and_then(|low| char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + low)));
        }
        let known = [
            ("\\\"", '"'),
            ("\\\\", '\\'),
            ("\\n", '\n'),
            ("\\r", '\r'),
            ("\\t", '\t'),
            ("\\b", '\u{8}'),
            ("\\f", '\u{c}'),
            ("\\/", '/'),
        ];
        let found = known.into_iter().find(|(escape, _)| self.strip(escape));
        found.map(|(_, character)| Some(character)).ok_or_else(broken)
    }

    /// Four hexadecimal digits.
    fn code_unit(&mut self) -> Result<u32, Error> {
        let (digits, rest) = self.rest.split_at_checked(4).ok_or_else(broken)?;
        self.rest = rest;
        digits.bytes().try_fold(0, |code, digit| Some(code * 16 + u32::from(hex_digit(digit)?))).ok_or_else(broken)
    }

    /// A whole number that JavaScript holds exactly.
    fn number(&mut self) -> Option<i64> {
        self.next();
        let is_negative = self.strip("-");
        let digits = self.cut_before(is_end);
        let number = whole_number(digits).and_then(|number| i64::try_from(number).ok());
        let number = number.filter(|number| *number <= MAX_NUMBER)?;
        Some(if is_negative { -number } else { number })
    }

    /// Passes over a value of any kind, however deep it is.
    fn skip(&mut self) -> Result<(), Error> {
        let mut depth = 0_usize;
        loop {
            match self.next().ok_or_else(broken)? {
                b'"' => {
                    self.text()?;
                }
                b'{' | b'[' => {
                    self.cut(1);
                    depth += 1;
                }
                b'}' | b']' => {
                    self.cut(1);
                    depth = depth.checked_sub(1).ok_or_else(broken)?;
                }
                b',' | b':' if depth > 0 => {
                    self.cut(1);
                    continue;
                }
                _ if self.cut_before(is_end).is_empty() => return Err(broken()),
                _ => {}
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }

    /// The first byte of what comes next.
    fn next(&mut self) -> Option<u8> {
        self.rest = self.rest.trim_ascii_start();
        self.rest.bytes().next()
    }

    /// Passes over `token`, if it is next.
    fn take(&mut self, token: &str) -> bool {
        self.next();
        self.strip(token)
    }

    fn require(&mut self, token: &str) -> Result<(), Error> {
        if self.take(token) { Ok(()) } else { Err(broken()) }
    }

    /// Passes over a comma, unless `end` is next.
    fn separate(&mut self, end: &str) -> Result<(), Error> {
        self.next();
        if self.rest.starts_with(end) { Ok(()) } else { self.require(",") }
    }

    fn strip(&mut self, prefix: &str) -> bool {
        let rest = self.rest.strip_prefix(prefix);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn cut(&mut self, length: usize) -> &'a str {
        let (text, rest) = split(self.rest, length);
        self.rest = rest;
        text
    }

    /// What stands before the first such byte.
    fn cut_before(&mut self, is_end: impl Fn(u8) -> bool) -> &'a str {
        let length = self.rest.bytes().position(is_end).unwrap_or(self.rest.len());
        self.cut(length)
    }
}

/// Whether a number or a word ends before that byte.
fn is_end(byte: u8) -> bool {
    matches!(byte, b',' | b':' | b'}' | b']' | b'"' | b'{' | b'[') || byte.is_ascii_whitespace()
}

#[cfg(test)]
mod tests {
    use super::from_json;
    use crate::json::to_json;
    use crate::shape::{ANY, Field, Kind, limits};
    use crate::value::{MAX_NUMBER, Value};
    use proptest::prelude::proptest;

    const INNER: &[Field] = &[Field::optional("Flag", "flag", Kind::Flag)];

    const FIELDS: &[Field] = &[
        Field::optional("Text", "text", Kind::Text(ANY)),
        Field::optional("Number", "number", Kind::Number(limits(-MAX_NUMBER, MAX_NUMBER))),
        Field::optional("Mark", "mark", Kind::Mark),
        Field::optional("Object", "object", Kind::Object(INNER)),
        Field::optional("List", "list", Kind::List("item", &Kind::Object(INNER))),
    ];

    /// What was read, written again; or what is wrong.
    fn again(json: &str) -> String {
        from_json(json, FIELDS).map_or_else(|error| error.message.clone(), |value| to_json(&value))
    }

    #[test]
    fn what_the_shape_knows_is_taken_and_all_else_passed_over() {
        let json = r#" { "x" : [ { "text": [ ] }, "]\"" , -1.5e9, null ] , "number":-7, "mark":{"a":{}}, "text":null,
            "object":{"flag":true,"flags":{}}, "list":[{"flag":false},{}] } "#;
        assert_eq!(again(json), r#"{"number":-7,"mark":{},"object":{"flag":true},"list":[{"flag":false},{}]}"#);
    }

    #[test]
    fn an_error_names_the_property_and_what_it_must_be() {
        assert_eq!(again("[]"), "the input must be an object");
        assert_eq!(again(r#"{"object":"flag"}"#), "object must be an object");
        assert_eq!(again(r#"{"list":{"length":0}}"#), "list must be an array");
        assert_eq!(again(r#"{"list":[{},{"flag":0}]}"#), "list[1].flag must be true or false");
        assert_eq!(again(r#"{"list":[{},null]}"#), "list[1] must be an object");
        assert!(again(r#"{"text":["a"]}"#).starts_with("text must be a text of"));
        for number in ["1.5", "1e3", "\"1\"", "9007199254740992", "1e+21", "true", "-"] {
            let json = ["{\"number\":", number, "}"].concat();
            assert!(again(&json).starts_with("number must be a whole number"), "{number}");
        }
    }

    #[test]
    fn half_a_surrogate_pair_is_no_text() {
        for half in [r"\ud83d", r"a\ude00b", r"\ud83d\ud83d", r"\ud83dx", r"\ud83d\n"] {
            assert!(again(&["{\"text\":\"", half, "\"}"].concat()).starts_with("text must be"), "{half}");
        }
        assert_eq!(again(r#"{"text":"\ud83d\ude00\u000a\/\b"}"#), "{\"text\":\"\u{1f600}\\u000a/\\u0008\"}");
    }

    #[test]
    fn what_is_no_json_is_refused() {
        let broken =
            ["{", "{\"text\":\"a", "{\"x\":}", "{\"x\":1", "{} x", "{\"x\" 1}", "{\"x\":]}", "{\"text\":\"\\u12\"}"];
        for json in broken {
            assert_eq!(again(json), "the input is not JSON", "{json}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_it_was_written(text: String) {
            let value = Value::Object(vec![("text", Value::text(text))]);
            assert_eq!(from_json(&to_json(&value), FIELDS).unwrap(), value);
            let other = serde_json::json!({ "text": value.get_text("text") }).to_string();
            assert_eq!(from_json(&other, FIELDS).unwrap(), value);
        }

        #[test]
        fn nothing_panics(json: String) {
            let _ = from_json(&json, FIELDS);
            let _ = from_json(&["{\"", &json].concat(), FIELDS);
        }
    }
}
