//! Proposals with whether they are right.

use wortlaut_reading::Record;
use wortlaut_reading::learning::{Chains, Proposal, Tagger, proposals};
use wortlaut_text::{Article, Span};

use crate::corpus::GoldStatement;

/// From here on the quote of a statement counts as found (measure M2).
const FOUND: f64 = 0.8;

/// A proposal of an article that none of the weights behind it has seen.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) fold: usize,
    pub(crate) proposal: Proposal,
    /// The annotated statement whose quote it is, if any, counted through the corpus's article.
    gold: Option<usize>,
    /// Whether the type is that statement's, too.
    has_type: bool,
    /// Annotated statements that no other row of the article was counted for.
    reached: usize,
}

impl Row {
    /// Whether quote and type are right.
    pub(crate) const fn is_right(&self) -> bool {
        self.gold.is_some() && self.has_type
    }
}

/// All proposals of an article.
pub(crate) fn rows(article: &Article, gold: &[GoldStatement], tagger: Option<&Tagger>, chains: &Chains, fold: usize) -> Vec<Row> {
    let known: Vec<Vec<usize>> = gold.iter().map(|one| tokens(article, &one.quote)).collect();
    let mut is_reached = vec![false; gold.len()];
    proposals(article, tagger, chains)
        .into_iter()
        .map(|proposal| {
            let own = tokens(article, &proposal.quote);
            let same: Vec<usize> = (0..gold.len()).filter(|at| overlap(&own, &known[*at]) >= FOUND).collect();
            let of_type = same.iter().copied().find(|at| gold[*at].kind == Some(proposal.kind));
            let reached = same.iter().filter(|at| !std::mem::replace(&mut is_reached[**at], true)).count();
            Row { fold, proposal, gold: of_type.or(same.first().copied()), has_type: of_type.is_some(), reached }
        })
        .collect()
}

/// The share of annotated statements that some row finds.
pub(crate) fn reach(rows: &[Row], statements: usize) -> f64 {
    rows.iter().map(|row| row.reached).sum::<usize>() as f64 / statements.max(1) as f64
}

/// The confidence of each statement of a record, and whether it is found.
pub(crate) fn judged(article: &Article, record: &Record, gold: &[GoldStatement]) -> Vec<(f32, bool)> {
    let known: Vec<Vec<usize>> = gold.iter().map(|one| tokens(article, &one.quote)).collect();
    record
        .statements
        .iter()
        .map(|one| {
            let own = tokens(article, &one.quote);
            (one.confidence, known.iter().any(|gold| overlap(&own, gold) >= FOUND))
        })
        .collect()
}

pub(crate) fn tokens(article: &Article, spans: &[Span]) -> Vec<usize> {
    let all = article.tokens();
    spans
        .iter()
        .flat_map(|span| {
            let start = all.partition_point(|token| token.span.end() <= span.start());
            let end = all.partition_point(|token| token.span.start() < span.end());
            start..end.max(start)
        })
        .collect()
}

/// Token-overlap F1 of two ascending lists.
pub(crate) fn overlap(left: &[usize], right: &[usize]) -> f64 {
    let shared = left.iter().filter(|at| right.binary_search(at).is_ok()).count();
    2.0 * shared as f64 / (left.len() + right.len()).max(1) as f64
}
