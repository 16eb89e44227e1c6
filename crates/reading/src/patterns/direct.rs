//! Words in quotation marks.
//!
//! **Finds** quotations with a frame before, after or in their middle, quotations that go on after one, and pieces of somebody's
//! words inside a clause that attributes.
//!
//! **German** *„Wir bauen“*, sagte die Ministerin, *„und zwar sofort“*. Sie nannte den Plan *„mutig“*.
//!
//! **English** *“We will build,”* the minister said.
//!
//! **Does not find** titles, names of works and media, nicknames, irony.

use wortlaut_text::{Quotation, TokenRange};

use super::continuation::source_before;
use super::postposed_frame::so_frame;
use super::{Candidate, Context, Frame, SentenceId};
use crate::StatementType;
use crate::analysis::clauses::{ClauseId, Kind};
use crate::analysis::noun_phrases::{Reach, noun_phrase_at};
use crate::analysis::predicates::Predicate;
use crate::analysis::segments::Mark;
use crate::language::{Complements, NounClasses};

/// Quotations that stand for themselves.
pub(super) fn find(context: &Context<'_>, sentence: SentenceId, into: &mut Vec<Candidate>) {
    let here = &context.sentences[sentence];
    let mut used: Option<ClauseId> = None;
    for id in 0..here.clauses.len() {
        let Kind::Quotation(quotation) = here.clauses[id].kind else { continue };
        if used.is_some_and(|last| last >= id) {
            continue;
        }
        let quotation = context.words.article.quotations()[quotation.index()];
        let mut quote = vec![quotation.tokens];
        let mut found = frame_after(context, sentence, id);
        if let Some((frame_clause, _, _)) = found
            && let Some(next) = here.clauses.get(frame_clause + 1)
            && let Kind::Quotation(second) = next.kind
            && next.mark != Mark::Colon
        {
            quote.push(context.words.article.quotations()[second.index()].tokens);
            used = Some(frame_clause + 1);
        }
        if found.is_none() {
            found = frame_before(context, sentence, id, into);
        }
        let (frame, clause, found_by) = match found {
            Some((clause, frame, found_by)) => (frame, Some((sentence, clause)), found_by),
            None => {
                // A quotation that is a sentence by itself goes on with the last speaker, or nobody is named.
                let alone =
                    here.clauses.len() == 1 || here.clauses.iter().all(|clause| matches!(clause.kind, Kind::Quotation(_)));
                if !alone {
                    let Some(frame) = around(context, sentence, quotation) else { continue };
                    (frame, None, "quotation-in-clause")
                } else if let Some(first) = interrupted_before(context, sentence, into) {
                    // „„Ein guter Tag“, sagte sie. „Die Stadt bekommt ihren Bahnhof.““: one utterance around its frame.
                    into[first].quote.extend(quote);
                    continue;
                } else {
                    let speaker = source_before(context, sentence, into).and_then(|at| into[at].speaker);
                    (Frame { speaker, cue: Vec::new(), entry: None, addressee: None }, None, "quotation-alone")
                }
            }
        };
        into.push(frame.states(StatementType::Direct, quote, found_by, clause, sentence));
    }
}

/// The direct statement whose frame ends the sentence before, in the same paragraph.
fn interrupted_before(context: &Context<'_>, sentence: SentenceId, known: &[Candidate]) -> Option<usize> {
    let before = sentence.checked_sub(1)?;
    let here = &context.sentences[before];
    let last_is_frame = here.clauses.last().is_some_and(|clause| !matches!(clause.kind, Kind::Quotation(_)));
    let same = last_is_frame && here.block == context.sentences[sentence].block;
    known.iter().rposition(|one| {
        same && one.sentence == before
            && one.quote.len() == 1
            && matches!(one.found_by, "quotation-frame-after" | "quotation-so-frame")
    })
}

/// *„…“, sagte X* and *„…“, so X*.
fn frame_after(context: &Context<'_>, sentence: SentenceId, id: ClauseId) -> Option<(ClauseId, Frame, &'static str)> {
    let here = &context.sentences[sentence];
    let next = id + 1;
    let clause = here.clauses.get(next)?;
    match clause.kind {
        Kind::Main if clause.verb_first && clause.mark != Mark::Coordination => {
            let frame = context.frame(sentence, next)?;
            (frame.speaker.is_some() || frame.entry.is_some()).then_some((next, frame, "quotation-frame-after"))
        }
        Kind::Fragment => so_frame(context, sentence, next).map(|frame| (next, frame, "quotation-so-frame")),
        Kind::Question if clause.introducer.is_some_and(|at| context.words.is(at, "wie")) => {
            context.frame(sentence, next).map(|frame| (next, frame, "quotation-wie-frame"))
        }
        _ => None,
    }
}

/// *X sagte: „…“* and *X: „…“*.
fn frame_before(
    context: &Context<'_>,
    sentence: SentenceId,
    id: ClauseId,
    known: &[Candidate],
) -> Option<(ClauseId, Frame, &'static str)> {
    let here = &context.sentences[sentence];
    let clause = &here.clauses[id];
    if id == 0 {
        return None;
    }
    if clause.mark == Mark::Colon {
        // The last main clause in the indicative that has a cue; else any clause with one, else any main clause.
        let has_cue = |one: &ClauseId| context.predicate(sentence, *one).is_some_and(|predicate| predicate.cue.is_some());
        let tells = |one: &ClauseId| here.clauses[*one].kind == Kind::Main && !context.is_subjunctive(sentence, *one);
        let main = (0..id).rev().find(|one| here.clauses[*one].kind == Kind::Main);
        // „…, ein Anrufer habe gesagt: „…““: the clause right before the colon announces words.
        let announces = |one: &ClauseId| {
            here.clauses[*one].end() + 1 == clause.start()
                && context
                    .predicate(sentence, *one)
                    .and_then(|one| one.cue)
                    .is_some_and(|cue| cue.complements.any(Complements::QUOTE))
        };
        let with_cue = Some(id - 1)
            .filter(announces)
            .or_else(|| (0..id).rev().find(|one| tells(one) && has_cue(one)))
            .or_else(|| (0..id).rev().find(has_cue));
        if let Some(frame_clause) = with_cue.or(main) {
            let mut frame = context.frame(sentence, frame_clause)?;
            if frame.speaker.is_none()
                && let Some(main) = main
            {
                frame.speaker = context.speaker(sentence, main);
            }
            // „Es sei höchste Zeit: „…““ goes on with somebody's words.
            if with_cue.is_none() && context.is_subjunctive1(sentence, frame_clause) {
                frame.speaker = source_before(context, sentence, known).and_then(|at| known[at].speaker);
            }
            return Some((frame_clause, frame, "quotation-frame-before"));
        }
        let start = here.clauses[id - 1].start();
        let end = here.clauses[id - 1].end();
        let one = noun_phrase_at(context.words, start, end, Reach::Full)?;
        return Some((
            id - 1,
            Frame { speaker: Some(one.tokens), cue: Vec::new(), entry: None, addressee: None },
            "quotation-frame-before",
        ));
    }
    let frame_clause =
        (0..id).rev().find(|one| context.predicate(sentence, *one).is_some_and(|predicate| predicate.cue.is_some()))?;
    context.frame(sentence, frame_clause).map(|frame| (frame_clause, frame, "quotation-frame-before"))
}

/// The frame of the clause that a quotation stands in.
fn around(context: &Context<'_>, sentence: SentenceId, quotation: Quotation) -> Option<Frame> {
    let here = &context.sentences[sentence];
    let clause = here.clause_at(quotation.tokens.start())?;
    let mut at = Some(clause);
    while let Some(id) = at {
        if let Some(predicate) = context.predicate(sentence, id)
            && predicate.cue.is_some_and(|cue| {
                cue.complements.any(Complements::QUOTE) && cue.name != "heißen" && !cue.reflexive || is_naming(context, predicate)
            })
        {
            return context.frame(sentence, id).filter(|frame| frame.speaker.is_some());
        }
        at = here.clauses[id].parent;
    }
    None
}

/// Pieces of somebody's words inside a clause, once it is known which clauses attribute.
pub(super) fn find_nested(context: &Context<'_>, into: &mut Vec<Candidate>) {
    let here = context.tokens();
    let all = context.words.article.quotations();
    let first = all.partition_point(|one| one.tokens.start() < here.start());
    for quotation in all[first..].iter().take_while(|one| one.tokens.end() <= here.end()) {
        if into.iter().any(|one| {
            one.kind == StatementType::Direct
                && one
                    .quote
                    .iter()
                    .any(|piece| piece.start() <= quotation.tokens.start() && quotation.tokens.end() <= piece.end())
        }) {
            continue;
        }
        let sentence = context.sentences.partition_point(|one| one.tokens.end() <= quotation.tokens.start());
        let inside = context
            .sentences
            .get(sentence)
            .is_some_and(|one| one.tokens.start() <= quotation.tokens.start() && quotation.tokens.end() <= one.tokens.end());
        if !inside {
            continue;
        }
        let start = quotation.tokens.start();
        // A sentence that goes on somebody's words tells no act of its own.
        let goes_on = into.iter().any(|one| one.holds(start) && one.kind == StatementType::IndirectFreeIndirect);
        let outer = into
            .iter()
            .filter(|one| one.holds(start) && one.kind != StatementType::Direct)
            .filter(|one| !(goes_on && one.kind == StatementType::Reported))
            .min_by_key(|one| one.cover().len());
        let (frame, frame_clause, found_by) = match outer {
            Some(outer) => {
                let frame =
                    Frame { speaker: outer.speaker, cue: outer.cue.clone(), entry: outer.entry, addressee: outer.addressee };
                (frame, outer.frame, "quoted-piece")
            }
            None => match around(context, sentence, *quotation) {
                Some(frame) => (frame, None, "quotation-in-clause"),
                None => continue,
            },
        };
        // „nannte den Plan „haltlos““: the words that attribute are never the attributed ones.
        let cue = frame.cue.iter().copied().filter(|at| !quotation.tokens.range().contains(at)).collect();
        let frame = Frame { cue, ..frame };
        let in_speaker = frame.speaker.is_some_and(|speaker| speaker.start() <= start && quotation.tokens.end() <= speaker.end());
        if in_speaker {
            continue;
        }
        if matches!(what_it_is(context, sentence, *quotation), Quoted::Name) {
            continue;
        }
        into.push(frame.states(StatementType::Direct, vec![quotation.tokens], found_by, frame_clause, sentence));
    }
}

/// Whether the clause says what somebody calls somebody: the quotation is the word that was used, however short.
fn is_naming(context: &Context<'_>, predicate: &Predicate) -> bool {
    let verbs = [
        "nennen",
        "bezeichnen",
        "kritisieren",
        "ein|stufen",
        "charakterisieren",
        "beschimpfen",
        "werten",
        "loben",
        "verurteilen",
    ];
    !predicate.cue.is_some_and(|cue| cue.reflexive) && verbs.iter().any(|verb| context.words.is_verb(predicate.main, verb))
}

/// What a quotation inside a clause can be.
enum Quoted {
    /// Somebody's words.
    Words,
    /// A medium, a work, a ship, a programme.
    Name,
}

fn what_it_is(context: &Context<'_>, sentence: SentenceId, quotation: Quotation) -> Quoted {
    let words = context.words;
    let inner =
        TokenRange::new(quotation.tokens.start() + 1, quotation.tokens.end().saturating_sub(1).max(quotation.tokens.start() + 1));
    if inner.is_empty() || inner.len() <= 4 && inner.range().any(|at| words.nouns(at).any(NounClasses::MEDIUM)) {
        return Quoted::Name;
    }
    let named = context.sentences[sentence]
        .clause_at(inner.start())
        .is_some_and(|clause| context.predicate(sentence, clause).is_some_and(|predicate| is_naming(context, predicate)));
    let sentence_inside = inner.range().any(|at| words.finite(at).next().is_some()) || inner.len() > 8;
    if named || sentence_inside {
        return Quoted::Words;
    }
    // „das Schiff „Dignität““, „die Yacht „Alma““: a noun right before says what it is called, unless it says that words follow.
    let before = quotation.tokens.start().checked_sub(1).filter(|at| *at >= context.sentences[sentence].tokens.start());
    let capital = words.is_capital(inner.start());
    if capital
        && before.is_some_and(|at| words.is_noun(at) && !words.nouns(at).any(NounClasses::CUE.with(NounClasses::SPEECH_OBJECT)))
    {
        return Quoted::Name;
    }
    if inner.range().all(|at| !words.is_word(at) || words.is_capital(at)) {
        return Quoted::Name;
    }
    Quoted::Words
}
