//! The two forms in which the service writes a time.

const DAY_MS: u64 = 86_400_000;
const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The form of a job's times, for example of CreationTime: `2019-05-16T06:55:53Z`.
pub(crate) fn iso(unix_ms: u64) -> String {
    let (year, month, day) = calendar_date(unix_ms / DAY_MS);
    format!("{year:04}-{month:02}-{day:02}T{}Z", time_of_day(unix_ms))
}

/// The form of the `Date` header: `Thu, 16 May 2019 06:55:53 GMT`.
pub(crate) fn http_date(unix_ms: u64) -> String {
    let days = unix_ms / DAY_MS;
    let (year, month, day) = calendar_date(days);
    let weekday = name(&WEEKDAYS, days % 7);
    let month = name(&MONTHS, month - 1);
    format!("{weekday}, {day:02} {month} {year:04} {} GMT", time_of_day(unix_ms))
}

fn time_of_day(unix_ms: u64) -> String {
    let seconds = unix_ms % DAY_MS / 1000;
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// The year, month and day that is `days` days after 1970-01-01.
///
/// The calculation lets a year start in March, so that the leap day is its last day, and uses that every 400 years have
/// the same number of days.
fn calendar_date(days: u64) -> (u64, u64, u64) {
    let since_march_0000 = days + 719_468;
    let (era, day_of_era) = (since_march_0000 / 146_097, since_march_0000 % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    (year, month, day)
}

fn name(names: &[&'static str], index: u64) -> &'static str {
    usize::try_from(index).ok().and_then(|index| names.get(index).copied()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{http_date, iso};

    #[test]
    fn times_are_written_as_other_programs_write_them() {
        for (seconds, iso_text, http_text) in [
            (0, "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
            (951_782_399, "2000-02-28T23:59:59Z", "Mon, 28 Feb 2000 23:59:59 GMT"),
            (951_868_799, "2000-02-29T23:59:59Z", "Tue, 29 Feb 2000 23:59:59 GMT"),
            (1_557_989_753, "2019-05-16T06:55:53Z", "Thu, 16 May 2019 06:55:53 GMT"),
            (4_107_542_400, "2100-03-01T00:00:00Z", "Mon, 01 Mar 2100 00:00:00 GMT"),
        ] {
            assert_eq!(iso(seconds * 1000), iso_text);
            assert_eq!(http_date(seconds * 1000), http_text);
        }
    }
}
