//! Features of the words of a content.

use super::Features;
use crate::StatementType;
use crate::judgement::content::Point;
use crate::judgement::{act, hedge};
use crate::language::{Classes, NounClasses};
use crate::model::Feature;
use crate::patterns::{Candidate, Context};

/// Words of a content that are looked at: its main point stands early.
const WORDS: usize = 80;
/// Letters of a word's beginning that stand for its stem.
const STEM: usize = 6;

pub(super) fn add(context: &Context<'_>, candidate: &Candidate, points: &[Point], all: &mut Features) {
    let words = context.words;
    let told = candidate.kind == StatementType::Reported;
    let is_speaker = |at: usize| told && candidate.speaker.is_some_and(|speaker| speaker.range().contains(&at));
    let tokens: Vec<usize> = candidate.quote.iter().flat_map(|piece| piece.range()).take(WORDS).collect();
    let (single, stem, pair, kind_of) = if told {
        ("told word", "told stem", "told pair", "told kind of noun")
    } else {
        ("word", "stem", "pair", "kind of noun")
    };
    let direct = candidate.kind == StatementType::Direct;
    let mut before: Option<usize> = None;
    for (place, &at) in tokens.iter().enumerate() {
        if is_speaker(at) {
            before = None;
            continue;
        }
        let text = words.text(at);
        if !words.is_word(at) {
            if matches!(text, "?" | "!") {
                all.two("mark", text, candidate.kind.name());
            }
            before = None;
            continue;
        }
        all.add(Feature::new(single).and(words.lower(at)));
        if direct {
            all.add(Feature::new("direct word").and(words.lower(at)));
        }
        if let Some((end, _)) = text.char_indices().nth(STEM) {
            all.add(Feature::new(stem).and_lower(&text[..end]));
        }
        if let Some(before) = before {
            all.add(Feature::new(pair).and(words.lower(before)).and(words.lower(at)));
        }
        before = Some(at);
        let nouns = words.nouns(at);
        if nouns.any(NounClasses::SPEECH_OBJECT)
            && let Some(kind) = words.pack.nouns.speech_kind(text)
        {
            all.one(kind_of, kind);
        }
        if nouns.any(NounClasses::CUE)
            && let Some(act) = words.pack.cues.of_noun(text).and_then(|noun| noun.act)
        {
            all.two("cue noun", act.name(), candidate.kind.name());
        }
        for form in words.forms(at).iter().take(2) {
            let act = words.pack.cues.of_verb(form.verb).first().and_then(|cue| cue.act);
            if let Some(act) = act {
                all.add(Feature::new("cue verb").and(act.name()).and(super::mood(form.form)).and(candidate.kind.name()));
            }
            if form.form.is_finite() {
                all.add(Feature::new("finite").and(words.pack.verbs.infinitive(form.verb)).and(super::mood(form.form)));
            }
        }
        if hedge::is_hedge_word(context, at) || hedge::is_hedge_phrase(context, at) {
            all.one("hedge word", candidate.kind.name());
            all.add(Feature::new("hedge word").and(words.lower(at)));
        }
        if matches!(text, "soll" | "Soll" | "sollen" | "Sollen") {
            let perfect = hedge::is_followed_by_perfect(context, &tokens[place..]);
            all.two("soll", if perfect { "perfect" } else { "plain" }, candidate.kind.name());
        }
        all.flag("negation", words.has(at, Classes::NEGATION));
        let first_person =
            matches!(text, "ich" | "Ich" | "wir" | "Wir" | "uns" | "unser" | "unsere" | "Unsere" | "mein" | "meine");
        all.flag("first person", first_person);
        all.flag("second person", direct && matches!(text, "Sie" | "ihr" | "du" | "euch"));
        all.flag("number", text.starts_with(|c: char| c.is_ascii_digit()));
    }
    if let Some(first) = tokens.iter().find(|at| words.is_word(**at)) {
        all.add(Feature::new("first word").and(words.lower(*first)).and(candidate.kind.name()));
    }
    all.flag("asks", act::asks(context, candidate));
    let length = match tokens.len() {
        0..=3 => "some",
        4..=8 => "few",
        9..=20 => "sentence",
        _ => "many",
    };
    all.two("length", length, candidate.kind.name());
    all.two("points", if points.is_empty() { "none" } else { "some" }, candidate.kind.name());
}
