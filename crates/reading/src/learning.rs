//! What the training of models needs to see of a reading. Not for use outside this workspace.
#![doc(hidden)]

pub use crate::judgement::examples::{Example, Link, Place, Verdict, examples};
pub use crate::judgement::weights::Weights as JudgementWeights;
pub use crate::model::calibration::Calibration;
pub use crate::model::chain::{CHAINS, Chains, Weights};
pub use crate::model::labels::{LABELS, Label, is_allowed};
pub use crate::model::lattice::{MOST_LABELS, Posterior, Transitions, best};
pub use crate::model::linking::Linker;
pub use crate::model::selection::Thresholds;
pub use crate::model::table::{Damage, Reader, Table, Writer};
pub use crate::model::tagging::{CASES, Case, PARTS, Part, Tag, Tagger};
pub use crate::model::tokens::{BORDERS, Features};
pub use crate::model::trees::{Forest, Node};
pub use crate::model::{Damaged, Linear};
pub use crate::model::{share, words_score};
pub use crate::parties::ranker::Ranker;

use wortlaut_text::{Article, Span, TokenRange};

use crate::analysis::words::Words;
use crate::{Model, StatementType, decode, language, model, parties, patterns};

/// The features of the tokens of each stretch of an article.
#[must_use]
pub fn features(article: &Article, tagger: Option<&Tagger>) -> Vec<Features> {
    let words = Words::new(article, language::german()).tagged(tagger);
    patterns::Context::stretches(&words)
        .map(|context| {
            let candidates = patterns::candidates(&context);
            let kept = decode::consistent(&candidates);
            model::tokens::features(&context, &candidates, &kept)
        })
        .collect()
}

/// The features that a tagger sees, by sentence.
#[must_use]
pub fn tagger_features(article: &Article) -> Vec<Features> {
    let words = Words::new(article, language::german());
    let mut sentences = model::tagging::Sentences::default();
    let ranges = article.sentences().iter().map(|one| one.tokens);
    ranges.map(|tokens| sentences.features(&words, tokens.start(), tokens.end()).clone()).collect()
}

/// The tag of each token.
#[must_use]
pub fn tags(article: &Article, tagger: &Tagger) -> Vec<Tag> {
    tagger.tags(&Words::new(article, language::german()))
}

/// A proposal of the grammar or the chain.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Its type.
    pub kind: StatementType,
    /// Its pieces.
    pub quote: Vec<Span>,
    /// Who proposes it.
    pub found_by: &'static str,
    /// What trees see of it; the first column is the words' score.
    pub columns: Vec<f32>,
    /// What the linear model sees of it.
    pub features: Vec<u32>,
}

/// Everything that is proposed in an article.
#[must_use]
pub fn proposals(article: &Article, tagger: Option<&Tagger>, chains: &Chains) -> Vec<Proposal> {
    let words = Words::new(article, language::german()).tagged(tagger);
    patterns::Context::stretches(&words)
        .flat_map(|context| {
            let candidates = patterns::candidates(&context);
            let kept = decode::consistent(&candidates);
            let features = model::tokens::features(&context, &candidates, &kept);
            let (pool, _) = model::pool::pool(&context, &candidates, &kept, &features, chains);
            pool.into_iter()
                .map(|one| Proposal {
                    kind: one.candidate.kind,
                    quote: one.candidate.quote.iter().map(|piece| context.span(*piece)).collect(),
                    found_by: one.candidate.found_by,
                    columns: one.columns,
                    features: one.features,
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

/// A statement that is kept, with everybody who may have said it.
#[derive(Clone, Debug)]
pub struct Linking {
    /// Its type.
    pub kind: StatementType,
    /// Its pieces.
    pub quote: Vec<Span>,
    /// Who may be the speaker; the last is nobody.
    pub choices: Vec<Choice>,
}

/// Somebody who may be the speaker of a statement, or nobody.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What trees see of it; the first column is the words' score.
    pub columns: Vec<f32>,
    /// What the linear model sees of it.
    pub words: Vec<u32>,
    /// How far its phrase may reach, with what trees see of that; none for nobody.
    pub borders: Vec<(Span, Vec<f32>)>,
}

/// The statements that `model` keeps in an article, and who may have said them. Those before each are linked as `model` links them.
#[must_use]
pub fn linkings(article: &Article, model: &Model) -> Vec<Linking> {
    let words = Words::new(article, language::german());
    let mut found = Vec::new();
    for context in patterns::Context::stretches(&words) {
        let (statements, leanings) = decode::unlinked(&context, &patterns::candidates(&context), model);
        let scene = model::linking::Scene::new(&context, &leanings, &statements);
        model.linker.choose_all(&scene, |statement, choices| {
            let choice = |one: &model::linking::Choice| Choice {
                columns: one.columns.clone(),
                words: one.words.clone(),
                borders: one
                    .mention
                    .map(|mention| scene.borders(statement, mention))
                    .unwrap_or_default()
                    .into_iter()
                    .map(|border| (context.span(border.tokens), border.columns))
                    .collect(),
            };
            found.push(Linking {
                kind: statements[statement].kind,
                quote: statements[statement].quote.iter().map(|piece| context.span(*piece)).collect(),
                choices: choices.iter().map(choice).collect(),
            });
        });
    }
    found
}

/// A speaker that may be one of some parties named before it, or nobody of them.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The statements that it speaks in, by their position among those given.
    pub statements: Vec<usize>,
    /// All names of each party; none for nobody, who is the last.
    pub names: Vec<Vec<String>>,
    /// What trees see of each.
    pub rows: Vec<Vec<f32>>,
}

/// The references among the speakers of some statements, given by their quotes, speakers and whether they are verbatim, in text order.
#[must_use]
pub fn references(article: &Article, statements: &[(Vec<Span>, Option<Span>, bool)], tagger: Option<&Tagger>) -> Vec<Reference> {
    let words = Words::new(article, language::german()).tagged(tagger);
    let mut mentions = parties::Mentions::default();
    for context in patterns::Context::stretches(&words) {
        mentions.add(&context);
    }
    let tokens = |start: Span, end: Span| {
        let first = article.tokens().partition_point(|one| one.span.end() <= start.start());
        let last = article.tokens().partition_point(|one| one.span.start() < end.end());
        TokenRange::new(first, last.max(first))
    };
    let said: Vec<parties::Said> = statements
        .iter()
        .map(|(quote, speaker, verbatim)| parties::Said {
            quote: quote.first().zip(quote.last()).map_or(TokenRange::new(0, 0), |(first, last)| tokens(*first, *last)),
            speaker: speaker.map(|span| tokens(span, span)),
            verbatim: *verbatim,
        })
        .collect();
    parties::choices(&words, &mentions, &said, &Ranker::default())
        .into_iter()
        .map(|one| Reference {
            statements: one.statements,
            names: one.names,
            rows: one.rows.iter().map(|row| row.to_vec()).collect(),
        })
        .collect()
}
