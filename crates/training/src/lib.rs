//! Corpora, and the measures of accuracy that `wortlaut eval` prints.
