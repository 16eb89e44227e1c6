//! Features of who says it, how it is attributed, and where it stands.

use super::Features;
use crate::Act;
use crate::StatementType;
use crate::analysis::predicates::phrases;
use crate::language::{Classes, NounClasses, Told};
use crate::model::Feature;
use crate::patterns::{Candidate, Context};

/// What a noun can name, with the name of the feature.
const NOUNS: [(NounClasses, &str); 11] = [
    (NounClasses::ROLE, "role"),
    (NounClasses::INSTITUTION, "institution"),
    (NounClasses::GROUP, "group"),
    (NounClasses::DOCUMENT, "document"),
    (NounClasses::MEDIUM, "medium"),
    (NounClasses::METONYM, "metonym"),
    (NounClasses::FIRST_NAME, "first name"),
    (NounClasses::TITLE, "title"),
    (NounClasses::SPEECH_OBJECT, "speech object"),
    (NounClasses::CUE, "cue"),
    (NounClasses::PLURAL, "plural"),
];

/// Words of a frame that are looked at.
const WORDS: usize = 48;

pub(super) fn add(context: &Context<'_>, candidate: &Candidate, all: &mut Features) {
    add_cue(context, candidate, all);
    add_speaker(context, candidate, all);
    add_frame(context, candidate, all);
    add_surroundings(context, candidate, all);
}

fn act_name(act: Option<Act>) -> &'static str {
    act.map_or("-", |act| act.name())
}

fn add_cue(context: &Context<'_>, candidate: &Candidate, all: &mut Features) {
    let words = context.words;
    let kind = candidate.kind.name();
    let predicate = candidate.frame.and_then(|(sentence, clause)| context.predicate(sentence, clause));
    let negated = if predicate.is_some_and(|one| one.negation.is_some()) { "not" } else { "so" };
    if let Some(cue) = candidate.entry {
        all.one("cue", cue.name);
        all.two("cue, kind", cue.name, kind);
        all.two("cue, negated", cue.name, negated);
        all.two("cue act, negated", act_name(cue.act), negated);
        all.two("cue act, kind", act_name(cue.act), kind);
        all.one("cue medium", cue.medium.map_or("-", |medium| medium.name()));
        all.two("cue medium, kind", cue.medium.map_or("-", |medium| medium.name()), kind);
        all.two("cue hedge", if cue.hedge { "yes" } else { "no" }, kind);
        all.flag("cue told", cue.told == Told::Yes);
        all.flag("cue told beside an object", cue.told == Told::Object);
    }
    all.flag("no cue", candidate.cue.is_empty());
    for &at in candidate.cue.iter().take(8) {
        all.add(Feature::new("cue word").and(words.lower(at)));
    }
    if let Some(predicate) = predicate {
        let verb = words.pack.verbs.infinitive(predicate.verb);
        all.two("frame verb", verb, negated);
        all.two("frame passive", if predicate.passive { "yes" } else { "no" }, verb);
        if let Some(finite) = predicate.tokens.iter().find_map(|at| words.finite(*at).next()) {
            let finite_verb = words.pack.verbs.infinitive(finite.verb);
            all.add(Feature::new("frame finite").and(finite_verb).and(super::mood(finite.form)));
            all.add(Feature::new("frame finite, verb").and(finite_verb).and(verb).and(negated));
        }
    }
    if matches!(candidate.found_by, "noun-cue" | "noun-frame")
        && let Some(start) = candidate.quote.first().map(|piece| piece.start())
    {
        let noun = (start.saturating_sub(9)..start)
            .rev()
            .find(|at| words.is_noun(*at) && words.pack.cues.of_noun(words.text(*at)).is_some());
        if let Some(at) = noun {
            all.add(Feature::new("noun cue").and(words.lower(at)));
            let cue = words.pack.cues.of_noun(words.text(at));
            all.one("noun cue act", act_name(cue.and_then(|cue| cue.act)));
            all.one("noun cue medium", cue.and_then(|cue| cue.medium).map_or("-", |medium| medium.name()));
        }
    }
}

fn add_speaker(context: &Context<'_>, candidate: &Candidate, all: &mut Features) {
    let words = context.words;
    let kind = candidate.kind.name();
    let Some(speaker) = candidate.speaker else {
        all.one("no speaker", kind);
        return;
    };
    let nouns: Vec<usize> = speaker.range().take(24).filter(|at| words.is_noun(*at)).collect();
    if nouns.is_empty() {
        all.one("speaker pronoun", kind);
        if !speaker.is_empty() {
            all.add(Feature::new("speaker word").and(words.lower(speaker.start())));
        }
        return;
    }
    for (class, name) in NOUNS {
        if nouns.iter().any(|at| words.nouns(*at).any(class)) {
            all.one("speaker class", name);
            all.two("speaker class, kind", name, kind);
        }
        if words.nouns(nouns[0]).any(class) {
            all.one("speaker's first class", name);
            if let Some(cue) = candidate.entry {
                all.two("speaker's first class, cue", name, cue.name);
            }
            if candidate.found_by == "marker"
                && let Some(&marker) = candidate.cue.first()
            {
                all.add(Feature::new("speaker's first class, marker").and(name).and(words.lower(marker)));
            }
        }
    }
    all.flag("speaker court", super::super::act::speaks_justice(context, candidate));
    all.flag("speaker written", super::super::medium::is_written(context, candidate));
    all.add(Feature::new("speaker's first noun").and(words.lower(nouns[0])));
    for &at in &nouns {
        all.add(Feature::new("speaker noun").and(words.lower(at)));
        all.add(Feature::new("speaker noun ends").and_lower(last(words.text(at), 6)));
    }
}

/// The last letters of a word.
fn last(word: &str, letters: usize) -> &str {
    word.char_indices().rev().nth(letters - 1).map_or(word, |(at, _)| &word[at..])
}

/// What the attributing clause, or the sentence around the words, says besides them.
fn add_frame(context: &Context<'_>, candidate: &Candidate, all: &mut Features) {
    let words = context.words;
    let cue = candidate.entry.map_or("-", |cue| cue.name);
    let cue_act = act_name(candidate.entry.and_then(|cue| cue.act));
    if let Some((sentence, clause)) = candidate.frame {
        let here = &context.sentences[sentence].clauses[clause];
        for phrase in phrases(words, here).iter().take(12) {
            let one = phrase.noun_phrase;
            if candidate.speaker.is_some_and(|speaker| speaker.range().contains(&one.head)) {
                continue;
            }
            let head = words.text(one.head);
            match phrase.preposition {
                Some(at) => {
                    all.add(Feature::new("frame preposition").and(words.lower(at)).and_lower(head));
                    all.add(Feature::new("frame preposition, cue").and(words.lower(at)).and(cue));
                }
                None => all.add(Feature::new("object, cue").and_lower(head).and(cue)),
            }
            let place = if phrase.preposition.is_some() { "preposition" } else { "object" };
            all.add(Feature::new("frame noun").and(place).and_lower(head));
            all.add(Feature::new("frame noun ends").and(place).and_lower(last(head, 5)));
            if one.nouns.any(NounClasses::SPEECH_OBJECT)
                && let Some(kind) = words.pack.nouns.speech_kind(head)
            {
                all.two("object kind", kind, place);
                all.two("object kind, cue", kind, cue);
                all.two("object kind, cue act", kind, cue_act);
            }
            if let Some(medium) = words.pack.venue(head) {
                all.two("venue", medium.name(), place);
            }
        }
    }
    let sentence = &context.sentences[candidate.frame.map_or(candidate.sentence, |(sentence, _)| sentence)];
    if candidate.kind == StatementType::Reported {
        return;
    }
    let outside = sentence.tokens.range().filter(|at| words.is_word(*at) && !candidate.holds(*at));
    for at in outside.take(WORDS) {
        if candidate.speaker.is_some_and(|speaker| speaker.range().contains(&at)) || words.has(at, Classes::ARTICLE) {
            continue;
        }
        all.add(Feature::new("outside").and(words.lower(at)));
    }
}

/// Where the statement stands, and what surrounds it.
fn add_surroundings(context: &Context<'_>, candidate: &Candidate, all: &mut Features) {
    let words = context.words;
    let cover = candidate.cover();
    let last_sentence = context.sentences.iter().rposition(|one| one.tokens.start() < cover.end()).unwrap_or(candidate.sentence);
    let place = if candidate.sentence == 0 {
        "first"
    } else if last_sentence + 1 == context.sentences.len() {
        "last"
    } else {
        "inner"
    };
    all.two("place", place, candidate.kind.name());
    let block = context.sentences[candidate.sentence].block;
    let opens = candidate.sentence == 0 || context.sentences[candidate.sentence - 1].block != block;
    all.two("opens paragraph", if opens { "yes" } else { "no" }, candidate.kind.name());
    for (distance, name) in [(0, "venue in sentence"), (1, "venue one before"), (2, "venue two before")] {
        let Some(sentence) = candidate.sentence.checked_sub(distance).and_then(|at| context.sentences.get(at)) else { continue };
        for at in sentence.tokens.range().filter(|at| words.is_noun(*at)).take(WORDS) {
            if let Some(medium) = words.pack.venue(words.text(at)) {
                all.one(name, medium.name());
                all.two("venue near", medium.name(), candidate.kind.name());
            }
        }
    }
}
