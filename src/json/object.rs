//! An object as the JSON text that it is handed out as.

use alloc::string::String;

use cos_jobs_wire::json::push_text;

use super::from_json;
use crate::shape::Field;
use crate::text::push_signed;
use crate::value::Value;

/// A JSON object. Properties are added behind those that it has.
///
/// ```
/// use cos_jobs::json::Object;
///
/// let object = Object::new().text("jobId", "a\"b").number("priority", 3).flag("reconciled", false);
/// assert_eq!(object.as_str(), r#"{"jobId":"a\"b","priority":3,"reconciled":false}"#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object(String);

impl Object {
    /// One without properties.
    pub fn new() -> Self {
        Self("{}".into())
    }

    /// One that is written already: the text must be that of an object.
    pub fn from_text(text: String) -> Self {
        Self(text)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text.
    pub fn into_text(self) -> String {
        self.0
    }

    /// Adds a text.
    #[must_use]
    pub fn text(self, name: &str, text: &str) -> Self {
        self.property(name, |out| push_text(out, text))
    }

    /// Adds a text, if there is one.
    #[must_use]
    pub fn maybe_text(self, name: &str, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.text(name, text),
            None => self,
        }
    }

    /// Adds a whole number.
    #[must_use]
    pub fn number(self, name: &str, number: i64) -> Self {
        self.property(name, |out| push_signed(out, number))
    }

    /// Adds a boolean.
    #[must_use]
    pub fn flag(self, name: &str, flag: bool) -> Self {
        self.property(name, |out| out.push_str(if flag { "true" } else { "false" }))
    }

    /// Adds an object.
    #[must_use]
    pub fn object(self, name: &str, object: &Self) -> Self {
        self.property(name, |out| out.push_str(&object.0))
    }

    /// The object that is its only property, if that has this name.
    pub fn only(&self, name: &str) -> Option<Self> {
        let value = self.0.strip_prefix("{\"")?.strip_prefix(name)?.strip_prefix("\":")?.strip_suffix('}')?;
        Some(Self(value.into()))
    }

    /// What it holds of `fields`.
    pub fn read(&self, fields: &[Field]) -> Value<'_> {
        from_json(&self.0, fields).unwrap_or_default()
    }

    fn property(mut self, name: &str, value: impl FnOnce(&mut String)) -> Self {
        self.0.pop();
        if self.0.len() > 1 {
            self.0.push(',');
        }
        push_text(&mut self.0, name);
        self.0.push(':');
        value(&mut self.0);
        self.0.push('}');
        self
    }
}

impl Default for Object {
    fn default() -> Self {
        Self::new()
    }
}
