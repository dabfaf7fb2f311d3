//! Pages of other origins can use the emulator.

use cos_jobs_emulator::HttpRequest;

use crate::support::World;

fn preflight(target: &str) -> HttpRequest {
    HttpRequest::new("OPTIONS", target)
        .with_header("origin", "http://127.0.0.1:9000")
        .with_header("access-control-request-method", "POST")
}

#[test]
fn a_preflight_needs_no_signature_and_allows_what_the_client_sends() {
    let mut world = World::new();
    let answer = world.deliver(&preflight("/jobs/x/status?requestedJobStatus=Ready")).ok();
    let listed =
        |name: &str| -> Vec<String> { answer.response.header(name).unwrap().split(", ").map(str::to_owned).collect() };
    assert_eq!(answer.response.header("access-control-allow-origin"), Some("*"));
    assert_eq!(listed("access-control-allow-methods"), ["GET", "POST", "DELETE"]);
    let headers = listed("access-control-allow-headers");
    for name in ["authorization", "x-cos-appid", "x-cos-security-token", "content-type", "x-emulator-fault"] {
        assert!(headers.contains(&name.to_owned()), "{name}");
    }
    assert!(answer.response.header("access-control-max-age").unwrap().parse::<u32>().unwrap() > 0);
}

#[test]
fn a_page_may_read_every_answer_and_its_ids() {
    let mut world = World::new();
    for answer in [world.send("GET", "/jobs"), world.send("GET", "/jobs/x"), world.send("DELETE", "/jobs/x")] {
        assert_eq!(answer.response.header("access-control-allow-origin"), Some("*"));
        let exposed = answer.response.header("access-control-expose-headers").unwrap();
        assert_eq!(exposed, "x-cos-request-id, x-cos-trace-id, Date, Retry-After");
    }
}
