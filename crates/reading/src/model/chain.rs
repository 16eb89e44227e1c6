//! Linear chains over the same tokens, with sparse, quantised weights over hashed features.

use super::lattice::{MOST_LABELS, Transitions, best};
use super::running::Running;
use super::table::{Damage, Reader, Table, Writer};
use super::tokens::Features;

/// The number of chains: one sees what the grammar proposes, the other does not.
pub const CHAINS: usize = 2;

/// The weights of all chains. They share a table, so that each feature is looked up once.
#[derive(Clone, Debug)]
pub struct Chains {
    labels: usize,
    table: Table,
    transitions: [Transitions; CHAINS],
    steps: [Vec<f32>; CHAINS],
}

/// One chain of several, apart from the others.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    labels: usize,
    table: Table,
    transitions: Transitions,
}

impl Chain {
    /// The label of each token.
    pub(super) fn labels(&self, features: &Features) -> Vec<u8> {
        let mut scores = Vec::with_capacity(features.tokens.len() * self.labels);
        for token in 0..features.tokens.len() {
            let mut sums = [0; MOST_LABELS];
            self.table.sums(features.of(token, true), &mut sums);
            scores.extend(self.table.scores(&sums[..self.labels]));
        }
        best(&scores, &features.borders, &self.transitions)
    }
}

/// What training finds for one chain.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// Sorted.
    pub features: Vec<u32>,
    /// By feature and label.
    pub weights: Vec<f32>,
    /// By border, label before, label after; minus infinity forbids a step.
    pub steps: Vec<f32>,
}

impl Chains {
    /// From the weights of each chain.
    #[must_use]
    pub fn new(labels: usize, chains: &[Weights; CHAINS]) -> Self {
        let mut features: Vec<u32> = chains.iter().flat_map(|one| one.features.iter().copied()).collect();
        features.sort_unstable();
        features.dedup();
        let width = CHAINS * labels;
        let mut joint = vec![0.0; features.len() * width];
        for (number, chain) in chains.iter().enumerate() {
            for (feature, row) in chain.features.iter().zip(chain.weights.chunks_exact(labels)) {
                if let Ok(at) = features.binary_search(feature) {
                    joint[at * width + number * labels..][..labels].copy_from_slice(row);
                }
            }
        }
        let rows: Vec<(u32, &[f32])> = features.iter().copied().zip(joint.chunks_exact(width)).collect();
        let steps = [0, 1].map(|at| chains[at].steps.clone());
        Self { labels, table: Table::new(width, &rows), transitions: transitions(labels, &steps), steps }
    }

    /// The number of weights that are not zero.
    #[must_use]
    pub fn weight_count(&self) -> usize {
        self.table.weight_count()
    }

    /// The steps between the labels of a chain.
    #[must_use]
    pub const fn transitions(&self, chain: usize) -> &Transitions {
        &self.transitions[chain]
    }

    /// The score of each label for each token, by chain.
    #[must_use]
    pub fn scores(&self, features: &Features) -> [Vec<f32>; CHAINS] {
        let labels = self.labels;
        let mut scores = [0, 1].map(|_| Vec::with_capacity(features.tokens.len() * labels));
        let mut running = Running::new(&self.table);
        for token in 0..features.tokens.len() {
            let sums = running.next(features.of(token, true));
            for (scores, sums) in scores.iter_mut().zip(sums.chunks_exact(labels)) {
                scores.extend(self.table.scores(sums));
            }
        }
        scores
    }

    /// The first chain alone.
    pub(super) fn first(&self) -> Chain {
        Chain { labels: self.labels, table: self.table.of_first(self.labels), transitions: self.transitions[0].clone() }
    }

    /// As bytes.
    pub fn write(&self, into: &mut Writer) {
        into.number(self.labels as u32);
        self.table.write(into);
        for steps in &self.steps {
            into.number(steps.len() as u32);
            steps.iter().for_each(|step| into.real(*step));
        }
    }

    /// From bytes.
    ///
    /// # Errors
    /// [`Damage`] if they are none that [`Chains::write`] wrote for so many labels and kinds of border.
    pub fn read(from: &mut Reader<'_>, labels: usize, borders: usize) -> Result<Self, Damage> {
        if labels > MOST_LABELS || from.number()? as usize != labels {
            return Err(Damage("the number of labels"));
        }
        let table = Table::read(from, CHAINS * labels)?;
        let mut steps = [Vec::new(), Vec::new()];
        for steps in &mut steps {
            let count = from.count(4)?;
            if count != borders * labels * labels {
                return Err(Damage("the steps between labels"));
            }
            *steps = (0..count).map(|_| from.real()).collect::<Result<Vec<f32>, _>>()?;
        }
        Ok(Self { labels, table, transitions: transitions(labels, &steps), steps })
    }
}

fn transitions(labels: usize, steps: &[Vec<f32>; CHAINS]) -> [Transitions; CHAINS] {
    [0, 1].map(|at| Transitions::new(labels, steps[at].clone()))
}
