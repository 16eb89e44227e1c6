//! What the chain sees of each token: the word, its clause, its sentence, what the grammar proposes there.

use super::hash::{feature, lower, pair, text};
use crate::StatementType;
use crate::analysis::clauses::{Clause, ClauseId, Kind};
use crate::analysis::segments::{Mark, is_auxiliary};
use crate::analysis::words::Words;
use crate::language::{Classes, Form, Told};
use crate::patterns::{Candidate, Context, SentenceId};

/// Tokens with their features, in text order.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// The token's position in the article.
    pub tokens: Vec<u32>,
    /// Where each token's features start in `features`, and the end of the last.
    pub offsets: Vec<u32>,
    /// Where the features end that owe nothing to the grammar's proposals, by token.
    pub plain_ends: Vec<u32>,
    /// Hashed; for each token those first that owe nothing to the grammar's proposals.
    pub features: Vec<u32>,
    /// The kind of border before each token: see [`BORDERS`].
    pub borders: Vec<u8>,
}

impl Features {
    /// The features of a token, with or without those that tell what the grammar proposes.
    #[must_use]
    pub fn of(&self, token: usize, with_grammar: bool) -> &[u32] {
        let end = if with_grammar { self.offsets[token + 1] } else { self.plain_ends[token] };
        &self.features[self.offsets[token] as usize..end as usize]
    }
}

/// Kinds of border: none, a mark, the end of a sentence, the end of a paragraph.
pub const BORDERS: usize = 4;

/// What does not change between the tokens of a clause.
#[derive(Clone, Copy, Default)]
struct ClauseView {
    kind: u64,
    mark: u64,
    mood: u64,
    verb: u64,
    /// The finite verb as it stands there: a modal says more than the verb it goes with.
    finite: u64,
    /// The cue's name, its act and whether it is told.
    cue: u64,
    act: u64,
    parent_verb: u64,
    parent_cue: u64,
    before_cue: u64,
    subject: u64,
    frames: bool,
}

/// The features of all tokens of a stretch.
pub(crate) fn features(context: &Context<'_>, candidates: &[Candidate], kept: &[bool]) -> Features {
    let words = context.words;
    let range = context.tokens();
    let base = range.start();
    let size = range.len();
    let mut proposals = vec![Proposal::default(); size + 1];
    for (candidate, kept) in candidates.iter().zip(kept) {
        mark_proposal(candidate, *kept, base, &mut proposals);
    }
    let views: Vec<View> = (range.range()).map(|at| View::of(words, at)).collect();
    let mut out = Features { offsets: vec![0], ..Features::default() };
    let mut clause_of = vec![usize::MAX; size];
    let mut previous = SentenceView::default();
    let mut block = usize::MAX;
    for (id, sentence) in context.sentences.iter().enumerate() {
        let clauses: Vec<ClauseView> =
            (0..sentence.clauses.len()).map(|clause| clause_view(context, id, clause, candidates)).collect();
        for (number, clause) in sentence.clauses.iter().enumerate() {
            for at in clause.tokens() {
                clause_of[at - base] = number;
            }
        }
        let new_block = sentence.block != block;
        block = sentence.block;
        let here = SentenceView::of(context, id, candidates, new_block);
        let mut cue_before = 0;
        let mut last_clause = usize::MAX;
        let mut in_clause = 0;
        for at in sentence.tokens.range() {
            let local = at - base;
            let clause = clause_of[local];
            if clause != last_clause {
                in_clause = 0;
                last_clause = clause;
            } else {
                in_clause += 1;
            }
            let view = clauses.get(clause).copied().unwrap_or_default();
            let first = at == sentence.tokens.start();
            let border = match (first, new_block) {
                (true, true) => 3,
                (true, false) => 2,
                _ if at > range.start() && !words.is_word(at - 1) => 1,
                _ => 0,
            };
            let mut push = |template: u32, value: u64| out.features.push(feature(template, value));
            let look =
                |offset: isize| -> &View { local.checked_add_signed(offset).and_then(|at| views.get(at)).unwrap_or(&NOTHING) };
            let (w, p) = (look(0).word, look(0).tag);
            push(1, 0);
            for (number, offset) in [-2_isize, -1, 0, 1, 2].into_iter().enumerate() {
                push(10 + number as u32, look(offset).word);
            }
            for (number, offset) in [-3_isize, -2, -1, 0, 1, 2, 3].into_iter().enumerate() {
                push(20 + number as u32, look(offset).tag);
            }
            push(30, pair(look(-1).tag, p));
            push(31, pair(p, look(1).tag));
            push(32, pair(pair(look(-1).tag, p), look(1).tag));
            push(33, pair(look(-1).word, w));
            push(34, pair(w, look(1).word));
            push(35, pair(pair(look(-2).tag, look(-1).tag), p));
            push(36, pair(pair(p, look(1).tag), look(2).tag));
            push(37, look(0).suffix);
            push(38, look(-1).suffix);
            push(39, look(0).nouns);
            // The clause.
            let place = match in_clause {
                0 => 0,
                1 => 1,
                _ => 2,
            } | if clause_of.get(local + 1) != Some(&clause) { 4 } else { 0 };
            push(40, pair(view.kind, place));
            push(41, pair(pair(view.kind, view.mood), place));
            push(42, pair(view.mark, pair(view.kind, place)));
            push(43, pair(view.verb, place));
            push(44, pair(view.cue, pair(view.kind, place)));
            push(45, pair(view.act, pair(view.kind, pair(view.mood, place))));
            push(46, pair(view.parent_cue, pair(view.kind, place)));
            push(47, pair(view.parent_verb, pair(view.kind, place)));
            push(48, pair(view.before_cue, pair(view.mark, pair(view.kind, pair(view.mood, place)))));
            push(49, pair(view.subject, pair(view.act, place)));
            push(51, pair(pair(view.mood, view.mark), pair(p, place)));
            push(52, pair(view.finite, place));
            push(53, pair(view.finite, pair(view.verb, place)));
            // The sentence.
            let edge = u64::from(first) | if at + 1 == sentence.tokens.end() { 2 } else { 0 };
            push(60, pair(here.mood, edge));
            push(61, pair(here.verb, edge));
            push(62, pair(here.cue, edge));
            push(63, pair(here.act, pair(here.mood, edge)));
            push(64, pair(here.subject, pair(here.act, edge)));
            push(65, pair(pair(here.mood, previous.mood), edge));
            push(68, pair(here.quotes, pair(here.act, edge)));
            push(69, pair(here.length, edge));
            push(71, pair(pair(here.verb, here.subject), edge));
            push(72, pair(pair(here.act, previous.act), pair(edge, here.mood)));
            push(73, pair(here.first, edge));
            push(74, pair(here.finite, pair(here.mood, edge)));
            push(75, pair(here.finite, pair(here.subject, edge)));
            push(76, pair(here.hedge, edge));
            push(77, pair(pair(here.finite, previous.act), edge));
            // Quotation marks.
            let quote = quotation_state(words, at);
            push(95, quote);
            push(96, pair(quote, p));
            push(98, pair(cue_before, pair(view.kind, pair(view.mood, place))));
            push(99, pair(cue_before, p));
            let plain_end = out.features.len() as u32;
            // What the grammar proposes.
            let mut push = |template: u32, value: u64| out.features.push(feature(template, value));
            let proposal = &proposals[local];
            let after = &proposals[local + 1];
            let before = if local > 0 { &proposals[local - 1] } else { &NO_PROPOSAL };
            push(50, pair(u64::from(view.frames), pair(view.kind, pair(view.mood, place))));
            push(66, pair(pair(here.mood, previous.found), edge));
            push(67, pair(pair(here.act, previous.found), pair(edge, here.block_start)));
            push(70, pair(here.found, edge));
            push(80, proposal.tags);
            push(81, proposal.rules);
            push(82, pair(proposal.kept, p));
            push(83, pair(proposal.kept, proposal.role));
            push(84, pair(before.kept, proposal.kept));
            push(85, pair(proposal.kept, after.kept));
            push(86, pair(pair(before.kept, proposal.kept), after.kept));
            push(87, pair(proposal.kept, pair(view.kind, place)));
            push(88, pair(proposal.role, p));
            push(89, pair(proposal.kept_rule, pair(view.mood, edge)));
            push(90, pair(proposal.kept, pair(here.verb, edge)));
            push(91, pair(before.role, pair(proposal.role, after.role)));
            push(97, pair(quote, pair(proposal.kept, here.act)));
            out.plain_ends.push(plain_end);
            if view.act != 0 {
                cue_before = view.act;
            }
            out.tokens.push(at as u32);
            out.offsets.push(out.features.len() as u32);
            out.borders.push(border);
        }
        previous = here;
    }
    out
}

#[derive(Clone, Copy, Default)]
struct View {
    word: u64,
    tag: u64,
    suffix: u64,
    nouns: u64,
}

const NOTHING: View = View { word: 1, tag: 1, suffix: 1, nouns: 1 };

impl View {
    fn of(words: &Words<'_>, at: usize) -> Self {
        let token = words.text(at);
        let word = words.number(at);
        if !words.is_word(at) {
            return Self { word, tag: word, suffix: word, nouns: 0 };
        }
        let classes = words.classes(at);
        let closed =
            Classes::NONE != classes.without(Classes::ADJECTIVE.with(Classes::ADVERB).with(Classes::PREFIX).with(Classes::HEDGE));
        let suffix = suffix(token, 3);
        let nouns = words.nouns(at).number();
        let tag = if words.is_capital(at) && !words.is_start(at) || words.is_noun(at) {
            pair(2, nouns)
        } else if closed {
            pair(3, classes.number())
        } else if !words.forms(at).is_empty() {
            let forms = words.forms(at).iter().fold(0_u64, |all, one| all | 1 << (one.form as u64));
            pair(4, pair(forms, u64::from(is_auxiliary(words, at))))
        } else if token.starts_with(|first: char| first.is_ascii_digit()) {
            5
        } else if classes != Classes::NONE {
            pair(6, classes.number())
        } else {
            pair(7, self::suffix(token, 2))
        };
        Self { word, tag, suffix, nouns }
    }
}

/// The last `count` characters.
fn suffix(token: &str, count: usize) -> u64 {
    let start = token.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| at);
    lower(&token[start..])
}

/// Mood of a clause's finite verb: 0 none, 1 indicative, 2 Konjunktiv I, 3 Konjunktiv II, 4 either.
pub(crate) fn mood(words: &Words<'_>, clause: &Clause) -> u64 {
    let Some(finite) = clause.finite else { return 0 };
    let (mut indicative, mut first, mut second) = (false, false, false);
    for one in words.finite(finite) {
        match one.form {
            Form::Subjunctive1 | Form::Subjunctive1Plural => first = true,
            Form::Subjunctive2 | Form::Subjunctive2Plural => second = true,
            _ => indicative = true,
        }
    }
    match (indicative, first, second) {
        (false, true, _) => 2,
        (false, false, true) => 3,
        (true, false, false) => 1,
        (true, true, _) => 4,
        (true, false, true) => 5,
        (false, false, false) => 0,
    }
}

pub(crate) fn kind_number(kind: Kind) -> u64 {
    match kind {
        Kind::Main => 1,
        Kind::Subordinate => 2,
        Kind::Question => 3,
        Kind::Relative => 4,
        Kind::Infinitive => 5,
        Kind::AdverbialInfinitive => 6,
        Kind::Fragment => 7,
        Kind::Quotation(_) => 8,
    }
}

pub(crate) const fn mark_number(mark: Mark) -> u64 {
    mark as u64 + 1
}

/// Class of the subject of a clause: its noun classes or the pronoun.
pub(crate) fn subject_number(context: &Context<'_>, sentence: SentenceId, clause: ClauseId) -> u64 {
    let words = context.words;
    crate::analysis::predicates::subject(words, &context.sentences[sentence], clause)
        .map_or(0, |one| if one.pronoun { words.number(one.head) } else { pair(9, one.nouns.number()) })
}

fn clause_view(context: &Context<'_>, sentence: SentenceId, id: ClauseId, candidates: &[Candidate]) -> ClauseView {
    let here = &context.sentences[sentence];
    let clause = &here.clauses[id];
    let words = context.words;
    let (verb, cue, act) = verb_and_cue(context, sentence, id);
    let (parent_verb, parent_cue, _) = clause.parent.map_or((0, 0, 0), |parent| verb_and_cue(context, sentence, parent));
    let before_cue = id.checked_sub(1).map_or(0, |before| verb_and_cue(context, sentence, before).2);
    let introducer = clause.introducer.map_or(0, |at| words.number(at));
    ClauseView {
        kind: pair(kind_number(clause.kind), introducer) & 0xffff_ffff,
        mark: mark_number(clause.mark),
        mood: mood(words, clause),
        verb,
        finite: clause.finite.map_or(0, |at| words.number(at)),
        cue,
        act,
        parent_verb,
        parent_cue,
        before_cue,
        subject: subject_number(context, sentence, id),
        frames: candidates.iter().any(|one| one.frame == Some((sentence, id))),
    }
}

/// The verb, the cue's name and the cue's kind of a clause as numbers; 0 for none.
pub(crate) fn verb_and_cue(context: &Context<'_>, sentence: SentenceId, clause: ClauseId) -> (u64, u64, u64) {
    let Some(predicate) = context.predicate(sentence, clause) else { return (0, 0, 0) };
    let verb = text(context.words.pack.verbs.infinitive(predicate.verb));
    let flags = u64::from(predicate.passive) | u64::from(predicate.negation.is_some()) << 1;
    match predicate.cue {
        Some(cue) => {
            let told = match cue.told {
                Told::Yes => 1,
                Told::Object => 2,
                Told::Source => 3,
                Told::No => 4,
            };
            (verb, pair(text(cue.name), flags), pair(cue.act.map_or(0, |act| act as u64 + 1), told << 2 | flags))
        }
        None => (verb, 0, 0),
    }
}

#[derive(Clone, Copy, Default)]
struct SentenceView {
    mood: u64,
    verb: u64,
    finite: u64,
    cue: u64,
    act: u64,
    subject: u64,
    quotes: u64,
    length: u64,
    /// The first word that marks it as uncertain: *angeblich, offenbar*.
    hedge: u64,
    /// What the grammar found in it: a set of types.
    found: u64,
    first: u64,
    block_start: u64,
}

impl SentenceView {
    fn of(context: &Context<'_>, id: SentenceId, candidates: &[Candidate], block_start: bool) -> Self {
        let sentence = &context.sentences[id];
        let words = context.words;
        let main = (0..sentence.clauses.len())
            .find(|one| sentence.clauses[*one].kind == Kind::Main && sentence.clauses[*one].finite.is_some());
        let (verb, cue, act) = main.map_or((0, 0, 0), |main| verb_and_cue(context, id, main));
        let found = candidates.iter().filter(|one| one.sentence == id).fold(0_u64, |all, one| all | 1 << (one.kind as u64));
        let has_quotation = sentence.clauses.iter().any(|clause| matches!(clause.kind, Kind::Quotation(_)));
        let marks = sentence.tokens.range().filter(|at| words.partner(*at).is_some()).count().min(4) as u64;
        Self {
            mood: main.map_or(0, |main| mood(words, &sentence.clauses[main])),
            verb,
            finite: main.and_then(|main| sentence.clauses[main].finite).map_or(0, |at| words.number(at)),
            cue,
            act,
            subject: main.map_or(0, |main| subject_number(context, id, main)),
            quotes: marks << 1 | u64::from(has_quotation),
            length: (sentence.tokens.len() / 6).min(6) as u64,
            hedge: hedge(context, id),
            found,
            first: words.number(sentence.tokens.start()),
            block_start: u64::from(block_start),
        }
    }
}

/// The first word of a sentence that marks it as uncertain; 0 for none.
pub(crate) fn hedge(context: &Context<'_>, sentence: SentenceId) -> u64 {
    let words = context.words;
    let mut tokens = context.sentences[sentence].tokens.range();
    tokens.find(|at| words.has(*at, Classes::HEDGE)).map_or(0, |at| words.number(at))
}

/// What the grammar proposes at a token.
#[derive(Clone, Copy, Default)]
struct Proposal {
    /// Types and places of all candidates, added up.
    tags: u64,
    /// The same with their rules.
    rules: u64,
    /// Type and place of the outermost kept candidate.
    kept: u64,
    kept_rule: u64,
    kept_length: usize,
    /// Cue, speaker, addressee of a candidate.
    role: u64,
}

const NO_PROPOSAL: Proposal = Proposal { tags: 0, rules: 0, kept: 0, kept_rule: 0, kept_length: 0, role: 0 };

fn mark_proposal(candidate: &Candidate, kept: bool, base: usize, into: &mut [Proposal]) {
    let rule = text(candidate.found_by);
    let length = candidate.cover().len();
    let kind = candidate.kind as u64 + 1;
    for (number, piece) in candidate.quote.iter().enumerate() {
        for at in piece.range() {
            let Some(proposal) = at.checked_sub(base).and_then(|at| into.get_mut(at)) else { continue };
            let place = if at == piece.start() { 1 + u64::from(number > 0) } else { 3 + u64::from(at + 1 == piece.end()) };
            let tag = pair(kind, place);
            // Sums, so that the order of candidates does not matter.
            proposal.tags = proposal.tags.wrapping_add(tag);
            proposal.rules = proposal.rules.wrapping_add(pair(tag, rule));
            if kept && length > proposal.kept_length {
                proposal.kept = kind << 3 | place;
                proposal.kept_rule = pair(tag, rule);
                proposal.kept_length = length;
            }
        }
    }
    if candidate.kind == StatementType::Reported {
        return;
    }
    for at in &candidate.cue {
        if let Some(proposal) = at.checked_sub(base).and_then(|at| into.get_mut(at)) {
            proposal.role |= 1;
        }
    }
    for at in candidate.speaker.iter().flat_map(|one| one.range()) {
        if let Some(proposal) = at.checked_sub(base).and_then(|at| into.get_mut(at)) {
            proposal.role |= 2;
        }
    }
}

/// Whether the token is, or stands inside, a pair of quotation marks.
fn quotation_state(words: &Words<'_>, at: usize) -> u64 {
    let quotations = words.article.quotations();
    let after = quotations.partition_point(|one| one.tokens.start() <= at);
    let Some(one) = quotations[..after].iter().rev().take(4).find(|one| at < one.tokens.end()) else { return 0 };
    let place = if at == one.tokens.start() {
        1
    } else if at + 1 == one.tokens.end() {
        2
    } else {
        3
    };
    let length = match one.tokens.len() {
        0..=3 => 0,
        4..=6 => 1,
        7..=12 => 2,
        _ => 3,
    };
    place | length << 2 | u64::from(one.recovered) << 5
}
