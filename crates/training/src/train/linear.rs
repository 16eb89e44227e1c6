//! A linear classifier from examples.
//!
//! With a hinge, each class is told from all others by a margin, with the squared loss of what is short of it (Fan and others 2008, LIBLINEAR); without,
//! all classes from each other by their probability (multinomial logistic regression). On held-out articles of `wortlaut-gold` the margins were right on a
//! point more of the acts and found rare ones more often.

use wortlaut_reading::learning::{Damaged, Linear};

use super::minimise::{Objective, Patience, minimise};

/// An example of one class.
#[derive(Clone, Debug)]
pub(crate) struct Labelled<'f> {
    pub(crate) features: &'f [u32],
    pub(crate) class: usize,
    /// How much it counts.
    pub(crate) weight: f32,
}

/// How features become weights.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    /// Half of this times the sum of squared weights is part of the loss.
    pub(crate) penalty: f32,
    /// Examples in which a feature must be.
    pub(crate) least: u32,
    /// Whether each class is told from all others with a margin, instead of all from each other by their probability.
    pub(crate) hinge: bool,
}

/// What margins are multiplied with, so that their softmax is about the share that is right.
const SHARPNESS: f32 = 3.0;

/// Finds the weights.
///
/// # Errors
/// [`Damaged`] if the classes cannot be stored, see [`Linear::new`].
pub(crate) fn train(classes: &[&str], examples: &[Labelled<'_>], setting: Setting) -> Result<Linear, Damaged> {
    let features = frequent(examples, setting.least);
    let positions: Vec<Vec<u32>> = examples
        .iter()
        .map(|one| one.features.iter().filter_map(|feature| features.binary_search(feature).ok()).map(|at| at as u32).collect())
        .collect();
    let count = classes.len();
    let mut loss = Loss { examples, positions: &positions, classes: count, penalty: setting.penalty, hinge: setting.hinge };
    // The biases come last.
    let mut weights = vec![0.0; (features.len() + 1) * count];
    minimise(&mut loss, &mut weights, Patience { steps: 150, tolerance: 1e-4 });
    if setting.hinge {
        weights.iter_mut().for_each(|one| *one *= SHARPNESS);
    }
    let biases = &weights[features.len() * count..];
    let named: Vec<(&str, f32)> = classes.iter().copied().zip(biases.iter().copied()).collect();
    let rows: Vec<(u32, Vec<f32>)> =
        features.iter().zip(weights.chunks_exact(count)).map(|(feature, row)| (*feature, row.to_vec())).collect();
    Linear::new(&named, &rows)
}

/// The features of at least so many examples, ascending.
fn frequent(examples: &[Labelled<'_>], least: u32) -> Vec<u32> {
    let mut all: Vec<u32> = examples.iter().flat_map(|one| one.features.iter().copied()).collect();
    all.sort_unstable();
    all.chunk_by(|one, next| one == next).filter(|same| same.len() >= least as usize).map(|same| same[0]).collect()
}

struct Loss<'l> {
    examples: &'l [Labelled<'l>],
    positions: &'l [Vec<u32>],
    classes: usize,
    penalty: f32,
    hinge: bool,
}

impl Objective for Loss<'_> {
    fn evaluate(&mut self, weights: &[f32], gradient: &mut [f32]) -> f64 {
        let count = self.classes;
        let bias = weights.len() - count;
        let mut loss = 0.0;
        for (to, weight) in gradient[..bias].iter_mut().zip(weights) {
            *to = self.penalty * weight;
            loss += f64::from(weight * weight);
        }
        gradient[bias..].fill(0.0);
        loss *= 0.5 * f64::from(self.penalty);
        let mut scores = vec![0.0_f32; count];
        if self.hinge {
            for weight in &weights[bias..] {
                loss += 0.5 * f64::from(self.penalty * weight * weight);
            }
            gradient[bias..].iter_mut().zip(&weights[bias..]).for_each(|(to, weight)| *to = self.penalty * weight);
        }
        for (one, positions) in self.examples.iter().zip(self.positions) {
            scores.copy_from_slice(&weights[bias..]);
            for at in positions {
                let row = &weights[*at as usize * count..][..count];
                scores.iter_mut().zip(row).for_each(|(score, weight)| *score += weight);
            }
            if self.hinge {
                for (class, score) in scores.iter_mut().enumerate() {
                    let sign = if class == one.class { 1.0 } else { -1.0 };
                    let short = (1.0 - sign * *score).max(0.0);
                    loss += f64::from(one.weight * short * short);
                    *score = -2.0 * one.weight * sign * short;
                }
                for at in positions.iter().map(|at| *at as usize * count).chain([bias]) {
                    let row = &mut gradient[at..][..count];
                    row.iter_mut().zip(&scores).for_each(|(to, slope)| *to += slope);
                }
                continue;
            }
            let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let right = scores[one.class] - highest;
            scores.iter_mut().for_each(|score| *score = (*score - highest).exp());
            let sum: f32 = scores.iter().sum();
            loss += f64::from(one.weight * (sum.ln() - right));
            scores.iter_mut().for_each(|score| *score *= one.weight / sum);
            scores[one.class] -= one.weight;
            for at in positions.iter().map(|at| *at as usize * count).chain([bias]) {
                let row = &mut gradient[at..][..count];
                row.iter_mut().zip(&scores).for_each(|(to, slope)| *to += slope);
            }
        }
        loss
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_decides_gets_the_weight() {
        let rows: [(&[u32], usize); 6] = [(&[1, 5], 0), (&[1, 6], 0), (&[1, 7], 0), (&[2, 5], 1), (&[2, 6], 1), (&[3, 7], 2)];
        let examples: Vec<Labelled<'_>> =
            rows.iter().map(|(features, class)| Labelled { features, class: *class, weight: 1.0 }).collect();
        let linear = train(&["a", "b", "c"], &examples, Setting { penalty: 0.1, least: 1, hinge: false }).unwrap();
        let best = |features: &[u32]| {
            let all = linear.probabilities(features);
            (0..3).max_by(|one, other| all[*one].total_cmp(&all[*other])).unwrap()
        };
        assert_eq!([best(&[1]), best(&[2]), best(&[3]), best(&[2, 7])], [0, 1, 2, 1]);
    }

    #[test]
    fn rare_features_have_no_weights() {
        let examples = [(&[1_u32, 9][..], 0), (&[1], 0), (&[2], 1), (&[2], 1)].map(|(features, class)| Labelled {
            features,
            class,
            weight: 1.0,
        });
        assert_eq!(frequent(&examples, 2), [1, 2]);
    }

    #[test]
    fn the_slope_is_that_of_the_value() {
        let examples = [(&[0_u32, 1][..], 0), (&[1], 1)].map(|(features, class)| Labelled { features, class, weight: 1.5 });
        let positions = [vec![0, 1], vec![1]];
        for hinge in [false, true] {
            let mut loss = Loss { examples: &examples, positions: &positions, classes: 2, penalty: 0.3, hinge };
            let at = [0.3, -0.2, 0.7, 0.1, -0.4, 0.2];
            let mut gradient = [0.0; 6];
            loss.evaluate(&at, &mut gradient);
            for position in 0..6 {
                let mut around = |step: f32| {
                    let mut moved = at;
                    moved[position] += step;
                    loss.evaluate(&moved, &mut [0.0; 6])
                };
                let slope = (around(1e-2) - around(-1e-2)) / 2e-2;
                assert!((slope - f64::from(gradient[position])).abs() < 1e-3, "{position}: {slope} {}", gradient[position]);
            }
        }
    }
}
