//! listAllJobs, watchJob, waitForJob and cancelJobs: walks, watches and runs as JavaScript drives them.

use alloc::borrow::ToOwned;
use alloc::string::String;

use super::Op;
use super::message::{fault, handle, millis, yes};
use super::table::Table;
use crate::bulk::{self, Bulk};
use crate::error::Error;
use crate::json::{Object, from_json, to_json};
use crate::listing::{self, Listing};
use crate::text::{concat, decimal};
use crate::watch::{self, Until, Verdict, Watch};

/// What is known of a job that [`Op::Judge`] is about, as bits.
const FITS: u64 = 1;
const FRESH: u64 = 2;

/// All that are under way.
pub(super) struct Verbs(Table<Verb>);

enum Verb {
    Listing(Listing),
    Watch(Watch),
    Bulk(Bulk),
}

impl Verbs {
    pub(super) const fn new() -> Self {
        Self(Table::new())
    }

    /// Answers what `op` asks; see there.
    pub(super) fn ask(&mut self, op: Op, number: usize, value: f64, text: &str) -> String {
        let made = match op {
            Op::Listing => new_listing(text),
            Op::Watch => new_watch(text, millis(value)),
            Op::Bulk => new_bulk(text, value > 0.0),
            Op::CloseVerb => {
                self.0.remove(number);
                return String::new();
            }
            _ => return self.0.get(number).map(|verb| verb.ask(op, value, text)).unwrap_or_default(),
        };
        handle(made.map(|verb| self.0.add(verb)))
    }
}

impl Verb {
    fn ask(&mut self, op: Op, value: f64, text: &str) -> String {
        match (op, self) {
            (Op::Page, Self::Listing(listing)) => page(listing, value > 0.0, text),
            (Op::Wants, Self::Listing(listing)) => yes(listing.wants(text)),
            (Op::Observe, Self::Watch(watch)) => observe(watch, millis(value), text),
            (Op::Bear, Self::Watch(watch)) => bear(watch, millis(value), !text.is_empty()),
            (Op::Bounds, Self::Bulk(bulk)) => {
                concat(&[&decimal(bulk.concurrency().into()), " ", &yes(bulk.is_bounded())])
            }
            (Op::Select, Self::Bulk(bulk)) => bulk.select(text).map_or_else(|error| fault(&error), yes),
            (Op::Judge, Self::Bulk(bulk)) => {
                let facts = millis(value);
                bulk.judge(text, facts & FITS != 0, facts & FRESH != 0).as_str().to_owned()
            }
            _ => String::new(),
        }
    }
}

fn new_listing(input: &str) -> Result<Verb, Error> {
    Ok(Verb::Listing(Listing::new(&from_json(input, listing::INPUT)?)?))
}

fn new_watch(input: &str, goal: u64) -> Result<Verb, Error> {
    let until = match goal {
        0 => Until::Settled,
        1 => Until::parse(from_json(input, watch::UNTIL)?.get_text("until"))?,
        _ => Until::Told,
    };
    Ok(Verb::Watch(Watch::new(&from_json(input, watch::INPUT)?, until)?))
}

fn new_bulk(input: &str, is_filtered: bool) -> Result<Verb, Error> {
    Ok(Verb::Bulk(Bulk::new(&from_json(input, bulk::INPUT)?, is_filtered)?))
}

fn page(listing: &mut Listing, is_later: bool, next_token: &str) -> String {
    let token = Some(next_token.to_owned()).filter(|token| !token.is_empty());
    match if is_later { listing.turn(token) } else { Ok(()) } {
        Ok(()) => listing.next().map(|input| to_json(&input)).unwrap_or_default(),
        Err(error) => fault(&error),
    }
}

fn observe(watch: &mut Watch, now: u64, job: &str) -> String {
    let is_news = watch.observe(now, Object::from_text(job.to_owned()));
    let next = match watch.verdict() {
        Verdict::Missed => fault(&watch.missed()),
        Verdict::Reached => String::new(),
        Verdict::Waiting => decimal(watch.look_at()),
    };
    let news = if is_news { watch.progress_json() } else { String::new() };
    concat(&[&news, "\n", &next])
}

fn bear(watch: &mut Watch, now: u64, may_pass: bool) -> String {
    if watch.bear(now, may_pass) { decimal(watch.look_at()) } else { String::new() }
}
