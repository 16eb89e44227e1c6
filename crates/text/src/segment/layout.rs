//! What a single line break means in an article: a new paragraph, or only the edge of a page or terminal.

use crate::{
    Token, TokenKind,
    character::{is_dash, starts_upper},
    token::LineStart,
};

/// Lines of wrapped text are not longer, in characters. Mail and agency systems wrap between 60 and 80.
const WIDEST_WRAP: usize = 120;

/// A line within a stretch of text without empty lines.
#[derive(Clone, Copy, Debug)]
struct Line {
    /// Its first token.
    first: usize,
    /// Its length in characters, from the first to the last token.
    length: usize,
    /// The length of its first word, up to white space.
    first_word: usize,
    /// Line breaks before it; 2 or more are an empty line.
    breaks: u32,
}

/// The first tokens of all blocks but the first.
pub(super) fn block_starts(text: &str, tokens: &[Token], line_starts: &[LineStart]) -> Vec<usize> {
    let lines = lines(text, tokens, line_starts);
    let width = wrap_width(text, tokens, &lines);
    let mut starts = Vec::new();
    for pair in lines.windows(2) {
        let [before, line] = pair else { continue };
        let new_block = line.breaks > 1
            || match width {
                Some(width) => breaks_early(text, tokens, *before, *line, width),
                None => !goes_on(text, tokens, *line),
            };
        if new_block {
            starts.push(line.first);
        }
    }
    starts
}

fn lines(text: &str, tokens: &[Token], line_starts: &[LineStart]) -> Vec<Line> {
    let only_empty_lines = line_starts.iter().all(|start| start.breaks > 1);
    let mut found = Vec::with_capacity(line_starts.len() + 1);
    let first = LineStart { token: 0, breaks: 2 };
    let mut starts = std::iter::once(&first).chain(line_starts).peekable();
    while let Some(start) = starts.next() {
        let first = start.token as usize;
        let end = starts.peek().map_or(tokens.len(), |next| next.token as usize);
        let (length, first_word) = if only_empty_lines || end <= first {
            (0, 0)
        } else {
            let line = tokens[first].span.cover(tokens[end - 1].span).of(text);
            let word_end = line.find(char::is_whitespace).unwrap_or(line.len());
            (line.chars().count(), line[..word_end].chars().count())
        };
        found.push(Line { first, length, first_word, breaks: start.breaks });
    }
    found
}

/// The width at which the article is wrapped, or `None` if its single line breaks mean something.
///
/// In wrapped text the next word would not have fitted on the line, at nearly every break.
fn wrap_width(text: &str, tokens: &[Token], lines: &[Line]) -> Option<usize> {
    let width = lines.iter().map(|line| line.length).max()?;
    if width > WIDEST_WRAP {
        return None;
    }
    let (mut breaks, mut full, mut inside) = (0, 0, 0);
    for pair in lines.windows(2) {
        let [before, line] = pair else { continue };
        if line.breaks == 1 {
            breaks += 1;
            full += usize::from(!fits(*before, *line, width));
            inside += usize::from(!ends_closed(text, tokens, line.first));
        }
    }
    (breaks > 0 && full * 10 >= breaks * 6 && inside * 10 >= breaks * 4).then_some(width)
}

/// Whether the first word of `line` would have fitted on the line before it.
const fn fits(before: Line, line: Line, width: usize) -> bool {
    before.length + 1 + line.first_word <= width
}

/// In wrapped text: whether `line` begins a block because the one before ends before it had to.
fn breaks_early(text: &str, tokens: &[Token], before: Line, line: Line, width: usize) -> bool {
    if is_bullet(text, tokens, line.first, true) {
        return true;
    }
    fits(before, line, width)
        && starts_upper(tokens[line.first].span.of(text)) != Some(false)
        && (ends_closed(text, tokens, line.first) || before.length * 4 < width * 3)
}

/// In text that is not wrapped: whether `line` goes on with the sentence of the line before it.
fn goes_on(text: &str, tokens: &[Token], line: Line) -> bool {
    let first = tokens[line.first];
    first.kind == TokenKind::Word && starts_upper(first.span.of(text)) == Some(false) && !ends_closed(text, tokens, line.first)
}

/// Whether the text before the token `next` ends with a mark that closes a sentence.
fn ends_closed(text: &str, tokens: &[Token], next: usize) -> bool {
    next.checked_sub(1)
        .and_then(|last| tokens.get(last))
        .is_some_and(|last| last.span.of(text).ends_with(['.', '!', '?', '…', ':', ';', '“', '”', '"', '«', '»', '‘', ')']))
}

/// Whether a list item begins with the token at `index`. A dash counts only where `surely` is not asked for, since it can stand inside a
/// sentence too.
pub(super) fn is_bullet(text: &str, tokens: &[Token], index: usize, surely: bool) -> bool {
    let Some(token) = tokens.get(index) else {
        return false;
    };
    let mut chars = token.span.of(text).chars();
    let (Some(c), None) = (chars.next(), chars.next()) else {
        return false;
    };
    let bullet = matches!(c, '•' | '▪' | '‣' | '◦' | '●' | '■' | '·' | '*') || !surely && is_dash(c);
    let gap = tokens.get(index + 1).is_some_and(|next| next.span.start() > token.span.end());
    bullet && gap
}
