//! Which proposals are kept: the surest first, as long as they go together.

use wortlaut_text::TokenRange;

use super::pool::Proposed;
use super::table::{Damage, Reader, Writer};
use crate::StatementType;
use crate::patterns::Candidate;

/// How sure a statement must be to be kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// By type.
    pub alone: [f32; StatementType::ALL.len()],
    /// Inside, or around, a statement that was kept before.
    pub nested: f32,
}

impl Thresholds {
    /// As bytes.
    pub fn write(&self, into: &mut Writer) {
        self.alone.iter().chain([&self.nested]).for_each(|one| into.real(*one));
    }

    /// From bytes.
    ///
    /// # Errors
    /// [`Damage`] if they are none that [`Thresholds::write`] wrote.
    pub fn read(from: &mut Reader<'_>) -> Result<Self, Damage> {
        let mut thresholds = Self { alone: [0.0; StatementType::ALL.len()], nested: 0.0 };
        for one in thresholds.alone.iter_mut().chain([&mut thresholds.nested]) {
            *one = from.real()?;
            if !(0.0..=1.0).contains(one) {
                return Err(Damage("a threshold outside 0 to 1"));
            }
        }
        Ok(thresholds)
    }
}

/// The positions of those kept, in the order of their sureness.
pub(crate) fn select(proposed: &[Proposed], shares: &[f32], thresholds: &Thresholds) -> Vec<usize> {
    let mut order: Vec<usize> = (0..proposed.len()).collect();
    order.sort_by(|a, b| shares[*b].total_cmp(&shares[*a]).then(a.cmp(b)));
    let mut kept: Vec<usize> = Vec::new();
    for at in order {
        let one = &proposed[at].candidate;
        let least = kept
            .iter()
            .map(|other| least(one, &proposed[*other].candidate, thresholds))
            .fold(thresholds.alone[one.kind as usize], f32::max);
        if shares[at] >= least {
            kept.push(at);
        }
    }
    kept
}

/// The best of those that were not kept where nothing is, if they are not quite improbable: what a person might want to look at.
pub(crate) fn unsure(proposed: &[Proposed], shares: &[f32], kept: &[usize]) -> Vec<usize> {
    /// Below this share nearly all are wrong.
    const LEAST: f32 = 0.2;
    let mut order: Vec<usize> = (0..proposed.len()).filter(|at| shares[*at] >= LEAST && !kept.contains(at)).collect();
    order.sort_by(|a, b| shares[*b].total_cmp(&shares[*a]).then(a.cmp(b)));
    let mut found: Vec<usize> = Vec::new();
    for at in order {
        let quote = &proposed[at].candidate.quote;
        if kept.iter().chain(&found).all(|other| shared(quote, &proposed[*other].candidate.quote) == 0) {
            found.push(at);
        }
    }
    found.sort_unstable();
    found
}

/// How sure `one` must be beside a statement that is kept.
fn least(one: &Candidate, other: &Candidate, thresholds: &Thresholds) -> f32 {
    let (inner, outer) = (one.cover(), other.cover());
    if inner.end() <= outer.start() || outer.end() <= inner.start() {
        return 0.0;
    }
    let shared = shared(&one.quote, &other.quote);
    if shared == 0 {
        return 0.0;
    }
    let size = |pieces: &[TokenRange]| pieces.iter().map(|piece| piece.len()).sum::<usize>();
    let (small, large) = (size(&one.quote).min(size(&other.quote)), size(&one.quote).max(size(&other.quote)));
    let nested = shared + 2 >= small;
    let direct = (one.kind == StatementType::Direct, other.kind == StatementType::Direct);
    match direct {
        _ if !nested => f32::INFINITY,
        (true, true) => f32::INFINITY,
        (true, false) | (false, true) if small * 10 >= large * 9 => 0.7,
        (true, false) | (false, true) => 0.0,
        (false, false) if own_frame(one, other) => thresholds.nested,
        (false, false) => f32::INFINITY,
    }
}

/// Whether the smaller of two statements has a frame of its own inside the larger.
fn own_frame(one: &Candidate, other: &Candidate) -> bool {
    let (inner, outer) = if one.cover().len() < other.cover().len() { (one, other) } else { (other, one) };
    inner.frame.is_some() && inner.frame != outer.frame && inner.cue.first().is_some_and(|cue| outer.holds(*cue))
}

fn shared(left: &[TokenRange], right: &[TokenRange]) -> usize {
    left.iter().flat_map(|a| right.iter().map(|b| a.end().min(b.end()).saturating_sub(a.start().max(b.start())))).sum()
}
