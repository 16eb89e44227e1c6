//! Prepositions and adverbs that attribute: *laut, nach, zufolge, gemäß, aus Sicht, demnach*.
//!
//! **Finds** the clause around the marker phrase; in pieces where the phrase stands in its middle.
//!
//! **German** Laut Polizei *wurde niemand verletzt*. *Die Brücke ist* nach Angaben des Amtes *gesperrt*.
//!
//! **English** According to the police, *nobody was hurt*.
//!
//! **Does not find** *laut* as an adverb („laut nachdenken“), *nach* as a time or direction, *gemäß* with a law.

use wortlaut_text::TokenRange;

use super::{Candidate, Context, SentenceId};
use crate::StatementType;
use crate::analysis::clauses::Kind;
use crate::analysis::noun_phrases::{NounPhrase, Reach, noun_phrase_at};
use crate::analysis::predicates::{Phrase, antecedent, phrases};
use crate::analysis::segments::Mark;
use crate::analysis::words::Words;
use crate::language::{Classes, Complements, NounClasses};

/// The words of a marker phrase.
struct Marker {
    /// All of it, marker and noun phrase.
    tokens: TokenRange,
    cue: Vec<usize>,
    speaker: Option<TokenRange>,
}

pub(super) fn find(context: &Context<'_>, sentence: SentenceId, into: &mut Vec<Candidate>) {
    let tokens = context.sentences[sentence].tokens;
    let mut at = tokens.start();
    while at < tokens.end() {
        let Some(mut marker) = marker_at(context, sentence, at) else {
            at += 1;
            continue;
        };
        at = marker.tokens.end();
        if marker.speaker.is_none() {
            marker.speaker = pointed_at(context, sentence, &marker, into);
            // „Die Fahrt dauert demnach vierzig Minuten“: without a source it is a conclusion.
            if marker.speaker.is_none() && !context.words.is(marker.cue[0], "wonach") {
                continue;
            }
        }
        let Some(quote) = content_around(context, sentence, &marker) else { continue };
        into.push(Candidate {
            kind: StatementType::Indirect,
            quote,
            speaker: marker.speaker,
            cue: marker.cue,
            entry: None,
            addressee: None,
            medium: None,
            found_by: "marker",
            frame: None,
            sentence,
        });
    }
}

fn marker_at(context: &Context<'_>, sentence: SentenceId, at: usize) -> Option<Marker> {
    let words = context.words;
    let end = context.sentences[sentence].tokens.end();
    let limit = (at..end.min(at + 60))
        .find(|index| matches!(words.text(*index), "," | ";" | ":" | "–" | "."))
        .unwrap_or(end.min(at + 60));
    if words.is_one_of(at, &["demnach", "danach", "wonach", "demzufolge"]) {
        let initial = at == context.sentences[sentence].tokens.start();
        let subjunctive_or_hearsay =
            context.sentences[sentence].clause_at(at).is_some_and(|clause| context.is_subjunctive(sentence, clause));
        if words.is(at, "danach") && !(initial && subjunctive_or_hearsay) {
            return None;
        }
        if words.is(at, "wonach") || words.is(at, "demnach") || subjunctive_or_hearsay {
            return Some(Marker { tokens: TokenRange::new(at, at + 1), cue: vec![at], speaker: None });
        }
        return None;
    }
    if words.is(at, "laut") {
        // „laut nachdenken“: without a noun phrase it is an adverb.
        let one = noun_phrase_at(words, at + 1, limit, Reach::Close)?;
        if one.pronoun || words.has(at + 1, Classes::PREPOSITION) {
            return None;
        }
        return Some(before(context, at, one, end));
    }
    if words.is(at, "gemäß") {
        let one = noun_phrase_at(words, at + 1, limit, Reach::Close)?;
        let source = one.nouns.any(NounClasses::DOCUMENT.with(NounClasses::MEDIUM))
            || words.pack.cues.is_source_noun(words.text(one.head))
            || first_noun_is_source(context, one);
        return source.then(|| before(context, at, one, end));
    }
    if words.is(at, "nach") {
        let one = noun_phrase_at(words, at + 1, limit, Reach::Close)?;
        let subjunctive =
            context.sentences[sentence].clause_at(at).is_some_and(|clause| context.is_subjunctive(sentence, clause));
        let document = one.nouns.any(NounClasses::DOCUMENT) && (subjunctive || one.nouns.any(NounClasses::MEDIUM));
        // „nach der Ankündigung der Ministerin soll …“: beside hearsay a noun of saying is a source rather than a time.
        let said = context.sentences[sentence]
            .clause_at(at)
            .and_then(|clause| context.sentences[sentence].clauses[clause].finite)
            .is_some_and(|finite| words.is_one_of(finite, &["soll", "sollen"]))
            && words.pack.cues.of_noun(words.text(one.head)).is_some();
        let document = document || said;
        return (first_noun_is_source(context, one) || document).then(|| before(context, at, one, end));
    }
    if words.is(at, "aus") && at + 1 < limit && words.is_one_of(at + 1, &["sicht"]) {
        let start = at + 2;
        let preposition = usize::from(start < limit && words.is_one_of(start, &["von", "vom"]));
        let one = noun_phrase_at(words, start + preposition, limit, Reach::Close)?;
        return Some(Marker { tokens: TokenRange::new(at, one.tokens.end()), cue: vec![at, at + 1], speaker: Some(one.tokens) });
    }
    // „X zufolge“, „ihrer Meinung nach“: the marker follows its noun phrase.
    if words.is_noun(at) || words.has(at, Classes::OPENS_NOUN_PHRASE) || words.is_adjectival(at) && words.is_word(at) {
        let one = noun_phrase_at(words, at, limit, Reach::Close)?;
        let after = one.tokens.end();
        // „ersten Angaben vom Mittwoch zufolge“: what stands between belongs to the phrase.
        let whole = zufolge_after(words, at, limit).and_then(|_| noun_phrase_at(words, at, limit, Reach::Full));
        if let Some(whole) =
            whole.filter(|whole| whole.tokens.end() > after && words.is(whole.tokens.end().min(end - 1), "zufolge"))
            && whole.cases.dative
        {
            let close = whole.tokens.end();
            return Some(Marker { tokens: TokenRange::new(at, close + 1), cue: vec![close], speaker: Some(whole.tokens) });
        }
        if after < end && words.is(after, "zufolge") {
            return Some(Marker { tokens: TokenRange::new(at, after + 1), cue: vec![after], speaker: Some(one.tokens) });
        }
        if after < end && words.is(after, "nach") && words.pack.cues.is_source_noun(words.text(one.head)) && one.cases.dative {
            let bounded = after + 1 >= end
                || words.finite(after + 1).next().is_some()
                || !words.is_noun(after + 1) && !words.has(after + 1, Classes::OPENS_NOUN_PHRASE);
            return bounded.then(|| Marker {
                tokens: TokenRange::new(at, after + 1),
                cue: vec![after],
                speaker: Some(one.tokens),
            });
        }
    }
    None
}

/// Where *zufolge* stands in the next words.
fn zufolge_after(words: &Words<'_>, at: usize, limit: usize) -> Option<usize> {
    (at + 1..limit.min(at + 20)).find(|index| words.is(*index, "zufolge"))
}

/// A marker before its noun phrase; an apposition between commas belongs to the phrase: „nach Angaben von Ada Brandt, der Leiterin des
/// Amtes, …“.
fn before(context: &Context<'_>, marker: usize, one: NounPhrase, end: usize) -> Marker {
    let words = context.words;
    let after = one.tokens.end();
    let plain = Marker { tokens: TokenRange::new(marker, after), cue: vec![marker], speaker: Some(one.tokens) };
    if after + 1 >= end || words.text(after) != "," {
        return plain;
    }
    let Some(described) = noun_phrase_at(words, after + 1, end, Reach::Close) else { return plain };
    let close = described.tokens.end();
    let bounded = close < end && (words.text(close) == "," || words.finite(close).next().is_some());
    let describes =
        described.nouns.any(NounClasses::ROLE.with(NounClasses::FIRST_NAME)) && !described.pronoun && described.cases.dative;
    if !bounded || !describes {
        return plain;
    }
    let comma = usize::from(words.text(close) == ",");
    Marker {
        tokens: TokenRange::new(marker, close + comma),
        cue: vec![marker],
        speaker: Some(TokenRange::new(one.tokens.start(), close)),
    }
}

/// What *demnach* and *wonach* point back to: the noun before the clause, the last speaker, a document in the sentence before.
fn pointed_at(context: &Context<'_>, sentence: SentenceId, marker: &Marker, known: &[Candidate]) -> Option<TokenRange> {
    let here = &context.sentences[sentence];
    let at = marker.tokens.start();
    if context.words.is_one_of(at, &["wonach", "zufolge"]) {
        let clause = here.clause_at(at)?;
        return antecedent(context.words, here, clause).map(|one| one.tokens);
    }
    let last = known.iter().rev().find(|one| one.sentence < sentence && one.sentence + 3 > sentence && one.speaker.is_some());
    if let Some(last) = last {
        return last.speaker;
    }
    let before = sentence.checked_sub(1).filter(|before| context.sentences[*before].block == here.block)?;
    let document = |phrase: &Phrase| phrase.noun_phrase.nouns.any(NounClasses::DOCUMENT.with(NounClasses::MEDIUM));
    context.sentences[before].clauses.iter().rev().find_map(|clause| {
        phrases(context.words, clause).iter().copied().rev().find(document).map(|phrase| phrase.noun_phrase.tokens)
    })
}

/// „nach Angaben …“, „nach eigener Darstellung“, „nach Informationen der …“: the first noun says that it is a source.
fn first_noun_is_source(context: &Context<'_>, one: NounPhrase) -> bool {
    let words = context.words;
    one.core.range().any(|at| words.is_noun(at) && words.pack.cues.is_source_noun(words.text(at)))
}

/// The clause around the marker with what belongs to it, without the marker phrase.
fn content_around(context: &Context<'_>, sentence: SentenceId, marker: &Marker) -> Option<Vec<TokenRange>> {
    let here = &context.sentences[sentence];
    let mut clause = here.clause_at(marker.tokens.start())?;
    // A fragment between commas belongs to the main clause around it.
    if here.clauses[clause].kind == Kind::Fragment || here.clauses[clause].kind == Kind::AdverbialInfinitive {
        clause = here.clauses.iter().position(|one| one.kind == Kind::Main)?;
    }
    // An infinitive clause belongs to what governs it.
    if here.clauses[clause].kind == Kind::Infinitive {
        clause = here.clauses[clause].parent?;
    }
    let mut group = vec![false; here.clauses.len()];
    for (id, flag) in group.iter_mut().enumerate() {
        let beside = here.clauses[id].coordinated == Some(clause);
        let fronted = here.clauses[clause].fronted.is_some_and(|fronted| here.is_within(id, fronted));
        *flag =
            here.is_within(id, clause) || beside || fronted && !matches!(here.clauses[id].kind, Kind::Main | Kind::Quotation(_));
    }
    for id in 0..group.len() {
        if here.clauses[id].coordinated.is_some_and(|first| group[first])
            || here.clauses[id].parent.is_some_and(|parent| group[parent])
        {
            group[id] = true;
        }
    }
    let takes_clause = context
        .predicate(sentence, clause)
        .is_some_and(|one| one.cue.is_some_and(|cue| cue.complements.any(Complements::VERB_SECOND)));
    for id in clause + 1..group.len() {
        let one = &here.clauses[id];
        let content = takes_clause
            && one.kind == Kind::Main
            && one.mark == Mark::Comma
            && group[id - 1]
            && context.is_subjunctive(sentence, id);
        // „Einem Gutachten zufolge, das der Stadt vorliegt, …“: the relative clause describes the source.
        let describes_source = one.kind == Kind::Relative && one.start() == marker.tokens.end() + 1;
        group[id] = (group[id] || content) && !describes_source;
    }
    let mut found = Vec::new();
    for piece in context.pieces(sentence, |id| group[id]) {
        if piece.start() < marker.tokens.end() && marker.tokens.start() < piece.end() {
            let left = context.trimmed(TokenRange::new(piece.start(), marker.tokens.start().max(piece.start())));
            let right = context.trimmed(TokenRange::new(marker.tokens.end().min(piece.end()), piece.end()));
            found.extend([left, right].into_iter().filter(|one| !one.is_empty()));
        } else {
            found.push(piece);
        }
    }
    let first = found.first().copied()?;
    // A lone connective before the marker („Denn laut …“) is not content.
    if found.len() > 1
        && first.len() == 1
        && context.words.is_one_of(first.start(), &["denn", "doch", "aber", "und", "auch", "so"])
    {
        found.remove(0);
    }
    Some(found)
}
