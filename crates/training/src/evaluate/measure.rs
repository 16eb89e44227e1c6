//! One article compared with its annotation.

use std::collections::{BTreeMap, BTreeSet};

use wortlaut_reading::{Act, Party, Record, Statement, StatementType};
use wortlaut_text::{Article, CodePoints, Span};

use super::mention::SpeakerKind;
use super::pairing::{ADDRESSEE, CUE, FRAME, Group, Marked, QUOTE, SPEAKER, groups};
use super::party::{self, Outcome};
use super::report::{Calibration, DocumentTally, Exactness, Parties, Ratio, Rule, Rules, Statements, TypeRow, User, harmonic};
use super::speaker::{self, Named};
use super::tokens::{Tokens, shared};
use crate::corpus::{Document, GoldStatement};

/// The token overlap from which a statement counts as found.
pub(super) const FOUND: f64 = 0.8;

/// The rows of the table by type: the five types, then statements without one.
pub(super) const ROWS: usize = StatementType::ALL.len() + 1;

/// The sums behind a view's figures. Adding those of all articles gives the corpus's.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) statements: Statements,
    pub(super) types: [TypeRow; ROWS],
    pub(super) hedge: Ratio,
    pub(super) hedge_precision: Ratio,
    pub(super) hedge_recall: Ratio,
    pub(super) medium: Ratio,
    pub(super) addressee_precision: Ratio,
    pub(super) addressee_recall: Ratio,
    /// By act: right, annotated, found.
    pub(super) acts: BTreeMap<Act, [usize; 3]>,
    pub(super) parties: Parties,
    pub(super) calibration: Calibration,
    pub(super) rules: Rules,
}

/// An article, its annotation, what was read, and which stands for which.
pub(crate) struct Assessed<'d> {
    pub(super) document: &'d Document,
    pub(super) article: &'d Article,
    pub(super) record: &'d Record,
    pub(super) groups: Vec<Group>,
    gold_marked: Vec<Marked>,
    found_marked: Vec<Marked>,
    has_frames: bool,
    has_parties: bool,
}

impl<'d> Assessed<'d> {
    /// Pairs the statements whose type `keeps` lets through.
    pub(crate) fn new(
        document: &'d Document,
        article: &'d Article,
        record: &'d Record,
        has_frames: bool,
        keeps: impl Fn(Option<StatementType>) -> bool,
    ) -> Self {
        let tokens = match &document.tokens {
            Some(given) => Tokens::given(given.clone()),
            None => Tokens::of(&document.text),
        };
        let mut gold_marked: Vec<Marked> = document
            .statements
            .iter()
            .enumerate()
            .filter(|(_, one)| keeps(one.kind))
            .map(|(position, one)| mark_gold(one, position, &tokens))
            .collect();
        let mut found_marked: Vec<Marked> = record
            .statements
            .iter()
            .enumerate()
            .filter(|(_, one)| keeps(Some(one.kind)))
            .map(|(position, one)| mark_found(one, position, &tokens))
            .collect();
        gold_marked.sort();
        found_marked.sort();
        let groups = groups(&gold_marked, &found_marked);
        Self { document, article, record, groups, gold_marked, found_marked, has_frames, has_parties: false }
    }

    /// The same, with `has_parties` if the reading gives parties, so that a statement without one is an abstention.
    pub(super) fn with_parties(self, has_parties: bool) -> Self {
        Self { has_parties, ..self }
    }

    /// The pairs that count as found: positions in the document's and in the record's statements.
    pub(crate) fn found_pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.groups.iter().filter_map(|group| match *group {
            Group::Pair { gold, found, overlap } if overlap >= FOUND => {
                Some((self.gold_marked[gold].position, self.found_marked[found].position))
            }
            _ => None,
        })
    }

    /// The annotated statement at a position of the groups.
    pub(super) fn gold(&self, position: usize) -> &'d GoldStatement {
        &self.document.statements[self.gold_marked[position].position]
    }

    /// The found statement at a position of the groups.
    pub(super) fn found(&self, position: usize) -> &'d Statement {
        &self.record.statements[self.found_marked[position].position]
    }

    /// The party of a found statement.
    pub(super) fn party(&self, found: &Statement) -> Option<&'d Party> {
        found.party.and_then(|id| self.record.parties.get(id.index()))
    }

    /// What became of the annotated party of a pair; `None` where none is annotated, or the reading gives no parties at all.
    pub(super) fn party_outcome(&self, gold: usize, found: usize) -> Option<Outcome> {
        let gold = self.gold(gold).party.as_deref().filter(|_| self.has_parties)?;
        let found = self.party(self.found(found)).map(|party| (party.name.as_str(), party.aliases.as_slice()));
        Some(party::outcome(gold, found, &self.document.text))
    }

    /// How the annotated speaker is mentioned.
    pub(super) fn speaker_kind(&self, gold: usize) -> SpeakerKind {
        SpeakerKind::of(self.gold(gold).speaker.first().and_then(|span| cut(&self.document.text, *span)))
    }

    /// Whether a pair is attributed to the right party; by the speakers' heads where the annotation or the reading knows none.
    fn is_attributed(&self, gold: usize, found: usize) -> bool {
        match self.party_outcome(gold, found) {
            Some(outcome) => matches!(outcome, Outcome::Right | Outcome::Short),
            None => self.has_right_speaker(gold, found),
        }
    }

    /// Whether the speakers of a pair are the same.
    pub(super) fn has_right_speaker(&self, gold: usize, found: usize) -> bool {
        let (gold, found) = (self.gold(gold), self.found(found));
        let text = |span: Option<Span>| span.and_then(|span| cut(&self.document.text, span)).unwrap_or_default();
        let gold_span = gold.speaker.first().copied();
        let gold = Named { span: gold_span, text: text(gold_span), party: gold.party.as_deref() };
        let found = Named { span: found.speaker, text: text(found.speaker), party: None };
        speaker::is_same(gold, found, self.article.language())
    }

    /// The sums of this article.
    pub(super) fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        if self.has_frames {
            tally.statements.frame = Some(super::report::Macro::default());
        }
        let empty = Marked::default();
        for group in &self.groups {
            match *group {
                Group::Pair { gold, found, overlap } => {
                    self.count_parts(&mut tally, &self.gold_marked[gold], &self.found_marked[found]);
                    self.count_pair(&mut tally, gold, found, overlap >= FOUND);
                }
                Group::Missed { gold } => {
                    let marked = &self.gold_marked[gold];
                    self.count_parts(&mut tally, marked, &empty);
                    tally.statements.type_recall.count(false);
                    let row = &mut tally.types[row_of(marked.kind)];
                    row.missed += 1;
                    row.found_recall.count(false);
                    row.attributed_recall.count(false);
                }
                Group::Spurious { found } => {
                    let marked = &self.found_marked[found];
                    self.count_parts(&mut tally, &empty, marked);
                    tally.statements.type_precision.count(false);
                    tally.types[row_of(marked.kind)].spurious += 1;
                    self.count_found(&mut tally, found, false, false);
                    tally.rules.entry(self.found(found).found_by.to_owned()).or_default().spurious += 1;
                }
            }
        }
        tally.parties.merged = self.merged();
        tally
    }

    /// M1: the tokens of every part in one group.
    fn count_parts(&self, tally: &mut Tally, gold: &Marked, found: &Marked) {
        let mut roles = [0; 3];
        let mut joint = [0; 3];
        let statements = &mut tally.statements;
        for part in [QUOTE, ADDRESSEE, CUE, FRAME, SPEAKER] {
            if part == FRAME && !self.has_frames {
                continue;
            }
            let (left, right) = (&gold.parts[part], &found.parts[part]);
            let counts = [shared(left, right), left.len(), right.len()];
            let mean = match part {
                QUOTE => &mut statements.messages,
                ADDRESSEE => &mut statements.addressee,
                CUE => &mut statements.cue,
                FRAME => statements.frame.get_or_insert_default(),
                _ => &mut statements.speaker,
            };
            mean.count(counts[0], counts[1], counts[2]);
            for (position, count) in counts.into_iter().enumerate() {
                joint[position] += count;
                if part != QUOTE {
                    roles[position] += count;
                }
            }
        }
        statements.roles.count(roles[0], roles[1], roles[2]);
        statements.joint.count(joint[0], joint[1], joint[2]);
    }

    fn count_pair(&self, tally: &mut Tally, gold: usize, found: usize, is_found: bool) {
        let (left, right) = (&self.gold_marked[gold], &self.found_marked[found]);
        let is_right_kind = left.kind.is_some() && left.kind == right.kind;
        let is_right_speaker = is_found && self.is_attributed(gold, found);
        tally.statements.type_recall.count(is_right_kind);
        tally.statements.type_precision.count(is_right_kind);
        self.count_found(tally, found, is_found, is_right_speaker);
        let row = &mut tally.types[row_of(left.kind)];
        row.found_recall.count(is_found);
        row.attributed_recall.count(is_right_speaker);
        if !is_found {
            row.boundary += 1;
            return;
        }
        row.wrong_speaker += usize::from(!self.has_right_speaker(gold, found));
        self.count_party(&mut tally.parties, gold, found);
        if left.kind.is_some() {
            row.kind.count(is_right_kind);
        }
        if let Some(act) = left.act {
            let is_right = right.act == Some(act);
            row.act.count(is_right);
            let counts = tally.acts.entry(act).or_default();
            counts[0] += usize::from(is_right);
            counts[1] += 1;
            if let Some(act) = right.act {
                tally.acts.entry(act).or_default()[2] += 1;
            }
        }
        if let (Some(is_hedged), Some(is_said)) = (left.hedge, right.hedge) {
            tally.hedge.count(is_hedged == is_said);
            if is_said {
                tally.hedge_precision.count(is_hedged);
            }
            if is_hedged {
                tally.hedge_recall.count(is_said);
            }
        }
        if left.medium.is_some() {
            tally.medium.count(left.medium == right.medium);
        }
        let is_right_addressee = shared(&left.parts[ADDRESSEE], &right.parts[ADDRESSEE]) > 0;
        if !right.parts[ADDRESSEE].is_empty() {
            tally.addressee_precision.count(is_right_addressee);
        }
        if !left.parts[ADDRESSEE].is_empty() {
            tally.addressee_recall.count(is_right_addressee);
        }
    }

    fn count_party(&self, parties: &mut Parties, gold: usize, found: usize) {
        if !self.has_parties {
            return;
        }
        let (Some(outcome), Some(name)) = (self.party_outcome(gold, found), &self.gold(gold).party) else {
            parties.unknown.count(self.party(self.found(found)).is_none());
            return;
        };
        let row = match self.speaker_kind(gold) {
            SpeakerKind::Name => &mut parties.name,
            SpeakerKind::Role => &mut parties.role,
            SpeakerKind::Body => &mut parties.body,
            SpeakerKind::Pronoun => &mut parties.pronoun,
            SpeakerKind::Nobody => &mut parties.nobody,
        };
        match outcome {
            Outcome::Right => row.right += 1,
            Outcome::Short => row.short += 1,
            Outcome::Wrong => row.wrong += 1,
            Outcome::Abstained => row.abstained += 1,
        }
        row.written += usize::from(party::is_written(name, &self.document.text));
    }

    /// Found parties that stand for annotated ones with different names.
    fn merged(&self) -> usize {
        let mut names: BTreeMap<usize, &str> = BTreeMap::new();
        let mut merged = BTreeSet::new();
        for (gold, found) in self.found_pairs() {
            let (gold, found) = (&self.document.statements[gold], &self.record.statements[found]);
            if let (Some(name), Some(id)) = (gold.party.as_deref(), found.party) {
                let first = names.entry(id.index()).or_insert(name);
                if !party::same_party(first, name, &[]) {
                    merged.insert(id.index());
                }
            }
        }
        merged.len()
    }

    /// What a found statement adds to precision, calibration and its rule's row.
    fn count_found(&self, tally: &mut Tally, found: usize, is_found: bool, is_right_speaker: bool) {
        let row = &mut tally.types[row_of(self.found_marked[found].kind)];
        row.found_precision.count(is_found);
        row.attributed_precision.count(is_right_speaker);
        let statement = self.found(found);
        tally.calibration.count(statement.confidence, is_found);
        let rule = tally.rules.entry(statement.found_by.to_owned()).or_default();
        rule.found.count(is_found);
        rule.attributed.count(is_right_speaker);
        rule.confidence_sum += f64::from(statement.confidence);
    }
}

impl Tally {
    pub(super) fn add(&mut self, other: &Self) {
        self.statements.add(&other.statements);
        for (row, other) in self.types.iter_mut().zip(&other.types) {
            row.add(other);
        }
        self.hedge.add(other.hedge);
        self.hedge_precision.add(other.hedge_precision);
        self.hedge_recall.add(other.hedge_recall);
        self.medium.add(other.medium);
        self.addressee_precision.add(other.addressee_precision);
        self.addressee_recall.add(other.addressee_recall);
        for (act, counts) in &other.acts {
            let sums = self.acts.entry(*act).or_default();
            for (sum, count) in sums.iter_mut().zip(counts) {
                *sum += count;
            }
        }
        self.parties.add(&other.parties);
        self.calibration.add(&other.calibration);
        for (name, other) in &other.rules {
            let rule = self.rules.entry(name.clone()).or_insert_with(|| Rule { name: name.clone(), ..Rule::default() });
            rule.found.add(other.found);
            rule.attributed.add(other.attributed);
            rule.spurious += other.spurious;
            rule.confidence_sum += other.confidence_sum;
        }
    }

    /// The row over all types.
    pub(super) fn all(&self) -> TypeRow {
        let mut all = TypeRow { name: "all".to_owned(), ..TypeRow::default() };
        self.types.iter().for_each(|row| all.add(row));
        all
    }

    pub(super) fn user(&self) -> User {
        let all = self.all();
        let f1 =
            |[right, gold, found]: [usize; 3]| harmonic(Ratio { right, of: found }.share(), Ratio { right, of: gold }.share());
        let act_sum: f64 = self.acts.values().map(|counts| f1(*counts)).sum();
        User {
            found_precision: all.found_precision,
            found_recall: all.found_recall,
            attributed_precision: all.attributed_precision,
            attributed_recall: all.attributed_recall,
            act: all.act,
            act_macro_f1: if self.acts.is_empty() { 0.0 } else { act_sum / self.acts.len() as f64 },
            hedge: self.hedge,
            hedge_precision: self.hedge_precision,
            hedge_recall: self.hedge_recall,
            medium: self.medium,
            addressee_precision: self.addressee_precision,
            addressee_recall: self.addressee_recall,
        }
    }

    pub(super) fn of_document(&self, document: &str) -> DocumentTally {
        let all = self.all();
        DocumentTally {
            document: document.to_owned(),
            messages: self.statements.messages,
            joint: self.statements.joint,
            found_precision: all.found_precision,
            found_recall: all.found_recall,
            attributed_precision: all.attributed_precision,
            attributed_recall: all.attributed_recall,
        }
    }
}

/// Checks every span of a record: inside the article, on character boundaries, and the same text when cut by code
/// points, which is how users of the exports cut.
pub(super) fn exactness(text: &str, record: &Record) -> Exactness {
    let points = CodePoints::new(text);
    // The byte at which each code point starts: an independent way back from code points.
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut exactness = Exactness::default();
    let of_statements = record.statements.iter().flat_map(|one| {
        let single = one.speaker.iter().chain(&one.addressee);
        one.quote.iter().chain(&one.cue).chain(&one.frame).chain(single)
    });
    let of_parties = record.parties.iter().flat_map(|party| party.mentions.iter().map(|mention| &mention.span));
    for span in of_statements.chain(of_parties) {
        exactness.spans += 1;
        let Some(stands) = cut(text, *span) else {
            exactness.outside += 1;
            continue;
        };
        exactness.empty += usize::from(stands.is_empty());
        let (start, end) = points.range(*span);
        let back = starts.get(start as usize).zip(starts.get(end as usize)).and_then(|(from, to)| text.get(*from..*to));
        exactness.different += usize::from(back != Some(stands));
    }
    exactness
}

/// The text at a span of a record, which is not trusted here.
pub(super) fn cut(text: &str, span: Span) -> Option<&str> {
    text.get(span.start().index()..span.end().index())
}

fn row_of(kind: Option<StatementType>) -> usize {
    kind.and_then(|kind| StatementType::ALL.iter().position(|one| *one == kind)).unwrap_or(ROWS - 1)
}

fn mark_gold(one: &GoldStatement, position: usize, tokens: &Tokens) -> Marked {
    Marked {
        parts: [&one.quote, &one.addressee, &one.cue, &one.frame, &one.speaker].map(|spans| tokens.covered(spans)),
        kind: one.kind,
        medium: one.medium,
        act: one.act,
        hedge: one.hedge,
        position,
    }
}

fn mark_found(one: &Statement, position: usize, tokens: &Tokens) -> Marked {
    let single = |span: Option<Span>| tokens.covered(span.as_slice());
    Marked {
        parts: [
            tokens.covered(&one.quote),
            single(one.addressee),
            tokens.covered(&one.cue),
            tokens.covered(&one.frame),
            single(one.speaker),
        ],
        kind: Some(one.kind),
        medium: one.medium,
        act: one.act,
        hedge: Some(one.hedge),
        position,
    }
}
