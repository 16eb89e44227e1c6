//! Corpora to weights.

mod minimise;
