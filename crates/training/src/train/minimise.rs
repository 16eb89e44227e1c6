//! Finding the weights with the least loss.
//!
//! L-BFGS (Liu and Nocedal 1989) with a backtracking line search. Weights are `f32`; sums over all of them are taken in `f64`, in
//! the order of the weights, so that a run can be repeated to the last bit.

/// A smooth function of many weights.
pub(crate) trait Objective {
    /// The value at `weights`; its slope is written to `gradient`.
    fn evaluate(&mut self, weights: &[f32], gradient: &mut [f32]) -> f64;
}

/// How long to look.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Patience {
    /// Steps at most.
    pub(crate) steps: usize,
    /// Ends when the last ten steps gained less than this share of the value.
    pub(crate) tolerance: f64,
}

impl Default for Patience {
    fn default() -> Self {
        Self { steps: 100, tolerance: 1e-3 }
    }
}

/// Steps whose curvature is remembered.
const MEMORY: usize = 6;

/// Moves `weights` to where `objective` is least; returns the value there.
pub(crate) fn minimise(objective: &mut impl Objective, weights: &mut [f32], patience: Patience) -> f64 {
    let size = weights.len();
    let mut gradient = vec![0.0; size];
    let mut value = objective.evaluate(weights, &mut gradient);
    let mut history: std::collections::VecDeque<Curvature> = std::collections::VecDeque::new();
    let mut values = vec![value];
    let mut tried = vec![0.0; size];
    let mut slope = vec![0.0; size];
    for _ in 0..patience.steps {
        let direction = direction(&gradient, &history);
        let descent = dot(&gradient, &direction);
        if descent >= 0.0 || !descent.is_finite() {
            break;
        }
        let mut step = if history.is_empty() { (1.0 / dot(&gradient, &gradient).sqrt()).min(1.0) } else { 1.0 };
        let found = loop {
            for ((to, from), along) in tried.iter_mut().zip(weights.iter()).zip(&direction) {
                *to = from + step as f32 * along;
            }
            let next = objective.evaluate(&tried, &mut slope);
            if next.is_finite() && next <= value + 1e-4 * step * descent {
                break Some(next);
            }
            step *= 0.5;
            if step < 1e-10 {
                break None;
            }
        };
        let Some(next) = found else { break };
        let moved: Vec<f32> = tried.iter().zip(weights.iter()).map(|(to, from)| to - from).collect();
        let bent: Vec<f32> = slope.iter().zip(&gradient).map(|(to, from)| to - from).collect();
        let product = dot(&moved, &bent);
        if product > 1e-12 {
            if history.len() == MEMORY {
                history.pop_front();
            }
            history.push_back(Curvature { scale: product / dot(&bent, &bent), inverse: 1.0 / product, moved, bent });
        }
        weights.copy_from_slice(&tried);
        gradient.copy_from_slice(&slope);
        value = next;
        values.push(value);
        let earlier = values.len().checked_sub(11).map(|at| values[at]);
        if earlier.is_some_and(|earlier| earlier - value < patience.tolerance * value.abs()) {
            break;
        }
    }
    value
}

struct Curvature {
    moved: Vec<f32>,
    bent: Vec<f32>,
    inverse: f64,
    scale: f64,
}

/// The two-loop recursion.
fn direction(gradient: &[f32], history: &std::collections::VecDeque<Curvature>) -> Vec<f32> {
    let mut along: Vec<f32> = gradient.iter().map(|one| -one).collect();
    let mut shares = Vec::with_capacity(history.len());
    for one in history.iter().rev() {
        let share = one.inverse * dot(&one.moved, &along);
        add(&mut along, &one.bent, -share);
        shares.push(share);
    }
    if let Some(last) = history.back() {
        along.iter_mut().for_each(|one| *one *= last.scale as f32);
    }
    for (one, share) in history.iter().zip(shares.into_iter().rev()) {
        let correction = share - one.inverse * dot(&one.bent, &along);
        add(&mut along, &one.moved, correction);
    }
    along
}

fn dot(left: &[f32], right: &[f32]) -> f64 {
    left.iter().zip(right).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum()
}

fn add(to: &mut [f32], what: &[f32], times: f64) {
    to.iter_mut().zip(what).for_each(|(to, what)| *to += times as f32 * what);
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Valley;

    impl Objective for Valley {
        fn evaluate(&mut self, at: &[f32], gradient: &mut [f32]) -> f64 {
            // Rosenbrock 1960: a bent valley with its lowest point at (1, 1).
            let (x, y) = (f64::from(at[0]), f64::from(at[1]));
            gradient[0] = (-2.0 * (1.0 - x) - 400.0 * x * (y - x * x)) as f32;
            gradient[1] = (200.0 * (y - x * x)) as f32;
            (1.0 - x).powi(2) + 100.0 * (y - x * x).powi(2)
        }
    }

    #[test]
    fn the_lowest_point_of_a_bent_valley_is_found() {
        let mut at = [-1.2, 1.0];
        let value = minimise(&mut Valley, &mut at, Patience { steps: 500, tolerance: 0.0 });
        assert!(value < 1e-6, "{value} at {at:?}");
    }
}
