//! UpdateJobPriority (document 436/33784).

use cos_jobs::model::value::Value;

use super::priority;
use crate::answer::Answer;
use crate::control_plane::ControlPlane;
use crate::error::ApiResult;
use crate::parsed_request::ParsedRequest;
use crate::shapes::UPDATE_JOB_PRIORITY_RESULT;

pub(super) fn answer(request: &ParsedRequest<'_>, id: &str, plane: &mut ControlPlane) -> ApiResult<Answer> {
    let priority = priority::parse("priority", request.parameter("priority")?)?;
    plane.update_priority(id, priority)?;
    let result = Value::object().with("jobId", id).with("priority", priority);
    Ok(Answer::document("UpdateJobPriorityResult", UPDATE_JOB_PRIORITY_RESULT, &result))
}
