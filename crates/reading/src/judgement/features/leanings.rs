//! Features of what the words of a content, and those around it, lean towards.

use super::Features;
use crate::StatementType;
use crate::analysis::words::Words;
use crate::judgement::content::Point;
use crate::language::Leaning;
use crate::model::Feature;
use crate::patterns::{Candidate, Context};

/// Words that are looked at in each place.
const WORDS: usize = 80;

pub(super) fn add(context: &Context<'_>, candidate: &Candidate, points: &[Point], all: &mut Features) {
    let words = context.words;
    let told = candidate.kind == StatementType::Reported;
    let kind = match candidate.kind {
        StatementType::Direct => "direct",
        StatementType::Reported => "told",
        _ => "indirect",
    };
    let mut text = String::with_capacity(512);
    let is_speaker = |at: usize| told && candidate.speaker.is_some_and(|speaker| speaker.range().contains(&at));
    write(words, candidate.quote.iter().flat_map(|piece| piece.range()).filter(|at| !is_speaker(*at)), &mut text);
    let mut found: Vec<Leaning> = words.pack.leanings.find(&text).collect();
    for one in &found {
        all.two("leaning stem", one.stem, kind);
        all.one("leaning", one.kind);
        all.two("leaning, kind", one.kind, kind);
        if let Some(cue) = candidate.entry {
            all.two("leaning, cue", one.kind, cue.name);
        }
    }
    if let (Some(first), Some(last)) = (found.first(), found.last()) {
        all.one("first leaning", first.kind);
        all.one("last leaning", last.kind);
    }
    found.sort_unstable_by_key(|one| one.kind);
    let mut counts: Vec<(usize, &str)> =
        found.chunk_by(|one, next| one.kind == next.kind).map(|same| (same.len(), same[0].kind)).collect();
    counts.sort_unstable_by(|one, other| other.cmp(one));
    match counts.as_slice() {
        [] => all.one("no leaning", kind),
        [(_, only)] => all.two("only leaning", only, kind),
        [(count, most), (next, second), ..] => {
            all.two("most leaning", most, if count > next { "clearly" } else { "hardly" });
            all.two("two leanings", most, second);
        }
    }
    for (count, one) in &counts {
        if *count > 1 {
            all.one("leaning twice", one);
        }
    }
    for (place, point) in points.iter().take(3).enumerate() {
        text.clear();
        write(words, point.tokens.iter().copied(), &mut text);
        let negated = if point.is_negated() { "not" } else { "so" };
        let who = super::subject(point);
        for one in words.pack.leanings.find(&text) {
            all.add(Feature::new("point leaning").and(one.kind).and(negated));
            all.add(Feature::new("point leaning, who").and(one.kind).and(who).and(kind));
            if place == 0 {
                all.add(Feature::new("first point leaning").and(one.kind).and(negated).and(who));
                let past = if point.tells_past(context) { "past" } else { "now" };
                all.add(Feature::new("first point leaning, past").and(one.kind).and(past).and(who));
            }
        }
        text.clear();
        write(words, std::iter::once(point.predicate.main), &mut text);
        for one in words.pack.leanings.find(&text) {
            all.add(Feature::new("verb leaning").and(one.kind).and(negated).and(who));
        }
    }
    around(context, candidate, &mut text, all);
}

/// The rest of the sentence, and the sentences before and after.
fn around(context: &Context<'_>, candidate: &Candidate, text: &mut String, all: &mut Features) {
    let words = context.words;
    let end = candidate.cover().end();
    let last =
        candidate.sentence + context.sentences[candidate.sentence..].iter().take_while(|one| one.tokens.end() < end).count();
    let places = [("rest", Some(candidate.sentence)), ("before", candidate.sentence.checked_sub(1)), ("after", Some(last + 1))];
    for (name, place) in places {
        let Some(sentence) = place.and_then(|at| context.sentences.get(at)) else { continue };
        text.clear();
        write(words, sentence.tokens.range().filter(|at| !candidate.holds(*at)), text);
        for one in words.pack.leanings.find(text) {
            all.add(Feature::new("leaning around").and(name).and(one.kind));
        }
        for (id, clause) in sentence.clauses.iter().enumerate() {
            let inside = clause.finite.is_some_and(|at| candidate.holds(at));
            let Some(predicate) = (!inside).then(|| context.predicate(place.unwrap_or_default(), id)).flatten() else { continue };
            if let Some(act) = predicate.cue.and_then(|cue| cue.act) {
                let negated = if predicate.negation.is_some() { "not" } else { "so" };
                all.add(Feature::new("cue around").and(name).and(act.name()).and(negated));
                all.add(Feature::new("cue around, kind").and(name).and(act.name()).and(candidate.kind.name()));
            }
        }
    }
}

/// Words in lower case with a space before each and after the last.
fn write(words: &Words<'_>, tokens: impl Iterator<Item = usize>, into: &mut String) {
    for at in tokens.filter(|at| words.is_word(*at)).take(WORDS) {
        into.push(' ');
        into.extend(words.text(at).chars().flat_map(char::to_lowercase));
    }
    into.push(' ');
}
