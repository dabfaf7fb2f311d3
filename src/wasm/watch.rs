//! watchJob and waitForJob: when to look, what is news, and when it is over.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::convert::{get, properties};
use super::{checked, millis, thrown};
use crate::jobs::model::JOB;
use crate::value::Value;
use crate::watch::{INPUT, UNTIL, Until, Verdict, Watch};

/// A job that is watched.
#[wasm_bindgen]
pub struct WatchHandle(Watch);

#[wasm_bindgen]
impl WatchHandle {
    /// Reads the input of watchJob, or with `waits` that of waitForJob; throws if it is invalid.
    #[wasm_bindgen(constructor)]
    pub fn new(input: &JsValue, waits: bool) -> Result<WatchHandle, JsValue> {
        let told = waits && input.is_object() && get(input, "until").is_ok_and(|until| until.is_function());
        let shapes = if waits && !told { &[INPUT, UNTIL][..] } else { &[INPUT] };
        let watch = checked(input, shapes, |input| {
            let until = match (waits, told) {
                (false, _) => Until::Settled,
                (true, true) => Until::Told,
                (true, false) => Until::parse(input.get_text("until"))?,
            };
            Watch::new(input, until)
        });
        watch.map(Self)
    }

    /// Takes what a look showed; answers, as JSON, how far the job is, if anything about it is news.
    pub fn observe(&mut self, now: f64, job: &JsValue) -> Result<Option<String>, JsValue> {
        let job = properties(job, JOB, "").map_err(|error| thrown(&error))?;
        Ok(self.0.observe(millis(now), Value::Object(job)).then(|| self.0.progress_json()))
    }

    /// Takes notice that a look failed; answers whether the watch goes on.
    pub fn bear(&mut self, now: f64, retryable: bool) -> bool {
        self.0.bear(millis(now), retryable)
    }

    /// When to look again.
    #[wasm_bindgen(js_name = lookAt)]
    #[expect(clippy::cast_precision_loss, reason = "a time in milliseconds is far below 2^53")]
    pub fn look_at(&self) -> f64 {
        self.0.look_at() as f64
    }

    /// Whether what is waited for has come; throws if it can't come any more.
    #[wasm_bindgen(js_name = isOver)]
    pub fn is_over(&self) -> Result<bool, JsValue> {
        match self.0.verdict() {
            Verdict::Waiting => Ok(false),
            Verdict::Reached => Ok(true),
            Verdict::Missed => Err(thrown(&self.0.missed())),
        }
    }
}
