//! Whether two values can be held against each other, say the same, or say the same more precisely.
//!
//! A position changes when its value does; saying the same more precisely (*im Mai*, then *am 12. Mai*) changes nothing.

use super::date::{Date, days_in};
use super::decimal::Decimal;
use super::duration::{Duration, MONTH};
use super::resolution::Direction;
use super::{Kind, Meaning, Measure, Number, Value};
use crate::language::{Bound, Portion};

/// What a number can be at least and at most; `None`: without end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Scope {
    low: Decimal,
    high: Option<Decimal>,
}

impl Scope {
    fn holds(&self, other: &Self) -> bool {
        let below = match (self.high, other.high) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(most), Some(high)) => high <= most,
        };
        self.low <= other.low && below
    }
}

impl Value<'_> {
    /// Whether the two are values of one kind and unit, so that they can differ.
    pub(crate) fn is_comparable_with(&self, other: &Self) -> bool {
        match (self.meaning, other.meaning) {
            (Meaning::Amount(_, _, Measure::Things), Meaning::Amount(_, _, Measure::Things)) => {
                self.noun.zip(other.noun).is_some_and(|(one, other)| is_same_noun(one, other))
            }
            // „300“ and „320 Menschen“: what is counted is told once.
            (Meaning::Amount(_, _, Measure::Nothing), Meaning::Amount(_, _, Measure::Things | Measure::Nothing))
            | (Meaning::Amount(_, _, Measure::Things), Meaning::Amount(_, _, Measure::Nothing)) => true,
            (Meaning::Amount(_, _, one), Meaning::Amount(_, _, other)) => one == other,
            _ => self.kind() == other.kind(),
        }
    }

    /// Whether the two mean the same value: *24 Stunden* and *ein Tag*, *rund 300* and *etwa 300*.
    pub(crate) fn same_as(&self, other: &Self) -> bool {
        if !self.is_comparable_with(other) {
            return false;
        }
        match (self.meaning, other.meaning) {
            (Meaning::Time(..), Meaning::Time(..)) => {
                let value = self.value(Direction::Unknown);
                value.is_some() && value == other.value(Direction::Unknown) && self.portion() == other.portion()
            }
            (Meaning::Duration(one, one_to), Meaning::Duration(two, two_to)) => {
                let equal = |one: Duration, two: Duration| match (one.exact(), two.exact()) {
                    (Some(one), Some(two)) => one == two,
                    (None, None) => one == two,
                    _ => false,
                };
                let ends = match (one_to, two_to) {
                    (Some(one), Some(two)) => equal(one, two),
                    (None, None) => true,
                    _ => false,
                };
                equal(one, two) && ends && self.bound() == other.bound()
            }
            (Meaning::Fraction(over, under), Meaning::Fraction(other_over, other_under)) => {
                let product = |one: u64, two: u64| u128::from(one) * u128::from(two);
                product(over, other_under) == product(other_over, under) && self.bound() == other.bound()
            }
            (Meaning::Amount(one, one_to, _), Meaning::Amount(two, two_to, _)) => {
                one == two && one_to == two_to && self.bound() == other.bound()
            }
            (one, two) => one == two,
        }
    }

    /// Whether this one says what the other says, but more precisely: *am 12. Mai* of *im Mai*, *312* of *rund 300*.
    pub(crate) fn is_more_precise_than(&self, other: &Self) -> bool {
        if !self.is_comparable_with(other) || self.same_as(other) {
            return false;
        }
        if self.kind() == Kind::Time {
            return self.is_within_time(other);
        }
        let Some((mine, its)) = self.scope().zip(other.scope()) else { return false };
        mine != its && its.holds(&mine)
    }

    /// *genau* says no more than the number.
    fn bound(&self) -> Option<Bound> {
        self.bound.filter(|bound| *bound != Bound::Exactly)
    }

    pub(crate) fn portion(&self) -> Option<Portion> {
        match self.meaning {
            Meaning::Time(time, _) => time.portion,
            _ => None,
        }
    }

    /// What the number can be. A round number is within a tenth of what is meant.
    fn scope(&self) -> Option<Scope> {
        let (low, high) = match self.meaning {
            Meaning::Amount(number, to, _) => ends(number, to)?,
            Meaning::Duration(from, to) => {
                let (low, high) = ends_of_duration(from)?;
                match to {
                    Some(to) => (low, ends_of_duration(to)?.1),
                    None => (low, high),
                }
            }
            Meaning::Fraction(over, under) => {
                let share = Decimal::whole(over.checked_mul(1_000_000)? / under.max(1));
                (share, Some(share))
            }
            _ => return None,
        };
        let tenths =
            |number: Decimal, tenths: u64| Some(Decimal::new(1, 1).times(tenths)?).and_then(|factor| product(number, factor));
        let zero = Decimal::whole(0);
        Some(match self.bound() {
            None | Some(Bound::Exactly) => Scope { low, high },
            Some(Bound::About) => Scope { low: tenths(low, 9)?, high: Some(tenths(high?, 11)?) },
            Some(Bound::Nearly) => Scope { low: tenths(low, 9)?, high },
            Some(Bound::SlightlyMore) => Scope { low, high: Some(tenths(high?, 11)?) },
            Some(Bound::MoreThan | Bound::AtLeast) => Scope { low, high: None },
            Some(Bound::LessThan | Bound::AtMost) => Scope { low: zero, high },
        })
    }

    fn is_within_time(&self, other: &Self) -> bool {
        let (Some(mine), Some(its)) = (self.value(Direction::Unknown), other.value(Direction::Unknown)) else { return false };
        if mine == its {
            return other.portion().is_none() && self.portion().is_some();
        }
        if let (Some(mine), Some(its)) = (days(&mine, self.portion()), days(&its, other.portion())) {
            return mine != its && its.0 <= mine.0 && mine.1 <= its.1 || mine == its && covers(&its_text(other), &its_text(self));
        }
        other.portion().is_none() && !mine.contains('/') && !its.contains('/') && covers(&its, &mine)
    }
}

fn its_text(value: &Value<'_>) -> String {
    value.value(Direction::Unknown).unwrap_or_default()
}

/// Whether `narrow` fits the pattern `wide`, in which `X` stands for anything and what is left out too.
fn covers(wide: &str, narrow: &str) -> bool {
    let refers = |text: &str| text.ends_with("_REF");
    if refers(wide) || refers(narrow) || narrow.len() < wide.len() {
        return false;
    }
    let date = wide.split('T').next().unwrap_or_default();
    let fits = wide.bytes().zip(narrow.bytes()).all(|(wide, narrow)| wide == narrow || wide == b'X' && narrow != b'-');
    // „XXXX-05“ and „XXXX-W05“ only look alike.
    fits && (narrow.len() == wide.len()
        || date.len() < wide.len()
        || matches!(narrow.as_bytes().get(wide.len()), Some(b'-' | b'T')))
}

/// First and last day of a time that is known.
fn days(text: &str, portion: Option<Portion>) -> Option<(i32, i32)> {
    if text.contains('X') || text.ends_with("_REF") {
        return None;
    }
    if let Some((from, to)) = text.split_once('/') {
        return Some((days(from, None)?.0, days(to, None)?.1));
    }
    let day = |year: i32, month: u8, day: u8| Some(Date::new(year, month, day)?.number());
    let of_year = |from: u8, to: u8, year: i32| Some((day(year, from, 1)?, day(year, to, days_in(year, to))?));
    let whole = match text.split_once('-') {
        None => match text.len() {
            4 => of_year(1, 12, text.parse().ok()?)?,
            3 => (day(text.parse::<i32>().ok()? * 10, 1, 1)?, day(text.parse::<i32>().ok()? * 10 + 9, 12, 31)?),
            _ => return None,
        },
        Some((year, rest)) => {
            let year: i32 = year.parse().ok()?;
            match rest {
                "SP" => of_year(3, 5, year)?,
                "SU" => of_year(6, 8, year)?,
                "FA" => of_year(9, 11, year)?,
                "WI" => (day(year, 12, 1)?, day(year + 1, 2, days_in(year + 1, 2))?),
                _ => match rest.split_at_checked(1)? {
                    ("Q", number) => {
                        let number: u8 = number.parse().ok().filter(|number| (1..=4).contains(number))?;
                        of_year(3 * number - 2, 3 * number, year)?
                    }
                    ("H", number) => {
                        let number: u8 = number.parse().ok().filter(|number| (1..=2).contains(number))?;
                        of_year(6 * number - 5, 6 * number, year)?
                    }
                    ("W", week) => {
                        let (week, rest) = week.split_once('-').unwrap_or((week, ""));
                        let monday = Date::of_week(year, week.parse().ok()?)?.number();
                        match rest {
                            "" => (monday, monday + 6),
                            "WE" => (monday + 5, monday + 6),
                            _ => return None,
                        }
                    }
                    _ => match rest.len() {
                        2 => {
                            let month = rest.parse().ok()?;
                            of_year(month, month, year)?
                        }
                        _ => {
                            let day = Date::parse(text.get(..10)?)?.number();
                            (day, day)
                        }
                    },
                },
            }
        }
    };
    let length = whole.1 - whole.0 + 1;
    // A third, with some days more: „Mitte Mai“ has no border.
    let (third, more) = (length / 3, length / 15);
    Some(match portion {
        None => whole,
        Some(Portion::Start) => (whole.0, whole.0 + third + more),
        Some(Portion::Mid) => (whole.0 + third - more, whole.1 - third + more),
        Some(Portion::End) => (whole.1 - third - more, whole.1),
        Some(Portion::Half) => return None,
    })
}

fn ends(number: Number, to: Option<Decimal>) -> Option<(Decimal, Option<Decimal>)> {
    Some(match number {
        Number::Exact(number) => (number, Some(to.unwrap_or(number))),
        // „Mehrere Wochen“ are some: of many one tells in months.
        Number::Vague(0) => (Decimal::whole(2), Some(Decimal::whole(20))),
        // „Hunderte“ are some hundreds.
        Number::Vague(zeros) => {
            (Decimal::whole(1).times_power(zeros)?, Some(Decimal::whole(1).times_power(zeros.checked_add(1)?)?))
        }
    })
}

fn ends_of_duration(duration: Duration) -> Option<(Decimal, Option<Decimal>)> {
    let seconds = |number: Decimal| {
        let one = Duration { number: Number::Exact(number), ..duration };
        let exact = one.exact()?;
        exact.months.times(MONTH)?.plus(exact.seconds)
    };
    let (low, high) = ends(duration.number, None)?;
    let high = match high {
        Some(high) => Some(seconds(high)?),
        None => None,
    };
    Some((seconds(low)?, high))
}

fn product(number: Decimal, factor: Decimal) -> Option<Decimal> {
    let (whole, behind, scale) = factor.parts();
    let digits = whole.checked_mul(10_u64.checked_pow(u32::from(scale))?)?.checked_add(behind)?;
    number.times(digits)?.divided_by_power(scale)
}

/// *Tote* and *Toten*, *Mensch* and *Menschen*: the same but for an ending.
fn is_same_noun(one: &str, other: &str) -> bool {
    /// Bytes that an ending has at most: *-innen* makes another noun.
    const ENDING: usize = 2;
    let shared = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    one == other || shared >= 3 && one.len() - shared <= ENDING && other.len() - shared <= ENDING
}
