//! The plain data that the API takes and gives: what becomes a JavaScript object.

use alloc::borrow::Cow;
use alloc::vec::Vec;

/// One value of an input or of an answer.
///
/// The names of an object's properties come from a [shape](crate::shape), never from an answer, so a hostile answer
/// can't choose one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// A whole number, at most 2^53 - 1 from zero so that JavaScript holds it exactly.
    Number(i64),
    /// A boolean.
    Flag(bool),
    /// A list.
    List(Vec<Value<'a>>),
    /// An object, its properties in the order in which they came.
    Object(Vec<(&'static str, Value<'a>)>),
}

pub use crate::shape::MAX_NUMBER;

impl Default for Value<'_> {
    fn default() -> Self {
        Self::Object(Vec::new())
    }
}

impl<'a> Value<'a> {
    /// A text that nobody else owns.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    /// The property `name`, if this is an object that has it.
    pub fn get(&self, name: &str) -> Option<&Value<'a>> {
        let Self::Object(properties) = self else { return None };
        properties.iter().find(|(property, _)| *property == name).map(|(_, value)| value)
    }

    /// The property `name` as a text.
    pub fn get_text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_text()
    }

    /// The property `name` as a number.
    pub fn get_number(&self, name: &str) -> Option<i64> {
        match self.get(name)? {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Adds a property to an object; anything else stays as it is.
    pub fn push(&mut self, name: &'static str, value: Value<'a>) {
        if let Self::Object(properties) = self {
            properties.push((name, value));
        }
    }

    /// Adds the properties of `other`, if both are objects.
    pub fn extend(&mut self, other: Value<'a>) {
        if let (Self::Object(properties), Value::Object(others)) = (self, other) {
            properties.extend(others);
        }
    }

    /// The text, if this is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items of a list; of anything else, none.
    pub fn items(&self) -> &[Value<'a>] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }
}
