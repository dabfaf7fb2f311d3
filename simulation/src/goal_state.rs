//! The state of a job compared with what a call wants.

/// Whether the goal of a call is reached, for example that the job is cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoalState {
    /// The goal is reached.
    Reached,
    /// The goal is not reached, but still can be.
    Open,
    /// The job now changes to another status. The goal may have been reached for a while before.
    Diverged,
    /// The goal was never reached and cannot be reached any more.
    Impossible,
    /// The job is deleted or in a final status, and the goal is not reached. It can have been reached before only if
    /// another client has undone it.
    Over,
}
