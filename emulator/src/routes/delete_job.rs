//! DeleteJob. The Go SDK has this action, but the documents do not describe it.

use crate::answer::Answer;
use crate::control_plane::ControlPlane;
use crate::error::ApiResult;

/// Deletes a job of any status, because no source forbids it for a status.
pub(super) fn answer(id: &str, plane: &mut ControlPlane) -> ApiResult<Answer> {
    plane.delete(id)?;
    Ok(Answer::Empty)
}
