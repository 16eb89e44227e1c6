//! Quoted words where there is little room.

use wortlaut_reading::Statement;
use wortlaut_text::Span;

use crate::columns;

/// The pieces of a quote as one, with `…` between them.
pub(crate) fn said(text: &str, statement: &Statement, most: usize) -> String {
    let mut all = String::new();
    for piece in &statement.quote {
        if !all.is_empty() {
            all.push_str(" … ");
        }
        // More is never shown, and quotes can be long.
        all.extend(squeezed(piece.of(text)).chars().take(most + 1));
        if all.len() > 8 * most {
            break;
        }
    }
    columns::shortened(&all, most)
}

/// The words at a place on one line.
pub(crate) fn words(text: &str, span: Span, most: usize) -> String {
    columns::shortened(&squeezed(span.of(text)), most)
}

/// Any white space as one blank, as a line break in the source says nothing here.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
