//! The measures: a reading compared with what careful readers found.
//!
//! **Tokens** are those the corpus gives, else maximal runs of letters and digits and every other visible character.
//! A span covers the tokens that it shares a byte with.
//!
//! **M1**, the measure of the public German quotation data (Petersen-Frey and Biemann 2024). In each article annotated
//! and found statements are paired one to one for the largest total overlap of their quotes. Every pair and every
//! statement without one is a *group*. In a group each part (quote, addressee, cue, frame, speaker) has a token
//! precision where something was found and a token recall where something is annotated; both are averaged over all
//! groups of the corpus. *roles* pools the four parts besides the quote, *joint* all five.
//!
//! **M2**, what a user sees. A statement is *found* if its pair's quotes overlap by at least 0.8, and *attributed* if
//! its party is right as well (see [`same_party`] for which names are the same). Where no party is annotated, or the reading
//! gives none in the whole corpus, the speakers are compared by the heads of their noun phrases (see [`head_matches`]). A statement without a party is not
//! attributed where one is annotated.
//!
//! **Who is speaking** ([`Parties`]): of the found statements whose party is annotated, how many have the right one, a wrong one, or none.

mod cause;
mod compare;
mod difference;
mod display;
mod errors;
mod excerpt;
pub(crate) mod measure;
mod mention;
mod pairing;
mod party;
mod report;
mod speaker;
mod tokens;

use std::path::Path;

use rayon::prelude::*;
use wortlaut_reading::{Model, Record, StatementType};
use wortlaut_text::Article;

pub use cause::{Cause, Reason};
pub use compare::{Comparison, Interval, compare};
pub use difference::{Difference, DifferenceKind, Side};
pub use errors::{ErrorGroup, ErrorGroups};
pub use party::same_party;
pub use report::{
    Bin, Calibration, DocumentTally, Exactness, Macro, Parties, PartyRow, Ratio, Report, Rule, Statements, TypeRow, User, View,
};
pub use speaker::head_matches;
pub(crate) use speaker::{Named, is_same};

use crate::Result;
use crate::corpus::{Corpus, Document};
use measure::{Assessed, Tally, exactness};

/// A report, and every single place where the reading differs from the annotation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evaluation {
    /// The figures.
    pub report: Report,
    /// In the order of the articles, and of their text.
    pub differences: Vec<Difference>,
}

/// Reads the corpus at `path` (see [`Corpus::read`]), reads every article of it with `model`, and compares.
///
/// # Errors
/// As [`Corpus::read`]; and [`Error::Format`] if a text is too long for an article.
pub fn evaluate(path: &Path, model: &Model) -> Result<Evaluation> {
    evaluate_with(&Corpus::read(path)?, |article| wortlaut_reading::read_with(article, model))
}

/// The same with a corpus in memory and a reading of your own, on all cores. The figures do not depend on their number.
///
/// ```
/// use wortlaut_text::Span;
/// use wortlaut_training::{Corpus, Document, GoldStatement, evaluate_with};
///
/// let text = "„Wir bauen die Brücke“, sagte Ada Brandt.";
/// let quote = vec![Span::of_bytes(0, text.find(',').unwrap())];
/// let statements = vec![GoldStatement { quote, ..GoldStatement::default() }];
/// let document = Document { id: "bridge".into(), text: text.into(), statements, ..Document::default() };
/// let corpus = Corpus { documents: vec![document], ..Corpus::default() };
/// let report = evaluate_with(&corpus, wortlaut_reading::read)?.report;
/// assert_eq!(report.views[0].user.found_recall.share(), 1.0);
/// # Ok::<(), wortlaut_training::Error>(())
/// ```
///
/// # Errors
/// [`Error::Format`] if a text is too long for an article.
pub fn evaluate_with(corpus: &Corpus, read: impl Fn(&Article) -> Record + Sync) -> Result<Evaluation> {
    evaluate_documents(corpus, |_, article| read(article))
}

/// The same with a reading that knows the position of the article in the corpus.
pub(crate) fn evaluate_documents(corpus: &Corpus, read: impl Fn(usize, &Article) -> Record + Sync) -> Result<Evaluation> {
    let views: &[(&str, &[StatementType])] = &[
        ("all types", &[]),
        // Two careful readers disagree on which of these to annotate at all; in the public data much more than in ours.
        ("without reported and free_indirect", &[StatementType::Reported, StatementType::FreeIndirect]),
    ];
    let readings: Vec<(Article, Record)> = corpus
        .documents
        .par_iter()
        .enumerate()
        .map(|(position, document)| {
            let article = document.article(&corpus.name, position)?;
            let record = read(position, &article);
            Ok((article, record))
        })
        .collect::<Result<_>>()?;
    let has_parties = readings.iter().any(|(_, record)| !record.parties.is_empty());
    let assessed: Vec<OneDocument> = corpus
        .documents
        .par_iter()
        .zip(&readings)
        .map(|(document, (article, record))| one_document(corpus, document, article, record, has_parties, views))
        .collect();

    let mut report = Report {
        schema: "wortlaut/eval/1".to_owned(),
        corpus: corpus.name.clone(),
        documents: corpus.documents.len(),
        exactness: Exactness { annotation: corpus.mismatches.len(), ..Exactness::default() },
        ..Report::default()
    };
    let mut sums = vec![Tally::default(); views.len()];
    let mut differences = Vec::new();
    for (one, document) in assessed.into_iter().zip(&corpus.documents) {
        report.exactness.add(&one.exactness);
        report.tallies.extend(one.tallies.first().map(|tally| tally.of_document(&document.id)));
        for (sum, tally) in sums.iter_mut().zip(&one.tallies) {
            sum.add(tally);
        }
        differences.extend(one.differences);
    }
    report.views = sums.into_iter().zip(views).map(|(sum, (name, _))| view(name, &sum)).collect();
    Ok(Evaluation { report, differences })
}

struct OneDocument {
    exactness: Exactness,
    tallies: Vec<Tally>,
    differences: Vec<Difference>,
}

fn one_document(
    corpus: &Corpus,
    document: &Document,
    article: &Article,
    record: &Record,
    has_parties: bool,
    views: &[(&str, &[StatementType])],
) -> OneDocument {
    let assessed: Vec<Assessed<'_>> = views
        .iter()
        .map(|(_, without)| {
            let keeps = |kind: Option<StatementType>| kind.is_none_or(|kind| !without.contains(&kind));
            Assessed::new(document, article, record, corpus.has_frames, keeps).with_parties(has_parties)
        })
        .collect();
    OneDocument {
        exactness: exactness(&document.text, record),
        tallies: assessed.iter().map(Assessed::tally).collect(),
        differences: assessed.first().map(difference::differences).unwrap_or_default(),
    }
}

fn view(name: &str, sum: &Tally) -> View {
    let mut types = vec![sum.all()];
    let names = StatementType::ALL.iter().map(|kind| kind.name()).chain(["no type"]);
    types.extend(sum.types.iter().zip(names).map(|(row, name)| TypeRow { name: name.to_owned(), ..row.clone() }));
    // A row in which nothing is annotated and nothing was found says nothing.
    types.retain(|row| row.name == "all" || row.found_recall.of + row.found_precision.of > 0);
    let mut rules: Vec<Rule> = sum.rules.values().cloned().collect();
    rules.sort_by(|left, right| right.found.of.cmp(&left.found.of).then_with(|| left.name.cmp(&right.name)));
    View {
        name: name.to_owned(),
        statements: sum.statements,
        user: sum.user(),
        types,
        parties: sum.parties,
        calibration: sum.calibration.clone(),
        rules,
    }
}
