//! The table of transitions matches the documents, and jobs follow it.

use std::collections::BTreeSet;

use cos_jobs::model::status::Status;
use cos_jobs_emulator::lifecycle::{Cause, TRANSITIONS};
use cos_jobs_emulator::{Config, SeedJob, Speed};

use crate::support::World;

/// The transitions that the documents describe, as a table.
const DOCUMENTED: &str = include_str!("transitions.md");

type Edges = BTreeSet<(&'static str, &'static str)>;

/// The transitions that the documented table contains. `Completing, Complete` means one after the other.
fn documented_edges() -> Edges {
    let mut edges = Edges::new();
    for line in DOCUMENTED.lines().skip(2) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let from: Vec<Status> = if cells[0] == "any not final" {
            Status::ALL.into_iter().filter(|status| !status.is_final()).collect()
        } else {
            cells[0].split(", ").map(|word| Status::parse(word).unwrap()).collect()
        };
        for from in from {
            for alternative in cells[1].split(" or ").filter(|to| *to != "-") {
                let mut from = from;
                for to in alternative.split(", ").map(|word| Status::parse(word).unwrap()) {
                    if from != to {
                        edges.insert((from.as_str(), to.as_str()));
                    }
                    from = to;
                }
            }
        }
        if cells[2].contains("Paused returns to Active by itself") {
            edges.insert(("Paused", "Active"));
        }
    }
    edges
}

fn table_edges() -> Edges {
    TRANSITIONS.iter().map(|(from, _, to)| (from.as_str(), to.as_str())).collect()
}

#[test]
fn the_table_matches_the_documents() {
    // These requests are probably refused, because the job is ending anyway.
    let not_cancelled = [("Completing", "Cancelling"), ("Failing", "Cancelling")];
    let expected: Edges = documented_edges().into_iter().filter(|edge| !not_cancelled.contains(edge)).collect();
    assert_eq!(table_edges(), expected);
}

#[test]
fn a_cause_leads_to_only_one_status() {
    let causes: Vec<(Status, Cause)> = TRANSITIONS.iter().map(|(from, cause, _)| (*from, *cause)).collect();
    for (index, pair) in causes.iter().enumerate() {
        assert!(!causes[..index].contains(pair), "{pair:?}");
    }
}

#[test]
fn a_job_passes_through_its_statuses_by_itself() {
    let mut world = World::new();
    let id = world.seed(Status::New);
    let mut seen = vec![Status::New];
    for _ in 0..200 {
        world.wait(100);
        if world.status(&id) != seen[seen.len() - 1] {
            seen.push(world.status(&id));
        }
    }
    let expected = ["New", "Preparing", "Ready", "Active", "Completing", "Complete"];
    assert_eq!(seen.iter().map(|status| status.as_str()).collect::<Vec<_>>(), expected);
}

#[test]
fn a_job_ends_earlier_at_a_higher_speed() {
    let life_ms = |speed| {
        let mut world = World::with(Config { speed: Speed::parse(speed).unwrap(), ..Config::default() });
        let id = world.seed(Status::New);
        (0..).step_by(10).find(|_| {
            world.wait(10);
            world.status(&id).is_final()
        })
    };
    assert_eq!(life_ms("1"), Some(12_990));
    assert_eq!(life_ms("10"), Some(1290));
}

#[test]
fn changes_happen_at_their_own_time_even_without_requests() {
    let (mut often, mut once) = (World::new(), World::new());
    let (first, second) = (often.seed(Status::New), once.seed(Status::New));
    for _ in 0..1000 {
        often.wait(100);
    }
    once.wait(100_000);
    let (first, second) = (often.send("GET", &format!("/jobs/{first}")), once.send("GET", &format!("/jobs/{second}")));
    assert_eq!(first.text("TerminationDate"), second.text("TerminationDate"));
    assert_eq!(second.text("TerminationDate"), "2024-06-01T00:00:13Z");
}

#[test]
fn progress_never_decreases_and_statuses_follow_the_table() {
    let mut world = World::with(Config { running_limit: 3, ..Config::default() });
    world.emulator.seed_demo(world.now_ms);
    world.emulator.seed_jobs(60, world.now_ms);
    let edges = table_edges();
    let mut before: Vec<_> = snapshot(&world);
    for _ in 0..3000 {
        world.wait(500);
        let after = snapshot(&world);
        for ((id, from, done), (_, to, now_done)) in before.iter().zip(&after) {
            assert!(now_done >= done, "{id}");
            assert!(is_path(&edges, *from, *to), "{id}: {from:?} to {to:?}");
        }
        before = after;
    }
    assert!(before.iter().any(|(_, status, _)| *status == Status::Suspended), "suspended jobs must still be suspended");
}

fn snapshot(world: &World) -> Vec<(String, Status, u64)> {
    let done = |id: &str| world.emulator.progress(id).map(|progress| progress.succeeded + progress.failed);
    world.emulator.jobs().map(|(id, status)| (id.to_owned(), status, done(id).unwrap())).collect()
}

/// Whether `to` can be reached in at most two steps, which is how many can happen within half a second.
fn is_path(edges: &Edges, from: Status, to: Status) -> bool {
    let (from, to) = (from.as_str(), to.as_str());
    from == to
        || edges.contains(&(from, to))
        || edges.iter().any(|(start, middle)| *start == from && edges.contains(&(*middle, to)))
}

#[test]
fn a_large_job_runs_for_many_minutes() {
    let mut world = World::new();
    let id = world.emulator.seed_job(&SeedJob::new(Status::Active, 1_000_000), world.now_ms);
    world.wait(60 * 60_000);
    assert_eq!(world.status(&id), Status::Active);
    assert_eq!(world.emulator.progress(&id).unwrap().succeeded, 600_000);
}
