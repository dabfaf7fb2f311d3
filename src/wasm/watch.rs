//! watchJob and waitForJob: when to look, what is news, and when it is over.

use alloc::string::String;

use wasm_bindgen::prelude::wasm_bindgen;

use super::{Made, fault, fault_of, millis};
use crate::error::Error;
use crate::jobs::model::JOB;
use crate::json::from_json;
use crate::watch::{INPUT, UNTIL, Until, Verdict, Watch};

/// A job that is watched.
#[wasm_bindgen]
pub struct WatchHandle(Made<Watch>);

/// What a watch waits for.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Goal {
    /// As watchJob: the job is settled.
    Settled,
    /// As waitForJob: what `until` says.
    Said,
    /// As waitForJob, when `until` is a function: JavaScript tells.
    Told,
}

#[wasm_bindgen]
impl WatchHandle {
    /// Reads the input of watchJob or waitForJob; see `fault`.
    #[wasm_bindgen(constructor)]
    pub fn new(input: &str, goal: Goal) -> Self {
        Self(watch(input, goal))
    }

    /// What is wrong with the input, or how what is waited for was missed.
    pub fn fault(&self) -> String {
        match &self.0 {
            Ok(watch) if watch.verdict() == Verdict::Missed => fault(&watch.missed()),
            watch => fault_of(watch),
        }
    }

    /// Takes what a look showed; answers, as JSON, how far the job is, if anything about it is news.
    pub fn observe(&mut self, now: f64, job: &str) -> String {
        let Ok(watch) = &mut self.0 else { return String::new() };
        let is_news = from_json(job, JOB).map(|job| watch.observe(millis(now), job.into_owned()));
        match is_news {
            Ok(true) => watch.progress_json(),
            Ok(false) => String::new(),
            Err(error) => fault(&error),
        }
    }

    /// Takes notice that a look failed; answers whether the watch goes on.
    pub fn bear(&mut self, now: f64, retryable: bool) -> bool {
        self.0.as_mut().is_ok_and(|watch| watch.bear(millis(now), retryable))
    }

    /// When to look again.
    #[wasm_bindgen(js_name = lookAt)]
    #[expect(clippy::cast_precision_loss, reason = "a time in milliseconds is far below 2^53")]
    pub fn look_at(&self) -> f64 {
        self.0.as_ref().map_or(0, Watch::look_at) as f64
    }

    /// Whether what is waited for has come; if it can't any more, `fault` says so.
    #[wasm_bindgen(js_name = isOver)]
    pub fn is_over(&self) -> bool {
        self.0.as_ref().is_ok_and(|watch| watch.verdict() == Verdict::Reached)
    }
}

fn watch(input: &str, goal: Goal) -> Result<Watch, Error> {
    let until = match goal {
        Goal::Settled => Until::Settled,
        Goal::Told => Until::Told,
        Goal::Said => Until::parse(from_json(input, UNTIL)?.get_text("until"))?,
    };
    Watch::new(&from_json(input, INPUT)?, until)
}
