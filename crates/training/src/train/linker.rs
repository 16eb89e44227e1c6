//! Weights that choose speakers, from annotated statements.

use rayon::prelude::*;
use wortlaut_reading::learning::{Choice, Linker, Linking, Table, Thresholds, linkings, words_score};
use wortlaut_reading::{Model, StatementType};
use wortlaut_text::{Article, Span};

use super::proposals::{overlap, tokens};
use super::trees::{self, Settings};
use super::words;
use crate::corpus::GoldStatement;
use crate::evaluate::{Named, is_same};

/// A kept statement that an annotated one answers for.
pub(crate) struct Question {
    pub(crate) fold: usize,
    linking: Linking,
    /// How right each choice is, 0 to 1.
    gains: Vec<f32>,
    /// How right each border of each choice is.
    border_gains: Vec<Vec<f32>>,
}

/// The overlap of quotes from which an annotated statement answers for a kept one, and the least from which it does for the one that is most
/// like it.
const FOUND: f64 = 0.8;
const ALIKE: f64 = 0.5;
/// What a mention is worth that stands where the annotated one does but reaches otherwise, and one that names the same elsewhere.
const OTHER_BORDER: f32 = 0.8;
const ELSEWHERE: f32 = 0.35;

/// What is kept for training: more than for reading, since each annotated statement that is nearly found teaches who says it.
pub(crate) const THRESHOLDS: Thresholds = Thresholds { alone: [0.15; StatementType::ALL.len()], nested: 0.5 };

/// The questions of an article. `model` must not have seen it, and should keep much ([`THRESHOLDS`]); whom its linker chooses stands for
/// the speakers of the statements before.
pub(crate) fn questions(article: &Article, gold: &[GoldStatement], model: &Model, fold: usize) -> Vec<Question> {
    let known: Vec<Vec<usize>> = gold.iter().map(|one| tokens(article, &one.quote)).collect();
    let found: Vec<(Linking, Vec<usize>)> = linkings(article, model)
        .into_iter()
        .map(|linking| {
            let own = tokens(article, &linking.quote);
            (linking, own)
        })
        .collect();
    let answers: Vec<Option<(usize, f64)>> = found
        .iter()
        .map(|(linking, own)| {
            let alike = |at: usize| overlap(own, &known[at]) + if gold[at].kind == Some(linking.kind) { 0.01 } else { 0.0 };
            let best = (0..gold.len()).max_by(|a, b| alike(*a).total_cmp(&alike(*b)))?;
            Some((best, alike(best)))
        })
        .collect();
    // A statement inside another is like that one's annotation, but it may have a speaker of its own.
    let is_best = |answer: usize, alike: f64| answers.iter().flatten().all(|(other, most)| *other != answer || *most <= alike);
    let trusted = |(answer, alike): (usize, f64)| alike >= FOUND || alike >= ALIKE && is_best(answer, alike);
    let answers = answers.iter().map(|one| one.filter(|one| trusted(*one)));
    found
        .iter()
        .zip(answers)
        .filter_map(|((linking, _), answer)| Some(Question::new(article, &gold[answer?.0], linking.clone(), fold)))
        .collect()
}

impl Question {
    fn new(article: &Article, gold: &GoldStatement, linking: Linking, fold: usize) -> Self {
        let gains = linking.choices.iter().map(|choice| gain(article, gold, choice)).collect();
        let right = tokens(article, &gold.speaker);
        let border_gains = linking
            .choices
            .iter()
            .map(|choice| {
                let of_span =
                    |span: Span| if gold.speaker == [span] { 1.0 } else { overlap(&tokens(article, &[span]), &right) as f32 };
                choice.borders.iter().map(|(span, _)| of_span(*span)).collect()
            })
            .collect();
        Self { fold, linking, gains, border_gains }
    }
}

fn gain(article: &Article, gold: &GoldStatement, choice: &Choice) -> f32 {
    let Some(right) = gold.speaker.first().copied() else {
        return f32::from(u8::from(choice.borders.is_empty()));
    };
    let text = article.text();
    let annotated = Named { span: Some(right), text: right.of(text), party: gold.party.as_deref() };
    let of_span = |span: Span| {
        if span == right {
            return 1.0;
        }
        let found = Named { span: Some(span), text: span.of(text), party: None };
        match is_same(annotated, found, article.language()) {
            true if span.overlaps(right) => OTHER_BORDER,
            true => ELSEWHERE,
            false => 0.0,
        }
    };
    choice.borders.iter().map(|(span, _)| of_span(*span)).fold(0.0, f32::max)
}

/// Trains one linker for each of `folds`, without its questions, and last one on all of them.
pub(crate) fn train(questions: &mut [Question], folds: usize) -> Vec<Linker> {
    let tables: Vec<Table> = (0..=folds).into_par_iter().map(|fold| train_words(questions, fold)).collect();
    for question in questions.iter_mut() {
        for choice in &mut question.linking.choices {
            choice.columns[0] = words_score(&tables[question.fold], &choice.words);
        }
    }
    let questions = &*questions;
    tables.into_par_iter().enumerate().map(|(fold, words)| train_trees(words, questions, fold)).collect()
}

fn train_words(questions: &[Question], fold: usize) -> Table {
    let used = || questions.iter().filter(|one| one.fold != fold);
    let rows: Vec<&[u32]> = used().flat_map(|one| one.linking.choices.iter().map(|choice| choice.words.as_slice())).collect();
    let right: Vec<bool> = used()
        .flat_map(|one| {
            let most = one.gains.iter().copied().fold(0.3, f32::max);
            one.gains.iter().map(move |gain| *gain >= most)
        })
        .collect();
    words::train(&rows, &right, words::Settings { least_count: 3, pull: 3.0 })
}

fn train_trees(words: Table, questions: &[Question], fold: usize) -> Linker {
    let (mut mentions, mut borders) = (Rows::default(), Rows::default());
    for question in questions.iter().filter(|one| one.fold != fold) {
        let columns = question.linking.choices.iter().map(|one| one.columns.as_slice());
        mentions.add(columns, &question.gains);
        // Only those that stand where the annotated one does.
        let there = question.gains.iter().map(|gain| *gain >= OTHER_BORDER);
        for ((choice, gains), _) in
            question.linking.choices.iter().zip(&question.border_gains).zip(there).filter(|(_, there)| *there)
        {
            borders.add(choice.borders.iter().map(|(_, columns)| columns.as_slice()), gains);
        }
    }
    let settings = Settings { trees: 120, leaves: 12, shrinkage: 0.1, least_weight: 2.0, ..Settings::default() };
    let small = Settings { trees: 60, leaves: 8, ..settings };
    Linker::new(words, mentions.train(settings), borders.train(small))
}

#[derive(Default)]
struct Rows<'q> {
    rows: Vec<&'q [f32]>,
    groups: Vec<usize>,
    right: Vec<f32>,
}

impl<'q> Rows<'q> {
    /// Adds a group if something in it is right and something is to be chosen.
    fn add(&mut self, columns: impl Iterator<Item = &'q [f32]>, gains: &[f32]) {
        let most = gains.iter().copied().fold(0.0, f32::max);
        if most <= 0.3 || gains.len() < 2 {
            return;
        }
        // The best takes nearly all: what is only nearly right counts little beside it.
        let worth = |gain: f32| if gain >= most { 1.0 } else { (gain / most).powi(3) };
        let sum: f32 = gains.iter().map(|gain| worth(*gain)).sum();
        self.rows.extend(columns);
        self.right.extend(gains.iter().map(|gain| worth(*gain) / sum));
        self.groups.push(self.rows.len());
    }

    fn train(&self, settings: Settings) -> wortlaut_reading::learning::Forest {
        trees::train_choices(&self.rows, &self.groups, &self.right, settings)
    }
}

#[cfg(test)]
mod tests {
    use wortlaut_text::Metadata;

    use super::*;

    const TEXT: &str = "Ada Brandt, die Leiterin des Amtes, sprach. Sie lobte den Rat. Jonas Feld schwieg. Brandt ging.";

    fn place(part: &str) -> Span {
        let at = TEXT.find(part).unwrap();
        Span::of_bytes(at, at + part.len())
    }

    fn choice(borders: &[&str]) -> Choice {
        let borders = borders.iter().map(|part| (place(part), Vec::new())).collect();
        Choice { columns: Vec::new(), words: Vec::new(), borders }
    }

    #[test]
    fn the_same_place_is_worth_more_than_the_same_name() {
        let article = Article::new(TEXT, Metadata::default()).unwrap();
        let gold = GoldStatement { speaker: vec![place("Ada Brandt, die Leiterin des Amtes")], ..GoldStatement::default() };
        let of = |borders: &[&str]| gain(&article, &gold, &choice(borders));
        assert_eq!(of(&["Ada Brandt", "Ada Brandt, die Leiterin des Amtes"]), 1.0);
        assert_eq!(of(&["Ada Brandt"]), OTHER_BORDER);
        assert_eq!(of(&["Brandt ging"]), ELSEWHERE);
        assert_eq!(of(&["Jonas Feld"]), 0.0);
        assert_eq!(of(&[]), 0.0);
        let nobody = GoldStatement::default();
        assert_eq!(gain(&article, &nobody, &choice(&[])), 1.0);
        assert_eq!(gain(&article, &nobody, &choice(&["Jonas Feld"])), 0.0);
    }

    #[test]
    fn groups_without_a_right_choice_teach_nothing() {
        let mut rows = Rows::default();
        let columns = [[0.0_f32], [1.0], [2.0]];
        let slices = || columns.iter().map(<[f32; 1]>::as_slice);
        rows.add(slices(), &[0.0, 0.2, 0.1]);
        assert!(rows.groups.is_empty());
        rows.add(slices(), &[1.0, 0.5, 0.0]);
        assert_eq!(rows.groups, [3]);
        assert!((rows.right.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!(rows.right[0] > 0.8 && rows.right[2] == 0.0, "{:?}", rows.right);
    }
}
