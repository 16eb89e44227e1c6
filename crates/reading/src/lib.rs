//! [`Article`] to [`Record`]: who said what, with the exact place of every part.
//!
//! Reading is a pure function of the article: no clock, files, network or environment.

mod analysis;
mod circumstances;
mod decode;
mod frames;
mod gazetteer;
mod judgement;
mod language;
pub mod learning;
mod lookup;
mod model;
mod parties;
mod patterns;
mod record;
mod values;

use analysis::words::Words;
pub use gazetteer::{Gazetteer, GazetteerBuilder, GazetteerError};
#[doc(hidden)]
pub use lookup::{KnownCue, KnownNoun, KnownWord, known_cue, known_noun, known_nouns, known_word};
pub use model::{Model, ModelError};
pub use parties::known::{KnownParties, KnownPartiesError, KnownPartiesFault};
pub use record::{
    Act, Change, Matter, MatterId, MatterTime, Medium, Mention, MentionKind, Party, PartyId, PartyKind, Position, Record, Role,
    Stance, Statement, StatementId, StatementType, When,
};
pub use values::Date;
#[doc(hidden)]
pub use values::{Comparison, ToldValue, compared, told_values};
use wortlaut_text::{Article, Diagnostic, DiagnosticKind, Language};

/// Reads an article. Texts in English give an empty record with a diagnostic; where the language cannot be told, the text is read as German.
///
/// ```
/// use wortlaut_text::{Article, Metadata};
/// let article = Article::new("„Wir bauen die Brücke“, sagte Ada Brandt.", Metadata::default())?;
/// let record = wortlaut_reading::read(&article);
/// assert_eq!(record.statements[0].quote[0].of(article.text()), "„Wir bauen die Brücke“");
/// # Ok::<(), wortlaut_text::Error>(())
/// ```
#[must_use]
pub fn read(article: &Article) -> Record {
    read_with(article, Model::german())
}

/// The same with weights of your own.
#[must_use]
pub fn read_with(article: &Article, model: &Model) -> Record {
    if article.language() == Some(Language::English) {
        let mut record = Record { diagnostics: article.diagnostics().to_vec(), ..Record::default() };
        record.diagnostics.push(Diagnostic {
            kind: DiagnosticKind::UnreadLanguage,
            span: None,
            message: "the text is English, and only German is read so far".to_owned(),
        });
        return record;
    }
    let words = Words::new(article, language::german()).tagged(model.tagger());
    let mut record = Record { diagnostics: article.diagnostics().to_vec(), ..Record::default() };
    let mut mentions = parties::Mentions::default();
    let mut said = Vec::new();
    for context in patterns::Context::stretches(&words) {
        let chosen = decode::choose(&context, &patterns::candidates(&context), model, &mut record.diagnostics);
        decode::decode(&context, &chosen, model, &mut record);
        mentions.add(&context);
        said.extend(chosen.iter().map(decode::Chosen::said));
    }
    parties::add(&words, &mentions, &said, &model.ranker, &mut record);
    record.diagnostics.sort_by_key(|one| one.span);
    record
}

/// The clauses and candidates behind a reading, for people who work on the grammar.
#[doc(hidden)]
#[must_use]
pub fn outline(article: &Article) -> String {
    use std::fmt::Write as _;
    let words = Words::new(article, language::german()).tagged(Model::german().tagger());
    let mut out = String::new();
    for context in patterns::Context::stretches(&words) {
        for (number, sentence) in context.sentences.iter().enumerate() {
            let _ = writeln!(out, "S{number} {}", article.span_of(sentence.tokens).of(article.text()));
            for (id, clause) in sentence.clauses.iter().enumerate() {
                let pieces: Vec<&str> = clause.pieces.iter().map(|piece| article.span_of(*piece).of(article.text())).collect();
                let finite = clause.finite.map(|at| article.token_text(at));
                let predicate = context.predicate(number, id);
                let cue = predicate.and_then(|one| one.cue.map(|cue| cue.name));
                let speaker = context.speaker(number, id).map(|tokens| article.span_of(tokens).of(article.text()));
                let _ = writeln!(
                    out,
                    "   {id} {:?} {:?} up={:?} front={:?} beside={:?} v1={} finite={finite:?} cue={cue:?} subject={speaker:?} {pieces:?}",
                    clause.kind, clause.mark, clause.parent, clause.fronted, clause.coordinated, clause.verb_first
                );
            }
        }
        for one in patterns::candidates(&context) {
            let pieces: Vec<&str> = one.quote.iter().map(|piece| article.span_of(*piece).of(article.text())).collect();
            let _ = writeln!(out, "C {} {} {pieces:?}", one.kind, one.found_by);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use wortlaut_text::{Article, DiagnosticKind, Metadata};

    #[test]
    fn english_is_not_read_as_german() {
        let text = "The minister said on Monday that the bridge would be closed until the end of the year. “We will build a new one,” she said.";
        let article = Article::new(text, Metadata::default()).unwrap();
        let record = crate::read(&article);
        assert!(record.statements.is_empty());
        assert!(record.diagnostics.iter().any(|one| one.kind == DiagnosticKind::UnreadLanguage));
    }
}
