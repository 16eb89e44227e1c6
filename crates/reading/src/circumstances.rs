//! When and where something was said, as the clause that attributes it tells.
//!
//! *Sie sagte **am Montag** **auf einer Pressekonferenz in Kiel**, die Brücke bleibe zu.* A time inside somebody's words is none, nor is
//! one inside a noun phrase that names who speaks; of several the nearest to the cue counts. Whom somebody speaks to is no place.

use wortlaut_text::{Span, TokenRange};

use crate::analysis::clauses::{Clause, Kind};
use crate::analysis::noun_phrases::{Reach, noun_phrase_at};
use crate::analysis::predicates::{Phrase, phrases};
use crate::language::{Classes, Form, NounClasses, Reference};
use crate::patterns::{Candidate, Context};
use crate::values::{self, Direction, Relation, Value};
use crate::{Statement, StatementType, When};

/// When and where.
#[derive(Clone, Debug, Default)]
pub(crate) struct Circumstances {
    pub(crate) when: Option<When>,
    pub(crate) venue: Option<Span>,
}

/// The circumstances of `one`, and of `outer`, the statement around it, where it has none of its own.
pub(crate) fn of(context: &Context<'_>, one: &Candidate, outer: Option<(&Candidate, &Statement)>) -> Circumstances {
    let mut found = Region::of(context, one).map(|region| region.circumstances()).unwrap_or_default();
    if let Some((around, statement)) = outer
        && around.speaker == one.speaker
    {
        found.when = found.when.or_else(|| statement.when.clone());
        found.venue = found.venue.or(statement.venue);
    }
    if found.when.is_none() && found.venue.is_none() {
        return told_next(context, one).unwrap_or_default();
    }
    found
}

/// The clause that attributes, or the phrase.
struct Region<'c, 'a> {
    context: &'c Context<'a>,
    one: &'c Candidate,
    clause: &'c Clause,
    /// Where the clause is looked at; all of it without a bound.
    within: Option<TokenRange>,
    anchor: usize,
}

impl<'c, 'a> Region<'c, 'a> {
    fn of(context: &'c Context<'a>, one: &'c Candidate) -> Option<Self> {
        let anchor = one.cue.first().copied().or_else(|| one.speaker.map(|speaker| speaker.start()))?;
        let sentence = context.sentences.partition_point(|sentence| sentence.tokens.end() <= anchor);
        let here = context.sentences.get(sentence)?;
        let marked = context.words.has(anchor, Classes::PREPOSITION.with(Classes::POSTPOSITION)) && one.entry.is_none();
        if marked {
            // „laut einer Mitteilung vom Freitag“: the rest of the clause is what is said.
            let speaker = one.speaker?;
            let clause = &here.clauses[here.clause_at(anchor)?];
            let within = Some(TokenRange::new(speaker.start().min(anchor), speaker.end().max(anchor + 1)));
            return Some(Self { context, one, clause, within, anchor });
        }
        if matches!(one.kind, StatementType::IndirectFreeIndirect | StatementType::FreeIndirect) {
            return None;
        }
        let clause = match one.frame {
            Some((sentence, clause)) => context.sentences.get(sentence)?.clauses.get(clause)?,
            None => &here.clauses[here.clause_at(anchor)?],
        };
        Some(Self { context, one, clause, within: None, anchor })
    }

    fn circumstances(&self) -> Circumstances {
        if self.tells_a_plan() {
            return Circumstances::default();
        }
        let venue = self.venue();
        Circumstances { when: self.when(venue), venue: venue.map(|venue| self.context.span(venue)) }
    }

    /// *Die Stadt will im Mai auf dem Parteitag …*: when and where something is to happen, not when somebody says so.
    fn tells_a_plan(&self) -> bool {
        let wants = ["will", "wollen", "wollte", "wollten", "möchte", "möchten", "soll", "sollen"];
        self.one.kind == StatementType::Reported
            && self.clause.finite.is_some_and(|finite| self.context.words.is_one_of(finite, &wants))
            && !self.clause.tokens().any(|at| self.context.words.has(at, Classes::NEGATION))
    }

    /// Whether a place belongs to the words that attribute, and not to those that name somebody.
    fn attributes(&self, tokens: TokenRange) -> bool {
        let holds = |range: TokenRange| range.start() < tokens.end() && tokens.start() < range.end();
        let inside = self.clause.pieces.iter().any(|piece| piece.start() <= tokens.start() && tokens.end() <= piece.end());
        let quoted = self.one.kind != StatementType::Reported && self.one.quote.iter().any(|piece| holds(*piece));
        match self.within {
            Some(within) => within.start() <= tokens.start() && tokens.end() <= within.end(),
            None => inside && !quoted && !self.one.speaker.is_some_and(holds) && !self.one.addressee.is_some_and(holds),
        }
    }

    fn when(&self, venue: Option<TokenRange>) -> Option<When> {
        let (start, end) = (self.clause.start(), self.clause.end());
        let all = self.context.words.values();
        let first = all.partition_point(|value| value.tokens.end() <= start);
        let direction = self.direction();
        let nearest = all[first..]
            .iter()
            .take_while(|value| value.tokens.start() < end)
            .filter(|value| self.attributes(value.tokens) && self.tells_when(value, direction, venue))
            .min_by_key(|value| (self.follows_noun(value.tokens), self.distance(value.tokens)))?;
        let value = nearest.at(direction).filter(|value| values::is_known(value));
        Some(When { span: self.context.span(nearest.tokens), value })
    }

    /// *nach dem Treffen im Mai*: a time that may date the noun before it.
    fn follows_noun(&self, tokens: TokenRange) -> bool {
        let named = |at: usize| [self.one.speaker, self.one.addressee].iter().flatten().any(|range| range.range().contains(&at));
        let before = tokens.start().checked_sub(1).filter(|before| *before >= self.clause.start());
        before.is_some_and(|before| self.context.words.is_noun(before) && !named(before))
    }

    fn distance(&self, tokens: TokenRange) -> usize {
        let before = self.anchor.saturating_sub(tokens.end());
        let after = tokens.start().saturating_sub(self.anchor + 1);
        before.max(after)
    }

    /// Whether a value is a time at which something is said, rather than one up to which or for which.
    fn tells_when(&self, value: &Value<'_>, direction: Direction, venue: Option<TokenRange>) -> bool {
        let words = self.context.words;
        let time = match value.kind() {
            values::Kind::Time => {
                !matches!(value.relation, Some(Relation::Until | Relation::From | Relation::Within | Relation::Next))
            }
            values::Kind::Duration => {
                matches!(
                    value.relation,
                    Some(Relation::Ago | Relation::Since | Relation::After | Relation::Before | Relation::Last)
                )
            }
            _ => false,
        };
        let later = value.refers_to() == Some(Reference::Future) || value.lies_ahead();
        if !time || direction == Direction::Past && later {
            return false;
        }
        let start = value.tokens.start();
        let before = start.checked_sub(1).filter(|before| *before >= self.clause.start());
        if before.is_some_and(|before| words.is_one_of(before, &["für", "auf", "über", "um", "zu", "als"])) {
            return false;
        }
        if self.within.is_some() {
            return true;
        }
        // „der am Montag gewählte Rat“: an attribute inside a noun phrase.
        let next = value.tokens.end();
        let attribute = next + 1 < words.len()
            && before.is_some_and(|before| words.has(before, Classes::OPENS_NOUN_PHRASE))
            && !words.is_capital(next)
            && words.is_adjectival(next);
        !attribute && (self.one.kind != StatementType::Reported || self.is_adverbial(value.tokens, venue))
    }

    /// Of a told act the whole clause is told, so a time may belong to what it is about: *kritisierte den Plan für Montag*. Before the
    /// finite verb or right behind it and the subject it belongs to the act.
    fn is_adverbial(&self, tokens: TokenRange, venue: Option<TokenRange>) -> bool {
        let words = self.context.words;
        let Some(finite) = self.clause.finite else { return false };
        let main = self.clause.kind == Kind::Main;
        let start = self.clause.start();
        let from = if main && tokens.start() > finite { finite + 1 } else { start };
        (from..tokens.start()).all(|at| {
            let holds = |range: Option<TokenRange>| range.is_some_and(|range| range.range().contains(&at));
            let named = holds(self.one.speaker) || holds(self.one.addressee) || holds(venue);
            let light = Classes::ADVERB
                .with(Classes::PARTICLE)
                .with(Classes::PRONOUN)
                .with(Classes::REFLEXIVE)
                .with(Classes::COORDINATOR)
                .with(Classes::SUBORDINATOR)
                .with(Classes::RELATIVE)
                .with(Classes::DA)
                .with(Classes::NEGATION);
            named || words.has(at, light) && !words.is_noun(at) || Some(at) == self.clause.introducer || words.text(at) == ","
        })
    }

    /// What is told has happened, unless it is said that it will be said.
    fn direction(&self) -> Direction {
        let words = self.context.words;
        let will = self
            .clause
            .finite
            .is_some_and(|finite| words.is_verb(finite, "werden") && words.finite(finite).any(|one| one.form == Form::Present));
        let passive =
            self.clause.tokens().any(|at| words.has_form(at, Form::Participle) && !words.has_form(at, Form::Infinitive));
        if will && !passive { Direction::Future } else { Direction::Past }
    }

    fn venue(&self) -> Option<TokenRange> {
        if self.within.is_some() {
            return None;
        }
        venue_in(self.context, self.clause, |phrase| self.attributes(phrase))
    }
}

/// The phrase of a clause that names where or in what something is said, among those that `accepts`.
fn venue_in(context: &Context<'_>, clause: &Clause, accepts: impl Fn(TokenRange) -> bool) -> Option<TokenRange> {
    let words = context.words;
    let governs =
        |at: usize| words.is_one_of(at, &["in", "im", "auf", "bei", "beim", "während", "per", "via", "an", "am", "über"]);
    // Most clauses name no venue, and phrases are dear.
    let named = |at: usize| words.is_noun(at) && words.pack.place(words.text(at)).is_some();
    if !clause.tokens().any(governs) || !clause.tokens().any(named) {
        return None;
    }
    phrases(words, clause).iter().find_map(|phrase| {
        let preposition = phrase.preposition.filter(|at| governs(*at))?;
        let venue = TokenRange::new(preposition, phrase.noun_phrase.tokens.end());
        (accepts(venue) && is_venue(context, preposition, phrase)).then(|| attached(context, clause, venue))
    })
}

fn is_venue(context: &Context<'_>, preposition: usize, phrase: &Phrase) -> bool {
    let words = context.words;
    let one = phrase.noun_phrase;
    let noun = one.core.range().find(|at| words.is_noun(*at) && words.pack.place(words.text(*at)).is_some());
    let Some(noun) = noun else { return false };
    let platform = words.pack.place(words.text(noun)) == Some(true);
    let bare = one.core.start() == noun;
    match words.text(preposition).to_lowercase().as_str() {
        "im" | "am" | "beim" | "während" => true,
        "per" | "via" => true,
        // „sprach über den Brief“ names what it was about.
        "über" => platform && bare,
        "an" => words.is(noun, "bord"),
        // „antwortete auf den Brief“, „verwies in die Debatte“ take the accusative.
        _ => one.cases.dative && (bare || !one.cases.accusative || words.text(one.core.start()).ends_with('r')),
    }
}

/// A venue with the phrases that belong to it: *in einem Interview mit dem Sender an Bord der Maschine*.
fn attached(context: &Context<'_>, clause: &Clause, venue: TokenRange) -> TokenRange {
    /// Phrases that a venue may have behind it.
    const MOST: usize = 4;
    let words = context.words;
    // „auf Twitter von Verletzten“: a platform stands alone.
    if venue.range().any(|at| words.is_noun(at) && words.pack.place(words.text(at)) == Some(true)) {
        return venue;
    }
    let limit =
        clause.pieces.iter().find(|piece| piece.range().contains(&venue.start())).map_or(venue.end(), |piece| piece.end());
    let is_time = |at: usize| {
        let values = words.values();
        let first = values.partition_point(|value| value.tokens.end() <= at);
        values.get(first).is_some_and(|value| value.tokens.start() <= at && value.kind() == values::Kind::Time)
    };
    let mut end = venue.end();
    for _ in 0..MOST {
        let joins = end + 1 < limit
            && words.is_one_of(
                end,
                &["in", "im", "an", "am", "auf", "bei", "beim", "mit", "von", "vom", "zu", "zum", "zur", "des", "der"],
            )
            && !is_time(end)
            && !is_time(end + 1);
        if !joins {
            break;
        }
        let genitive = words.is_one_of(end, &["des", "der"]);
        let start = if genitive { end } else { end + 1 };
        let Some(phrase) = noun_phrase_at(words, start, limit, Reach::Close).filter(|one| !one.pronoun) else { break };
        if phrase.nouns.any(NounClasses::TIME) {
            break;
        }
        end = phrase.tokens.end();
    }
    TokenRange::new(venue.start(), end)
}

/// *Diese Informationen wurden in einem Interview bekannt gegeben*: the next sentence tells when and where.
fn told_next(context: &Context<'_>, one: &Candidate) -> Option<Circumstances> {
    let words = context.words;
    let last = one.quote.last()?.end().checked_sub(1)?;
    let sentence = context.sentences.partition_point(|sentence| sentence.tokens.end() <= last) + 1;
    let (before, here) = (context.sentences.get(sentence - 1)?, context.sentences.get(sentence)?);
    let clause = here.clauses.first().filter(|clause| clause.kind == Kind::Main && before.block == here.block)?;
    let start = clause.start();
    let points = words.is_one_of(start, &["diese", "dies", "das", "die"])
        && (words.is_one_of(start, &["dies", "das"]) && clause.finite == Some(start + 1)
            || clause.finite == Some(start + 2)
                && (words.nouns(start + 1).any(NounClasses::CUE.with(NounClasses::SPEECH_OBJECT))
                    || words.is_one_of(
                        start + 1,
                        &["informationen", "angaben", "äußerungen", "äußerung", "worte", "aussagen", "aussage"],
                    )));
    let passive = context.predicate(sentence, 0).is_some_and(|predicate| predicate.passive && predicate.cue.is_some());
    if !points || !passive {
        return None;
    }
    let region = Region { context, one, clause, within: None, anchor: clause.finite? };
    Some(region.circumstances())
}

#[cfg(test)]
mod tests {
    use wortlaut_text::{Article, Metadata};

    /// When the first statement of a text that was published on a Friday was made.
    fn when(text: &str) -> (String, Option<String>) {
        let metadata = Metadata { published: Some("2025-01-17T08:00:00+01:00".to_owned()), ..Metadata::default() };
        let article = Article::new(text, metadata).unwrap();
        let record = crate::read(&article);
        let when = record.statements.first().and_then(|one| one.when.clone()).unwrap_or_else(|| panic!("no time in {text}"));
        (when.span.of(article.text()).to_owned(), when.value)
    }

    #[test]
    fn times_count_backwards_from_the_day_of_publication() {
        for (text, words, value) in [
            ("„Die Brücke bleibt zu“, sagte Ada Brandt am Montag.", "am Montag", Some("2025-01-13")),
            ("„Die Brücke bleibt zu“, sagte Ada Brandt am Freitag.", "am Freitag", Some("2025-01-17")),
            ("„Die Brücke bleibt zu“, sagte Ada Brandt gestern Abend.", "gestern Abend", Some("2025-01-16TEV")),
            ("Im Mai sagte Ada Brandt, die Brücke bleibe zu.", "Im Mai", Some("2024-05")),
            ("Noch im Januar sagte Ada Brandt, die Brücke bleibe zu.", "Noch im Januar", Some("2025-01")),
            ("Vor drei Wochen sagte Ada Brandt, die Brücke bleibe zu.", "Vor drei Wochen", Some("2024-W52")),
            ("Vergangene Woche sagte Ada Brandt, die Brücke bleibe zu.", "Vergangene Woche", Some("2025-W02")),
            ("Jetzt sagt Ada Brandt, die Brücke bleibe zu.", "Jetzt", None),
            ("Am Abend sagte Ada Brandt, die Brücke bleibe zu.", "Am Abend", None),
        ] {
            assert_eq!(when(text), (words.to_owned(), value.map(str::to_owned)), "{text}");
        }
    }

    #[test]
    fn of_several_times_the_nearest_to_the_cue_counts() {
        let text = "Nach dem Treffen im Mai 2023 sagte Ada Brandt am 3. Juni 2024, die Brücke bleibe zu.";
        assert_eq!(when(text), ("am 3. Juni 2024".to_owned(), Some("2024-06-03".to_owned())));
    }
}
