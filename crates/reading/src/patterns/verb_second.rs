//! Verb-second content after a frame.
//!
//! **Finds** a main clause that follows a frame after a comma or colon and renders its content, mostly in the subjunctive.
//!
//! **German** Er sagte, *die Brücke sei gesperrt*. Sie kritisiert den Plan: *Er koste zu viel*.
//!
//! **English** He said *the bridge was closed*.
//!
//! **Does not find** a second main clause that only follows („Er lachte, sie ging“).

use super::continuation::is_formula;
use super::noun_cue::governing_noun;
use super::{Candidate, Context, SentenceId};
use crate::StatementType;
use crate::analysis::clauses::Kind;
use crate::analysis::segments::Mark;
use crate::language::Complements;

pub(super) fn find(context: &Context<'_>, sentence: SentenceId, into: &mut Vec<Candidate>) {
    let here = &context.sentences[sentence];
    for content in 1..here.clauses.len() {
        let clause = &here.clauses[content];
        if clause.kind != Kind::Main || clause.verb_first && clause.mark != Mark::Colon || clause.coordinated.is_some() {
            continue;
        }
        let subjunctive = context.is_subjunctive(sentence, content);
        let matrix = match clause.mark {
            Mark::Comma | Mark::Dash => {
                // The frame ends right before; a relative clause or an apposition may close it.
                (0..content).rev().take(3).find(|one| {
                    let adjacent = here.clauses[*one].end() + 1 == clause.start();
                    // In Konjunktiv I a main clause stands in for one with *dass*, and for a quotation.
                    let reports = adjacent
                        && clause.mark == Mark::Comma
                        && context.is_subjunctive1(sentence, content)
                        && !is_formula(context, sentence, content);
                    context.predicate(sentence, *one).and_then(|predicate| predicate.cue).is_some_and(|cue| {
                        cue.complements.any(Complements::VERB_SECOND) && (adjacent || subjunctive)
                            || reports && cue.complements.any(Complements::DASS.with(Complements::QUOTE))
                    })
                })
            }
            Mark::Colon => (0..content).rev().find(|one| {
                matches!(here.clauses[*one].kind, Kind::Main)
                    && context.predicate(sentence, *one).is_some_and(|predicate| {
                        predicate.cue.is_some_and(|cue| {
                            subjunctive
                                || cue.complements.any(Complements::QUOTE) && cue.complements.any(Complements::VERB_SECOND)
                        })
                    })
            }),
            _ => None,
        };
        let Some(matrix) = matrix else { continue };
        if clause.mark == Mark::Comma && governing_noun(context, sentence, content, Complements::VERB_SECOND).is_some() {
            continue;
        }
        let indicative_allowed =
            clause.mark == Mark::Colon || here.clauses[matrix].end() + 1 == clause.start() && matrix + 1 == content;
        if !subjunctive && !indicative_allowed {
            continue;
        }
        let Some(frame) = context.frame(sentence, matrix) else { continue };
        if frame.speaker.is_none() && !subjunctive {
            continue;
        }
        let quote = if clause.mark == Mark::Colon {
            context.pieces(sentence, |one| one >= content)
        } else {
            context.extent(sentence, content)
        };
        into.push(frame.states(
            StatementType::Indirect,
            quote,
            if clause.mark == Mark::Colon { "colon" } else { "verb-second" },
            Some((sentence, matrix)),
            sentence,
        ));
    }
}
