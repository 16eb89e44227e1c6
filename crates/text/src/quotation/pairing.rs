//! Which opening mark belongs to which closing mark.
//!
//! One pass with a stack, which is emptied at every paragraph, so that one odd mark never spoils the rest of an article. What stays open at the
//! end of a paragraph goes on in the next one only if that begins with the same opening mark again (the convention for long quotations), or if
//! the next mark of all closes, a few paragraphs on at most. A mark whose neighbours do not tell its role closes if something is open and opens otherwise.

use super::mark::{Class, Mark, Shape, Side};

/// No partner.
const NONE: u32 = u32::MAX;

/// How many paragraphs further on a quotation can close whose opening mark is not repeated.
const LONGEST_WITHOUT_REPEAT: u32 = 4;

/// What a mark turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Begins a quotation.
    Opens,
    /// Ends one.
    Closes,
    /// Stands at the start of a further paragraph of one.
    Repeats,
    /// Looks like the end of a quotation that never began.
    Stray,
    /// Stands for inches.
    Measure,
}

/// The result: for each mark its role and its partner.
pub(super) struct Pairs {
    pub(super) roles: Vec<Role>,
    partners: Vec<u32>,
}

impl Pairs {
    /// The mark that closes the quotation that `mark` opens.
    pub(super) fn partner(&self, mark: usize) -> Option<usize> {
        self.partners.get(mark).filter(|partner| **partner != NONE).map(|partner| *partner as usize)
    }
}

pub(super) fn pair(marks: &[Mark]) -> Pairs {
    let mut pairing = Pairing {
        marks,
        pairs: Pairs { roles: vec![Role::Opens; marks.len()], partners: vec![NONE; marks.len()] },
        guillemets_open: [opening_guillemet(marks, Class::Guillemet, '»'), opening_guillemet(marks, Class::Chevron, '›')],
        next_of_class: next_of_class(marks),
        stack: Vec::new(),
        places: Default::default(),
        last_opened: [NONE; Class::COUNT],
        chain: Vec::new(),
        block: 0,
    };
    for index in 0..marks.len() {
        pairing.take(index);
    }
    pairing.abandon(0);
    pairing.pairs
}

/// For each mark the next one of its class.
fn next_of_class(marks: &[Mark]) -> Vec<u32> {
    let mut next = vec![NONE; marks.len()];
    let mut seen = [NONE; Class::COUNT];
    for (index, mark) in marks.iter().enumerate().rev() {
        next[index] = seen[mark.class.index()];
        seen[mark.class.index()] = index as u32;
    }
    next
}

/// The guillemet that opens in this article: `»` in Germany and Austria, `«` in Switzerland.
///
/// The clear cases vote; without any, the one that comes first is the one that opens.
fn opening_guillemet(marks: &[Mark], class: Class, german: char) -> char {
    let swiss = if german == '»' { '«' } else { '‹' };
    let (mut votes, mut first) = (0_i64, None);
    for mark in marks.iter().filter(|mark| mark.class == class) {
        first.get_or_insert(mark.glyph);
        let for_german = (mark.glyph == german) == (mark.side == Side::Opens);
        if mark.side != Side::Unclear {
            votes += if for_german { 1 } else { -1 };
        }
    }
    match votes {
        1.. => german,
        0 => first.unwrap_or(german),
        _ => swiss,
    }
}

struct Pairing<'m> {
    marks: &'m [Mark],
    pairs: Pairs,
    guillemets_open: [char; 2],
    next_of_class: Vec<u32>,
    /// The marks that are open, outermost first.
    stack: Vec<u32>,
    /// For each class where in `stack` its marks are.
    places: [Vec<u32>; Class::COUNT],
    /// For each class the mark that opened last, closed or not.
    last_opened: [u32; Class::COUNT],
    /// The repeated marks of the quotation at the bottom of the stack.
    chain: Vec<u32>,
    block: u32,
}

impl Pairing<'_> {
    fn take(&mut self, index: usize) {
        let mark = self.marks[index];
        if mark.block != self.block {
            let repeated = self.enter_block(index);
            self.block = mark.block;
            if repeated {
                return;
            }
        }
        if self.opens(mark) {
            self.open(index as u32);
        } else {
            self.close(index);
        }
    }

    fn class_is_open(&self, class: Class) -> bool {
        !self.places[class.index()].is_empty()
    }

    fn opens(&self, mark: Mark) -> bool {
        let open = self.class_is_open(mark.class);
        match (mark.shape, mark.side) {
            (Shape::Opening, side) => !(open && side == Side::Closes),
            (Shape::Either, Side::Opens) => true,
            (Shape::Either, Side::Closes) => false,
            (Shape::Either, Side::Unclear) => match mark.class {
                Class::Guillemet => mark.glyph == self.guillemets_open[0],
                Class::Chevron => mark.glyph == self.guillemets_open[1],
                Class::Double | Class::Single => !open,
            },
        }
    }

    fn open(&mut self, index: u32) {
        let class = self.marks[index as usize].class.index();
        self.pairs.roles[index as usize] = Role::Opens;
        self.places[class].push(self.stack.len() as u32);
        self.stack.push(index);
        self.last_opened[class] = index;
    }

    fn close(&mut self, index: usize) {
        let mark = self.marks[index];
        let place = self.places[mark.class.index()].last().copied();
        if mark.after_digit && (place.is_none() || self.closes_later(index)) {
            self.pairs.roles[index] = Role::Measure;
            return;
        }
        // A single mark is too often an apostrophe to end a quotation in double marks.
        let hidden = |place: u32| {
            mark.class == Class::Single
                && [Class::Double, Class::Guillemet]
                    .iter()
                    .any(|class| self.places[class.index()].last().is_some_and(|above| *above > place))
        };
        let Some(place) = place.filter(|place| !hidden(*place)) else {
            self.pairs.roles[index] = Role::Stray;
            return;
        };
        self.abandon(place as usize + 1);
        if let Some(opened) = self.pop() {
            self.pairs.partners[opened as usize] = index as u32;
            self.pairs.partners[index] = opened;
        }
        self.pairs.roles[index] = Role::Closes;
        if self.stack.is_empty() {
            self.chain.clear();
        }
    }

    /// Whether the next mark of this class in the paragraph closes, so that this one need not.
    fn closes_later(&self, index: usize) -> bool {
        self.marks
            .get(self.next_of_class[index] as usize)
            .is_some_and(|next| next.block == self.marks[index].block && next.side == Side::Closes)
    }

    fn pop(&mut self) -> Option<u32> {
        let opened = self.stack.pop()?;
        self.places[self.marks[opened as usize].class.index()].pop();
        Some(opened)
    }

    /// Leaves the marks on the stack from `place` on without a partner.
    fn abandon(&mut self, place: usize) {
        while self.stack.len() > place {
            self.pop();
        }
        if place == 0 {
            for repeated in self.chain.drain(..) {
                self.pairs.roles[repeated as usize] = Role::Opens;
            }
        }
    }

    /// Decides what becomes of open quotations when the mark at `index` is the first in a later paragraph; returns whether it repeats one.
    fn enter_block(&mut self, index: usize) -> bool {
        let mark = self.marks[index];
        let Some(&open) = self.stack.last() else {
            return false;
        };
        let opened = self.marks[open as usize];
        let goes_on = mark.class == opened.class && self.last_opened[mark.class.index()] == open;
        let distance = mark.block - self.block;
        let repeats = distance == 1 && mark.starts_block && mark.glyph == opened.glyph && mark.side != Side::Closes;
        let closes = distance <= LONGEST_WITHOUT_REPEAT && mark.side == Side::Closes && mark.shape == Shape::Either;
        if !goes_on || !(repeats || closes) {
            self.abandon(0);
            return false;
        }
        // Only the innermost quotation goes on; if it is not the outermost, nothing repeated it so far.
        if self.stack.len() > 1 {
            self.abandon(0);
            self.open(open);
        }
        if repeats {
            self.pairs.roles[index] = Role::Repeats;
            self.chain.push(index as u32);
        }
        repeats
    }
}
