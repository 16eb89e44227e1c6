//! *sollen* as an evidential.
//!
//! **Finds** sentences in the news voice with *soll* and a perfect infinitive, or *soll* with a state: somebody unnamed says so.
//!
//! **German** *Zwei Boote sollen gekentert sein.*
//!
//! **English** *Two boats are said to have capsized.*
//!
//! **Does not find** plans („Die Brücke soll im Herbst öffnen“), which name no source.

use wortlaut_text::TokenRange;

use super::continuation::source_before;
use super::{Candidate, Context, SentenceId};
use crate::StatementType;
use crate::analysis::clauses::Kind;
use crate::language::Form;

pub(super) fn find(context: &Context<'_>, into: &mut Vec<Candidate>) {
    let mut sentence = 0;
    while sentence < context.sentences.len() {
        if !is_hearsay(context, sentence, into) {
            sentence += 1;
            continue;
        }
        let first = sentence;
        while sentence + 1 < context.sentences.len()
            && context.sentences[sentence + 1].block == context.sentences[first].block
            && is_hearsay(context, sentence + 1, into)
        {
            sentence += 1;
        }
        let source = source_before(context, first, into).filter(|at| into[*at].sentence + 1 >= first);
        into.push(Candidate {
            kind: StatementType::FreeIndirect,
            quote: vec![TokenRange::new(context.whole(first).start(), context.whole(sentence).end())],
            speaker: source.and_then(|at| into[at].speaker),
            cue: Vec::new(),
            entry: None,
            addressee: None,
            medium: None,
            found_by: "hearsay-sollen",
            frame: None,
            sentence: first,
        });
        sentence += 1;
    }
}

fn is_hearsay(context: &Context<'_>, sentence: SentenceId, known: &[Candidate]) -> bool {
    let here = &context.sentences[sentence];
    let words = &context.words;
    let main = (0..here.clauses.len()).find(|id| here.clauses[*id].kind == Kind::Main && here.clauses[*id].finite.is_some());
    let Some(main) = main else { return false };
    let clause = &here.clauses[main];
    let Some(finite) = clause.finite else { return false };
    if !words.is_one_of(finite, &["soll", "sollen"]) {
        return false;
    }
    if known.iter().any(|one| one.sentence == sentence && one.holds(finite)) {
        return false;
    }
    let tokens: Vec<usize> = clause.tokens().filter(|at| *at > finite).collect();
    tokens.windows(2).any(|pair| {
        words.has_form(pair[0], Form::Participle) && words.is_one_of(pair[1], &["haben", "sein"])
            || words.is(pair[0], "worden") && words.is(pair[1], "sein")
    })
}
