//! *wie X mitteilte*.
//!
//! **Finds** a clause with *wie* and a cue verb that comments on its main clause.
//!
//! **German** Wie das Amt mitteilte, *bleibt die Brücke gesperrt*. *Die Brücke bleibt gesperrt*, wie das Amt mitteilte.
//!
//! **English** As the office said, *the bridge stays closed*.
//!
//! **Does not find** questions („Er fragte, wie das Amt das erfuhr“) and comparisons („wie er hoffte“ with *so*).

use super::{Candidate, Context, SentenceId};
use crate::StatementType;
use crate::analysis::clauses::Kind;
use crate::analysis::segments::Mark;
use crate::language::Complements;

pub(super) fn find(context: &Context<'_>, sentence: SentenceId, into: &mut Vec<Candidate>) {
    let here = &context.sentences[sentence];
    for id in 0..here.clauses.len() {
        let clause = &here.clauses[id];
        if clause.kind != Kind::Question || !clause.introducer.is_some_and(|at| context.words.is(at, "wie")) {
            continue;
        }
        let Some(predicate) = context.predicate(sentence, id) else { continue };
        if !predicate
            .cue
            .is_some_and(|cue| cue.complements.any(Complements::DASS) || cue.complements.any(Complements::VERB_SECOND))
        {
            continue;
        }
        let initial = clause.mark == Mark::Start;
        let main = if initial {
            (id + 1..here.clauses.len()).find(|one| here.clauses[*one].kind == Kind::Main)
        } else {
            (0..id).rev().find(|one| here.clauses[*one].kind == Kind::Main && here.clauses[*one].finite.is_some())
        };
        let Some(main) = main.map(|main| if initial { main } else { context.chain_start(sentence, main) }) else { continue };
        let Some(frame) = context.frame(sentence, id) else { continue };
        let impersonal = clause.tokens().any(|at| context.words.is(at, "es"));
        if frame.speaker.is_none() && !predicate.passive && !impersonal {
            continue;
        }
        let mut group: Vec<bool> =
            (0..here.clauses.len()).map(|one| here.is_within(one, main) && !here.is_within(one, id)).collect();
        for one in main + 1..group.len() {
            group[one] |= here.clauses[one].coordinated.is_some_and(|first| group[first])
                || here.clauses[one].parent.is_some_and(|parent| group[parent] && one != id);
        }
        let quote = context.pieces(sentence, |one| group[one]);
        into.push(frame.states(StatementType::Indirect, quote, "wie-frame", Some((sentence, id)), sentence));
    }
}
