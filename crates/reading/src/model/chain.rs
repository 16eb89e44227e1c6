//! A linear chain with sparse, quantised weights over hashed features.

use super::lattice::Transitions;
use super::table::{Damage, Reader, Table, Writer};
use super::tokens::Features;

/// The weights of a chain.
#[derive(Clone, Debug)]
pub struct Chain {
    labels: usize,
    with_grammar: bool,
    table: Table,
    /// The steps between labels.
    pub transitions: Transitions,
    steps: Vec<f32>,
}

impl Chain {
    /// From features with a weight for each label, and the weights of the steps; `with_grammar` if some features tell what the
    /// grammar proposes.
    #[must_use]
    pub fn new(labels: usize, with_grammar: bool, rows: &[(u32, &[f32])], steps: Vec<f32>) -> Self {
        Self { labels, with_grammar, table: Table::new(labels, rows), transitions: Transitions::new(labels, steps.clone()), steps }
    }

    /// The number of labels.
    #[must_use]
    pub const fn labels(&self) -> usize {
        self.labels
    }

    /// The number of weights that are not zero.
    #[must_use]
    pub fn weight_count(&self) -> usize {
        self.table.weight_count()
    }

    /// The score of each label for each token.
    #[must_use]
    pub fn scores(&self, features: &Features) -> Vec<f32> {
        let mut scores = vec![0.0; features.tokens.len() * self.labels];
        for (token, scores) in scores.chunks_exact_mut(self.labels).enumerate() {
            features.of(token, self.with_grammar).iter().for_each(|feature| self.table.add(*feature, scores));
            self.table.finish(scores);
        }
        scores
    }

    /// As bytes.
    pub fn write(&self, into: &mut Writer) {
        into.number(self.labels as u32);
        into.byte(u8::from(self.with_grammar));
        self.table.write(into);
        into.number(self.steps.len() as u32);
        self.steps.iter().for_each(|step| into.real(*step));
    }

    /// From bytes.
    ///
    /// # Errors
    /// [`Damage`] if they are none that [`Chain::write`] wrote.
    pub fn read(from: &mut Reader<'_>) -> Result<Self, Damage> {
        let labels = from.number()? as usize;
        if labels == 0 || labels > super::lattice::MOST_LABELS {
            return Err(Damage("a chain's number of labels"));
        }
        let with_grammar = from.byte()? != 0;
        let table = Table::read(from, labels)?;
        let count = from.count(4)?;
        if count == 0 || count % (labels * labels) != 0 {
            return Err(Damage("a chain's steps"));
        }
        let steps = (0..count).map(|_| from.real()).collect::<Result<Vec<f32>, _>>()?;
        Ok(Self { labels, with_grammar, table, transitions: Transitions::new(labels, steps.clone()), steps })
    }
}
