//! ProgressSummary, which is part of two answers (Common Elements, document 436/33786).

use cos_jobs::model::value::Value;

use crate::work::Progress;

pub(super) fn progress_summary(progress: Progress) -> Value {
    Value::object()
        // The service has sent this element since 2025. Its values are not documented; it is empty for a job with its
        // own manifest.
        .with("autoManifestStatus", "")
        .with("numberOfTasksFailed", number(progress.failed))
        .with("numberOfTasksSucceeded", number(progress.succeeded))
        .with("totalNumberOfTasks", number(progress.total))
}

/// A number of tasks. The limits of [`Work`](crate::Work) are below the maximum of `i64`.
fn number(count: u64) -> Value {
    Value::Number(i64::try_from(count).unwrap_or(i64::MAX))
}
