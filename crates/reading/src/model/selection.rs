//! Which proposals are kept: the surest first, as long as they go together.

use wortlaut_text::TokenRange;

use super::pool::Proposed;
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

impl Default for Thresholds {
    fn default() -> Self {
        Self { alone: [0.33; 5], nested: 0.75 }
    }
}

/// The positions of those kept, in the order of their sureness.
pub(crate) fn select(proposed: &[Proposed], shares: &[f32], thresholds: &Thresholds) -> Vec<usize> {
    let mut order: Vec<usize> = (0..proposed.len()).collect();
    order.sort_by(|a, b| shares[*b].total_cmp(&shares[*a]).then(a.cmp(b)));
    let mut kept: Vec<usize> = Vec::new();
    for at in order {
        let one = &proposed[at].candidate;
        let least = kept.iter().map(|other| least(one, &proposed[*other].candidate, thresholds)).fold(
            thresholds.alone[one.kind as usize],
            f32::max,
        );
        if shares[at] >= least {
            kept.push(at);
        }
    }
    kept
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
    left.iter()
        .flat_map(|a| right.iter().map(|b| a.end().min(b.end()).saturating_sub(a.start().max(b.start()))))
        .sum()
}
