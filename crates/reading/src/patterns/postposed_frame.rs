//! Frames after or inside their content, outside quotation marks.
//!
//! **Finds** *…, sagte X*, *…, so X*, *…, heißt es*: verb first or *so* with a noun phrase, the content being the main clause
//! around it.
//!
//! **German** *Die Brücke bleibe gesperrt*, erklärte das Amt. *Der Plan*, so die Ministerin, *sei gut*.
//!
//! **English** *The bridge stays closed*, the office said.
//!
//! **Does not find** a main clause after an adverbial clause („Als er kam, sagte er nichts“).

use super::{Candidate, Context, Frame, SentenceId};
use crate::StatementType;
use crate::analysis::clauses::Kind;
use crate::analysis::noun_phrases::{Reach, noun_phrase_at};
use crate::analysis::predicates::addressee;
use crate::analysis::segments::Mark;
use crate::language::Complements;

pub(super) fn find(context: &Context<'_>, sentence: SentenceId, into: &mut Vec<Candidate>) {
    let here = &context.sentences[sentence];
    for id in 1..here.clauses.len() {
        let clause = &here.clauses[id];
        let Some(nearest) =
            (0..id).rev().find(|one| here.clauses[*one].kind == Kind::Main && here.clauses[*one].finite.is_some())
        else {
            continue;
        };
        let content = context.chain_start(sentence, nearest);
        let found = match clause.kind {
            Kind::Main
                if clause.verb_first && clause.coordinated.is_none() && matches!(clause.mark, Mark::Comma | Mark::Dash) =>
            {
                let fits = context.predicate(sentence, id).is_some_and(|predicate| {
                    predicate.cue.is_some_and(|cue| {
                        cue.complements.any(Complements::VERB_SECOND) || cue.complements.any(Complements::QUOTE)
                    })
                });
                // The clause right before must be the content or belong to it.
                let follows = clause.fronted.is_some_and(|fronted| here.is_within(fronted, nearest));
                // Without a subject of its own it shares that of the clause before: „… bestätigte das, teilte aber mit“.
                let impersonal = clause.tokens().any(|at| context.words.is(at, "es"));
                let own_subject = impersonal || subject_after_verb(context, sentence, id);
                let full = !here.clauses[content].verb_first;
                (fits && follows && own_subject && full)
                    .then(|| context.frame(sentence, id))
                    .flatten()
                    .map(|frame| (frame, "postposed-frame"))
            }
            Kind::Fragment if context.words.is(clause.start(), "so") => {
                so_frame(context, sentence, id).map(|frame| (frame, "so-frame"))
            }
            _ => None,
        };
        let Some((frame, found_by)) = found else { continue };
        into.push(frame.states(
            StatementType::Indirect,
            context.extent(sentence, content),
            found_by,
            Some((sentence, id)),
            sentence,
        ));
    }
}

fn subject_after_verb(context: &Context<'_>, sentence: SentenceId, id: usize) -> bool {
    let clause = &context.sentences[sentence].clauses[id];
    let speaker = context.speaker(sentence, id);
    speaker.is_some_and(|speaker| clause.finite.is_some_and(|finite| speaker.start() > finite))
}

/// *so X*: a fragment of *so* and a noun phrase.
pub(super) fn so_frame(context: &Context<'_>, sentence: SentenceId, id: usize) -> Option<Frame> {
    let clause = &context.sentences[sentence].clauses[id];
    let piece = clause.pieces.first()?;
    if !context.words.is(piece.start(), "so") {
        return None;
    }
    let start = (piece.start() + 1..piece.end())
        .find(|at| !context.words.is_one_of(*at, &["auch", "etwa", "zumindest", "jedenfalls"]))?;
    let one = noun_phrase_at(context.words, start, piece.end(), Reach::Close)?;
    let mut tokens = one.tokens;
    // An apposition may follow in further pieces.
    if let Some(last) = clause.pieces.last()
        && clause.pieces.len() > 1
        && one.tokens.end() == piece.end()
    {
        tokens = wortlaut_text::TokenRange::new(tokens.start(), last.end());
    }
    let addressee = addressee(context.words, clause, None, Some(tokens)).map(|one| one.tokens);
    Some(Frame { speaker: Some(tokens), cue: vec![piece.start()], entry: None, addressee })
}
