//! What a record marks in the text: the quotes with their numbers, and the words that say who, how and to whom.

use wortlaut_reading::{Record, StatementType};
use wortlaut_text::Span;

/// A marked place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) span: Span,
    pub(crate) kind: MarkKind,
    /// Positions in the record of the statements it belongs to, ascending. Exactly one for a quote.
    pub(crate) statements: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum MarkKind {
    /// A piece of what was said.
    Quote {
        kind: StatementType,
    },
    Speaker,
    Cue,
    Addressee,
}

/// All marks of a record; outer before inner, so that a sweep over them can nest.
///
/// Words that serve several statements, as the speaker of a quote and of the quote inside it, are one mark.
pub(crate) fn marks(record: &Record) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut add = |span: Span, kind, statement| {
        if !span.is_empty() {
            found.push(Mark { span, kind, statements: vec![statement] });
        }
    };
    for (position, statement) in record.statements.iter().enumerate() {
        statement.quote.iter().for_each(|&span| add(span, MarkKind::Quote { kind: statement.kind }, position));
        statement.speaker.into_iter().for_each(|span| add(span, MarkKind::Speaker, position));
        statement.cue.iter().for_each(|&span| add(span, MarkKind::Cue, position));
        statement.addressee.into_iter().for_each(|span| add(span, MarkKind::Addressee, position));
    }
    // Quotes of equal places keep the order of their statements, in which the outer comes first.
    found.sort_by_key(|mark| {
        let rank = match mark.kind {
            MarkKind::Quote { .. } => 0,
            MarkKind::Speaker => 1,
            MarkKind::Cue => 2,
            MarkKind::Addressee => 3,
        };
        (mark.span.start(), std::cmp::Reverse(mark.span.end()), rank, mark.statements[0])
    });
    found.dedup_by(|later, earlier| {
        let same = later.span == earlier.span && later.kind == earlier.kind && !matches!(later.kind, MarkKind::Quote { .. });
        if same {
            earlier.statements.append(&mut later.statements);
        }
        same
    });
    found
}

/// Numbers of statements for people, counted from 1, runs shortened: `1,2,5–9`.
pub(crate) fn numbers(statements: &[usize]) -> String {
    let mut text = String::new();
    let mut rest = statements;
    while let [first, ..] = *rest {
        let run = rest.iter().zip(first..).take_while(|(one, expected)| *one == expected).count();
        // Two in a row are shorter with a comma.
        let run = if run == 2 { 1 } else { run };
        if !text.is_empty() {
            text.push(',');
        }
        text.push_str(&(first + 1).to_string());
        if run > 1 {
            text.push('–');
            text.push_str(&(first + run).to_string());
        }
        rest = &rest[run..];
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_shorten_runs() {
        assert_eq!(numbers(&[]), "");
        assert_eq!(numbers(&[0]), "1");
        assert_eq!(numbers(&[0, 1]), "1,2");
        assert_eq!(numbers(&[0, 2, 3, 4, 9]), "1,3–5,10");
    }
}
