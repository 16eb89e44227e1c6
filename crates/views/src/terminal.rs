//! The view for a terminal: statements drawn on their text, then a table of them, then what is missing or odd.

mod drawing;
pub(crate) mod paint;
mod table;

use wortlaut_reading::Record;
use wortlaut_text::{Article, Block, BlockKind, Diagnostic, Language};

use self::drawing::{Drawing, Line};
use self::paint::{NOTE, PLAIN, Paint, QUIET, STRONG};
use crate::columns;
use crate::labels::{HEDGE, Labels};
use crate::marks::{self, Mark};
use crate::quoted;

/// How the terminal view is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TerminalOptions {
    /// Columns to fill; at least 40 are used.
    pub width: usize,
    /// Whether styles for terminals are part of the output.
    pub colour: bool,
    /// Language of the labels, whatever the article's is.
    pub labels: Language,
}

/// The narrowest terminal that is drawn for.
const NARROWEST: usize = 40;

/// Draws a record on the text it was read from. `name` says to people which article it is.
///
/// Paragraphs without statements are counted, not shown. Characters that would steer the terminal are shown as `�`.
///
/// ```
/// use wortlaut_text::{Article, Language, Metadata};
/// use wortlaut_views::{TerminalOptions, terminal};
/// let article = Article::new("„Wir bauen die Brücke“, sagte Ada Brandt.", Metadata::default())?;
/// let options = TerminalOptions { width: 80, colour: false, labels: Language::English };
/// let view = terminal("brücke.txt", &article, &wortlaut_reading::read(&article), &options);
/// assert!(view.contains("│ „Wir bauen die Brücke“, sagte Ada Brandt."));
/// assert!(view.contains("┗1 direct"));
/// # Ok::<(), wortlaut_text::Error>(())
/// ```
///
/// # Panics
/// If a span of `record` lies outside the article's text, as when the two do not belong together.
#[must_use]
pub fn terminal(name: &str, article: &Article, record: &Record, options: &TerminalOptions) -> String {
    let view = View {
        article,
        record,
        labels: Labels::new(options.labels),
        paint: Paint::new(options.colour),
        width: options.width.max(NARROWEST),
        lines: LineNumbers::new(article.text()),
    };
    let mut out = String::new();
    view.title(&mut out, name);
    if !record.statements.is_empty() {
        view.text(&mut out);
        view.table(&mut out);
    }
    view.diagnostics(&mut out);
    out.push('\n');
    out
}

/// Explains the signs of the view in one line, for the top of the first article that has statements.
#[must_use]
pub fn terminal_legend(options: &TerminalOptions) -> String {
    let labels = Labels::new(options.labels);
    let signs = [
        ("▲", labels.speaker_title()),
        ("◆", labels.cue()),
        ("▸", labels.addressee()),
        (HEDGE, labels.uncertain()),
        ("┗━┛", labels.statement()),
    ];
    let mut text = String::new();
    let mut column = 0;
    for (sign, word) in signs {
        let item = format!("{sign} {}", word.to_lowercase());
        let gap = match column {
            0 => "",
            _ if column + 3 + columns::width(&item) > options.width => "\n",
            _ => "   ",
        };
        column = columns::width(&item) + if gap == "\n" { 0 } else { column + gap.len() };
        text.push_str(gap);
        text.push_str(&item);
    }
    let mut out = String::new();
    Paint::new(options.colour).put(&mut out, QUIET, &text);
    out.push_str("\n\n");
    out
}

struct View<'a> {
    article: &'a Article,
    record: &'a Record,
    labels: Labels,
    paint: Paint,
    width: usize,
    lines: LineNumbers,
}

impl View<'_> {
    fn title(&self, out: &mut String, name: &str) {
        self.paint.put(out, STRONG, &columns::clean(name));
        let language = self.labels.language(self.article.language());
        let count = match self.record.statements.len() {
            0 => self.labels.no_statements().to_owned(),
            count => self.labels.statements(count),
        };
        self.paint.put(out, QUIET, &format!(" · {language} · {count}"));
        out.push('\n');
    }

    fn text(&self, out: &mut String) {
        let marks = marks::marks(self.record);
        let gutter = self.lines.digits() + 1;
        let mut drawing = Drawing {
            text: self.article.text(),
            record: self.record,
            labels: self.labels,
            paint: self.paint,
            width: self.width.saturating_sub(gutter + 3 + drawing::MARGIN),
            told: vec![false; self.record.statements.len()],
        };
        let mut canvas = Canvas { out, paint: self.paint, gutter };
        let mut open = Open { marks: &marks, next: 0, active: Vec::new() };
        let mut left_out = 0;
        canvas.blank();
        for block in self.article.blocks() {
            let lines = open.lines(&drawing, block);
            let marked = lines.iter().any(|line| !line.marks.is_empty());
            let heading = block.kind == BlockKind::Heading;
            if !marked && !heading {
                left_out += 1;
                continue;
            }
            if left_out > 0 {
                canvas.note(&format!("⋯ {}", self.labels.left_out(left_out)));
                canvas.blank();
                left_out = 0;
            }
            self.block(&mut canvas, &mut drawing, &lines, heading);
            canvas.blank();
        }
        if left_out > 0 {
            canvas.note(&format!("⋯ {}", self.labels.left_out(left_out)));
            canvas.blank();
        }
    }

    /// Draws the lines of a paragraph or heading; of a long stretch without marks only what is next to a mark.
    fn block(&self, canvas: &mut Canvas<'_>, drawing: &mut Drawing<'_>, lines: &[Line<'_>], heading: bool) {
        let near = |index: usize| {
            let from = index.saturating_sub(1);
            lines[from..lines.len().min(index + 2)].iter().any(|line| !line.marks.is_empty())
        };
        let style = if heading { STRONG } else { PLAIN };
        let mut source_line = None;
        let mut index = 0;
        while index < lines.len() {
            let far = lines[index..].iter().enumerate().take_while(|(ahead, _)| !near(index + ahead)).count();
            // Leaving out a single line would only put a sign in its place.
            if far > 1 && !heading {
                canvas.note("⋯");
                index += far;
                continue;
            }
            let line = &lines[index];
            let number = self.lines.at(line.range.start);
            let label = if source_line == Some(number) { String::new() } else { number.to_string() };
            source_line = Some(number);
            canvas.line(&label, "│", &drawing.text(line, style));
            for row in drawing.rows(line) {
                canvas.line("", "╎", &row);
            }
            index += 1;
        }
    }

    fn table(&self, out: &mut String) {
        let lines = table::statements(self.article.text(), self.record, self.labels, self.width);
        for (index, line) in lines.iter().enumerate() {
            self.paint.put(out, if index == 0 { QUIET } else { PLAIN }, &columns::clean(line));
            out.push('\n');
        }
    }

    fn diagnostics(&self, out: &mut String) {
        if !self.record.statements.is_empty() && !self.record.diagnostics.is_empty() {
            out.push('\n');
        }
        for diagnostic in &self.record.diagnostics {
            let text = self.diagnostic(diagnostic);
            for (index, line) in columns::lines(&text, 0..text.len(), self.width - 2).into_iter().enumerate() {
                self.paint.put(out, NOTE, if index == 0 { "! " } else { "  " });
                out.push_str(&columns::clean(&text[line]));
                out.push('\n');
            }
        }
    }

    fn diagnostic(&self, diagnostic: &Diagnostic) -> String {
        let what = self.labels.diagnostic(diagnostic.kind).unwrap_or(&diagnostic.message);
        match diagnostic.span {
            None => what.to_owned(),
            Some(span) => {
                let line = self.lines.at(span.start().index());
                let words = quoted::words(self.article.text(), span, 60);
                format!("{} {line}: {what}: {words}", self.labels.line())
            }
        }
    }
}

/// Lays lines beside the gutter.
struct Canvas<'o> {
    out: &'o mut String,
    paint: Paint,
    gutter: usize,
}

impl Canvas<'_> {
    fn line(&mut self, label: &str, rule: &str, content: &str) {
        self.paint.put(self.out, QUIET, &format!("{label:>width$} {rule}", width = self.gutter));
        if !content.is_empty() {
            self.out.push(' ');
            self.out.push_str(content);
        }
        self.out.push('\n');
    }

    fn note(&mut self, note: &str) {
        self.out.push_str(&" ".repeat(self.gutter + 3));
        self.paint.put(self.out, QUIET, note);
        self.out.push('\n');
    }

    fn blank(&mut self) {
        self.out.push('\n');
    }
}

/// The marks that reach into the part of the text now drawn; a sweep from the start of the text to its end.
struct Open<'m> {
    marks: &'m [Mark],
    next: usize,
    active: Vec<&'m Mark>,
}

impl<'m> Open<'m> {
    fn lines(&mut self, drawing: &Drawing<'_>, block: &Block) -> Vec<Line<'m>> {
        let within = block.span.start().index()..block.span.end().index();
        columns::lines(drawing.text, within, drawing.width)
            .into_iter()
            .map(|range| {
                while let Some(mark) = self.marks.get(self.next).filter(|mark| mark.span.start().index() < range.end) {
                    self.active.push(mark);
                    self.next += 1;
                }
                self.active.retain(|mark| mark.span.end().index() > range.start);
                Line { range, marks: self.active.clone() }
            })
            .collect()
    }
}

/// Where the lines of the source begin.
struct LineNumbers {
    starts: Vec<u32>,
}

impl LineNumbers {
    fn new(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        Self { starts: std::iter::once(0).chain(breaks.map(|(at, _)| at as u32 + 1)).collect() }
    }

    /// The number, from 1, of the line of the source that `offset` stands in.
    fn at(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= offset)
    }

    /// How many digits the highest number has.
    fn digits(&self) -> usize {
        self.starts.len().to_string().len()
    }
}
