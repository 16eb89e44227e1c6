//! From shares to how often they are right.

use rayon::prelude::*;
use wortlaut_reading::learning::Calibration;

/// Statements that a point of the curve stands for, at least.
const LEAST: usize = 80;

/// The ascending curve that is nearest to what was right and what was not (pool adjacent violators: Ayer et al. 1955).
pub(crate) fn curve(judged: impl ParallelIterator<Item = (f32, bool)>) -> Calibration {
    let mut judged: Vec<(f32, bool)> = judged.collect();
    judged.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    // Neighbours first, so that no point rests on a few statements, and equal scores together; then those that fall are pooled.
    let mut pools: Vec<Pool> = Vec::new();
    let mut rest = judged.as_slice();
    while !rest.is_empty() {
        let mut end = rest.len().min(LEAST);
        while rest.get(end).is_some_and(|next| next.0 == rest[end - 1].0) {
            end += 1;
        }
        let (chunk, after) = rest.split_at(end);
        rest = after;
        pools.push(Pool {
            score: chunk.iter().map(|one| f64::from(one.0)).sum(),
            right: chunk.iter().filter(|one| one.1).count() as f64,
            count: chunk.len() as f64,
        });
        while let [.., before, last] = pools.as_slice()
            && (before.share() >= last.share() || last.count < LEAST as f64)
        {
            let joined =
                Pool { score: before.score + last.score, right: before.right + last.right, count: before.count + last.count };
            pools.truncate(pools.len() - 2);
            pools.push(joined);
        }
    }
    Calibration::new(pools.iter().map(|pool| ((pool.score / pool.count) as f32, pool.share() as f32)).collect())
}

struct Pool {
    score: f64,
    right: f64,
    count: f64,
}

impl Pool {
    fn share(&self) -> f64 {
        self.right / self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_ascends_and_tells_what_was_right() {
        // Of 160 with a score of 0.9 half are right, of 160 with 0.5 three in five, of 160 with 0.2 one in ten.
        let judged: Vec<(f32, bool)> = [(0.9, 80), (0.5, 96), (0.2, 16)]
            .iter()
            .flat_map(|(score, right)| (0..160).map(move |at| (*score, at < *right)))
            .collect();
        let curve = curve(judged.into_par_iter());
        assert!((curve.of(0.2) - 0.1).abs() < 1e-3, "{}", curve.of(0.2));
        // The two that fall are pooled: 176 of 320.
        assert!((curve.of(0.9) - 0.55).abs() < 1e-3, "{}", curve.of(0.9));
    }
}
