//! ListJobs.

use cos_jobs::model::status::Status;
use cos_jobs_emulator::SeedJob;

use crate::support::{World, texts};

/// The ids of all jobs, read page by page, and the number of pages.
fn all(world: &mut World, query: &str) -> (Vec<String>, usize) {
    let (mut ids, mut pages, mut token) = (Vec::new(), 0, String::new());
    loop {
        let next = if token.is_empty() { String::new() } else { format!("&nextToken={token}") };
        let answer = world.send("GET", &format!("/jobs?{query}{next}")).ok();
        let page = texts(&answer.body, "JobId");
        token = answer.text("NextToken");
        if !token.is_empty() {
            assert_eq!(page.last(), Some(&token));
        }
        ids.extend(page);
        pages += 1;
        assert!(pages <= 1000, "the list does not end");
        if token.is_empty() {
            return (ids, pages);
        }
    }
}

#[test]
fn all_pages_together_are_the_whole_list_in_the_order_of_the_ids() {
    let mut world = World::new();
    world.emulator.seed_jobs(250, world.now_ms);
    let expected: Vec<String> = world.emulator.jobs().map(|(id, _)| id.to_owned()).collect();
    assert!(expected.is_sorted());
    for (size, pages) in [(1, 250), (7, 36), (50, 5), (249, 2), (250, 1), (1000, 1)] {
        assert_eq!(all(&mut world, &format!("maxResults={size}")), (expected.clone(), pages));
    }
}

#[test]
fn a_page_has_1000_jobs_by_default() {
    let mut world = World::new();
    world.emulator.seed_jobs(1001, world.now_ms);
    assert_eq!(all(&mut world, "").1, 2);
}

#[test]
fn a_list_can_be_limited_to_one_status() {
    let mut world = World::new();
    world.emulator.seed_demo(world.now_ms);
    world.emulator.seed_jobs(300, world.now_ms);
    for status in Status::ALL {
        let expected: Vec<String> =
            world.emulator.jobs().filter(|(_, other)| *other == status).map(|(id, _)| id.to_owned()).collect();
        let (listed, _) = all(&mut world, &format!("jobStatuses={}&maxResults=10", status.as_str()));
        // One of the completed jobs is too old to be listed.
        assert_eq!(listed.len(), expected.len() - usize::from(status == Status::Complete), "{status:?}");
        assert!(listed.iter().all(|id| expected.contains(id)));
    }
}

#[test]
fn a_next_token_is_valid_after_its_job_was_deleted() {
    let mut world = World::new();
    world.emulator.seed_jobs(10, world.now_ms);
    let first = world.send("GET", "/jobs?maxResults=4").ok();
    let token = first.text("NextToken");
    world.send("DELETE", &format!("/jobs/{token}")).ok();
    let rest = world.send("GET", &format!("/jobs?nextToken={token}")).ok();
    assert_eq!(texts(&rest.body, "JobId").len(), 6);
}

#[test]
fn jobs_are_listed_for_ninety_days() {
    let mut world = World::new();
    let day_ms = 86_400_000;
    let mut job = SeedJob::new(Status::Complete, 10);
    job.age_ms = 90 * day_ms;
    let id = world.emulator.seed_job(&job, world.now_ms);
    assert_eq!(world.send("GET", "/jobs").ok().text("JobId"), id);
    world.wait(1000);
    assert_eq!(texts(&world.send("GET", "/jobs").ok().body, "JobId").len(), 0);
    world.send("GET", &format!("/jobs/{id}")).ok();
}

#[test]
fn an_empty_list_is_written_in_all_documented_forms() {
    let mut world = World::new();
    let forms: Vec<String> = (0..3).map(|_| world.send("GET", "/jobs").ok().body).collect();
    assert!(forms.iter().any(|form| form.contains("<Jobs></Jobs>")));
    assert!(forms.iter().any(|form| form.contains("<Jobs/>")));
    assert!(forms.iter().any(|form| form.starts_with("<?xml version='1.0' encoding='utf-8' ?>")));
}

#[test]
fn wrong_parameters_are_refused() {
    let mut world = World::new();
    for query in [
        "jobStatuses=Canceled",
        "jobStatuses=",
        "jobStatuses=Active,Ready",
        "maxResults=0",
        "maxResults=1001",
        "maxResults=+5",
        "maxResults=",
        "nextToken=",
        "nextToken=a%20b",
        "maxResults=1&maxResults=2",
    ] {
        world.send("GET", &format!("/jobs?{query}")).refused(400, "InvalidArgument");
    }
    let long = "a".repeat(65);
    world.send("GET", &format!("/jobs?nextToken={long}")).refused(400, "InvalidArgument");
}

#[test]
fn a_hundred_thousand_jobs_are_paged_quickly() {
    let mut world = World::new();
    world.emulator.seed_jobs(100_000, world.now_ms);
    world.wait(3000);
    let started = std::time::Instant::now();
    let (ids, pages) = all(&mut world, "");
    assert_eq!((ids.len(), pages), (100_000, 100));
    // A debug build on a slow machine needs a tenth of this time.
    assert!(started.elapsed().as_secs() < 60);
}
