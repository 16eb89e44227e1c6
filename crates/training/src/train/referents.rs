//! Weights that choose who is meant by a pronoun, a role or a common noun, from annotated parties.

use wortlaut_reading::StatementType;
use wortlaut_reading::learning::{Ranker, Reference, Tagger, references};
use wortlaut_text::{Article, Span};

use super::trees::{self, Settings};
use crate::corpus::GoldStatement;
use crate::evaluate::same_party;

/// A speaker that is named by no name of its own, and which of those before it is right.
pub(crate) struct Question {
    fold: usize,
    rows: Vec<Vec<f32>>,
    /// Sums to 1.
    right: Vec<f32>,
}

/// The questions of an article, whose statements are those annotated.
pub(crate) fn questions(article: &Article, gold: &[GoldStatement], tagger: Option<&Tagger>, fold: usize) -> Vec<Question> {
    let mut order: Vec<usize> = (0..gold.len()).collect();
    order.sort_by_key(|at| gold[*at].quote.first().map(|span| (span.start(), std::cmp::Reverse(span.end()))));
    let statements: Vec<(Vec<Span>, Option<Span>, bool)> = order
        .iter()
        .map(|at| {
            let one = &gold[*at];
            (one.quote.clone(), one.speaker.first().copied(), one.kind == Some(StatementType::Direct))
        })
        .collect();
    references(article, &statements, tagger)
        .into_iter()
        .filter_map(|reference| {
            let statement = *reference.statements.first()?;
            Question::new(reference, gold[order[statement]].party.as_deref(), fold)
        })
        .collect()
}

impl Question {
    fn new(reference: Reference, party: Option<&str>, fold: usize) -> Option<Self> {
        let is_right = |names: &Vec<String>| {
            let (first, others) = names.split_first()?;
            Some(same_party(party?, first, others))
        };
        let mut right: Vec<f32> = reference.names.iter().map(|one| f32::from(u8::from(is_right(one) == Some(true)))).collect();
        let sum: f32 = right.iter().sum();
        match right.last_mut() {
            // The annotated party is none of those named, or is named otherwise: that says little.
            Some(_) if sum == 0.0 && party.is_some() => return None,
            Some(nobody) if sum == 0.0 => *nobody = 1.0,
            _ => right.iter_mut().for_each(|one| *one /= sum.max(1.0)),
        }
        Some(Self { fold, rows: reference.rows, right })
    }
}

/// Trains one ranker for each of `folds`, without its questions, and last one on all of them.
pub(crate) fn train(questions: &[Question], folds: usize) -> Vec<Ranker> {
    (0..=folds).map(|without| train_without(questions, without)).collect()
}

fn train_without(questions: &[Question], without: usize) -> Ranker {
    let (mut rows, mut groups, mut right): (Vec<&[f32]>, Vec<usize>, Vec<f32>) = Default::default();
    for question in questions.iter().filter(|one| one.fold != without) {
        rows.extend(question.rows.iter().map(Vec::as_slice));
        right.extend(&question.right);
        groups.push(rows.len());
    }
    if rows.is_empty() {
        return Ranker::default();
    }
    let settings = Settings { trees: 80, leaves: 8, shrinkage: 0.1, least_weight: 2.0, ..Settings::default() };
    Ranker::new(trees::train_choices(&rows, &groups, &right, settings))
}
