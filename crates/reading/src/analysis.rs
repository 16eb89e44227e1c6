//! From tokens to clauses and noun phrases: the syntax that the patterns stand on.

pub(crate) mod clauses;
pub(crate) mod inflection;
pub(crate) mod noun_phrases;
pub(crate) mod predicates;
pub(crate) mod segments;
pub(crate) mod words;
