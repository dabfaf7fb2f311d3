//! The bodies that CreateJob sends, compared with fixtures, and the inputs that it refuses.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::path::Path;

use cos_jobs::call::{Mode, Step};
use cos_jobs::error::{Error, ErrorKind};
use cos_jobs::http::{Headers, Response};
use cos_jobs::jobs::{Action, CreateJob};
use cos_jobs::model::Value;
use cos_jobs::model::shape::{Field, Kind};
use cos_jobs::model::tables::CREATE_JOB_REQUEST;
use cos_jobs::model::xml_read::Document;
use proptest::prelude::{Strategy, proptest};
use serde_json::{Value as Json, json};

use support::{NOW, account, call};

const OPERATIONS: [&str; 4] = ["copy", "restore", "tagging", "delete"];

fn fixture(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).unwrap()
}

fn input(operation: &str) -> Json {
    serde_json::from_str(&fixture(&format!("create-job/{operation}.json"))).unwrap()
}

/// The value of a JSON input. A property that the table does not contain is a mistake in the test.
fn value(json: &Json, kind: &Kind) -> Value {
    match (json, kind) {
        (Json::Object(properties), Kind::Object(fields)) => object(properties, fields),
        (Json::Object(properties), Kind::Empty) => object(properties, &[]),
        (Json::Array(items), Kind::List(_, kind)) => Value::List(items.iter().map(|item| value(item, kind)).collect()),
        (Json::Bool(flag), _) => Value::Flag(*flag),
        (Json::Number(number), _) => Value::Number(number.as_i64().unwrap()),
        (Json::String(text), _) => text.as_str().into(),
        (json, kind) => panic!("{json} is not of the kind {kind:?}"),
    }
}

fn object(properties: &serde_json::Map<String, Json>, fields: &[Field]) -> Value {
    let property = |(name, json): (&String, &Json)| {
        let field = fields.iter().find(|field| field.property == name).unwrap_or_else(|| panic!("{name} is unknown"));
        (field.property, value(json, &field.kind))
    };
    Value::Object(properties.iter().map(property).collect())
}

fn create(input: &Json) -> Result<CreateJob, Error> {
    CreateJob::from_input(&request(input))
}

fn request(input: &Json) -> Value {
    value(input, &Kind::Object(CREATE_JOB_REQUEST))
}

fn body(input: &Json) -> String {
    create(input).unwrap().build().body.unwrap().text.to_owned()
}

/// The valid input of an operation with another value at `path`. Null removes the property.
fn changed(operation: &str, path: &str, to: &Json) -> Json {
    let mut input = input(operation);
    let (parent, name) = path.rsplit_once('/').unwrap();
    let parent = input.pointer_mut(parent).unwrap_or_else(|| panic!("{operation} has no {path}"));
    match (parent, name.parse::<usize>()) {
        (Json::Array(items), Ok(index)) => items[index] = to.clone(),
        (Json::Object(properties), _) if to.is_null() => drop(properties.remove(name)),
        (Json::Object(properties), _) => drop(properties.insert(name.to_owned(), to.clone())),
        (parent, _) => panic!("{parent} has no {name}"),
    }
    input
}

#[test]
fn every_field_of_each_operation_is_sent_as_documented() {
    for operation in OPERATIONS {
        // The fixtures are indented so that people can read them.
        let expected: String = fixture(&format!("create-job/{operation}.xml")).lines().map(str::trim).collect();
        assert_eq!(body(&input(operation)), expected, "{operation}");
    }
}

#[test]
fn the_request_is_xml_without_query_and_job_id() {
    let action = create(&input("delete")).unwrap();
    let request = action.build();
    assert_eq!((request.method.as_str(), request.target().as_str()), ("POST", "/jobs"));
    assert_eq!(request.body.unwrap().content_type, "application/xml");
    assert_eq!(action.job_id(), None);
}

#[test]
fn the_result_contains_the_job_id_and_the_token() {
    let mut account = account();
    let mut call = call("CreateJob", &request(&input("delete")), Mode::Change, 1);
    let Step::Send(request) = call.begin(&mut account, NOW) else { panic!() };
    assert_eq!(request.header("content-type"), Some("application/xml"));
    let headers = Headers { request_id: Some("NWRm".into()), ..Headers::default() };
    let response = Response { status: 200, headers, body: fixture("create-job-result/created.xml").into() };
    let Step::Done(Ok(result)) = call.on_response(&mut account, NOW, &response) else { panic!() };
    let expected: Json = serde_json::from_str(&fixture("create-job-result/created.json")).unwrap();
    assert_eq!(serde_json::to_value(&result).unwrap(), expected);
}

#[test]
fn a_boolean_that_is_false_is_written() {
    let body = body(&changed("copy", "/operation/cosPutObjectCopy/prefixReplace", &json!(false)));
    assert!(body.contains("<PrefixReplace>false</PrefixReplace>"));
    for confirmation in [json!(false), Json::Null] {
        let body = self::body(&changed("copy", "/confirmationRequired", &confirmation));
        assert!(body.contains("<ConfirmationRequired>false</ConfirmationRequired>"), "{confirmation}");
    }
}

#[test]
fn inputs_that_the_documents_do_not_forbid_are_accepted() {
    for (operation, path, to) in [
        ("copy", "/description", Json::Null),
        ("copy", "/description", json!("")),
        ("copy", "/description", json!("腾".repeat(85) + "x")),
        ("copy", "/operation/cosPutObjectCopy", json!({ "targetResource": "qcs::cos:ap-chengdu::b-1250000000" })),
        ("copy", "/operation/cosPutObjectCopy/storageClass", json!("DEEP_ARCHIVE")),
        ("copy", "/operation/cosPutObjectCopy/resourcesPrefix", json!("")),
        ("restore", "/manifest/spec/fields", json!(["Key"])),
        ("tagging", "/operation/cosPutObjectTagging/tagSet", json!([])),
        ("tagging", "/report", json!({ "enabled": false, "prefix": "" })),
    ] {
        assert!(create(&changed(operation, path, &to)).is_ok(), "{path} {to}");
    }
}

#[test]
fn an_error_names_the_invalid_property_by_its_path() {
    let long = json!("腾".repeat(86));
    for (operation, path, to, named) in [
        ("copy", "/clientRequestToken", Json::Null, "clientRequestToken is required"),
        ("copy", "/clientRequestToken", json!(""), "clientRequestToken must be"),
        ("copy", "/clientRequestToken", json!("x".repeat(65)), "clientRequestToken must be"),
        ("copy", "/clientRequestToken", json!("a b"), "clientRequestToken must be"),
        ("copy", "/confirmationRequired", json!("true"), "confirmationRequired must be true or false"),
        ("copy", "/description", long.clone(), "description must be"),
        ("copy", "/description", json!("a\nb"), "description must be"),
        ("copy", "/description", json!("a\u{0}"), "description must be"),
        ("copy", "/description", json!("a\u{ffff}"), "description must be"),
        ("copy", "/manifest", Json::Null, "manifest is required"),
        ("copy", "/manifest/location", Json::Null, "manifest.location is required"),
        ("copy", "/manifest/location/eTag", Json::Null, "manifest.location.eTag is required"),
        ("copy", "/manifest/location/objectArn", json!(""), "manifest.location.objectArn must be"),
        ("copy", "/manifest/location/objectVersionId", json!("x".repeat(1025)), "manifest.location.objectVersionId"),
        ("copy", "/manifest/spec", Json::Null, "manifest.spec is required"),
        ("copy", "/manifest/spec/format", json!("CSV"), "manifest.spec.format must be one of"),
        ("copy", "/manifest/spec/fields", Json::Null, "manifest.spec.fields is required with the format"),
        ("copy", "/manifest/spec/fields", json!([]), "manifest.spec.fields is required with the format"),
        ("copy", "/manifest/spec/fields/1", json!("key"), "manifest.spec.fields[1] must be one of"),
        ("copy", "/operation", Json::Null, "operation is required"),
        ("copy", "/operation", json!({}), "operation must have exactly one of cosDeleteObject, "),
        ("copy", "/operation/cosDeleteObject", json!({}), "operation must have exactly one of cosDeleteObject, "),
        (
            "copy",
            "/operation/cosPutObjectCopy/targetResource",
            Json::Null,
            "cosPutObjectCopy.targetResource is required",
        ),
        ("copy", "/operation/cosPutObjectCopy/taggingDirective", json!("Replace"), "taggingDirective must be one of"),
        ("copy", "/operation/cosPutObjectCopy/accessControlDirective", json!("copy"), "accessControlDirective must be"),
        ("copy", "/operation/cosPutObjectCopy/metadataDirective", json!("COPY"), "metadataDirective must be one of"),
        ("copy", "/operation/cosPutObjectCopy/cannedAccessControlList", json!("public-read-write"), "cannedAccess"),
        ("copy", "/operation/cosPutObjectCopy/prefixReplace", json!(1), "cosPutObjectCopy.prefixReplace must be true"),
        ("copy", "/operation/cosPutObjectCopy/resourcesPrefix", json!("x".repeat(1025)), "resourcesPrefix must be"),
        (
            "copy",
            "/operation/cosPutObjectCopy/accessControlGrants/1/permission",
            json!("READ_ACP"),
            "operation.cosPutObjectCopy.accessControlGrants[1].permission must be one of",
        ),
        (
            "copy",
            "/operation/cosPutObjectCopy/newObjectMetadata/userMetadata/0/key",
            Json::Null,
            "operation.cosPutObjectCopy.newObjectMetadata.userMetadata[0].key is required",
        ),
        (
            "copy",
            "/operation/cosPutObjectCopy/newObjectTagging/0/value",
            Json::Null,
            "operation.cosPutObjectCopy.newObjectTagging[0].value is required",
        ),
        (
            "restore",
            "/operation/cosInitiateRestoreObject/expirationInDays",
            json!(366),
            "operation.cosInitiateRestoreObject.expirationInDays must be a whole number from 1 to 365",
        ),
        ("restore", "/operation/cosInitiateRestoreObject/expirationInDays", json!(0), "expirationInDays must be"),
        ("restore", "/operation/cosInitiateRestoreObject/jobTier", json!("Expedited"), "jobTier must be one of"),
        ("restore", "/operation/cosInitiateRestoreObject/jobTier", Json::Null, "jobTier is required"),
        ("tagging", "/operation/cosPutObjectTagging/taggingDirective", Json::Null, "taggingDirective is required"),
        ("tagging", "/operation/cosPutObjectTagging/tagSet", Json::Null, "cosPutObjectTagging.tagSet is required"),
        ("copy", "/priority", Json::Null, "priority is required"),
        ("copy", "/priority", json!(-1), "priority must be a whole number from 0 to 2147483647"),
        ("copy", "/priority", json!(2_147_483_648_i64), "priority must be a whole number from 0 to 2147483647"),
        ("copy", "/report", Json::Null, "report is required"),
        ("copy", "/report/enabled", Json::Null, "report.enabled is required"),
        ("copy", "/report/bucket", Json::Null, "report.bucket is required when report.enabled is true"),
        ("copy", "/report/format", Json::Null, "report.format is required when report.enabled is true"),
        ("copy", "/report/reportScope", Json::Null, "report.reportScope is required when report.enabled is true"),
        ("copy", "/report/reportScope", json!("All"), "report.reportScope must be one of"),
        ("copy", "/report/prefix", long, "report.prefix must be"),
        ("copy", "/roleArn", Json::Null, "roleArn is required"),
        ("copy", "/roleArn", json!("x".repeat(1025)), "roleArn must be"),
    ] {
        let error = create(&changed(operation, path, &to)).map(|_| ()).unwrap_err();
        assert_eq!((error.kind, error.code.as_ref()), (ErrorKind::Input, "InvalidInput"), "{path}");
        assert!(error.message.contains(named), "{} does not contain {named}", error.message);
    }
}

/// Any valid text of at most 256 bytes.
fn text() -> impl Strategy<Value = String> {
    "[^\\p{Cc}\u{fffe}\u{ffff}]{1,64}"
}

proptest! {
    #[test]
    fn the_service_reads_the_input_of_the_caller(description in text(), prefix in text(), tag in text()) {
        let mut input = changed("tagging", "/description", &json!(description));
        input["report"]["prefix"] = json!(prefix);
        input["operation"]["cosPutObjectTagging"]["tagSet"][1]["value"] = json!(tag);
        let body = body(&input);
        let read = Document::open(body.as_bytes()).unwrap().read(CREATE_JOB_REQUEST).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), input);
    }
}
