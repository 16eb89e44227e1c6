//! Differences grouped by cause, with the text: what to work on first.

use std::fmt;

use super::cause::Cause;
use super::difference::Difference;

/// Differences with one cause.
#[derive(Clone, Debug)]
pub struct ErrorGroup<'d> {
    /// What they have in common.
    pub cause: Cause,
    /// In the order of the articles, and of their text.
    pub differences: Vec<&'d Difference>,
}

/// Groups of differences, the largest first; prints as a listing with some examples of each.
#[derive(Clone, Debug)]
pub struct ErrorGroups<'d> {
    /// The largest first; equally large ones in the order of their causes.
    pub groups: Vec<ErrorGroup<'d>>,
    /// How many examples of each group are printed.
    pub examples: usize,
}

impl<'d> ErrorGroups<'d> {
    /// Groups `differences`.
    #[must_use]
    pub fn new(differences: impl IntoIterator<Item = &'d Difference>, examples: usize) -> Self {
        let mut sorted: Vec<&Difference> = differences.into_iter().collect();
        // Stable: within a cause the order of the articles stays.
        sorted.sort_by_key(|one| one.cause);
        let mut groups: Vec<ErrorGroup<'d>> = Vec::new();
        for one in sorted {
            match groups.last_mut() {
                Some(group) if group.cause == one.cause => group.differences.push(one),
                _ => groups.push(ErrorGroup { cause: one.cause, differences: vec![one] }),
            }
        }
        groups.sort_by_key(|group| std::cmp::Reverse(group.differences.len()));
        Self { groups, examples }
    }

    /// The number of differences in all groups.
    #[must_use]
    pub fn count(&self) -> usize {
        self.groups.iter().map(|group| group.differences.len()).sum()
    }
}

impl fmt::Display for ErrorGroups<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.count();
        writeln!(f, "Errors by cause: {all} in {} groups   ⟦annotated⟧ ⟪found⟫", self.groups.len())?;
        for group in &self.groups {
            let count = group.differences.len();
            writeln!(f, "\n{count:>4}  {:>4.1} %  {}", count as f64 * 100.0 / all as f64, group.cause)?;
            for one in group.differences.iter().take(self.examples) {
                write!(f, "{one}")?;
            }
        }
        Ok(())
    }
}
