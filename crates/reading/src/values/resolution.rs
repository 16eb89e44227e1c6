//! From what the words say to ISO 8601: the day of publication, and whether past or future is spoken of, decide.

use super::date::{Date, days_in};
use super::time::{Base, Part, Time, Which, Year};
use super::{Meaning, Measure, Number, Relation, Value};
use crate::language::{DayPart, Portion, Reference, Season, Unit};

/// Whether a text speaks of the past or the future. *Am Freitag* is the last or the next Friday by that; without it, some Friday.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Direction {
    Past,
    Future,
    Unknown,
}

impl Value<'_> {
    /// The value in ISO 8601 (times, durations) or as a number with its unit, as exact as the words are; the bounds of a range are
    /// separated by `/`. `None` where the words give none: a 31st of February, a number without end, *im Wahlkampf*.
    pub(crate) fn value(&self, direction: Direction) -> Option<String> {
        let range = |from: String, to: Option<String>| match to {
            Some(to) => format!("{from}/{to}"),
            None => from,
        };
        match self.meaning {
            Meaning::Time(from, None) => self.resolve(from, direction),
            Meaning::Time(from, Some(to)) => {
                let end = self.resolve(to, direction)?;
                let start = self.resolve(from, direction)?;
                // Of two days that follow each other the first decides: „Montag bis Mittwoch“.
                let reversed = !start.contains('X') && !end.contains('X') && end < start;
                if reversed {
                    let again = Self { published: Date::parse(&start), ..*self };
                    return Some(range(start, Some(again.resolve(to, Direction::Future)?)));
                }
                Some(range(start, Some(end)))
            }
            Meaning::Duration(from, to) => Some(range(from.iso()?, to.map(|to| to.iso()).unwrap_or_default())),
            Meaning::Every(every) => every.iso(),
            Meaning::EveryWeekday(day) => Some(format!("XXXX-WXX-{day}")),
            Meaning::Ordinal(number) => Some(number.to_string()),
            Meaning::Fraction(over, under) => Some(format!("{over}/{under}")),
            Meaning::Amount(number, to, measure) => {
                let number = match number {
                    Number::Exact(number) => number.to_string(),
                    Number::Vague(zeros) => format!("X{}", "0".repeat(usize::from(zeros))),
                };
                let number = range(number, to.map(|to| to.to_string()));
                Some(match measure {
                    Measure::Currency(unit) | Measure::Percent(unit) | Measure::Unit(unit) => format!("{number} {unit}"),
                    Measure::Things | Measure::Nothing => number,
                })
            }
        }
    }

    /// The time that is meant, in ISO 8601: of a time its value, of a duration where it ends or began by what stands before it
    /// (*vor drei Jahren*). `None` where the words do not tell.
    pub(crate) fn at(&self, direction: Direction) -> Option<String> {
        let Meaning::Duration(duration, _) = self.meaning else {
            return matches!(self.meaning, Meaning::Time(..)).then(|| self.value(direction))?;
        };
        let forward = match self.relation? {
            Relation::In => true,
            Relation::Ago | Relation::Since => false,
            _ => return None,
        };
        match duration.number {
            Number::Vague(_) => Some(if forward { "FUTURE_REF" } else { "PAST_REF" }.to_owned()),
            Number::Exact(_) => duration.from(self.published?, forward),
        }
    }

    fn resolve(&self, time: Time, direction: Direction) -> Option<String> {
        Resolution { day: self.published, direction, portion: time.portion }.iso(time)
    }
}

struct Resolution {
    day: Option<Date>,
    direction: Direction,
    portion: Option<Portion>,
}

/// Some stretch of every year: from month and day to month and day, perhaps of the next year.
struct Stretch {
    from: (u8, u8),
    to: (u8, u8),
    wraps: bool,
}

impl Resolution {
    fn iso(&self, time: Time) -> Option<String> {
        let day = self.day_of(time.base);
        let text = match time.base {
            Base::Impossible | Base::Event => return None,
            _ if time.night_before => match day {
                Some(day) => day.plus_days(-1)?.to_string(),
                None => before(&self.stretch_of_time(time.base)?),
            },
            base => self.stretch_of_time(base)?,
        };
        Some(match time.part {
            None => text,
            Some(part) => format!("{}{}", whole_day(&text), clock(part)),
        })
    }

    /// The day, where the base names one that is known.
    fn day_of(&self, base: Base) -> Option<Date> {
        match base {
            Base::Offset(Unit::Day, days) => self.day?.plus_days(days),
            Base::Weekday { day, which } => self.weekday(day, which),
            Base::Date { year, month, day: Some(day) } => Date::new(self.year(year, &day_stretch(month, day))?, month, day),
            Base::Easter { year, days } => self.easter(year, days),
            _ => None,
        }
    }

    fn stretch_of_time(&self, base: Base) -> Option<String> {
        Some(match base {
            Base::Impossible | Base::Event => return None,
            Base::Reference(Reference::Past) => "PAST_REF".to_owned(),
            Base::Reference(Reference::Present) => "PRESENT_REF".to_owned(),
            Base::Reference(Reference::Future) => "FUTURE_REF".to_owned(),
            Base::SomeDay => "XXXX-XX-XX".to_owned(),
            Base::Told(unit) => unknown(unit).to_owned(),
            Base::Offset(unit, steps) => match self.day {
                None => unknown(unit).to_owned(),
                Some(day) => match unit {
                    Unit::Week => week(day.plus_days(steps.checked_mul(7)?)?),
                    Unit::Month => month(day.plus_months(steps)?),
                    Unit::Year => year_text(day.year().checked_add(steps)?),
                    _ => day.plus_days(steps)?.to_string(),
                },
            },
            Base::Weekday { day, which } => match (self.weekday(day, which), which, self.day) {
                (Some(date), ..) => date.to_string(),
                (None, Which::InWeek(weeks), Some(today)) => format!("{}-{day}", week(today.plus_days(weeks.checked_mul(7)?)?)),
                _ => format!("XXXX-WXX-{day}"),
            },
            Base::Weekend(which) => match self.weekend(which) {
                Some(saturday) => format!("{}-WE", week(saturday)),
                None => "XXXX-WXX-WE".to_owned(),
            },
            Base::Date { year, month, day: Some(day) } => match self.year(year, &day_stretch(month, day)) {
                Some(year) => Date::new(year, month, day)?.to_string(),
                None => format!("XXXX-{month:02}-{day:02}"),
            },
            Base::Date { year, month, day: None } => {
                let stretch = Stretch { from: (month, 1), to: (month, days_in(2000, month)), wraps: false };
                format!("{}-{month:02}", self.year_or_unknown(year, &stretch)?)
            }
            Base::Week { year, number } => {
                let part = (u32::from(number.saturating_sub(1)) * 7).min(358);
                let month = (part / 30 + 1).min(12) as u8;
                let stretch = Stretch { from: (month, 1), to: (month, 28), wraps: false };
                let year = self.year_or_unknown(year, &stretch)?;
                if let Ok(known) = year.parse() {
                    Date::of_week(known, number)?;
                }
                format!("{year}-W{number:02}")
            }
            Base::Season { year, season } => {
                let (from, to, letters) = match season {
                    Season::Spring => (3, 5, "SP"),
                    Season::Summer => (6, 8, "SU"),
                    Season::Autumn => (9, 11, "FA"),
                    Season::Winter => (12, 2, "WI"),
                };
                let stretch = Stretch { from: (from, 1), to: (to, days_in(2001, to)), wraps: to < from };
                format!("{}-{letters}", self.year_or_unknown(year, &stretch)?)
            }
            Base::Easter { year, days } => match self.easter(year, days) {
                Some(date) => date.to_string(),
                None => "XXXX-XX-XX".to_owned(),
            },
            Base::Quarter { year, number } => {
                let (from, to) = (3 * number.checked_sub(1)? + 1, 3 * number);
                let stretch = Stretch { from: (from, 1), to: (to, days_in(2001, to)), wraps: false };
                format!("{}-Q{number}", self.year_or_unknown(year, &stretch)?)
            }
            Base::QuarterOffset(steps) => match self.day {
                Some(day) => {
                    let day = Date::new(day.year(), day.month(), 1)?.plus_months(steps.checked_mul(3)?)?;
                    format!("{:04}-Q{}", day.year(), (day.month() - 1) / 3 + 1)
                }
                None => "XXXX-QX".to_owned(),
            },
            Base::Half { year, number } => {
                let (from, to) = (6 * number.checked_sub(1)? + 1, 6 * number);
                let stretch = Stretch { from: (from, 1), to: (to, days_in(2001, to)), wraps: false };
                format!("{}-H{number}", self.year_or_unknown(year, &stretch)?)
            }
            Base::HalfOffset(steps) => match self.day {
                Some(day) => {
                    let day = Date::new(day.year(), day.month(), 1)?.plus_months(steps.checked_mul(6)?)?;
                    format!("{:04}-H{}", day.year(), (day.month() - 1) / 6 + 1)
                }
                None => "XXXX-HX".to_owned(),
            },
            Base::Year(year) => {
                let (from, to) = match self.portion {
                    Some(Portion::Start) => (1, 1),
                    Some(Portion::Mid) => (6, 7),
                    Some(Portion::End) => (12, 12),
                    _ => (1, 12),
                };
                self.year_or_unknown(year, &Stretch { from: (from, 1), to: (to, days_in(2001, to)), wraps: false })?
            }
            Base::Decade(decade) => format!("{decade:03}"),
            Base::DecadeOfCentury(digit) => self.decade(digit),
            Base::DecadeOffset(steps) => match self.day {
                Some(day) => format!("{:03}", day.year().div_euclid(10).checked_add(steps)?),
                None => "XXX".to_owned(),
            },
            Base::Century(century) => format!("{century:02}"),
            Base::CenturyOffset(steps) => match self.day {
                Some(day) => format!("{:02}", day.year().div_euclid(100).checked_add(steps)?),
                None => "XX".to_owned(),
            },
        })
    }

    fn weekday(&self, wanted: u8, which: Which) -> Option<Date> {
        let today = self.day?;
        let ahead = (i32::from(wanted) - i32::from(today.weekday())).rem_euclid(7);
        let days = match which {
            Which::Open => match self.direction {
                Direction::Unknown => return None,
                Direction::Future => ahead,
                Direction::Past => {
                    if ahead == 0 {
                        0
                    } else {
                        ahead - 7
                    }
                }
            },
            Which::Step(0) | Which::InWeek(0) => i32::from(wanted) - i32::from(today.weekday()),
            Which::Step(steps) if steps > 0 => (if ahead == 0 { 7 } else { ahead }) + 7 * (i32::from(steps) - 1),
            Which::Step(steps) => ahead - 7 + 7 * (i32::from(steps) + 1),
            Which::InWeek(weeks) => i32::from(wanted) - i32::from(today.weekday()) + weeks.checked_mul(7)?,
        };
        today.plus_days(days)
    }

    /// The Saturday of a weekend.
    fn weekend(&self, which: Which) -> Option<Date> {
        let today = self.day?;
        let ahead = 6 - i32::from(today.weekday());
        let running = ahead <= 0;
        let days = match which {
            Which::Open => match self.direction {
                Direction::Unknown => return None,
                Direction::Future => ahead,
                Direction::Past => {
                    if running {
                        ahead
                    } else {
                        ahead - 7
                    }
                }
            },
            Which::Step(0) => ahead,
            Which::Step(steps) if steps > 0 => ahead + 7 * (i32::from(steps) - i32::from(!running)),
            Which::Step(steps) => ahead + 7 * i32::from(steps),
            Which::InWeek(weeks) => ahead + weeks.checked_mul(7)?,
        };
        today.plus_days(days)
    }

    fn easter(&self, year: Year, days: i16) -> Option<Date> {
        let of = |year: i32| Date::easter(year)?.plus_days(i32::from(days));
        let year = match (year, self.day) {
            (Year::Open | Year::Step(_), Some(today)) => {
                let this = of(today.year())?;
                let stretch = day_stretch(this.month(), this.day());
                self.year(year, &stretch)?
            }
            _ => self.year(year, &day_stretch(4, 15))?,
        };
        of(year)
    }

    /// The latest decade with that digit, unless another one is as near: „in den zwanziger Jahren“.
    fn decade(&self, digit: u8) -> String {
        /// Years within which a coming decade may be meant as well.
        const NEAR: i32 = 20;
        let open = format!("XX{digit}");
        let Some(today) = self.day else { return open };
        let century = today.year().div_euclid(100) * 10;
        let this = century + i32::from(digit);
        let latest = if this * 10 > today.year() { this - 10 } else { this };
        let running = latest * 10 + 10 > today.year();
        if running || (latest + 10) * 10 - today.year() < NEAR { open } else { format!("{latest:03}") }
    }

    fn year_or_unknown(&self, year: Year, stretch: &Stretch) -> Option<String> {
        Some(match self.year(year, stretch) {
            Some(year) => year_text(year),
            None => match year {
                Year::Short(digits) => format!("XX{digits:02}"),
                Year::Known(_) => return None,
                _ => "XXXX".to_owned(),
            },
        })
    }

    /// The year in which the stretch begins that is meant.
    fn year(&self, year: Year, stretch: &Stretch) -> Option<i32> {
        match year {
            Year::Known(year) => return Some(year),
            Year::Told => return None,
            _ => {}
        }
        let today = self.day?;
        let here = (today.month(), today.day());
        // Whether the stretch that begins this year (or began last year) has begun and is over.
        let begun = stretch.from <= here;
        let over = !stretch.wraps && stretch.to < here;
        let still = stretch.wraps && here <= stretch.to;
        let offset = match year {
            Year::Known(_) | Year::Told => return None,
            Year::Short(digits) => {
                let near = today.year().div_euclid(100) * 100 + i32::from(digits);
                return Some(if near > today.year() + 20 { near - 100 } else { near });
            }
            Year::Offset(years) => years,
            Year::Open | Year::Step(0) if year == Year::Step(0) => 0,
            Year::Open => match self.direction {
                Direction::Unknown => return None,
                Direction::Past => {
                    if begun {
                        0
                    } else {
                        -1
                    }
                }
                Direction::Future => {
                    if still {
                        -1
                    } else {
                        i32::from(over)
                    }
                }
            },
            Year::Step(steps) if steps > 0 => i32::from(steps) - 1 + i32::from(begun),
            Year::Step(steps) => {
                let last = if over {
                    0
                } else if still {
                    -2
                } else {
                    -1
                };
                last + i32::from(steps) + 1
            }
        };
        today.year().checked_add(offset)
    }
}

fn day_stretch(month: u8, day: u8) -> Stretch {
    Stretch { from: (month, day), to: (month, day), wraps: false }
}

fn week(day: Date) -> String {
    let (year, week) = day.week();
    format!("{year:04}-W{week:02}")
}

fn month(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

fn year_text(year: i32) -> String {
    format!("{year:04}")
}

const fn unknown(unit: Unit) -> &'static str {
    match unit {
        Unit::Week => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Year => "XXXX",
        _ => "XXXX-XX-XX",
    }
}

/// The day before one of an unknown year or week.
fn before(text: &str) -> String {
    if let Some(day) = text.strip_prefix("XXXX-WXX-").and_then(|day| day.parse::<u8>().ok()) {
        return format!("XXXX-WXX-{}", if day == 1 { 7 } else { day - 1 });
    }
    match text.rsplit_once('-').and_then(|(rest, day)| Some((rest, day.parse::<u8>().ok()?))) {
        Some((rest, day)) if day > 1 && text.len() == 10 => format!("{rest}-{:02}", day - 1),
        _ => "XXXX-XX-XX".to_owned(),
    }
}

/// A part of a day stands behind a day: one of a longer stretch is unknown.
fn whole_day(text: &str) -> &str {
    if text.len() == 10 { text } else { "XXXX-XX-XX" }
}

fn clock(part: Part) -> String {
    match part {
        Part::Of(part) => match part {
            DayPart::Morning => "TMO",
            DayPart::Midday => "TMI",
            DayPart::Afternoon => "TAF",
            DayPart::Evening => "TEV",
            DayPart::Night => "TNI",
        }
        .to_owned(),
        Part::Clock { hour, minute: Some(minute) } => format!("T{hour:02}:{minute:02}"),
        Part::Clock { hour, minute: None } => format!("T{hour:02}"),
    }
}
