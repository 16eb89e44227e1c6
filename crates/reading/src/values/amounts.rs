//! What begins with a number: durations, money, shares, counts, dates in digits.

use super::decimal::Decimal;
use super::duration::Duration;
use super::numerals::{Digits, Numeral, cardinal};
use super::reader::{Found, Needs, Reader};
use super::time::{Base, Part, Time, Year};
use super::{Kind, Meaning, Measure, Number, Relation};
use crate::language::{Classes, Length, Term, Unit};

impl<'a> Reader<'_, 'a> {
    /// An expression that begins with a number at `at`.
    pub(super) fn quantity(&self, at: usize) -> Option<Found<'a>> {
        if let Some(Term::Currency(currency)) = self.term(at) {
            // „$ 5“, „EUR 5 Millionen“
            let sign = self.words.text(at).chars().all(|c| !c.is_lowercase());
            let amount = self.number(at + 1).filter(|amount| sign && amount.digits)?;
            return Some(Found::new(at, amount.end, Meaning::Amount(amount.number, amount.to, Measure::Currency(currency))));
        }
        match self.digits(at) {
            Some(Digits::Ordinal(number)) => return self.after_ordinal(at, at + 1, u64::from(number)),
            Some(Digits::Date { day, month, year }) => return self.date_in_digits(at, day, month, year),
            Some(Digits::Clock(..)) => return self.clock(at),
            Some(Digits::Dotted(day, month)) => {
                return self.clock(at).or_else(|| self.measured(at)).or_else(|| {
                    // „am 3.5“: the last dot is missing.
                    let named = self.before(at).is_some_and(|before| self.words.is_one_of(before, &["am", "vom", "zum", "dem"]));
                    (named && !self.words.text(at).ends_with(".0")).then(|| self.date_in_digits(at, day, month, None))?
                });
            }
            _ => {}
        }
        if let Some(found) = self.years(at) {
            return Some(found);
        }
        self.clock(at).or_else(|| self.measured(at))
    }

    /// A number with what it counts.
    fn measured(&self, at: usize) -> Option<Found<'a>> {
        let number = self.number(at)?;
        let amount = |end: usize, measure: Measure| Some(Found::new(at, end, Meaning::Amount(number.number, number.to, measure)));
        let next = number.end;
        match self.term(next) {
            Some(Term::Unit { length, .. }) => return self.duration(at, number, next, length),
            Some(Term::Half(0)) if number.number == Number::Exact(Decimal::new(5, 1)) => return None,
            Some(Term::Currency(currency)) => return amount(next + 1, Measure::Currency(currency)),
            Some(Term::Percent(share)) => return amount(next + 1, Measure::Percent(share)),
            Some(Term::Measure(unit)) if !number.article => return amount(next + 1, Measure::Unit(unit)),
            Some(Term::Fraction(under)) => return self.fraction(at, number, under),
            Some(Term::Weekend) if !number.article => {
                return self.duration(at, number, next, Length { unit: Unit::Day, count: 2 }).filter(|_| number.to.is_none());
            }
            _ => {}
        }
        // „zwei volle Tage“, „eine ganze Woche“
        if let Some(Term::Unit { length, .. }) = self.term(next + 1)
            && !self.words.is_capital(next)
            && self.words.is_adjectival(next)
            && self.term(next).is_none()
            && (!number.article
                || ["ganz", "voll", "knapp", "gut", "weiter"].iter().any(|stem| self.words.text(next).starts_with(stem)))
        {
            return self.duration(at, number, next + 1, length);
        }
        if number.article {
            return None;
        }
        self.count(at, number).or_else(|| self.bare(at, number))
    }

    fn duration(&self, at: usize, number: Numeral, unit: usize, length: Length) -> Option<Found<'a>> {
        // „eines Tages“ is no length, but „innerhalb eines Tages“ is one.
        let within = self.before(at).is_some_and(|before| self.words.is_one_of(before, &["innerhalb", "binnen", "während"]));
        if number.article && !within && self.is_one_of(at, &["eines"]) {
            return None;
        }
        let mut from = Duration::new(number.number, length);
        let to = number.to.map(|to| Duration::new(Number::Exact(to), length));
        let mut end = unit + 1;
        // „zwei Jahre und drei Monate“, „2 Stunden 30 Minuten“
        let second = end + usize::from(self.is_one_of(end, &["und"]));
        if to.is_none()
            && matches!(number.number, Number::Exact(_))
            && let Some(Numeral { number: Number::Exact(smaller), to: None, end: next, .. }) = self.number(second)
            && let Some(Term::Unit { length: less, .. }) = self.term(next)
            && less.unit < length.unit
        {
            from.and = Some((smaller, less));
            end = next + 1;
        }
        let mut found = Found::new(at, end, Meaning::Duration(from, to));
        let behind = match self.words_at(end) {
            Some("lang") => Some(Relation::For),
            Some("später" | "danach" | "darauf") => Some(Relation::After),
            Some("zuvor" | "vorher" | "davor") => Some(Relation::Before),
            Some("alt") => Some(Relation::Age),
            _ => None,
        };
        if behind.is_some() {
            found.relation = behind;
            found.end += 1;
        }
        Some(found)
    }

    fn words_at(&self, at: usize) -> Option<&'a str> {
        (at < self.end).then(|| self.words.text(at))
    }

    /// *zwei Drittel*; „ein Viertel nach drei“ is none.
    fn fraction(&self, at: usize, number: Numeral, under: u16) -> Option<Found<'a>> {
        let Number::Exact(over) = number.number else { return None };
        let over = over.as_whole().filter(|over| number.to.is_none() && *over > 0)?;
        if self.is_one_of(number.end + 1, &["nach", "vor"]) && self.number(number.end + 2).is_some() {
            return None;
        }
        Some(Found::new(at, number.end + 1, Meaning::Fraction(over, u64::from(under))))
    }

    /// *drei schwer Verletzte*: a number with its noun.
    fn count(&self, at: usize, number: Numeral) -> Option<Found<'a>> {
        // „viele Menschen“ is no number.
        if number.number == Number::Vague(0) {
            return None;
        }
        let mut noun = number.end;
        while noun < self.end
            && noun < number.end + 3
            && !self.words.is_noun(noun)
            && !self.words.is_capital(noun)
            && (self.words.is_adjectival(noun)
                && (self.words.finite(noun).next().is_none() || self.words.is_inflected_participle(noun))
                || self.is_one_of(noun, &["schwer", "leicht", "lebensgefährlich", "zum", "teils"]))
            && self.term(noun).is_none()
        {
            noun += 1;
        }
        if noun >= self.end || !self.words.is_noun(noun) || self.term(noun).is_some_and(|term| !matches!(term, Term::Event(_))) {
            return None;
        }
        let mut found = Found::new(at, noun + 1, Meaning::Amount(number.number, number.to, Measure::Things));
        found.noun = Some(self.words.text(noun));
        Some(found)
    }

    /// A number without anything that it counts; none that names or numbers what stands before it (*Gate 24*, *Artikel 5*).
    fn bare(&self, at: usize, number: Numeral) -> Option<Found<'a>> {
        if number.number == Number::Vague(0)
            || !number.digits && number.to.is_none() && !matches!(number.number, Number::Vague(_))
        {
            return None;
        }
        let names = self.neighbour(at).is_some_and(|before| {
            let words = self.words;
            words.is_noun(before) && !words.has(before, Classes::PREPOSITION)
                || matches!(words.text(before), "§" | "/" | "#" | "-" | "–" | ":" | "(" | "+" | "&")
                || words.text(before).ends_with('.') && words.text(before).len() > 1
                || words.article.tokens()[before].kind == wortlaut_text::TokenKind::Number
        });
        let joined = self.words_at(number.end).is_some_and(|next| matches!(next, ")" | "/" | "-" | "–" | ":"));
        if names || joined {
            return None;
        }
        Some(Found::new(at, number.end, Meaning::Amount(number.number, number.to, Measure::Nothing)))
    }

    /// *2021*, *2015 bis 2020*, *2020/21*: years, where nothing is counted.
    fn years(&self, at: usize) -> Option<Found<'a>> {
        let year = self.year_at(at)?;
        let before = self.neighbour(at);
        let time_before = before.is_some_and(|before| {
            self.words.is_one_of(
                before,
                &[
                    "seit", "bis", "ab", "vor", "nach", "in", "von", "anfang", "ende", "mitte", "jahr", "jahre", "jahres",
                    "zwischen",
                ],
            )
        });
        let next = at + 1;
        let to = self.year_range(next);
        let end = to.map_or(next, |(_, end)| end);
        let counted = match self.term(end) {
            Some(
                Term::Scale(_) | Term::Currency(_) | Term::Percent(_) | Term::Measure(_) | Term::Unit { .. } | Term::Power(_),
            ) => true,
            Some(_) => false,
            None => end < self.end && self.words.is_noun(end) && !time_before,
        };
        if counted {
            return None;
        }
        let number = Numeral { number: Number::Exact(Decimal::whole(0)), to: None, end, article: false, digits: true };
        // „2021 neue Stellen“
        if !time_before && to.is_none() && self.count(at, number).is_some() {
            return None;
        }
        let excluded = before.is_some_and(|before| {
            let named =
                self.words.is_noun(before) && !self.words.has(before, Classes::PREPOSITION) && self.listed != Some(Kind::Time);
            let time =
                matches!(self.terms.of(self.words.text(before)), Some(Term::Unit { .. } | Term::Portion(_) | Term::Course));
            named && !time
                || self.words.is_one_of(
                    before,
                    &["auf", "um", "über", "unter", "mit", "rund", "etwa", "aus", "nur", "je", "mindestens", "knapp"],
                )
                || matches!(self.words.text(before), "§" | "#" | "+")
        });
        if excluded && !(before.is_some_and(|before| self.words.is(before, "um")) && year >= 1700 && to.is_none()) {
            return None;
        }
        let time = |year| Time::of(Base::Year(Year::Known(year)));
        let start = match before {
            // „(im) Jahr 2021“
            Some(unit) if unit >= self.floor && self.words.is_one_of(unit, &["jahr", "jahre", "jahres"]) => unit,
            _ => at,
        };
        Some(Found::new(start, end, Meaning::Time(time(year), to.map(|(to, _)| time(to)))))
    }

    /// A second year behind *bis*, a hyphen or a slash, with the token after it.
    pub(super) fn year_range(&self, at: usize) -> Option<(i32, usize)> {
        let start = at.checked_sub(1)?;
        let between =
            self.is_one_of(at, &["und"]) && self.neighbour(start).is_some_and(|before| self.words.is(before, "zwischen"));
        if !between && !self.is_one_of(at, &["bis", "-", "–", "/"]) {
            return None;
        }
        let first = self.year_at(start)?;
        let second = match self.year_at(at + 1) {
            Some(second) => second,
            // „2020/21“
            None => {
                let short = at + 1 < self.end && self.words.text(at) != "bis" && self.words.text(at + 1).len() == 2;
                let digits: i32 = if short { self.words.text(at + 1).parse().ok()? } else { return None };
                first / 100 * 100 + digits
            }
        };
        (second > first).then_some((second, at + 2))
    }

    fn date_in_digits(&self, at: usize, day: u8, month: u8, year: Option<u16>) -> Option<Found<'a>> {
        let dotted = self.words.text(at).split('.').next_back().is_some_and(|last| last.len() == 2);
        let year = match year {
            None => Year::Open,
            Some(year) if year < 100 && dotted => Year::Short(year as u8),
            Some(year) => Year::Known(i32::from(year)),
        };
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let mut end = at + 1;
        // „12.5.“ at the end of a sentence has its dot apart.
        let year = match (year, self.year_at(end)) {
            (Year::Open, Some(known)) => {
                end += 1;
                Year::Known(known)
            }
            _ => year,
        };
        self.dated(at, end, day, month, year)
    }

    /// A day of a month, with a clock time or a second day behind it.
    pub(super) fn dated(&self, at: usize, end: usize, day: u8, month: u8, year: Year) -> Option<Found<'a>> {
        let mut end = end;
        let mut time = Time::of(day_of(day, month, year));
        if let Some((part, next)) = self.time_of_day(end) {
            time.part = Some(part);
            end = next;
        }
        let mut to = None;
        if time.part.is_none()
            && self.is_one_of(end, &["bis", "-", "–"])
            && let Some(second) = self.quantity_date(end + 1 + usize::from(self.is_one_of(end + 1, &["zum"])))
            && let Meaning::Time(last, None) = second.meaning
            && matches!(last.base, Base::Date { day: Some(_), .. })
        {
            // „12. Mai bis 3. Juni 2021“: the year stands once.
            if let (Base::Date { year: Year::Open, month, day }, Base::Date { year, .. }) = (time.base, last.base) {
                time.base = Base::Date { year, month, day };
            }
            to = Some(last);
            end = second.end;
        }
        Some(Found::new(at, end, Meaning::Time(time, to)))
    }

    /// The date at `at`, without another one behind it.
    fn quantity_date(&self, at: usize) -> Option<Found<'a>> {
        match self.digits(at)? {
            Digits::Date { day, month, year } => {
                let year = year
                    .map_or(Year::Open, |year| if year < 100 { Year::Short(year as u8) } else { Year::Known(i32::from(year)) });
                Some(Found::new(at, at + 1, Meaning::Time(Time::of(day_of(day, month, year)), None)))
            }
            Digits::Ordinal(day) => {
                let Some(Term::Month { number, .. }) = self.term(at + 1) else { return None };
                let (year, end) = self.year_after(at + 2).unwrap_or((Year::Open, at + 2));
                Some(Found::new(at, end, Meaning::Time(Time::of(day_of(u8::try_from(day).ok()?, number, year)), None)))
            }
            _ => None,
        }
    }

    /// What follows an ordinal (`at` to `next`): a month, a quarter, a century, a noun.
    pub(super) fn after_ordinal(&self, at: usize, next: usize, number: u64) -> Option<Found<'a>> {
        let small = u8::try_from(number).ok();
        match self.term(next) {
            Some(Term::Month { number: month, .. }) => {
                let (year, end) = self.year_after(next + 1).unwrap_or((Year::Open, next + 1));
                return match small {
                    Some(day @ 1..=31) => self.dated(at, end, day, month, year),
                    _ => None,
                };
            }
            Some(Term::Quarter(0)) => return self.part_of_year(at, next, small.filter(|one| (1..=4).contains(one))?, true),
            Some(Term::Half(0)) => return self.part_of_year(at, next, small.filter(|one| (1..=2).contains(one))?, false),
            Some(Term::Portion(crate::language::Portion::Half)) => {
                let half = small.filter(|one| (1..=2).contains(one))?;
                let (year, end) = self.year_after(next + 1)?;
                return Some(Found::new(at, end, Meaning::Time(Time::of(Base::Half { year, number: half }), None)));
            }
            Some(Term::CalendarWeek) => {
                let (year, end) = self.year_after(next + 1).unwrap_or((Year::Open, next + 1));
                let number = small.filter(|one| (1..=53).contains(one))?;
                return Some(Found::new(at, end, Meaning::Time(Time::of(Base::Week { year, number }), None)));
            }
            Some(Term::Unit { length: Length { unit: Unit::Year, count: 100 }, .. }) => {
                let century = i32::try_from(number).ok().filter(|one| (1..=30).contains(one))? - 1;
                return Some(Found::new(at, next + 1, Meaning::Time(Time::of(Base::Century(century)), None)));
            }
            _ => {}
        }
        // „12. bis 14. Mai“, „12./13. Mai“
        if self.is_one_of(next, &["bis", "und", "/", "-", "–", "oder"])
            && let Some(Digits::Ordinal(last)) = self.digits(next + 1)
            && let Some(Term::Month { number: month, .. }) = self.term(next + 2)
        {
            let (year, end) = self.year_after(next + 3).unwrap_or((Year::Open, next + 3));
            let day = |day: u32| Time::of(day_of(u8::try_from(day).unwrap_or(0), month, year));
            return Some(Found::new(at, end, Meaning::Time(day(u32::try_from(number).ok()?), Some(day(last)))));
        }
        let noun = self.words_at(next).is_some() && (self.words.is_noun(next) || self.words.is_adjectival(next));
        if self.is_one_of(next, &["und", "oder"]) || !noun {
            return None;
        }
        Some(Found::new(at, next, Meaning::Ordinal(number)))
    }

    /// An ordinal in words.
    pub(super) fn ordinal(&self, at: usize, lower: &str) -> Option<Found<'a>> {
        self.after_ordinal(at, at + 1, super::numerals::ordinal(self.terms, lower)?)
    }

    fn part_of_year(&self, at: usize, next: usize, number: u8, quarter: bool) -> Option<Found<'a>> {
        let (year, end) = self.year_after(next + 1).unwrap_or((Year::Open, next + 1));
        let base = if quarter { Base::Quarter { year, number } } else { Base::Half { year, number } };
        Some(Found::new(at, end, Meaning::Time(Time::of(base), None)))
    }

    /// *14.30 Uhr*, *9 Uhr 30*, *8 bis 10 Uhr*; without *Uhr* only `20:15` behind *um, ab, gegen, bis*.
    fn clock(&self, at: usize) -> Option<Found<'a>> {
        let (from, next) = self.hour(at)?;
        let time = |part: Part| Time { part: Some(part), ..Time::of(Base::SomeDay) };
        if self.term(next) == Some(Term::Clock) {
            let (part, end) = self.minutes(from, next + 1);
            let (part, end) = self.half_of_day(part, end);
            return Some(Found::new(at, end, Meaning::Time(time(part), None)));
        }
        if self.is_one_of(next, &["bis", "und", "-", "–"])
            && let Some((to, end)) = self.hour(next + 1)
            && self.term(end) == Some(Term::Clock)
        {
            let joined = !self.words.is(next, "und") || self.before(at).is_some_and(|before| self.words.is(before, "zwischen"));
            return joined.then(|| Found::new(at, end + 1, Meaning::Time(time(from), Some(time(to)))));
        }
        let sure = matches!(self.digits(at), Some(Digits::Clock(..)))
            && self.before(at).is_some_and(|before| self.words.is_one_of(before, &["um", "ab", "gegen", "bis", "seit"]));
        sure.then(|| Found::new(at, next, Meaning::Time(time(from), None)))
    }

    /// An hour, with minutes if they are joined to it, and the token after it.
    fn hour(&self, at: usize) -> Option<(Part, usize)> {
        let (hour, minute) = match self.digits(at) {
            Some(Digits::Clock(hour, minute) | Digits::Dotted(hour, minute)) => (hour, Some(minute)),
            Some(Digits::Number(number)) => (u8::try_from(number.as_whole()?).ok()?, None),
            Some(_) => return None,
            None => match self.term(at) {
                Some(Term::Cardinal(number)) => (u8::try_from(number).ok()?, None),
                Some(Term::Article) if self.is_one_of(at, &["ein"]) => (1, None),
                Some(_) => return None,
                None if at < self.end => (u8::try_from(cardinal(self.terms, &self.lower_word(at)?)?).ok()?, None),
                None => return None,
            },
        };
        (hour <= 24 && minute.unwrap_or(0) < 60).then_some((Part::Clock { hour, minute }, at + 1))
    }

    /// *9 Uhr 30*
    fn minutes(&self, hour: Part, at: usize) -> (Part, usize) {
        if let Part::Clock { hour, minute: None } = hour
            && let Some(Digits::Number(number)) = self.digits(at)
            && self.words.text(at).len() == 2
            && let Some(minute) = number.as_whole().and_then(|number| u8::try_from(number).ok()).filter(|minute| *minute < 60)
            && !(at + 1 < self.end && self.words.is_noun(at + 1))
        {
            return (Part::Clock { hour, minute: Some(minute) }, at + 1);
        }
        (hour, at)
    }

    /// *9 Uhr abends*: which half of the day.
    fn half_of_day(&self, clock: Part, at: usize) -> (Part, usize) {
        let (Part::Clock { hour, minute }, Some(Term::Daytime { part, adverb: true })) = (clock, self.term(at)) else {
            return (clock, at);
        };
        let late = matches!(part, crate::language::DayPart::Afternoon | crate::language::DayPart::Evening) && hour < 12;
        (Part::Clock { hour: if late { hour + 12 } else { hour }, minute }, at + 1)
    }

    /// A clock time behind a day: *um 9 Uhr*, *gegen 14.30 Uhr*, *, 20 Uhr*.
    pub(super) fn time_of_day(&self, at: usize) -> Option<(Part, usize)> {
        let start = at + usize::from(self.is_one_of(at, &["um", "gegen", "ab", ",", "kurz"]));
        let start = start + usize::from(self.is_one_of(start, &["um", "gegen", "ab", "nach", "vor"]));
        if self.term(start) == Some(Term::Midnight) && start > at {
            return Some((
                Part::Clock { hour: if self.is_one_of(start - 1, &["nach"]) { 0 } else { 24 }, minute: Some(0) },
                start + 1,
            ));
        }
        let found = self.clock(start)?;
        match found.meaning {
            Meaning::Time(Time { part: Some(part), .. }, None) => Some((part, found.end)),
            _ => None,
        }
    }

    /// *dreitägige*, *24-stündige*; a person (*der 17-Jährige*) has no length.
    pub(super) fn joined_duration(&self, at: usize) -> Option<Found<'a>> {
        let word = self.lower_word(at)?;
        if self.words.text(at).contains("-J") {
            return None;
        }
        let (number, length) = self.terms.joined(&word)?;
        let number = number.trim_end_matches('-');
        let number = match number.parse::<u64>() {
            Ok(number) => Number::Exact(Decimal::whole(number)),
            Err(_) => match number {
                "mehr" | "viel" => Number::Vague(0),
                "halb" => Number::Exact(Decimal::new(5, 1)),
                "ganz" => return None,
                "anderthalb" => Number::Exact(Decimal::new(15, 1)),
                _ => match number.strip_suffix("einhalb").and_then(|whole| cardinal(self.terms, whole)) {
                    Some(whole) => Number::Exact(Decimal::whole(whole).plus(Decimal::new(5, 1))?),
                    None => Number::Exact(Decimal::whole(cardinal(self.terms, number)?)),
                },
            },
        };
        Some(Found::new(at, at + 1, Meaning::Duration(Duration::new(number, length), None)))
    }

    /// Whether the whole expression can stand without a preposition.
    pub(super) const fn needing(found: Found<'a>, needs: Needs) -> Found<'a> {
        Found { needs, ..found }
    }
}

/// A day, or the mark that there is none such.
pub(super) fn day_of(day: u8, month: u8, year: Year) -> Base {
    // A leap year has every day there is.
    let in_year = match year {
        Year::Known(year) => year,
        _ => 2000,
    };
    match super::date::Date::new(in_year, month, day) {
        Some(_) => Base::Date { year, month, day: Some(day) },
        None => Base::Impossible,
    }
}
