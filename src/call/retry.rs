//! When another request may be sent, and when: backoff with full jitter, and a budget that a client's calls share.

/// The longest time between two requests of a call, in milliseconds, whatever the service asks for.
const MAX_WAIT: u64 = 30_000;

/// The longest time before the second request; it doubles with each further one up to [`MAX_BACKOFF`].
const FIRST_BACKOFF: u64 = 250;

/// The longest time that backoff alone asks for.
const MAX_BACKOFF: u64 = 20_000;

/// What the retry budget of a client holds at most, what a retry takes, and what a success gives back: the numbers of
/// the AWS SDKs' standard mode, so that one call of many may retry freely and a broken service is not stormed.
const BUDGET: u32 = 500;
const RETRY_COST: u32 = 5;
const SUCCESS_GAIN: u32 = 1;

/// How long to wait before the next request, in milliseconds.
///
/// `failures` counts those of this call so far; `random` is uniform in all of `u32`. Full jitter (any time up to the
/// bound) keeps the callers of a service that comes back from coming all at once.
pub(super) fn wait(failures: u32, random: u32, retry_after: Option<u64>) -> u64 {
    let bound = FIRST_BACKOFF.saturating_mul(1 << failures.saturating_sub(1).min(10)).min(MAX_BACKOFF);
    let jittered = (bound * u64::from(random)) >> 32;
    jittered.max(retry_after.unwrap_or_default()).min(MAX_WAIT)
}

/// How many retries the calls of one client may make together.
#[derive(Clone, Debug)]
pub struct RetryBudget(u32);

impl RetryBudget {
    /// A full one.
    pub fn full() -> Self {
        Self(BUDGET)
    }

    /// Takes a retry out, if there is one left.
    pub(super) fn take(&mut self) -> bool {
        match self.0.checked_sub(RETRY_COST) {
            Some(left) => {
                self.0 = left;
                true
            }
            None => false,
        }
    }

    /// Gives something back for a request that went well.
    pub(super) fn reward(&mut self) {
        self.0 = self.0.saturating_add(SUCCESS_GAIN).min(BUDGET);
    }
}

#[cfg(test)]
mod tests {
    use super::{RetryBudget, wait};

    #[test]
    fn the_wait_grows_and_stays_within_its_bounds() {
        assert_eq!([1, 2, 3, 99].map(|failures| wait(failures, u32::MAX, None)), [249, 499, 999, 19_999]);
        assert_eq!(wait(5, 0, None), 0);
    }

    #[test]
    fn what_the_service_asks_for_is_honoured_within_reason() {
        assert_eq!(wait(1, 0, Some(5_000)), 5_000);
        assert_eq!(wait(1, 0, Some(3_600_000)), 30_000);
    }

    #[test]
    fn an_empty_budget_refuses_until_calls_succeed_again() {
        let mut budget = RetryBudget::full();
        assert_eq!((0..1_000).filter(|_| budget.take()).count(), 100);
        (0..5).for_each(|_| budget.reward());
        assert!(budget.take());
        assert!(!budget.take());
    }
}
