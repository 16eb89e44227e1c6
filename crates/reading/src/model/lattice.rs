//! Forward and backward through a linear chain of labels (Lafferty, McCallum and Pereira 2001).
//!
//! Training and reading share this code, so that a model is read as it was trained.

/// The most labels a chain may have.
pub const MOST_LABELS: usize = 32;

/// What may follow what, and how gladly: one square table for each kind of border between two tokens.
#[derive(Clone, Debug, Default)]
pub struct Transitions {
    labels: usize,
    /// `exp` of the weight; 0 where the step is not allowed. By border, label before, label after.
    steps: Vec<f32>,
    /// The same by border, label after, label before.
    turned: Vec<f32>,
    /// The weights by border, as the search for the best sequence goes through them.
    searched: Vec<Searched>,
}

impl Transitions {
    /// From weights by border, label before, label after; minus infinity forbids a step.
    #[must_use]
    pub fn new(labels: usize, weights: Vec<f32>) -> Self {
        let steps: Vec<f32> = weights.iter().map(|one| one.exp()).collect();
        let mut turned = steps.clone();
        let size = labels * labels;
        for (at, step) in steps.iter().enumerate() {
            turned[at / size * size + at % labels * labels + at / labels % labels] = *step;
        }
        let searched = weights.chunks_exact(size.max(1)).map(|weights| Searched::new(labels, weights)).collect();
        Self { labels, steps, turned, searched }
    }

    fn table(&self, border: u8) -> &[f32] {
        let size = self.labels * self.labels;
        &self.steps[usize::from(border) * size..][..size]
    }

    fn turned(&self, border: u8) -> &[f32] {
        let size = self.labels * self.labels;
        &self.turned[usize::from(border) * size..][..size]
    }
}

/// Labels that are reached from so few others are looked at one by one.
const FEW: usize = 4;
/// Labels that are looked at together.
const LANES: usize = 4;
/// Ways to score the first label that are searched at a time.
pub(super) const WAYS: usize = 4;
/// Places for labels that are reached from many.
const PLACES: usize = MOST_LABELS / LANES;

/// The weights of the steps over one kind of border.
#[derive(Clone, Debug, Default)]
struct Searched {
    labels: usize,
    /// Labels from here on are reached from few others.
    many: usize,
    /// By label before: the weights of the steps to the first `many` labels, some at a time; what is left over is forbidden.
    rows: Vec<[f32; LANES]>,
    /// The steps to the other labels: label after, label before, weight; ascending.
    few: Vec<(u8, u8, f32)>,
    /// By label before and another one: the most that the other's step to one of the first `many` labels weighs more.
    leads: Vec<f32>,
    /// By label before: the least and the most that a step to one of the first `many` labels weighs.
    reach: Vec<(f32, f32)>,
    /// The largest weight.
    largest: f32,
}

impl Searched {
    fn new(labels: usize, weights: &[f32]) -> Self {
        let weight = |before: usize, after: usize| weights[before * labels + after];
        let is_allowed = |before: usize, after: usize| weight(before, after) > f32::NEG_INFINITY;
        let sources = |after: usize| (0..labels).filter(|before| is_allowed(*before, after)).count();
        let many = (0..labels).rev().find(|after| sources(*after) > FEW).map_or(0, |last| last + 1);
        let rows = (0..labels).flat_map(|before| {
            let place = move |after: usize| if after < many { weight(before, after) } else { f32::NEG_INFINITY };
            (0..many).step_by(LANES).map(move |first| std::array::from_fn(|lane| place(first + lane)))
        });
        let few = (many..labels).flat_map(|after| {
            let before = (0..labels).filter(move |before| is_allowed(*before, after));
            before.map(move |before| (after as u8, before as u8, weight(before, after)))
        });
        let lead = |before: usize, other: usize| {
            let after = (0..many).filter(|after| is_allowed(other, *after));
            after.map(|after| weight(other, after) - weight(before, after)).fold(f32::NEG_INFINITY, f32::max)
        };
        let leads = (0..labels).flat_map(|before| (0..labels).map(move |other| lead(before, other)));
        let largest = weights.iter().filter(|one| one.is_finite()).fold(0.0_f32, |most, one| most.max(one.abs()));
        let reach = (0..labels).map(|before| {
            let weights = (0..many).map(|after| weight(before, after));
            weights.fold((f32::INFINITY, f32::NEG_INFINITY), |(least, most), one| (least.min(one), most.max(one)))
        });
        Self { labels, many, rows: rows.collect(), few: few.collect(), leads: leads.collect(), reach: reach.collect(), largest }
    }

    /// What a score must lie below to be below another one however both were rounded.
    fn without_rounding(&self, score: f32) -> f32 {
        score - (score.abs() + self.largest) * 1e-5
    }

    /// As [`Searched::after`], several ways at a time.
    fn after_ways(&self, before: &[[f32; WAYS]], reached: &mut [[f32; WAYS]], from: &mut [[u32; WAYS]]) {
        let mut floor = [f32::NEG_INFINITY; WAYS];
        for (start, (least, _)) in before.iter().zip(&self.reach) {
            floor = std::array::from_fn(|way| floor[way].max(start[way] + least));
        }
        let bound = floor.map(|floor| self.without_rounding(floor));
        let mut sources = [0_u8; MOST_LABELS];
        let mut count = 0;
        for (label, (start, (_, most))) in before.iter().zip(&self.reach).enumerate() {
            sources[count] = label as u8;
            count += usize::from((0..WAYS).any(|way| start[way] + most >= bound[way] && start[way] > f32::NEG_INFINITY));
        }
        let width = self.many.div_ceil(LANES);
        let many = (0..self.many).flat_map(|label| {
            let weight = move |source: u8| self.rows[usize::from(source) * width + label / LANES][label % LANES];
            sources[..count].iter().map(move |source| (label as u8, *source, weight(*source)))
        });
        for (label, source, weight) in many.chain(self.few.iter().copied()) {
            let (start, label) = (&before[usize::from(source)], usize::from(label));
            let (reached, from) = (&mut reached[label], &mut from[label]);
            // Without branches, so that the compiler takes all ways at once.
            let scores: [f32; WAYS] = std::array::from_fn(|way| start[way] + weight);
            let better: [u32; WAYS] = std::array::from_fn(|way| u32::from(scores[way] > reached[way]).wrapping_neg());
            let chosen = |way: usize, new: u32, old: u32| new & better[way] | old & !better[way];
            *from = std::array::from_fn(|way| chosen(way, u32::from(source), from[way]));
            *reached = std::array::from_fn(|way| f32::from_bits(chosen(way, scores[way].to_bits(), reached[way].to_bits())));
        }
    }

    /// The best score of each label after the border and the label it is reached from, by the scores before it.
    fn after(&self, before: &[f32; MOST_LABELS], reached: &mut [f32; MOST_LABELS], from: &mut [u8]) {
        let labels = self.labels;
        let leader = (1..labels).fold(0, |best, label| if before[label] > before[best] { label } else { best });
        let leads = &self.leads[leader * labels..][..labels];
        // What is so far behind the leader that rounding cannot bring it forward is never the best label before another.
        let bound = self.without_rounding(before[leader]);
        let width = self.many.div_ceil(LANES);
        let mut scores = [[f32::NEG_INFINITY; LANES]; PLACES];
        let mut sources = [[0_u32; LANES]; PLACES];
        for (label, lead) in leads.iter().enumerate() {
            let start = before[label];
            if start + lead < bound || start == f32::NEG_INFINITY {
                continue;
            }
            let row = &self.rows[label * width..][..width];
            for ((scores, sources), row) in scores.iter_mut().zip(&mut sources).zip(row) {
                // Without branches, so that the compiler takes all lanes at once.
                for lane in 0..LANES {
                    let score = start + row[lane];
                    let is_better = score > scores[lane];
                    scores[lane] = if is_better { score } else { scores[lane] };
                    sources[lane] = if is_better { label as u32 } else { sources[lane] };
                }
            }
        }
        for ((place, source), (score, label)) in
            reached.iter_mut().zip(&mut *from).zip(scores.as_flattened().iter().zip(sources.as_flattened()))
        {
            (*place, *source) = (*score, *label as u8);
        }
        for (label, source, weight) in &self.few {
            let score = before[usize::from(*source)] + weight;
            if score > reached[usize::from(*label)] {
                (reached[usize::from(*label)], from[usize::from(*label)]) = (score, *source);
            }
        }
    }
}

/// Probabilities of labels along a chain.
#[derive(Clone, Debug, Default)]
pub struct Posterior {
    labels: usize,
    /// By token and label.
    pub nodes: Vec<f32>,
    /// The logarithm of the sum over all label sequences.
    pub log_sum: f64,
    forward: Vec<f32>,
    backward: Vec<f32>,
    local: Vec<f32>,
    scale: Vec<f32>,
}

impl Posterior {
    /// Sums over all label sequences. `scores` by token and label; `borders` names the kind of border before each token. Before
    /// the first token stands label 0.
    #[must_use]
    pub fn of(scores: &[f32], borders: &[u8], transitions: &Transitions) -> Self {
        let labels = transitions.labels;
        let length = borders.len();
        let mut local = vec![0.0_f32; length * labels];
        let mut log_sum = 0.0_f64;
        for (to, from) in local.chunks_exact_mut(labels).zip(scores.chunks_exact(labels)) {
            let most = from.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            log_sum += f64::from(most);
            to.iter_mut().zip(from).for_each(|(to, from)| *to = (from - most).exp());
        }
        let mut forward = vec![0.0_f32; length * labels];
        let mut scale = vec![1.0_f32; length];
        let mut before = [0.0_f32; MOST_LABELS];
        before[0] = 1.0;
        for at in 0..length {
            let table = transitions.table(borders[at]);
            let here = &mut forward[at * labels..][..labels];
            for (from, row) in before[..labels].iter().zip(table.chunks_exact(labels)) {
                if *from > 0.0 {
                    here.iter_mut().zip(row).for_each(|(to, step)| *to += from * step);
                }
            }
            let mut sum = 0.0;
            for (to, local) in here.iter_mut().zip(&local[at * labels..]) {
                *to *= local;
                sum += *to;
            }
            let sum = if sum > 0.0 { sum } else { f32::MIN_POSITIVE };
            here.iter_mut().for_each(|to| *to /= sum);
            scale[at] = sum;
            log_sum += f64::from(sum.ln());
            before[..labels].copy_from_slice(here);
        }
        let mut backward = vec![1.0_f32; length * labels];
        for at in (1..length).rev() {
            let table = transitions.turned(borders[at]);
            let (before, here) = backward[(at - 1) * labels..].split_at_mut(labels);
            before.fill(0.0);
            for (label, row) in table.chunks_exact(labels).enumerate() {
                let after = here[label] * local[at * labels + label] / scale[at];
                before.iter_mut().zip(row).for_each(|(to, step)| *to += after * step);
            }
        }
        let nodes = forward.iter().zip(&backward).map(|(forward, backward)| forward * backward).collect();
        Self { labels, nodes, log_sum, forward, backward, local, scale }
    }

    /// The probability that the token has the label.
    #[must_use]
    pub fn of_label(&self, token: usize, label: usize) -> f32 {
        self.nodes[token * self.labels + label]
    }

    /// Adds the probability of every step to `expected`, by border, label before, label after.
    pub fn add_steps(&self, borders: &[u8], transitions: &Transitions, expected: &mut [f32]) {
        let labels = self.labels;
        let size = labels * labels;
        for (at, border) in borders.iter().enumerate() {
            let table = transitions.table(*border);
            let into = &mut expected[usize::from(*border) * size..][..size];
            for label in 0..labels {
                let share = match at {
                    0 if label == 0 => 1.0,
                    0 => 0.0,
                    _ => self.forward[(at - 1) * labels + label],
                };
                if share == 0.0 {
                    continue;
                }
                for next in 0..labels {
                    let place = at * labels + next;
                    into[label * labels + next] +=
                        share * table[label * labels + next] * self.local[place] * self.backward[place] / self.scale[at];
                }
            }
        }
    }
}

/// The most probable label sequence (Viterbi 1967), with its labels' positions.
#[must_use]
pub fn best(scores: &[f32], borders: &[u8], transitions: &Transitions) -> Vec<u8> {
    let labels = transitions.labels;
    let length = borders.len();
    let mut back = vec![0_u8; length * labels];
    let mut before = [f32::NEG_INFINITY; MOST_LABELS];
    before[0] = 0.0;
    for ((border, scores), from) in borders.iter().zip(scores.chunks_exact(labels)).zip(back.chunks_exact_mut(labels)) {
        let mut here = [f32::NEG_INFINITY; MOST_LABELS];
        transitions.searched[usize::from(*border)].after(&before, &mut here, from);
        here.iter_mut().zip(scores).for_each(|(here, score)| *here += score);
        before = here;
    }
    let last = (0..labels).max_by(|a, b| before[*a].total_cmp(&before[*b])).unwrap_or(0);
    followed(last, length, |token, label| back[token * labels + label])
}

/// The same for several ways to score the first label; the others score as in `scores`.
pub(super) fn best_ways(scores: &[f32], firsts: &[[f32; WAYS]], borders: &[u8], transitions: &Transitions) -> [Vec<u8>; WAYS] {
    let labels = transitions.labels;
    let mut back = vec![[0_u32; WAYS]; borders.len() * labels];
    let mut before = [[f32::NEG_INFINITY; WAYS]; MOST_LABELS];
    before[0] = [0.0; WAYS];
    let steps = borders.iter().zip(scores.chunks_exact(labels)).zip(firsts).zip(back.chunks_exact_mut(labels));
    for (((border, scores), firsts), from) in steps {
        let mut here = [[f32::NEG_INFINITY; WAYS]; MOST_LABELS];
        transitions.searched[usize::from(*border)].after_ways(&before[..labels], &mut here[..labels], from);
        let first = std::array::from_fn(|way| here[0][way] + firsts[way]);
        here.iter_mut().zip(scores).for_each(|(here, score)| *here = here.map(|one| one + score));
        here[0] = first;
        before = here;
    }
    std::array::from_fn(|way| {
        let last = (0..labels).max_by(|a, b| before[*a][way].total_cmp(&before[*b][way])).unwrap_or(0);
        followed(last, borders.len(), |token, label| back[token * labels + label][way] as u8)
    })
}

/// The labels of all tokens by the last one and by what each token's label is reached from.
fn followed(last: usize, length: usize, from: impl Fn(usize, usize) -> u8) -> Vec<u8> {
    let mut label = last as u8;
    let mut found = vec![0; length];
    for (token, found) in found.iter_mut().enumerate().rev() {
        *found = label;
        label = from(token, usize::from(label));
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Three labels, two borders, four tokens; step 0 → 2 is forbidden at border 0.
    fn example() -> (Vec<f32>, Vec<u8>, Vec<f32>) {
        let scores = vec![0.3, -0.2, 0.9, 1.1, 0.0, -0.7, 0.2, 0.4, 0.1, -0.5, 0.8, 0.6];
        let mut weights: Vec<f32> = (0..18).map(|one| (one as f32 * 0.7).sin()).collect();
        weights[2] = f32::NEG_INFINITY;
        (scores, vec![0, 1, 0, 0], weights)
    }

    fn all(scores: &[f32], borders: &[u8], weights: &[f32]) -> Vec<([usize; 4], f64)> {
        (0..81)
            .map(|code| {
                let labels = [code / 27, code / 9 % 3, code / 3 % 3, code % 3];
                let mut before = 0;
                let mut sum = 0.0;
                for (at, label) in labels.into_iter().enumerate() {
                    sum += f64::from(weights[usize::from(borders[at]) * 9 + before * 3 + label] + scores[at * 3 + label]);
                    before = label;
                }
                (labels, sum)
            })
            .collect()
    }

    #[test]
    fn sums_and_the_best_sequence_are_those_of_all_sequences() {
        let (scores, borders, weights) = example();
        let sequences = all(&scores, &borders, &weights);
        let total: f64 = sequences.iter().map(|(_, score)| score.exp()).sum();
        let transitions = Transitions::new(3, weights);
        let posterior = Posterior::of(&scores, &borders, &transitions);
        assert!((posterior.log_sum - total.ln()).abs() < 1e-5);
        for at in 0..4 {
            for label in 0..3 {
                let share: f64 =
                    sequences.iter().filter(|(labels, _)| labels[at] == label).map(|(_, score)| score.exp() / total).sum();
                assert!((share - f64::from(posterior.of_label(at, label))).abs() < 1e-5);
            }
        }
        let mut expected = vec![0.0; 18];
        posterior.add_steps(&borders, &transitions, &mut expected);
        let step: f64 =
            sequences.iter().filter(|(labels, _)| labels[0] == 1 && labels[1] == 2).map(|(_, score)| score.exp() / total).sum();
        assert!((f64::from(expected[9 + 3 + 2]) - step).abs() < 1e-5);
        assert_eq!(expected[2], 0.0);
        let (most, _) = sequences.iter().max_by(|a, b| a.1.total_cmp(&b.1)).expect("81 sequences");
        let found = best(&scores, &borders, &transitions);
        assert_eq!(found.iter().map(|one| usize::from(*one)).collect::<Vec<_>>(), most);
    }

    /// The best sequence by the plain search through all steps.
    fn best_of_all(scores: &[f32], borders: &[u8], weights: &[f32], labels: usize) -> Vec<u8> {
        let mut before = vec![f32::NEG_INFINITY; labels];
        before[0] = 0.0;
        let mut back = Vec::new();
        for (border, scores) in borders.iter().zip(scores.chunks_exact(labels)) {
            let table = &weights[usize::from(*border) * labels * labels..];
            let from = |label: usize| {
                (0..labels).fold((0, f32::NEG_INFINITY), |best, source| {
                    let score = before[source] + table[source * labels + label];
                    if score > best.1 { (source, score) } else { best }
                })
            };
            let here: Vec<(usize, f32)> = (0..labels).map(from).collect();
            before = here.iter().zip(scores).map(|((_, score), own)| score + own).collect();
            back.push(here);
        }
        let mut label = (0..labels).max_by(|a, b| before[*a].total_cmp(&before[*b])).unwrap_or(0);
        let mut found: Vec<u8> = Vec::new();
        for here in back.iter().rev() {
            found.push(label as u8);
            label = here[label].0;
        }
        found.reverse();
        found
    }

    proptest! {
        /// Steps that are left out, and labels that many or few others lead to, change nothing, not even between equal scores.
        #[test]
        fn nothing_that_could_win_is_left_out(
            labels in 1..=MOST_LABELS,
            scores in prop::collection::vec(-8_i8..8, 12 * MOST_LABELS),
            steps in prop::collection::vec(-9_i8..6, 2 * MOST_LABELS * MOST_LABELS),
            forbidden in -9_i8..0,
            borders in prop::collection::vec(0..2_u8, 0..12),
            size in prop::sample::select(vec![0.25_f32, 0.3, 77.7]),
        ) {
            let scores: Vec<f32> = scores[..borders.len() * labels].iter().map(|one| f32::from(*one) * size).collect();
            let weight = |(at, one): (usize, &i8)| {
                let later = at % labels > labels / 2;
                if *one < forbidden || later && one % 3 != 0 { f32::NEG_INFINITY } else { f32::from(*one) * 0.25 }
            };
            let weights: Vec<f32> = steps[..2 * labels * labels].iter().enumerate().map(weight).collect();
            let transitions = Transitions::new(labels, weights.clone());
            prop_assert_eq!(best(&scores, &borders, &transitions), best_of_all(&scores, &borders, &weights, labels));
            let ways = [-2.5, 0.0, 0.25, 1.5];
            let firsts: Vec<[f32; WAYS]> = scores.chunks_exact(labels).map(|scores| ways.map(|way| scores[0] + way)).collect();
            for (way, found) in best_ways(&scores, &firsts, &borders, &transitions).into_iter().enumerate() {
                let mut scores = scores.clone();
                scores.chunks_exact_mut(labels).zip(&firsts).for_each(|(scores, firsts)| scores[0] = firsts[way]);
                prop_assert_eq!(found, best_of_all(&scores, &borders, &weights, labels));
            }
        }
    }
}
