//! What trees see of a mention that may be the speaker of a statement.

use wortlaut_text::TokenRange;

use super::super::pool::{rule_number, sentence_of};
use super::super::tokens::{kind_number, mood};
use super::mentions::{Mention, MentionId, Place};
use super::{Choice, Scene};
use crate::StatementType;
use crate::analysis::clauses::ClauseId;
use crate::language::{Classes, NounClasses};
use crate::patterns::{Candidate, SentenceId};

/// The number of columns of a choice.
pub(crate) const COLUMNS: usize = 1 + OF_STATEMENT + OF_MENTION + OF_BOTH + OF_CLAUSE + OF_FIELD;
const OF_STATEMENT: usize = 19;
/// Where the columns begin that a mention has alone; those about it and the statement follow.
#[cfg(test)]
pub(super) const FIRST_OF_MENTION: usize = 1 + OF_STATEMENT;
pub(super) const OF_MENTION: usize = 27;
const OF_BOTH: usize = 27;
const OF_CLAUSE: usize = 12;
const OF_FIELD: usize = 7;

/// How many sentences before and after a statement are looked at, and how many paragraph borders may lie between.
const BEFORE: usize = 3;
const AFTER: usize = 1;
const BLOCKS: usize = 1;

/// What a column says where there is nothing to say.
const NONE: f32 = -99.0;

fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

/// What stands around a statement, whoever is asked about.
pub(super) struct View<'v> {
    pub(super) candidate: &'v Candidate,
    pub(super) cover: TokenRange,
    pub(super) last: SentenceId,
    /// The statement that this one is part of, and the one before.
    pub(super) outer: Option<usize>,
    pub(super) before: Option<usize>,
    pub(super) after: Option<usize>,
}

impl Scene<'_, '_> {
    /// Everybody who may be the speaker of a statement, nobody last. `chosen` are the speakers of the statements before it.
    pub(super) fn choices(&self, statement: usize, chosen: &[Option<MentionId>]) -> Vec<Choice> {
        let view = self.view(statement);
        // The first is left to the words.
        let mut of_statement = vec![0.0];
        self.of_statement(&view, statement, &mut of_statement);
        let asked = self.asked(&view, statement, chosen);
        let mut rows: Vec<Choice> = asked
            .iter()
            .map(|mention| {
                let mut columns = of_statement.clone();
                columns.reserve_exact(COLUMNS - columns.len());
                columns.extend_from_slice(self.alone[*mention].get_or_init(|| self.of_mention(&self.mentions.all[*mention])));
                self.of_both(&view, statement, *mention, chosen, &mut columns);
                self.of_clause(&view, &self.mentions.all[*mention], &mut columns);
                let mut words = Vec::with_capacity(48);
                self.wording(&view, statement, Some(*mention), chosen, &mut words);
                Choice { mention: Some(*mention), columns, words }
            })
            .collect();
        let mut nobody = of_statement;
        nobody.resize(COLUMNS - OF_FIELD, NONE);
        // Who spoke before, and whether anybody did.
        nobody[OF_STATEMENT + 1] = flag(view.before.is_some_and(|at| chosen[at].is_none()));
        nobody[OF_STATEMENT + 2] = flag(view.outer.is_some_and(|at| chosen[at].is_none()));
        let mut words = Vec::with_capacity(48);
        self.wording(&view, statement, None, chosen, &mut words);
        rows.push(Choice { mention: None, columns: nobody, words });
        self.of_field(&view, &asked, &mut rows);
        debug_assert!(rows.iter().all(|one| one.columns.len() == COLUMNS));
        rows
    }

    pub(super) fn view(&self, statement: usize) -> View<'_> {
        let candidate = &self.statements[statement];
        let cover = candidate.cover();
        let last = sentence_of(self.context, cover.end().saturating_sub(1)).unwrap_or(candidate.sentence);
        let holds = |at: &usize| {
            let outer = self.statements[*at].cover();
            outer.start() <= cover.start() && cover.end() <= outer.end() && outer != cover
        };
        let outer = (0..statement).rev().find(holds);
        let before = (0..statement).rev().find(|at| self.statements[*at].cover().end() <= cover.start());
        let after = (statement + 1..self.statements.len()).find(|at| self.statements[*at].cover().start() >= cover.end());
        View { candidate, cover, last, outer, before, after }
    }

    /// The mentions that are looked at.
    fn asked(&self, view: &View<'_>, statement: usize, chosen: &[Option<MentionId>]) -> Vec<MentionId> {
        let sentences = &self.context.sentences;
        let own = view.candidate.sentence;
        let blocks =
            |from: SentenceId, to: SentenceId| (from..to).filter(|at| sentences[*at].block != sentences[at + 1].block).count();
        let first = (own.saturating_sub(BEFORE)..=own).find(|at| blocks(*at, own) <= BLOCKS).unwrap_or(own);
        let end = (view.last + AFTER).min(sentences.len() - 1);
        let end = if sentences[end].block == sentences[view.last].block { end } else { view.last };
        let inside = matches!(view.candidate.kind, StatementType::Reported | StatementType::FreeIndirect);
        let mut asked: Vec<MentionId> = self
            .mentions
            .within(first, end)
            .filter(|at| {
                let one = &self.mentions.all[*at];
                let near = (own..=view.last).contains(&one.sentence);
                let likely = near || one.most > 0.1 || matches!(one.place, Place::Speaking | Place::Marked | Place::Seen);
                likely && (inside || !view.candidate.holds(one.phrase.head))
            })
            .collect();
        let others = [view.outer, view.before].into_iter().flatten().filter_map(|at| chosen[at]);
        asked.extend(self.given[statement].into_iter().chain(others));
        asked.sort_unstable();
        asked.dedup();
        asked
    }

    fn of_statement(&self, view: &View<'_>, statement: usize, into: &mut Vec<f32>) {
        let View { candidate, cover, last, .. } = view;
        let sentences = &self.context.sentences;
        let here = &sentences[candidate.sentence];
        let words = self.context.words;
        let main = (0..here.clauses.len()).find(|id| here.clauses[*id].finite.is_some_and(|at| candidate.holds(at)));
        let before = view.before.map(|at| &self.statements[at]);
        let starts_block = candidate.sentence == 0 || sentences[candidate.sentence - 1].block != here.block;
        into.extend([
            candidate.kind as u32 as f32,
            rule_number(candidate.found_by),
            candidate.entry.and_then(|cue| cue.act).map_or(-1.0, |act| act as u32 as f32),
            candidate.entry.map_or(-1.0, |cue| cue.told as u32 as f32),
            candidate.cue.len() as f32,
            candidate.frame.map_or(NONE, |(at, _)| candidate.sentence as f32 - at as f32),
            cover.len() as f32,
            candidate.quote.len() as f32,
            (last - candidate.sentence) as f32,
            flag(here.tokens.start() == cover.start()),
            flag(sentences[*last].tokens.end() == cover.end()),
            flag(words.partner(cover.start()) == Some(cover.end().saturating_sub(1))),
            flag(starts_block),
            main.map_or(0.0, |id| mood(words, &here.clauses[id]) as f32),
            main.map_or(0.0, |id| kind_number(here.clauses[id].kind) as f32),
            view.outer.map_or(-1.0, |at| self.statements[at].kind as u32 as f32),
            before.map_or(-1.0, |one| one.kind as u32 as f32),
            before.map_or(NONE, |one| candidate.sentence as f32 - one.sentence as f32),
            flag(self.given[statement].is_some()),
        ]);
    }

    fn of_mention(&self, one: &Mention) -> [f32; OF_MENTION] {
        let words = self.context.words;
        let phrase = &one.phrase;
        let has = |classes: NounClasses| flag(phrase.nouns.any(classes));
        let number = |is: Option<bool>| is.map_or(0.0, |is| if is { 1.0 } else { -1.0 });
        let start = phrase.tokens.start();
        let definite = if words.is_one_of(start, &["der", "die", "das", "dem", "den", "des"]) {
            1.0
        } else if words.is_one_of(start, &["ein", "eine", "einer", "einem", "eines", "einen"]) {
            -1.0
        } else if words.has(start, Classes::OPENS_NOUN_PHRASE) {
            2.0
        } else {
            0.0
        };
        let pronouns = ["er", "sie", "man", "wir", "ich", "dieser", "diese", "ihm", "ihr", "ihnen"];
        let pronoun = if phrase.pronoun {
            pronouns.iter().position(|word| words.is(phrase.head, word)).map_or(20.0, |at| at as f32 + 1.0)
        } else {
            0.0
        };
        let markers =
            ["laut", "nach", "gemäß", "zufolge", "so", "von", "vom", "durch", "aus", "gegenüber", "an", "mit", "in", "im"];
        let governor =
            one.governor.map_or(0.0, |at| markers.iter().position(|word| words.is(at, word)).map_or(20.0, |at| at as f32 + 1.0));
        let named = words.is_noun(phrase.head) && !phrase.pronoun && phrase.core.range().all(|at| words.is_noun(at));
        [
            f32::from(one.place as u8),
            pronoun,
            governor,
            has(NounClasses::ROLE),
            has(NounClasses::INSTITUTION),
            has(NounClasses::GROUP),
            has(NounClasses::DOCUMENT),
            has(NounClasses::MEDIUM),
            has(NounClasses::METONYM),
            has(NounClasses::FIRST_NAME),
            has(NounClasses::TITLE),
            has(NounClasses::SPEECH_OBJECT),
            has(NounClasses::CUE),
            has(NounClasses::TIME),
            has(NounClasses::FEMININE),
            definite,
            number(phrase.plural),
            flag(phrase.cases.nominative),
            flag(phrase.cases.accusative),
            flag(phrase.cases.dative),
            flag(named),
            phrase.tokens.len() as f32,
            phrase.core.len() as f32,
            one.most,
            one.mean,
            self.mentions.count(one.name) as f32,
            flag(!words.pack.cues.is_source_noun(words.text(phrase.head))),
        ]
    }

    fn of_both(&self, view: &View<'_>, statement: usize, id: MentionId, chosen: &[Option<MentionId>], into: &mut Vec<f32>) {
        let View { candidate, cover, last, .. } = view;
        let one = &self.mentions.all[id];
        let words = self.context.words;
        let sentences = &self.context.sentences;
        let tokens = one.phrase.tokens;
        let distance = if tokens.start() >= cover.end() {
            (tokens.start() - cover.end()) as f32 + 1.0
        } else if tokens.end() <= cover.start() {
            -((cover.start() - tokens.end()) as f32) - 1.0
        } else {
            0.0
        };
        let of_sentences = if one.sentence > *last {
            (one.sentence - last) as f32
        } else {
            -(candidate.sentence.saturating_sub(one.sentence) as f32)
        };
        let (from, to) = (one.sentence.min(candidate.sentence), one.sentence.max(candidate.sentence));
        let blocks = (from..to).filter(|at| sentences[*at].block != sentences[at + 1].block).count();
        let (gap_from, gap_to) =
            if tokens.start() >= cover.end() { (cover.end(), tokens.start()) } else { (tokens.end(), cover.start()) };
        let gap = gap_from..gap_to.min(gap_from + 60).max(gap_from);
        let marks = gap.clone().filter(|at| words.partner(*at).is_some()).count();
        let finites = gap.clone().filter(|at| words.finite(*at).next().is_some()).count();
        let commas = gap.filter(|at| !words.is_word(*at)).count();
        let given = self.given[statement];
        let name_is = |other: Option<MentionId>| other.is_some_and(|other| self.mentions.all[other].name == one.name);
        let chosen_by = |at: Option<usize>| at.and_then(|at| chosen[at]);
        let held = self.statements.iter().enumerate().rfind(|(at, other)| *at != statement && other.holds(one.phrase.head));
        let speaks_of = |at: usize| if at < statement { chosen[at] == Some(id) } else { self.given[at] == Some(id) };
        let near = statement.saturating_sub(4)..(statement + 4).min(self.statements.len());
        let others = near.filter(|at| *at != statement && speaks_of(*at)).count();
        let in_frame = candidate.frame.is_some_and(|frame| one.clause.is_some_and(|clause| (one.sentence, clause) == frame));
        let main_clause = sentences[one.sentence]
            .clauses
            .iter()
            .position(|clause| one.sentence == candidate.sentence && clause.finite.is_some_and(|finite| candidate.holds(finite)));
        into.extend([
            distance.clamp(-120.0, 60.0),
            of_sentences,
            blocks as f32,
            flag(candidate.holds(one.phrase.head)),
            flag(cover.range().contains(&one.phrase.head)),
            marks as f32,
            finites as f32,
            commas as f32,
            flag(given == Some(id)),
            flag(name_is(given)),
            given.map_or(0.0, |given| id as f32 - given as f32),
            flag(chosen_by(view.before) == Some(id)),
            flag(name_is(chosen_by(view.before))),
            flag(chosen_by(view.outer) == Some(id)),
            flag(name_is(chosen_by(view.outer))),
            flag(view.after.is_some_and(|at| self.given[at] == Some(id))),
            others as f32,
            held.map_or(-1.0, |(_, other)| other.kind as u32 as f32),
            flag(held.is_some_and(|(at, _)| Some(at) == view.outer)),
            flag(in_frame),
            flag(candidate.frame.is_some_and(|frame| one.speaks.contains(&frame))),
            flag(main_clause.is_some() && main_clause == one.clause),
            flag(main_clause.is_some_and(|clause| one.speaks.contains(&(one.sentence, clause)))),
            candidate.cue.first().map_or(NONE, |cue| (tokens.start() as f32 - *cue as f32).clamp(-60.0, 60.0)),
            flag(candidate.cue.iter().any(|cue| one.phrase.tokens.range().contains(cue))),
            flag(one.governor.is_some_and(|at| candidate.cue.contains(&at))),
            flag(candidate.addressee.is_some_and(|range| range.range().contains(&one.phrase.head))),
        ]);
    }

    /// The clause that the mention speaks in and that stands nearest to the quote, one with a cue first.
    fn of_clause(&self, view: &View<'_>, one: &Mention, into: &mut Vec<f32>) {
        let context = self.context;
        let cover = view.cover;
        let distance = |clause: &crate::analysis::clauses::Clause| {
            if clause.end() <= cover.start() {
                -((cover.start() - clause.end()) as f32) - 1.0
            } else if clause.start() >= cover.end() {
                (clause.start() - cover.end()) as f32 + 1.0
            } else {
                0.0
            }
        };
        let clause_of = |(sentence, id): (SentenceId, ClauseId)| &context.sentences[sentence].clauses[id];
        let nearest = one.speaks.iter().copied().min_by(|left, right| {
            let rank = |frame: (SentenceId, ClauseId)| {
                let has_cue = context.predicate(frame.0, frame.1).is_some_and(|one| one.cue.is_some());
                distance(clause_of(frame)).abs() + if has_cue { 0.0 } else { 30.0 }
            };
            rank(*left).total_cmp(&rank(*right))
        });
        let Some((sentence, id)) = nearest else {
            let kind = one.clause.map_or(0.0, |id| kind_number(context.sentences[one.sentence].clauses[id].kind) as f32);
            into.extend([0.0, kind]);
            into.extend([NONE; OF_CLAUSE - 2]);
            return;
        };
        let clause = clause_of((sentence, id));
        let predicate = context.predicate(sentence, id);
        let cue = predicate.and_then(|one| one.cue);
        let share = predicate.map_or(0.0, |one| one.tokens.iter().map(|at| self.leanings.cue(*at)).fold(0.0, f32::max));
        let plural = clause.finite.map(|finite| {
            let mut forms = context.words.finite(finite).map(|form| form.form.is_plural());
            let first = forms.next();
            first.filter(|first| forms.all(|other| other == *first))
        });
        let agrees = match (plural.flatten(), one.phrase.plural) {
            (Some(verb), Some(noun)) => flag(verb == noun),
            _ => 0.5,
        };
        into.extend([
            one.speaks.len() as f32,
            kind_number(clause.kind) as f32,
            distance(clause).clamp(-120.0, 60.0),
            flag(cue.is_some()),
            cue.and_then(|cue| cue.act).map_or(-1.0, |act| act as u32 as f32),
            cue.map_or(-1.0, |cue| cue.told as u32 as f32),
            flag(cue.is_some_and(|cue| cue.reflexive || cue.hedge)),
            share,
            flag(predicate.is_some_and(|one| one.passive)),
            mood(context.words, clause) as f32,
            agrees,
            flag(clause.finite.is_some_and(|finite| view.candidate.holds(finite))),
        ]);
    }

    /// What the choices are to each other.
    fn of_field(&self, view: &View<'_>, asked: &[MentionId], rows: &mut [Choice]) {
        let mention = |at: usize| &self.mentions.all[asked[at]];
        // In a sentence without end there are hundreds of them, so that none must go through all others once a column.
        let mut means: Vec<f32> = (0..asked.len()).map(|at| mention(at).mean).collect();
        means.sort_unstable_by(|one, other| other.total_cmp(one));
        let most_but = |own: Option<f32>| {
            let is_first = own.is_some_and(|own| means.first() == Some(&own));
            means.get(usize::from(is_first)).map_or(0.0, |mean| mean.max(0.0))
        };
        let before = |at: usize| mention(at).phrase.tokens.end() <= view.cover.start();
        let with_cue = |at: usize| {
            mention(at)
                .speaks
                .iter()
                .any(|(sentence, id)| self.context.predicate(*sentence, *id).is_some_and(|one| one.cue.is_some()))
        };
        let speaking: Vec<bool> = (0..asked.len()).map(with_cue).collect();
        let likely = (0..asked.len()).filter(|at| mention(*at).most > 0.5).count() as f32;
        // How many mentions before each stand on a side of the quote, and how many of those speak with a cue.
        let so_far = |counts: &dyn Fn(usize) -> bool| {
            let mut all = vec![0_u32];
            (0..asked.len()).for_each(|at| all.push(all[at] + u32::from(counts(at))));
            all
        };
        let (left, right) = (so_far(&before), so_far(&|at| !before(at)));
        let (left_cues, right_cues) = (so_far(&|at| before(at) && speaking[at]), so_far(&|at| !before(at) && speaking[at]));
        for (at, row) in rows.iter_mut().enumerate() {
            if at == asked.len() {
                let any = speaking.iter().filter(|one| **one).count() as f32;
                row.columns.extend([asked.len() as f32, any, most_but(None), likely, NONE, NONE, NONE]);
                continue;
            }
            let own = mention(at).mean;
            let closer =
                |left: &[u32], right: &[u32]| (if before(at) { left[asked.len()] - left[at + 1] } else { right[at] }) as f32;
            let surer = means.partition_point(|mean| *mean > own) as f32;
            let inside = |other: &usize| {
                let (inner, outer) = (mention(at).phrase.tokens, mention(*other).phrase.tokens);
                *other != at && outer.start() <= inner.start() && inner.end() <= outer.end()
            };
            let nested = flag((0..asked.len()).any(|other| inside(&other)));
            let (closer, closer_cues) = (closer(&left, &right), closer(&left_cues, &right_cues));
            row.columns.extend([asked.len() as f32, nested, most_but(Some(own)), likely, surer, closer, closer_cues]);
        }
    }
}
