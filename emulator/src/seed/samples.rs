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
        let sample = |property, operation| Arc::new(job_spec(config, Value::object().with(property, operation)));
        Self {
            copy: sample("cosPutObjectCopy", copy(config)),
            restore: sample("cosInitiateRestoreObject", restore()),
            tag: sample("cosPutObjectTagging", tag()),
            delete: sample("cosDeleteObject", Value::object()),
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
    let location = Value::object()
        .with("eTag", "\"15150651828fa9cdcb8356b6d1c7638b\"")
        .with("objectArn", format!("qcs::cos:{region}::lists-{appid}/manifests/objects.csv"));
    let fields = ["Bucket", "Key"].map(Value::from).to_vec();
    let spec = Value::object().with("fields", fields).with("format", "COSBatchOperations_CSV_V1");
    Value::object().with("location", location).with("spec", spec)
}

fn report(appid: &str, region: &str) -> Value {
    Value::object()
        .with("bucket", format!("qcs::cos:{region}::reports-{appid}"))
        .with("enabled", true)
        .with("format", "Report_CSV_V1")
        .with("prefix", "batch")
        .with("reportScope", "FailedTasksOnly")
}

fn copy(config: &Config) -> Value {
    Value::object()
        .with("targetResource", format!("qcs::cos:{}::archive-{}", config.region, config.appid))
        .with("metadataDirective", "Copy")
        .with("prefixReplace", false)
        .with("storageClass", "STANDARD_IA")
}

fn restore() -> Value {
    Value::object().with("expirationInDays", 7).with("jobTier", "Bulk")
}

fn tag() -> Value {
    let tag = Value::object().with("key", "retention").with("value", "90d");
    Value::object().with("taggingDirective", "Replaced").with("tagSet", vec![tag])
}
