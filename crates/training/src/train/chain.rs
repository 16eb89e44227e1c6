//! Weights of a linear chain (conditional random field) from labelled sequences.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use wortlaut_reading::learning::{BORDERS, Features, Posterior, Transitions, Weights};

use super::minimise::{Objective, Patience, minimise};

/// A stretch of text with the right label of each token.
#[derive(Clone, Debug)]
pub(crate) struct Labelled {
    pub(crate) features: Features,
    pub(crate) labels: Vec<u8>,
}

/// What the weights are to be like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) labels: usize,
    /// Whether the weights see what the grammar proposes.
    pub(crate) with_grammar: bool,
    /// A feature must be seen at least so often.
    pub(crate) least_count: u32,
    /// How strongly weights are drawn to zero (L2): a half of this times their squares is added to the loss.
    pub(crate) pull: f32,
    pub(crate) patience: Patience,
}

/// Work is split into this many parts, whatever the number of cores, so that sums come out the same everywhere.
const PARTS: usize = 4;

/// Trains a chain on `sequences`; `is_allowed` tells which label may follow which.
pub(crate) fn train(sequences: &[&Labelled], settings: Settings, is_allowed: impl Fn(usize, usize) -> bool) -> Weights {
    let features = dictionary(sequences.iter().map(|one| &one.features), settings);
    let labels = settings.labels;
    let mut position: FxHashMap<u32, u32> = FxHashMap::default();
    position.extend(features.iter().enumerate().map(|(at, feature)| (*feature, at as u32)));
    let numbered: Vec<Numbered<'_>> = sequences.iter().map(|one| Numbered::of(one, &position, settings.with_grammar)).collect();
    let forbidden: Vec<bool> = (0..BORDERS * labels * labels).map(|at| !is_allowed(at / labels % labels, at % labels)).collect();
    let mut weights = vec![0.0_f32; features.len() * labels + forbidden.len()];
    let mut loss = Loss { sequences: &numbered, labels, features: features.len(), forbidden: &forbidden, pull: settings.pull };
    minimise(&mut loss, &mut weights, settings.patience);
    let of_steps = weights.split_off(features.len() * labels);
    Weights { steps: steps(&of_steps, &forbidden), features, weights }
}

fn steps(weights: &[f32], forbidden: &[bool]) -> Vec<f32> {
    weights.iter().zip(forbidden).map(|(weight, forbidden)| if *forbidden { f32::NEG_INFINITY } else { *weight }).collect()
}

/// The features seen often enough, in the order of their numbers.
fn dictionary<'f>(all: impl Iterator<Item = &'f Features>, settings: Settings) -> Vec<u32> {
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    for features in all {
        for token in 0..features.tokens.len() {
            for feature in features.of(token, settings.with_grammar) {
                *counts.entry(*feature).or_default() += 1;
            }
        }
    }
    #[allow(clippy::iter_over_hash_type, reason = "sorted at once")]
    let mut kept: Vec<u32> =
        counts.into_iter().filter(|(_, count)| *count >= settings.least_count).map(|(feature, _)| feature).collect();
    kept.sort_unstable();
    kept
}

/// A sequence with positions in the dictionary for features.
struct Numbered<'s> {
    offsets: Vec<u32>,
    features: Vec<u32>,
    borders: &'s [u8],
    labels: &'s [u8],
}

impl<'s> Numbered<'s> {
    fn of(labelled: &'s Labelled, position: &FxHashMap<u32, u32>, with_grammar: bool) -> Self {
        let source = &labelled.features;
        let mut offsets = vec![0];
        let mut features = Vec::with_capacity(source.features.len());
        for token in 0..source.tokens.len() {
            features.extend(source.of(token, with_grammar).iter().filter_map(|feature| position.get(feature)));
            offsets.push(features.len() as u32);
        }
        Self { offsets, features, borders: &source.borders, labels: &labelled.labels }
    }
}

struct Loss<'l> {
    sequences: &'l [Numbered<'l>],
    labels: usize,
    features: usize,
    forbidden: &'l [bool],
    pull: f32,
}

impl Loss<'_> {
    /// The loss of some sequences; its slope is added to `gradient`.
    fn of(&self, sequences: &[Numbered<'_>], weights: &[f32], transitions: &Transitions, gradient: &mut [f32]) -> f64 {
        let labels = self.labels;
        let (of_features, of_steps) = weights.split_at(self.features * labels);
        let (into_features, into_steps) = gradient.split_at_mut(self.features * labels);
        let mut loss = 0.0;
        for one in sequences {
            let length = one.labels.len();
            let mut scores = vec![0.0_f32; length * labels];
            for (score, bounds) in scores.chunks_exact_mut(labels).zip(one.offsets.windows(2)) {
                for feature in &one.features[bounds[0] as usize..bounds[1] as usize] {
                    let row = &of_features[*feature as usize * labels..][..labels];
                    score.iter_mut().zip(row).for_each(|(to, weight)| *to += weight);
                }
            }
            let mut posterior = Posterior::of(&scores, one.borders, transitions);
            loss += posterior.log_sum;
            posterior.add_steps(one.borders, transitions, into_steps);
            let mut before = 0;
            for (at, label) in one.labels.iter().map(|one| usize::from(*one)).enumerate() {
                let step = (usize::from(one.borders[at]) * labels + before) * labels + label;
                loss -= f64::from(scores[at * labels + label] + of_steps[step]);
                into_steps[step] -= 1.0;
                posterior.nodes[at * labels + label] -= 1.0;
                before = label;
            }
            for (slope, bounds) in posterior.nodes.chunks_exact(labels).zip(one.offsets.windows(2)) {
                for feature in &one.features[bounds[0] as usize..bounds[1] as usize] {
                    let row = &mut into_features[*feature as usize * labels..][..labels];
                    row.iter_mut().zip(slope).for_each(|(to, slope)| *to += slope);
                }
            }
        }
        loss
    }
}

impl Objective for Loss<'_> {
    fn evaluate(&mut self, weights: &[f32], gradient: &mut [f32]) -> f64 {
        let transitions = Transitions::new(self.labels, steps(&weights[self.features * self.labels..], self.forbidden));
        let part = self.sequences.len().div_ceil(PARTS).max(1);
        let parts: Vec<(f64, Vec<f32>)> = self
            .sequences
            .par_chunks(part)
            .map(|sequences| {
                let mut gradient = vec![0.0; weights.len()];
                (self.of(sequences, weights, &transitions, &mut gradient), gradient)
            })
            .collect();
        let mut loss = 0.0;
        gradient.iter_mut().zip(weights).for_each(|(to, weight)| *to = self.pull * weight);
        loss += 0.5 * f64::from(self.pull) * weights.iter().map(|one| f64::from(*one).powi(2)).sum::<f64>();
        for (value, slope) in parts {
            loss += value;
            gradient.iter_mut().zip(&slope).for_each(|(to, from)| *to += from);
        }
        for (slope, forbidden) in gradient[self.features * self.labels..].iter_mut().zip(self.forbidden) {
            if *forbidden {
                *slope = 0.0;
            }
        }
        loss
    }
}
