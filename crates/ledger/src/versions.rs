//! Versions of an article, and what changed between them.

use std::collections::BTreeSet;

use wortlaut_reading::Record;

use crate::error::Kind;
use crate::export::Reading;
use crate::find::{ArticleQuery, ArticleSummary};
use crate::{Error, Ledger, Result, stems};

/// A statement of one version, by its position in the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionStatement {
    /// The entry of its record.
    pub record: u64,
    /// Its position in the record, from 0.
    pub position: usize,
    /// Its words; pieces with ` … ` between them.
    pub quote: String,
    /// The words that name who said it.
    pub speaker: Option<String>,
}

/// What a later version does with the statements of an earlier one. Nothing is anchored anew: the places of each side are those of its own
/// version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// How many have the same words and the same speaker.
    pub same: usize,
    /// Other words, speaker or act, with what it was before.
    pub altered: Vec<(VersionStatement, VersionStatement)>,
    /// Only in the later one.
    pub added: Vec<VersionStatement>,
    /// Only in the earlier one.
    pub removed: Vec<VersionStatement>,
}

/// A statement with what it is compared by.
struct Compared {
    statement: VersionStatement,
    act: Option<&'static str>,
    words: Vec<String>,
    set: BTreeSet<String>,
}

/// The share of words that an altered statement must have in common with what it was.
const ALTERED: f64 = 0.5;

impl Ledger {
    /// All versions that have the source or address `source` in common, the oldest first.
    ///
    /// # Errors
    /// [`Error::is_stale`], [`Error::is_damaged`].
    pub fn versions(&self, source: &str) -> Result<Vec<ArticleSummary>> {
        let query =
            ArticleQuery { source: Some(source.to_owned()), all_versions: true, limit: u32::MAX - 1, ..ArticleQuery::default() };
        let mut versions = self.articles(&query)?.items;
        versions.reverse();
        Ok(versions)
    }

    /// What the statements of the record `later` are, seen from those of the record `earlier`. Both are entries of records.
    ///
    /// # Errors
    /// [`Error::is_unknown`] if one of them is no record or was forgotten.
    pub fn difference(&self, earlier: u64, later: u64) -> Result<Difference> {
        let reading = |entry| {
            let unknown = || Error::from(Kind::Unknown { path: self.path.clone(), what: format!("record {entry}") });
            self.reading(entry)?.ok_or_else(unknown)
        };
        Ok(difference(&reading(earlier)?, &reading(later)?))
    }
}

fn difference(earlier: &Reading, later: &Reading) -> Difference {
    let mut before: Vec<Option<Compared>> = compared(earlier).into_iter().map(Some).collect();
    let mut difference = Difference::default();
    // First those that say exactly the same, so that they are not taken for altered ones.
    let mut rest = Vec::new();
    for after in compared(later) {
        let same = before.iter_mut().find(|before| {
            before.as_ref().is_some_and(|before| {
                before.words == after.words && before.statement.speaker == after.statement.speaker && before.act == after.act
            })
        });
        match same {
            Some(before) => {
                *before = None;
                difference.same += 1;
            }
            None => rest.push(after),
        }
    }
    for after in rest {
        let mut best: Option<(f64, &mut Option<Compared>)> = None;
        for before in &mut before {
            let Some(one) = before.as_ref() else { continue };
            let share = shared(&one.set, &after.set);
            if share >= ALTERED && best.as_ref().is_none_or(|(most, _)| share > *most) {
                best = Some((share, before));
            }
        }
        match best.and_then(|(_, before)| before.take()) {
            Some(before) => difference.altered.push((before.statement, after.statement)),
            None => difference.added.push(after.statement),
        }
    }
    difference.removed = before.into_iter().flatten().map(|before| before.statement).collect();
    difference
}

fn compared(reading: &Reading) -> Vec<Compared> {
    let Reading { text, record, entry, .. } = reading;
    let Record { statements, .. } = record;
    statements
        .iter()
        .enumerate()
        .map(|(position, one)| {
            let quote: Vec<&str> = one.quote.iter().map(|span| span.of(text)).collect();
            let quote = quote.join(" … ");
            let words = stems::words(&quote);
            let set = words.iter().cloned().collect();
            let speaker = one.speaker.map(|span| span.of(text).to_owned());
            let statement = VersionStatement { record: *entry, position, quote, speaker };
            Compared { statement, act: one.act.map(|act| act.name()), words, set }
        })
        .collect()
}

/// The share of words that two have in common among all that either has.
fn shared(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
    let both = one.intersection(other).count();
    let all = one.len() + other.len() - both;
    if all == 0 { 0.0 } else { both as f64 / all as f64 }
}
