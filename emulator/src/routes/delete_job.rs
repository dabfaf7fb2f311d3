//! DeleteJob, which the Go SDK has and the documents don't.

use super::Result;
use crate::answer::Answer;
use crate::control_plane::ControlPlane;

/// Deletes a job of any status: nothing says that one may not be deleted.
pub(super) fn answer(id: &str, plane: &mut ControlPlane) -> Result<Answer> {
    plane.delete(id)?;
    Ok(Answer::Empty)
}
