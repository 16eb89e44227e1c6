//! Times, durations and amounts in a text: *am Freitagabend*, *binnen 24 Stunden*, *rund 3,5 Millionen Euro*.
//!
//! One pass over the tokens finds expressions that do not overlap, each as long as it gets, and what they mean. The meaning is kept as the
//! words have it; what ISO 8601 makes of it depends on the day of publication and on whether past or future is spoken of, which the words
//! of an expression often leave open. The notation follows TIMEX3 (Pustejovsky et al. 2003, ISO 24617-1; for German Strötgen and Gertz 2013):
//! `2025-W04` a week, `2025-01-17TEV` an evening, `2025-SU` a summer, `X` for what is not known. Nothing unknown is guessed.

mod amounts;
mod comparison;
mod date;
mod decimal;
mod duration;
mod left;
mod numerals;
mod points;
mod reader;
mod resolution;
mod time;

use wortlaut_text::{Article, Metadata, Span, TokenRange};

use crate::analysis::words::Words;
use crate::language::{Bound, Portion, Reference, german};
pub use date::Date;
use decimal::Decimal;
use duration::Duration;
pub(crate) use resolution::Direction;
use time::Time;

/// A time, duration or amount.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value<'a> {
    /// All its words, with what stands before the value: *innerhalb von rund 24 Stunden*.
    pub(crate) tokens: TokenRange,
    /// The words that hold the value: *24 Stunden*.
    pub(crate) core: TokenRange,
    /// What the words before it make of it.
    pub(crate) relation: Option<Relation>,
    /// How the number is meant.
    pub(crate) bound: Option<Bound>,
    /// What is counted.
    pub(crate) noun: Option<&'a str>,
    /// *noch* before it.
    starts_with_still: bool,
    meaning: Meaning,
    published: Option<Date>,
}

/// What a value is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// A point or stretch of time.
    Time,
    /// A length of time.
    Duration,
    /// Something that comes again and again.
    Frequency,
    /// Money.
    Money,
    /// A share in per cent or per mille, or points of it.
    Percent,
    /// Kilometres, tonnes …
    Measure,
    /// People or things, counted.
    Count,
    /// A number alone.
    Number,
    /// The how manieth.
    Ordinal,
    /// *zwei Drittel*
    Fraction,
}

/// What the words before a time or duration make of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Relation {
    /// *in zwei Wochen*
    In,
    /// *vor drei Jahren*
    Ago,
    /// *seit 2019*
    Since,
    /// *ab Montag*
    From,
    /// *bis Freitag*
    Until,
    /// *binnen 24 Stunden*
    Within,
    /// *vor Weihnachten*
    Before,
    /// *nach drei Tagen*
    After,
    /// *für drei Jahre*, *drei Jahre lang*
    For,
    /// *während des Wahlkampfs*
    During,
    /// *in den kommenden drei Jahren*
    Next,
    /// *in den vergangenen drei Jahren*
    Last,
    /// *17 Jahre alt*
    Age,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Meaning {
    Time(Time, Option<Time>),
    Duration(Duration, Option<Duration>),
    /// Every so often; a weekday from 1.
    Every(Duration),
    EveryWeekday(u8),
    Amount(Number, Option<Decimal>, Measure),
    Ordinal(u64),
    Fraction(u64, u64),
}

/// A number, or so many zeros behind an unknown digit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Number {
    Exact(Decimal),
    Vague(u8),
}

/// What an amount is an amount of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Measure {
    Currency(&'static str),
    Percent(&'static str),
    Unit(&'static str),
    Things,
    Nothing,
}

impl Value<'_> {
    /// What it is.
    pub(crate) fn kind(&self) -> Kind {
        match self.meaning {
            Meaning::Time(..) => Kind::Time,
            Meaning::Duration(..) => Kind::Duration,
            Meaning::Every(_) | Meaning::EveryWeekday(_) => Kind::Frequency,
            Meaning::Ordinal(_) => Kind::Ordinal,
            Meaning::Fraction(..) => Kind::Fraction,
            Meaning::Amount(_, _, measure) => match measure {
                Measure::Currency(_) => Kind::Money,
                Measure::Percent(_) => Kind::Percent,
                Measure::Unit(_) => Kind::Measure,
                Measure::Things => Kind::Count,
                Measure::Nothing => Kind::Number,
            },
        }
    }
}

impl Value<'_> {
    /// Past, present or future, if it says no more.
    pub(crate) fn refers_to(&self) -> Option<Reference> {
        match self.meaning {
            Meaning::Time(time, None) => time.reference(),
            _ => None,
        }
    }
}

impl Value<'_> {
    /// Whether its words place it after the day of publication: *kommende Woche*, *noch in diesem Jahr*.
    pub(crate) fn lies_ahead(&self) -> bool {
        match self.meaning {
            Meaning::Time(time, _) => time.steps().is_some_and(|steps| steps > 0 || steps == 0 && self.starts_with_still),
            _ => false,
        }
    }
}

/// Whether a value is a time of the calendar that is known to the end: no `XXXX-05`, no `PAST_REF`.
pub(crate) fn is_known(value: &str) -> bool {
    !value.contains('X') && !value.ends_with("_REF")
}

impl Kind {
    /// Its name in specifications.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Frequency => "frequency",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Measure => "measure",
            Self::Count => "count",
            Self::Number => "number",
            Self::Ordinal => "ordinal",
            Self::Fraction => "fraction",
        }
    }
}

impl Relation {
    /// Its name in specifications.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Ago => "ago",
            Self::Since => "since",
            Self::From => "from",
            Self::Until => "until",
            Self::Within => "within",
            Self::Before => "before",
            Self::After => "after",
            Self::For => "for",
            Self::During => "during",
            Self::Next => "next",
            Self::Last => "last",
            Self::Age => "age",
        }
    }
}

/// The values of a text in text order, none of which overlap. Times count from the day of publication, if it is known.
pub(crate) fn find<'a>(words: &Words<'a>, published: Option<Date>) -> Vec<Value<'a>> {
    let mut found = Vec::new();
    for sentence in words.article.sentences() {
        reader::Reader::new(words, published, sentence.tokens).read(&mut found);
    }
    found
}

/// The day of publication, if the metadata tells it.
pub(crate) fn published(metadata: &Metadata) -> Option<Date> {
    Date::parse(metadata.published.as_deref()?)
}

/// A value as it is told to people who work on the grammar.
#[doc(hidden)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldValue {
    /// All its words.
    pub span: Span,
    /// The words that hold the value.
    pub core: Span,
    /// What it is.
    pub kind: &'static str,
    /// The value where nothing tells whether past or future is spoken of.
    pub value: Option<String>,
    /// The value in a text that speaks of the past.
    pub past: Option<String>,
    /// The value in a text that speaks of the future.
    pub future: Option<String>,
    /// The time that is meant.
    pub at: Option<String>,
    /// What stands before it makes of it.
    pub relation: Option<&'static str>,
    /// How it is meant: `about`, `at_least`, `start` …
    pub modifier: Option<&'static str>,
    /// What is counted.
    pub noun: Option<String>,
}

/// The values of an article.
#[doc(hidden)]
#[must_use]
pub fn told_values(article: &Article) -> Vec<ToldValue> {
    let words = Words::new(article, german());
    find(&words, published(article.metadata()))
        .into_iter()
        .map(|one| ToldValue {
            span: article.span_of(one.tokens),
            core: article.span_of(one.core),
            kind: one.kind().name(),
            value: one.value(Direction::Unknown),
            past: one.value(Direction::Past),
            future: one.value(Direction::Future),
            at: one.at(Direction::Unknown),
            relation: one.relation.map(Relation::name),
            modifier: one.bound.map(Bound::name).or_else(|| one.portion().map(Portion::name)),
            noun: one.noun.map(str::to_owned),
        })
        .collect()
}

/// How the first values of two articles relate.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// Other kinds or units, or no value at all.
    Incomparable,
    /// The same value.
    Same,
    /// The first says the same more precisely.
    MorePrecise,
    /// The second says the same more precisely.
    LessPrecise,
    /// Two values.
    Different,
}

/// Compares the first values of two articles.
#[doc(hidden)]
#[must_use]
pub fn compared(one: &Article, other: &Article) -> Comparison {
    let (one_words, other_words) = (Words::new(one, german()), Words::new(other, german()));
    match (one_words.values().first(), other_words.values().first()) {
        (Some(one), Some(other)) if one.is_comparable_with(other) => {
            if one.same_as(other) {
                Comparison::Same
            } else if one.is_more_precise_than(other) {
                Comparison::MorePrecise
            } else if other.is_more_precise_than(one) {
                Comparison::LessPrecise
            } else {
                Comparison::Different
            }
        }
        _ => Comparison::Incomparable,
    }
}
