//! The weights of the three classifiers.

use super::Judgement;
use crate::model::{Damaged, Linear};
use crate::{Act, Medium};

/// Three classifiers with what their classes stand for.
#[derive(Clone, Debug)]
pub struct Weights {
    act: (Linear, Vec<Act>),
    medium: (Linear, Vec<Medium>),
    hedge: (Linear, Vec<bool>),
}

impl Weights {
    /// From classifiers whose classes are acts, media, and „hedged“ and „plain“.
    ///
    /// # Errors
    /// [`Damaged`] if a class has another name.
    pub fn new(act: Linear, medium: Linear, hedge: Linear) -> Result<Self, Damaged> {
        Ok(Self {
            act: known(act, Act::from_name)?,
            medium: known(medium, Medium::from_name)?,
            hedge: known(hedge, |name| match name {
                "hedged" => Some(true),
                "plain" => Some(false),
                _ => None,
            })?,
        })
    }

    /// The three as bytes: act, medium, hedge.
    pub(crate) fn to_bytes(&self) -> [Vec<u8>; 3] {
        [self.act.0.to_bytes(), self.medium.0.to_bytes(), self.hedge.0.to_bytes()]
    }

    /// What the weights decide for these features.
    pub(super) fn decide(&self, features: &[u32]) -> Option<Judgement> {
        Some(Judgement {
            act: most_probable(&self.act, features),
            medium: most_probable(&self.medium, features),
            hedge: most_probable(&self.hedge, features)?,
        })
    }
}

fn most_probable<T: Copy>((linear, classes): &(Linear, Vec<T>), features: &[u32]) -> Option<T> {
    let probabilities = linear.probabilities(features);
    classes.iter().zip(probabilities).max_by(|one, other| one.1.total_cmp(&other.1)).map(|(class, _)| *class)
}

fn known<T>(linear: Linear, from_name: impl Fn(&str) -> Option<T>) -> Result<(Linear, Vec<T>), Damaged> {
    let classes = linear.classes().iter().map(|name| from_name(name)).collect::<Option<Vec<T>>>();
    classes.map(|classes| (linear, classes)).ok_or(Damaged("a class is not known"))
}
