//! The weights of the three classifiers.

use super::Judgement;
use crate::model::table::Table;
use crate::model::{Damaged, Linear};
use crate::{Act, Medium};

/// Three classifiers with what their classes stand for.
#[derive(Clone, Debug)]
pub struct Weights {
    act: (Linear, Vec<Act>),
    medium: (Linear, Vec<Medium>),
    hedge: (Linear, Vec<bool>),
    /// The weights of all three, so that each feature is looked up once: first the classes of acts, then of media, then of hedges.
    joint: Table,
}

impl Weights {
    /// From classifiers whose classes are acts, media, and „hedged“ and „plain“.
    ///
    /// # Errors
    /// [`Damaged`] if a class has another name.
    pub fn new(act: Linear, medium: Linear, hedge: Linear) -> Result<Self, Damaged> {
        let joint = joint([&act, &medium, &hedge])?;
        Ok(Self {
            act: known(act, Act::from_name)?,
            medium: known(medium, Medium::from_name)?,
            hedge: known(hedge, |name| match name {
                "hedged" => Some(true),
                "plain" => Some(false),
                _ => None,
            })?,
            joint,
        })
    }

    /// The three as bytes: act, medium, hedge.
    pub(crate) fn to_bytes(&self) -> [Vec<u8>; 3] {
        [self.act.0.to_bytes(), self.medium.0.to_bytes(), self.hedge.0.to_bytes()]
    }

    /// What the weights decide for these features.
    pub(super) fn decide(&self, features: &[u32]) -> Option<Judgement> {
        let (acts, media) = (self.act.1.len(), self.medium.1.len());
        let mut sums = vec![0; acts + media + self.hedge.1.len()];
        self.joint.sums(features, &mut sums);
        let (of_acts, rest) = sums.split_at(acts);
        let (of_media, of_hedges) = rest.split_at(media);
        Some(Judgement {
            act: most_probable(&self.act, of_acts),
            medium: most_probable(&self.medium, of_media),
            hedge: most_probable(&self.hedge, of_hedges)?,
        })
    }
}

fn most_probable<T: Copy>((linear, classes): &(Linear, Vec<T>), sums: &[i32]) -> Option<T> {
    let probabilities = linear.of_sums(sums);
    classes.iter().zip(probabilities).max_by(|one, other| one.1.total_cmp(&other.1)).map(|(class, _)| *class)
}

/// The weights of several classifiers, their classes one after the other.
fn joint(all: [&Linear; 3]) -> Result<Table, Damaged> {
    let mut weights = Vec::new();
    let mut classes = 0_usize;
    for linear in all {
        let first = u8::try_from(classes).map_err(|_| Damaged("too many classes"))?;
        let end = classes + linear.classes().len();
        u8::try_from(end).map_err(|_| Damaged("too many classes"))?;
        weights.extend(linear.weights().map(|(feature, class, weight)| (feature, first + class, i16::from(weight))));
        classes = end;
    }
    weights.sort_by_key(|(feature, class, _)| (*feature, *class));
    Ok(Table::of_weights(classes, &weights))
}

fn known<T>(linear: Linear, from_name: impl Fn(&str) -> Option<T>) -> Result<(Linear, Vec<T>), Damaged> {
    let classes = linear.classes().iter().map(|name| from_name(name)).collect::<Option<Vec<T>>>();
    classes.map(|classes| (linear, classes)).ok_or(Damaged("a class is not known"))
}
