//! A job as the client's `describeJob` returns it.

use cos_jobs::model::value::Value;

/// Removes what an answer contains only for completeness: empty texts, and the empty failure of a job that did not fail.
pub(crate) fn without_empty_parts(job: Value) -> Value {
    match job {
        Value::Object(properties) => {
            let kept = properties.into_iter().map(|(name, value)| (name, without_empty_parts(value)));
            Value::Object(kept.filter(|(_, value)| !is_empty_text(value)).collect())
        }
        Value::List(items) => {
            let items = items.into_iter().filter(|item| !is_empty_failure(item));
            Value::List(items.map(without_empty_parts).collect())
        }
        other => other,
    }
}

fn is_empty_text(value: &Value) -> bool {
    value.as_text() == Some("")
}

fn is_empty_failure(item: &Value) -> bool {
    item.get_text("failureCode") == Some("") && item.get_text("failureReason") == Some("")
}
