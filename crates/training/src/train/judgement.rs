//! Weights for act, hedge and medium, from annotated articles.
//!
//! An example is an annotated statement with the features of the candidate that was read in its place, or else of one made from its annotation.
//! Features of the statements around an example hold what was *judged* about them on articles that the judging weights had not seen, so that
//! training sees the same mistakes as reading. Figures are taken the same way: the articles are dealt into folds, and those of each fold are judged
//! by the weights of the others.

use rayon::prelude::*;
use wortlaut_reading::learning::{Damaged, Example, JudgementWeights, Linear, Place, Verdict, examples};
use wortlaut_reading::{Act, Medium, Model};
use wortlaut_text::{Article, Metadata};

use super::linear::{Labelled, Setting, train as train_linear};
use crate::corpus::{Corpus, Document};
use crate::evaluate::Ratio;
use crate::evaluate::measure::Assessed;

/// Numbers that training starts from. They were chosen by the held-out figures.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How strongly weights of acts are drawn to 0.
    pub act_penalty: f32,
    /// The same for media.
    pub medium_penalty: f32,
    /// The same for hedges.
    pub hedge_penalty: f32,
    /// Examples in which a feature must be.
    pub least: u32,
    /// How much rare acts are raised: examples count by (mean number of an act's examples / its number) to this power.
    pub balance: f32,
    /// What an example counts that was not found by reading.
    pub annotated: f32,
    /// Added to the score of hedged.
    pub hedge_shift: f32,
    /// How often held-out verdicts are taken, each time training on those before.
    pub rounds: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            act_penalty: 80.0,
            medium_penalty: 100.0,
            hedge_penalty: 50.0,
            least: 2,
            balance: 0.2,
            annotated: 1.0,
            hedge_shift: 1.0,
            rounds: 2,
        }
    }
}

/// The classifiers as they are stored, and how right they are on articles that they were not trained on.
#[derive(Clone, Debug)]
pub struct Trained {
    /// Trained on everything.
    pub weights: JudgementWeights,
    /// By the weights.
    pub held_out: Figures,
    /// By the rules alone, for comparison.
    pub rules: Figures,
}

/// How right judgements of found statements are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figures {
    /// Acts that are right.
    pub act: Ratio,
    /// Mean F1 of the acts on either side.
    pub act_macro_f1: f64,
    /// Hedged and said so, of those said so.
    pub hedge_precision: Ratio,
    /// Hedged and said so, of those hedged.
    pub hedge_recall: Ratio,
    /// Media that are right.
    pub medium: Ratio,
}

impl Figures {
    /// Harmonic mean of the two.
    #[must_use]
    pub fn hedge_f1(&self) -> f64 {
        let all = self.hedge_precision.of + self.hedge_recall.of;
        if all == 0 { 0.0 } else { 2.0 * self.hedge_precision.right as f64 / all as f64 }
    }
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |ratio: Ratio| 100.0 * ratio.share();
        write!(
            f,
            "act right {:.1} of {}, macro F1 {:.1}; hedge F1 {:.1}; medium right {:.1}",
            share(self.act),
            self.act.of,
            100.0 * self.act_macro_f1,
            100.0 * self.hedge_f1(),
            share(self.medium)
        )
    }
}

/// The fold of documents that every fold trains on.
const NO_FOLD: usize = usize::MAX;

/// A statement of the training articles: read, annotated, or both.
struct Item {
    document: usize,
    /// Its position in the record of its article, if it was read.
    statement: Option<usize>,
    example: Example,
    gold: Option<Gold>,
}

#[derive(Clone, Copy)]
struct Gold {
    act: Option<Act>,
    medium: Option<Medium>,
    hedge: Option<bool>,
}

/// Three classifiers.
struct Weights {
    act: Linear,
    hedge: Linear,
    medium: Linear,
}

/// Trains on all documents of `corpus`, and of `own`, on which no figures are taken. `folds` tells the fold of each document of `corpus`, and
/// `models` reads those of each fold, and after all folds comes the one that reads `own`.
///
/// # Errors
/// [`Damaged`] if classifiers cannot be stored.
pub fn train(corpus: &Corpus, own: &Corpus, folds: &[usize], models: &[Model], settings: &Settings) -> Result<Trained, Damaged> {
    let documents: Vec<&Document> = corpus.documents.iter().chain(&own.documents).collect();
    let mut folds = folds.to_vec();
    folds.resize(documents.len(), NO_FOLD);
    let last = models.len().saturating_sub(1);
    let items: Vec<Item> = documents
        .par_iter()
        .enumerate()
        .flat_map_iter(|(at, document)| items(at, document, &models[folds[at].min(last)]).unwrap_or_default())
        .collect();
    let starts = starts(&items, documents.len());
    let measured = starts[corpus.documents.len()];
    // First what is annotated stands for what is judged, then what the first weights judged.
    let first = annotated_verdicts(&items);
    let mut verdicts = held_out(&items, &starts, &folds, &first, settings)?;
    for _ in 1..settings.rounds {
        verdicts = held_out(&items, &starts, &folds, &verdicts, settings)?;
    }
    let every: Vec<usize> = (0..items.len()).collect();
    let weights = fit(&items, &starts, &every, &verdicts, settings)?;
    let rules: Vec<Verdict> = items.iter().map(|item| proposed(&item.example)).collect();
    Ok(Trained {
        weights: JudgementWeights::new(weights.act, weights.medium, weights.hedge)?,
        held_out: figures(&items[..measured], &verdicts),
        rules: figures(&items[..measured], &rules),
    })
}

/// The statements of a document; `None` if its text is too long for an article.
fn items(at: usize, document: &Document, model: &Model) -> Option<Vec<Item>> {
    let article = Article::new(document.text.as_str(), Metadata::default()).ok()?;
    let record = wortlaut_reading::read_with(&article, model);
    let assessed = Assessed::new(document, &article, &record, false, |_| true);
    let mut gold_of: Vec<Option<usize>> = vec![None; record.statements.len()];
    let mut missed: Vec<bool> = vec![true; document.statements.len()];
    for (gold, found) in assessed.found_pairs() {
        gold_of[found] = Some(gold);
        missed[gold] = false;
    }
    let missing: Vec<usize> =
        (0..missed.len()).filter(|gold| missed[*gold] && document.statements[*gold].kind.is_some()).collect();
    let places: Vec<Place> = missing
        .iter()
        .filter_map(|gold| {
            let one = &document.statements[*gold];
            Some(Place { kind: one.kind?, quote: one.quote.clone(), speaker: one.speaker.first().copied(), cue: one.cue.clone() })
        })
        .collect();
    let (_, found, others) = examples(&article, &places, model);
    let gold = |position: usize| {
        let one = &document.statements[position];
        Gold { act: one.act, medium: one.medium, hedge: one.hedge }
    };
    let read = found.into_iter().enumerate().map(|(statement, example)| Item {
        document: at,
        statement: Some(statement),
        example,
        gold: gold_of.get(statement).copied().flatten().map(gold),
    });
    let annotated = others.into_iter().zip(missing).filter_map(|(example, position)| {
        Some(Item { document: at, statement: None, example: example?, gold: Some(gold(position)) })
    });
    Some(read.chain(annotated).collect())
}

/// Where the items of each document start; one more than there are documents.
fn starts(items: &[Item], documents: usize) -> Vec<usize> {
    (0..=documents).map(|document| items.partition_point(|item| item.document < document)).collect()
}

fn proposed(example: &Example) -> Verdict {
    let (act, medium, hedge) = example.proposed;
    (Some(example.certain.unwrap_or(act)), Some(medium), hedge)
}

fn annotated_verdicts(items: &[Item]) -> Vec<Verdict> {
    items
        .iter()
        .map(|item| {
            let (act, medium, hedge) = proposed(&item.example);
            item.gold.map_or((act, medium, hedge), |gold| (gold.act.or(act), gold.medium.or(medium), gold.hedge.unwrap_or(hedge)))
        })
        .collect()
}

/// All features of an item, if `verdicts` are those of the items.
fn features(items: &[Item], starts: &[usize], at: usize, verdicts: &[Verdict]) -> Vec<u32> {
    let first = starts[items[at].document];
    let of_document = &items[first..starts[items[at].document + 1]];
    items[at].example.features_with(|statement| {
        let other = of_document.iter().position(|item| item.statement == Some(statement));
        other.map_or((None, None, false), |other| verdicts[first + other])
    })
}

/// Judges the items of each fold by the weights of the others; `before` is what the training sees of other statements.
fn held_out(
    items: &[Item],
    starts: &[usize],
    folds: &[usize],
    before: &[Verdict],
    settings: &Settings,
) -> Result<Vec<Verdict>, Damaged> {
    let count = folds.iter().filter(|fold| **fold != NO_FOLD).max().map_or(0, |last| last + 1);
    let judged: Vec<Vec<(usize, Verdict)>> = (0..count)
        .into_par_iter()
        .map(|fold| {
            let others: Vec<usize> = (0..items.len()).filter(|at| folds[items[*at].document] != fold).collect();
            let weights = fit(items, starts, &others, before, settings)?;
            let mut verdicts = before.to_vec();
            let mut judged = Vec::new();
            // Items of a document are in text order, so that what a statement goes on is judged already.
            for at in (0..items.len()).filter(|at| folds[items[*at].document] == fold) {
                let verdict = weights.judge(&items[at].example, &features(items, starts, at, &verdicts));
                verdicts[at] = verdict;
                judged.push((at, verdict));
            }
            Ok(judged)
        })
        .collect::<Result<_, Damaged>>()?;
    let mut verdicts = before.to_vec();
    for (at, verdict) in judged.into_iter().flatten() {
        verdicts[at] = verdict;
    }
    Ok(verdicts)
}

/// The weights of some of the items.
fn fit(items: &[Item], starts: &[usize], which: &[usize], verdicts: &[Verdict], settings: &Settings) -> Result<Weights, Damaged> {
    let rows: Vec<(Gold, f32, Vec<u32>)> = which
        .iter()
        .filter_map(|at| {
            let weight = if items[*at].statement.is_some() { 1.0 } else { settings.annotated };
            Some((items[*at].gold?, weight, features(items, starts, *at, verdicts)))
        })
        .collect();
    let setting = |penalty: f32| Setting { penalty, least: settings.least, hinge: true };
    let names: Vec<&str> = Act::ALL.iter().map(|act| act.name()).collect();
    let mut acts = labelled(&rows, |gold| Act::ALL.iter().position(|act| Some(*act) == gold.act));
    balance(&mut acts, names.len(), settings.balance);
    let act = train_linear(&names, &acts, setting(settings.act_penalty))?;
    let names: Vec<&str> = Medium::ALL.iter().map(|medium| medium.name()).collect();
    let media = labelled(&rows, |gold| Medium::ALL.iter().position(|medium| Some(*medium) == gold.medium));
    let medium = train_linear(&names, &media, setting(settings.medium_penalty))?;
    let hedges = labelled(&rows, |gold| gold.hedge.map(usize::from));
    let hedge = train_linear(&["plain", "hedged"], &hedges, setting(settings.hedge_penalty))?;
    Ok(Weights { act, hedge: hedge.shifted(1, settings.hedge_shift), medium })
}

fn labelled<'r>(rows: &'r [(Gold, f32, Vec<u32>)], class: impl Fn(&Gold) -> Option<usize>) -> Vec<Labelled<'r>> {
    rows.iter().filter_map(|(gold, weight, features)| Some(Labelled { features, class: class(gold)?, weight: *weight })).collect()
}

/// Raises rare classes, with the same mean weight.
fn balance(examples: &mut [Labelled<'_>], classes: usize, power: f32) {
    let mut counts = vec![0.0_f32; classes];
    examples.iter().for_each(|one| counts[one.class] += 1.0);
    let all = examples.len() as f32;
    let raised: Vec<f32> = counts.iter().map(|count| (all / count.max(1.0)).powf(power)).collect();
    let mean = counts.iter().zip(&raised).map(|(count, weight)| count * weight).sum::<f32>() / all.max(1.0);
    examples.iter_mut().for_each(|one| one.weight *= raised[one.class] / mean);
}

impl Weights {
    fn judge(&self, example: &Example, features: &[u32]) -> Verdict {
        let best = |linear: &Linear| {
            let all = linear.probabilities(features);
            let best = (0..all.len()).max_by(|one, other| all[*one].total_cmp(&all[*other])).unwrap_or(0);
            linear.classes()[best].clone()
        };
        (
            example.certain.or_else(|| Act::from_name(&best(&self.act))),
            Medium::from_name(&best(&self.medium)),
            best(&self.hedge) == "hedged",
        )
    }
}

/// The figures of the found statements.
fn figures(items: &[Item], verdicts: &[Verdict]) -> Figures {
    let mut all = Figures::default();
    let mut acts = [[0_usize; 3]; Act::ALL.len()];
    let count = |ratio: &mut Ratio, right: bool| {
        ratio.of += 1;
        ratio.right += usize::from(right);
    };
    for (item, (act, medium, hedge)) in items.iter().zip(verdicts).filter(|(item, _)| item.statement.is_some()) {
        let Some(gold) = item.gold else { continue };
        if let Some(known) = gold.act {
            count(&mut all.act, *act == Some(known));
            acts[known as usize][1] += 1;
            if let Some(act) = act {
                acts[*act as usize][2] += 1;
                acts[*act as usize][0] += usize::from(*act == known);
            }
        }
        if gold.medium.is_some() {
            count(&mut all.medium, *medium == gold.medium);
        }
        if let Some(known) = gold.hedge {
            if *hedge {
                count(&mut all.hedge_precision, known);
            }
            if known {
                count(&mut all.hedge_recall, *hedge);
            }
        }
    }
    let present: Vec<f64> = acts
        .iter()
        .filter(|[_, gold, found]| gold + found > 0)
        .map(|[right, gold, found]| 2.0 * *right as f64 / (gold + found) as f64)
        .collect();
    all.act_macro_f1 = present.iter().sum::<f64>() / present.len().max(1) as f64;
    all
}
