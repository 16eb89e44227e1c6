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
use crate::language::{Form, NounClasses};

pub(super) fn find(context: &Context<'_>, into: &mut Vec<Candidate>) {
    let mut sentence = 0;
    while sentence < context.sentences.len() {
        let Some(reading) = reading_of(context, sentence, into) else {
            sentence += 1;
            continue;
        };
        let first = sentence;
        let source = source_before(context, first, into).filter(|at| into[*at].sentence + 1 >= first);
        // A plan needs somebody who plans: only after a statement is it that party's.
        let same_block = source.is_some_and(|at| context.sentences[into[at].sentence].block == context.sentences[first].block);
        if reading.found_by == "planned-sollen" && !same_block {
            sentence += 1;
            continue;
        }
        let mut tokens = reading.tokens;
        while reading.whole
            && sentence + 1 < context.sentences.len()
            && context.sentences[sentence + 1].block == context.sentences[first].block
            && reading_of(context, sentence + 1, into).is_some_and(|next| next.whole && next.found_by == reading.found_by)
        {
            sentence += 1;
            tokens = TokenRange::new(tokens.start(), context.whole(sentence).end());
        }
        into.push(Candidate {
            kind: StatementType::FreeIndirect,
            quote: vec![tokens],
            speaker: source.and_then(|at| into[at].speaker),
            cue: Vec::new(),
            entry: None,
            addressee: None,
            medium: None,
            found_by: reading.found_by,
            frame: None,
            sentence: first,
        });
        sentence += 1;
    }
}

/// What *sollen* says in a sentence, and of how much of it.
struct Reading {
    tokens: TokenRange,
    whole: bool,
    found_by: &'static str,
}

fn reading_of(context: &Context<'_>, sentence: SentenceId, known: &[Candidate]) -> Option<Reading> {
    let here = &context.sentences[sentence];
    let words = context.words;
    let mains: Vec<usize> =
        (0..here.clauses.len()).filter(|id| here.clauses[*id].kind == Kind::Main && here.clauses[*id].finite.is_some()).collect();
    for (position, main) in mains.iter().enumerate() {
        let clause = &here.clauses[*main];
        let Some(finite) = clause.finite else { continue };
        let attributed = known.iter().any(|one| one.sentence == sentence && one.holds(finite));
        if !words.is_one_of(finite, &["soll", "sollen"]) || attributed {
            continue;
        }
        let found_by = evidence(context, &clause.tokens().filter(|at| *at > finite).collect::<Vec<_>>());
        if position == 0 && (mains.len() == 1 || mains[1..].iter().all(|one| here.clauses[*one].coordinated.is_some())) {
            return Some(Reading { tokens: context.whole(sentence), whole: true, found_by });
        }
        let pieces = context.extent(sentence, *main);
        let (first, last) = (pieces.first()?, pieces.last()?);
        return Some(Reading { tokens: TokenRange::new(first.start(), last.end()), whole: false, found_by });
    }
    None
}

/// *gestohlen haben, gekentert sein* and states (*sein, haben, sich handeln um*) are hearsay, other infinitives plans.
fn evidence(context: &Context<'_>, after: &[usize]) -> &'static str {
    let words = context.words;
    let perfect = after.windows(2).any(|pair| {
        words.has_form(pair[0], Form::Participle) && words.is_one_of(pair[1], &["haben", "sein"])
            || words.is(pair[0], "worden") && words.is(pair[1], "sein")
    });
    let states = [
        "sein", "haben", "handeln", "befinden", "betragen", "geben", "stammen", "liegen", "gehören", "belaufen", "bestehen",
        "wissen",
    ];
    let last = after.iter().rev().find(|at| words.has_form(**at, Form::Infinitive));
    let state = last.is_some_and(|at| states.iter().any(|verb| words.is_verb(*at, verb)));
    // „soll 2027 fertig sein“: a state in time to come is a plan.
    let dated = after.iter().any(|at| {
        words.nouns(*at).any(NounClasses::TIME)
            || words.text(*at).len() == 4 && words.text(*at).starts_with("20") && words.text(*at).parse::<u16>().is_ok()
    });
    if perfect {
        "hearsay-sollen"
    } else if state && !dated {
        "hearsay-state"
    } else {
        "planned-sollen"
    }
}
