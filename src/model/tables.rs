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
pub(crate) const CLIENT_REQUEST_TOKEN: Field =
    Field::sent("ClientRequestToken", "clientRequestToken", Kind::Id(limits(1, 64)));
const CONFIRMATION_REQUIRED: Field = Field::optional("ConfirmationRequired", "confirmationRequired", Kind::Flag);
const DESCRIPTION: Field = Field::optional("Description", "description", Kind::Text(limits(0, 256)));
const MANIFEST: Field = Field::sent("Manifest", "manifest", Kind::Object(MANIFEST_FIELDS));
const OPERATION: Field = Field::sent("Operation", "operation", Kind::Object(OPERATIONS));
const REPORT: Field = Field::sent("Report", "report", Kind::Object(REPORT_FIELDS));
const ROLE_ARN: Field = Field::sent("RoleArn", "roleArn", Kind::Text(limits(1, 1024)));

pub(crate) const CREATION_TIME: Field = Field::optional("CreationTime", "creationTime", TIMESTAMP);
pub(crate) const TERMINATION_DATE: Field = Field::optional("TerminationDate", "terminationDate", TIMESTAMP);

/// Why a job's status was changed.
pub(crate) const STATUS_UPDATE_REASON: Field =
    Field::optional("StatusUpdateReason", "statusUpdateReason", Kind::Text(limits(0, 256)));

/// A job's priority.
pub(crate) const PRIORITY: Field = Field::sent("Priority", "priority", Kind::Number(limits(0, MAX_PRIORITY)));

/// A job's progress.
pub(crate) const PROGRESS: Field =
    Field::optional("ProgressSummary", "progressSummary", Kind::Object(PROGRESS_SUMMARY));

/// A job's status.
pub(crate) const STATUS: Field = Field::required("Status", "status", Kind::Word(&Status::WORDS));

/// A job's id.
pub(crate) const JOB_ID: Field = Field::required("JobId", "jobId", Kind::Id(limits(1, 64)));

/// The job that CreateJob requests. The fields of all tables are in the documented order.
pub const CREATE_JOB_REQUEST: &[Field] =
    &[CLIENT_REQUEST_TOKEN, CONFIRMATION_REQUIRED, DESCRIPTION, MANIFEST, OPERATION, PRIORITY, REPORT, ROLE_ARN];

/// A job in the answer of DescribeJob.
pub const JOB: &[Field] = &[
    CLIENT_REQUEST_TOKEN,
    CONFIRMATION_REQUIRED,
    CREATION_TIME,
    DESCRIPTION,
    Field::default_empty("FailureReasons", "failureReasons", Kind::List("JobFailure", &Kind::Object(JOB_FAILURE))),
    JOB_ID,
    MANIFEST,
    OPERATION,
    PRIORITY,
    PROGRESS,
    REPORT,
    ROLE_ARN,
    STATUS,
    STATUS_UPDATE_REASON,
    Field::optional("SuspendedCause", "suspendedCause", Kind::Text(ANY)),
    Field::optional("SuspendedDate", "suspendedDate", TIMESTAMP),
    TERMINATION_DATE,
];

/// A job in the answer of ListJobs.
pub const JOB_SUMMARY: &[Field] = &[
    CREATION_TIME,
    DESCRIPTION,
    JOB_ID,
    Field::optional("Operation", "operation", Kind::Word(OPERATION_NAMES)),
    PRIORITY,
    PROGRESS,
    STATUS,
    TERMINATION_DATE,
];

const OPERATION_NAMES: &[&str] =
    &["COSDeleteObject", "COSInitiateRestoreObject", "COSPutObjectCopy", "COSPutObjectTagging"];

const JOB_FAILURE: &[Field] = &[
    Field::optional("FailureCode", "failureCode", Kind::Text(ANY)),
    Field::optional("FailureReason", "failureReason", Kind::Text(ANY)),
];

const PROGRESS_SUMMARY: &[Field] = &[
    Field::optional("AutoManifestStatus", "autoManifestStatus", Kind::Text(ANY)),
    Field::optional("NumberOfTasksFailed", "numberOfTasksFailed", Kind::Number(ANY)),
    Field::optional("NumberOfTasksSucceeded", "numberOfTasksSucceeded", Kind::Number(ANY)),
    Field::optional("TotalNumberOfTasks", "totalNumberOfTasks", Kind::Number(ANY)),
];

const MANIFEST_FIELDS: &[Field] = &[
    Field::required(
        "Location",
        "location",
        Kind::Object(&[
            Field::required("ETag", "eTag", Kind::Text(limits(1, 1024))),
            Field::required("ObjectArn", "objectArn", Kind::Text(limits(1, 1024))),
            Field::optional("ObjectVersionId", "objectVersionId", Kind::Text(limits(1, 1024))),
        ]),
    ),
    Field::required(
        "Spec",
        "spec",
        Kind::Object(&[
            Field::optional(
                "Fields",
                "fields",
                Kind::List("member", &Kind::Word(&["Ignore", "Bucket", "Key", "VersionId"])),
            ),
            Field::required(
                "Format",
                "format",
                Kind::Word(&["COSBatchOperations_CSV_V1", "COSInventoryReport_CSV_V1"]),
            ),
        ]),
    ),
];

const REPORT_FIELDS: &[Field] = &[
    Field::optional("Bucket", "bucket", Kind::Text(limits(1, 1024))),
    Field::sent("Enabled", "enabled", Kind::Flag),
    Field::optional("Format", "format", Kind::Word(&["Report_CSV_V1"])),
    Field::optional("Prefix", "prefix", Kind::Text(limits(0, 256))),
    Field::optional("ReportScope", "reportScope", Kind::Word(&["AllTasks", "FailedTasksOnly"])),
];

/// The operations of a job. Each job has exactly one of them.
pub(crate) const OPERATIONS: &[Field] = &[
    Field::optional("COSDeleteObject", "cosDeleteObject", Kind::Empty),
    Field::optional("COSInitiateRestoreObject", "cosInitiateRestoreObject", Kind::Object(INITIATE_RESTORE)),
    Field::optional("COSPutObjectCopy", "cosPutObjectCopy", Kind::Object(PUT_OBJECT_COPY)),
    Field::optional("COSPutObjectTagging", "cosPutObjectTagging", Kind::Object(PUT_OBJECT_TAGGING)),
];

const INITIATE_RESTORE: &[Field] = &[
    Field::required("ExpirationInDays", "expirationInDays", Kind::Number(limits(1, 365))),
    Field::required("JobTier", "jobTier", Kind::Word(&["Standard", "Bulk"])),
];

const PUT_OBJECT_TAGGING: &[Field] = &[
    Field::sent("TaggingDirective", "taggingDirective", DIRECTIVE),
    Field::default_empty("TagSet", "tagSet", Kind::List("COSTag", &Kind::Object(PAIR))),
];

const PUT_OBJECT_COPY: &[Field] = &[
    Field::optional("AccessControlDirective", "accessControlDirective", DIRECTIVE),
    Field::optional("AccessControlGrants", "accessControlGrants", Kind::List("COSGrant", &Kind::Object(GRANT))),
    Field::optional("PrefixReplace", "prefixReplace", Kind::Flag),
    Field::optional("ResourcesPrefix", "resourcesPrefix", Kind::Text(limits(0, 1024))),
    Field::optional("TargetKeyPrefix", "targetKeyPrefix", Kind::Text(limits(0, 1024))),
    Field::optional("CannedAccessControlList", "cannedAccessControlList", Kind::Word(&["private", "public-read"])),
    Field::optional("MetadataDirective", "metadataDirective", DIRECTIVE),
    Field::optional("ModifiedSinceConstraint", "modifiedSinceConstraint", TIMESTAMP),
    Field::optional("UnModifiedSinceConstraint", "unModifiedSinceConstraint", TIMESTAMP),
    Field::optional("NewObjectMetadata", "newObjectMetadata", Kind::Object(NEW_OBJECT_METADATA)),
    Field::optional("TaggingDirective", "taggingDirective", DIRECTIVE),
    Field::optional("NewObjectTagging", "newObjectTagging", Kind::List("COSTag", &Kind::Object(PAIR))),
    Field::optional("StorageClass", "storageClass", Kind::Text(limits(1, 64))),
    Field::required("TargetResource", "targetResource", Kind::Text(limits(1, 1024))),
];

const DIRECTIVE: Kind = Kind::Word(&["Copy", "Replaced", "Add"]);

const GRANT: &[Field] = &[
    Field::required(
        "Grantee",
        "grantee",
        Kind::Object(&[
            Field::optional("DisplayName", "displayName", Kind::Text(limits(0, 1024))),
            Field::required("Identifier", "identifier", Kind::Text(limits(1, 1024))),
            Field::required("TypeIdentifier", "typeIdentifier", Kind::Word(&["ID"])),
        ]),
    ),
    Field::required("Permission", "permission", Kind::Word(&["READ", "WRITE", "FULL_CONTROL"])),
];

const NEW_OBJECT_METADATA: &[Field] = &[
    Field::optional("CacheControl", "cacheControl", Kind::Text(limits(0, 1024))),
    Field::optional("ContentDisposition", "contentDisposition", Kind::Text(limits(0, 1024))),
    Field::optional("ContentEncoding", "contentEncoding", Kind::Text(limits(0, 1024))),
    Field::optional("ContentType", "contentType", Kind::Text(limits(0, 1024))),
    Field::optional("HttpExpiresDate", "httpExpiresDate", TIMESTAMP),
    Field::optional("SSEAlgorithm", "sseAlgorithm", Kind::Word(&["AES256"])),
    Field::optional("UserMetadata", "userMetadata", Kind::List("member", &Kind::Object(PAIR))),
];

const PAIR: &[Field] = &[
    Field::required("Key", "key", Kind::Text(limits(1, 1024))),
    Field::default_empty("Value", "value", Kind::Text(limits(0, 1024))),
];
