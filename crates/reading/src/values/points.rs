//! What begins with a word of time: days, weeks, months, seasons, years and what points to them.

use super::amounts::day_of;
use super::duration::Duration;
use super::numerals::Digits;
use super::reader::{Found, Needs, Reader};
use super::time::{Base, Part, Time, Which, Year};
use super::{Meaning, Number, Relation};
use crate::language::{DayPart, Length, Portion, Reference, Term, Unit};

const YEAR: Length = Length { unit: Unit::Year, count: 1 };

impl<'a> Reader<'_, 'a> {
    /// An expression that begins with a word of time at `at`.
    pub(super) fn time(&self, at: usize, term: Term) -> Option<Found<'a>> {
        let next = at + 1;
        let found = |end: usize, base: Base| Found::new(at, end, Meaning::Time(Time::of(base), None));
        match term {
            Term::Month { number, is_name } => self.month(at, number, is_name),
            Term::Weekday(day) => self.weekday(at, at, day, Which::Open),
            Term::WeekdayPart(day, part) => Some(self.weekday_with(at, next, day, Which::Open, part)),
            Term::EveryWeekday(day) => Some(Found::new(at, next, Meaning::EveryWeekday(day))),
            Term::Unit { length, plural } => self.unit(at, length, plural),
            Term::Relative { unit, count, told } => Some(self.relative(at, next, unit, count, told)),
            Term::Reference(reference) => self.reference(at, reference),
            Term::Step { count, told } => self.step(at, count, told),
            Term::Daytime { part, adverb } => self.daytime(at, part, adverb),
            Term::Midnight => {
                let after = self.before(at).is_some_and(|before| self.words.is(before, "nach"));
                let part = Part::Clock { hour: if after { 0 } else { 24 }, minute: Some(0) };
                let time = Time { part: Some(part), ..Time::of(Base::SomeDay) };
                Some(Self::needing(Found::new(at, next, Meaning::Time(time, None)), Needs::Preposition))
            }
            Term::Season(season, portion) => {
                let (year, end) = self.year_after(next).unwrap_or((Year::Open, next));
                let end = self.year_range(end).map_or(end, |(_, end)| end);
                let time = Time { portion, ..Time::of(Base::Season { year, season }) };
                let needs = if end > next { Needs::Nothing } else { Needs::Determiner };
                Some(Self::needing(Found::new(at, end, Meaning::Time(time, None)), needs))
            }
            Term::Holiday { month, day } => {
                let (year, end) = self.year_after(next).unwrap_or((Year::Open, next));
                Some(found(end, day_of(day, month, year)))
            }
            Term::Easter(days) => {
                let (year, end) = self.year_after(next).unwrap_or((Year::Open, next));
                Some(found(end, Base::Easter { year, days }))
            }
            Term::Quarter(number @ 1..) => {
                let (year, end) = self.year_after(next)?;
                Some(found(end, Base::Quarter { year, number }))
            }
            Term::Half(number @ 1..) => {
                let (year, end) = self.year_after(next)?;
                Some(found(end, Base::Half { year, number }))
            }
            Term::PortionOf(unit, portion) => {
                let (base, end) = match unit {
                    Unit::Year => {
                        let (year, end) = self.year_after(next).unwrap_or((Year::Open, next));
                        // „bis Jahresende“ is that of the present year.
                        let until = self.before(at).is_some_and(|before| self.words.is(before, "bis"));
                        (Base::Year(if until && year == Year::Open { Year::Offset(0) } else { year }), end)
                    }
                    unit => (Base::Offset(unit, 0), next),
                };
                let time = Time { portion: Some(portion), ..Time::of(base) };
                Some(Found::new(at, end, Meaning::Time(time, None)))
            }
            Term::Portion(portion) => self.portion(at, portion),
            Term::Course => self.course(at),
            Term::Weekend => Some(Self::needing(found(next, Base::Weekend(Which::Open)), Needs::Determiner)),
            Term::CalendarWeek => {
                let Some(Digits::Number(number)) = self.digits(next) else { return None };
                let number =
                    number.as_whole().and_then(|number| u8::try_from(number).ok()).filter(|one| (1..=53).contains(one))?;
                let (year, end) = self.year_after(next + 1).unwrap_or((Year::Open, next + 1));
                Some(found(end, Base::Week { year, number }))
            }
            Term::Event(reference) => {
                Some(Self::needing(found(next, reference.map_or(Base::Event, Base::Reference)), Needs::Preposition))
            }
            Term::Every(length) => {
                Some(Found::new(at, next, Meaning::Every(Duration::new(Number::Exact(super::Decimal::whole(1)), length))))
            }
            Term::Lasting(length) => Some(lasting(at, length)),
            _ => None,
        }
    }

    /// Words that are made of others: *Montagfrüh*.
    pub(super) fn weekday_compound(&self, at: usize) -> Option<Found<'a>> {
        let text = self.words.text(at);
        let (split, _) = text.match_indices("tag").next().or_else(|| text.match_indices("Sonnabend").next())?;
        let cut = split + if text.starts_with("Sonnabend") { "Sonnabend".len() } else { "tag".len() };
        let (day, rest) = text.split_at_checked(cut)?;
        let Some(Term::Weekday(day)) = self.terms.of(day) else { return None };
        match self.terms.of(rest) {
            Some(Term::Daytime { part, .. }) => Some(self.weekday_with(at, at + 1, day, Which::Open, part)),
            _ => None,
        }
    }

    /// *tags zuvor*, *wochenlange*, *der gestrige Abend*
    pub(super) fn inflected(&self, at: usize, lower: &str) -> Option<Found<'a>> {
        if self.terms.begins_pair(lower) {
            let Some(Term::Relative { unit, count, told }) = self.terms.pair(lower, self.words_of(at + 1)?) else { return None };
            return Some(self.relative(at, at + 2, unit, count, told));
        }
        let stem = lower.trim_end_matches(['e', 'r', 's', 'n', 'm']);
        if stem.len() == lower.len() || !stem.ends_with("ig") && !stem.ends_with("lang") {
            return None;
        }
        match self.terms.of(stem)? {
            Term::Lasting(length) => Some(lasting(at, length)),
            Term::Relative { unit, count, told } => {
                let named = matches!(self.term(at + 1), Some(Term::Weekday(_)));
                let adverb = matches!(self.term(at + 1), Some(Term::Unit { length: Length { unit: Unit::Day, .. }, .. }));
                Some(self.relative(at, at + 1 + usize::from(named || adverb), unit, count, told))
            }
            _ => None,
        }
    }

    fn words_of(&self, at: usize) -> Option<&'a str> {
        (at < self.end).then(|| self.words.text(at))
    }

    fn month(&self, at: usize, number: u8, is_name: bool) -> Option<Found<'a>> {
        let next = at + 1;
        let month = |number: u8, year: Year| Time::of(Base::Date { year, month: number, day: None });
        let between = self.before(at).is_some_and(|before| self.words.is(before, "zwischen"));
        let joins = self.is_one_of(next, &["bis", "/", "-", "–"]) || between && self.is_one_of(next, &["und"]);
        if joins && let Some(Term::Month { number: last, .. }) = self.term(next + 1) {
            let (year, end) = self.year_after(next + 2).unwrap_or((Year::Open, next + 2));
            let needs = if end > next + 2 { Needs::Nothing } else { Needs::Determiner };
            let range = Found::new(at, end, Meaning::Time(month(number, year), Some(month(last, year))));
            return Some(Self::needing(range, if between { Needs::Nothing } else { needs }));
        }
        let (year, end) = self.year_after(next).unwrap_or((Year::Open, next));
        let needs = match (end > next, is_name) {
            (true, _) => Needs::Nothing,
            (false, true) => Needs::SurePreposition,
            (false, false) => Needs::Determiner,
        };
        Some(Self::needing(Found::new(at, end, Meaning::Time(month(number, year), None)), needs))
    }

    /// The year behind a part of it: *2021*, *des Jahres 2021*, *kommenden Jahres*, *im Vorjahr*.
    pub(super) fn year_after(&self, at: usize) -> Option<(Year, usize)> {
        if let Some(year) = self.year_at(at) {
            let counted = matches!(self.term(at + 1), Some(Term::Scale(_) | Term::Currency(_) | Term::Percent(_)));
            return (!counted).then_some((Year::Known(year), at + 1));
        }
        let article = self.is_one_of(at, &["des", "im"]);
        let noun = at + usize::from(article);
        match self.term(noun)? {
            Term::Step { count, told } if self.is_year(noun + 1) => {
                Some((if told { Year::Told } else { Year::Offset(i32::from(count)) }, noun + 2))
            }
            Term::Unit { length: YEAR, plural: false } if article => match self.year_at(noun + 1) {
                Some(year) => Some((Year::Known(year), noun + 2)),
                None if self.words.is(at, "des") => Some((Year::Open, noun + 1)),
                None => None,
            },
            Term::Relative { unit: Unit::Year, count, told } if article => {
                Some((if told { Year::Told } else { Year::Offset(i32::from(count)) }, noun + 1))
            }
            _ => None,
        }
    }

    fn is_year(&self, at: usize) -> bool {
        matches!(self.term(at), Some(Term::Unit { length: YEAR, plural: false }))
    }

    /// A weekday at `name`, with what tells which one and when; the expression begins at `start`.
    fn weekday(&self, start: usize, name: usize, day: u8, which: Which) -> Option<Found<'a>> {
        let mut end = name + 1;
        let mut which = which;
        let mut part = None;
        let mut needs = if start < name { Needs::Nothing } else { Needs::Determiner };
        if let Some(Term::Daytime { part: of_day, .. }) = self.term(end) {
            return Some(self.weekday_with(start, end + 1, day, which, of_day));
        }
        if which == Which::Open
            && let Some((weeks, next)) = self.week_after(end)
        {
            which = Which::InWeek(weeks);
            end = next;
            needs = Needs::Nothing;
        }
        // „Montag, dem 12. Mai“, „Montag (12. Mai)“: the date tells more.
        let comma = end + usize::from(self.is_one_of(end, &[",", "("]));
        let dated = comma + usize::from(self.is_one_of(comma, &["dem", "den", "der"]));
        let bracket = self.is_one_of(end, &["("]);
        if let Some(date) = self.quantity(dated)
            && let Meaning::Time(Time { base: base @ Base::Date { day: Some(_), .. }, part, .. }, None) = date.meaning
            && (!bracket || self.is_one_of(date.end, &[")"]))
        {
            let time = Time { part, ..Time::of(base) };
            return Some(Found::new(start, date.end + usize::from(bracket), Meaning::Time(time, None)));
        }
        if let Some((clock, next)) = self.time_of_day(end) {
            part = Some(clock);
            end = next;
        }
        let time = |day: u8| Time { part, ..Time::of(Base::Weekday { day, which }) };
        let between = self.before(start).is_some_and(|before| self.words.is(before, "zwischen")) && self.is_one_of(end, &["und"]);
        let last = end + 1 + usize::from(self.is_one_of(end + 1, &["zum", "einschließlich"]));
        if (self.is_one_of(end, &["bis", "-", "–"]) || between)
            && let Some(Term::Weekday(to)) = self.term(last)
        {
            let range = Found::new(start, last + 1, Meaning::Time(time(day), Some(time(to))));
            return Some(Self::needing(range, if between { Needs::Nothing } else { needs }));
        }
        Some(Self::needing(Found::new(start, end, Meaning::Time(time(day), None)), needs))
    }

    fn weekday_with(&self, start: usize, end: usize, day: u8, which: Which, part: DayPart) -> Found<'a> {
        let (which, end) = match self.week_after(end) {
            Some((weeks, next)) if which == Which::Open => (Which::InWeek(weeks), next),
            _ => (which, end),
        };
        let (part, end) = self.time_of_day(end).unwrap_or((Part::Of(part), end));
        let time = Time { part: Some(part), ..Time::of(Base::Weekday { day, which }) };
        Found::new(start, end, Meaning::Time(time, None))
    }

    /// *kommender Woche*, *der vergangenen Woche* behind a weekday.
    fn week_after(&self, at: usize) -> Option<(i32, usize)> {
        let step = at + usize::from(self.is_one_of(at, &["der"]));
        let Some(Term::Step { count, told: false }) = self.term(step) else { return None };
        let week =
            matches!(self.term(step + 1), Some(Term::Unit { length: Length { unit: Unit::Week, count: 1 }, plural: false }));
        week.then_some((i32::from(count), step + 2))
    }

    /// *im Jahr 2021*; *seit Jahren*.
    fn unit(&self, at: usize, length: Length, plural: bool) -> Option<Found<'a>> {
        let next = at + 1;
        if let Some(lower) = self.lower_word(at).filter(|lower| self.terms.begins_pair(lower)) {
            return self.inflected(at, &lower);
        }
        if length == YEAR
            && let Some(year) = self.year_at(next)
        {
            let time = |year| Time::of(Base::Year(Year::Known(year)));
            let to = self.year_range(next + 1);
            let end = to.map_or(next + 1, |(_, end)| end);
            return Some(Found::new(at, end, Meaning::Time(time(year), to.map(|(to, _)| time(to)))));
        }
        if !plural {
            return None;
        }
        // „Wochen später“, „Jahre zuvor“
        let behind = match self.words_of(next) {
            Some("später" | "danach" | "darauf") => Some(Relation::After),
            Some("zuvor" | "vorher" | "davor") => Some(Relation::Before),
            _ => None,
        };
        if behind.is_some() {
            let duration = Meaning::Duration(Duration::new(Number::Vague(0), length), None);
            return Some(Found { relation: behind, ..Found::new(at, next + 1, duration) });
        }
        let before = self.before(at)?;
        let lasts = self.words.is_one_of(before, &["seit", "vor", "nach", "binnen", "in", "für", "über"]);
        lasts.then(|| Found::new(at, next, Meaning::Duration(Duration::new(Number::Vague(0), length), None)))
    }

    /// *gestern Abend*, *im Vorjahr*
    fn relative(&self, at: usize, next: usize, unit: Unit, count: i16, told: bool) -> Found<'a> {
        let base = if told { Base::Told(unit) } else { Base::Offset(unit, i32::from(count)) };
        let mut time = Time::of(base);
        let mut end = next;
        if unit == Unit::Day {
            if let Some(Term::Daytime { part, .. }) = self.term(end) {
                time.part = Some(Part::Of(part));
                end += 1;
            }
            if let Some((part, next)) = self.time_of_day(end) {
                time.part = Some(part);
                end = next;
            }
        }
        Found::new(at, end, Meaning::Time(time, None))
    }

    /// *jetzt, früher, bald*; not *früher als geplant*, *so bald wie möglich*.
    fn reference(&self, at: usize, reference: Reference) -> Option<Found<'a>> {
        let compared = self.is_one_of(at + 1, &["als", "oder"])
            || self.before(at).is_some_and(|before| self.words.is_one_of(before, &["so", "möglichst", "viel", "zu"]));
        (!compared).then(|| Found::new(at, at + 1, Meaning::Time(Time::of(Base::Reference(reference)), None)))
    }

    /// *kommende Woche, vergangenen Montag, die nächsten drei Jahre*
    fn step(&self, at: usize, count: i8, told: bool) -> Option<Found<'a>> {
        let next = at + 1;
        let steps = i32::from(count);
        let found = |end: usize, base: Base| Some(Found::new(at, end, Meaning::Time(Time::of(base), None)));
        let relation = if count < 0 { Relation::Last } else { Relation::Next };
        let year = if told {
            Year::Told
        } else if count == 0 {
            Year::Offset(0)
        } else {
            Year::Step(count)
        };
        let which = if told { Which::Open } else { Which::Step(count) };
        match self.term(next)? {
            Term::Unit { length, plural: true } => {
                if count == 0 {
                    return if told { None } else { found(next + 1, Base::Reference(Reference::Present)) };
                }
                let duration = Meaning::Duration(Duration::new(Number::Vague(0), length), None);
                Some(Found { relation: Some(relation), ..Found::new(at, next + 1, duration) })
            }
            Term::Unit { length: Length { unit, count: size }, plural: false } => match (unit, size) {
                (Unit::Week | Unit::Month | Unit::Year, 1) => {
                    found(next + 1, if told { Base::Told(unit) } else { Base::Offset(unit, steps) })
                }
                (Unit::Day, 1) if count >= 0 => found(next + 1, Base::Told(Unit::Day)),
                (Unit::Month, 3) if !told => found(next + 1, Base::QuarterOffset(steps)),
                (Unit::Month, 6) if !told => found(next + 1, Base::HalfOffset(steps)),
                (Unit::Year, 10) if !told => found(next + 1, Base::DecadeOffset(steps)),
                (Unit::Year, 100) if !told => found(next + 1, Base::CenturyOffset(steps)),
                _ => None,
            },
            Term::Weekday(day) => self.weekday(at, next, day, which),
            Term::WeekdayPart(day, part) => Some(self.weekday_with(at, next + 1, day, which, part)),
            Term::Month { number, .. } => found(next + 1, Base::Date { year, month: number, day: None }),
            Term::Season(season, portion) => {
                let time = Time { portion, ..Time::of(Base::Season { year, season }) };
                Some(Found::new(at, next + 1, Meaning::Time(time, None)))
            }
            Term::Holiday { month, day } => found(next + 1, day_of(day, month, year)),
            Term::Easter(days) => found(next + 1, Base::Easter { year, days }),
            Term::Weekend => found(next + 1, Base::Weekend(which)),
            Term::Quarter(0) if !told => found(next + 1, Base::QuarterOffset(steps)),
            Term::Half(0) if !told => found(next + 1, Base::HalfOffset(steps)),
            Term::Daytime { part, adverb: false } => {
                let base = match (part, count) {
                    (DayPart::Night, -1) => Base::Offset(Unit::Day, -1),
                    (DayPart::Night, 1) if !told => Base::Offset(Unit::Day, 0),
                    _ => Base::Told(Unit::Day),
                };
                let time = Time { part: Some(Part::Of(part)), ..Time::of(base) };
                Some(Found::new(at, next + 1, Meaning::Time(time, None)))
            }
            Term::Event(reference) => {
                let base = reference.map_or(Base::Event, Base::Reference);
                Some(Self::needing(Found::new(at, next + 1, Meaning::Time(Time::of(base), None)), Needs::Preposition))
            }
            // „die kommenden zwei Wochen“
            _ if count != 0 => {
                let number = self.number(next).filter(|number| !number.article)?;
                let Some(Term::Unit { length, .. }) = self.term(number.end) else { return None };
                let to = number.to.map(|to| Duration::new(Number::Exact(to), length));
                let duration = Meaning::Duration(Duration::new(number.number, length), to);
                Some(Found { relation: Some(relation), ..Found::new(at, number.end + 1, duration) })
            }
            _ => None,
        }
    }

    /// *am Abend*, *in der Nacht zum Sonntag*, *morgens*
    fn daytime(&self, at: usize, part: DayPart, adverb: bool) -> Option<Found<'a>> {
        let next = at + 1;
        let time = |base: Base| Time { part: Some(Part::Of(part)), ..Time::of(base) };
        if adverb {
            // „früh“ alone says how soon.
            if self.words.is(at, "früh") {
                return None;
            }
            let (part, end) = self.time_of_day(next).unwrap_or((Part::Of(part), next));
            let time = Time { part: Some(part), ..Time::of(Base::SomeDay) };
            return Some(Found::new(at, end, Meaning::Time(time, None)));
        }
        if part == DayPart::Night {
            // „von Samstag auf Sonntag“, „auf Sonntag“, „zum 12. Mai“
            let from = self.is_one_of(next, &["von", "vom"]) && matches!(self.term(next + 1), Some(Term::Weekday(_)));
            let to = if from { next + 2 } else { next };
            if self.is_one_of(to, &["zum", "auf"])
                && let Some(day) = self.night_before(to + 1)
            {
                let Meaning::Time(day, None) = day.1 else { return None };
                let end = self.night_before(to + 1).map_or(to + 1, |(end, _)| end);
                let time = Time { night_before: true, part: Some(Part::Of(part)), ..day };
                return Some(Self::needing(Found::new(at, end, Meaning::Time(time, None)), Needs::Determiner));
            }
        }
        // „am Abend des 12. Mai“
        if self.is_one_of(next, &["des"])
            && let Some(date) = self.quantity(next + 1)
            && let Meaning::Time(Time { base: base @ Base::Date { day: Some(_), .. }, part: None, .. }, None) = date.meaning
        {
            return Some(Self::needing(Found::new(at, date.end, Meaning::Time(time(base), None)), Needs::Determiner));
        }
        let (part, end) = self.time_of_day(next).filter(|_| !self.is_one_of(next, &[","])).unwrap_or((Part::Of(part), next));
        let time = Time { part: Some(part), ..Time::of(Base::SomeDay) };
        Some(Self::needing(Found::new(at, end, Meaning::Time(time, None)), Needs::Preposition))
    }

    /// The day whose night is told of, and the token after it.
    fn night_before(&self, at: usize) -> Option<(usize, Meaning)> {
        let start = at + usize::from(self.is_one_of(at, &["den", "dem"]));
        match self.term(start) {
            Some(Term::Weekday(day)) => {
                Some((start + 1, Meaning::Time(Time::of(Base::Weekday { day, which: Which::Open }), None)))
            }
            Some(Term::Step { .. }) => match self.time(start, self.term(start)?)? {
                Found { end, meaning: meaning @ Meaning::Time(Time { base: Base::Weekday { .. }, .. }, None), .. } => {
                    Some((end, meaning))
                }
                _ => None,
            },
            Some(Term::Holiday { .. } | Term::Easter(_)) => {
                let found = self.time(start, self.term(start)?)?;
                Some((found.end, found.meaning))
            }
            _ => {
                let found = self.quantity(start)?;
                matches!(found.meaning, Meaning::Time(Time { base: Base::Date { day: Some(_), .. }, .. }, None))
                    .then_some((found.end, found.meaning))
            }
        }
    }

    /// *Ende Mai, Anfang 2021, Mitte kommender Woche, Ende der neunziger Jahre*; *die Hälfte*.
    fn portion(&self, at: usize, portion: Portion) -> Option<Found<'a>> {
        let next = at + 1;
        let whole = self.whole_after(next);
        if let Some((time, end)) = whole {
            let time = Time { portion: Some(portion), ..time };
            return Some(Found::new(at, end, Meaning::Time(time, None)));
        }
        let article = self.neighbour(at).is_some_and(|before| self.words.is_one_of(before, &["die", "der", "eine"]));
        (portion == Portion::Half && article).then(|| Found::new(at, next, Meaning::Fraction(1, 2)))
    }

    /// *im Laufe der Woche, im Verlauf des Tages*
    fn course(&self, at: usize) -> Option<Found<'a>> {
        let (time, end) = self.whole_after(at + 1).or_else(|| {
            let noun = at + 2;
            let time = match self.term(noun)? {
                Term::Unit { length: Length { unit: Unit::Day, count: 1 }, .. } => Time::of(Base::SomeDay),
                Term::Daytime { part, .. } => Time { part: Some(Part::Of(part)), ..Time::of(Base::SomeDay) },
                _ => return None,
            };
            self.is_one_of(at + 1, &["des", "der"]).then_some((time, noun + 1))
        })?;
        Some(Self::needing(Found::new(at, end, Meaning::Time(Time { portion: None, ..time }, None)), Needs::Preposition))
    }

    /// The month, week, year or more that a part belongs to.
    fn whole_after(&self, at: usize) -> Option<(Time, usize)> {
        let noun = at + usize::from(self.is_one_of(at, &["des", "der", "vom"]));
        if noun == at
            && let Some(year) = self.year_at(at)
        {
            let end = self.year_range(at + 1).map_or(at + 1, |(_, end)| end);
            return Some((Time::of(Base::Year(Year::Known(year))), end));
        }
        let of_time = |found: Found<'a>| match found.meaning {
            Meaning::Time(time, None) if time.part.is_none() => Some((time, found.end)),
            _ => None,
        };
        match self.term(noun) {
            Some(Term::Month { number, is_name }) => of_time(self.month(noun, number, is_name)?),
            Some(term @ (Term::Step { .. } | Term::Season(..))) => of_time(self.time(noun, term)?),
            Some(term @ (Term::Relative { .. } | Term::Weekend)) if noun > at => of_time(self.time(noun, term)?),
            Some(Term::Unit { length: Length { unit, count }, plural: false }) if noun > at => {
                let base = match (unit, count) {
                    (Unit::Year, 1) => match self.year_at(noun + 1) {
                        Some(year) => return Some((Time::of(Base::Year(Year::Known(year))), noun + 2)),
                        None => Base::Year(Year::Open),
                    },
                    (Unit::Month | Unit::Week, 1) => Base::Offset(unit, 0),
                    (Unit::Year, 10) => Base::DecadeOffset(0),
                    (Unit::Year, 100) => Base::CenturyOffset(0),
                    _ => return None,
                };
                Some((Time::of(base), noun + 1))
            }
            None | Some(_) if noun > at => match self.digits(noun) {
                Some(Digits::Ordinal(number)) => of_time(self.after_ordinal(noun, noun + 1, u64::from(number))?),
                _ => of_time(self.decade(noun)?),
            },
            _ => None,
        }
    }

    /// *neunziger Jahre, Neunzigerjahre, 90er-Jahre, 1990er Jahre*
    pub(super) fn decade(&self, at: usize) -> Option<Found<'a>> {
        if at >= self.end {
            return None;
        }
        let lower = self.words.text(at).to_lowercase();
        let (base, rest) = match self.terms.decade(&lower) {
            Some((tens, rest)) => (Base::DecadeOfCentury(tens / 10), rest.to_owned()),
            None => {
                let (digits, rest) = lower.split_once("er")?;
                let number: i32 = digits.parse().ok().filter(|number| number % 10 == 0)?;
                let base = match digits.len() {
                    2 => Base::DecadeOfCentury((number / 10) as u8),
                    4 if (1000..=2999).contains(&number) => Base::Decade(number / 10),
                    _ => return None,
                };
                (base, rest.to_owned())
            }
        };
        let end = match rest.trim_start_matches('-') {
            "" | "n" if self.is_one_of(at + 1, &["jahre", "jahren"]) => at + 2,
            "jahre" | "jahren" => at + 1,
            _ => return None,
        };
        Some(Found::new(at, end, Meaning::Time(Time::of(base), None)))
    }
}

fn lasting<'a>(at: usize, length: Length) -> Found<'a> {
    let duration = Meaning::Duration(Duration::new(Number::Vague(0), length), None);
    Found { relation: Some(Relation::For), ..Found::new(at, at + 1, duration) }
}
