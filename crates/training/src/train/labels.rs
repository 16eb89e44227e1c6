//! The right label of each token, from annotated statements.

use wortlaut_reading::StatementType;
use wortlaut_reading::learning::{Features, Label};
use wortlaut_text::{Article, Span};

use crate::corpus::GoldStatement;

/// The label of each token of a stretch. Where statements share words, the longest one counts; cues and speakers count where
/// no quote is.
pub(crate) fn labels(article: &Article, features: &Features, statements: &[GoldStatement]) -> Vec<u8> {
    let mut found = vec![Label::Outside; features.tokens.len()];
    let mut taken = vec![0_usize; features.tokens.len()];
    for (spans, label) in statements.iter().flat_map(|one| [(&one.speaker, Label::Speaker), (&one.cue, Label::Cue)]) {
        for at in spans.iter().flat_map(|span| covered(article, features, *span)) {
            found[at] = label;
        }
    }
    let mut ordered: Vec<&GoldStatement> = statements.iter().collect();
    ordered.sort_by_key(|one| one.quote.iter().map(|span| span.len()).sum::<u32>());
    for statement in ordered {
        let kind = statement.kind.unwrap_or(StatementType::Indirect);
        let pieces: Vec<std::ops::Range<usize>> = statement.quote.iter().map(|span| covered(article, features, *span)).collect();
        let size = pieces.iter().map(ExactSizeIterator::len).sum();
        // Shorter ones inside are overwritten; a remnant that sticks out is no statement of its own.
        for piece in &pieces {
            for at in piece.clone() {
                if taken[at] > 0 {
                    erase(&mut found, &mut taken, at);
                }
            }
        }
        for (number, piece) in pieces.into_iter().enumerate() {
            for at in piece.clone() {
                found[at] = match (at == piece.start, number) {
                    (true, 0) => Label::Begin(kind),
                    (true, _) => Label::Again(kind),
                    _ => Label::Inside(kind),
                };
                taken[at] = size;
            }
        }
    }
    let mut before = Label::Outside;
    for label in &mut found {
        if let (Label::Again(kind), Some(_)) = (*label, before.kind()) {
            *label = Label::Begin(kind);
        }
        if !wortlaut_reading::learning::is_allowed(before, *label)
            && let Some(kind) = label.kind()
        {
            *label = Label::Begin(kind);
        }
        before = *label;
    }
    found.iter().map(|label| label.number() as u8).collect()
}

/// Takes the whole run of labels around a token away.
fn erase(found: &mut [Label], taken: &mut [usize], at: usize) {
    let size = taken[at];
    let mut start = at;
    while start > 0 && taken[start - 1] == size && matches!(found[start], Label::Inside(_)) {
        start -= 1;
    }
    let mut end = at + 1;
    while end < found.len() && taken[end] == size && matches!(found[end], Label::Inside(_)) {
        end += 1;
    }
    found[start..end].fill(Label::Outside);
    taken[start..end].fill(0);
}

/// The tokens of the stretch that a span touches.
pub(crate) fn covered(article: &Article, features: &Features, span: Span) -> std::ops::Range<usize> {
    let place = |token: &u32| article.tokens()[*token as usize].span;
    let start = features.tokens.partition_point(|token| place(token).end() <= span.start());
    let end = features.tokens.partition_point(|token| place(token).start() < span.end());
    start..end.max(start)
}
