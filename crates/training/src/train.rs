//! Corpora to weights.

pub mod judgement;
mod linear;
mod minimise;
