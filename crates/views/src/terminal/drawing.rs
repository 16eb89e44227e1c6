//! Marks drawn under the lines of the text.
//!
//! `annotate-snippets` draws spans that run over several lines as brackets in the margin and gives each label a line
//! of its own. That suits code; most statements run over two or three wrapped lines of prose and lie in each other, so
//! here every line carries its part of each mark right below it.

use std::ops::Range;

use anstyle::Style;
use unicode_segmentation::UnicodeSegmentation;
use wortlaut_reading::{Record, StatementType};

use super::paint::{self, Paint};
use crate::columns;
use crate::labels::{HEDGE, Labels};
use crate::marks::{Mark, MarkKind, numbers};

/// Rows of marks below one line; what does not fit is counted, and the table names it.
const MOST_ROWS: usize = 8;

/// Columns right of the text, into which the number below its last word may reach.
pub(crate) const MARGIN: usize = 3;

/// A line of text and the marks that touch it.
pub(crate) struct Line<'m> {
    pub(crate) range: Range<usize>,
    pub(crate) marks: Vec<&'m Mark>,
}

/// Draws lines of one article.
pub(crate) struct Drawing<'a> {
    pub(crate) text: &'a str,
    pub(crate) record: &'a Record,
    pub(crate) labels: Labels,
    pub(crate) paint: Paint,
    /// Columns for text; marks may take [`MARGIN`] more.
    pub(crate) width: usize,
    /// Which statements have been drawn with their type already.
    pub(crate) told: Vec<bool>,
}

/// A part of a mark on one line, in columns.
struct Part<'m> {
    mark: &'m Mark,
    columns: Range<usize>,
    begins: bool,
    ends: bool,
}

/// Something in a row of marks.
struct Piece {
    column: usize,
    width: usize,
    /// The first column where another may start: one further where the label is wider than the words above it.
    free: usize,
    text: String,
    style: Style,
}

impl Drawing<'_> {
    /// The text of `line`, coloured where it is marked.
    pub(crate) fn text(&self, line: &Line<'_>, style: Style) -> String {
        let mut out = String::new();
        if line.marks.is_empty() {
            self.paint.put(&mut out, style, &columns::clean(&self.text[line.range.clone()]));
            return out;
        }
        let mut cuts: Vec<usize> = line
            .marks
            .iter()
            .flat_map(|mark| [mark.span.start().index(), mark.span.end().index()])
            .map(|at| at.clamp(line.range.start, line.range.end))
            .chain([line.range.start, line.range.end])
            .collect();
        cuts.sort_unstable();
        cuts.dedup();
        let mut run = (line.range.start, style);
        for cut in cuts.windows(2) {
            let here = self.style(line, cut[0], cut[1], style);
            if here != run.1 {
                self.paint.put(&mut out, run.1, &columns::clean(&self.text[run.0..cut[0]]));
                run = (cut[0], here);
            }
        }
        self.paint.put(&mut out, run.1, &columns::clean(&self.text[run.0..line.range.end]));
        out
    }

    /// The style of a stretch of text in which no mark begins or ends.
    fn style(&self, line: &Line<'_>, start: usize, end: usize, style: Style) -> Style {
        let covers = |mark: &&&Mark| mark.span.start().index() <= start && end <= mark.span.end().index();
        line.marks.iter().filter(covers).fold(style, |style, mark| match mark.kind {
            // Later marks lie inside earlier ones, so the innermost quote wins.
            MarkKind::Quote { kind } => paint::of_kind(kind).effects(style.get_effects()),
            MarkKind::Speaker => style.bold(),
            MarkKind::Cue | MarkKind::Addressee => style,
        })
    }

    /// The rows of marks below `line`.
    pub(crate) fn rows(&mut self, line: &Line<'_>) -> Vec<String> {
        let mut rows: Vec<Vec<Piece>> = Vec::new();
        let mut hidden = 0;
        for part in self.parts(line) {
            match place(&mut rows, part.columns.start) {
                Some(row) => row.push(self.piece(&part)),
                None => hidden += 1,
            }
        }
        let mut drawn: Vec<String> = rows.into_iter().map(|row| self.row(row)).collect();
        if hidden > 0 {
            let mut note = String::new();
            self.paint.put(&mut note, paint::QUIET, &format!("… +{hidden}"));
            drawn.push(note);
        }
        drawn
    }

    fn row(&self, mut pieces: Vec<Piece>) -> String {
        pieces.sort_by_key(|piece| piece.column);
        let mut out = String::new();
        let mut column = 0;
        for piece in pieces {
            out.extend(std::iter::repeat_n(' ', piece.column - column));
            self.paint.put(&mut out, piece.style, &piece.text);
            column = piece.column + piece.width;
        }
        out
    }

    fn parts<'m>(&self, line: &Line<'m>) -> Vec<Part<'m>> {
        // Columns of all places in one pass over the line.
        let mut starts = Vec::new();
        let mut column = 0;
        for (offset, grapheme) in self.text[line.range.clone()].grapheme_indices(true) {
            starts.push((line.range.start + offset, column));
            column += columns::columns(grapheme);
        }
        starts.push((line.range.end, column));
        let column_of = |at: usize| {
            let position = starts.partition_point(|&(start, _)| start < at).min(starts.len() - 1);
            starts[position].1
        };
        line.marks
            .iter()
            .filter_map(|&mark| {
                let (start, end) = (mark.span.start().index(), mark.span.end().index());
                let columns = column_of(start.max(line.range.start))..column_of(end.min(line.range.end));
                (!columns.is_empty()).then_some(Part {
                    mark,
                    columns,
                    begins: start >= line.range.start,
                    ends: end <= line.range.end,
                })
            })
            .collect()
    }

    /// The fewest columns that tell what `part` belongs to.
    fn shortest(&self, part: &Part<'_>) -> usize {
        match part.mark.kind {
            MarkKind::Quote { .. } => columns::width(&numbers(&part.mark.statements)),
            _ if !part.begins => 1,
            _ => 1 + columns::width(&numbers(&part.mark.statements)),
        }
    }

    /// Draws `part`, on more columns than it has where its number needs them.
    fn piece(&mut self, part: &Part<'_>) -> Piece {
        let room = part.columns.len().max(self.shortest(part));
        let (text, style) = match part.mark.kind {
            MarkKind::Quote { kind } => {
                let labels = self.quote_labels(part.mark, kind);
                let (text, told) = quote(part, kind, room, &labels);
                if let Some(all) = self.told.get_mut(part.mark.statements[0]) {
                    *all |= told;
                }
                (text, paint::of_kind(kind))
            }
            MarkKind::Speaker => (words(part, '▲', '·', room), paint::STRONG),
            MarkKind::Cue => (words(part, '◆', '·', room), paint::QUIET),
            MarkKind::Addressee => (words(part, '▸', '·', room), paint::QUIET),
        };
        // Only many numbers below a short word at the end of a line come that far.
        let text = columns::shortened(&text, (self.width + MARGIN).saturating_sub(part.columns.start));
        let width = columns::width(&text);
        let free = part.columns.start + width + usize::from(width > part.columns.len());
        Piece { column: part.columns.start, width, free, text, style }
    }

    /// What may stand in the line of a quote, longest first, the bare number last.
    fn quote_labels(&self, mark: &Mark, kind: StatementType) -> Vec<String> {
        let number = numbers(&mark.statements);
        let position = mark.statements[0];
        let mut found = Vec::new();
        if !self.told.get(position).is_some_and(|told| *told) {
            let statement = &self.record.statements[position];
            let kind = self.labels.kind(kind);
            let hedge = if statement.hedge { HEDGE } else { "" };
            if let Some(act) = statement.act {
                found.push(format!("{number} {kind} · {}{hedge} ", self.labels.act(act)));
            }
            found.push(format!("{number} {kind} "));
        }
        found.push(number);
        found
    }
}

/// The first row that is free from `column` on. Marks come from left to right, so only those before it are in the way.
fn place(rows: &mut Vec<Vec<Piece>>, column: usize) -> Option<&mut Vec<Piece>> {
    let fitting = rows.iter().position(|row| row.iter().all(|piece| piece.free <= column));
    match fitting {
        Some(index) => rows.get_mut(index),
        None if rows.len() < MOST_ROWS => {
            rows.push(Vec::new());
            rows.last_mut()
        }
        None => None,
    }
}

/// The line under a quote, `┗1 direct ━━━━┛`, and whether it tells the type.
///
/// The label goes where it has room, so a quote that begins at the end of a line tells its type on the next.
fn quote(part: &Part<'_>, kind: StatementType, room: usize, labels: &[String]) -> (String, bool) {
    let (left, line, right) = match kind {
        StatementType::Direct => ('┗', '━', '┛'),
        StatementType::Indirect => ('└', '─', '┘'),
        StatementType::IndirectFreeIndirect => ('└', '╌', '┘'),
        StatementType::FreeIndirect => ('└', '∼', '┘'),
        StatementType::Reported => ('╚', '═', '╝'),
    };
    let mut left = Some(if part.begins { left } else { line });
    let mut right = part.ends.then_some(right);
    let fits = |label: &&String, left: Option<char>, right: Option<char>| {
        columns::width(label) + left.into_iter().chain(right).count() <= room
    };
    let number = labels.last().map_or("", String::as_str);
    let label = labels.iter().find(|label| fits(label, left, right)).map_or(number, String::as_str);
    // A number says more than a corner.
    let mut spare = room.saturating_sub(columns::width(label));
    for corner in [&mut left, &mut right] {
        if spare == 0 {
            *corner = None;
        }
        spare = spare.saturating_sub(corner.iter().count());
    }
    let text = left.into_iter().chain(label.chars()).chain(std::iter::repeat_n(line, spare)).chain(right).collect();
    (text, label != number)
}

/// The line under the words that say who, how or to whom: `▲1·····`.
fn words(part: &Part<'_>, sign: char, line: char, room: usize) -> String {
    let label = if part.begins { format!("{sign}{}", numbers(&part.mark.statements)) } else { String::new() };
    let fill = room.saturating_sub(columns::width(&label));
    label.chars().chain(std::iter::repeat_n(line, fill)).collect()
}
