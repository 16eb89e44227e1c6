//! What a quotation mark can be by its shape and by what stands beside it.

use crate::{
    Block, Token, TokenKind,
    character::{is_closing_bracket, is_dash, is_invisible, is_opening_bracket},
};

/// Marks of one class pair with each other, whatever their shapes: writers mix „…“, „…", "…" and „…”.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// „ “ ” " '' `` ,,
    Double,
    /// ‚ ‘ ’ ' ` ´
    Single,
    /// » «
    Guillemet,
    /// › ‹
    Chevron,
}

impl Class {
    pub(super) const COUNT: usize = 4;

    pub(super) const fn index(self) -> usize {
        self as usize
    }
}

/// What the shape says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `„`, `‚`, `,,`: opens, if the neighbours do not say otherwise.
    Opening,
    /// `"`, `“`, `»` and others: both are in use.
    Either,
}

/// What the neighbours say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Space or an opening bracket before, text after.
    Opens,
    /// Text before, space or punctuation after.
    Closes,
    /// Text on both sides, or space on both.
    Unclear,
}

/// A quotation mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) token: u32,
    pub(super) block: u32,
    pub(super) class: Class,
    pub(super) shape: Shape,
    /// The first character, to tell marks of one shape from others.
    pub(super) glyph: char,
    pub(super) side: Side,
    /// Whether it is the first token of its block.
    pub(super) starts_block: bool,
    /// `"` or `'` after a digit, which can mean inches or minutes.
    pub(super) after_digit: bool,
}

/// The quotation marks among `tokens`, in text order.
pub(super) fn marks(text: &str, tokens: &[Token], blocks: &[Block]) -> Vec<Mark> {
    let mut found: Vec<Mark> = Vec::new();
    let mut block = 0;
    for (index, token) in tokens.iter().enumerate() {
        if token.kind != TokenKind::QuotationMark {
            continue;
        }
        while blocks.get(block).is_some_and(|here| here.tokens.end() <= index) {
            block += 1;
        }
        let Some(glyph) = token.span.of(text).chars().next() else {
            continue;
        };
        let doubled = token.span.len() as usize > glyph.len_utf8();
        let (class, shape) = class_of(glyph, doubled);
        let before = text[..token.span.start().index()].chars().next_back();
        found.push(Mark {
            token: index as u32,
            block: block as u32,
            class,
            shape,
            glyph,
            side: Side::Unclear,
            starts_block: blocks.get(block).is_some_and(|here| here.tokens.start() == index),
            after_digit: matches!(glyph, '"' | '\'' | '”' | '’')
                && !doubled
                && before.is_some_and(|before| before.is_ascii_digit()),
        });
    }
    note_sides(text, tokens, &mut found);
    found
}

const fn class_of(glyph: char, doubled: bool) -> (Class, Shape) {
    match glyph {
        '„' | '‟' | ',' => (Class::Double, Shape::Opening),
        '‚' | '‛' if doubled => (Class::Double, Shape::Opening),
        '`' if doubled => (Class::Double, Shape::Opening),
        '‚' | '‛' => (Class::Single, Shape::Opening),
        '«' | '»' => (Class::Guillemet, Shape::Either),
        '‹' | '›' => (Class::Chevron, Shape::Either),
        '“' | '”' | '"' | '＂' => (Class::Double, Shape::Either),
        _ if doubled => (Class::Double, Shape::Either),
        _ => (Class::Single, Shape::Either),
    }
}

/// Sets what the neighbours say. Marks that touch each other share their neighbours: before the first and after the last of the run.
fn note_sides(text: &str, tokens: &[Token], marks: &mut [Mark]) {
    let mut first = 0;
    while first < marks.len() {
        let mut last = first;
        while last + 1 < marks.len() && ends_at(tokens, marks[last]) == starts_at(tokens, marks[last + 1]) {
            last += 1;
        }
        let before = text[..starts_at(tokens, marks[first])].chars().next_back();
        let after = text[ends_at(tokens, marks[last])..].chars().next();
        let open_before =
            before.is_none_or(|c| c.is_whitespace() || is_invisible(c) || is_opening_bracket(c) || is_dash(c) || c == '/');
        let open_after = after.is_none_or(|c| {
            c.is_whitespace()
                || is_invisible(c)
                || is_closing_bracket(c)
                || is_dash(c)
                || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '/' | '…')
        });
        let side = match (open_before, open_after) {
            (true, false) => Side::Opens,
            (false, true) => Side::Closes,
            _ => Side::Unclear,
        };
        for mark in &mut marks[first..=last] {
            mark.side = side;
        }
        // In a run such as `“„` a mark that always opens turns the side for the rest.
        if last > first && side != Side::Opens {
            let mut opened = false;
            for mark in &mut marks[first..=last] {
                opened |= mark.shape == Shape::Opening;
                if opened {
                    mark.side = if open_after { Side::Unclear } else { Side::Opens };
                }
            }
        }
        first = last + 1;
    }
}

fn starts_at(tokens: &[Token], mark: Mark) -> usize {
    tokens[mark.token as usize].span.start().index()
}

fn ends_at(tokens: &[Token], mark: Mark) -> usize {
    tokens[mark.token as usize].span.end().index()
}
