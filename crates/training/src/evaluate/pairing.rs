//! Which found statement stands for which annotated one.

use wortlaut_reading::{Act, Medium, StatementType};

use super::tokens::overlap;

/// The parts of a statement in the order of [`Marked::parts`].
pub(super) const QUOTE: usize = 0;
pub(super) const ADDRESSEE: usize = 1;
pub(super) const CUE: usize = 2;
pub(super) const FRAME: usize = 3;
pub(super) const SPEAKER: usize = 4;

/// The weight of the roles' overlap where everything else is equal.
const TIE: f64 = 1e-7;

/// A statement as the measures see it: token positions instead of spans. The order of the fields is the canonical
/// order of statements, which makes every figure independent of the order they were given in.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Marked {
    /// Token positions of the five parts.
    pub(super) parts: [Vec<u32>; 5],
    pub(super) kind: Option<StatementType>,
    pub(super) medium: Option<Medium>,
    pub(super) act: Option<Act>,
    pub(super) hedge: Option<bool>,
    /// Where it was in its list.
    pub(super) position: usize,
}

/// An annotated statement, a found one, or both with the overlap of their quotes. Positions in the given lists.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Group {
    Pair { gold: usize, found: usize, overlap: f64 },
    Missed { gold: usize },
    Spurious { found: usize },
}

/// Pairs the two lists one to one so that the total of the quotes' token-overlap F1 is as large as it can be; equal
/// types add 0.01 and equal media 0.001. Where that leaves a choice, as between two speakers of the same words, the
/// roles' overlap decides; its weight is too small to change anything else. Statements whose quotes share no token are never a pair.
///
/// Both lists must be sorted.
pub(super) fn groups(gold: &[Marked], found: &[Marked]) -> Vec<Group> {
    let mut weights = vec![vec![0.0; found.len()]; gold.len()];
    for (row, left) in weights.iter_mut().zip(gold) {
        for (weight, right) in row.iter_mut().zip(found) {
            let overlap = overlap(&left.parts[QUOTE], &right.parts[QUOTE]);
            if overlap > 0.0 {
                let kind = if left.kind.is_some() && left.kind == right.kind { 0.01 } else { 0.0 };
                let medium = if left.medium.is_some() && left.medium == right.medium { 0.001 } else { 0.0 };
                let roles: f64 = [SPEAKER, CUE, ADDRESSEE, FRAME]
                    .map(|part| self::overlap(&left.parts[part], &right.parts[part]))
                    .iter()
                    .sum();
                *weight = overlap + kind + medium + TIE * roles;
            }
        }
    }
    let mut partner = assign(&weights, found.len());
    for (row, column) in partner.iter_mut().enumerate() {
        *column = column.filter(|column| weights[row][*column] > 0.0);
    }
    let mut is_paired = vec![false; found.len()];
    let mut groups = Vec::with_capacity(gold.len().max(found.len()));
    for (row, column) in partner.into_iter().enumerate() {
        groups.push(match column {
            Some(column) => {
                is_paired[column] = true;
                let overlap = overlap(&gold[row].parts[QUOTE], &found[column].parts[QUOTE]);
                Group::Pair { gold: row, found: column, overlap }
            }
            None => Group::Missed { gold: row },
        });
    }
    groups.extend((0..found.len()).filter(|column| !is_paired[*column]).map(|column| Group::Spurious { found: column }));
    groups
}

/// For each row the column that a one-to-one assignment of the largest total weight gives it.
///
/// The Hungarian method with potentials and shortest augmenting paths (Kuhn 1955, Jonker and Volgenant 1987), in
/// O(rows² · columns); where there are more rows than columns, on the transposed table.
fn assign(weights: &[Vec<f64>], columns: usize) -> Vec<Option<usize>> {
    let rows = weights.len();
    if rows == 0 || columns == 0 {
        return vec![None; rows];
    }
    if rows > columns {
        let transposed: Vec<Vec<f64>> = (0..columns).map(|column| weights.iter().map(|row| row[column]).collect()).collect();
        let mut partner = vec![None; rows];
        for (column, row) in assign(&transposed, rows).into_iter().enumerate() {
            if let Some(row) = row {
                partner[row] = Some(column);
            }
        }
        return partner;
    }
    // Rows and columns count from 1 here; column 0 holds the row that is being placed.
    let mut row_potential = vec![0.0; rows + 1];
    let mut column_potential = vec![0.0; columns + 1];
    let mut row_of = vec![0; columns + 1];
    let mut before = vec![0; columns + 1];
    for row in 1..=rows {
        row_of[0] = row;
        let mut column = 0;
        let mut slack = vec![f64::INFINITY; columns + 1];
        let mut is_used = vec![false; columns + 1];
        while row_of[column] != 0 {
            is_used[column] = true;
            let (current, mut least, mut next) = (row_of[column], f64::INFINITY, 0);
            for other in 1..=columns {
                if is_used[other] {
                    continue;
                }
                let cost = -weights[current - 1][other - 1] - row_potential[current] - column_potential[other];
                if cost < slack[other] {
                    slack[other] = cost;
                    before[other] = column;
                }
                if slack[other] < least {
                    least = slack[other];
                    next = other;
                }
            }
            for other in 0..=columns {
                if is_used[other] {
                    row_potential[row_of[other]] += least;
                    column_potential[other] -= least;
                } else {
                    slack[other] -= least;
                }
            }
            column = next;
        }
        while column != 0 {
            row_of[column] = row_of[before[column]];
            column = before[column];
        }
    }
    let mut partner = vec![None; rows];
    for (column, row) in row_of.into_iter().enumerate().skip(1).filter(|(_, row)| *row != 0) {
        partner[row - 1] = Some(column - 1);
    }
    partner
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn quoting(tokens: std::ops::Range<u32>) -> Marked {
        Marked { parts: [tokens.collect(), vec![], vec![], vec![], vec![]], ..Marked::default() }
    }

    #[test]
    fn the_total_counts_not_the_best_single_pair() {
        // Greedy would take gold 0 – found 1 (overlap 2·8/17 = 0.94), after which gold 1 and found 0 share nothing.
        // The best total is gold 0 – found 0 (2·5/14 = 0.71) and gold 1 – found 1 (2·3/11 = 0.55): 1.26.
        let gold = [quoting(0..9), quoting(6..9)];
        let found = [quoting(0..5), quoting(1..9)];
        let pairs: Vec<(usize, usize)> = groups(&gold, &found)
            .iter()
            .filter_map(|group| match *group {
                Group::Pair { gold, found, .. } => Some((gold, found)),
                _ => None,
            })
            .collect();
        assert_eq!(pairs, [(0, 0), (1, 1)]);
    }

    #[test]
    fn the_type_decides_between_equal_overlaps() {
        let of_kind = |kind| Marked { kind: Some(kind), ..quoting(0..4) };
        let gold = [of_kind(StatementType::Indirect)];
        let found = [of_kind(StatementType::Direct), of_kind(StatementType::Indirect)];
        assert!(matches!(groups(&gold, &found)[..], [Group::Pair { found: 1, .. }, Group::Spurious { found: 0 }]));
    }

    #[test]
    fn the_speaker_decides_between_equal_quotes() {
        let said_by = |speaker: u32| {
            let mut one = quoting(2..6);
            one.parts[SPEAKER] = vec![speaker];
            one
        };
        let gold = [said_by(0), said_by(1), said_by(8)];
        let found = [said_by(1), said_by(8)];
        let groups = groups(&gold, &found);
        assert!(
            matches!(groups[..], [Group::Missed { gold: 0 }, Group::Pair { found: 0, .. }, Group::Pair { found: 1, .. }]),
            "{groups:?}"
        );
    }

    #[test]
    fn quotes_without_a_shared_token_are_no_pair() {
        let (gold, found) = ([quoting(0..4)], [quoting(4..8)]);
        assert_eq!(groups(&gold, &found), [Group::Missed { gold: 0 }, Group::Spurious { found: 0 }]);
    }

    fn best_total(weights: &[Vec<f64>], used: &mut Vec<bool>, row: usize) -> f64 {
        if row == weights.len() {
            return 0.0;
        }
        let mut best = best_total(weights, used, row + 1);
        for column in 0..used.len() {
            if !used[column] {
                used[column] = true;
                best = best.max(weights[row][column] + best_total(weights, used, row + 1));
                used[column] = false;
            }
        }
        best
    }

    proptest! {
        #[test]
        fn no_assignment_has_a_larger_total(
            weights in (0..5_usize, 0..5_usize).prop_flat_map(|(rows, columns)|
                prop::collection::vec(prop::collection::vec(0.0..1.0_f64, columns), rows))
        ) {
            let columns = weights.first().map_or(0, Vec::len);
            let partner = assign(&weights, columns);
            let mut taken: Vec<usize> = partner.iter().flatten().copied().collect();
            taken.sort_unstable();
            taken.dedup();
            prop_assert_eq!(taken.len(), partner.iter().flatten().count());
            let total: f64 = partner.iter().enumerate().filter_map(|(row, column)| column.map(|at| weights[row][at])).sum();
            prop_assert!((total - best_total(&weights, &mut vec![false; columns], 0)).abs() < 1e-9);
        }
    }
}
