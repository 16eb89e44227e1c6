//! Which of those named before a pronoun, role or common noun refers to.

use crate::model::table::{Damage, Reader, Writer};
use crate::model::trees::Forest;

/// The number of columns of a row.
pub(crate) const COLUMNS: usize = 27;

/// What speaks for somebody as the one who is meant, or for nobody.
pub(crate) type Row = [f32; COLUMNS];

/// The row of nobody, for the same mention as `row`.
pub(crate) fn nobody(row: &Row, candidates: usize) -> Row {
    let mut nobody = [0.0; COLUMNS];
    nobody[..OF_MENTION].copy_from_slice(&row[..OF_MENTION]);
    nobody[OF_MENTION] = 1.0;
    nobody[OF_MENTION + 1] = candidates as f32;
    nobody
}

/// Columns that tell of the mention alone; then comes whether the row is nobody's.
pub(crate) const OF_MENTION: usize = 8;

/// How sure the choice must be.
const LEAST_SHARE: f32 = 0.6;

/// Weights that choose. The default has none and goes by hand-made ones.
#[derive(Clone, Debug, Default)]
pub struct Ranker {
    forest: Option<Forest>,
}

impl Ranker {
    /// From trees that score rows of [`COLUMNS`] columns.
    #[must_use]
    pub const fn new(forest: Forest) -> Self {
        Self { forest: Some(forest) }
    }

    /// The position of the row that is meant; `None` if nobody is, or if two are too close.
    pub(crate) fn choose(&self, rows: &[Row]) -> Option<usize> {
        let first = rows.first()?;
        let nobody = nobody(first, rows.len());
        let scores: Vec<f32> = rows.iter().chain([&nobody]).map(|row| self.score(row)).collect();
        let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let sum: f32 = scores.iter().map(|score| (score - most).exp()).sum();
        let best = (0..rows.len()).max_by(|one, other| scores[*one].total_cmp(&scores[*other]).then(other.cmp(one)))?;
        ((scores[best] - most).exp() / sum >= LEAST_SHARE).then_some(best)
    }

    fn score(&self, row: &Row) -> f32 {
        match &self.forest {
            Some(forest) => forest.score(row),
            None => by_hand(row),
        }
    }

    /// As bytes.
    pub fn write(&self, into: &mut Writer) {
        into.byte(u8::from(self.forest.is_some()));
        if let Some(forest) = &self.forest {
            forest.write(into);
        }
    }

    /// From bytes.
    ///
    /// # Errors
    /// [`Damage`] if they are none that [`Ranker::write`] wrote.
    pub fn read(from: &mut Reader<'_>) -> Result<Self, Damage> {
        match from.byte()? {
            0 => Ok(Self::default()),
            1 => Ok(Self::new(Forest::read(from, COLUMNS)?)),
            _ => Err(Damage("whether there are weights for who is meant")),
        }
    }
}

/// What the rows hold, by name.
pub(crate) mod column {
    /// Of the mention: what it is.
    pub(crate) const PRONOUN: usize = 0;
    pub(crate) const ROLE: usize = 1;
    pub(crate) const BODY: usize = 2;
    pub(crate) const GROUP: usize = 3;
    /// It speaks in a statement.
    pub(crate) const SPEAKS: usize = 4;
    /// It is plural.
    pub(crate) const PLURAL: usize = 5;
    /// It is masculine.
    pub(crate) const MASCULINE: usize = 6;
    /// Its noun belongs to something that is said with it.
    pub(crate) const COMPLEMENT: usize = 7;
    // The row is nobody's, and of how many candidates: 8, 9.
    pub(crate) const DISTANCE: usize = 10;
    pub(crate) const RECENCY: usize = 11;
    pub(crate) const SUBJECT: usize = 12;
    pub(crate) const SPEAKER: usize = 13;
    pub(crate) const COUNT: usize = 14;
    pub(crate) const PERSON: usize = 15;
    pub(crate) const IS_BODY: usize = 16;
    pub(crate) const IS_GROUP: usize = 17;
    pub(crate) const UNKNOWN: usize = 18;
    pub(crate) const GENDER: usize = 19;
    pub(crate) const NOUN: usize = 20;
    pub(crate) const GENERAL: usize = 21;
    pub(crate) const SAME_SENTENCE: usize = 22;
    pub(crate) const SAME_BLOCK: usize = 23;
    pub(crate) const FIRST: usize = 24;
    pub(crate) const LAST_SUBJECT: usize = 25;
    pub(crate) const GOVERNED: usize = 26;
}

/// A score for models that were not trained to choose: nearness, subjects and speakers count, then what is known of somebody.
fn by_hand(row: &Row) -> f32 {
    use column::*;
    if row[OF_MENTION] > 0.0 {
        return 0.3;
    }
    let common = -0.55 * row[DISTANCE].min(8.0)
        + 1.1 * row[SUBJECT]
        + 1.6 * row[SPEAKER]
        + 0.25 * row[COUNT].min(6.0)
        + 0.4 * row[SAME_BLOCK]
        - 1.2 * row[UNKNOWN];
    if row[PRONOUN] > 0.0 {
        common + 0.6 * row[GENDER] + 1.2 * row[PERSON] - 0.3 * row[SAME_SENTENCE]
    } else {
        common * 0.6 + 4.0 * row[NOUN] + 2.4 * row[GENERAL] + 0.6 * row[GENDER] + 0.4 * row[FIRST]
    }
}
