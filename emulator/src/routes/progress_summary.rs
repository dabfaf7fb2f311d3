//! ProgressSummary, which two answers have (Common Elements, document 436/33786).

use cos_jobs::value::Value;

use crate::work::Progress;

pub(super) fn progress_summary(progress: Progress) -> Value<'static> {
    Value::Object(vec![
        // Since 2025; its words are not documented, and empty is what a job with a manifest of its own has.
        ("autoManifestStatus", Value::text("")),
        ("numberOfTasksFailed", number(progress.failed)),
        ("numberOfTasksSucceeded", number(progress.succeeded)),
        ("totalNumberOfTasks", number(progress.total)),
    ])
}

/// A count of tasks. [`Work`](crate::Work) has no more than a number can say.
fn number(count: u64) -> Value<'static> {
    Value::Number(i64::try_from(count).unwrap_or(i64::MAX))
}
