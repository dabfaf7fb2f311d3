//! The emulator as a class.

use cos_jobs::model::value::Value;
use cos_jobs_emulator::{Config, Emulator, Fault, HttpRequest};
use serde_wasm_bindgen::to_value;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::answer::Answer;
use crate::described::without_empty_parts;
use crate::seed::{self, Seed};

/// An emulator whose times are given in unix milliseconds.
#[wasm_bindgen(js_name = EmulatorCore)]
#[derive(Debug)]
pub struct Core {
    emulator: Emulator,
}

#[wasm_bindgen(js_class = EmulatorCore)]
impl Core {
    /// An account without jobs.
    #[wasm_bindgen(constructor)]
    pub fn new(seed: u32) -> Self {
        Self { emulator: Emulator::new(Config { seed: seed.into(), ..Config::default() }) }
    }

    /// The options of a client for this account, other than its address.
    pub fn account(&self) -> Result<JsValue, JsValue> {
        let Config { region, uin, appid, credentials, .. } = self.emulator.config();
        let keys = credentials.iter().map(|key| {
            Value::object().with("secretId", key.secret_id.as_str()).with("secretKey", key.secret_key.as_str())
        });
        let account = Value::object()
            .with("region", region.as_str())
            .with("uin", uin.as_str())
            .with("appId", appid.as_str())
            .with_optional("credentials", keys.into_iter().next());
        Ok(to_value(&account)?)
    }

    /// Adds a job, and throws the name of a property whose value is not allowed.
    #[wasm_bindgen(js_name = seedJob)]
    pub fn seed_job(&mut self, id: Option<String>, seed: &Seed, now_ms: f64) -> Result<(), JsValue> {
        let job = seed::read(seed)?;
        match id {
            Some(id) => self.emulator.seed_job_with_id(&id, &job, to_ms(now_ms)),
            None => drop(self.emulator.seed_job(&job, to_ms(now_ms))),
        }
        Ok(())
    }

    /// Answers a request. `headers` contains names and values, one after the other. The signature is checked at `clock_ms`.
    pub fn handle(
        &mut self,
        method: &str,
        target: &str,
        headers: Vec<String>,
        body: &[u8],
        now_ms: f64,
        clock_ms: f64,
    ) -> Answer {
        let mut request = HttpRequest::new(method, target).with_body(body);
        let mut headers = headers.into_iter();
        while let (Some(name), Some(value)) = (headers.next(), headers.next()) {
            request.headers.push((name, value));
        }
        self.emulator.handle_with_clock(&request, to_ms(now_ms), to_ms(clock_ms)).into()
    }

    /// Makes the next request fail with a fault such as `SlowDown` or `InternalError after`.
    pub fn inject(&mut self, fault: &str) {
        if let Some(fault) = Fault::parse(fault) {
            self.emulator.inject(fault);
        }
    }

    /// Makes the key expire, or makes it valid again.
    #[wasm_bindgen(js_name = setKeyExpired)]
    pub fn set_key_expired(&mut self, is_expired: bool) {
        let mut credentials = self.emulator.config().credentials.clone();
        for key in &mut credentials {
            key.expires_ms = is_expired.then_some(0);
        }
        self.emulator.set_credentials(credentials);
    }

    /// Makes all changes that are due.
    pub fn advance(&mut self, now_ms: f64) {
        self.emulator.advance(to_ms(now_ms));
    }

    /// All jobs.
    pub fn jobs(&self) -> Result<JsValue, JsValue> {
        let ids = self.emulator.jobs().map(|(id, _)| id);
        let jobs: Vec<Value> = ids.filter_map(|id| self.emulator.describe(id)).map(without_empty_parts).collect();
        Ok(to_value(&jobs)?)
    }

    /// The job with this id, or undefined.
    pub fn job(&self, id: &str) -> Result<JsValue, JsValue> {
        match self.emulator.describe(id) {
            Some(job) => Ok(to_value(&without_empty_parts(job))?),
            None => Ok(JsValue::UNDEFINED),
        }
    }
}

/// Milliseconds as JavaScript counts them. A negative number becomes 0.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the conversion saturates")]
fn to_ms(number: f64) -> u64 {
    number as u64
}
