//! Log-linear classification (multinomial logistic regression): the probability of a class is the softmax of its weights' sum.
//!
//! As bytes, little-endian:
//!
//! | what | type |
//! |---|---|
//! | version, 1 | u8 |
//! | number of classes, 1 to 255 | u8 |
//! | each class: length of its name, the name in UTF-8, its bias | u8, bytes, f32 |
//! | what a weight of 1 stands for | f32 |
//! | number of features | u32 |
//! | each feature's number, ascending | u32 |
//! | each feature's number of weights, 1 to the number of classes | u8 |
//! | each weight, in the order of the features, with its class, ascending within a feature | u8, i8 |

use std::fmt;

const VERSION: u8 = 1;
/// Steps from which a weight is kept: most are near 0, cost time in every reading, and leaving them out changes no figure by more than chance.
const LEAST: u8 = 3;

/// A log-linear classifier over binary features.
#[derive(Clone, Debug, PartialEq)]
pub struct Linear {
    classes: Vec<String>,
    biases: Vec<f32>,
    scale: f32,
    features: Vec<u32>,
    /// Where each feature's weights start; one more than there are features.
    starts: Vec<u32>,
    weights: Vec<(u8, i8)>,
    index: Index,
}

/// Why bytes are no classifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged(pub(crate) &'static str);

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the classifier is damaged: {}", self.0)
    }
}

impl std::error::Error for Damaged {}

impl Linear {
    /// A classifier of `classes` with their names and biases, and of features (ascending) with a weight for each class. Weights are
    /// rounded to 255 steps between the largest and its negative, and left out where fewer than three steps are left.
    ///
    /// # Errors
    /// [`Damaged`] if there are no or more than 255 classes, a name is longer than 255 bytes, features do not ascend, or a number is not finite.
    pub fn new(classes: &[(&str, f32)], features: &[(u32, Vec<f32>)]) -> Result<Self, Damaged> {
        let largest = features.iter().flat_map(|(_, weights)| weights).fold(0.0_f32, |all, one| all.max(one.abs()));
        let scale = if largest > 0.0 { largest / 127.0 } else { 1.0 };
        let mut bytes = vec![VERSION, u8::try_from(classes.len()).map_err(|_| Damaged("too many classes"))?];
        for (name, bias) in classes {
            bytes.push(u8::try_from(name.len()).map_err(|_| Damaged("a name is too long"))?);
            bytes.extend(name.bytes());
            bytes.extend(bias.to_le_bytes());
        }
        bytes.extend(scale.to_le_bytes());
        let rounded: Vec<(u32, Vec<(u8, i8)>)> = features
            .iter()
            .map(|(feature, weights)| {
                let weights = weights.iter().take(classes.len()).enumerate();
                let kept = weights
                    .map(|(class, weight)| (class as u8, (weight / scale).round() as i8))
                    .filter(|one| one.1.unsigned_abs() >= LEAST);
                (*feature, kept.collect())
            })
            .filter(|(_, kept): &(u32, Vec<(u8, i8)>)| !kept.is_empty())
            .collect();
        bytes.extend(u32::try_from(rounded.len()).map_err(|_| Damaged("too many features"))?.to_le_bytes());
        bytes.extend(rounded.iter().flat_map(|(feature, _)| feature.to_le_bytes()));
        bytes.extend(rounded.iter().map(|(_, kept)| kept.len() as u8));
        bytes.extend(rounded.iter().flat_map(|(_, kept)| kept).flat_map(|(class, weight)| [*class, *weight as u8]));
        Self::from_bytes(&bytes)
    }

    /// Reads what [`Self::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`Damaged`] if the bytes are anything else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Damaged> {
        let mut rest = Rest(bytes);
        if rest.byte()? != VERSION {
            return Err(Damaged("its version is not known"));
        }
        let count = usize::from(rest.byte()?);
        if count == 0 {
            return Err(Damaged("it has no classes"));
        }
        let (mut classes, mut biases) = (Vec::with_capacity(count), Vec::with_capacity(count));
        for _ in 0..count {
            let length = usize::from(rest.byte()?);
            let name = std::str::from_utf8(rest.take(length)?).map_err(|_| Damaged("a class has no name"))?;
            classes.push(name.to_owned());
            biases.push(rest.float()?);
        }
        let scale = rest.float()?;
        let length = rest.number()? as usize;
        // Taking before allocating: a wrong length finds no bytes.
        let numbers = rest.take(length.checked_mul(4).ok_or(ENDS)?)?;
        let features: Vec<u32> =
            numbers.chunks_exact(4).map(|one| u32::from_le_bytes([one[0], one[1], one[2], one[3]])).collect();
        if !features.is_sorted_by(|one, next| one < next) {
            return Err(Damaged("its features do not ascend"));
        }
        let mut starts = Vec::with_capacity(length + 1);
        let mut end = 0_u32;
        starts.push(end);
        for kept in rest.take(length)? {
            if *kept == 0 || usize::from(*kept) > count {
                return Err(Damaged("a feature has no weights or too many"));
            }
            end = end.checked_add(u32::from(*kept)).ok_or(ENDS)?;
            starts.push(end);
        }
        let pairs = rest.take((end as usize).checked_mul(2).ok_or(ENDS)?)?;
        let weights: Vec<(u8, i8)> = pairs.chunks_exact(2).map(|pair| (pair[0], pair[1] as i8)).collect();
        if !rest.0.is_empty() {
            return Err(Damaged("something follows it"));
        }
        for one in starts.windows(2) {
            let of_feature = &weights[one[0] as usize..one[1] as usize];
            let known = of_feature.iter().all(|(class, weight)| usize::from(*class) < count && *weight != 0);
            if !known || !of_feature.is_sorted_by(|one, next| one.0 < next.0) {
                return Err(Damaged("a weight is of no class"));
            }
        }
        let index = Index::new(&features);
        Ok(Self { classes, biases, scale, features, starts, weights, index })
    }

    /// The bytes to store.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION, self.classes.len() as u8];
        for (name, bias) in self.classes.iter().zip(&self.biases) {
            bytes.push(name.len() as u8);
            bytes.extend(name.bytes());
            bytes.extend(bias.to_le_bytes());
        }
        bytes.extend(self.scale.to_le_bytes());
        bytes.extend((self.features.len() as u32).to_le_bytes());
        bytes.extend(self.features.iter().flat_map(|feature| feature.to_le_bytes()));
        bytes.extend(self.starts.windows(2).map(|one| (one[1] - one[0]) as u8));
        bytes.extend(self.weights.iter().flat_map(|(class, weight)| [*class, *weight as u8]));
        bytes
    }

    /// The same with a class more or less probable: `by` is added to its bias.
    #[must_use]
    pub fn shifted(mut self, class: usize, by: f32) -> Self {
        self.biases.iter_mut().skip(class).take(1).for_each(|bias| *bias += by);
        self
    }

    /// The names of the classes.
    #[must_use]
    pub fn classes(&self) -> &[String] {
        &self.classes
    }

    /// The probability of each class if `features` are present. One given twice counts twice; one without weights counts nothing.
    #[must_use]
    pub fn probabilities(&self, features: &[u32]) -> Vec<f32> {
        let mut sums = vec![0_i32; self.classes.len()];
        for feature in features {
            let Some(at) = self.index.find(&self.features, *feature) else { continue };
            for (class, weight) in self.weights_at(at) {
                sums[usize::from(*class)] = sums[usize::from(*class)].saturating_add(i32::from(*weight));
            }
        }
        self.of_sums(&sums)
    }

    fn weights_at(&self, at: usize) -> &[(u8, i8)] {
        &self.weights[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// All weights: feature, class, steps.
    pub(crate) fn weights(&self) -> impl Iterator<Item = (u32, u8, i8)> {
        self.features.iter().enumerate().flat_map(|(at, feature)| self.weights_at(at).iter().map(|one| (*feature, one.0, one.1)))
    }

    /// The probability of each class by the sum of its weights, in steps.
    pub(crate) fn of_sums(&self, sums: &[i32]) -> Vec<f32> {
        let scores: Vec<f32> = sums.iter().zip(&self.biases).map(|(sum, bias)| *sum as f32 * self.scale + bias).collect();
        softmax(scores)
    }
}

/// Turns scores into probabilities.
fn softmax(mut scores: Vec<f32>) -> Vec<f32> {
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    scores.iter_mut().for_each(|score| *score = (*score - highest).exp());
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|score| *score /= sum);
    scores
}

/// Where features with the same upper bits start, so that one is found in a step or two: numbers of features are spread evenly.
#[derive(Clone, Debug, PartialEq)]
struct Index {
    shift: u32,
    starts: Vec<u32>,
}

impl Index {
    fn new(features: &[u32]) -> Self {
        let bits = (features.len().max(1).ilog2() + 1).min(24);
        let shift = 32 - bits;
        let starts =
            (0..=1_usize << bits).map(|bucket| features.partition_point(|one| ((*one >> shift) as usize) < bucket) as u32);
        Self { shift, starts: starts.collect() }
    }

    fn find(&self, features: &[u32], feature: u32) -> Option<usize> {
        let bucket = (feature >> self.shift) as usize;
        let (from, to) = (self.starts[bucket] as usize, self.starts[bucket + 1] as usize);
        features[from..to].iter().position(|one| *one == feature).map(|at| from + at)
    }
}

const ENDS: Damaged = Damaged("it ends too early");

struct Rest<'b>(&'b [u8]);

impl<'b> Rest<'b> {
    fn take(&mut self, length: usize) -> Result<&'b [u8], Damaged> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(ENDS)?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, Damaged> {
        self.take(1).map(|one| one[0])
    }

    fn number(&mut self) -> Result<u32, Damaged> {
        self.take(4).map(|one| u32::from_le_bytes([one[0], one[1], one[2], one[3]]))
    }

    fn float(&mut self) -> Result<f32, Damaged> {
        let one = f32::from_bits(self.number()?);
        // Sums of any number of weights must stay finite.
        if one.abs() < 1e20 { Ok(one) } else { Err(Damaged("a number is not finite")) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn weather() -> Linear {
        Linear::new(&[("rain", 0.5), ("sun", 0.0)], &[(7, vec![2.0, -2.0]), (9, vec![0.0, 1.0])]).unwrap()
    }

    #[test]
    fn weights_and_biases_add_up() {
        let linear = weather();
        let rain = |features: &[u32]| linear.probabilities(features)[0];
        let expected = |score: f32| 1.0 / (1.0 + (-score).exp());
        assert!((rain(&[]) - expected(0.5)).abs() < 1e-6);
        assert!((rain(&[7]) - expected(4.5)).abs() < 1e-6);
        assert!((rain(&[9, 7, 8]) - expected(3.5)).abs() < 0.01, "weights are rounded to steps of 2/127");
        assert_eq!(linear.classes(), ["rain", "sun"]);
    }

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(Linear::from_bytes(&weather().to_bytes()), Ok(weather()));
    }

    #[test]
    fn what_follows_and_what_is_missing_is_noticed() {
        let mut bytes = weather().to_bytes();
        for length in 0..bytes.len() {
            assert!(Linear::from_bytes(&bytes[..length]).is_err(), "{length} bytes");
        }
        bytes.push(0);
        assert!(Linear::from_bytes(&bytes).is_err());
    }

    #[test]
    fn a_huge_length_allocates_nothing() {
        let mut bytes = weather().to_bytes();
        let at = bytes.len() - (4 + 2 * 4 + 2 + 3 * 2);
        bytes[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(Linear::from_bytes(&bytes), Err(ENDS));
    }

    proptest! {
        #[test]
        fn damaged_bytes_are_an_error_or_another_classifier(
            at in 0..64_usize,
            value in any::<u8>(),
            more in prop::collection::vec(any::<u8>(), 0..40),
            features in prop::collection::vec(any::<u32>(), 0..9),
        ) {
            let mut bytes = weather().to_bytes();
            let place = at % bytes.len();
            bytes[place] = value;
            for bytes in [bytes, more] {
                if let Ok(linear) = Linear::from_bytes(&bytes) {
                    prop_assert_eq!(linear.to_bytes(), bytes);
                    let probabilities = linear.probabilities(&features);
                    prop_assert!(probabilities.iter().all(|one| (0.0..=1.0).contains(one)));
                    prop_assert!((probabilities.iter().sum::<f32>() - 1.0).abs() < 1e-3);
                }
            }
        }

        #[test]
        fn every_feature_is_found(mut features in prop::collection::vec(any::<u32>(), 0..300), other in any::<u32>()) {
            features.sort_unstable();
            features.dedup();
            let index = Index::new(&features);
            for (at, feature) in features.iter().enumerate() {
                prop_assert_eq!(index.find(&features, *feature), Some(at));
            }
            prop_assert_eq!(index.find(&features, other), features.binary_search(&other).ok());
        }
    }
}
