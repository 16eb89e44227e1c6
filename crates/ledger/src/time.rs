use std::fmt;

use crate::error::Kind;
use crate::{Error, Result};

/// A moment in UTC, to the second. The ledger has no clock: whoever adds says when.
///
/// ```
/// use wortlaut_ledger::Time;
/// assert_eq!(Time::parse("2026-11-25T09:37:33Z")?.to_string(), "2026-11-25T09:37:33Z");
/// assert_eq!(Time::end_of("2026-11-25")?.to_string(), "2026-11-25T23:59:59Z");
/// assert!(Time::parse("gestern").is_err());
/// # Ok::<(), wortlaut_ledger::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Time(String);

impl Time {
    /// The moment of an ISO 8601 time in UTC, `2026-11-25T09:37:33Z`.
    ///
    /// # Errors
    /// If it is anything else, also a day that no calendar has.
    pub fn parse(text: &str) -> Result<Self> {
        let valid = matches!(text.split_once('T'), Some((date, clock)) if is_date(date) && is_clock(clock));
        if valid { Ok(Self(text.to_owned())) } else { Err(bad(text)) }
    }

    /// The last second of a day, `2026-11-25`, or the moment of a full time.
    ///
    /// # Errors
    /// If it is neither.
    pub fn end_of(text: &str) -> Result<Self> {
        if is_date(text) { Ok(Self(format!("{text}T23:59:59Z"))) } else { Self::parse(text) }
    }

    /// As it is stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A day, month or year as a bound of what was said: `2026-11-25`, `2026-11`, `2026`.
pub(crate) fn bound(text: &str) -> Result<&str> {
    let parts: Vec<&str> = text.split('-').collect();
    let valid = match parts[..] {
        [year] => is_number(year, 4, 0..=9999),
        [year, month] => is_number(year, 4, 0..=9999) && is_number(month, 2, 1..=12),
        _ => is_date(text),
    };
    if valid { Ok(text) } else { Err(bad(text)) }
}

/// Whether a value begins with a year and thus can be compared with bounds.
pub(crate) fn is_dated(value: &str) -> bool {
    let year = value.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
    year && matches!(value.as_bytes().get(4), None | Some(b'-'))
}

fn bad(text: &str) -> Error {
    Kind::BadTime(text.to_owned()).into()
}

fn is_number(text: &str, digits: usize, range: std::ops::RangeInclusive<u32>) -> bool {
    let all = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    all && text.parse().is_ok_and(|number| range.contains(&number))
}

fn is_date(text: &str) -> bool {
    let [year, month, day] = text.split('-').collect::<Vec<_>>()[..] else { return false };
    if !(is_number(year, 4, 0..=9999) && is_number(month, 2, 1..=12)) {
        return false;
    }
    let year: u32 = year.parse().unwrap_or(0);
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        "02" => 28 + u32::from(leap),
        "04" | "06" | "09" | "11" => 30,
        _ => 31,
    };
    is_number(day, 2, 1..=days)
}

fn is_clock(text: &str) -> bool {
    let Some(text) = text.strip_suffix('Z') else { return false };
    let [hour, minute, second] = text.split(':').collect::<Vec<_>>()[..] else { return false };
    is_number(hour, 2, 0..=23) && is_number(minute, 2, 0..=59) && is_number(second, 2, 0..=60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_a_calendar_has_are_times() {
        for good in ["2024-02-29T00:00:00Z", "2026-12-31T23:59:60Z"] {
            assert!(Time::parse(good).is_ok(), "{good}");
        }
        for bad in ["2023-02-29T00:00:00Z", "2026-11-25 09:00:00Z", "2026-11-25T09:00:00+01:00", "2026-11-25T24:00:00Z", "", "ä"]
        {
            assert!(Time::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn bounds_may_be_as_rough_as_dates_are() {
        for good in ["2026", "2026-11", "2026-11-25"] {
            assert_eq!(bound(good).unwrap(), good);
        }
        for bad in ["26", "2026-13", "2026-11-31", "P3D"] {
            assert!(bound(bad).is_err(), "{bad}");
        }
        assert!(is_dated("2025-01") && is_dated("2025") && !is_dated("PT24H") && !is_dated("20250"));
    }
}
