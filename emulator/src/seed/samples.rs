//! What seeded jobs do: one example of each operation, shared by all jobs with that operation.

use std::sync::Arc;

use cos_jobs::model::value::Value;

use crate::config::Config;
use crate::job::JobSpec;

/// An example of each operation.
#[derive(Clone, Debug)]
pub(crate) struct Samples {
    copy: Arc<JobSpec>,
    restore: Arc<JobSpec>,
    tag: Arc<JobSpec>,
    delete: Arc<JobSpec>,
}

impl Samples {
    pub(crate) fn new(config: &Config) -> Self {
        let copy = object([
            ("targetResource", Value::from(format!("qcs::cos:{}::archive-{}", config.region, config.appid))),
            ("metadataDirective", Value::from("Copy")),
            ("prefixReplace", Value::Flag(false)),
            ("storageClass", Value::from("STANDARD_IA")),
        ]);
        let restore = object([("expirationInDays", Value::Number(7)), ("jobTier", Value::from("Bulk"))]);
        let tag = object([("key", Value::from("retention")), ("value", Value::from("90d"))]);
        let tagging = object([("taggingDirective", Value::from("Replaced")), ("tagSet", Value::List(vec![tag]))]);
        let sample = |property, operation| Arc::new(job_spec(config, object([(property, operation)])));
        Self {
            copy: sample("cosPutObjectCopy", copy),
            restore: sample("cosInitiateRestoreObject", restore),
            tag: sample("cosPutObjectTagging", tagging),
            delete: sample("cosDeleteObject", object([])),
        }
    }

    /// The example of the operation with this name. An unknown name gets the example that copies.
    pub(crate) fn for_operation(&self, operation: &str) -> Arc<JobSpec> {
        match operation {
            "COSInitiateRestoreObject" => self.restore.clone(),
            "COSPutObjectTagging" => self.tag.clone(),
            "COSDeleteObject" => self.delete.clone(),
            _ => self.copy.clone(),
        }
    }
}

fn job_spec(config: &Config, operation: Value) -> JobSpec {
    let Config { uin, appid, region, .. } = config;
    JobSpec { manifest: manifest(appid, region), operation, report: report(appid, region), role_arn: role_arn(uin) }
}

fn role_arn(uin: &str) -> String {
    format!("qcs::cam::uin/{uin}:roleName/COSBatch_QcsRole")
}

fn manifest(appid: &str, region: &str) -> Value {
    let location = object([
        ("eTag", Value::from("\"15150651828fa9cdcb8356b6d1c7638b\"")),
        ("objectArn", Value::from(format!("qcs::cos:{region}::lists-{appid}/manifests/objects.csv"))),
    ]);
    let fields = ["Bucket", "Key"].map(Value::from).to_vec();
    let spec = object([("fields", Value::List(fields)), ("format", Value::from("COSBatchOperations_CSV_V1"))]);
    object([("location", location), ("spec", spec)])
}

fn report(appid: &str, region: &str) -> Value {
    object([
        ("bucket", Value::from(format!("qcs::cos:{region}::reports-{appid}"))),
        ("enabled", Value::Flag(true)),
        ("format", Value::from("Report_CSV_V1")),
        ("prefix", Value::from("batch")),
        ("reportScope", Value::from("FailedTasksOnly")),
    ])
}

fn object<const N: usize>(properties: [(&'static str, Value); N]) -> Value {
    Value::Object(properties.into())
}
