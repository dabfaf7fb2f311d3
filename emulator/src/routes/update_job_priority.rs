//! UpdateJobPriority (document 436/33784).

use cos_jobs::value::Value;

use super::{Result, priority};
use crate::answer::Answer;
use crate::control_plane::ControlPlane;
use crate::error::ApiError;
use crate::received::Received;
use crate::shapes::UPDATE_JOB_PRIORITY_RESULT;

pub(super) fn answer(request: &Received<'_>, id: &str, plane: &mut ControlPlane) -> Result<Answer> {
    let text = request.parameter("priority")?.ok_or_else(|| ApiError::invalid_request("The priority is missing"))?;
    let priority = priority::parse(text)?;
    plane.prioritise(id, priority)?;
    let result = Value::Object(vec![("jobId", Value::text(id)), ("priority", Value::Number(priority.into()))]);
    Ok(Answer::document("UpdateJobPriorityResult", UPDATE_JOB_PRIORITY_RESULT, &result))
}
