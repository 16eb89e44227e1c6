//! Boosted trees with logistic loss, over histograms of the columns (Friedman 2001; Chen and Guestrin 2016 for gain and leaf values).

use rayon::prelude::*;
use wortlaut_reading::learning::{Forest, Node};

/// How the trees are to be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) trees: usize,
    pub(crate) leaves: usize,
    /// The share of each tree's answer that is taken.
    pub(crate) shrinkage: f32,
    /// The least sum of second derivatives in a leaf.
    pub(crate) least_weight: f32,
    /// Added to that sum, which draws leaves to zero.
    pub(crate) pull: f32,
    /// The share of columns and rows that each tree sees.
    pub(crate) columns: f32,
    pub(crate) rows: f32,
    pub(crate) seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { trees: 300, leaves: 12, shrinkage: 0.06, least_weight: 5.0, pull: 3.0, columns: 0.4, rows: 0.7, seed: 1 }
    }
}

const BINS: usize = 64;

/// Trains on rows and how right each is, 0 to 1.
pub(crate) fn train(rows: &[&[f32]], right: &[f32], settings: Settings) -> Forest {
    let share = (right.iter().sum::<f32>() + 1.0) / (right.len() as f32 + 2.0);
    boost(rows, (share / (1.0 - share)).ln(), settings, |scores, slopes| {
        slopes.extend(scores.iter().zip(right).map(|(score, right)| {
            let share = 1.0 / (1.0 + (-score).exp());
            (share - right, (share * (1.0 - share)).max(1e-6))
        }));
    })
}

/// Trains on rows of which, in each group, the one with the highest score is taken: softmax loss. `groups` tells where each group ends;
/// `right` sums to 1 in each.
pub(crate) fn train_choices(rows: &[&[f32]], groups: &[usize], right: &[f32], settings: Settings) -> Forest {
    boost(rows, 0.0, settings, |scores, slopes| {
        let mut start = 0;
        for end in groups.iter().copied() {
            let most = scores[start..end].iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let sum: f32 = scores[start..end].iter().map(|score| (score - most).exp()).sum();
            slopes.extend((start..end).map(|at| {
                let share = (scores[at] - most).exp() / sum;
                (share - right[at], (share * (1.0 - share)).max(1e-6))
            }));
            start = end;
        }
    })
}

/// Boosts trees from `base`; `slopes_of` turns scores into first and second derivatives of the loss.
fn boost(rows: &[&[f32]], base: f32, settings: Settings, slopes_of: impl Fn(&[f32], &mut Vec<(f32, f32)>)) -> Forest {
    let columns = rows.first().map_or(0, |row| row.len());
    let bounds: Vec<Vec<f32>> = (0..columns).into_par_iter().map(|column| bounds(rows, column)).collect();
    let bins: Vec<Vec<u8>> = bounds
        .par_iter()
        .enumerate()
        .map(|(column, bounds)| rows.iter().map(|row| bounds.partition_point(|bound| *bound < row[column]) as u8).collect())
        .collect();
    let mut scores = vec![base; rows.len()];
    let mut random = Random(settings.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut trees = Vec::with_capacity(settings.trees);
    let mut slopes = Vec::with_capacity(rows.len());
    for _ in 0..settings.trees {
        slopes.clear();
        slopes_of(&scores, &mut slopes);
        let seen: Vec<u32> = (0..rows.len() as u32).filter(|_| random.share() < settings.rows).collect();
        let usable: Vec<usize> = (0..columns).filter(|_| random.share() < settings.columns).collect();
        let tree = grow(&bins, &bounds, &slopes, seen, &usable, settings);
        let single = Forest::new(columns, 0.0, std::slice::from_ref(&tree));
        scores.iter_mut().zip(rows).for_each(|(score, row)| *score += single.score(row));
        trees.push(tree);
    }
    Forest::new(columns, base, &trees)
}

/// Values between which a column can be split.
fn bounds(rows: &[&[f32]], column: usize) -> Vec<f32> {
    let mut values: Vec<f32> = rows.iter().map(|row| row[column]).collect();
    values.sort_unstable_by(f32::total_cmp);
    let mut bounds: Vec<f32> = (1..BINS).map(|bin| values[bin * (values.len() - 1) / BINS]).collect();
    let mut distinct = values;
    distinct.dedup();
    if distinct.len() <= BINS {
        bounds = distinct[..distinct.len() - 1].to_vec();
    }
    bounds.dedup();
    bounds
}

struct Leaf {
    /// Where it stands in the tree.
    node: usize,
    rows: Vec<u32>,
    slope: f64,
    weight: f64,
    split: Option<Split>,
}

#[derive(Clone, Copy)]
struct Split {
    gain: f64,
    column: usize,
    bin: usize,
}

fn grow(
    bins: &[Vec<u8>],
    bounds: &[Vec<f32>],
    slopes: &[(f32, f32)],
    rows: Vec<u32>,
    usable: &[usize],
    settings: Settings,
) -> Vec<Node> {
    let leaf = |node: usize, rows: Vec<u32>| {
        let (slope, weight) = rows.iter().fold((0.0, 0.0), |(slope, weight), row| {
            let (one, two) = slopes[*row as usize];
            (slope + f64::from(one), weight + f64::from(two))
        });
        let split = best_split(bins, bounds, slopes, &rows, usable, (slope, weight), settings);
        Leaf { node, rows, slope, weight, split }
    };
    let mut nodes = vec![Node::leaf(0.0)];
    let mut leaves = vec![leaf(0, rows)];
    while leaves.len() < settings.leaves {
        let best = leaves
            .iter()
            .enumerate()
            .filter_map(|(at, one)| one.split.map(|split| (at, split)))
            .max_by(|a, b| a.1.gain.total_cmp(&b.1.gain).then(b.0.cmp(&a.0)));
        let Some((at, split)) = best else { break };
        let parent = leaves.swap_remove(at);
        let (left, right): (Vec<u32>, Vec<u32>) =
            parent.rows.iter().partition(|row| usize::from(bins[split.column][**row as usize]) <= split.bin);
        let below = [nodes.len() as u16, nodes.len() as u16 + 1];
        nodes[parent.node] = Node { column: split.column as u16, below, bound: bounds[split.column][split.bin] };
        nodes.extend([Node::leaf(0.0), Node::leaf(0.0)]);
        leaves.push(leaf(usize::from(below[0]), left));
        leaves.push(leaf(usize::from(below[1]), right));
    }
    for leaf in leaves {
        let value = -leaf.slope / (leaf.weight + f64::from(settings.pull));
        nodes[leaf.node] = Node::leaf(value as f32 * settings.shrinkage);
    }
    nodes
}

fn best_split(
    bins: &[Vec<u8>],
    bounds: &[Vec<f32>],
    slopes: &[(f32, f32)],
    rows: &[u32],
    usable: &[usize],
    (slope, weight): (f64, f64),
    settings: Settings,
) -> Option<Split> {
    let least = f64::from(settings.least_weight);
    if weight < 2.0 * least {
        return None;
    }
    let pull = f64::from(settings.pull);
    let value = |slope: f64, weight: f64| slope * slope / (weight + pull);
    let of_column = |column: &usize| {
        let mut sums = [(0.0_f64, 0.0_f64); BINS + 1];
        for row in rows {
            let (one, two) = slopes[*row as usize];
            let sum = &mut sums[usize::from(bins[*column][*row as usize])];
            sum.0 += f64::from(one);
            sum.1 += f64::from(two);
        }
        let mut left = (0.0, 0.0);
        let mut best: Option<Split> = None;
        for (bin, sum) in sums.iter().enumerate().take(bounds[*column].len()) {
            left.0 += sum.0;
            left.1 += sum.1;
            let right = (slope - left.0, weight - left.1);
            if left.1 < least || right.1 < least {
                continue;
            }
            let gain = value(left.0, left.1) + value(right.0, right.1) - value(slope, weight);
            if gain > 1e-6 && best.is_none_or(|best| gain > best.gain) {
                best = Some(Split { gain, column: *column, bin });
            }
        }
        best
    };
    usable.iter().filter_map(of_column).max_by(|a, b| a.gain.total_cmp(&b.gain).then(b.column.cmp(&a.column)))
}

/// Xorshift64* (Vigna 2016): the same numbers on every machine.
struct Random(u64);

impl Random {
    fn share(&mut self) -> f32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 40) as f32 / (1_u64 << 24) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exclusive_or_is_learned() {
        let rows: Vec<Vec<f32>> = (0..400).map(|at| vec![(at % 2) as f32, (at / 2 % 2) as f32, (at % 7) as f32]).collect();
        let right: Vec<f32> = rows.iter().map(|row| f32::from(u8::from(row[0] != row[1]))).collect();
        let rows: Vec<&[f32]> = rows.iter().map(Vec::as_slice).collect();
        let forest = train(&rows, &right, Settings { trees: 40, columns: 1.0, ..Settings::default() });
        assert!(rows.iter().zip(&right).all(|(row, right)| (forest.score(row) > 0.0) == (*right > 0.5)));
        let again = train(&rows, &right, Settings { trees: 40, columns: 1.0, ..Settings::default() });
        assert_eq!(forest, again);
    }

    #[test]
    fn the_largest_of_each_group_is_learned() {
        // What is right depends on the group: no bound on the row alone tells it.
        let value = |at: usize| ((at * 7919) % 101) as f32;
        let rows: Vec<Vec<f32>> = (0..900)
            .map(|at| {
                let group = at / 3 * 3;
                let most = (group..group + 3).filter(|other| *other != at).map(value).fold(0.0, f32::max);
                vec![value(at), value(at) - most]
            })
            .collect();
        let right: Vec<f32> = rows.iter().map(|row| f32::from(u8::from(row[1] > 0.0))).collect();
        let rows: Vec<&[f32]> = rows.iter().map(Vec::as_slice).collect();
        let groups: Vec<usize> = (1..=300).map(|group| 3 * group).collect();
        let forest = train_choices(&rows, &groups, &right, Settings { trees: 40, columns: 1.0, ..Settings::default() });
        for group in 0..300 {
            let best =
                (3 * group..3 * group + 3).max_by(|a, b| forest.score(rows[*a]).total_cmp(&forest.score(rows[*b]))).unwrap();
            assert!(right[best] > 0.5, "{group}");
        }
    }
}
