//! Subjunctive sentences without a frame.
//!
//! **Finds** whole sentences in Konjunktiv I (or II where it stands in) that go on rendering the last speaker's words; consecutive
//! ones of a paragraph are joined.
//!
//! **German** Die Ministerin kritisierte den Plan. *Er sei zu teuer. Man habe andere Wege.*
//!
//! **English** has no such form.
//!
//! **Does not find** conditionals („Wenn es regnete, wäre das Fest abgesagt“), wishes („Er lebe hoch“).

use wortlaut_text::TokenRange;

use super::{Candidate, Context, SentenceId};
use crate::StatementType;
use crate::analysis::clauses::Kind;
use crate::language::Form;

pub(super) fn find(context: &Context<'_>, into: &mut Vec<Candidate>) {
    let mut sentence = 0;
    while sentence < context.sentences.len() {
        let same_block = |next: SentenceId| {
            next < context.sentences.len() && context.sentences[next].block == context.sentences[sentence].block
        };
        let bridged =
            |at: SentenceId| same_block(at + 1) && looks_indicative(context, at, into) && continues(context, at + 1, into, true);
        let follows_statement = sentence > 0 && same_block(sentence - 1) && into.iter().any(|one| one.sentence + 1 == sentence);
        if !(continues(context, sentence, into, false) || follows_statement && bridged(sentence)) {
            sentence += 1;
            continue;
        }
        let first = sentence;
        let mut last = sentence;
        while same_block(last + 1) && (continues(context, last + 1, into, true) || bridged(last + 1)) {
            last += 1;
        }
        sentence = last;
        let source = source_before(context, first, into);
        let tokens = TokenRange::new(context.whole(first).start(), context.whole(sentence).end());
        into.push(Candidate {
            kind: StatementType::IndirectFreeIndirect,
            quote: vec![tokens],
            speaker: source.and_then(|at| into[at].speaker),
            cue: Vec::new(),
            entry: None,
            addressee: None,
            medium: source.and_then(|at| into[at].medium),
            found_by: "subjunctive-run",
            frame: source.and_then(|at| into[at].frame),
            sentence: first,
        });
        sentence += 1;
    }
    for sentence in 0..context.sentences.len() {
        find_parts(context, sentence, into);
    }
}

/// A plural past such as *stimmten* is Konjunktiv II by its form as well; between subjunctives it is read so.
fn looks_indicative(context: &Context<'_>, sentence: SentenceId, known: &[Candidate]) -> bool {
    let here = &context.sentences[sentence];
    let Some(main) = here.clauses.iter().position(|clause| clause.kind == Kind::Main && clause.finite.is_some()) else {
        return false;
    };
    let Some(finite) = here.clauses[main].finite else { return false };
    context.words.finite(finite).any(|one| one.form == Form::PastPlural)
        && !known.iter().any(|one| one.sentence == sentence)
        && !here.clauses.iter().any(|clause| matches!(clause.kind, Kind::Quotation(_)))
}

/// Subjunctive clauses inside an indicative sentence: *Sie dementierte; man habe nichts gewusst*, *… fordern Geld, weil die Miete
/// gestiegen sei*.
fn find_parts(context: &Context<'_>, sentence: SentenceId, into: &mut Vec<Candidate>) {
    let here = &context.sentences[sentence];
    for id in 1..here.clauses.len() {
        let clause = &here.clauses[id];
        let Some(finite) = clause.finite else { continue };
        if into.iter().any(|one| one.sentence <= sentence && one.holds(finite) && one.kind != StatementType::Reported) {
            continue;
        }
        let told = into.iter().find(|one| one.kind == StatementType::Reported && one.sentence == sentence && one.holds(finite));
        let (fits, source) = match clause.kind {
            Kind::Main => (
                clause.coordinated.is_none()
                    && !clause.verb_first
                    && !is_formula(context, sentence, id)
                    && context.is_subjunctive1(sentence, id)
                    && !frames_something(into, sentence, id),
                told.map(|one| one.speaker).or_else(|| source_before(context, sentence, into).map(|at| into[at].speaker)),
            ),
            Kind::Relative | Kind::Subordinate if told.is_some() => {
                let reason = clause.kind == Kind::Relative
                    || clause.introducer.is_some_and(|at| context.words.is_one_of(at, &["weil", "da"]));
                (
                    reason
                        && context.is_subjunctive(sentence, id)
                        && !context.words.is_one_of(finite, &["könnte", "könnten", "würde", "würden"]),
                    told.map(|one| one.speaker),
                )
            }
            _ => (false, None),
        };
        if !fits {
            continue;
        }
        let quote = context.extent(sentence, id);
        into.push(Candidate {
            kind: StatementType::IndirectFreeIndirect,
            quote,
            speaker: source.flatten(),
            cue: Vec::new(),
            entry: None,
            addressee: None,
            medium: None,
            found_by: if clause.kind == Kind::Main { "subjunctive-part" } else { "subjunctive-subclause" },
            frame: None,
            sentence,
        });
    }
}

fn frames_something(known: &[Candidate], sentence: SentenceId, clause: usize) -> bool {
    known.iter().any(|one| one.frame == Some((sentence, clause)))
}

/// Whether the sentence's main clause is subjunctive and nothing in it attributes it.
fn continues(context: &Context<'_>, sentence: SentenceId, known: &[Candidate], running: bool) -> bool {
    let here = &context.sentences[sentence];
    let main = (0..here.clauses.len()).find(|id| here.clauses[*id].kind == Kind::Main && here.clauses[*id].finite.is_some());
    let Some(main) = main else { return false };
    if !context.is_subjunctive(sentence, main) {
        return false;
    }
    let Some(finite) = here.clauses[main].finite else { return false };
    let attributed = known.iter().any(|one| one.sentence == sentence && one.holds(finite) && one.kind != StatementType::Reported);
    let framed = known.iter().any(|one| {
        one.frame.is_some_and(|(at, clause)| at == sentence && here.clauses[clause].kind == Kind::Main && clause != main)
    });
    if attributed || framed {
        return false;
    }
    if here.clauses.iter().any(|clause| matches!(clause.kind, Kind::Quotation(_))) {
        return false;
    }
    if is_formula(context, sentence, main) {
        return false;
    }
    if context.is_subjunctive1(sentence, main) {
        let man = here.clauses[main].tokens().take(2).any(|at| context.words.is(at, "man"));
        return !man || running || !known.is_empty();
    }
    // Konjunktiv II stands in only where somebody is already speaking, and not in a conditional.
    let conditional = here
        .clauses
        .iter()
        .any(|clause| clause.introducer.is_some_and(|at| context.words.is_one_of(at, &["wenn", "falls", "sofern"])));
    let after_statement = sentence > 0
        && context.sentences[sentence - 1].block == here.block
        && known.iter().any(|one| one.sentence + 1 == sentence);
    !conditional && (running || after_statement)
}

/// *Gott sei Dank, es sei denn, möge …*: subjunctives that report nothing.
pub(super) fn is_formula(context: &Context<'_>, sentence: SentenceId, clause: usize) -> bool {
    let words = context.words;
    let clause = &context.sentences[sentence].clauses[clause];
    let Some(finite) = clause.finite else { return false };
    let next = clause.tokens().find(|at| *at > finite);
    words.is_one_of(finite, &["möge", "mögen", "lebe"])
        || words.is(finite, "sei") && next.is_some_and(|at| words.is_one_of(at, &["dank", "denn"]))
}

/// The last statement before `sentence`, in its paragraph if there is one, else in those before; one told by somebody in that
/// statement's own content comes last.
pub(crate) fn source_before(context: &Context<'_>, sentence: SentenceId, known: &[Candidate]) -> Option<usize> {
    /// How many sentences back a speaker is still heard: in the paragraph, and before it.
    const WITHIN: usize = 24;
    const BEFORE: usize = 8;
    let block = context.sentences[sentence].block;
    let start = context.whole(sentence).start();
    let near: Vec<(usize, &Candidate)> = known
        .iter()
        .enumerate()
        .filter(|(_, one)| one.sentence < sentence && one.sentence + WITHIN > sentence)
        .filter(|(_, one)| context.sentences[one.sentence].block == block || one.sentence + BEFORE > sentence)
        .collect();
    near.iter()
        .filter_map(|(at, one)| Some((*at, *one, one.speaker?)).filter(|(_, _, speaker)| speaker.start() < start))
        .max_by_key(|(at, one, speaker)| {
            let told = near.iter().any(|(_, outer)| {
                outer.sentence == one.sentence
                    && matches!(outer.kind, StatementType::Indirect | StatementType::IndirectFreeIndirect)
                    && outer.holds(speaker.start())
            });
            (one.sentence, !told, speaker.start(), std::cmp::Reverse(*at))
        })
        .map(|(at, _, _)| at)
}
