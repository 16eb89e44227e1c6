//! Days of the Gregorian calendar. A few functions are all that reading needs, so there is no library of dates behind it.

use std::fmt;

/// A day.
///
/// ```
/// use wortlaut_reading::Date;
/// let day = Date::parse("2025-01-17T08:30:00+01:00").unwrap();
/// assert_eq!(day.to_string(), "2025-01-17");
/// assert_eq!(day.weekday(), 5);
/// assert_eq!(Date::new(2021, 2, 31), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

/// Years before and after these are no years of news.
const YEARS: std::ops::RangeInclusive<i32> = 1..=9999;

impl Date {
    /// The day with that number, if there is one; years from 1 to 9999.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        (YEARS.contains(&year) && (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day)).then_some(Self {
            year,
            month,
            day,
        })
    }

    /// The day of an ISO 8601 date or time; whatever follows the day is left out.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let digits = |from: usize, to: usize| -> Option<u32> {
            let part = bytes.get(from..to)?;
            part.iter().all(u8::is_ascii_digit).then(|| part.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')))
        };
        let parted = bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-');
        let ends = bytes.get(10).is_none_or(|next| !next.is_ascii_digit());
        if !parted || !ends {
            return None;
        }
        Self::new(digits(0, 4)?.try_into().ok()?, digits(5, 7)?.try_into().ok()?, digits(8, 10)?.try_into().ok()?)
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }

    /// 1 to 12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// 1 to 31.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }

    /// 1 (Monday) to 7 (Sunday).
    #[must_use]
    pub fn weekday(self) -> u8 {
        // 1 January 1970 was a Thursday.
        ((self.number() + 3).rem_euclid(7) + 1) as u8
    }

    /// Days since 1 January 1970 (after Hinnant, „chrono-Compatible Low-Level Date Algorithms“, 2013, as are the next ones).
    pub(super) fn number(self) -> i32 {
        let year = self.year - i32::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * (i32::from(self.month) + if self.month > 2 { -3 } else { 9 }) + 2) / 5 + i32::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    fn from_number(number: i32) -> Option<Self> {
        let shifted = number.checked_add(719_468)?;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * shifted_month + 2) / 5 + 1) as u8;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 } as u8;
        Self::new(year_of_era + era * 400 + i32::from(month <= 2), month, day)
    }

    /// So many days later.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Option<Self> {
        Self::from_number(self.number().checked_add(days)?)
    }

    /// So many months later; the last day of the month where it has no such day.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Option<Self> {
        let month = self.year.checked_mul(12)?.checked_add(i32::from(self.month) - 1)?.checked_add(months)?;
        let (year, month) = (month.div_euclid(12), (month.rem_euclid(12) + 1) as u8);
        YEARS.contains(&year).then(|| Self::new(year, month, self.day.min(days_in(year, month))))?
    }

    /// Year and number of the ISO week.
    pub(super) fn week(self) -> (i32, u8) {
        // The week belongs to the year of its Thursday.
        let thursday = self.plus_days(4 - i32::from(self.weekday())).unwrap_or(self);
        let first = Self { year: thursday.year, month: 1, day: 1 };
        (thursday.year, ((thursday.number() - first.number()) / 7 + 1) as u8)
    }

    /// The Monday of an ISO week.
    pub(super) fn of_week(year: i32, week: u8) -> Option<Self> {
        if !(1..=53).contains(&week) {
            return None;
        }
        let fourth = Self::new(year, 1, 4)?;
        let monday = fourth.plus_days(1 - i32::from(fourth.weekday()) + 7 * (i32::from(week) - 1))?;
        (monday.week() == (year, week)).then_some(monday)
    }

    /// Easter Sunday of a year (Meeus, „Astronomical Algorithms“, 1991).
    pub(super) fn easter(year: i32) -> Option<Self> {
        let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
        let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
        let g = (b - f + 1) / 3;
        let h = (19 * a + b - d - g + 15) % 30;
        let (i, k) = (c / 4, c % 4);
        let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
        let m = (a + 11 * h + 22 * l) / 451;
        let n = h + l - 7 * m + 114;
        Self::new(year, u8::try_from(n / 31).ok()?, u8::try_from(n % 31 + 1).ok()?)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The length of a month.
pub(super) const fn days_in(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn only_days_that_exist_are_days() {
        assert!(Date::new(2024, 2, 29).is_some() && Date::new(2023, 2, 29).is_none() && Date::new(1900, 2, 29).is_none());
        for text in ["", "2021", "2021-5-12", "2021-02-31", "2021-05-123", "12.05.2021", "２０２1-05-12", "0000-01-01"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        assert_eq!(day("2021-05-12T10:00Z").to_string(), "2021-05-12");
    }

    #[test]
    fn days_months_and_weeks_are_counted_across_their_borders() {
        assert_eq!(day("1970-01-01").number(), 0);
        assert_eq!(day("2024-12-31").plus_days(1), Some(day("2025-01-01")));
        assert_eq!(day("2025-01-31").plus_months(1), Some(day("2025-02-28")));
        assert_eq!(day("2025-01-31").plus_months(-2), Some(day("2024-11-30")));
        assert_eq!(day("2024-12-30").week(), (2025, 1));
        assert_eq!(day("2021-01-03").week(), (2020, 53));
        assert_eq!(Date::of_week(2025, 4), Some(day("2025-01-20")));
        assert_eq!(Date::of_week(2025, 53), None);
        assert_eq!(day("9999-12-31").plus_days(1), None);
        assert_eq!(day("2025-01-17").plus_days(i32::MAX), None);
        assert_eq!(day("2025-01-17").plus_months(i32::MIN), None);
        for number in (-700_000..3_000_000).step_by(977) {
            if let Some(date) = Date::from_number(number) {
                assert_eq!(date.number(), number);
            }
        }
    }

    #[test]
    fn easter_is_where_the_church_has_it() {
        for (year, sunday) in
            [(1961, "1961-04-02"), (2019, "2019-04-21"), (2024, "2024-03-31"), (2025, "2025-04-20"), (2038, "2038-04-25")]
        {
            assert_eq!(Date::easter(year), Some(day(sunday)));
        }
    }
}
