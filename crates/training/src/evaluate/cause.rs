//! Why a reading differs from the annotation, as far as the two and the text tell.

use std::collections::BTreeSet;
use std::fmt;

use wortlaut_reading::{KnownCue, Statement, StatementType, known_cue};
use wortlaut_text::Span;

use super::difference::DifferenceKind;
use super::measure::{Assessed, FOUND, cut};
use super::mention::SpeakerKind;
use super::pairing::Group;
use super::party::Outcome;
use super::speaker::is_pronoun;
use crate::corpus::GoldStatement;

/// What errors are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cause {
    /// What is wrong.
    pub kind: DifferenceKind,
    /// The annotated type, or the found one where nothing is annotated. Parties, acts and hedges are judged alike for all types and rules, so neither
    /// tells their errors apart.
    pub of_type: Option<StatementType>,
    /// What found it; empty where nothing was found, and for parties, acts and hedges.
    pub found_by: &'static str,
    /// What the difference has in common with others of its kind.
    pub reason: Reason,
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.name())?;
        if let Some(of_type) = self.of_type {
            write!(f, " · {of_type}")?;
        }
        if !self.found_by.is_empty() {
            write!(f, " · {}", self.found_by)?;
        }
        write!(f, " · {}", self.reason)
    }
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident = $text:literal),+ $(,)?) => {
        /// What can be computed about a difference. The first that holds, in the order given here, counts.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Reason {
            $($(#[$doc])* #[doc = ""] #[doc = concat!("Shown as: ", $text)] $variant),+,
            /// One value where the annotation has another: types, acts, hedges.
            Instead {
                /// The annotated one.
                gold: &'static str,
                /// The found one.
                found: &'static str,
            },
        }

        impl fmt::Display for Reason {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$variant => f.write_str($text)),+,
                    Self::Instead { gold, found } => write!(f, "{gold} read as {found}"),
                }
            }
        }
    };
}

reasons! {
    /// Missed: its words lie within another annotated statement.
    Nested = "inside another annotated statement",
    /// Missed: a cue is annotated, and no table has it.
    CueUnknown = "its cue is in no table",
    /// Missed: direct without a pair of quotation marks around the words.
    NoMarks = "no pair of quotation marks around the words",
    /// Missed: direct, in quotation marks, with a cue in the tables.
    MarksAndCue = "in quotation marks, its cue is known",
    /// Missed: direct, in quotation marks, without a cue.
    Marks = "in quotation marks, without a cue",
    /// Missed: with a cue verb in the tables.
    VerbKnown = "its cue verb is known, its words were not found",
    /// Missed: with a cue noun in the tables.
    NounKnown = "its cue noun is known, its words were not found",
    /// Missed: with a marker in the tables.
    MarkerKnown = "its marker is known, its words were not found",
    /// Missed: told, and some verb in it is a cue in the tables.
    ToldVerbKnown = "a verb in it is a known cue",
    /// Missed: told, and none of its verbs is.
    ToldVerbUnknown = "no verb in it is a known cue",
    /// Missed: without a cue; the statement before it, by the same speaker, was found.
    ContinuesFound = "continues a statement that was found",
    /// Missed: without a cue; the statement before it, by the same speaker, was missed too.
    ContinuesMissed = "continues a statement that was missed as well",
    /// Missed: without a cue, and the statement before it is another speaker's.
    NoCue = "without a cue, after another speaker or nobody",
    /// Found too much: another found statement stands for the annotated one here.
    FoundTwice = "words of an annotated statement that another one was found for",
    /// Found too much: in quotation marks, without a speaker.
    QuotedByNobody = "quotation marks that are nobody's words, no speaker found",
    /// Found too much: in quotation marks, with a speaker.
    QuotedBySomebody = "quotation marks that are nobody's words, with a speaker",
    /// Found too much, without a speaker.
    SaidByNobody = "no statement, no speaker found",
    /// Found too much, with a speaker.
    SaidBySomebody = "no statement, with a speaker",
    /// Boundary: several pieces are annotated and fewer were found.
    PiecesMissing = "pieces of the quote are missing",
    /// Boundary: more pieces were found than are annotated.
    PiecesMore = "more pieces than annotated",
    /// Boundary: the found words hold the cue or the speaker, the annotated ones do not.
    FrameInside = "the frame is inside the found words",
    /// Boundary: sentences at the end are missing.
    LaterSentencesMissing = "cut short: later sentences are missing",
    /// Boundary: sentences at the beginning are missing.
    FirstSentencesMissing = "first sentences are missing",
    /// Boundary: sentences after the end were taken in.
    LaterSentencesTaken = "runs on into later sentences",
    /// Boundary: sentences before the beginning were taken in.
    EarlierSentencesTaken = "takes in sentences before it",
    /// Boundary within one sentence.
    EndsEarly = "ends too early in its sentence",
    /// Boundary within one sentence.
    EndsLate = "ends too late in its sentence",
    /// Boundary within one sentence.
    BeginsLate = "begins too late in its sentence",
    /// Boundary within one sentence.
    BeginsEarly = "begins too early in its sentence",
    /// Boundary: both ends are elsewhere.
    BothEnds = "begins and ends elsewhere",
    /// Boundary: the ends are right, something between them is not.
    Inside = "right at both ends, other words between them",
    /// Speaker: nobody is annotated.
    NobodyNamed = "nobody is named, somebody was found",
    /// Speaker: nobody was found though one stands in the same sentence.
    NobodyFoundHere = "nobody found, the speaker stands in the sentence",
    /// Speaker: nobody was found, and the annotated one stands in another sentence.
    NobodyFoundElsewhere = "nobody found, the speaker stands in another sentence",
    /// Speaker: the found phrase lies within the annotated one.
    ShorterPhrase = "a part of the annotated phrase with another head",
    /// Speaker: the annotated phrase lies within the found one.
    LongerPhrase = "a longer phrase with another head",
    /// Speaker: a pronoun was found.
    PronounFound = "a pronoun was found instead",
    /// Speaker: a pronoun is annotated.
    PronounAnnotated = "another phrase instead of a pronoun",
    /// Speaker: another phrase, with the annotated one in the same sentence.
    OtherHere = "another phrase, the speaker stands in the sentence",
    /// Speaker: another phrase, with the annotated one in another sentence.
    OtherElsewhere = "another phrase, the speaker stands in another sentence",
    /// Party: the found name is what the article writes of the annotated one.
    PartyShort = "the article does not write the annotated name, only what was found",
    /// Party: none, for a speaker with a name.
    NoPartyOfName = "no party for a name",
    /// Party: none, for an office or description.
    NoPartyOfRole = "no party for a role",
    /// Party: none, for a body or text.
    NoPartyOfBody = "no party for a body or text without a name",
    /// Party: none, for a pronoun.
    NoPartyOfPronoun = "no party for a pronoun",
    /// Party: none, where nobody is named.
    NoPartyOfNobody = "no party where nobody is named",
    /// Party: another, for a speaker with a name.
    OtherPartyOfName = "another party for a name",
    /// Party: another, for an office or description.
    OtherPartyOfRole = "another party for a role",
    /// Party: another, for a body or text.
    OtherPartyOfBody = "another party for a body or text without a name",
    /// Party: another, for a pronoun.
    OtherPartyOfPronoun = "another party for a pronoun",
    /// Party: another, where nobody is named.
    OtherPartyOfNobody = "another party where nobody is named",
}

/// What there is to know about an article besides the two statements of a difference.
pub(super) struct Causes<'a, 'd> {
    assessed: &'a Assessed<'d>,
    /// Where sentences start, in bytes.
    starts: Vec<usize>,
    /// Positions of annotated statements in text order, and those that were found.
    in_text_order: Vec<usize>,
    found: BTreeSet<usize>,
    paired: BTreeSet<usize>,
}

impl<'a, 'd> Causes<'a, 'd> {
    pub(super) fn new(assessed: &'a Assessed<'d>) -> Self {
        let article = assessed.article;
        let starts = article.sentences().iter().map(|one| article.span_of(one.tokens).start().index()).collect();
        let (mut in_text_order, mut found, mut paired) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
        for group in &assessed.groups {
            match *group {
                Group::Pair { gold, overlap, .. } => {
                    in_text_order.push(gold);
                    paired.insert(gold);
                    if overlap >= FOUND {
                        found.insert(gold);
                    }
                }
                Group::Missed { gold } => in_text_order.push(gold),
                Group::Spurious { .. } => {}
            }
        }
        in_text_order.sort_by_key(|position| assessed.gold(*position).quote.first().copied());
        Self { assessed, starts, in_text_order, found, paired }
    }

    /// The cause of a difference between the statements at these positions of the groups.
    pub(super) fn of(&self, kind: DifferenceKind, gold: Option<usize>, found: Option<usize>) -> Cause {
        let left = gold.map(|position| self.assessed.gold(position));
        let right = found.map(|position| self.assessed.found(position));
        let reason = match (kind, gold.zip(left), right) {
            (DifferenceKind::Missed, Some((position, gold)), _) => self.missed(position, gold),
            (DifferenceKind::Boundary, Some((_, gold)), Some(found)) => self.boundary(gold, found),
            (DifferenceKind::Speaker, Some((_, gold)), Some(found)) => self.speaker(gold, found),
            (DifferenceKind::Party, Some((position, _)), Some(_)) => self.party(position, found.unwrap_or_default()),
            (DifferenceKind::Type, Some((_, gold)), Some(found)) => {
                Reason::Instead { gold: gold.kind.map_or("no type", StatementType::name), found: found.kind.name() }
            }
            (DifferenceKind::Act, Some((_, gold)), Some(found)) => Reason::Instead {
                gold: gold.act.map_or("none", |act| act.name()),
                found: found.act.map_or("none", |act| act.name()),
            },
            (DifferenceKind::Hedge, Some(_), Some(found)) => {
                let name = |is_hedged: bool| if is_hedged { "hedged" } else { "plain" };
                Reason::Instead { gold: name(!found.hedge), found: name(found.hedge) }
            }
            (_, _, Some(found)) => self.spurious(found),
            _ => Reason::NoCue,
        };
        if matches!(kind, DifferenceKind::Party | DifferenceKind::Act | DifferenceKind::Hedge) {
            return Cause { kind, of_type: None, found_by: "", reason };
        }
        let of_type = left.map_or(right.map(|found| found.kind), |gold| gold.kind);
        Cause { kind, of_type, found_by: right.map_or("", |found| found.found_by), reason }
    }

    fn missed(&self, position: usize, gold: &GoldStatement) -> Reason {
        let others = self.in_text_order.iter().filter(|other| **other != position).map(|other| self.assessed.gold(*other));
        if others.into_iter().any(|other| lies_in(&gold.quote, &other.quote) && gold.quote != other.quote) {
            return Reason::Nested;
        }
        let cue = (!gold.cue.is_empty()).then(|| known_cue(&self.text(&gold.cue)));
        match (gold.kind, cue) {
            (_, Some(None)) => Reason::CueUnknown,
            (Some(StatementType::Direct), _) if !self.has_marks(&gold.quote) => Reason::NoMarks,
            (Some(StatementType::Direct), Some(_)) => Reason::MarksAndCue,
            (Some(StatementType::Direct), None) => Reason::Marks,
            (_, Some(Some(KnownCue::Verb))) => Reason::VerbKnown,
            (_, Some(Some(KnownCue::Noun))) => Reason::NounKnown,
            (_, Some(Some(KnownCue::Marker))) => Reason::MarkerKnown,
            (Some(StatementType::Reported), None) => match known_cue(&self.text(&gold.quote)) {
                Some(KnownCue::Verb) => Reason::ToldVerbKnown,
                _ => Reason::ToldVerbUnknown,
            },
            (_, None) => self.continuation(position, gold),
        }
    }

    /// Whose words a statement without a cue goes on with.
    fn continuation(&self, position: usize, gold: &GoldStatement) -> Reason {
        let at = self.in_text_order.iter().position(|other| *other == position);
        let Some(before) = at.and_then(|at| at.checked_sub(1)).and_then(|before| self.in_text_order.get(before)) else {
            return Reason::NoCue;
        };
        let other = self.assessed.gold(*before);
        let same_party = gold.party.is_some() && gold.party == other.party;
        let same_phrase = !gold.speaker.is_empty() && gold.speaker == other.speaker;
        match (same_party || same_phrase, self.found.contains(before)) {
            (true, true) => Reason::ContinuesFound,
            (true, false) => Reason::ContinuesMissed,
            (false, _) => Reason::NoCue,
        }
    }

    fn spurious(&self, found: &Statement) -> Reason {
        let annotated = self.paired.iter().flat_map(|position| &self.assessed.gold(*position).quote);
        if annotated.into_iter().any(|gold| found.quote.iter().any(|piece| piece.overlaps(*gold))) {
            return Reason::FoundTwice;
        }
        match (self.has_marks(&found.quote), found.speaker) {
            (true, None) => Reason::QuotedByNobody,
            (true, Some(_)) => Reason::QuotedBySomebody,
            (false, None) => Reason::SaidByNobody,
            (false, Some(_)) => Reason::SaidBySomebody,
        }
    }

    fn boundary(&self, gold: &GoldStatement, found: &Statement) -> Reason {
        let (Some(left), Some(right)) = (cover(&gold.quote), cover(&found.quote)) else { return Reason::Inside };
        if gold.quote.len() > 1 && found.quote.len() < gold.quote.len() && gold.quote.iter().any(|piece| !right.contains(*piece))
        {
            return Reason::PiecesMissing;
        }
        if found.quote.len() > gold.quote.len() {
            return Reason::PiecesMore;
        }
        let mut frame = gold.cue.iter().chain(&gold.speaker).chain(&found.cue).chain(found.speaker.as_slice());
        let holds = |quote: &[Span], part: Span| quote.iter().any(|piece| piece.contains(part));
        if frame.any(|part| holds(&found.quote, *part) && !gold.quote.iter().any(|piece| piece.overlaps(*part))) {
            return Reason::FrameInside;
        }
        let (begin, end) = (left.start().index(), left.end().index());
        let (found_begin, found_end) = (right.start().index(), right.end().index());
        let begins_elsewhere = self.has_words_between(begin, found_begin);
        let ends_elsewhere = self.has_words_between(end, found_end);
        let other_begin = self.sentence(begin) != self.sentence(found_begin);
        let other_end = self.sentence(end.saturating_sub(1)) != self.sentence(found_end.saturating_sub(1));
        match (begins_elsewhere, ends_elsewhere) {
            (false, false) => Reason::Inside,
            (true, true) => Reason::BothEnds,
            (false, true) => match (found_end < end, other_end) {
                (true, true) => Reason::LaterSentencesMissing,
                (true, false) => Reason::EndsEarly,
                (false, true) => Reason::LaterSentencesTaken,
                (false, false) => Reason::EndsLate,
            },
            (true, false) => match (found_begin > begin, other_begin) {
                (true, true) => Reason::FirstSentencesMissing,
                (true, false) => Reason::BeginsLate,
                (false, true) => Reason::EarlierSentencesTaken,
                (false, false) => Reason::BeginsEarly,
            },
        }
    }

    fn speaker(&self, gold: &GoldStatement, found: &Statement) -> Reason {
        let Some(named) = gold.speaker.first().copied() else { return Reason::NobodyNamed };
        let quote = cover(&gold.quote).unwrap_or_default();
        let first = self.sentence(quote.start().index());
        let last = self.sentence(quote.end().index().saturating_sub(1));
        let is_here = (first..=last).contains(&self.sentence(named.start().index()));
        let Some(said) = found.speaker else {
            return if is_here { Reason::NobodyFoundHere } else { Reason::NobodyFoundElsewhere };
        };
        if named.contains(said) {
            return Reason::ShorterPhrase;
        }
        if said.contains(named) {
            return Reason::LongerPhrase;
        }
        let is_pronoun = |span: Span| cut(&self.assessed.document.text, span).is_some_and(is_pronoun);
        match (is_pronoun(named), is_pronoun(said), is_here) {
            (_, true, _) => Reason::PronounFound,
            (true, false, _) => Reason::PronounAnnotated,
            (false, false, true) => Reason::OtherHere,
            (false, false, false) => Reason::OtherElsewhere,
        }
    }

    fn party(&self, gold: usize, found: usize) -> Reason {
        let outcome = self.assessed.party_outcome(gold, found);
        if outcome == Some(Outcome::Short) {
            return Reason::PartyShort;
        }
        match (self.assessed.speaker_kind(gold), outcome == Some(Outcome::Abstained)) {
            (SpeakerKind::Name, true) => Reason::NoPartyOfName,
            (SpeakerKind::Role, true) => Reason::NoPartyOfRole,
            (SpeakerKind::Body, true) => Reason::NoPartyOfBody,
            (SpeakerKind::Pronoun, true) => Reason::NoPartyOfPronoun,
            (SpeakerKind::Nobody, true) => Reason::NoPartyOfNobody,
            (SpeakerKind::Name, false) => Reason::OtherPartyOfName,
            (SpeakerKind::Role, false) => Reason::OtherPartyOfRole,
            (SpeakerKind::Body, false) => Reason::OtherPartyOfBody,
            (SpeakerKind::Pronoun, false) => Reason::OtherPartyOfPronoun,
            (SpeakerKind::Nobody, false) => Reason::OtherPartyOfNobody,
        }
    }

    /// The number of the sentence that a byte stands in.
    fn sentence(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte)
    }

    fn has_words_between(&self, one: usize, other: usize) -> bool {
        let text = &self.assessed.document.text;
        text.get(one.min(other)..one.max(other)).is_some_and(|between| between.contains(char::is_alphanumeric))
    }

    /// Whether all pieces are what stands in pairs of quotation marks, or within.
    fn has_marks(&self, quote: &[Span]) -> bool {
        let in_marks = |piece: &Span| {
            let quotations = self.assessed.article.quotations();
            quotations.iter().any(|one| one.span.contains(*piece) || piece.contains(one.span))
        };
        !quote.is_empty() && quote.iter().all(in_marks)
    }

    fn text(&self, spans: &[Span]) -> String {
        spans.iter().filter_map(|span| cut(&self.assessed.document.text, *span)).collect::<Vec<_>>().join(" ")
    }
}

fn cover(spans: &[Span]) -> Option<Span> {
    spans.iter().copied().reduce(Span::cover)
}

fn lies_in(inner: &[Span], outer: &[Span]) -> bool {
    !inner.is_empty() && inner.iter().all(|piece| outer.iter().any(|other| other.contains(*piece)))
}
