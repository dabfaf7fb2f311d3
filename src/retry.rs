//! When to retry: backoff with full jitter, and a retry budget that the calls of a client share.

/// The longest pause between two requests of a call, in milliseconds, even if the service asks for more.
const MAX_PAUSE: u64 = 30_000;

/// The upper bound of the pause before the first retry. It doubles with each further one up to [`MAX_BACKOFF`].
const FIRST_BACKOFF: u64 = 250;

/// The upper bound of the backoff, in milliseconds.
const MAX_BACKOFF: u64 = 20_000;

/// The capacity of the budget, the cost of a retry, and what a success gives back. These are the numbers of the AWS SDKs'
/// standard mode: one failing call among many may retry freely, but a broken service does not receive a storm of retries.
const BUDGET: u32 = 500;
const RETRY_COST: u32 = 5;
const SUCCESS_GAIN: u32 = 1;

/// The pause before the next request, in milliseconds.
///
/// `failures` counts the failures of this call so far; `random` is uniform in all of `u32`. Full jitter (any time up to
/// the bound) prevents the clients of a service that recovers from returning all at once.
pub fn pause(failures: u32, random: u32, retry_after: Option<u64>) -> u64 {
    let bound = FIRST_BACKOFF.saturating_mul(1 << failures.saturating_sub(1).min(10)).min(MAX_BACKOFF);
    let jittered = (bound * u64::from(random)) >> 32;
    jittered.max(retry_after.unwrap_or_default()).min(MAX_PAUSE)
}

/// How many retries the calls of one client may make together.
#[derive(Clone, Debug)]
pub struct RetryBudget(u32);

impl RetryBudget {
    /// A full budget.
    pub fn full() -> Self {
        Self(BUDGET)
    }

    /// Takes one retry from the budget. Returns false if there is none left.
    pub fn take(&mut self) -> bool {
        match self.0.checked_sub(RETRY_COST) {
            Some(left) => {
                self.0 = left;
                true
            }
            None => false,
        }
    }

    /// Gives something back for a successful request.
    pub fn reward(&mut self) {
        self.0 = self.0.saturating_add(SUCCESS_GAIN).min(BUDGET);
    }
}

#[cfg(test)]
mod tests {
    use super::{RetryBudget, pause};

    #[test]
    fn the_pause_grows_and_stays_within_its_bounds() {
        assert_eq!([1, 2, 3, 99].map(|failures| pause(failures, u32::MAX, None)), [249, 499, 999, 19_999]);
        assert_eq!(pause(5, 0, None), 0);
    }

    #[test]
    fn retry_after_is_respected_up_to_a_limit() {
        assert_eq!(pause(1, 0, Some(5_000)), 5_000);
        assert_eq!(pause(1, 0, Some(3_600_000)), 30_000);
    }

    #[test]
    fn an_empty_budget_refuses_retries_until_calls_succeed_again() {
        let mut budget = RetryBudget::full();
        assert_eq!((0..1_000).filter(|_| budget.take()).count(), 100);
        (0..5).for_each(|_| budget.reward());
        assert!(budget.take());
        assert!(!budget.take());
    }
}
