//! The weights of the three classifiers.

use std::sync::LazyLock;

use super::Judgement;
use crate::model::Linear;
use crate::{Act, Medium};

static BYTES: &[u8] = include_bytes!("../../../../models/judgement.bin");
static GERMAN: LazyLock<Option<Weights>> = LazyLock::new(|| Weights::from_bytes(BYTES));

/// A classifier with what its classes stand for.
struct Weights {
    act: (Linear, Vec<Act>),
    medium: (Linear, Vec<Medium>),
    hedge: (Linear, Vec<bool>),
}

/// What the weights decide for these features; `None` without weights.
pub(super) fn decide(features: &[u32]) -> Option<Judgement> {
    let weights = GERMAN.as_ref()?;
    Some(Judgement {
        act: most_probable(&weights.act, features),
        medium: most_probable(&weights.medium, features),
        hedge: most_probable(&weights.hedge, features)?,
    })
}

fn most_probable<T: Copy>((linear, classes): &(Linear, Vec<T>), features: &[u32]) -> Option<T> {
    let probabilities = linear.probabilities(features);
    classes.iter().zip(probabilities).max_by(|one, other| one.1.total_cmp(&other.1)).map(|(class, _)| *class)
}

impl Weights {
    /// Three classifiers, each after its length as u32: act, hedge, medium.
    fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        let mut next = || {
            let (length, rest) = bytes.split_first_chunk::<4>()?;
            let (section, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            bytes = rest;
            Linear::from_bytes(section).ok()
        };
        let (act, hedge, medium) = (next()?, next()?, next()?);
        Some(Self {
            act: known(act, Act::from_name)?,
            medium: known(medium, Medium::from_name)?,
            hedge: known(hedge, |name| match name {
                "hedged" => Some(true),
                "plain" => Some(false),
                _ => None,
            })?,
        })
    }
}

fn known<T>(linear: Linear, from_name: impl Fn(&str) -> Option<T>) -> Option<(Linear, Vec<T>)> {
    let classes = linear.classes().iter().map(|name| from_name(name)).collect::<Option<Vec<T>>>()?;
    Some((linear, classes))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_weights_that_come_with_the_program_are_whole() {
        assert!(super::GERMAN.is_some());
    }
}
