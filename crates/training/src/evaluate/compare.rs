//! Whether two reports differ by more than the chance of which articles were drawn.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::report::{DocumentTally, Macro, Ratio, Report, harmonic};
use crate::{Error, Result};

/// A difference and where it lies in 95 of 100 samples of articles, as shares (0.01 is one point).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// On the articles as they are: positive if the new report is better.
    pub difference: f64,
    /// 2.5 % of the samples lie below.
    pub low: f64,
    /// 2.5 % of the samples lie above.
    pub high: f64,
}

/// The differences between two reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// M2, found F1.
    pub found: Interval,
    /// M2, attributed F1.
    pub attributed: Interval,
    /// M1, messages F1.
    pub messages: Interval,
    /// M1, joint F1.
    pub joint: Interval,
    /// How many samples were drawn.
    pub samples: usize,
}

/// Compares `report` with an earlier one of the same corpus by a paired bootstrap over articles (Efron and Tibshirani
/// 1993, section 13.3): both reports are measured on the same articles, drawn with replacement, `samples` times.
/// 1,000 are plenty. The draws are always the same, so that the same reports give the same intervals.
///
/// # Errors
/// [`Error::DifferentDocuments`] if the articles differ.
pub fn compare(report: &Report, baseline: &Report, samples: usize) -> Result<Comparison> {
    let (new, old) = (&report.tallies, &baseline.tallies);
    if new.len() != old.len() {
        return Err(Error::DifferentDocuments { detail: format!("{} articles and {}", new.len(), old.len()) });
    }
    if let Some((left, right)) = new.iter().zip(old).find(|(left, right)| left.document != right.document) {
        return Err(Error::DifferentDocuments {
            detail: format!("\"{}\" stands where the other has \"{}\"", left.document, right.document),
        });
    }
    let difference = |drawn: &[usize]| {
        let (new, old) = (figures(new, drawn), figures(old, drawn));
        std::array::from_fn(|position| new[position] - old[position])
    };
    let everything: Vec<usize> = (0..new.len()).collect();
    let observed: [f64; 4] = difference(&everything);
    let mut random = SplitMix(0x0077_6F72_746C_6175);
    let mut drawn_differences: [Vec<f64>; 4] = Default::default();
    for _ in 0..samples {
        let drawn: Vec<usize> = everything.iter().map(|_| random.below(new.len())).collect();
        let differences: [f64; 4] = difference(&drawn);
        for (all, one) in drawn_differences.iter_mut().zip(differences) {
            all.push(one);
        }
    }
    let mut intervals = [Interval::default(); 4];
    for ((interval, mut all), difference) in intervals.iter_mut().zip(drawn_differences).zip(observed) {
        all.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let position = (share * all.len().saturating_sub(1) as f64).round() as usize;
            all.get(position).copied().unwrap_or(difference)
        };
        *interval = Interval { difference, low: at(0.025), high: at(0.975) };
    }
    let [found, attributed, messages, joint] = intervals;
    Ok(Comparison { found, attributed, messages, joint, samples })
}

/// Found, attributed, messages and joint F1 of some articles.
fn figures(tallies: &[DocumentTally], drawn: &[usize]) -> [f64; 4] {
    let (mut messages, mut joint) = (Macro::default(), Macro::default());
    let mut ratios = [Ratio::default(); 4];
    for tally in drawn.iter().filter_map(|position| tallies.get(*position)) {
        messages.add(&tally.messages);
        joint.add(&tally.joint);
        let of_article = [tally.found_precision, tally.found_recall, tally.attributed_precision, tally.attributed_recall];
        for (sum, ratio) in ratios.iter_mut().zip(of_article) {
            sum.add(ratio);
        }
    }
    let [found_precision, found_recall, attributed_precision, attributed_recall] = ratios.map(Ratio::share);
    [harmonic(found_precision, found_recall), harmonic(attributed_precision, attributed_recall), messages.f1(), joint.f1()]
}

/// The SplitMix64 generator (Steele, Lea and Flood 2014): small, and the same on every machine.
struct SplitMix(u64);

impl SplitMix {
    /// From 0 up to, not including, `limit`; 0 if `limit` is 0.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        ((u128::from(mixed) * limit as u128) >> 64) as usize
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Difference to the baseline in points, 95 % of {} samples of articles", self.samples)?;
        for (name, interval) in [
            ("found F1", self.found),
            ("attributed F1", self.attributed),
            ("messages F1", self.messages),
            ("joint F1", self.joint),
        ] {
            writeln!(
                f,
                "  {name:<14} {:>+6.1}  from {:>+6.1} to {:>+6.1}{}",
                interval.difference * 100.0,
                interval.low * 100.0,
                interval.high * 100.0,
                if interval.low <= 0.0 && interval.high >= 0.0 { "  (may be chance)" } else { "" },
            )?;
        }
        Ok(())
    }
}
