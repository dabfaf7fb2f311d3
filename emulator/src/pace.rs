//! How long jobs stay in their statuses, and how long their tasks take.

use cos_jobs::model::status::Status;

/// How long a job stays in each status that it leaves by itself, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Durations {
    /// In New, until the manifest is opened.
    pub new: u64,
    /// In Preparing, until the manifest is read.
    pub preparing: u64,
    /// In Ready, at least. After that, the job stays there until a slot is free.
    pub ready: u64,
    /// In Pausing, until the tasks that are being executed are done.
    pub pausing: u64,
    /// In Completing, until the report is written.
    pub completing: u64,
    /// In Failing, until the report is written.
    pub failing: u64,
    /// In Cancelling, until the tasks that are being executed are done.
    pub cancelling: u64,
    /// In Active, for each 1,000 tasks.
    pub thousand_tasks: u64,
}

impl Default for Durations {
    /// Durations with which a person sees a job change within seconds. 10,000 tasks take one minute.
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

/// By which factor jobs are faster than the [`Durations`]. It is a fixed-point number, so that every machine computes the
/// same results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speed {
    thousandths: u32,
}

impl Speed {
    /// The speed of `thousandths` / 1000. 0 is raised to 1.
    pub fn from_thousandths(thousandths: u32) -> Self {
        Self { thousandths: thousandths.max(1) }
    }

    /// Reads a decimal number such as `20` or `0.5`; `None` if it is not between 0.001 and 1,000,000.
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

/// Durations at a certain speed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    durations: Durations,
    speed: Speed,
}

impl Pace {
    pub(crate) fn new(durations: Durations, speed: Speed) -> Self {
        Self { durations, speed }
    }

    /// How long a job stays in `status`, in milliseconds; `None` if that does not depend on time alone.
    pub(crate) fn time_in_status(self, status: Status) -> Option<u64> {
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

    /// A duration, adjusted to this speed.
    pub(crate) fn scaled(self, duration: u64) -> u64 {
        duration.saturating_mul(1000) / u64::from(self.speed.thousandths)
    }

    /// How many tasks a job executes in `elapsed_ms` milliseconds.
    pub(crate) fn tasks_in(self, elapsed_ms: u64) -> u64 {
        elapsed_ms.saturating_mul(u64::from(self.speed.thousandths)) / self.durations.thousand_tasks.max(1)
    }

    /// How many milliseconds `tasks` tasks take: the shortest time for which [`Pace::tasks_in`] returns at least `tasks`.
    pub(crate) fn time_for(self, tasks: u64) -> u64 {
        tasks.saturating_mul(self.durations.thousand_tasks.max(1)).div_ceil(u64::from(self.speed.thousandths))
    }
}

#[cfg(test)]
mod tests {
    use super::{Durations, Pace, Speed};

    #[test]
    fn ten_thousand_tasks_take_one_minute() {
        let pace = Pace::new(Durations::default(), Speed::default());
        assert_eq!(pace.time_for(10_000), 60_000);
        assert_eq!(pace.tasks_in(60_000), 10_000);
    }

    #[test]
    fn the_time_for_some_tasks_is_the_shortest_that_suffices() {
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
