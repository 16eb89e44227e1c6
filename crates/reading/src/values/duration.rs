//! Lengths of time.

use std::fmt::Write as _;

use super::Number;
use super::date::Date;
use super::decimal::Decimal;
use crate::language::{Length, Unit};

/// So many of a unit, perhaps with some of a smaller one: *zwei Stunden 30 Minuten*.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Duration {
    pub(super) number: Number,
    pub(super) length: Length,
    pub(super) and: Option<(Decimal, Length)>,
}

/// A length in units that do not mix: months have no fixed number of days.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Exact {
    pub(super) months: Decimal,
    pub(super) seconds: Decimal,
}

/// Seconds of the units below a month.
const fn seconds(unit: Unit) -> Option<u64> {
    Some(match unit {
        Unit::Second => 1,
        Unit::Minute => 60,
        Unit::Hour => 3_600,
        Unit::Day => 86_400,
        Unit::Week => 604_800,
        Unit::Month | Unit::Year => return None,
    })
}

/// Seconds of a month of middle length, to compare what does not mix.
pub(super) const MONTH: u64 = 2_629_746;

impl Duration {
    pub(super) const fn new(number: Number, length: Length) -> Self {
        Self { number, length, and: None }
    }

    /// ISO 8601: `P6M`, `PT2H30M`, `PXW` where only the unit is known. `None` if the number does not fit.
    pub(super) fn iso(&self) -> Option<String> {
        let number = match self.number {
            Number::Exact(number) => number,
            Number::Vague(zeros) => {
                let unknown = format!("X{}", "0".repeat(usize::from(zeros)));
                let Length { unit, count } = self.length;
                return Some(match (unit, count) {
                    // TIMEX3 has letters for decades and centuries.
                    (Unit::Year, 10) => format!("P{unknown}DE"),
                    (Unit::Year, 100) => format!("P{unknown}CE"),
                    (Unit::Year, 1000) => format!("P{unknown}ML"),
                    _ if is_clock(unit) => format!("PT{unknown}{}", letter(unit)),
                    _ => format!("P{unknown}{}", letter(unit)),
                });
            }
        };
        let mut parts = Vec::new();
        split(number.times(u64::from(self.length.count))?, self.length.unit, &mut parts);
        if let Some((number, length)) = self.and {
            split(number.times(u64::from(length.count))?, length.unit, &mut parts);
        }
        let mut text = "P".to_owned();
        let mut clock = false;
        for (number, unit) in parts {
            if is_clock(unit) && !clock {
                clock = true;
                text.push('T');
            }
            let _ = write!(text, "{number}{}", letter(unit));
        }
        Some(text)
    }

    /// Its length, if a number is given and fits.
    pub(super) fn exact(&self) -> Option<Exact> {
        let Number::Exact(number) = self.number else { return None };
        let zero = Decimal::whole(0);
        let mut total = Exact { months: zero, seconds: zero };
        for (number, Length { unit, count }) in [Some((number, self.length)), self.and].into_iter().flatten() {
            let number = number.times(u64::from(count))?;
            match unit {
                Unit::Year => total.months = total.months.plus(number.times(12)?)?,
                Unit::Month => total.months = total.months.plus(number)?,
                _ => total.seconds = total.seconds.plus(number.times(seconds(unit)?)?)?,
            }
        }
        Some(total)
    }

    /// The day or stretch of time that lies so far from `day`, as exact as the unit is.
    pub(super) fn from(&self, day: Date, forward: bool) -> Option<String> {
        let Number::Exact(number) = self.number else { return None };
        let total = i32::try_from(number.times(u64::from(self.length.count))?.as_whole()?).ok()?;
        let total = if forward { total } else { -total };
        Some(match self.length.unit {
            Unit::Year => format!("{:04}", day.plus_months(total.checked_mul(12)?)?.year()),
            Unit::Month => {
                let date = day.plus_months(total)?;
                format!("{:04}-{:02}", date.year(), date.month())
            }
            Unit::Week => {
                let (year, week) = day.plus_days(total.checked_mul(7)?)?.week();
                format!("{year:04}-W{week:02}")
            }
            Unit::Day => day.plus_days(total)?.to_string(),
            // The hour of publication is not known.
            Unit::Hour if total % 24 == 0 => day.plus_days(total / 24)?.to_string(),
            Unit::Hour | Unit::Minute | Unit::Second => return None,
        })
    }
}

/// Whether the unit stands behind the `T`.
fn is_clock(unit: Unit) -> bool {
    matches!(unit, Unit::Second | Unit::Minute | Unit::Hour)
}

const fn letter(unit: Unit) -> char {
    match unit {
        Unit::Second => 'S',
        Unit::Minute | Unit::Month => 'M',
        Unit::Hour => 'H',
        Unit::Day => 'D',
        Unit::Week => 'W',
        Unit::Year => 'Y',
    }
}

/// Halves and quarters become whole smaller units where there are such: 1.5 years are one year and six months.
fn split(number: Decimal, unit: Unit, parts: &mut Vec<(Decimal, Unit)>) {
    let (whole, behind, scale) = number.parts();
    let smaller = match unit {
        Unit::Year => Some((12, Unit::Month)),
        Unit::Day => Some((24, Unit::Hour)),
        Unit::Hour => Some((60, Unit::Minute)),
        Unit::Minute => Some((60, Unit::Second)),
        Unit::Week | Unit::Month | Unit::Second => None,
    };
    let rest = smaller.and_then(|(times, unit)| {
        let rest = Decimal::new(behind, scale).times(times)?.as_whole()?;
        Some((Decimal::whole(rest), unit))
    });
    match rest.filter(|_| behind > 0) {
        Some(rest) => {
            if whole > 0 {
                parts.push((Decimal::whole(whole), unit));
            }
            parts.push(rest);
        }
        None => parts.push((number, unit)),
    }
}
