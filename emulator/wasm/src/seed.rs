//! A job that exists from the start, as JavaScript describes it. All properties are present: JavaScript fills in the defaults.

use cos_jobs::model::status::Status;
use cos_jobs_emulator::{SeedJob, Work};
use wasm_bindgen::prelude::wasm_bindgen;

const OPERATIONS: [&str; 4] =
    ["COSPutObjectCopy", "COSInitiateRestoreObject", "COSPutObjectTagging", "COSDeleteObject"];

#[wasm_bindgen]
extern "C" {
    /// The description of a job.
    pub type Seed;

    #[wasm_bindgen(method, getter)]
    fn status(this: &Seed) -> String;

    #[wasm_bindgen(method, getter)]
    fn operation(this: &Seed) -> String;

    #[wasm_bindgen(method, getter)]
    fn description(this: &Seed) -> String;

    #[wasm_bindgen(method, getter)]
    fn priority(this: &Seed) -> u32;

    #[wasm_bindgen(method, getter, js_name = confirmationRequired)]
    fn confirmation_required(this: &Seed) -> bool;

    #[wasm_bindgen(method, getter)]
    fn tasks(this: &Seed) -> u32;

    #[wasm_bindgen(method, getter, js_name = failingPercent)]
    fn failing_percent(this: &Seed) -> u32;

    #[wasm_bindgen(method, getter)]
    fn executed(this: &Seed) -> u32;

    #[wasm_bindgen(method, getter, js_name = statusUpdateReason)]
    fn status_update_reason(this: &Seed) -> Option<String>;
}

/// The job that `seed` describes, or the name of the property whose value is not allowed.
pub(crate) fn read(seed: &Seed) -> Result<SeedJob, &'static str> {
    let status = Status::parse(&seed.status()).ok_or("status")?;
    let name = seed.operation();
    let operation = OPERATIONS.into_iter().find(|operation| *operation == name).ok_or("operation")?;
    let tasks = u64::from(seed.tasks());
    let work = Work { failing_permille: u64::from(seed.failing_percent().min(100)) * 10, ..Work::new(tasks) };
    Ok(SeedJob {
        description: seed.description(),
        operation,
        priority: seed.priority(),
        confirmation_required: seed.confirmation_required(),
        work,
        executed: u64::from(seed.executed()).min(tasks),
        reason: seed.status_update_reason(),
        ..SeedJob::new(status, tasks)
    })
}
