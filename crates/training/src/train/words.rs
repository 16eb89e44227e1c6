//! A logistic regression over hashed features.

use rustc_hash::FxHashMap;
use wortlaut_reading::learning::Table;

use super::minimise::{Objective, Patience, minimise};

/// What the weights are to be like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    /// A feature must stand in so many rows.
    pub(crate) least_count: u32,
    /// How strongly weights are drawn to zero (L2).
    pub(crate) pull: f32,
}

/// Trains on the features of rows and whether each is right. The bias is the weight of feature 0.
pub(crate) fn train(rows: &[&[u32]], right: &[bool], settings: Settings) -> Table {
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    rows.iter().flat_map(|row| row.iter()).for_each(|feature| *counts.entry(*feature).or_default() += 1);
    #[allow(clippy::iter_over_hash_type, reason = "sorted at once")]
    let mut features: Vec<u32> =
        counts.into_iter().filter(|(_, count)| *count >= settings.least_count).map(|(feature, _)| feature).collect();
    features.push(0);
    features.sort_unstable();
    features.dedup();
    let position: FxHashMap<u32, u32> = features.iter().enumerate().map(|(at, feature)| (*feature, at as u32)).collect();
    let numbered: Vec<Vec<u32>> =
        rows.iter().map(|row| row.iter().chain([&0]).filter_map(|feature| position.get(feature).copied()).collect()).collect();
    let mut weights = vec![0.0; features.len()];
    minimise(&mut Loss { rows: &numbered, right, pull: settings.pull }, &mut weights, Patience::default());
    let rows: Vec<(u32, &[f32])> = features.iter().copied().zip(weights.chunks_exact(1)).collect();
    Table::new(1, &rows)
}

struct Loss<'l> {
    rows: &'l [Vec<u32>],
    right: &'l [bool],
    pull: f32,
}

impl Objective for Loss<'_> {
    fn evaluate(&mut self, weights: &[f32], gradient: &mut [f32]) -> f64 {
        gradient.iter_mut().zip(weights).for_each(|(to, weight)| *to = self.pull * weight);
        let mut loss = 0.5 * f64::from(self.pull) * weights.iter().map(|one| f64::from(*one).powi(2)).sum::<f64>();
        for (row, right) in self.rows.iter().zip(self.right) {
            let score: f32 = row.iter().map(|at| weights[*at as usize]).sum();
            let signed = if *right { score } else { -score };
            // log(1 + exp(-signed)), without overflow.
            loss += f64::from(if signed > 0.0 { (-signed).exp().ln_1p() } else { -signed + signed.exp().ln_1p() });
            let slope = 1.0 / (1.0 + (-score).exp()) - f32::from(u8::from(*right));
            row.iter().for_each(|at| gradient[*at as usize] += slope);
        }
        loss
    }
}
