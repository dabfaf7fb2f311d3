//! UpdateJobPriority (document 436/33784).

use cos_jobs::model::value::Value;

use super::priority;
use crate::answer::Answer;
use crate::control_plane::ControlPlane;
use crate::error::{ApiError, ApiResult};
use crate::parsed_request::ParsedRequest;
use crate::shapes::UPDATE_JOB_PRIORITY_RESULT;

pub(super) fn answer(request: &ParsedRequest<'_>, id: &str, plane: &mut ControlPlane) -> ApiResult<Answer> {
    let text = request.parameter("priority")?.ok_or_else(|| ApiError::invalid_request("The priority is missing"))?;
    let priority = priority::parse(text)?;
    plane.update_priority(id, priority)?;
    let result = Value::Object(vec![("jobId", Value::from(id)), ("priority", Value::Number(priority.into()))]);
    Ok(Answer::document("UpdateJobPriorityResult", UPDATE_JOB_PRIORITY_RESULT, &result))
}
