//! Who says it: for each statement that is kept, one of the noun phrases around it, or nobody.
//!
//! Two questions, each answered by boosted trees: which mention speaks, and how far its phrase reaches. Statements are linked in
//! text order, so that one that goes on another sees who speaks there.

mod borders;
mod columns;
mod mentions;
mod wording;

use std::cell::OnceCell;

use wortlaut_text::TokenRange;

use super::labels::Label;
use super::lattice::Posterior;
use super::table::{Damage, Reader, Table, Writer};
use super::tokens::Features;
use super::trees::Forest;
use super::words_score;
use crate::StatementType;
use crate::analysis::clauses::ClauseId;
use crate::patterns::{Candidate, Context, Frame, SentenceId};
pub(crate) use borders::BORDER_COLUMNS;
pub(crate) use columns::COLUMNS;
use mentions::{MentionId, Mentions};

/// How surely the chains see each token as a speaker's or a cue's, both chains taken together.
#[derive(Debug, Default)]
pub(crate) struct Leanings {
    first: usize,
    speaker: Vec<f32>,
    cue: Vec<f32>,
}

impl Leanings {
    pub(crate) fn of(features: &Features, posteriors: &[Posterior]) -> Self {
        let first = features.tokens.first().map_or(0, |at| *at as usize);
        let size = features.tokens.last().map_or(0, |at| *at as usize + 1 - first);
        let mut leanings = Self { first, speaker: vec![0.0; size], cue: vec![0.0; size] };
        let share = 1.0 / posteriors.len().max(1) as f32;
        for posterior in posteriors {
            for (at, token) in features.tokens.iter().enumerate() {
                let place = *token as usize - first;
                leanings.speaker[place] += share * posterior.of_label(at, Label::Speaker.number());
                leanings.cue[place] += share * posterior.of_label(at, Label::Cue.number());
            }
        }
        leanings
    }

    fn look(of: &[f32], first: usize, at: usize) -> f32 {
        at.checked_sub(first).and_then(|at| of.get(at)).copied().unwrap_or(0.0)
    }

    pub(crate) fn speaker(&self, at: usize) -> f32 {
        Self::look(&self.speaker, self.first, at)
    }

    pub(crate) fn cue(&self, at: usize) -> f32 {
        Self::look(&self.cue, self.first, at)
    }
}

/// Weights that choose speakers. The default has none and leaves the grammar's choice.
#[derive(Clone, Debug, Default)]
pub struct Linker {
    weights: Option<Weights>,
}

#[derive(Clone, Debug)]
struct Weights {
    words: Table,
    mentions: Forest,
    borders: Forest,
}

impl Linker {
    /// From weights of words, trees that score mentions, and trees that score how far they reach.
    #[must_use]
    pub const fn new(words: Table, mentions: Forest, borders: Forest) -> Self {
        Self { weights: Some(Weights { words, mentions, borders }) }
    }

    /// Gives each statement its speaker, and with another speaker that one's cue and frame. The statements must stand in the order of a
    /// record.
    pub(crate) fn link(&self, context: &Context<'_>, leanings: &Leanings, statements: &mut [Candidate]) {
        if self.weights.is_none() || statements.is_empty() {
            return;
        }
        let scene = Scene::new(context, leanings, statements);
        let chosen = self.choose_all(&scene, |_, _| ());
        let attributions: Vec<Option<Attribution>> = (0..chosen.len()).map(|at| scene.attribution(at, &chosen)).collect();
        for (at, (speaker, attribution)) in chosen.iter().zip(attributions).enumerate() {
            statements[at].speaker = speaker.tokens;
            match attribution {
                Some(Attribution::Own(frame, clause)) => {
                    let one = &mut statements[at];
                    (one.cue, one.entry, one.addressee, one.frame) = (frame.cue, frame.entry, frame.addressee, clause);
                }
                Some(Attribution::Of(outer)) => {
                    let from = statements[outer].clone();
                    let one = &mut statements[at];
                    (one.cue, one.entry, one.frame) = (from.cue, from.entry, from.frame);
                }
                None => {}
            }
        }
    }

    /// The speakers of all statements; `observe` sees every question with the statement's position.
    pub(crate) fn choose_all(&self, scene: &Scene<'_, '_>, mut observe: impl FnMut(usize, &[Choice])) -> Vec<Chosen> {
        let mut chosen: Vec<Option<MentionId>> = Vec::new();
        let mut speakers = Vec::new();
        for statement in 0..scene.statements.len() {
            let mut choices = scene.choices(statement, &chosen);
            if let Some(weights) = &self.weights {
                choices.iter_mut().for_each(|one| one.columns[0] = words_score(&weights.words, &one.words));
            }
            observe(statement, &choices);
            let given = scene.given[statement];
            let Some(best) = self.choice(choices.iter().map(|one| one.columns.as_slice())) else {
                chosen.push(given);
                speakers.push(Chosen { mention: given, tokens: scene.statements[statement].speaker });
                continue;
            };
            let mention = if scene.is_settled(statement) { given } else { choices[best].mention };
            chosen.push(mention);
            // Where the grammar's choice stands, its border does as well.
            let tokens = if mention == given {
                scene.statements[statement].speaker
            } else {
                mention.and_then(|mention| {
                    let borders = scene.borders(statement, mention);
                    self.border(borders.iter().map(|one| one.columns.as_slice())).map(|at| borders[at].tokens)
                })
            };
            speakers.push(Chosen { mention, tokens });
        }
        speakers
    }

    /// Which of some mentions is taken, by their columns; `None` without weights or mentions.
    fn choice<'r>(&self, rows: impl Iterator<Item = &'r [f32]>) -> Option<usize> {
        let weights = self.weights.as_ref()?;
        best(weights.mentions.scores(rows).into_iter())
    }

    /// Which of the borders of a mention is taken; as [`Linker::choice`].
    fn border<'r>(&self, rows: impl Iterator<Item = &'r [f32]>) -> Option<usize> {
        let weights = self.weights.as_ref()?;
        best(weights.borders.scores(rows).into_iter())
    }

    /// As bytes.
    pub fn write(&self, into: &mut Writer) {
        into.byte(u8::from(self.weights.is_some()));
        if let Some(weights) = &self.weights {
            weights.words.write(into);
            weights.mentions.write(into);
            weights.borders.write(into);
        }
    }

    /// From bytes.
    ///
    /// # Errors
    /// [`Damage`] if they are none that [`Linker::write`] wrote.
    pub fn read(from: &mut Reader<'_>) -> Result<Self, Damage> {
        match from.byte()? {
            0 => Ok(Self::default()),
            1 => Ok(Self::new(Table::read(from, 1)?, Forest::read(from, COLUMNS)?, Forest::read(from, BORDER_COLUMNS)?)),
            _ => Err(Damage("whether there are weights for speakers")),
        }
    }
}

/// The position of the best score; the first of equals.
fn best(scores: impl Iterator<Item = f32>) -> Option<usize> {
    scores
        .enumerate()
        .fold(None, |best: Option<(usize, f32)>, (at, score)| match best {
            Some((_, known)) if known >= score => best,
            _ => Some((at, score)),
        })
        .map(|(at, _)| at)
}

/// Who was chosen for a statement.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chosen {
    mention: Option<MentionId>,
    tokens: Option<TokenRange>,
}

/// What attributes a statement whose speaker is another than the grammar's.
#[derive(Debug)]
enum Attribution {
    /// A frame of its own, with its clause.
    Own(Frame, Option<(SentenceId, ClauseId)>),
    /// That of the statement it is part of.
    Of(usize),
}

/// A mention that can be the speaker of a statement, or nobody.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub(crate) mention: Option<MentionId>,
    /// [`COLUMNS`] numbers; the first is the score of the words, left at zero here.
    pub(crate) columns: Vec<f32>,
    /// Hashed features.
    pub(crate) words: Vec<u32>,
}

/// How far a mention may reach.
#[derive(Clone, Debug)]
pub(crate) struct Border {
    pub(crate) tokens: TokenRange,
    /// [`BORDER_COLUMNS`] numbers.
    pub(crate) columns: Vec<f32>,
}

/// The statements of a stretch with everybody who is mentioned around them.
pub(crate) struct Scene<'s, 'a> {
    context: &'s Context<'a>,
    leanings: &'s Leanings,
    statements: &'s [Candidate],
    mentions: Mentions,
    /// What trees see of each mention alone, once somebody asks.
    alone: Vec<OnceCell<[f32; columns::OF_MENTION]>>,
    /// The mention that the grammar gives a statement.
    given: Vec<Option<MentionId>>,
}

impl<'s, 'a> Scene<'s, 'a> {
    /// `statements` in the order of a record.
    pub(crate) fn new(context: &'s Context<'a>, leanings: &'s Leanings, statements: &'s [Candidate]) -> Self {
        let speakers: Vec<TokenRange> = statements.iter().filter_map(|one| one.speaker).collect();
        let mentions = Mentions::of(context, leanings, &speakers);
        let given = statements.iter().map(|one| one.speaker.and_then(|range| mentions.find(range))).collect();
        let alone = vec![OnceCell::new(); mentions.all.len()];
        Self { context, leanings, statements, mentions, alone, given }
    }

    /// Whether a statement inside another has a frame of its own there, with somebody who speaks in it: *sie sagte, er habe erklärt, …*.
    /// There are too few of these to learn from.
    fn is_settled(&self, statement: usize) -> bool {
        let candidate = &self.statements[statement];
        let Some((frame, given)) = candidate.frame.zip(self.given[statement]) else { return false };
        let Some(cue) = candidate.cue.first() else { return false };
        let outer = self.view(statement).outer.map(|at| &self.statements[at]);
        outer.is_some_and(|outer| outer.frame != candidate.frame && outer.holds(*cue))
            && self.mentions.all[given].speaks.contains(&frame)
    }

    /// What attributes a statement to its new speaker; `None` where the grammar's attribution stands.
    fn attribution(&self, statement: usize, chosen: &[Chosen]) -> Option<Attribution> {
        let candidate = &self.statements[statement];
        let id = chosen[statement].mention?;
        let framed = matches!(candidate.kind, StatementType::Direct | StatementType::Indirect);
        if !framed || self.given[statement] == Some(id) {
            return None;
        }
        let one = &self.mentions.all[id];
        let view = self.view(statement);
        if let Some(outer) = view.outer.filter(|at| chosen[*at].mention == Some(id)) {
            return Some(Attribution::Of(outer));
        }
        if one.place == mentions::Place::Marked
            && let Some(marker) = one.governor
        {
            let frame = Frame { speaker: chosen[statement].tokens, cue: vec![marker], entry: None, addressee: None };
            return Some(Attribution::Own(frame, None));
        }
        let beside = |(sentence, clause): &(SentenceId, ClauseId)| {
            let finite = self.context.sentences[*sentence].clauses[*clause].finite;
            (candidate.sentence.saturating_sub(1)..=view.last).contains(sentence)
                && finite.is_some_and(|finite| !candidate.holds(finite))
                && self.context.predicate(*sentence, *clause).is_some_and(|one| one.cue.is_some())
        };
        let nearest = one.speaks.iter().copied().filter(beside).min_by_key(|(sentence, clause)| {
            self.context.sentences[*sentence].clauses[*clause].start().abs_diff(view.cover.start())
        });
        // The grammar's cue beside another speaker is mostly right: only an empty place is filled.
        if !candidate.cue.is_empty() {
            return None;
        }
        let (sentence, clause) = nearest?;
        Some(Attribution::Own(self.context.frame(sentence, clause)?, Some((sentence, clause))))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use wortlaut_text::{Article, Metadata};

    use super::super::trees::Node;
    use super::*;
    use crate::analysis::words::Words;
    use crate::{language, patterns};

    const TEXT: &str = "Ada Brandt, die Leiterin des Amtes, sprach am Montag in Berlin. Die Brücke sei sicher. \
        „Wir bauen“, sagte Jonas Feld, der die Kammer führt. Laut Stadtrat Otto Lind fehlt das Geld.";

    /// Lets `with` see the statements that the grammar keeps.
    fn linked<T>(with: impl FnOnce(&Context<'_>, Vec<Candidate>) -> T) -> T {
        let article = Article::new(TEXT, Metadata::default()).unwrap();
        let words = Words::new(&article, language::german());
        let context = Context::stretches(&words).next().unwrap();
        let candidates = patterns::candidates(&context);
        let keeps = crate::decode::consistent(&candidates);
        let mut kept: Vec<Candidate> =
            candidates.into_iter().zip(keeps).filter(|(_, keeps)| *keeps).map(|(one, _)| one).collect();
        kept.sort_by_key(crate::decode::in_text);
        with(&context, kept)
    }

    fn speakers(context: &Context<'_>, kept: &[Candidate]) -> Vec<Option<String>> {
        kept.iter().map(|one| one.speaker.map(|tokens| context.span(tokens).of(TEXT).to_owned())).collect()
    }

    /// Trees that add one to rows whose `column` lies above `bound`.
    fn above(columns: usize, column: usize, bound: f32) -> Forest {
        let inner = Node { column: column as u16, below: [1, 2], bound };
        Forest::new(columns, 0.0, &[vec![inner, Node::leaf(0.0), Node::leaf(1.0)]])
    }

    /// A linker with hardly a weight.
    pub(in crate::model) fn tiny() -> Linker {
        linker(above(COLUMNS, 3, 0.25), above(BORDER_COLUMNS, 1, 0.5))
    }

    fn linker(mentions: Forest, borders: Forest) -> Linker {
        Linker::new(Table::new(1, &[(7, &[0.5])]), mentions, borders)
    }

    #[test]
    fn without_weights_the_grammar_s_choice_stands() {
        linked(|context, mut kept| {
            let before = speakers(context, &kept);
            assert!(before.iter().flatten().any(|one| one.starts_with("Jonas Feld")), "{before:?}");
            Linker::default().link(context, &Leanings::default(), &mut kept);
            assert_eq!(speakers(context, &kept), before);
        });
    }

    #[test]
    fn nobody_can_be_chosen() {
        linked(|context, mut kept| {
            // Nobody's row says nothing where a mention's says how long it is.
            let length = columns::FIRST_OF_MENTION + 21;
            let inner = Node { column: length as u16, below: [1, 2], bound: 0.5 };
            let nobody = Forest::new(COLUMNS, 0.0, &[vec![inner, Node::leaf(1.0), Node::leaf(0.0)]]);
            linker(nobody, Forest::new(BORDER_COLUMNS, 0.0, &[])).link(context, &Leanings::default(), &mut kept);
            assert!(!kept.is_empty());
            assert!(kept.iter().all(|one| one.speaker.is_none()), "{:?}", speakers(context, &kept));
        });
    }

    #[test]
    fn trees_choose_the_mention_and_how_far_it_reaches() {
        linked(|context, mut kept| {
            let direct = kept.iter().position(|one| one.kind == StatementType::Direct).unwrap();
            kept[direct].speaker = None;
            let speaks_in_frame = columns::FIRST_OF_MENTION + columns::OF_MENTION + 20;
            // A border with a comma in it, or one without.
            let comma = borders::FIRST_OF_BORDER + 11;
            let inner = Node { column: comma as u16, below: [1, 2], bound: 0.5 };
            let without = Forest::new(BORDER_COLUMNS, 0.0, &[vec![inner, Node::leaf(1.0), Node::leaf(0.0)]]);
            for (reach, speaker) in
                [(above(BORDER_COLUMNS, comma, 0.5), "Jonas Feld, der die Kammer führt"), (without, "Jonas Feld")]
            {
                let mut one = kept.clone();
                linker(above(COLUMNS, speaks_in_frame, 0.5), reach).link(context, &Leanings::default(), &mut one);
                assert_eq!(speakers(context, &one)[direct].as_deref(), Some(speaker));
            }
        });
    }

    #[test]
    fn the_grammar_s_border_stands_where_its_choice_stands() {
        linked(|context, mut kept| {
            let before = speakers(context, &kept);
            let given = columns::FIRST_OF_MENTION + columns::OF_MENTION + 8;
            let comma = borders::FIRST_OF_BORDER + 11;
            linker(above(COLUMNS, given, 0.5), above(BORDER_COLUMNS, comma, 0.5)).link(context, &Leanings::default(), &mut kept);
            for (before, after) in before.iter().zip(speakers(context, &kept)).filter(|(before, _)| before.is_some()) {
                assert_eq!(before, &after);
            }
        });
    }

    #[test]
    fn a_new_speaker_after_a_marker_brings_the_marker() {
        linked(|context, mut kept| {
            let at = kept.iter().position(|one| one.cue.iter().any(|cue| context.words.is(*cue, "laut"))).unwrap();
            let marker = kept[at].cue.clone();
            (kept[at].cue, kept[at].speaker) = (Vec::new(), None);
            let place = columns::FIRST_OF_MENTION;
            let node = |bound: f32, below: [u16; 2]| Node { column: place as u16, below, bound };
            let tree = vec![node(0.5, [1, 2]), Node::leaf(0.0), node(1.5, [3, 4]), Node::leaf(1.0), Node::leaf(0.0)];
            let is_marked = Forest::new(COLUMNS, 0.0, &[tree]);
            linker(is_marked, Forest::new(BORDER_COLUMNS, 0.0, &[])).link(context, &Leanings::default(), &mut kept);
            assert_eq!(speakers(context, &kept)[at].as_deref(), Some("Stadtrat Otto Lind"));
            assert_eq!(kept[at].cue, marker);
        });
    }

    #[test]
    fn a_statement_sees_whom_the_one_before_was_given() {
        linked(|context, kept| {
            let statements = kept;
            let leanings = Leanings::default();
            let scene = Scene::new(context, &leanings, &statements);
            let at =
                (1..statements.len()).find(|at| statements[at - 1].cover().end() <= statements[*at].cover().start()).unwrap();
            let somebody = scene.mentions.find(statements.iter().find_map(|one| one.speaker).unwrap());
            let of_before = columns::FIRST_OF_MENTION + columns::OF_MENTION + 11;
            let mut chosen = vec![None; at];
            chosen[at - 1] = somebody;
            let choices = scene.choices(at, &chosen);
            for choice in choices.iter().filter(|one| one.mention.is_some()) {
                assert_eq!(choice.columns[of_before] > 0.5, choice.mention == somebody);
            }
            assert!(choices.iter().any(|one| one.mention == somebody));
            assert!(choices.last().unwrap().mention.is_none());
        });
    }

    #[test]
    fn bytes_come_back_and_damage_is_told() {
        for one in [Linker::default(), tiny()] {
            let mut bytes = Writer::default();
            one.write(&mut bytes);
            let mut again = Writer::default();
            Linker::read(&mut Reader(&bytes.0)).unwrap().write(&mut again);
            assert_eq!(again.0, bytes.0);
            for cut in 0..bytes.0.len() {
                assert!(Linker::read(&mut Reader(&bytes.0[..cut])).is_err(), "{cut}");
            }
        }
        assert!(Linker::read(&mut Reader(&[2])).is_err());
    }
}
