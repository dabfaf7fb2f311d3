//! Reading the description of a request that the engine gives to a function that signs.

use cos_jobs::model::Value;

/// The text properties of the object `name`, for example of `headers`.
pub(crate) fn texts<'v>(description: &'v Value, name: &str) -> Vec<(&'static str, &'v str)> {
    let properties = description.get(name).map(Value::properties).unwrap_or_default();
    properties.iter().filter_map(|(name, value)| Some((*name, value.as_text()?))).collect()
}
