//! Trained weights and how they score: what the grammar's proposals are worth.

pub(crate) mod chain;
pub(crate) mod hash;
pub(crate) mod labels;
pub(crate) mod lattice;
pub(crate) mod linking;
pub(crate) mod pool;
pub(crate) mod selection;
pub(crate) mod table;
pub(crate) mod tokens;
pub(crate) mod trees;

use chain::Chains;
use linking::Linker;
use selection::Thresholds;
use table::Table;
use trees::Forest;

/// Trained weights for one language.
#[derive(Clone, Debug)]
pub struct Model {
    /// Labels of tokens: with what the grammar proposes in sight, and without.
    pub chains: Chains,
    /// Proposals by their words.
    pub sparse: Table,
    /// Proposals by everything.
    pub forest: Forest,
    /// What is kept.
    pub thresholds: Thresholds,
    /// Who says what is kept.
    pub linker: Linker,
}

impl Model {
    /// The score of a proposal's words.
    #[must_use]
    pub fn words_score(sparse: &Table, features: &[u32]) -> f32 {
        let mut score = [0.0];
        sparse.add(0, &mut score);
        features.iter().for_each(|feature| sparse.add(*feature, &mut score));
        sparse.finish(&mut score);
        score[0]
    }

    /// How probably each proposal is right.
    pub(crate) fn shares(&self, proposed: &mut [pool::Proposed]) -> Vec<f32> {
        proposed
            .iter_mut()
            .map(|one| {
                one.columns[0] = Self::words_score(&self.sparse, &one.features);
                share(self.forest.score(&one.columns))
            })
            .collect()
    }
}

fn share(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}
