//! Single places where a reading differs from the annotation, for people who improve the reading.

use std::fmt;

use wortlaut_reading::{Act, StatementType};
use wortlaut_text::Span;

use super::cause::{Cause, Causes};
use super::excerpt::{Marks, excerpt};
use super::measure::{Assessed, FOUND, cut};
use super::pairing::Group;
use super::party::Outcome;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DifferenceKind {
    /// Annotated, and nothing found shares a token with it.
    Missed,
    /// Found, and no annotated statement is left that shares a token with it.
    Spurious,
    /// A pair whose quotes overlap by less than 0.8.
    Boundary,
    /// A found statement with another speaker.
    Speaker,
    /// A found statement with another party, or without one.
    Party,
    /// A found statement of another type.
    Type,
    /// A found statement with another act, or without one.
    Act,
    /// A found statement that is hedged on one side only.
    Hedge,
}

impl DifferenceKind {
    /// All of them.
    pub const ALL: &'static [Self] =
        &[Self::Missed, Self::Spurious, Self::Boundary, Self::Speaker, Self::Party, Self::Type, Self::Act, Self::Hedge];

    /// The name in options and listings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Spurious => "spurious",
            Self::Boundary => "boundary",
            Self::Speaker => "speaker",
            Self::Party => "party",
            Self::Type => "type",
            Self::Act => "act",
            Self::Hedge => "hedge",
        }
    }

    /// The one with that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.name() == name)
    }
}

/// A statement as one side of a difference shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// How the words are rendered.
    pub kind: Option<StatementType>,
    /// The pieces' texts, joined by ` … `.
    pub quote: String,
    /// Where its first piece starts, in bytes.
    pub start: usize,
    /// Its text.
    pub speaker: Option<String>,
    /// The canonical name.
    pub party: Option<String>,
    /// Its other names; empty for the annotation.
    pub aliases: Vec<String>,
    /// The pieces' texts, joined by ` … `.
    pub cue: String,
    /// What the party does.
    pub act: Option<Act>,
    /// Whether it is marked as uncertain.
    pub hedge: Option<bool>,
    /// The rule or model; empty for the annotation.
    pub found_by: &'static str,
}

/// One place where the reading differs from the annotation. A pair can have several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The article's name.
    pub document: String,
    /// What is wrong.
    pub kind: DifferenceKind,
    /// Why, as far as it can be computed.
    pub cause: Cause,
    /// The sentences around it on one line, with what differs marked: ⟦annotated⟧ and ⟪found⟫. Long parts are shortened.
    pub excerpt: String,
    /// What is annotated.
    pub gold: Option<Side>,
    /// What was found.
    pub found: Option<Side>,
}

impl Difference {
    /// Whether one side has this type.
    #[must_use]
    pub fn concerns(&self, kind: StatementType) -> bool {
        [&self.gold, &self.found].into_iter().flatten().any(|side| side.kind == Some(kind))
    }
}

pub(super) fn differences(assessed: &Assessed<'_>) -> Vec<Difference> {
    let mut found_here = Vec::new();
    let causes = Causes::new(assessed);
    let describe = |kind, gold, found| describe(assessed, &causes, kind, gold, found);
    for group in &assessed.groups {
        match *group {
            Group::Missed { gold } => found_here.push(describe(DifferenceKind::Missed, Some(gold), None)),
            Group::Spurious { found } => found_here.push(describe(DifferenceKind::Spurious, None, Some(found))),
            Group::Pair { gold, found, overlap } if overlap < FOUND => {
                found_here.push(describe(DifferenceKind::Boundary, Some(gold), Some(found)));
            }
            Group::Pair { gold, found, .. } => {
                let (left, right) = (assessed.gold(gold), assessed.found(found));
                for (kind, is_wrong) in [
                    (DifferenceKind::Speaker, !assessed.has_right_speaker(gold, found)),
                    (DifferenceKind::Party, assessed.party_outcome(gold, found).is_some_and(|outcome| outcome != Outcome::Right)),
                    (DifferenceKind::Type, left.kind.is_some_and(|kind| kind != right.kind)),
                    (DifferenceKind::Act, left.act.is_some() && left.act != right.act),
                    (DifferenceKind::Hedge, left.hedge.is_some_and(|hedge| hedge != right.hedge)),
                ] {
                    if is_wrong {
                        found_here.push(describe(kind, Some(gold), Some(found)));
                    }
                }
            }
        }
    }
    let start = |one: &Difference| one.gold.as_ref().or(one.found.as_ref()).map_or(0, |side| side.start);
    found_here.sort_by_key(|one| (start(one), one.kind));
    found_here
}

fn describe(
    assessed: &Assessed<'_>,
    causes: &Causes<'_, '_>,
    kind: DifferenceKind,
    gold: Option<usize>,
    found: Option<usize>,
) -> Difference {
    let cause = causes.of(kind, gold, found);
    let text = &assessed.document.text;
    let one_line = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ");
    let joined = |spans: &[Span]| spans.iter().filter_map(|span| cut(text, *span)).map(one_line).collect::<Vec<_>>().join(" … ");
    let stands = |spans: &[Span]| (!spans.is_empty()).then(|| joined(spans));
    let start = |spans: &[Span]| spans.first().map_or(0, |span| span.start().index());
    let gold = gold.map(|position| assessed.gold(position));
    let found = found.map(|position| assessed.found(position));
    let quotes: Vec<Span> =
        gold.iter().flat_map(|one| &one.quote).chain(found.iter().flat_map(|one| &one.quote)).copied().collect();
    let marks = if matches!(kind, DifferenceKind::Speaker | DifferenceKind::Party) {
        Marks {
            annotated: gold.map_or(&[], |one| one.speaker.as_slice()),
            found: found.map_or(&[], |one| one.speaker.as_slice()),
        }
    } else {
        Marks { annotated: gold.map_or(&[], |one| one.quote.as_slice()), found: found.map_or(&[], |one| one.quote.as_slice()) }
    };
    Difference {
        document: assessed.document.id.clone(),
        kind,
        cause,
        excerpt: excerpt(assessed.article, &quotes, &marks),
        gold: gold.map(|one| Side {
            kind: one.kind,
            quote: joined(&one.quote),
            start: start(&one.quote),
            speaker: stands(&one.speaker),
            party: one.party.clone(),
            aliases: Vec::new(),
            cue: joined(&one.cue),
            act: one.act,
            hedge: one.hedge,
            found_by: "",
        }),
        found: found.map(|one| Side {
            kind: Some(one.kind),
            quote: joined(&one.quote),
            start: start(&one.quote),
            speaker: stands(one.speaker.as_slice()),
            party: assessed.party(one).map(|party| party.name.clone()),
            aliases: assessed.party(one).map(|party| party.aliases.clone()).unwrap_or_default(),
            cue: joined(&one.cue),
            act: one.act,
            hedge: Some(one.hedge),
            found_by: one.found_by,
        }),
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "      {}: {}", self.document, self.excerpt)?;
        for (name, side) in [("annotated", &self.gold), ("found", &self.found)] {
            if let Some(side) = side {
                writeln!(f, "        {name:<9}  {side}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} by {}", self.kind.map_or("no type", StatementType::name), self.speaker.as_deref().unwrap_or("nobody"))?;
        if let Some(party) = &self.party {
            write!(f, " (= {party}")?;
            if !self.aliases.is_empty() {
                write!(f, ", also {}", self.aliases.join(", "))?;
            }
            f.write_str(")")?;
        }
        if !self.cue.is_empty() {
            write!(f, " | cue {}", self.cue)?;
        }
        if let Some(act) = self.act {
            write!(f, " | {act}")?;
        }
        if self.hedge == Some(true) {
            write!(f, " | hedged")?;
        }
        if !self.found_by.is_empty() {
            write!(f, " | {}", self.found_by)?;
        }
        Ok(())
    }
}
