//! Blocks and their kinds.

use super::{
    Block, BlockKind,
    layout::{block_starts, is_bullet},
};
use crate::{TokenKind, TokenRange, token::Tokens};

/// The longest heading, in characters: headlines of German news sites stay below 100, with room for a „Title: quote“ form.
const LONGEST_HEADING: usize = 140;

/// Splits `text` into blocks: at empty lines, and at single line breaks unless the article is wrapped.
pub(crate) fn blocks(text: &str, tokens: &Tokens) -> Vec<Block> {
    let Tokens { tokens, lines } = tokens;
    if tokens.is_empty() {
        return Vec::new();
    }
    let starts = block_starts(text, tokens, lines);
    let mut found: Vec<Block> = Vec::with_capacity(starts.len() + 1);
    let mut start = 0;
    for end in starts.into_iter().chain(std::iter::once(tokens.len())) {
        let span = tokens[start].span.cover(tokens[end - 1].span);
        found.push(Block { span, tokens: TokenRange::new(start, end), kind: BlockKind::Paragraph });
        start = end;
    }
    let mut in_list = false;
    for index in 0..found.len() {
        let here = found[index];
        let after_empty_line =
            index == 0 || text[found[index - 1].span.end().index()..here.span.start().index()].matches('\n').count() != 1;
        in_list &= !after_empty_line;
        in_list |= index > 0 && found[index - 1].span.of(text).ends_with(':');
        let stands_before_or_first = index == 0 || index + 1 < found.len();
        let item = in_list || is_bullet(text, tokens, here.tokens.start(), false);
        if stands_before_or_first && !item && is_open_and_short(here.span.of(text)) && has_word(tokens, here.tokens) {
            found[index].kind = BlockKind::Heading;
        }
    }
    found
}

fn has_word(tokens: &[crate::Token], range: TokenRange) -> bool {
    tokens[range.range()].iter().any(|token| token.kind == TokenKind::Word)
}

/// Whether a block has the length of a heading and no mark that closes a sentence.
fn is_open_and_short(block: &str) -> bool {
    if block.len() > LONGEST_HEADING * 4 || block.chars().count() > LONGEST_HEADING {
        return false;
    }
    let without_marks = block.trim_end_matches(['“', '”', '"', '«', '»', '‘', '’', '\'', '‹', '›', ')', ']']);
    !without_marks.ends_with(['.', '!', '?', '…', ':', ';', ','])
}
