//! listAllJobs, watchJob, waitForJob, confirmJobs and cancelJobs: the parts of their iterators that make decisions.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::convert::{get, plain_error, read_input, read_options, text_of, to_js};
use super::host::with_property;
use super::promise::start;
use super::run::Running;
use super::session::{CallOptions, Session, function};
use super::wait::{now, pause};
use crate::call::Mode;
use crate::change_many::{self, ChangeMany};
use crate::error::Error;
use crate::jobs::definition;
use crate::listing::{self, Listing};
use crate::model::{RequestedJobStatus, Value};
use crate::watch::{Decision, Look, Until, WAIT_FUNCTION_INPUT, WAIT_INPUT, WATCH_INPUT, Watch};

/// The steps of an iterator of JavaScript.
#[wasm_bindgen]
pub struct Steps(Box<dyn Fn() -> Promise>);

#[wasm_bindgen]
impl Steps {
    /// The promise of what comes next, or of `undefined` at the end.
    pub fn next(&self) -> Promise {
        (self.0)()
    }
}

impl Steps {
    fn new<S: 'static, F>(state: S, next: fn(Rc<S>) -> F) -> Self
    where
        F: Future<Output = Result<JsValue, JsValue>> + 'static,
    {
        let state = Rc::new(state);
        Self(Box::new(move || start(next(state.clone()))))
    }
}

/// The pages of a list.
struct PageSteps {
    session: Rc<Session>,
    options: CallOptions,
    listing: RefCell<Listing>,
}

/// For `listAllJobs`. A step is an array of the wanted jobs of a page.
pub(super) fn pages(session: &Rc<Session>, input: &JsValue, options: &JsValue) -> Result<Steps, JsValue> {
    let values = read_options(&with_status_list(input)?, listing::INPUT)?;
    let listing = RefCell::new(Listing::new(&values).map_err(plain_error)?);
    let options = session.call_options(options)?;
    Ok(Steps::new(PageSteps { session: session.clone(), options, listing }, next_page))
}

async fn next_page(pages: Rc<PageSteps>) -> Result<JsValue, JsValue> {
    let Some(input) = pages.listing.borrow().next() else { return Ok(JsValue::UNDEFINED) };
    let definition = definition("ListJobs").map_err(plain_error)?;
    let page = Running::of_values(&pages.session, definition, Mode::Change, &input, pages.options.clone())?
        .into_value()
        .await?;
    let mut listing = pages.listing.borrow_mut();
    listing.turn_page(page.get_text("nextToken")).map_err(plain_error)?;
    let jobs = page.into_property("jobs").map(Value::into_items).unwrap_or_default();
    let wanted = jobs.into_iter().filter(|job| listing.wants(job.get_text("status").unwrap_or_default()));
    to_js(&Value::List(wanted.collect()))
}

/// The looks at one job.
struct Looks {
    session: Rc<Session>,
    options: CallOptions,
    watch: RefCell<Watch>,
    shows_all: bool,
    /// When the job was looked at last, in unix milliseconds.
    looked_at: Cell<Option<u64>>,
}

/// For `watchJob`. A step is a change of the job.
pub(super) fn watch(session: &Rc<Session>, input: &JsValue, options: &JsValue) -> Result<Steps, JsValue> {
    looks(session, &read_input(input, WATCH_INPUT)?, options, Until::Settled, false)
}

/// For `waitForJob`. If `until` is a function, every look is shown, so that JavaScript can call it.
pub(super) fn wait(session: &Rc<Session>, input: &JsValue, options: &JsValue) -> Result<Steps, JsValue> {
    if input.is_object() && get(input, "until")?.is_function() {
        return looks(session, &read_input(input, WAIT_FUNCTION_INPUT)?, options, Until::Function, true);
    }
    let values = read_input(input, WAIT_INPUT)?;
    let until = Until::parse(values.get_text("until")).map_err(plain_error)?;
    looks(session, &values, options, until, true)
}

fn looks(
    session: &Rc<Session>,
    values: &Value,
    options: &JsValue,
    until: Until,
    shows_all: bool,
) -> Result<Steps, JsValue> {
    let watch = RefCell::new(Watch::new(values, until).map_err(plain_error)?);
    let options = session.call_options(options)?;
    let looks = Looks { session: session.clone(), options, watch, shows_all, looked_at: Cell::new(None) };
    Ok(Steps::new(looks, next_look))
}

/// Looks at the job until something changed.
async fn next_look(looks: Rc<Looks>) -> Result<JsValue, JsValue> {
    let mut missing = None;
    loop {
        if let Some(looked_at) = looks.looked_at.get() {
            match looks.watch.borrow().decision() {
                Decision::Reached => return Ok(JsValue::UNDEFINED),
                Decision::Missed => return Err(plain_error(looks.watch.borrow().missed())),
                Decision::Waiting => {}
            }
            let look_at = looks.watch.borrow().look_at();
            // If the clock was set back in the meantime, the pause does not become longer.
            pause(look_at.saturating_sub(looked_at.max(now())), &looks.options.signal).await?;
        }
        let action = looks.watch.borrow().request().map_err(plain_error)?;
        let call = Running::of_action(&looks.session, action, Mode::Change, looks.options.clone());
        let answer = call.into_value().await;
        let now = now();
        looks.looked_at.set(Some(now));
        let mut watch = looks.watch.borrow_mut();
        let look = match answer {
            Ok(answer) => watch.on_answer(now, &answer),
            Err(error) => {
                looks.options.signal.check()?;
                if text_of(&get(&error, "code")?).as_deref() == Some("NoSuchJob") {
                    missing = Some(error);
                    watch.on_missing(now)
                } else if watch.on_failed_look(now, get(&error, "retryable")?.is_truthy()) {
                    Look::Nothing
                } else {
                    return Err(error);
                }
            }
        };
        match look {
            Look::Job(job, has_changed) if has_changed || looks.shows_all => return shown(&watch, job),
            Look::Gone => return Err(missing.unwrap_or_default()),
            Look::Job(..) | Look::Nothing => {}
        }
    }
}

/// What `watchJob` yields.
fn shown(watch: &Watch, job: Value) -> Result<JsValue, JsValue> {
    let status = job.get_text("status").map(str::to_owned);
    let mut shown = Value::object().with("job", job).with_optional("status", status);
    for (name, value) in watch.progress().into_properties() {
        shown.push(name, value);
    }
    to_js(&shown)
}

/// The status of that word. A word that is none must not become a change that the caller did not request.
pub(super) fn requested_status(word: &str) -> Result<RequestedJobStatus, JsValue> {
    RequestedJobStatus::parse(word)
        .ok_or_else(|| plain_error(Error::input("the requested status must be Ready or Cancelled")))
}

/// The selection and the decisions of `confirmJobs` and `cancelJobs`.
#[wasm_bindgen]
pub struct Selection(RefCell<ChangeMany>);

#[wasm_bindgen]
impl Selection {
    /// Reads the input for the change to `requested`. Throws a `CosJobsError` if it is invalid.
    #[wasm_bindgen(constructor)]
    pub fn new(requested: &str, input: &JsValue) -> Result<Self, JsValue> {
        let has_filter = input.is_object() && function(input, "filter")?.is_some();
        let values = read_options(&with_status_list(input)?, change_many::INPUT)?;
        let requested = requested_status(requested)?;
        Ok(Self(RefCell::new(ChangeMany::new(requested, &values, has_filter).map_err(plain_error)?)))
    }

    /// How many jobs may be processed at the same time.
    pub fn concurrency(&self) -> u32 {
        self.0.borrow().concurrency()
    }

    /// Whether the whole selection must be known before the first change.
    #[wasm_bindgen(js_name = isBounded)]
    pub fn is_bounded(&self) -> bool {
        self.0.borrow().is_bounded()
    }

    /// Whether a listed job of this status is selected. Throws if more are selected than `maxJobs` allows.
    pub fn select(&self, status: &str) -> Result<bool, JsValue> {
        self.0.borrow_mut().select(status).map_err(plain_error)
    }

    /// What to do with a job: see [`change_many::Decision`].
    pub fn decide(&self, status: &str, fits: bool, fresh: bool) -> String {
        self.0.borrow().decide(status, fits, fresh).as_str().to_owned()
    }
}

/// One status counts as a list of one. The result inherits everything else from the input.
fn with_status_list(input: &JsValue) -> Result<JsValue, JsValue> {
    if !input.is_object() {
        return Ok(input.clone());
    }
    let statuses = get(input, "jobStatuses")?;
    match text_of(&statuses) {
        Some(status) => Ok(with_property(input, "jobStatuses", &to_js(&vec![status.into()].into())?)),
        None => Ok(input.clone()),
    }
}
