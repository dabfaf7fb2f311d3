//! The plain data of inputs and results: the values that become JavaScript objects.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeStruct, Serializer};

/// One value of an input or of a result.
///
/// The property names of an object come from a [shape](crate::model::shape), never from an answer, so a hostile answer
/// cannot choose one.
///
/// ```
/// use cos_jobs::model::Value;
///
/// let input = Value::object().with("jobId", "65f2e4cf").with("priority", 10);
/// assert_eq!(input.get_text("jobId"), Some("65f2e4cf"));
/// assert_eq!(input.get_number("priority"), Some(10));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(Cow<'static, str>),
    /// A whole number, at most 2^53 - 1 from zero, so that JavaScript represents it exactly.
    Number(i64),
    /// A number with up to six decimal places, in millionths.
    Millionths(i64),
    /// A boolean.
    Flag(bool),
    /// A list.
    List(Vec<Value>),
    /// An object with its properties in the order in which they were added.
    Object(Vec<(&'static str, Value)>),
}

impl Value {
    /// An object without properties.
    pub const fn object() -> Self {
        Self::Object(Vec::new())
    }

    /// Adds a property to an object. Any other value stays as it is.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.push(name, value);
        self
    }

    /// Adds a property to an object if there is a value for it.
    #[must_use]
    pub fn with_optional(self, name: &'static str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Adds a property to an object. Any other value stays as it is.
    pub fn push(&mut self, name: &'static str, value: impl Into<Value>) {
        self.push_value(name, value.into());
    }

    /// It is not inlined, because it has many callers.
    #[inline(never)]
    fn push_value(&mut self, name: &'static str, value: Value) {
        if let Self::Object(properties) = self {
            properties.push((name, value));
        }
    }

    /// The property `name`, if this is an object that has it.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.properties().iter().find(|(property, _)| *property == name).map(|(_, value)| value)
    }

    /// The property `name` as a text.
    pub fn get_text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_text()
    }

    /// The property `name` as a number.
    pub fn get_number(&self, name: &str) -> Option<i64> {
        let Self::Number(number) = self.get(name)? else { return None };
        Some(*number)
    }

    /// The property `name` as a boolean.
    pub fn get_flag(&self, name: &str) -> Option<bool> {
        let Self::Flag(flag) = self.get(name)? else { return None };
        Some(*flag)
    }

    /// The properties of an object that is not needed any more. Any other value has none.
    pub fn into_properties(self) -> Vec<(&'static str, Value)> {
        match self {
            Self::Object(properties) => properties,
            _ => Vec::new(),
        }
    }

    /// The property `name`, taken out of an object that is not needed any more.
    pub fn into_property(self, name: &str) -> Option<Value> {
        self.into_properties().into_iter().find(|(property, _)| *property == name).map(|(_, value)| value)
    }

    /// The text, if this is one.
    pub fn as_text(&self) -> Option<&str> {
        let Self::Text(text) = self else { return None };
        Some(text)
    }

    /// The items of a list. Any other value has none.
    pub fn items(&self) -> &[Value] {
        if let Self::List(items) = self { items } else { &[] }
    }

    /// The items of a list that is not needed any more. Any other value has none.
    pub fn into_items(self) -> Vec<Value> {
        if let Self::List(items) = self { items } else { Vec::new() }
    }

    /// The properties of an object. Any other value has none.
    pub fn properties(&self) -> &[(&'static str, Value)] {
        if let Self::Object(properties) = self { properties } else { &[] }
    }
}

impl Default for Value {
    fn default() -> Self {
        Self::object()
    }
}

/// Conversions into a [`Value`].
macro_rules! value_from {
    ($($type:ty => |$it:ident| $value:expr,)+) => {
        $(impl From<$type> for Value {
            fn from($it: $type) -> Self {
                $value
            }
        })+
    };
}

value_from! {
    &str => |text| Self::Text(Cow::Owned(text.to_owned())),
    String => |text| Self::Text(Cow::Owned(text)),
    Cow<'static, str> => |text| Self::Text(text),
    i64 => |number| Self::Number(number),
    i32 => |number| Self::Number(number.into()),
    u32 => |number| Self::Number(number.into()),
    bool => |flag| Self::Flag(flag),
    Vec<Value> => |items| Self::List(items),
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            // For serde-wasm-bindgen, a static text is one that is converted only once.
            Self::Text(Cow::Borrowed(word)) => serializer.serialize_unit_variant("", 0, word),
            Self::Text(Cow::Owned(text)) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Millionths(number) => serializer.serialize_f64(from_millionths(*number)),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(properties) => {
                // A struct is much cheaper than a map for serde-wasm-bindgen, because its keys are static.
                let mut object = serializer.serialize_struct("", properties.len())?;
                for (name, value) in properties {
                    object.serialize_field(name, value)?;
                }
                object.end()
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a number that large does not need its decimal places")]
fn from_millionths(number: i64) -> f64 {
    number as f64 / 1e6
}

#[cfg(test)]
mod tests {
    use super::Value;

    #[test]
    fn a_value_is_serialized_as_the_json_that_it_stands_for() {
        let value = Value::object()
            .with("text", "a\"b")
            .with("rate", Value::Millionths(1_500_000))
            .with("list", vec![Value::from(-1), Value::from(true)])
            .with_optional("missing", None::<&str>);
        assert_eq!(serde_json::to_string(&value).unwrap(), r#"{"text":"a\"b","rate":1.5,"list":[-1,true]}"#);
    }
}
