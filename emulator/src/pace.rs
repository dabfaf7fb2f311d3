//! How fast jobs move.

use cos_jobs::jobs::status::Status;

/// How long a job stays in the statuses that it passes by itself, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Durations {
    /// New, until the manifest is opened.
    pub new: u64,
    /// Preparing, until the manifest is read.
    pub preparing: u64,
    /// Ready, at the least; then until a place is free.
    pub ready: u64,
    /// Pausing, until the tasks under way are done.
    pub pausing: u64,
    /// Completing, until the report is written.
    pub completing: u64,
    /// Failing, until the report is written.
    pub failing: u64,
    /// Cancelling, until the tasks under way are done.
    pub cancelling: u64,
    /// Active, for each thousand tasks.
    pub thousand_tasks: u64,
}

impl Default for Durations {
    /// So that a person sees a job move within seconds; 10,000 tasks take a minute.
    fn default() -> Self {
        Self {
            new: 1000,
            preparing: 2000,
            ready: 2000,
            pausing: 2000,
            completing: 2000,
            failing: 2000,
            cancelling: 2000,
            thousand_tasks: 6000,
        }
    }
}

/// How many times faster than the [`Durations`] jobs move. A fixed-point number, so that it computes alike everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speed {
    thousandths: u32,
}

impl Speed {
    /// The speed of so many thousandths, at least one.
    pub fn from_thousandths(thousandths: u32) -> Self {
        Self { thousandths: thousandths.max(1) }
    }

    /// The speed of a decimal number such as `20` or `0.5`, if it lies between 0.001 and a million.
    ///
    /// ```
    /// use cos_jobs_emulator::Speed;
    ///
    /// assert_eq!(Speed::parse("2.5"), Some(Speed::from_thousandths(2500)));
    /// assert_eq!(Speed::parse("0"), None);
    /// assert_eq!(Speed::parse("-1"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(whole) || !is_number(fraction) || fraction.len() > 3 {
            return None;
        }
        let whole: u32 = whole.parse().ok().filter(|whole| *whole <= 1_000_000)?;
        let fraction: u32 = format!("{fraction:0<3}").parse().ok()?;
        let thousandths = whole * 1000 + fraction;
        (thousandths > 0).then_some(Self { thousandths })
    }
}

impl Default for Speed {
    fn default() -> Self {
        Self { thousandths: 1000 }
    }
}

/// The durations at a speed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    durations: Durations,
    speed: Speed,
}

impl Pace {
    pub(crate) fn new(durations: Durations, speed: Speed) -> Self {
        Self { durations, speed }
    }

    /// How long a job stays in `status`, in milliseconds; `None` where that is not a matter of time alone.
    pub(crate) fn stay(self, status: Status) -> Option<u64> {
        let duration = match status {
            Status::New => self.durations.new,
            Status::Preparing => self.durations.preparing,
            Status::Ready => self.durations.ready,
            Status::Pausing => self.durations.pausing,
            Status::Completing => self.durations.completing,
            Status::Failing => self.durations.failing,
            Status::Cancelling => self.durations.cancelling,
            Status::Active | Status::Paused | Status::Suspended => return None,
            Status::Complete | Status::Failed | Status::Cancelled => return None,
        };
        Some(self.scaled(duration))
    }

    /// A duration at this speed.
    pub(crate) fn scaled(self, duration: u64) -> u64 {
        duration.saturating_mul(1000) / u64::from(self.speed.thousandths)
    }

    /// How many tasks a job executes in so many milliseconds.
    pub(crate) fn tasks_in(self, elapsed_ms: u64) -> u64 {
        elapsed_ms.saturating_mul(u64::from(self.speed.thousandths)) / self.durations.thousand_tasks.max(1)
    }

    /// How many milliseconds so many tasks take: the least for which [`Pace::tasks_in`] gives as many.
    pub(crate) fn time_for(self, tasks: u64) -> u64 {
        tasks.saturating_mul(self.durations.thousand_tasks.max(1)).div_ceil(u64::from(self.speed.thousandths))
    }
}

#[cfg(test)]
mod tests {
    use super::{Durations, Pace, Speed};

    #[test]
    fn ten_thousand_tasks_take_a_minute() {
        let pace = Pace::new(Durations::default(), Speed::default());
        assert_eq!(pace.time_for(10_000), 60_000);
        assert_eq!(pace.tasks_in(60_000), 10_000);
    }

    #[test]
    fn the_time_for_some_tasks_is_just_enough() {
        for thousandths in [1, 333, 1000, 7001, 1_000_000] {
            let pace = Pace::new(Durations::default(), Speed::from_thousandths(thousandths));
            for tasks in [1, 2, 999, 1001, 123_457] {
                let time = pace.time_for(tasks);
                assert!(pace.tasks_in(time) >= tasks);
                assert!(pace.tasks_in(time - 1) < tasks);
            }
        }
    }
}
