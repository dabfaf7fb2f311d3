//! The fields of the documents that are read and written, as tables. The tables of a job's own fields are the client's.

use std::sync::LazyLock;

use cos_jobs::model::shape::{ANY, Field, Kind};
use cos_jobs::model::tables;

const TEXT: Kind = Kind::Text(ANY);

/// `Error` (ErrorResponse, document 436/33787). `ServerTime` is present if the request's time is wrong.
pub(crate) const ERROR: &[Field] = &[
    Field::required("code", TEXT),
    Field::required("message", TEXT),
    Field::required("resource", TEXT),
    Field::required("requestId", TEXT),
    Field::required("traceId", TEXT),
    Field::optional("serverTime", TEXT),
];

/// `UpdateJobStatusResult` (436/33785).
pub(crate) const UPDATE_JOB_STATUS_RESULT: &[Field] =
    &[Field::required("jobId", TEXT), Field::required("status", TEXT), Field::optional("statusUpdateReason", TEXT)];

/// `UpdateJobPriorityResult` (436/33784).
pub(crate) const UPDATE_JOB_PRIORITY_RESULT: &[Field] =
    &[Field::required("jobId", TEXT), Field::required("priority", Kind::Number(ANY))];

/// `DescribeJobResult` (436/33782).
pub(crate) const DESCRIBE_JOB_RESULT: &[Field] = &[Field::required("job", Kind::Object(tables::JOB))];

/// `ListJobsResult` (436/33783).
pub(crate) const LIST_JOBS_RESULT: &[Field] = &[
    Field::default_empty("jobs", Kind::List("member", &Kind::Object(tables::JOB_SUMMARY))),
    Field::optional("nextToken", TEXT),
];

/// `CreateJobResult` (436/33781).
pub(crate) const CREATE_JOB_RESULT: &[Field] = &[Field::required("jobId", TEXT)];

/// `CreateJobRequest` (436/33781). The fields outside Manifest, Operation and Report are read as texts, because a wrong
/// value in them is an InvalidArgument and not a MalformedXML.
pub(crate) static CREATE_JOB_REQUEST: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let own = [
        Field::optional("clientRequestToken", TEXT),
        Field::optional("confirmationRequired", TEXT),
        Field::optional("description", TEXT),
        Field::optional("priority", TEXT),
        Field::optional("roleArn", TEXT),
    ];
    let shared = tables::JOB.iter().filter(|field| matches!(field.property, "manifest" | "operation" | "report"));
    own.into_iter().chain(shared.copied()).collect()
});
