//! Reading JSON by [shape](crate::shape): an input as JavaScript's `JSON.stringify` writes it.

use alloc::vec::Vec;

use cos_jobs_wire::json::{Broken, Lexer};

use crate::error::Error;
use crate::input::must_be;
use crate::path::Path;
use crate::shape::{Field, Kind};
use crate::text::concat;
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
    let mut reader = Reader { lexer: Lexer::new(text) };
    let value = reader.object(fields, &Path::INPUT)?;
    if reader.lexer.peek().is_some() { Err(broken()) } else { Ok(value) }
}

impl From<Broken> for Error {
    fn from(_: Broken) -> Self {
        broken()
    }
}

fn broken() -> Error {
    Error::input("the input is not JSON")
}

fn require(is_so: bool) -> Result<(), Error> {
    if is_so { Ok(()) } else { Err(broken()) }
}

struct Reader<'a> {
    lexer: Lexer<'a>,
}

impl<'a> Reader<'a> {
    fn object(&mut self, fields: &[Field], path: &Path<'_>) -> Result<Value<'a>, Error> {
        if !self.lexer.take(b'{') {
            return Err(Error::input(concat(&[&path.to_text(), " must be an object"])));
        }
        let mut properties = Vec::with_capacity(fields.len());
        while !self.lexer.take(b'}') {
            let name = self.lexer.text()?.unwrap_or_default();
            require(self.lexer.take(b':'))?;
            match fields.iter().find(|field| field.property == name) {
                Some(field) => {
                    let value = self.value(&field.kind, &path.property(field.property))?;
                    properties.extend(value.map(|value| (field.property, value)));
                }
                None => require(self.lexer.skip())?,
            }
            require(self.lexer.separate(b'}'))?;
        }
        Ok(Value::Object(properties))
    }

    fn list(&mut self, kind: &Kind, path: &Path<'_>) -> Result<Value<'a>, Error> {
        if !self.lexer.take(b'[') {
            return Err(Error::input(concat(&[&path.to_text(), " must be an array"])));
        }
        let mut items = Vec::new();
        while !self.lexer.take(b']') {
            let path = path.item(items.len());
            items.push(self.value(kind, &path)?.ok_or_else(|| must_be(&path, kind))?);
            require(self.lexer.separate(b']'))?;
        }
        Ok(Value::List(items))
    }

    /// A value; `None` if it is `null`.
    fn value(&mut self, kind: &Kind, path: &Path<'_>) -> Result<Option<Value<'a>>, Error> {
        if self.lexer.word("null") {
            return Ok(None);
        }
        let found = match kind {
            Kind::Text(_) | Kind::Id(_) | Kind::Word(_) if self.lexer.peek() == Some(b'"') => {
                self.lexer.text()?.map(Value::Text)
            }
            Kind::Text(_) | Kind::Id(_) | Kind::Word(_) => None,
            Kind::Number(_) => self.lexer.number(MAX_NUMBER).map(Value::Number),
            Kind::Flag if self.lexer.word("true") => Some(Value::Flag(true)),
            Kind::Flag => self.lexer.word("false").then_some(Value::Flag(false)),
            Kind::Mark if self.lexer.peek() == Some(b'{') => {
                require(self.lexer.skip())?;
                Some(Value::Object(Vec::new()))
            }
            Kind::Mark => None,
            Kind::Object(fields) => Some(self.object(fields, path)?),
            Kind::List(_, kind) => Some(self.list(kind, path)?),
        };
        found.map(Some).ok_or_else(|| must_be(path, kind))
    }
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
