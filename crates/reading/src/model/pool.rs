//! All statements that grammar or chain propose, with what speaks for each.

mod words;

use wortlaut_text::TokenRange;

use super::chain::{CHAINS, Chains};
use super::labels::{LABELS, Label};
use super::lattice::{Posterior, WAYS, best_ways};
use super::linking::Leanings;
use super::tokens::{Features, kind_number, mood};
use crate::StatementType;
use crate::analysis::clauses::{ClauseId, Kind};
use crate::patterns::{self, Candidate, Context, Frame, SentenceId};

/// A proposal with what speaks for and against it.
#[derive(Clone, Debug)]
pub(crate) struct Proposed {
    pub(crate) candidate: Candidate,
    /// [`COLUMNS`] numbers.
    pub(crate) columns: Vec<f32>,
    /// Hashed features.
    pub(crate) features: Vec<u32>,
}

/// The number of columns of a proposal. The first is the sparse model's score, left at zero here.
pub(crate) const COLUMNS: usize = 81;

/// How much *outside* is favoured or disfavoured when the chain is decoded.
const BIASES: [f32; WAYS] = [-2.5, -1.0, 0.0, 1.5];
/// Decodings of all chains.
const DECODINGS: usize = CHAINS * BIASES.len();
/// Those without a bias: of the chain that sees the grammar's proposals, and of the other.
const PLAIN: [usize; CHAINS] = [2, 6];

/// The name of the chain as a finder.
pub(crate) const SEQUENCE: &str = "sequence";

/// Everything that is proposed in a stretch, and which tokens the chains see as a speaker's or a cue's.
pub(crate) fn pool(
    context: &Context<'_>,
    grammar: &[Candidate],
    kept: &[bool],
    features: &Features,
    chains: &Chains,
) -> (Vec<Proposed>, Leanings) {
    let scores = chains.scores(features);
    let posteriors = [0, 1].map(|at| Posterior::of(&scores[at], &features.borders, chains.transitions(at)));
    let leanings = Leanings::of(features, &posteriors);
    let mut found: Vec<(Candidate, Support)> = Vec::new();
    let place = |candidate: &Candidate, found: &[(Candidate, Support)]| {
        found.iter().position(|(one, _)| one.kind == candidate.kind && one.quote == candidate.quote)
    };
    for (candidate, kept) in grammar.iter().zip(kept) {
        if candidate.quote.is_empty() {
            continue;
        }
        match place(candidate, &found) {
            Some(at) => {
                found[at].1.rules += 1;
                found[at].1.kept |= *kept;
            }
            None => found.push((candidate.clone(), Support { rules: 1, kept: *kept, decoded: [false; DECODINGS] })),
        }
    }
    let mut decodings: Vec<(usize, Vec<u8>)> = Vec::new();
    for (chain, scores) in scores.iter().enumerate() {
        let biased = scores.iter().step_by(LABELS).map(|outside| {
            let mut score = *outside;
            let mut bias = 0.0;
            BIASES.map(|next| {
                score += next - std::mem::replace(&mut bias, next);
                score
            })
        });
        let biased: Vec<[f32; WAYS]> = biased.collect();
        let found = best_ways(scores, &biased, &features.borders, chains.transitions(chain));
        decodings.extend(found.into_iter().enumerate().map(|(number, labels)| (chain * BIASES.len() + number, labels)));
    }
    let propose = |kind: StatementType, quote: Vec<TokenRange>, found: &mut Vec<(Candidate, Support)>| -> Option<usize> {
        let sentence = sentence_of(context, quote[0].start())?;
        let bare = Frame { speaker: None, cue: Vec::new(), entry: None, addressee: None };
        let candidate = bare.states(kind, quote, SEQUENCE, None, sentence);
        Some(place(&candidate, found).unwrap_or_else(|| {
            found.push((attributed(context, candidate, grammar), Support::default()));
            found.len() - 1
        }))
    };
    for (number, labels) in decodings {
        for (kind, quote) in runs(&labels, features) {
            if let Some(at) = propose(kind, quote, &mut found) {
                found[at].1.decoded[number] = true;
            }
        }
    }
    for (kind, tokens) in wholes(context, features, &posteriors) {
        propose(kind, vec![tokens], &mut found);
    }
    let covers: Vec<Outline> = found.iter().map(|(one, support)| Outline::of(one, *support)).collect();
    let proposed = found
        .into_iter()
        .enumerate()
        .map(|(at, (candidate, support))| {
            let columns = columns(context, &candidate, support, features, &posteriors, &covers, at);
            let features = words::features(context, &candidate, support);
            Proposed { candidate, columns, features }
        })
        .collect();
    (proposed, leanings)
}

/// Whole sentences that a chain leans to, and pairs of quotation marks.
fn wholes(context: &Context<'_>, features: &Features, posteriors: &[Posterior; CHAINS]) -> Vec<(StatementType, TokenRange)> {
    /// The mean probability from which a sentence is worth a look.
    const LEAST: f32 = 0.1;
    let mut found = Vec::new();
    let mut at = 0;
    for sentence in &context.sentences {
        let end = at + features.tokens[at..].partition_point(|token| (*token as usize) < sentence.tokens.end());
        for kind in [StatementType::Reported, StatementType::FreeIndirect, StatementType::IndirectFreeIndirect] {
            let mean = |posterior: &Posterior| {
                let labels = [Label::Begin(kind), Label::Inside(kind)].map(Label::number);
                (at..end).flat_map(|token| labels.map(|label| posterior.of_label(token, label))).sum::<f32>()
            };
            if posteriors.iter().any(|one| mean(one) > LEAST * (end - at) as f32) {
                found.push((kind, sentence.tokens));
            }
        }
        at = end;
    }
    let range = context.tokens();
    let quotations = context.words.article.quotations();
    let first = quotations.partition_point(|one| one.tokens.start() < range.start());
    let inside = quotations[first..].iter().take_while(|one| one.tokens.start() < range.end());
    found.extend(inside.filter(|one| one.tokens.end() <= range.end()).map(|one| (StatementType::Direct, one.tokens)));
    found
}

#[derive(Clone, Copy, Debug, Default)]
struct Support {
    /// How many rules propose it.
    rules: u32,
    /// Whether the grammar alone would keep it.
    kept: bool,
    /// Whether the chain finds it, by bias.
    decoded: [bool; DECODINGS],
}

struct Outline {
    cover: TokenRange,
    kind: StatementType,
    support: Support,
}

impl Outline {
    fn of(candidate: &Candidate, support: Support) -> Self {
        Self { cover: candidate.cover(), kind: candidate.kind, support }
    }
}

/// The statements that a label sequence tells, as article tokens.
fn runs(labels: &[u8], features: &Features) -> Vec<(StatementType, Vec<TokenRange>)> {
    let mut found: Vec<(StatementType, Vec<TokenRange>)> = Vec::new();
    let mut last_end = 0;
    for (at, label) in labels.iter().enumerate() {
        let token = features.tokens[at] as usize;
        match Label::from_number(usize::from(*label)) {
            Label::Begin(kind) => found.push((kind, vec![TokenRange::new(token, token + 1)])),
            Label::Again(kind) => match found.last_mut() {
                Some((before, pieces)) if *before == kind && at - last_end < 40 => pieces.push(TokenRange::new(token, token + 1)),
                _ => found.push((kind, vec![TokenRange::new(token, token + 1)])),
            },
            Label::Inside(_) => {
                if let Some(piece) = found.last_mut().and_then(|(_, pieces)| pieces.last_mut()) {
                    *piece = TokenRange::new(piece.start(), token + 1);
                }
            }
            _ => continue,
        }
        last_end = at;
    }
    found
}

pub(crate) fn sentence_of(context: &Context<'_>, token: usize) -> Option<SentenceId> {
    let at = context.sentences.partition_point(|one| one.tokens.end() <= token);
    (at < context.sentences.len()).then_some(at)
}

/// Gives a statement that the chain found the roles that the grammar sees there.
fn attributed(context: &Context<'_>, mut candidate: Candidate, grammar: &[Candidate]) -> Candidate {
    let like = grammar
        .iter()
        .map(|one| (overlap(one, &candidate), one))
        .filter(|(overlap, one)| {
            *overlap >= 0.4 && (one.kind == StatementType::Direct) == (candidate.kind == StatementType::Direct)
        })
        .max_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((_, like)) = like {
        candidate.speaker = like.speaker;
        candidate.cue = like.cue.clone();
        candidate.entry = like.entry;
        candidate.addressee = like.addressee;
        candidate.medium = like.medium;
        candidate.frame = like.frame;
        return candidate;
    }
    let frame = match candidate.kind {
        StatementType::Reported => telling(context, &candidate),
        StatementType::Direct | StatementType::Indirect => framing(context, &candidate),
        StatementType::IndirectFreeIndirect | StatementType::FreeIndirect => None,
    };
    if let Some((sentence, clause)) = frame
        && let Some(found) = context.frame(sentence, clause)
    {
        candidate.frame = frame;
        candidate.speaker = found.speaker.filter(|one| {
            candidate.kind == StatementType::Reported || !candidate.quote.iter().any(|piece| piece.range().contains(&one.start()))
        });
        candidate.cue = found.cue;
        candidate.entry = found.entry;
        candidate.addressee = found.addressee;
    } else if candidate.kind != StatementType::Reported
        && let Some(source) = patterns::source_before(context, candidate.sentence, grammar)
    {
        candidate.speaker = grammar[source].speaker;
        candidate.medium = grammar[source].medium;
        candidate.frame = grammar[source].frame;
    }
    candidate
}

/// The main clause of a told statement.
fn telling(context: &Context<'_>, candidate: &Candidate) -> Option<(SentenceId, ClauseId)> {
    let here = &context.sentences[candidate.sentence];
    let held = |id: &ClauseId| here.clauses[*id].finite.is_some_and(|finite| candidate.holds(finite));
    let with_cue = (0..here.clauses.len()).filter(held).find(|id| {
        here.clauses[*id].kind == Kind::Main && context.predicate(candidate.sentence, *id).is_some_and(|one| one.cue.is_some())
    });
    with_cue
        .or_else(|| (0..here.clauses.len()).filter(held).find(|id| here.clauses[*id].kind == Kind::Main))
        .map(|id| (candidate.sentence, id))
}

/// The clause beside a quote that can be its frame: one with a cue, the nearest first.
fn framing(context: &Context<'_>, candidate: &Candidate) -> Option<(SentenceId, ClauseId)> {
    let cover = candidate.cover();
    let last = sentence_of(context, cover.end().saturating_sub(1))?;
    let first = candidate.sentence;
    (first..=last.max(first))
        .flat_map(|sentence| (0..context.sentences[sentence].clauses.len()).map(move |id| (sentence, id)))
        .filter(|(sentence, id)| {
            let clause = &context.sentences[*sentence].clauses[*id];
            clause.finite.is_some_and(|finite| !candidate.holds(finite))
                && context.predicate(*sentence, *id).is_some_and(|one| one.cue.is_some())
        })
        .min_by_key(|(sentence, id)| {
            let clause = &context.sentences[*sentence].clauses[*id];
            let distance = if clause.end() <= cover.start() {
                cover.start() - clause.end()
            } else {
                clause.start().saturating_sub(cover.end())
            };
            (distance, *id)
        })
}

/// Token-overlap F1 of two quotes.
pub(crate) fn overlap(left: &Candidate, right: &Candidate) -> f32 {
    let size = |one: &Candidate| one.quote.iter().map(|piece| piece.len()).sum::<usize>();
    let shared: usize = left
        .quote
        .iter()
        .flat_map(|a| right.quote.iter().map(|b| a.end().min(b.end()).saturating_sub(a.start().max(b.start()))))
        .sum();
    2.0 * shared as f32 / (size(left) + size(right)).max(1) as f32
}

fn columns(
    context: &Context<'_>,
    candidate: &Candidate,
    support: Support,
    features: &Features,
    posteriors: &[Posterior; CHAINS],
    all: &[Outline],
    own: usize,
) -> Vec<f32> {
    let words = context.words;
    let kind = candidate.kind;
    let position = |token: usize| features.tokens.partition_point(|one| (*one as usize) < token);
    let pieces: Vec<(usize, usize)> =
        candidate.quote.iter().map(|piece| (position(piece.start()), position(piece.end()))).collect();
    let (first, last) = (pieces[0].0, pieces[pieces.len() - 1].1);
    let size = features.tokens.len();
    let inside: Vec<usize> = pieces.iter().flat_map(|(from, to)| *from..*to).filter(|at| *at < size).collect();
    let count = inside.len().max(1) as f32;
    let sentence = candidate.sentence;
    let here = &context.sentences[sentence];
    let cover = candidate.cover();
    let last_sentence = sentence_of(context, cover.end().saturating_sub(1)).unwrap_or(sentence);
    let starts = here.tokens.start() == cover.start();
    let ends = context.sentences[last_sentence].tokens.end() == cover.end();
    let main = (0..here.clauses.len()).find(|id| here.clauses[*id].finite.is_some_and(|finite| candidate.holds(finite)));
    let main_mood = main.map_or(0, |id| mood(words, &here.clauses[id]));
    let main_kind = main.map_or(0, |id| kind_number(here.clauses[id].kind));
    let (subjunctive, finite_count) = finite_moods(context, candidate, sentence, last_sentence);
    let marks = candidate.quote.iter().flat_map(|piece| piece.range()).filter(|at| words.partner(*at).is_some()).count();
    let in_marks = cover.len() > 1 && words.partner(cover.start()) == Some(cover.end() - 1);
    let speaker = candidate.speaker;
    let speaker_place = speaker.map_or(0.0, |one| {
        if one.start() >= cover.end() {
            (one.start() - cover.end()) as f32 + 1.0
        } else if one.end() <= cover.start() {
            -((cover.start() - one.end()) as f32) - 1.0
        } else {
            0.0
        }
    });
    let cue_place = candidate.cue.first().map_or(99.0, |cue| *cue as f32 - cover.start() as f32).clamp(-40.0, 99.0);
    let (mut same, mut rivals, mut kept_rivals, mut decoded_rivals, mut around, mut within) = (0, 0, 0, 0, 0, 0);
    let (mut most_rival, mut cross_kept, mut cross_decoded) = (0.0_f32, 0.0_f32, 0.0_f32);
    let (mut twin_kept, mut twin_decoded) = (false, false);
    for (number, other) in all.iter().enumerate() {
        if number == own || other.cover.end() <= cover.start() || cover.end() <= other.cover.start() {
            continue;
        }
        let shared = cover.end().min(other.cover.end()) - cover.start().max(other.cover.start());
        let alike = 2.0 * shared as f32 / (cover.len() + other.cover.len()) as f32;
        if alike > 0.8 && other.kind == kind {
            same += 1;
        }
        if alike > 0.97 && other.kind != kind {
            twin_kept |= other.support.kept;
            twin_decoded |= other.support.decoded[PLAIN[0]] || other.support.decoded[PLAIN[1]];
        }
        if (other.kind == StatementType::Direct) != (kind == StatementType::Direct) {
            cross_kept = cross_kept.max(if other.support.kept { alike } else { 0.0 });
            cross_decoded = cross_decoded.max(if other.support.decoded[PLAIN[0]] { alike } else { 0.0 });
            if other.cover.start() <= cover.start() && cover.end() <= other.cover.end() {
                around += 1;
            } else {
                within += 1;
            }
            continue;
        }
        rivals += 1;
        kept_rivals += u32::from(other.support.kept);
        decoded_rivals += u32::from(other.support.decoded[PLAIN[0]]);
        most_rival = most_rival.max(alike);
    }
    let previous_found = sentence > 0
        && all.iter().any(|one| {
            let end = context.sentences[sentence].tokens.start();
            one.cover.end() == end && one.support.kept
        });
    // How far away, in tokens, the next statement is that the grammar would keep.
    let neighbour = |before: bool| {
        let distance = |one: &Outline| {
            if before { cover.start().checked_sub(one.cover.end()) } else { one.cover.start().checked_sub(cover.end()) }
        };
        all.iter().filter(|one| one.support.kept).filter_map(distance).min().map_or(99.0, |distance| distance.min(99) as f32)
    };
    let block_start = sentence == 0 || context.sentences[sentence - 1].block != here.block;
    let told = candidate.entry.map_or(0, |cue| cue.told as u32 + 1);
    let mut values = vec![
        0.0,
        kind as u32 as f32,
        support.rules as f32,
        f32::from(u8::from(support.kept)),
        support.decoded.iter().filter(|one| **one).count() as f32,
        support.decoded[..BIASES.len()].iter().filter(|one| **one).count() as f32,
        f32::from(u8::from(support.decoded[PLAIN[0]])),
        f32::from(u8::from(support.decoded[PLAIN[1]])),
        count,
        pieces.len() as f32,
        (last_sentence - sentence + 1) as f32,
        f32::from(u8::from(starts)),
        f32::from(u8::from(ends)),
        main_kind as f32,
        main_mood as f32,
        subjunctive,
        finite_count,
        marks as f32,
        f32::from(u8::from(in_marks)),
        f32::from(u8::from(speaker.is_some())),
        speaker_place.clamp(-60.0, 60.0),
        speaker.map_or(0.0, |one| one.len() as f32),
        speaker.map_or(0.0, |one| words.nouns(one.start().max(one.end() - 1)).number() as f32),
        candidate.cue.len() as f32,
        cue_place,
        f32::from(u8::from(candidate.entry.is_some())),
        candidate.entry.and_then(|cue| cue.act).map_or(-1.0, |act| act as u32 as f32),
        told as f32,
        f32::from(u8::from(candidate.entry.is_some_and(|cue| cue.hedge))),
        same as f32,
        rivals as f32,
        kept_rivals as f32,
        decoded_rivals as f32,
        around as f32,
        within as f32,
        most_rival,
        cross_kept,
        cross_decoded,
        f32::from(u8::from(twin_kept)),
        f32::from(u8::from(twin_decoded)),
        neighbour(true),
        neighbour(false),
        f32::from(u8::from(previous_found)),
        f32::from(u8::from(block_start)),
        here.clauses.len() as f32,
        here.tokens.len() as f32,
        rule_number(candidate.found_by),
        candidate.frame.map_or(-1.0, |(at, _)| sentence as f32 - at as f32),
        sentence as f32 / context.sentences.len() as f32,
    ];
    for posterior in posteriors {
        chain_columns(kind, posterior, &inside, (first, last), size, &mut values);
        values.push(cue_share(candidate, features, posterior));
        values.push(speaker_share(candidate, features, posterior));
    }
    debug_assert_eq!(values.len(), COLUMNS);
    values
}

/// What a chain says of a quote.
fn chain_columns(
    kind: StatementType,
    posterior: &Posterior,
    inside: &[usize],
    (first, last): (usize, usize),
    size: usize,
    values: &mut Vec<f32>,
) {
    let at = |token: usize, label: Label| posterior.of_label(token, label.number());
    let of_kind = |token: usize, kind: StatementType| {
        at(token, Label::Begin(kind)) + at(token, Label::Again(kind)) + at(token, Label::Inside(kind))
    };
    let any = |token: usize| StatementType::ALL.iter().map(|kind| of_kind(token, *kind)).sum::<f32>();
    let count = inside.len().max(1) as f32;
    let mean = |value: &dyn Fn(usize) -> f32| inside.iter().map(|at| value(*at)).sum::<f32>() / count;
    let least = |value: &dyn Fn(usize) -> f32| inside.iter().map(|at| value(*at)).fold(1.0, f32::min);
    let log = |share: f32| share.max(1e-4).ln();
    let begins: Vec<f32> =
        StatementType::ALL.iter().map(|kind| if first < size { at(first, Label::Begin(*kind)) } else { 0.0 }).collect();
    // How surely the quote ends here: what comes next is not inside it.
    let goes_on = if last < size { at(last, Label::Inside(kind)) } else { 0.0 };
    let before = if first > 0 { any(first - 1) } else { 0.0 };
    values.extend([
        begins[kind as usize],
        begins.iter().sum(),
        before,
        mean(&|token| of_kind(token, kind)),
        least(&|token| of_kind(token, kind)),
        mean(&any),
        least(&any),
        goes_on,
        log(begins[kind as usize]) + inside.iter().map(|at| log(of_kind(*at, kind))).sum::<f32>().max(-60.0),
    ]);
    values.extend(StatementType::ALL.iter().map(|kind| mean(&|token| of_kind(token, *kind))));
}

/// How surely the chain, too, sees the cue's words as a cue.
fn cue_share(candidate: &Candidate, features: &Features, posterior: &Posterior) -> f32 {
    let places = candidate.cue.iter().filter_map(|cue| features.tokens.binary_search(&(*cue as u32)).ok());
    places.map(|at| posterior.of_label(at, Label::Cue.number())).fold(0.0, f32::max)
}

fn speaker_share(candidate: &Candidate, features: &Features, posterior: &Posterior) -> f32 {
    let tokens = candidate.speaker.iter().flat_map(|one| one.range());
    let places = tokens.filter_map(|token| features.tokens.binary_search(&(token as u32)).ok());
    places.map(|at| posterior.of_label(at, Label::Speaker.number())).fold(0.0, f32::max)
}

/// How many finite verbs a quote holds, and which share of its main clauses is subjunctive.
fn finite_moods(context: &Context<'_>, candidate: &Candidate, first: SentenceId, last: SentenceId) -> (f32, f32) {
    let (mut all, mut mains, mut subjunctive) = (0, 0, 0);
    for sentence in &context.sentences[first..=last.max(first)] {
        for clause in &sentence.clauses {
            if !clause.finite.is_some_and(|finite| candidate.holds(finite)) {
                continue;
            }
            all += 1;
            if clause.kind == Kind::Main {
                mains += 1;
                subjunctive += u32::from(matches!(mood(context.words, clause), 2 | 3));
            }
        }
    }
    (subjunctive as f32 / mains.max(1) as f32, all as f32)
}

/// A number for a rule; trees separate them as they need.
pub(super) fn rule_number(rule: &str) -> f32 {
    RULES.iter().position(|one| *one == rule).map_or(-1.0, |at| at as f32)
}

const RULES: [&str; 27] = [
    "sequence",
    "question-clause",
    "planned-sollen",
    "noun-cue",
    "quotation-in-clause",
    "das-sentence",
    "hearsay-state",
    "told-intention",
    "subjunctive-part",
    "subjunctive-subclause",
    "colon",
    "told-act",
    "so-frame",
    "verb-second",
    "quotation-alone",
    "wie-frame",
    "noun-frame",
    "quoted-piece",
    "zu-infinitive",
    "subjunctive-run",
    "quotation-so-frame",
    "postposed-frame",
    "dass-clause",
    "hearsay-sollen",
    "marker",
    "quotation-frame-after",
    "quotation-frame-before",
];
