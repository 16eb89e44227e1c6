//! The text of an article as HTML, with its marks as elements.
//!
//! Without its tags it is exactly the text: numbers are drawn by the style sheet, white space between paragraphs is
//! kept. Marks that cross each other or reach over paragraphs are closed and opened again, so elements always nest.

use wortlaut_reading::Record;
use wortlaut_text::{Article, BlockKind};

use crate::labels::Labels;
use crate::marks::{Mark, MarkKind, marks};

/// The deepest stack of lines under a text that the style sheet draws apart.
const HEIGHTS: usize = 3;

/// Writes the text of `article`; ids start with `id`.
pub(super) fn marked(id: &str, article: &Article, record: &Record, labels: Labels) -> String {
    let marks = marks(record);
    let mut writer = Writer {
        id,
        text: article.text(),
        record,
        labels,
        heights: heights(&marks),
        marks: &marks,
        open: Vec::new(),
        pieces: vec![0; record.statements.len()],
        at: 0,
        out: String::with_capacity(article.text().len() * 2),
    };
    let mut next = 0;
    for block in article.blocks() {
        let (start, end) = (block.span.start().index(), block.span.end().index());
        let element = match block.kind {
            BlockKind::Heading => "h3",
            BlockKind::Paragraph => "p",
        };
        writer.gap(start);
        writer.out.push_str(&format!("<{element}>"));
        writer.open_again(0);
        while let Some(mark) = marks.get(next).filter(|mark| mark.span.start().index() < end) {
            writer.text_to(mark.span.start().index());
            writer.open(next);
            next += 1;
        }
        writer.text_to(end);
        writer.close_from(0);
        writer.out.push_str(&format!("</{element}>"));
    }
    writer.gap(article.text().len());
    writer.out
}

/// How many quotes lie in each other inside each mark, up to [`HEIGHTS`].
fn heights(marks: &[Mark]) -> Vec<usize> {
    let mut heights = vec![0; marks.len()];
    let mut open: Vec<usize> = Vec::new();
    for (index, mark) in marks.iter().enumerate() {
        if !matches!(mark.kind, MarkKind::Quote { .. }) {
            continue;
        }
        open.retain(|&outer| marks[outer].span.end() > mark.span.start());
        for (distance, &outer) in open.iter().rev().take(HEIGHTS).enumerate() {
            heights[outer] = heights[outer].max(distance + 1);
        }
        open.push(index);
    }
    heights
}

struct Writer<'a> {
    id: &'a str,
    text: &'a str,
    record: &'a Record,
    labels: Labels,
    marks: &'a [Mark],
    heights: Vec<usize>,
    /// Positions in `marks` of the elements that are open, outermost first.
    open: Vec<usize>,
    /// How many pieces of each statement were begun.
    pieces: Vec<usize>,
    /// Up to where the text is written, in bytes.
    at: usize,
    out: String,
}

impl Writer<'_> {
    fn end(&self, mark: usize) -> usize {
        self.marks[mark].span.end().index()
    }

    /// Writes what stands between blocks; marks that end there are over.
    fn gap(&mut self, to: usize) {
        self.plain(to);
        let (at, marks) = (self.at, self.marks);
        self.open.retain(|&mark| marks[mark].span.end().index() > at);
    }

    fn plain(&mut self, to: usize) {
        if to > self.at {
            escape(&self.text[self.at..to], &mut self.out);
            self.at = to;
        }
    }

    /// Writes the text up to `to`, and the ends of marks on the way.
    fn text_to(&mut self, to: usize) {
        while let Some(end) = self.open.iter().map(|&mark| self.end(mark)).min().filter(|&end| end <= to) {
            self.plain(end);
            let from = self.open.iter().position(|&mark| self.end(mark) <= end).unwrap_or(self.open.len());
            self.close_from(from);
            let marks = self.marks;
            self.open.retain(|&mark| marks[mark].span.end().index() > end);
            self.open_again(from);
        }
        self.plain(to);
    }

    /// Writes the end tags of the open elements from position `from` on, innermost first.
    fn close_from(&mut self, from: usize) {
        for position in (from..self.open.len()).rev() {
            let mark = &self.marks[self.open[position]];
            if let MarkKind::Quote { .. } = mark.kind {
                if mark.span.end().index() <= self.at {
                    let end = self.labels.end_of(mark.statements[0] + 1);
                    self.out.push_str(&format!("<span role=\"img\" aria-label=\"{end}\"></span>"));
                }
                self.out.push_str("</mark>");
            } else {
                self.out.push_str("</span>");
            }
        }
    }

    /// Writes start tags for what was open before it had to be closed for another's sake.
    fn open_again(&mut self, from: usize) {
        for position in from..self.open.len() {
            let mark = self.open[position];
            let tag = self.start_tag(mark, "");
            self.out.push_str(&tag);
        }
    }

    fn open(&mut self, index: usize) {
        let mark = &self.marks[index];
        if let MarkKind::Quote { kind } = mark.kind {
            let position = mark.statements[0];
            let number = position + 1;
            self.pieces[position] += 1;
            let anchor = match self.pieces[position] {
                1 => format!(" id=\"{}-s{number}\"", self.id),
                piece => format!(" id=\"{}-s{number}-{piece}\"", self.id),
            };
            let tag = self.start_tag(index, &anchor);
            self.out.push_str(&tag);
            let mut name = format!("{} {number}, {}", self.labels.statement(), self.labels.kind(kind));
            if let Some(speaker) = self.record.statements[position].speaker {
                name.push_str(", ");
                name.push_str(speaker.of(self.text));
            }
            let mut escaped = String::new();
            escape(&name, &mut escaped);
            self.out.push_str(&format!(
                "<a class=\"k {kind}\" href=\"#{}-c{number}\" data-n=\"{number}\" aria-label=\"{escaped}, {}\"></a>",
                self.id,
                self.labels.to_card(),
            ));
        } else {
            let tag = self.start_tag(index, "");
            self.out.push_str(&tag);
        }
        self.open.push(index);
    }

    fn start_tag(&self, index: usize, anchor: &str) -> String {
        let mark = &self.marks[index];
        let numbers: String = mark.statements.iter().map(|position| format!(" n{}", position + 1)).collect();
        match mark.kind {
            MarkKind::Quote { kind } => {
                format!("<mark class=\"q {kind} h{}{numbers}\"{anchor}>", self.heights[index])
            }
            MarkKind::Speaker => format!("<span class=\"w{numbers}\">"),
            MarkKind::Cue => format!("<span class=\"c{numbers}\">"),
            MarkKind::Addressee => format!("<span class=\"t{numbers}\">"),
        }
    }
}

/// Adds `text` to `out` so that a browser shows it and nothing of it acts. Carriage returns would be dropped otherwise.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            _ => out.push(c),
        }
    }
}
