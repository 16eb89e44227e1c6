//! What words say of a time, before it is known from which day it counts.

use crate::language::{DayPart, Portion, Reference, Season, Unit};

/// A point or stretch of time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Time {
    pub(super) base: Base,
    pub(super) part: Option<Part>,
    /// *Anfang, Mitte, Ende*
    pub(super) portion: Option<Portion>,
    /// *in der Nacht zum Sonntag*: the night before it.
    pub(super) night_before: bool,
}

impl Time {
    pub(super) const fn of(base: Base) -> Self {
        Self { base, part: None, portion: None, night_before: false }
    }

    /// How many days, weeks, months or years it is ahead, if its words say so.
    pub(super) fn steps(&self) -> Option<i32> {
        let year = match self.base {
            // The present day is no plan.
            Base::Offset(Unit::Day, 0) => return None,
            Base::Offset(_, steps) | Base::QuarterOffset(steps) | Base::HalfOffset(steps) | Base::DecadeOffset(steps) => {
                return Some(steps);
            }
            Base::Weekday { which, .. } | Base::Weekend(which) => {
                return match which {
                    Which::Open => None,
                    Which::Step(steps) => Some(i32::from(steps)),
                    Which::InWeek(weeks) => Some(weeks),
                };
            }
            Base::Date { year, .. }
            | Base::Week { year, .. }
            | Base::Season { year, .. }
            | Base::Easter { year, .. }
            | Base::Quarter { year, .. }
            | Base::Half { year, .. }
            | Base::Year(year) => year,
            _ => return None,
        };
        match year {
            Year::Offset(steps) => Some(steps),
            Year::Step(steps) => Some(i32::from(steps)),
            _ => None,
        }
    }

    pub(super) const fn reference(&self) -> Option<Reference> {
        match self.base {
            Base::Reference(reference) => Some(reference),
            _ => None,
        }
    }
}

/// A part of a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    Of(DayPart),
    Clock { hour: u8, minute: Option<u8> },
}

/// The stretch of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Base {
    Reference(Reference),
    /// *im Wahlkampf*: no calendar knows when.
    Event,
    /// *31. Februar*
    Impossible,
    /// *am Abend*: on which day is not said.
    SomeDay,
    /// *am Vortag, im selben Jahr*: counted from the time told of.
    Told(Unit),
    /// So many days, weeks or months from the day of publication.
    Offset(Unit, i32),
    Weekday {
        day: u8,
        which: Which,
    },
    Weekend(Which),
    /// A day of a month, or a month, or day and month of some year.
    Date {
        year: Year,
        month: u8,
        day: Option<u8>,
    },
    Week {
        year: Year,
        number: u8,
    },
    Season {
        year: Year,
        season: Season,
    },
    /// Days after Easter Sunday.
    Easter {
        year: Year,
        days: i16,
    },
    Quarter {
        year: Year,
        number: u8,
    },
    /// So many quarters from the present one.
    QuarterOffset(i32),
    Half {
        year: Year,
        number: u8,
    },
    HalfOffset(i32),
    Year(Year),
    /// 199 for the nineties.
    Decade(i32),
    /// 9 for the nineties of some century.
    DecadeOfCentury(u8),
    DecadeOffset(i32),
    /// 18 for the 19th century.
    Century(i32),
    CenturyOffset(i32),
}

/// Which one of those that come again and again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Which {
    /// The words do not say.
    Open,
    /// So many steps before or after the day of publication: 1 is the next one, -1 the last one, 0 the one of the present week.
    Step(i8),
    /// In the week that is so many weeks away.
    InWeek(i32),
}

/// The year that something of a year belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Year {
    Known(i32),
    /// Last two digits: *12.5.21*.
    Short(u8),
    Open,
    /// So many years from the present one.
    Offset(i32),
    /// The next one is 1, the last one -1, that of the present year 0.
    Step(i8),
    /// That of the time told of.
    Told,
}
