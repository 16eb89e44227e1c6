//! Annotated articles to weights.
//!
//! Every later stage learns from what the earlier ones say of articles they have not seen: the articles are dealt into
//! [`FOLDS`] parts, and what is told of a part comes from weights trained without it. The weights of the model itself are then trained
//! on all. The same corpus gives the same model to the last bit, whatever the number of cores.

mod calibration;
mod chain;
mod judgement;
mod labels;
mod linear;
mod linker;
mod minimise;
mod proposals;
mod referents;
mod tagger;
mod trees;
mod words;

use rayon::prelude::*;
pub use tagger::{TaggerAccuracy, TaggerSettings, Treebank, tagger_accuracy, train_tagger};
use wortlaut_reading::learning::{
    self, Calibration, Chains, Forest, JudgementWeights, LABELS, Label, Linker, Table, Tagger, Thresholds, Weights, is_allowed,
};
use wortlaut_reading::{Model, Record, StatementType};
use wortlaut_text::Article;

use crate::corpus::{Corpus, Document};
use crate::evaluate::{Evaluation, evaluate_documents};
use crate::{Error, Result};
pub use judgement::Figures;
use proposals::Row;

/// Parts that the articles are dealt into.
pub const FOLDS: usize = 5;

/// A model and how good it is.
#[derive(Debug)]
pub struct Trained {
    /// The weights, trained on everything.
    pub model: Model,
    /// How models trained without a part of the articles read that part: what to expect on other articles of the kind.
    pub out_of_fold: Evaluation,
    /// How right act, hedge and medium are out of fold; `out_of_fold` has those of the rules.
    pub judgement: Figures,
    /// The same by the rules alone.
    pub rules: Figures,
    /// What the grammar and the chains proposed, and how much of it is right.
    pub proposals: (usize, usize),
    /// The share of annotated statements that are among the proposals.
    pub reach: f64,
}

/// What a model is trained for.
#[derive(Clone, Debug)]
pub struct Options {
    /// The share of its precision that the grammar keeps on other articles. It is 1 for articles that nobody looked at while the grammar
    /// was written; on the train part of `wortlaut-gold`, by which it was tuned, the grammar alone has a found precision of
    /// 79.4 % and on the dev part 74.6 %: 0.94. Confidence is lowered by it.
    pub held_out: f32,
    /// What tells word classes, if anything does: treebanks are no part of a corpus. [`Model::tagger`] of the built-in model, or [`train_tagger`].
    pub tagger: Option<Tagger>,
}

impl Default for Options {
    fn default() -> Self {
        Self { held_out: 1.0, tagger: None }
    }
}

/// Trains a model on the annotated articles of `corpus`. `tell` hears of each step as it begins.
///
/// # Errors
/// [`Error::NoStatements`] if fewer than [`FOLDS`] articles have statements, [`Error::Format`] if a text is too long for an article.
pub fn train(corpus: &Corpus, options: Options, tell: &mut dyn FnMut(Step)) -> Result<Trained> {
    let tagger = options.tagger.as_ref();
    let articles = prepared(corpus, tagger)?;
    if corpus.documents.iter().filter(|one| !one.statements.is_empty()).count() < FOLDS {
        return Err(Error::NoStatements { name: corpus.name.clone(), least: FOLDS });
    }
    let mut chains = Vec::new();
    for without in 0..=FOLDS {
        tell(Step::Chains { number: without + 1, of: FOLDS + 1 });
        chains.push(chains_without(&articles, without));
    }
    tell(Step::Proposals);
    let mut rows: Vec<Row> = articles
        .par_iter()
        .flat_map_iter(|one| proposals::rows(&one.article, &one.document.statements, tagger, &chains[one.fold], one.fold))
        .collect();
    let reach = proposals::reach(&rows, corpus.statement_count());
    tell(Step::Ranking);
    let words: Vec<Table> = (0..=FOLDS).into_par_iter().map(|without| words_without(&rows, without)).collect();
    for row in &mut rows {
        row.proposal.columns[0] = learning::words_score(&words[row.fold], &row.proposal.features);
    }
    let forests: Vec<Forest> = (0..=FOLDS).into_par_iter().map(|without| forest_without(&rows, without)).collect();
    let parts: Vec<(Chains, Table, Forest)> =
        chains.into_iter().zip(words).zip(forests).map(|((chains, words), forest)| (chains, words, forest)).collect();
    let references: Vec<referents::Question> = articles
        .par_iter()
        .flat_map_iter(|one| referents::questions(&one.article, &one.document.statements, tagger, one.fold))
        .collect();
    let rankers = referents::train(&references, FOLDS);
    let models = |thresholds: Thresholds,
                  calibration: &Calibration,
                  linkers: Option<&[Linker]>,
                  judgement: Option<&JudgementWeights>|
     -> Vec<Model> {
        let of_part = |(number, (chains, words, forest)): (usize, &(Chains, Table, Forest))| Model {
            tagger: tagger.cloned(),
            chains: chains.clone(),
            words: words.clone(),
            forest: forest.clone(),
            thresholds,
            calibration: calibration.clone(),
            linker: linkers.map(|linkers| linkers[number].clone()).unwrap_or_default(),
            ranker: rankers[number].clone(),
            judgement: judgement.cloned(),
        };
        parts.iter().enumerate().map(of_part).collect()
    };
    tell(Step::Thresholds);
    let raw = Calibration::default();
    let thresholds = best_thresholds(|thresholds| {
        let models = models(thresholds, &raw, None, None);
        Ok(found_f1(&read_all(corpus, &articles, |one, article| wortlaut_reading::read_with(article, &models[one.fold]))?))
    })?;
    let unscaled = models(thresholds, &raw, None, None);
    let calibration = calibration::curve(articles.par_iter().flat_map_iter(|one| {
        let record = wortlaut_reading::read_with(&one.article, &unscaled[one.fold]);
        proposals::judged(&one.article, &record, &one.document.statements)
    }));
    tell(Step::Speakers);
    let generous = models(linker::THRESHOLDS, &raw, None, None);
    let mut questions: Vec<linker::Question> = articles
        .par_iter()
        .flat_map_iter(|one| linker::questions(&one.article, &one.document.statements, &generous[one.fold], one.fold))
        .collect();
    let linkers = linker::train(&mut questions, FOLDS);
    let in_fold = models(thresholds, &calibration, Some(&linkers), None);
    let out_of_fold = read_all(corpus, &articles, |one, article| wortlaut_reading::read_with(article, &in_fold[one.fold]))?;
    tell(Step::Judgement);
    let folds: Vec<usize> = articles.iter().map(|one| one.fold).collect();
    let judgement = judgement::train(corpus, &Corpus::own_passages(), &folds, &in_fold, &judgement::Settings::default())
        .map_err(|error| Error::Judgement { problem: error.to_string() })?;
    let right = rows.iter().filter(|row| row.is_right()).count();
    let model =
        models(thresholds, &calibration.lowered(options.held_out), Some(&linkers), Some(&judgement.weights)).swap_remove(FOLDS);
    Ok(Trained {
        model,
        out_of_fold,
        judgement: judgement.held_out,
        rules: judgement.rules,
        proposals: (rows.len(), right),
        reach,
    })
}

/// A model with its ranker trained anew.
#[doc(hidden)]
pub fn retrain_referents(corpus: &Corpus, model: &Model) -> Result<(Model, Evaluation)> {
    let tagger = model.tagger();
    let articles = prepared(corpus, tagger)?;
    let references: Vec<referents::Question> = articles
        .par_iter()
        .flat_map_iter(|one| referents::questions(&one.article, &one.document.statements, tagger, one.fold))
        .collect();
    let rankers = referents::train(&references, FOLDS);
    let models: Vec<Model> = rankers.into_iter().map(|ranker| Model { ranker, ..model.clone() }).collect();
    let evaluation = read_all(corpus, &articles, |one, article| wortlaut_reading::read_with(article, &models[one.fold]))?;
    Ok((models[FOLDS].clone(), evaluation))
}

/// A step of training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Learning word classes from treebanks.
    Tagger,
    /// Learning labels of tokens, for one of some models.
    Chains {
        /// Which, from 1.
        number: usize,
        /// Of how many.
        of: usize,
    },
    /// Collecting what is proposed.
    Proposals,
    /// Learning which proposals are right.
    Ranking,
    /// Finding how sure a statement must be.
    Thresholds,
    /// Learning who speaks.
    Speakers,
    /// Learning act, medium and hedge.
    Judgement,
}

struct Prepared<'c> {
    document: &'c Document,
    article: Article,
    labelled: Vec<chain::Labelled>,
    fold: usize,
}

fn prepared<'c>(corpus: &'c Corpus, tagger: Option<&Tagger>) -> Result<Vec<Prepared<'c>>> {
    corpus
        .documents
        .par_iter()
        .enumerate()
        .map(|(position, document)| {
            let article = document.article(&corpus.name, position)?;
            let labelled = learning::features(&article, tagger)
                .into_iter()
                .map(|features| {
                    let labels = labels::labels(&article, &features, &document.statements);
                    chain::Labelled { features, labels }
                })
                .collect();
            Ok(Prepared { document, article, labelled, fold: position % FOLDS })
        })
        .collect()
}

/// How strongly the weights of the chains are drawn to zero: each chain is the mean of one that is drawn little and one that is drawn much.
const CHAIN_PULLS: [f32; 2] = [0.7, 4.0];

fn chains_without(articles: &[Prepared<'_>], without: usize) -> Chains {
    let sequences: Vec<&chain::Labelled> =
        articles.iter().filter(|one| one.fold != without).flat_map(|one| &one.labelled).collect();
    let weights = |with_grammar: bool| -> Weights {
        let drawn = CHAIN_PULLS.map(|pull| {
            let settings = chain::Settings {
                labels: LABELS,
                with_grammar,
                least_count: 3,
                pull,
                patience: minimise::Patience { steps: 60, tolerance: 1e-3 },
            };
            chain::train(&sequences, settings, |before, after| is_allowed(Label::from_number(before), Label::from_number(after)))
        });
        chain::mean(drawn)
    };
    Chains::new(LABELS, &[weights(true), weights(false)])
}

fn words_without(rows: &[Row], without: usize) -> Table {
    let used: Vec<&Row> = rows.iter().filter(|row| row.fold != without).collect();
    let features: Vec<&[u32]> = used.iter().map(|row| row.proposal.features.as_slice()).collect();
    let right: Vec<bool> = used.iter().map(|row| row.is_right()).collect();
    words::train(&features, &right, words::Settings { least_count: 3, pull: 3.0 })
}

fn forest_without(rows: &[Row], without: usize) -> Forest {
    let used: Vec<&Row> = rows.iter().filter(|row| row.fold != without).collect();
    let columns: Vec<&[f32]> = used.iter().map(|row| row.proposal.columns.as_slice()).collect();
    let right: Vec<f32> = used.iter().map(|row| f32::from(u8::from(row.is_right()))).collect();
    trees::train(&columns, &right, trees::Settings::default())
}

fn read_all(
    corpus: &Corpus,
    articles: &[Prepared<'_>],
    read: impl Fn(&Prepared<'_>, &Article) -> Record + Sync,
) -> Result<Evaluation> {
    evaluate_documents(corpus, |position, article| read(&articles[position], article))
}

/// The thresholds with the most found F1: the same for all types first, then each type and nested statements in turn.
fn best_thresholds(mut figure: impl FnMut(Thresholds) -> Result<f64>) -> Result<Thresholds> {
    const ALONE: [f32; 3] = [0.26, 0.33, 0.4];
    const NESTED: [f32; 3] = [0.45, 0.6, 0.75];
    let mut best = (Thresholds { alone: [ALONE[1]; StatementType::ALL.len()], nested: NESTED[1] }, f64::MIN);
    let mut take = |thresholds: Thresholds, best: &mut (Thresholds, f64)| -> Result<()> {
        let value = figure(thresholds)?;
        if value > best.1 {
            *best = (thresholds, value);
        }
        Ok(())
    };
    for alone in ALONE {
        take(Thresholds { alone: [alone; StatementType::ALL.len()], ..best.0 }, &mut best)?;
    }
    for nested in NESTED {
        take(Thresholds { nested, ..best.0 }, &mut best)?;
    }
    for kind in 0..StatementType::ALL.len() {
        for alone in ALONE {
            let mut thresholds = best.0;
            thresholds.alone[kind] = alone;
            take(thresholds, &mut best)?;
        }
    }
    Ok(best.0)
}

fn found_f1(evaluation: &Evaluation) -> f64 {
    evaluation.report.views.first().and_then(|view| view.types.first()).map_or(0.0, |all| {
        let (precision, recall) = (all.found_precision.share(), all.found_recall.share());
        2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE)
    })
}
