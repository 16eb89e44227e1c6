//! From a score to the share of statements with such a score that are right.

use super::table::{Damage, Reader, Writer};

/// A monotone curve through some points, straight between them.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Calibration {
    /// Score and share, both ascending.
    points: Vec<(f32, f32)>,
}

impl Calibration {
    /// Through these points, ascending in both parts. Without points scores are taken as they are.
    #[must_use]
    pub const fn new(points: Vec<(f32, f32)>) -> Self {
        Self { points }
    }

    /// The share that stands for a score, 0 to 1.
    #[must_use]
    pub fn of(&self, score: f32) -> f32 {
        let after = self.points.partition_point(|(at, _)| *at < score);
        match (after.checked_sub(1).map(|at| self.points[at]), self.points.get(after).copied()) {
            (None, None) => score,
            (Some((_, share)), None) | (None, Some((_, share))) => share.min(1.0),
            (Some((from, low)), Some((to, high))) => low + (high - low) * (score - from) / (to - from).max(f32::EPSILON),
        }
    }

    /// The same with every share lowered to `part` of it.
    #[must_use]
    pub fn lowered(mut self, part: f32) -> Self {
        self.points.iter_mut().for_each(|(_, share)| *share *= part);
        self
    }

    /// As bytes.
    pub fn write(&self, into: &mut Writer) {
        into.number(self.points.len() as u32);
        for (score, share) in &self.points {
            into.real(*score);
            into.real(*share);
        }
    }

    /// From bytes.
    ///
    /// # Errors
    /// [`Damage`] if they are none that [`Calibration::write`] wrote.
    pub fn read(from: &mut Reader<'_>) -> Result<Self, Damage> {
        let count = from.count(8)?;
        let points = (0..count).map(|_| Ok((from.real()?, from.real()?))).collect::<Result<Vec<_>, Damage>>()?;
        let sound = points.iter().all(|(score, share)| score.is_finite() && (0.0..=1.0).contains(share))
            && points.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 <= pair[1].1);
        sound.then_some(Self { points }).ok_or(Damage("a curve that does not ascend"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_points_it_is_straight_and_beyond_them_flat() {
        let curve = Calibration::new(vec![(0.2, 0.3), (0.6, 0.5)]);
        assert_eq!(curve.of(0.1), 0.3);
        assert!((curve.of(0.4) - 0.4).abs() < 1e-6);
        assert_eq!(curve.of(0.9), 0.5);
        assert_eq!(Calibration::default().of(0.7), 0.7);
    }
}
