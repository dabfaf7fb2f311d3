//! The asynchronous shell: the classes and functions that the JavaScript files of the package use.
//!
//! It makes no decisions. Each method reads its input, starts a call of the engine, and returns a promise. The loop in
//! [`run`] carries out what the engine asks for.

mod convert;
mod credentials;
mod fetch;
mod host;
mod promise;
mod run;
mod session;
mod signature;
mod verbs;
mod wait;

use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use convert::plain_error;
use convert::read_input;
use promise::{settled, start};
use run::Running;
use session::Session;
use verbs::{Steps, requested_status};

use crate::call::Mode;
use crate::jobs::definition;
use crate::model::shape::{Field, Kind, limits};
use crate::model::tables::JOB_ID;
use crate::model::{RequestedJobStatus, Value};

/// An allocator that is smaller than the default one.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The input of `confirmJob` and `cancelJob`.
const ENSURE_STATUS_INPUT: &[Field] = &[JOB_ID, Field::optional("reason", Kind::Text(limits(0, 256)))];

/// A client for one account in one region.
#[wasm_bindgen]
pub struct Client(Rc<Session>);

#[wasm_bindgen]
impl Client {
    /// Reads the options of a client. Throws a `CosJobsError` if one is invalid.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue) -> Result<Self, JsValue> {
        Ok(Self(Rc::new(Session::new(options)?)))
    }

    /// Confirms or cancels a job.
    #[wasm_bindgen(js_name = updateJobStatus)]
    pub fn update_job_status(&self, input: &JsValue, options: &JsValue) -> Promise {
        self.call("UpdateJobStatus", input, options)
    }

    /// Sets the priority of a job.
    #[wasm_bindgen(js_name = updateJobPriority)]
    pub fn update_job_priority(&self, input: &JsValue, options: &JsValue) -> Promise {
        self.call("UpdateJobPriority", input, options)
    }

    /// Describes a job.
    #[wasm_bindgen(js_name = describeJob)]
    pub fn describe_job(&self, input: &JsValue, options: &JsValue) -> Promise {
        self.call("DescribeJob", input, options)
    }

    /// Lists one page of jobs.
    #[wasm_bindgen(js_name = listJobs)]
    pub fn list_jobs(&self, input: &JsValue, options: &JsValue) -> Promise {
        self.call("ListJobs", input, options)
    }

    /// Creates a job.
    #[wasm_bindgen(js_name = createJob)]
    pub fn create_job(&self, input: &JsValue, options: &JsValue) -> Promise {
        self.call("CreateJob", input, options)
    }

    /// Deletes a job.
    #[wasm_bindgen(js_name = deleteJob)]
    pub fn delete_job(&self, input: &JsValue, options: &JsValue) -> Promise {
        self.call("DeleteJob", input, options)
    }

    /// Confirms a job unless it is confirmed already.
    #[wasm_bindgen(js_name = confirmJob)]
    pub fn confirm_job(&self, input: &JsValue, options: &JsValue) -> Promise {
        finish(self.ensure_status(RequestedJobStatus::Ready, input, options))
    }

    /// Cancels a job unless it is cancelled already.
    #[wasm_bindgen(js_name = cancelJob)]
    pub fn cancel_job(&self, input: &JsValue, options: &JsValue) -> Promise {
        finish(self.ensure_status(RequestedJobStatus::Cancelled, input, options))
    }

    /// For `confirmJobs` and `cancelJobs`. `select` gets the job that each look before a change shows, and decides whether it is
    /// still meant. `on_change` is called right before the change is sent.
    #[wasm_bindgen(js_name = changeOneOfMany)]
    pub fn change_one_of_many(
        &self,
        requested: &str,
        input: &JsValue,
        options: &JsValue,
        select: Function,
        on_change: Function,
    ) -> Promise {
        let running = requested_status(requested).and_then(|requested| self.ensure_status(requested, input, options));
        finish(running.map(|running| running.one_of_many(select, on_change)))
    }

    /// Signs the request of an action, which is not sent.
    pub fn prepare(&self, action: &str, input: &JsValue, options: &JsValue) -> Promise {
        match Running::of_input(&self.0, action, Mode::Prepare, input, options) {
            Ok(running) => running.into_request(),
            Err(error) => settled(Err(error)),
        }
    }

    /// For `listAllJobs`.
    pub fn pages(&self, input: &JsValue, options: &JsValue) -> Result<Steps, JsValue> {
        verbs::pages(&self.0, input, options)
    }

    /// For `watchJob`.
    pub fn watch(&self, input: &JsValue, options: &JsValue) -> Result<Steps, JsValue> {
        verbs::watch(&self.0, input, options)
    }

    /// For `waitForJob`.
    pub fn wait(&self, input: &JsValue, options: &JsValue) -> Result<Steps, JsValue> {
        verbs::wait(&self.0, input, options)
    }
}

impl Client {
    fn call(&self, action: &str, input: &JsValue, options: &JsValue) -> Promise {
        finish(Running::of_input(&self.0, action, Mode::Change, input, options))
    }

    fn ensure_status(
        &self,
        requested: RequestedJobStatus,
        input: &JsValue,
        options: &JsValue,
    ) -> Result<Running, JsValue> {
        let input = read_input(input, ENSURE_STATUS_INPUT)?;
        let change = Value::object()
            .with_optional("jobId", input.get_text("jobId"))
            .with("requestedJobStatus", requested.as_str())
            .with_optional("statusUpdateReason", input.get_text("reason"));
        let definition = definition("UpdateJobStatus").map_err(plain_error)?;
        Running::of_values(&self.0, definition, Mode::EnsureStatus, &change, self.0.call_options(options)?)
    }
}

/// A promise of a call's result. All calls share this function, so that its code exists once.
fn finish(running: Result<Running, JsValue>) -> Promise {
    match running {
        Ok(running) => start(running.into_js()),
        Err(error) => settled(Err(error)),
    }
}
