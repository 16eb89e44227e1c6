//! Words of time, number and measure.

use rustc_hash::FxHashMap;

use super::table::rows;

/// A unit of time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// Some of a unit: a decade is ten years.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Length {
    pub(crate) unit: Unit,
    pub(crate) count: u16,
}

/// Part of a day, as TIMEX3 tells them apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum DayPart {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
}

/// A season, as TIMEX3 tells them apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// Which part of something longer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Portion {
    Start,
    Mid,
    End,
    /// The first or second half.
    Half,
}

/// Past, present or future without a date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Reference {
    Past,
    Present,
    Future,
}

/// How a number is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Bound {
    /// *rund, etwa*
    About,
    /// *knapp, fast*: a little less.
    Nearly,
    /// *gut*: a little more.
    SlightlyMore,
    /// *mehr als, über*
    MoreThan,
    /// *mindestens*
    AtLeast,
    /// *höchstens, bis zu*
    AtMost,
    /// *weniger als, unter*
    LessThan,
    /// *genau*
    Exactly,
}

impl Portion {
    /// Its name in specifications.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Mid => "mid",
            Self::End => "end",
            Self::Half => "half",
        }
    }
}

impl Bound {
    const ALL: [Self; 8] = [
        Self::About,
        Self::Nearly,
        Self::SlightlyMore,
        Self::MoreThan,
        Self::AtLeast,
        Self::AtMost,
        Self::LessThan,
        Self::Exactly,
    ];

    /// Its name in the tables and in specifications.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Nearly => "nearly",
            Self::SlightlyMore => "slightly_more",
            Self::MoreThan => "more_than",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::LessThan => "less_than",
            Self::Exactly => "exactly",
        }
    }
}

/// What a preposition makes of the time behind it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Side {
    Past,
    Since,
    From,
    Until,
    Within,
    Future,
    After,
    During,
    Between,
    About,
    At,
}

/// What a word of time, number or measure means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Term {
    /// 1 to 12; whether people are called so as well.
    Month {
        number: u8,
        is_name: bool,
    },
    /// 1 (Monday) to 7.
    Weekday(u8),
    /// *montags*
    EveryWeekday(u8),
    /// *Freitagabend*
    WeekdayPart(u8, DayPart),
    /// Whether the form is a plural.
    Unit {
        length: Length,
        plural: bool,
    },
    /// *gestern*: so many units from the day of publication, or from the time told of.
    Relative {
        unit: Unit,
        count: i16,
        told: bool,
    },
    Reference(Reference),
    /// *kommende, vorigen*: which one, counted from the present one or from the time told of.
    Step {
        count: i8,
        told: bool,
    },
    Daytime {
        part: DayPart,
        adverb: bool,
    },
    Midnight,
    Season(Season, Option<Portion>),
    Holiday {
        month: u8,
        day: u8,
    },
    /// Days after Easter Sunday.
    Easter(i16),
    /// Which one; 0 if an ordinal tells.
    Quarter(u8),
    Half(u8),
    /// *Jahresende, Monatsbeginn*
    PortionOf(Unit, Portion),
    Portion(Portion),
    Weekend,
    CalendarWeek,
    /// *im Laufe, im Verlauf* of something longer.
    Course,
    /// *Wahlkampf*: people date by it; *Zukunft* points somewhere.
    Event(Option<Reference>),
    Every(Length),
    /// *jahrelang*
    Lasting(Length),
    Clock,
    /// A cardinal below hundred.
    Cardinal(u32),
    /// Ten to the power of it, joined into words or standing behind a number.
    Power(u8),
    Scale(u8),
    Dozen,
    /// The denominator.
    Fraction(u16),
    /// One and a half.
    Mixed,
    /// *halbe*
    HalfOf,
    /// So many zeros behind an unknown digit.
    Vague(u8),
    /// *ein, eine*
    Article,
    Currency(&'static str),
    /// `%`, `‰` or `pp` (points).
    Percent(&'static str),
    Measure(&'static str),
}

/// Looks up words of time, number and measure.
pub(crate) struct Terms {
    words: FxHashMap<&'static str, Term>,
    /// Two words that name a day together: *tags zuvor*.
    pairs: Vec<(&'static str, &'static str, Term)>,
    /// What a number joins to an adjective: *tägige* of *dreitägige*.
    suffixes: Vec<(&'static str, Length)>,
    bounds: FxHashMap<&'static str, Bound>,
    sides: FxHashMap<&'static str, Side>,
    /// *neunziger*, and how it is written as a number.
    decades: Vec<(&'static str, u8)>,
    /// Stems of ordinals that are not made of the cardinal.
    ordinals: Vec<(&'static str, u32)>,
}

impl Terms {
    /// Reads the tables; a row of `periods` stands for a word of `times` too.
    pub(crate) fn new(times: &'static str, periods: &'static str, numbers: &'static str, units: &'static str) -> Self {
        let mut terms = Self {
            words: FxHashMap::default(),
            pairs: Vec::new(),
            suffixes: Vec::new(),
            bounds: FxHashMap::default(),
            sides: FxHashMap::default(),
            decades: Vec::new(),
            ordinals: Vec::new(),
        };
        for file in [times, periods, numbers, units] {
            for row in rows(file) {
                terms.add(row.field(0), row.field(1), row.field(2), row.field(3));
            }
        }
        terms
    }

    fn add(&mut self, word: &'static str, kind: &str, value: &'static str, note: &str) {
        match kind {
            "modifier" => {
                if let Some(bound) = bound(value) {
                    self.bounds.insert(word, bound);
                }
                return;
            }
            "preposition" => {
                if let Some(side) = side(value) {
                    self.sides.insert(word, side);
                }
                return;
            }
            "ordinal" => {
                self.ordinals.extend(value.parse().map(|number| (word, number)));
                return;
            }
            "unit_suffix" => {
                self.suffixes.extend(word.strip_prefix('-').zip(length(value)));
                return;
            }
            "decade_word" => {
                self.decades.extend(value.parse().map(|tens| (word, tens)));
                return;
            }
            _ => {}
        }
        let Some(term) = term(word, kind, value, note) else { return };
        match word.split_once('_') {
            Some((first, second)) => self.pairs.push((first, second, term)),
            None => {
                self.words.insert(word, term);
            }
        }
    }

    /// What a word means by itself, in just this spelling.
    pub(crate) fn of(&self, word: &str) -> Option<Term> {
        self.words.get(word).copied()
    }

    /// What two neighbouring words mean together.
    pub(crate) fn pair(&self, first: &str, second: &str) -> Option<Term> {
        self.pairs.iter().find(|(one, other, _)| *one == first && *other == second).map(|(_, _, term)| *term)
    }

    /// The number and the unit that are joined in an adjective: *drei*, days, of *dreitägige*.
    pub(crate) fn joined<'w>(&self, word: &'w str) -> Option<(&'w str, Length)> {
        let stem = word.trim_end_matches(['e', 'r', 's', 'n', 'm']);
        if !stem.ends_with("ig") {
            return None;
        }
        self.suffixes.iter().find_map(|(suffix, length)| Some((word.strip_suffix(suffix)?, *length)))
    }

    /// Whether `word` (in lower case) can begin a pair.
    pub(crate) fn begins_pair(&self, word: &str) -> bool {
        word == "tags"
    }

    /// The decade that a word in lower case begins with, and what follows in the word: *neunziger*, *neunzigerjahre*.
    pub(crate) fn decade<'w>(&self, word: &'w str) -> Option<(u8, &'w str)> {
        self.decades.iter().find_map(|(decade, tens)| Some((*tens, word.strip_prefix(decade)?)))
    }

    /// How words before a number mean it; several joined by `_`, in lower case.
    pub(crate) fn bound(&self, words: &str) -> Option<Bound> {
        self.bounds.get(words).copied()
    }

    /// What a preposition (in lower case) makes of a time.
    pub(crate) fn side(&self, word: &str) -> Option<Side> {
        self.sides.get(word).copied()
    }

    /// The ordinal with this stem (*erst-, dritt-*), if it is irregular.
    pub(crate) fn ordinal(&self, stem: &str) -> Option<u32> {
        self.ordinals.iter().find(|(known, _)| *known == stem).map(|(_, number)| *number)
    }
}

fn term(word: &'static str, kind: &str, value: &'static str, note: &str) -> Option<Term> {
    let told = note.contains("time told of");
    Some(match kind {
        // Months that are family or given names too.
        "month" => Term::Month { number: value.parse().ok()?, is_name: matches!(word, "Mai" | "August" | "April" | "Juno") },
        "weekday" => Term::Weekday(value.parse().ok()?),
        "weekday_adverb" => Term::EveryWeekday(value.parse().ok()?),
        "weekday_daytime" => {
            let (day, part) = value.split_once('T')?;
            Term::WeekdayPart(day.parse().ok()?, day_part(part)?)
        }
        "unit" => {
            let base = note.strip_prefix("form_of:").unwrap_or(word);
            Term::Unit { length: length(value)?, plural: base != word && !word.ends_with('s') }
        }
        "relative" => {
            let (sign, rest) = value.strip_prefix('-').map_or((1, value), |rest| (-1, rest));
            if rest == "PT0S" {
                return Some(Term::Reference(Reference::Present));
            }
            let Length { unit, count } = length(rest)?;
            Term::Relative { unit, count: sign * i16::try_from(count).ok()?, told }
        }
        "reference" => Term::Reference(reference(value)?),
        "relative_adjective" => Term::Step { count: value.parse().ok()?, told },
        "daytime" => match value {
            "T00" => Term::Midnight,
            _ => Term::Daytime {
                part: named_part(value).or_else(|| day_part(value.strip_prefix('T')?))?,
                adverb: word.starts_with(char::is_lowercase),
            },
        },
        "season" => Term::Season(
            match value {
                "SP" => Season::Spring,
                "SU" => Season::Summer,
                "FA" => Season::Autumn,
                "WI" => Season::Winter,
                _ => return None,
            },
            portion(note),
        ),
        "holiday" => {
            let (month, day) = value.split_once('-')?;
            Term::Holiday { month: month.parse().ok()?, day: day.parse().ok()? }
        }
        "easter" => Term::Easter(value.parse().ok()?),
        "quarter" => Term::Quarter(value.parse().unwrap_or(0)),
        "half" if value.contains('.') => Term::HalfOf,
        "half" => Term::Half(value.parse().unwrap_or(0)),
        "year" => Term::PortionOf(Unit::Year, portion(value)?),
        "month_part" => Term::PortionOf(Unit::Month, portion(value)?),
        "week" => Term::PortionOf(Unit::Week, portion(value)?),
        "part" => Term::Portion(portion(value)?),
        "weekend" => Term::Weekend,
        "calendar_week" => Term::CalendarWeek,
        "course" => Term::Course,
        "event" => Term::Event(reference(value)),
        "repeat" => Term::Every(length(value.strip_prefix("R/")?)?),
        "unit_long" => Term::Lasting(length(value)?),
        "clock" => Term::Clock,
        "one" | "ten" => Term::Cardinal(value.parse().ok()?),
        "power" => Term::Power(value.parse().ok()?),
        "scale" => Term::Scale(value.parse().ok()?),
        "dozen" => Term::Dozen,
        "fraction" => Term::Fraction(value.parse().ok().filter(|one| *one > 0)?),
        "mixed" => Term::Mixed,
        "vague" => Term::Vague(value.parse().ok()?),
        "article" => Term::Article,
        "currency" => Term::Currency(value),
        "percent" => Term::Percent(value),
        "measure" => Term::Measure(value),
        _ => return None,
    })
}

/// `P10Y`, `PT15M`: one number and one unit.
fn length(value: &str) -> Option<Length> {
    let (date, time) = match value.strip_prefix("PT") {
        Some(rest) => (rest, true),
        None => (value.strip_prefix('P')?, false),
    };
    let last = date.chars().last()?;
    let count = date.strip_suffix(last)?.parse().ok()?;
    let unit = match (last, time) {
        ('S', true) => Unit::Second,
        ('M', true) => Unit::Minute,
        ('H', true) => Unit::Hour,
        ('D', false) => Unit::Day,
        ('W', false) => Unit::Week,
        ('M', false) => Unit::Month,
        ('Y', false) => Unit::Year,
        _ => return None,
    };
    Some(Length { unit, count })
}

fn named_part(value: &str) -> Option<DayPart> {
    Some(match value {
        "TMO" => DayPart::Morning,
        "TMI" => DayPart::Midday,
        "TAF" => DayPart::Afternoon,
        "TEV" => DayPart::Evening,
        "TNI" => DayPart::Night,
        _ => return None,
    })
}

/// The part of the day that begins at an hour: `18/T23`, `12`.
fn day_part(hours: &str) -> Option<DayPart> {
    let (from, to) = hours.split_once('/').map_or((hours, None), |(from, to)| (from, Some(to)));
    Some(match (from.parse::<u8>().ok()?, to) {
        (4..=11, _) => DayPart::Morning,
        (12, None) => DayPart::Midday,
        (12..=17, _) => DayPart::Afternoon,
        (18..=21, _) => DayPart::Evening,
        (22, _) => DayPart::Night,
        _ => return None,
    })
}

fn portion(value: &str) -> Option<Portion> {
    Some(match value {
        "start" => Portion::Start,
        "mid" | "middle" => Portion::Mid,
        "end" => Portion::End,
        "half" => Portion::Half,
        _ => return None,
    })
}

fn reference(value: &str) -> Option<Reference> {
    Some(match value {
        "PAST_REF" => Reference::Past,
        "PRESENT_REF" => Reference::Present,
        "FUTURE_REF" => Reference::Future,
        _ => return None,
    })
}

fn bound(value: &str) -> Option<Bound> {
    Bound::ALL.into_iter().find(|one| one.name() == value)
}

fn side(value: &str) -> Option<Side> {
    Some(match value {
        "past" => Side::Past,
        "since" => Side::Since,
        "from" => Side::From,
        "until" => Side::Until,
        "within" => Side::Within,
        "future" => Side::Future,
        "after" => Side::After,
        "during" => Side::During,
        "between" => Side::Between,
        "about" => Side::About,
        "at" => Side::At,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{german, table::rows};
    use super::*;

    #[test]
    fn every_row_of_the_tables_means_something() {
        let terms = &german().terms;
        let files = [
            include_str!("../../../../languages/de/periods.tsv"),
            include_str!("../../../../languages/de/numbers.tsv"),
            include_str!("../../../../languages/de/units.tsv"),
        ];
        for row in files.iter().flat_map(|file| rows(file)) {
            let word = row.field(0);
            let known = terms.of(word).is_some()
                || terms.decade(word).is_some()
                || terms.bound(word).is_some()
                || terms.ordinal(word).is_some();
            assert!(known, "{word}");
        }
    }

    #[test]
    fn words_mean_what_their_rows_say() {
        let terms = &german().terms;
        assert_eq!(terms.of("Mai"), Some(Term::Month { number: 5, is_name: true }));
        assert_eq!(terms.of("Freitagabend"), Some(Term::WeekdayPart(5, DayPart::Evening)));
        assert_eq!(terms.of("gestern"), Some(Term::Relative { unit: Unit::Day, count: -1, told: false }));
        assert_eq!(terms.of("Nacht"), Some(Term::Daytime { part: DayPart::Night, adverb: false }));
        assert_eq!(terms.of("Jahrzehnte"), Some(Term::Unit { length: Length { unit: Unit::Year, count: 10 }, plural: true }));
        assert_eq!(terms.of("Jahres"), Some(Term::Unit { length: Length { unit: Unit::Year, count: 1 }, plural: false }));
        assert_eq!(terms.of("Jahresende"), Some(Term::PortionOf(Unit::Year, Portion::End)));
        assert_eq!(terms.bound("bis_zu"), Some(Bound::AtMost));
        assert_eq!(terms.pair("tags", "zuvor"), Some(Term::Relative { unit: Unit::Day, count: -1, told: true }));
    }
}
