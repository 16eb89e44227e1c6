//! Leaving out statements that are not sure enough.

use wortlaut_reading::{Record, StatementId};
use wortlaut_text::{Diagnostic, DiagnosticKind};

/// Keeps the statements with at least the confidence `least`, as it is shown, in thousandths; for each other there is a diagnostic.
///
/// Those kept are numbered anew. One that lay within a statement left out lies within the next larger one that is kept. Stances and
/// changes go with their statements.
pub(crate) fn confident(mut record: Record, least: f32) -> Record {
    let thousandths = |share: f32| (share * 1000.0).round();
    let kept: Vec<bool> = record.statements.iter().map(|one| thousandths(one.confidence) >= thousandths(least)).collect();
    if kept.iter().all(|kept| *kept) {
        return record;
    }
    for one in record.statements.iter().zip(&kept).filter(|(_, kept)| !**kept).map(|(one, _)| one) {
        record.diagnostics.push(Diagnostic {
            kind: DiagnosticKind::UnsureStatement,
            span: one.quote.first().copied(),
            message: format!("a statement ({}) with confidence {:.2}, less than asked for", one.kind, one.confidence),
        });
    }
    record.diagnostics.sort_by_key(|one| one.span);
    let outer: Vec<Option<StatementId>> = record.statements.iter().map(|one| one.within).collect();
    let mut position = 0;
    let numbers: Vec<Option<StatementId>> = kept
        .iter()
        .map(|kept| {
            kept.then(|| {
                position += 1;
                StatementId::new(position - 1)
            })
        })
        .collect();
    let mut index = 0;
    record.statements.retain_mut(|statement| {
        let number = numbers[index];
        index += 1;
        let Some(number) = number else { return false };
        statement.id = number;
        let mut within = statement.within;
        // As many steps as there are statements, should the chain be a circle.
        for _ in 0..outer.len() {
            match within {
                Some(id) if numbers.get(id.index()).is_some_and(Option::is_none) => within = outer[id.index()],
                _ => break,
            }
        }
        statement.within = within.and_then(|id| numbers.get(id.index()).copied().flatten());
        true
    });
    let number = |id: StatementId| numbers.get(id.index()).copied().flatten();
    record.stances.retain_mut(|stance| number(stance.statement).map(|id| stance.statement = id).is_some());
    record.changes.retain_mut(|change| {
        let both = number(change.from.statement).zip(number(change.to.statement));
        both.map(|(from, to)| (change.from.statement, change.to.statement) = (from, to)).is_some()
    });
    record
}

#[cfg(test)]
mod tests {
    use wortlaut_reading::{Act, Change, MatterId, PartyId, Position, Stance, Statement, StatementType};
    use wortlaut_text::Span;

    use super::*;

    fn record(statements: &[(f32, Option<usize>)]) -> Record {
        let statements = statements
            .iter()
            .enumerate()
            .map(|(position, &(confidence, within))| Statement {
                id: StatementId::new(position),
                kind: StatementType::Direct,
                quote: Vec::new(),
                speaker: None,
                cue: Vec::new(),
                addressee: None,
                frame: Vec::new(),
                medium: None,
                act: None,
                hedge: false,
                within: within.map(StatementId::new),
                confidence,
                found_by: "test",
                party: None,
                venue: None,
                when: None,
                matter: None,
            })
            .collect();
        Record { statements, ..Record::default() }
    }

    fn left(record: &Record) -> Vec<(String, Option<String>)> {
        record.statements.iter().map(|one| (one.id.to_string(), one.within.map(|id| id.to_string()))).collect()
    }

    #[test]
    fn statements_keep_the_nearest_outer_one_that_is_left() {
        let chain = record(&[(0.2, None), (0.9, None), (0.3, Some(1)), (0.8, Some(2)), (0.9, Some(0))]);
        let kept = confident(chain, 0.5);
        assert_eq!(left(&kept), [("s1".into(), None), ("s2".into(), Some("s1".into())), ("s3".into(), None)]);
    }

    #[test]
    fn what_is_shown_as_equal_is_kept() {
        let kept = confident(record(&[(0.7996, None), (0.7994, None)]), 0.8);
        assert_eq!(kept.statements.len(), 1);
        assert_eq!(kept.diagnostics.len(), 1);
        assert_eq!(kept.statements[0].confidence, 0.7996);
    }

    #[test]
    fn stances_and_changes_go_with_their_statements() {
        let mut all = record(&[(0.2, None), (0.9, None), (0.8, None)]);
        let stance = |statement| Stance {
            matter: MatterId::new(0),
            party: PartyId::new(0),
            act: Act::Deny,
            statement: StatementId::new(statement),
            since: None,
            first_hand: true,
        };
        let position = |statement| Position {
            statement: StatementId::new(statement),
            span: Span::of_bytes(0, 1),
            value: String::new(),
            when: None,
        };
        let change =
            |from, to| Change { party: PartyId::new(0), matter: MatterId::new(0), from: position(from), to: position(to) };
        all.stances = vec![stance(0), stance(2)];
        all.changes = vec![change(0, 1), change(1, 2)];
        let kept = confident(all, 0.5);
        assert_eq!(kept.stances, [stance(1)]);
        assert_eq!(kept.changes, [change(0, 1)]);
    }

    #[test]
    fn circles_end() {
        let kept = confident(record(&[(0.1, Some(1)), (0.1, Some(0)), (0.9, Some(0))]), 0.5);
        assert_eq!(left(&kept), [("s1".into(), None)]);
    }
}
