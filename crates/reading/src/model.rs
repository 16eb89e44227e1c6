//! Weights, and how they are stored.

mod feature;
mod linear;

pub(crate) use feature::Feature;
pub use linear::{Damaged, Linear};
