//! The [shapes](super::shape) of the API's models: what answers contain and what CreateJob sends.
//!
//! Sources: DescribeJob 436/33782, ListJobs 436/33783, CreateJob 436/33781, Common Elements 436/33786. A field is only
//! required if a decision depends on it, so that an answer in which the service leaves something out can still be used.

use super::shape::{ANY, Field, Kind, limits};
use super::status::Status;

/// The largest priority. A job with a higher priority runs first.
pub const MAX_PRIORITY: i64 = 2_147_483_647;

const TIMESTAMP: Kind = Kind::Text(limits(1, 64));

// Fields that CreateJob sends and DescribeJob returns.
pub(crate) const CLIENT_REQUEST_TOKEN: Field = Field::sent("clientRequestToken", Kind::Id(limits(1, 64)));
const CONFIRMATION_REQUIRED: Field = Field::optional("confirmationRequired", Kind::Flag);
const DESCRIPTION: Field = Field::optional("description", Kind::Text(limits(0, 256)));
const MANIFEST: Field = Field::sent("manifest", Kind::Object(MANIFEST_FIELDS));
const OPERATION: Field = Field::sent("operation", Kind::Object(OPERATIONS));
const REPORT: Field = Field::sent("report", Kind::Object(REPORT_FIELDS));
const ROLE_ARN: Field = Field::sent("roleArn", Kind::Text(limits(1, 1024)));

pub(crate) const CREATION_TIME: Field = Field::optional("creationTime", TIMESTAMP);
pub(crate) const TERMINATION_DATE: Field = Field::optional("terminationDate", TIMESTAMP);

/// Why a job's status was changed.
pub(crate) const STATUS_UPDATE_REASON: Field = Field::optional("statusUpdateReason", Kind::Text(limits(0, 256)));

/// A job's priority.
pub(crate) const PRIORITY: Field = Field::sent("priority", Kind::Number(limits(0, MAX_PRIORITY)));

/// A job's progress.
pub(crate) const PROGRESS: Field = Field::optional("progressSummary", Kind::Object(PROGRESS_SUMMARY));

/// A job's status.
pub(crate) const STATUS: Field = Field::required("status", Kind::Word(&Status::WORDS));

/// A job's id.
pub(crate) const JOB_ID: Field = Field::required("jobId", Kind::Id(limits(1, 64)));

/// The job that CreateJob requests. The fields of all tables are in the documented order.
pub const CREATE_JOB_REQUEST: &[Field] =
    &[CLIENT_REQUEST_TOKEN, CONFIRMATION_REQUIRED, DESCRIPTION, MANIFEST, OPERATION, PRIORITY, REPORT, ROLE_ARN];

/// A job in the answer of DescribeJob.
pub const JOB: &[Field] = &[
    CLIENT_REQUEST_TOKEN,
    CONFIRMATION_REQUIRED,
    CREATION_TIME,
    DESCRIPTION,
    Field::default_empty("failureReasons", Kind::List("JobFailure", &Kind::Object(JOB_FAILURE))),
    JOB_ID,
    MANIFEST,
    OPERATION,
    PRIORITY,
    PROGRESS,
    REPORT,
    ROLE_ARN,
    STATUS,
    STATUS_UPDATE_REASON,
    Field::optional("suspendedCause", Kind::Text(ANY)),
    Field::optional("suspendedDate", TIMESTAMP),
    TERMINATION_DATE,
];

/// A job in the answer of ListJobs.
pub const JOB_SUMMARY: &[Field] = &[
    CREATION_TIME,
    DESCRIPTION,
    JOB_ID,
    Field::optional("operation", Kind::Word(OPERATION_NAMES)),
    PRIORITY,
    PROGRESS,
    STATUS,
    TERMINATION_DATE,
];

const OPERATION_NAMES: &[&str] =
    &["COSDeleteObject", "COSInitiateRestoreObject", "COSPutObjectCopy", "COSPutObjectTagging"];

const JOB_FAILURE: &[Field] =
    &[Field::optional("failureCode", Kind::Text(ANY)), Field::optional("failureReason", Kind::Text(ANY))];

const PROGRESS_SUMMARY: &[Field] = &[
    Field::optional("autoManifestStatus", Kind::Text(ANY)),
    Field::optional("numberOfTasksFailed", Kind::Number(ANY)),
    Field::optional("numberOfTasksSucceeded", Kind::Number(ANY)),
    Field::optional("totalNumberOfTasks", Kind::Number(ANY)),
];

const MANIFEST_FIELDS: &[Field] = &[
    Field::required(
        "location",
        Kind::Object(&[
            Field::required("eTag", Kind::Text(limits(1, 1024))),
            Field::required("objectArn", Kind::Text(limits(1, 1024))),
            Field::optional("objectVersionId", Kind::Text(limits(1, 1024))),
        ]),
    ),
    Field::required(
        "spec",
        Kind::Object(&[
            Field::optional("fields", Kind::List("member", &Kind::Word(&["Ignore", "Bucket", "Key", "VersionId"]))),
            Field::required("format", Kind::Word(&["COSBatchOperations_CSV_V1", "COSInventoryReport_CSV_V1"])),
        ]),
    ),
];

const REPORT_FIELDS: &[Field] = &[
    Field::optional("bucket", Kind::Text(limits(1, 1024))),
    Field::sent("enabled", Kind::Flag),
    Field::optional("format", Kind::Word(&["Report_CSV_V1"])),
    Field::optional("prefix", Kind::Text(limits(0, 256))),
    Field::optional("reportScope", Kind::Word(&["AllTasks", "FailedTasksOnly"])),
];

/// The operations of a job. Each job has exactly one of them.
pub(crate) const OPERATIONS: &[Field] = &[
    Field::optional("cosDeleteObject", Kind::Empty).named("COSDeleteObject"),
    Field::optional("cosInitiateRestoreObject", Kind::Object(INITIATE_RESTORE)).named("COSInitiateRestoreObject"),
    Field::optional("cosPutObjectCopy", Kind::Object(PUT_OBJECT_COPY)).named("COSPutObjectCopy"),
    Field::optional("cosPutObjectTagging", Kind::Object(PUT_OBJECT_TAGGING)).named("COSPutObjectTagging"),
];

const INITIATE_RESTORE: &[Field] = &[
    Field::required("expirationInDays", Kind::Number(limits(1, 365))),
    Field::required("jobTier", Kind::Word(&["Standard", "Bulk"])),
];

const PUT_OBJECT_TAGGING: &[Field] = &[
    Field::sent("taggingDirective", DIRECTIVE),
    Field::default_empty("tagSet", Kind::List("COSTag", &Kind::Object(PAIR))),
];

const PUT_OBJECT_COPY: &[Field] = &[
    Field::optional("accessControlDirective", DIRECTIVE),
    Field::optional("accessControlGrants", Kind::List("COSGrant", &Kind::Object(GRANT))),
    Field::optional("prefixReplace", Kind::Flag),
    Field::optional("resourcesPrefix", Kind::Text(limits(0, 1024))),
    Field::optional("targetKeyPrefix", Kind::Text(limits(0, 1024))),
    Field::optional("cannedAccessControlList", Kind::Word(&["private", "public-read"])),
    Field::optional("metadataDirective", DIRECTIVE),
    Field::optional("modifiedSinceConstraint", TIMESTAMP),
    Field::optional("unModifiedSinceConstraint", TIMESTAMP),
    Field::optional("newObjectMetadata", Kind::Object(NEW_OBJECT_METADATA)),
    Field::optional("taggingDirective", DIRECTIVE),
    Field::optional("newObjectTagging", Kind::List("COSTag", &Kind::Object(PAIR))),
    Field::optional("storageClass", Kind::Text(limits(1, 64))),
    Field::required("targetResource", Kind::Text(limits(1, 1024))),
];

const DIRECTIVE: Kind = Kind::Word(&["Copy", "Replaced", "Add"]);

const GRANT: &[Field] = &[
    Field::required(
        "grantee",
        Kind::Object(&[
            Field::optional("displayName", Kind::Text(limits(0, 1024))),
            Field::required("identifier", Kind::Text(limits(1, 1024))),
            Field::required("typeIdentifier", Kind::Word(&["ID"])),
        ]),
    ),
    Field::required("permission", Kind::Word(&["READ", "WRITE", "FULL_CONTROL"])),
];

const NEW_OBJECT_METADATA: &[Field] = &[
    Field::optional("cacheControl", Kind::Text(limits(0, 1024))),
    Field::optional("contentDisposition", Kind::Text(limits(0, 1024))),
    Field::optional("contentEncoding", Kind::Text(limits(0, 1024))),
    Field::optional("contentType", Kind::Text(limits(0, 1024))),
    Field::optional("httpExpiresDate", TIMESTAMP),
    Field::optional("sseAlgorithm", Kind::Word(&["AES256"])).named("SSEAlgorithm"),
    Field::optional("userMetadata", Kind::List("member", &Kind::Object(PAIR))),
];

const PAIR: &[Field] =
    &[Field::required("key", Kind::Text(limits(1, 1024))), Field::default_empty("value", Kind::Text(limits(0, 1024)))];
