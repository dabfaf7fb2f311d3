//! What seeded jobs are to do: one example of each operation, shared by all.

use std::sync::Arc;

use cos_jobs::value::Value;

use crate::config::Config;
use crate::job::Assignment;

/// An example of each operation.
#[derive(Clone, Debug)]
pub(crate) struct Samples {
    copy: Arc<Assignment>,
    restore: Arc<Assignment>,
    tag: Arc<Assignment>,
    delete: Arc<Assignment>,
}

impl Samples {
    pub(crate) fn new(config: &Config) -> Self {
        let copy = object([
            ("targetResource", Value::text(format!("qcs::cos:{}::archive-{}", config.region, config.appid))),
            ("metadataDirective", Value::text("Copy")),
            ("prefixReplace", Value::Flag(false)),
            ("storageClass", Value::text("STANDARD_IA")),
        ]);
        let restore = object([("expirationInDays", Value::Number(7)), ("jobTier", Value::text("Bulk"))]);
        let tag = object([("key", Value::text("retention")), ("value", Value::text("90d"))]);
        let tagging = object([("taggingDirective", Value::text("Replaced")), ("tagSet", Value::List(vec![tag]))]);
        let sample = |property, operation| Arc::new(assignment(config, object([(property, operation)])));
        Self {
            copy: sample("cosPutObjectCopy", copy),
            restore: sample("cosInitiateRestoreObject", restore),
            tag: sample("cosPutObjectTagging", tagging),
            delete: sample("cosDeleteObject", object([])),
        }
    }

    /// The example of the operation of that name; of any other, the one that copies.
    pub(crate) fn of(&self, operation: &str) -> Arc<Assignment> {
        match operation {
            "COSInitiateRestoreObject" => self.restore.clone(),
            "COSPutObjectTagging" => self.tag.clone(),
            "COSDeleteObject" => self.delete.clone(),
            _ => self.copy.clone(),
        }
    }
}

fn assignment(config: &Config, operation: Value<'static>) -> Assignment {
    let Config { uin, appid, region, .. } = config;
    Assignment { manifest: manifest(appid, region), operation, report: report(appid, region), role_arn: role_arn(uin) }
}

fn role_arn(uin: &str) -> String {
    format!("qcs::cam::uin/{uin}:roleName/COSBatch_QcsRole")
}

fn manifest(appid: &str, region: &str) -> Value<'static> {
    let location = object([
        ("eTag", Value::text("\"15150651828fa9cdcb8356b6d1c7638b\"")),
        ("objectArn", Value::text(format!("qcs::cos:{region}::lists-{appid}/manifests/objects.csv"))),
    ]);
    let fields = ["Bucket", "Key"].map(Value::text).to_vec();
    let spec = object([("fields", Value::List(fields)), ("format", Value::text("COSBatchOperations_CSV_V1"))]);
    object([("location", location), ("spec", spec)])
}

fn report(appid: &str, region: &str) -> Value<'static> {
    object([
        ("bucket", Value::text(format!("qcs::cos:{region}::reports-{appid}"))),
        ("enabled", Value::Flag(true)),
        ("format", Value::text("Report_CSV_V1")),
        ("prefix", Value::text("batch")),
        ("reportScope", Value::text("FailedTasksOnly")),
    ])
}

fn object<const N: usize>(properties: [(&'static str, Value<'static>); N]) -> Value<'static> {
    Value::Object(properties.into())
}
