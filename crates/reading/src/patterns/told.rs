//! Told speech acts.
//!
//! **Finds** clauses whose predicate is itself a speech act, without its content as a clause.
//!
//! **German** *Die Ministerin kritisierte den Plan.* *Das Amt wies den Vorwurf zurück.* *Der Senat wollte sich nicht äußern.*
//!
//! **English** *The minister criticised the plan.*
//!
//! **Does not find** neutral verbs alone („Er sprach“), bare actions („Sie trat zurück“), things that only look like speech
//! („Der Unfall forderte zwei Tote“).

use wortlaut_text::TokenRange;

use super::{Candidate, Context, SentenceId};
use crate::StatementType;
use crate::analysis::clauses::{ClauseId, Kind};
use crate::analysis::noun_phrases::NounPhrase;
use crate::analysis::predicates::{Predicate, phrases, subject};
use crate::language::{Cue, NounClasses, Told};

pub(super) fn find(context: &Context<'_>, sentence: SentenceId, into: &mut Vec<Candidate>) {
    let here = &context.sentences[sentence];
    for id in 0..here.clauses.len() {
        let clause = &here.clauses[id];
        if !matches!(clause.kind, Kind::Main | Kind::Relative | Kind::Subordinate) || clause.finite.is_none() {
            continue;
        }
        let has_content =
            into.iter().any(|one| one.frame == Some((sentence, id)) && !matches!(one.found_by, "colon" | "noun-cue"));
        if has_content {
            continue;
        }
        let Some(predicate) = context.predicate(sentence, id) else { continue };
        let Some(cue) = predicate.cue else { continue };
        if !is_told(context, sentence, id, predicate, cue) {
            continue;
        }
        let who = if predicate.passive { context.agent(clause) } else { subject(&context.words, here, id) };
        let Some(who) = who.filter(|who| can_speak(context, who)) else { continue };
        into.push(Candidate {
            kind: StatementType::Reported,
            quote: extent(context, sentence, id, who.tokens),
            speaker: Some(who.tokens),
            cue: predicate.tokens.clone(),
            entry: Some(cue),
            addressee: context.frame(sentence, id).and_then(|frame| frame.addressee),
            medium: None,
            found_by: "told-act",
            frame: Some((sentence, id)),
            sentence,
        });
    }
}

fn is_told(context: &Context<'_>, sentence: SentenceId, id: ClauseId, predicate: &Predicate, cue: &Cue) -> bool {
    let clause = &context.sentences[sentence].clauses[id];
    match cue.told {
        Told::Yes => true,
        Told::No => false,
        Told::Object => {
            phrases(&context.words, clause).iter().any(|phrase| match phrase.preposition {
                Some(at) => {
                    cue.prepositions.iter().any(|one| context.words.is(at, one) || contracted(context.words.text(at), one))
                }
                None => {
                    phrase.noun_phrase.nouns.any(NounClasses::SPEECH_OBJECT)
                        && !phrase.noun_phrase.tokens.range().contains(&predicate.main)
                }
            }) || cue.fixed.len() > 1
        }
    }
}

fn contracted(word: &str, preposition: &str) -> bool {
    matches!(
        (word, preposition),
        ("zum" | "zur", "zu")
            | ("vom", "von")
            | ("am" | "ans", "an")
            | ("im" | "ins", "in")
            | ("beim", "bei")
            | ("aufs", "auf")
            | ("ums", "um")
    )
}

/// Persons, bodies, groups, names and pronouns for them; not events, times or things.
fn can_speak(context: &Context<'_>, who: &NounPhrase) -> bool {
    let words = &context.words;
    if who.pronoun {
        return words.is_one_of(
            who.head,
            &["er", "sie", "wir", "ich", "dieser", "diese", "beide", "alle", "viele", "einige", "andere", "der", "die"],
        );
    }
    if who.nouns.any(NounClasses::SPEAKER) {
        return true;
    }
    // An unknown capitalised word without a determiner is a name.
    who.core.range().all(|at| words.is_noun(at) || words.text(at) == "(" || words.text(at) == ")")
        && !who.nouns.any(NounClasses::TIME)
        && !who.nouns.any(NounClasses::SPEECH_OBJECT.with(NounClasses::CUE))
}

/// The whole sentence if the clause is its only main clause; otherwise the clause, with its subject where that stands apart.
fn extent(context: &Context<'_>, sentence: SentenceId, id: ClauseId, who: TokenRange) -> Vec<TokenRange> {
    let here = &context.sentences[sentence];
    let mains = here.clauses.iter().filter(|clause| clause.kind == Kind::Main && clause.finite.is_some()).count();
    if here.clauses[id].kind == Kind::Main
        && mains == 1
        && !here.clauses.iter().any(|clause| matches!(clause.kind, Kind::Quotation(_)))
    {
        return vec![context.whole(sentence)];
    }
    let mut found = context.pieces(sentence, |one| here.is_within(one, id));
    let apart = !found.iter().any(|piece| piece.start() <= who.start() && who.end() <= piece.end());
    if apart && here.tokens.start() <= who.start() && who.end() <= here.tokens.end() && here.clauses[id].kind == Kind::Main {
        found.insert(0, who);
        found.sort_unstable_by_key(|piece| piece.start());
    }
    if found.last().is_some_and(|last| last.end() + 1 == here.tokens.end())
        && found.first().is_some_and(|first| first.start() == here.tokens.start())
        && found.len() == 1
    {
        return vec![context.whole(sentence)];
    }
    found
}
