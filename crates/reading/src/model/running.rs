//! Sums of weights from token to token, of which only what changes is looked up and added.

use super::lattice::MOST_LABELS;
use super::table::{Row, Table};

/// The most classes that a table may have here.
const MOST: usize = 2 * MOST_LABELS;

/// The sums of a table's weights for one token after the other.
///
/// Tokens have their features in the same order, and many features are those of the clause or sentence: at the same place in the
/// token before stands the same feature. Those are added once and stay until they change.
pub(super) struct Running<'t> {
    table: &'t Table,
    /// The features of the token before, and their rows.
    features: Vec<u32>,
    rows: Vec<Row>,
    /// Whether a row is part of `kept`, by place.
    is_kept: Vec<bool>,
    kept: [i32; MOST],
    /// The places that changed, with their features and rows.
    changed: Vec<usize>,
    changed_features: Vec<u32>,
    changed_rows: Vec<Row>,
}

impl<'t> Running<'t> {
    pub(super) const fn new(table: &'t Table) -> Self {
        Self {
            table,
            features: Vec::new(),
            rows: Vec::new(),
            is_kept: Vec::new(),
            kept: [0; MOST],
            changed: Vec::new(),
            changed_features: Vec::new(),
            changed_rows: Vec::new(),
        }
    }

    /// The sums for the next token, of which the table's classes count.
    pub(super) fn next(&mut self, features: &[u32]) -> [i32; MOST] {
        if features.len() != self.features.len() {
            self.features.clear();
            self.rows = vec![Row::EMPTY; features.len()];
            self.is_kept = vec![false; features.len()];
            self.kept = [0; MOST];
        }
        self.changed.clear();
        self.changed_features.clear();
        for (place, feature) in features.iter().enumerate() {
            let is_same = self.features.get(place) == Some(feature);
            if !is_same {
                self.changed.push(place);
                self.changed_features.push(*feature);
            }
            if is_same != self.is_kept[place] {
                self.is_kept[place] = is_same;
                match is_same {
                    true => self.table.add_all(&[self.rows[place]], &mut self.kept),
                    false => self.table.subtract(self.rows[place], &mut self.kept),
                }
            }
        }
        self.features.clear();
        self.features.extend_from_slice(features);
        self.changed_rows.resize(self.changed.len(), Row::EMPTY);
        self.table.find(&self.changed_features, &mut self.changed_rows);
        self.changed.iter().zip(&self.changed_rows).for_each(|(place, row)| self.rows[*place] = *row);
        let mut sums = self.kept;
        self.table.add_all(&self.changed_rows, &mut sums);
        sums
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sums_are_those_of_each_token_alone(tokens in prop::collection::vec(prop::collection::vec(0..9_u32, 3..5), 0..20)) {
            let weights: Vec<Vec<f32>> = (0..7_usize).map(|feature| (0..12).map(|at| if at > feature * 2 { at as f32 } else { 0.0 }).collect()).collect();
            let rows: Vec<(u32, &[f32])> = weights.iter().enumerate().map(|(at, row)| (at as u32 + 1, row.as_slice())).collect();
            let table = Table::new(12, &rows);
            let mut running = Running::new(&table);
            for features in &tokens {
                let mut alone = [0; 12];
                table.sums(features, &mut alone);
                prop_assert_eq!(&running.next(features)[..12], alone);
            }
        }
    }
}
