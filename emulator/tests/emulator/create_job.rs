//! CreateJob, and what DescribeJob and ListJobs show of the created job.

use cos_jobs::model::status::Status;
use cos_jobs_emulator::Config;

use crate::support::{World, leaves};

/// A request with all parameters. The tests fill in `{operation}`, `{token}` and `{manifest}`.
const REQUEST: &str = include_str!("create.xml");

const COPY: &str = include_str!("copy.xml");

const FIELDS: &str = "<Fields><member>Bucket</member><member>Key</member><member>Ignore</member></Fields>";

const OPERATIONS: [&str; 4] = [
    COPY,
    "<COSInitiateRestoreObject><ExpirationInDays>365</ExpirationInDays><JobTier>Bulk</JobTier></COSInitiateRestoreObject>",
    "<COSPutObjectTagging><TaggingDirective>Replaced</TaggingDirective><TagSet>\
     <COSTag><Key>a</Key><Value>1</Value></COSTag><COSTag><Key>b</Key><Value></Value></COSTag></TagSet></COSPutObjectTagging>",
    "<COSDeleteObject></COSDeleteObject>",
];

fn request(operation: &str, token: &str) -> String {
    // The file is indented so that people can read it. The request contains no spaces between its elements.
    let flat: String = REQUEST.lines().map(str::trim).collect();
    let operation: String = operation.lines().map(str::trim).collect();
    flat.replace("{operation}", &operation).replace("{token}", token).replace("{manifest}", "list.csv")
}

/// The parameters of CreateJobRequest. DescribeJob shows all of them.
const PARAMETERS: [&str; 8] = [
    "ClientRequestToken",
    "ConfirmationRequired",
    "Description",
    "Manifest",
    "Operation",
    "Priority",
    "Report",
    "RoleArn",
];

/// The elements of one parameter below `root`. They are sorted, because DescribeJob has them in another order.
fn parameter(document: &str, root: &str, name: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = leaves(document)
        .into_iter()
        .filter_map(|(path, text)| Some((path.strip_prefix(root)?.to_owned(), text)))
        .filter(|(path, _)| path.split('/').next() == Some(name))
        .collect();
    found.sort();
    found
}

#[test]
fn describe_job_shows_each_field_that_create_job_sent() {
    for operation in OPERATIONS {
        let mut world = World::new();
        let sent = request(operation, "token");
        let id = world.create(&sent).ok().text("JobId");
        let described = world.send("GET", &format!("/jobs/{id}")).ok().body;
        for name in PARAMETERS {
            let expected = parameter(&sent, "CreateJobRequest/", name);
            assert!(!expected.is_empty(), "{name}");
            assert_eq!(parameter(&described, "DescribeJobResult/Job/", name), expected);
        }
    }
}

#[test]
fn a_created_job_waits_for_its_confirmation() {
    let mut world = World::new();
    let id = world.create(&request(COPY, "t")).ok().text("JobId");
    assert_eq!(id.len(), 36);
    assert_eq!(world.status(&id), Status::New);
    world.wait(3000);
    let described = world.send("GET", &format!("/jobs/{id}")).ok();
    assert_eq!(described.text("Status"), "Suspended");
    assert_eq!(described.text("CreationTime"), "2024-06-01T00:00:00Z");
    assert_eq!(described.text("SuspendedDate"), "2024-06-01T00:00:03Z");
    assert_eq!(described.text("TotalNumberOfTasks"), "10000");
    assert_eq!(world.emulator.changes(&id).unwrap().created, 1);
}

#[test]
fn a_list_shows_the_operation() {
    let mut world = World::new();
    for (index, name) in
        ["COSPutObjectCopy", "COSInitiateRestoreObject", "COSPutObjectTagging", "COSDeleteObject"].iter().enumerate()
    {
        let id = world.create(&request(OPERATIONS[index], name)).ok().text("JobId");
        assert_eq!(world.send("GET", "/jobs").ok().text("Operation"), *name);
        world.send("DELETE", &format!("/jobs/{id}")).ok();
    }
}

#[test]
fn a_token_creates_only_one_job_even_after_that_job_was_deleted() {
    let mut world = World::new();
    let id = world.create(&request(COPY, "t")).ok().text("JobId");
    assert_eq!(world.emulator.job_of_token("t"), Some(id.as_str()));
    world.create(&request(COPY, "t")).refused(400, "InvalidRequest");
    world.send("DELETE", &format!("/jobs/{id}")).ok();
    world.create(&request(COPY, "t")).refused(400, "InvalidRequest");
    assert_eq!(world.emulator.jobs().count(), 0);
}

#[test]
fn an_account_cannot_have_more_unfinished_jobs_than_its_limit() {
    let mut world = World::with(Config { job_limit: 2, ..Config::default() });
    world.seed(Status::Complete);
    let first = world.create(&request(COPY, "1")).ok().text("JobId");
    let second = world.create(&request(COPY, "2")).ok().text("JobId");
    world.create(&request(COPY, "3")).refused(500, "TooManyJobs");
    world.send("DELETE", &format!("/jobs/{first}")).ok();
    world.create(&request(COPY, "3")).ok();
    world.create(&request(COPY, "4")).refused(500, "TooManyJobs");
    world.send("POST", &format!("/jobs/{second}/status?requestedJobStatus=Cancelled")).ok();
    world.create(&request(COPY, "4")).refused(500, "TooManyJobs");
    world.wait(2000);
    world.create(&request(COPY, "4")).ok();
}

/// The error code of the full request after `from` was replaced with `to`, or `created` if it is accepted.
fn refusal(from: &str, to: &str) -> String {
    let body = request(COPY, "t");
    let changed = body.replace(from, to);
    assert_ne!(changed, body, "{from}");
    let mut world = World::new();
    let answer = world.create(&changed);
    assert_eq!(world.emulator.jobs().count(), usize::from(answer.status == 200));
    if answer.status == 200 { "created".to_owned() } else { answer.text("Code") }
}

#[test]
fn every_documented_check_is_made() {
    let long = |bytes| "x".repeat(bytes);
    let priority = "<Priority>7</Priority>";
    for (from, to, code) in [
        (">t</ClientRequestToken>", format!(">{}</ClientRequestToken>", long(64)), "created"),
        (">t</ClientRequestToken>", format!(">{}</ClientRequestToken>", long(65)), "InvalidArgument"),
        ("<ClientRequestToken>t</ClientRequestToken>", String::new(), "InvalidArgument"),
        ("<ConfirmationRequired>true</ConfirmationRequired>", String::new(), "created"),
        ("<ConfirmationRequired>true<", "<ConfirmationRequired>yes<".to_owned(), "InvalidArgument"),
        ("copy &amp; keep 好", long(256), "created"),
        ("copy &amp; keep 好", long(257), "InvalidArgument"),
        (priority, "<Priority>2147483647</Priority>".to_owned(), "created"),
        (priority, "<Priority>2147483648</Priority>".to_owned(), "InvalidArgument"),
        (priority, "<Priority>-1</Priority>".to_owned(), "InvalidArgument"),
        (priority, "<Priority>+1</Priority>".to_owned(), "InvalidArgument"),
        (priority, String::new(), "InvalidRequest"),
        (priority, "<Priority/>".to_owned(), "InvalidRequest"),
        ("qcs::cam::uin/100000000001:roleName/Batch", long(1025), "InvalidArgument"),
        ("<RoleArn>qcs::cam::uin/100000000001:roleName/Batch</RoleArn>", String::new(), "InvalidArgument"),
        ("<Format>COSBatchOperations_CSV_V1<", "<Format>CSV<".to_owned(), "MalformedXML"),
        (FIELDS, String::new(), "MalformedXML"),
        ("<member>Key</member>", "<member>Name</member>".to_owned(), "MalformedXML"),
        ("<ReportScope>AllTasks<", "<ReportScope>Some<".to_owned(), "MalformedXML"),
        ("<Bucket>qcs::cos:ap-chengdu::reports-1250000000</Bucket>", String::new(), "MalformedXML"),
        ("<Enabled>true</Enabled>", String::new(), "MalformedXML"),
        ("</COSPutObjectCopy>", "</COSPutObjectCopy><COSDeleteObject/>".to_owned(), "MalformedXML"),
        ("<TypeIdentifier>ID<", "<TypeIdentifier>Group<".to_owned(), "MalformedXML"),
        ("CreateJobRequest", "CreateJob".to_owned(), "MalformedXML"),
        ("</CreateJobRequest>", String::new(), "MalformedXML"),
        ("</RoleArn>", "</RoleARN>".to_owned(), "MalformedXML"),
    ] {
        assert_eq!(refusal(from, &to), code, "{from} as {to}");
    }
}

#[test]
fn an_error_has_the_name_of_the_element() {
    for (from, to, message) in [
        ("<Priority>7</Priority>", "", "Priority is missing"),
        ("<ClientRequestToken>t</ClientRequestToken>", "", "ClientRequestToken is missing"),
        ("<ReportScope>AllTasks</ReportScope>", "", "Report has no ReportScope"),
        ("<member>Key</member>", "<member>Name</member>", "Manifest.Spec.Fields[1] must be"),
    ] {
        let answer = World::new().create(&request(COPY, "t").replace(from, to));
        let text = answer.text("Message");
        assert!(text.contains(message), "{text}");
    }
}

#[test]
fn a_manifest_in_inventory_format_needs_no_fields() {
    let to = "<Format>COSInventoryReport_CSV_V1</Format>";
    assert_eq!(refusal(&format!("{FIELDS}<Format>COSBatchOperations_CSV_V1</Format>"), to), "created");
}

#[test]
fn a_restore_lasts_between_one_day_and_one_year() {
    let mut world = World::new();
    world.create(&request(&OPERATIONS[1].replace("365", "366"), "t")).refused(400, "MalformedXML");
    world.create(&request(&OPERATIONS[1].replace("365", "0"), "t")).refused(400, "MalformedXML");
    world.create(&request("", "t")).refused(400, "MalformedXML");
}

#[test]
fn an_empty_body_is_an_invalid_request() {
    World::new().create("").refused(400, "InvalidRequest");
}

#[test]
fn the_content_type_must_be_xml() {
    let mut world = World::new();
    let request = cos_jobs_emulator::HttpRequest::new("POST", "/jobs").with_header("content-type", "text/plain");
    world.send_with(request.with_body(self::request(COPY, "t"))).refused(400, "InvalidArgument");
}
