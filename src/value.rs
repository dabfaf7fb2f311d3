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

/// The largest [`Value::Number`].
pub const MAX_NUMBER: i64 = (1 << 53) - 1;

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

    /// The property `name`, taken out of the object, where a flag stays behind.
    pub fn take(&mut self, name: &str) -> Option<Value<'a>> {
        let Self::Object(properties) = self else { return None };
        let property = properties.iter_mut().find(|(property, _)| *property == name)?;
        Some(core::mem::replace(&mut property.1, Value::Flag(false)))
    }

    /// The same value, which borrows from nothing any more.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Self::Number(number) => Value::Number(number),
            Self::Flag(flag) => Value::Flag(flag),
            Self::List(items) => Value::List(items.into_iter().map(Value::into_owned).collect()),
            Self::Object(properties) => {
                Value::Object(properties.into_iter().map(|(name, value)| (name, value.into_owned())).collect())
            }
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
