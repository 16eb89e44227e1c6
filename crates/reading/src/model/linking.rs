//! Who says it: for each statement that is kept, one of the noun phrases around it, or nobody.
//!
//! Two questions, each answered by boosted trees: which mention speaks, and how far its phrase reaches. Statements are linked in
//! text order, so that one that goes on another sees who speaks there.

mod borders;
mod columns;
mod mentions;
mod wording;

use wortlaut_text::TokenRange;

use super::lattice::Posterior;
use super::labels::Label;
use super::table::{Damage, Reader, Table, Writer};
use super::tokens::Features;
use super::trees::Forest;
use super::Model;
use crate::patterns::{Candidate, Context};
pub(crate) use columns::COLUMNS;
pub(crate) use borders::BORDER_COLUMNS;
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

    /// Gives each statement its speaker; they must stand in the order of a record.
    pub(crate) fn link(&self, context: &Context<'_>, leanings: &Leanings, statements: &mut [(Candidate, f32)]) {
        if self.weights.is_none() || statements.is_empty() {
            return;
        }
        let candidates: Vec<&Candidate> = statements.iter().map(|(one, _)| one).collect();
        let scene = Scene::new(context, leanings, &candidates);
        let chosen = self.choose_all(&scene, |_, _| ());
        for ((one, _), speaker) in statements.iter_mut().zip(chosen) {
            one.speaker = speaker;
        }
    }

    /// The speakers of all statements; `observe` sees every question with the statement's position.
    pub(crate) fn choose_all(&self, scene: &Scene<'_, '_>, mut observe: impl FnMut(usize, &[Choice])) -> Vec<Option<TokenRange>> {
        let mut chosen: Vec<Option<MentionId>> = Vec::new();
        let mut speakers = Vec::new();
        for statement in 0..scene.statements.len() {
            let mut choices = scene.choices(statement, &chosen);
            if let Some(weights) = &self.weights {
                choices.iter_mut().for_each(|one| one.columns[0] = Model::words_score(&weights.words, &one.words));
            }
            observe(statement, &choices);
            let given = scene.given[statement];
            let Some(best) = self.choice(choices.iter().map(|one| one.columns.as_slice())) else {
                chosen.push(given);
                speakers.push(scene.statements[statement].speaker);
                continue;
            };
            let mention = choices[best].mention;
            chosen.push(mention);
            speakers.push(mention.and_then(|mention| {
                let borders = scene.borders(statement, mention);
                self.border(borders.iter().map(|one| one.columns.as_slice())).map(|at| borders[at].tokens)
            }));
        }
        speakers
    }

    /// Which of some mentions is taken, by their columns; `None` without weights or mentions.
    #[must_use]
    pub fn choice<'r>(&self, rows: impl Iterator<Item = &'r [f32]>) -> Option<usize> {
        let weights = self.weights.as_ref()?;
        best(rows.map(|row| weights.mentions.score(row)))
    }

    /// Which of the borders of a mention is taken; as [`Linker::choice`].
    #[must_use]
    pub fn border<'r>(&self, rows: impl Iterator<Item = &'r [f32]>) -> Option<usize> {
        let weights = self.weights.as_ref()?;
        best(rows.map(|row| weights.borders.score(row)))
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
    scores.enumerate().fold(None, |best: Option<(usize, f32)>, (at, score)| match best {
        Some((_, known)) if known >= score => best,
        _ => Some((at, score)),
    }).map(|(at, _)| at)
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
    statements: &'s [&'s Candidate],
    mentions: Mentions,
    /// The mention that the grammar gives a statement.
    given: Vec<Option<MentionId>>,
}

impl<'s, 'a> Scene<'s, 'a> {
    /// `statements` in the order of a record.
    pub(crate) fn new(context: &'s Context<'a>, leanings: &'s Leanings, statements: &'s [&'s Candidate]) -> Self {
        let speakers: Vec<TokenRange> = statements.iter().filter_map(|one| one.speaker).collect();
        let mentions = Mentions::of(context, leanings, &speakers);
        let given = statements.iter().map(|one| one.speaker.and_then(|range| mentions.find(range))).collect();
        Self { context, leanings, statements, mentions, given }
    }
}
