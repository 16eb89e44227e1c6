//! Trained weights and how they score: what the grammar's proposals are worth.

pub(crate) mod calibration;
pub(crate) mod chain;
mod feature;
pub(crate) mod file;
pub(crate) mod hash;
pub(crate) mod labels;
pub(crate) mod lattice;
mod linear;
pub(crate) mod linking;
pub(crate) mod pool;
mod running;
pub(crate) mod selection;
pub(crate) mod table;
pub(crate) mod tagging;
pub(crate) mod tokens;
pub(crate) mod trees;

use std::sync::LazyLock;

use calibration::Calibration;
use chain::Chains;
pub(crate) use feature::Feature;
pub use file::ModelError;
use file::Sections;
pub use linear::{Damaged, Linear};
use linking::Linker;
use selection::Thresholds;
use table::{Table, Writer};
use tagging::Tagger;
use trees::Forest;

use crate::judgement::weights::Weights as Judgement;
use crate::parties::ranker::Ranker;

/// Trained weights for one language.
///
/// Those for German are part of the program ([`Model::german`]); `wortlaut train` makes others from annotated articles.
#[derive(Clone, Debug)]
pub struct Model {
    /// What each token is in its sentence; the grammar works without, too.
    #[doc(hidden)]
    pub tagger: Option<Tagger>,
    /// Labels of tokens.
    #[doc(hidden)]
    pub chains: Chains,
    /// Proposals by their words.
    #[doc(hidden)]
    pub words: Table,
    /// Proposals by everything.
    #[doc(hidden)]
    pub forest: Forest,
    /// What is kept.
    #[doc(hidden)]
    pub thresholds: Thresholds,
    /// From the forest's shares to the share of statements that are right.
    #[doc(hidden)]
    pub calibration: Calibration,
    /// Who says what is kept.
    #[doc(hidden)]
    pub linker: Linker,
    /// Who is meant by a pronoun, role or common noun.
    #[doc(hidden)]
    pub ranker: Ranker,
    /// Act, medium and hedge; without, the rules' proposals count.
    #[doc(hidden)]
    pub judgement: Option<Judgement>,
}

static GERMAN: LazyLock<Model> = LazyLock::new(|| {
    let bytes = include_bytes!("../../../models/de.model");
    // A test reads the file, so that no program is built with one that cannot be read.
    Model::from_bytes(bytes).expect("the built-in model can be read")
});

impl Model {
    /// The weights that are part of the program.
    #[must_use]
    pub fn german() -> &'static Self {
        &GERMAN
    }

    /// Reads a model file.
    ///
    /// ```
    /// use wortlaut_reading::{Model, ModelError};
    /// assert_eq!(Model::from_bytes(b"no model").err(), Some(ModelError::NotAModel));
    /// ```
    ///
    /// # Errors
    /// [`ModelError`] with a remedy if the bytes are anything else than a whole model file of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let sections = Sections::read(bytes)?;
        let tagger = sections.has("tagger").then(|| sections.take("tagger", Tagger::read)).transpose()?;
        Ok(Self {
            tagger,
            chains: sections.take("chains", |from| Chains::read(from, labels::LABELS, tokens::BORDERS))?,
            words: sections.take("words", |from| Table::read(from, 1))?,
            forest: sections.take("forest", |from| Forest::read(from, pool::COLUMNS))?,
            thresholds: sections.take("selection", Thresholds::read)?,
            calibration: sections.take("calibration", Calibration::read)?,
            linker: sections.take("speakers", Linker::read)?,
            ranker: if sections.has("referents") { sections.take("referents", Ranker::read)? } else { Ranker::default() },
            judgement: Some(judgement(&sections)?),
        })
    }

    /// The bytes of a model file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let section = |write: &dyn Fn(&mut Writer)| {
            let mut writer = Writer::default();
            write(&mut writer);
            writer.0
        };
        let mut parts = vec![
            ("chains", section(&|into| self.chains.write(into))),
            ("words", section(&|into| self.words.write(into))),
            ("forest", section(&|into| self.forest.write(into))),
            ("selection", section(&|into| self.thresholds.write(into))),
            ("calibration", section(&|into| self.calibration.write(into))),
            ("speakers", section(&|into| self.linker.write(into))),
            ("referents", section(&|into| self.ranker.write(into))),
        ];
        parts.extend(self.tagger.iter().map(|tagger| ("tagger", section(&|into| tagger.write(into)))));
        if let Some(judgement) = &self.judgement {
            parts.extend(JUDGEMENT.into_iter().zip(judgement.to_bytes()));
        }
        file::file(&parts)
    }

    /// What tells word classes, if this model has it.
    #[doc(hidden)]
    #[must_use]
    pub const fn tagger(&self) -> Option<&Tagger> {
        self.tagger.as_ref()
    }

    /// How probably each proposal is right.
    pub(crate) fn shares(&self, proposed: &mut [pool::Proposed]) -> Vec<f32> {
        proposed.iter_mut().for_each(|one| one.columns[0] = words_score(&self.words, &one.features));
        self.forest.scores(proposed.iter().map(|one| one.columns.as_slice())).into_iter().map(share).collect()
    }
}

/// The sections of the judgement.
const JUDGEMENT: [&str; 3] = ["act", "medium", "hedge"];

fn judgement(sections: &Sections<'_>) -> Result<Judgement, ModelError> {
    let linear = |section: &'static str| {
        let bytes = sections.get(section)?;
        Linear::from_bytes(bytes).map_err(|Damaged(what)| ModelError::Section { section, what })
    };
    let [act, medium, hedge] = JUDGEMENT;
    Judgement::new(linear(act)?, linear(medium)?, linear(hedge)?)
        .map_err(|Damaged(what)| ModelError::Section { section: act, what })
}

/// The score of a proposal's words.
#[must_use]
pub fn words_score(words: &Table, features: &[u32]) -> f32 {
    let mut sum = [0];
    words.sums(&[0], &mut sum);
    words.sums(features, &mut sum);
    words.scores(&sum).sum()
}

/// The probability that a score stands for.
#[must_use]
pub fn share(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use wortlaut_text::{Article, Metadata};

    use super::chain::Weights;
    use super::*;

    #[test]
    fn the_built_in_model_is_sound_and_small() {
        let bytes = include_bytes!("../../../models/de.model");
        assert!(bytes.len() <= 12 << 20);
        let model = Model::from_bytes(bytes).unwrap();
        assert_eq!(model.to_bytes(), bytes);
    }

    /// A model of every part, with hardly a weight.
    fn tiny() -> Model {
        let weights = |feature: u32| Weights {
            features: vec![feature],
            weights: (0..labels::LABELS).map(|at| at as f32 * 0.1 - 0.5).collect(),
            steps: vec![0.0; tokens::BORDERS * labels::LABELS * labels::LABELS],
        };
        let linear = |classes: &[&str]| {
            let named: Vec<(&str, f32)> = classes.iter().map(|name| (*name, 0.1)).collect();
            Linear::new(&named, &[(3, vec![0.5; classes.len()])]).unwrap()
        };
        let split = trees::Node { column: 2, below: [1, 2], bound: 0.5 };
        Model {
            chains: Chains::new(labels::LABELS, &[weights(7), weights(8)]),
            words: Table::new(1, &[(0, &[0.3]), (5, &[-0.2])]),
            forest: Forest::new(pool::COLUMNS, 0.2, &[vec![split, trees::Node::leaf(-0.1), trees::Node::leaf(0.4)]]),
            thresholds: Thresholds { alone: [0.4; 5], nested: 0.6 },
            calibration: Calibration::new(vec![(0.1, 0.2), (0.9, 0.8)]),
            tagger: None,
            linker: linking::tests::tiny(),
            ranker: Ranker::default(),
            judgement: Some(
                Judgement::new(linear(&["assert", "deny"]), linear(&["speech", "writing"]), linear(&["plain", "hedged"]))
                    .unwrap(),
            ),
        }
    }

    #[test]
    fn a_model_without_a_section_is_refused() {
        let bytes = tiny().to_bytes();
        let sections = Sections::read(&bytes).unwrap();
        for missing in ["chains", "words", "forest", "selection", "calibration", "speakers", "act", "medium", "hedge"] {
            let others: Vec<(&str, Vec<u8>)> =
                sections.all().filter(|(name, _)| *name != missing).map(|(name, content)| (name, content.to_vec())).collect();
            assert_eq!(Model::from_bytes(&file::file(&others)).err(), Some(ModelError::Missing { section: missing }));
        }
    }

    proptest! {
        /// Whatever stands in a section under a right checksum: an error, or a model that reads exactly and does not panic.
        #[test]
        fn wrong_sections_are_errors_or_other_models(section in 0..9_usize, at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
            let bytes = tiny().to_bytes();
            let mut parts: Vec<(&str, Vec<u8>)> =
                Sections::read(&bytes).unwrap().all().map(|(name, content)| (name, content.to_vec())).collect();
            let content = &mut parts[section].1;
            let place = at.index(content.len());
            if cut {
                content.truncate(place);
            } else {
                content[place] = byte;
            }
            if let Ok(model) = Model::from_bytes(&file::file(&parts)) {
                let text = "Ada Brandt sagte, die Brücke werde gebaut. „Wir bauen“, sagte sie.";
                let article = Article::new(text, Metadata::default()).unwrap();
                let record = crate::read_with(&article, &model);
                prop_assert!(record.statements.iter().flat_map(|one| &one.quote).all(|span| !span.of(text).is_empty()));
            }
        }
    }
}
