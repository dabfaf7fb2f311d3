//! Reading the timestamps of the service.

/// The time in unix seconds of an HTTP date (`Thu, 16 May 2019 06:45:51 GMT`) or an ISO text in UTC
/// (`2019-05-16T06:45:51Z`). Fractions of a second are dropped.
///
/// ```
/// use cos_jobs::time::unix_seconds;
///
/// assert_eq!(unix_seconds("Thu, 16 May 2019 06:45:51 GMT"), Some(1_557_989_151));
/// assert_eq!(unix_seconds("2019-05-16T06:45:51Z"), Some(1_557_989_151));
/// assert_eq!(unix_seconds("yesterday"), None);
/// ```
pub fn unix_seconds(text: &str) -> Option<u64> {
    let text = text.trim_ascii().as_bytes();
    let (year, month, day, clock) = if text.get(3) == Some(&b',') {
        (text.get(12..16)?, month_number(text.get(8..11)?)?, text.get(5..7)?, text.get(17..25)?)
    } else {
        is_utc(text.get(19..)?).then_some(())?;
        (text.get(..4)?, number(text.get(5..7)?)?, text.get(8..10)?, text.get(11..19)?)
    };
    let [hour, minute, second] = [clock.get(..2)?, clock.get(3..5)?, clock.get(6..8)?].map(number);
    let days = days_since_1970(number(year)?, month, number(day)?)?;
    Some(((days * 24 + hour?) * 60 + minute?) * 60 + second?)
}

/// Whether this is how a time in UTC may continue after the seconds. Any other zone would mean a different moment.
fn is_utc(ending: &[u8]) -> bool {
    match ending {
        [b'.', digits @ .., b'Z'] | [digits @ .., b'Z'] => digits.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

/// The whole number that `text` is, if it consists of digits only.
///
/// ```
/// use cos_jobs::time::whole_number;
///
/// assert_eq!(whole_number("0042"), Some(42));
/// assert_eq!([whole_number(""), whole_number("+1"), whole_number("18446744073709551616")], [None; 3]);
/// ```
pub fn whole_number(text: &str) -> Option<u64> {
    number(text.as_bytes())
}

/// The same. The `parse` of the standard library would accept a plus sign.
fn number(digits: &[u8]) -> Option<u64> {
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0_u64, |number, digit| {
        let digit = char::from(*digit).to_digit(10)?;
        number.checked_mul(10)?.checked_add(digit.into())
    })
}

fn month_number(name: &[u8]) -> Option<u64> {
    const NAMES: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let index = NAMES.as_bytes().chunks(3).position(|month| month == name)?;
    u64::try_from(index + 1).ok()
}

/// Days of the Gregorian calendar. The calculation lets a year begin in March, so that the leap day is its last day.
fn days_since_1970(year: u64, month: u64, day: u64) -> Option<u64> {
    if year < 1970 || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1;
    Some(days - 719_468)
}

#[cfg(test)]
mod tests {
    use super::unix_seconds;

    #[test]
    fn leap_days_and_ends_of_years_are_read_correctly() {
        for (text, seconds) in [
            ("1970-01-01T00:00:00Z", 0),
            ("2000-02-29T23:59:59Z", 951_868_799),
            ("2024-02-29T00:00:00Z", 1_709_164_800),
            ("2026-12-31T23:59:59Z", 1_798_761_599),
            ("Fri, 01 Mar 2024 00:00:00 GMT", 1_709_251_200),
            ("2024-02-29T00:00:00.999Z", 1_709_164_800),
        ] {
            assert_eq!(unix_seconds(text), Some(seconds), "{text}");
        }
    }

    #[test]
    fn a_text_that_is_no_date_is_refused() {
        for text in [
            "",
            "Thu,",
            "Thu, 16 Mai 2019 06:45:51 GMT",
            "2019-13-01T00:00:00Z",
            "2019-05-16",
            "2019-05-16T06:45:51",
            "2019-05-16T06:45:51+08:00",
            "腾讯腾讯腾讯腾讯腾讯",
        ] {
            assert_eq!(unix_seconds(text), None, "{text}");
        }
    }
}
