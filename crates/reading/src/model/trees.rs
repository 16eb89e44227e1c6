//! Boosted regression trees (Friedman 2001) over a few dozen numbers.

use super::table::{Damage, Reader, Writer};

/// A node: an inner one sends a row to the left if its value is at most `bound`, a leaf adds `bound` to the score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// The column, or [`Node::LEAF`].
    pub column: u16,
    /// Positions of the two nodes below, counted from the tree's first; both lie behind this one.
    pub below: [u16; 2],
    /// Threshold or value.
    pub bound: f32,
}

impl Node {
    /// The column of leaves.
    pub const LEAF: u16 = u16::MAX;

    /// A leaf that adds `value`.
    #[must_use]
    pub const fn leaf(value: f32) -> Self {
        Self { column: Self::LEAF, below: [0, 0], bound: value }
    }
}

/// The sum of many small trees.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forest {
    columns: usize,
    base: f32,
    /// Where each tree starts in `nodes`.
    starts: Vec<u32>,
    nodes: Vec<Node>,
}

impl Forest {
    /// A forest of `trees` for rows of `columns` numbers; `base` is the score where all trees are silent.
    #[must_use]
    pub fn new(columns: usize, base: f32, trees: &[Vec<Node>]) -> Self {
        let mut forest = Self { columns, base, ..Self::default() };
        trees.iter().for_each(|tree| forest.push(tree));
        forest
    }

    fn push(&mut self, tree: &[Node]) {
        self.starts.push(self.nodes.len() as u32);
        self.nodes.extend_from_slice(tree);
    }

    /// The score of a row.
    #[must_use]
    pub fn score(&self, row: &[f32]) -> f32 {
        self.starts.iter().fold(self.base, |sum, start| {
            let mut at = *start as usize;
            loop {
                let node = self.nodes[at];
                if node.column == Node::LEAF {
                    return sum + node.bound;
                }
                let value = row.get(usize::from(node.column)).copied().unwrap_or(0.0);
                at = *start as usize + usize::from(node.below[usize::from(value > node.bound)]);
            }
        })
    }

    /// As bytes.
    pub fn write(&self, into: &mut Writer) {
        into.number(self.columns as u32);
        into.real(self.base);
        into.number(self.starts.len() as u32);
        for (at, start) in self.starts.iter().enumerate() {
            let end = self.starts.get(at + 1).map_or(self.nodes.len(), |end| *end as usize);
            let tree = &self.nodes[*start as usize..end];
            into.number(tree.len() as u32);
            for node in tree {
                into.short(node.column as i16);
                into.short(node.below[0] as i16);
                into.short(node.below[1] as i16);
                into.real(node.bound);
            }
        }
    }

    /// From bytes.
    ///
    /// # Errors
    /// [`Damage`] if they are none that [`Forest::write`] wrote for rows of so many numbers.
    pub fn read(from: &mut Reader<'_>, columns: usize) -> Result<Self, Damage> {
        if from.number()? as usize != columns {
            return Err(Damage("the number of columns of trees"));
        }
        let mut forest = Self { columns, base: from.real()?, ..Self::default() };
        for _ in 0..from.count(14)? {
            let size = from.count(10)?;
            let mut tree = Vec::with_capacity(size);
            for at in 0..size {
                let node = Node {
                    column: from.short()? as u16,
                    below: [from.short()? as u16, from.short()? as u16],
                    bound: from.real()?,
                };
                let sound = node.below.iter().all(|below| usize::from(*below) > at && usize::from(*below) < size);
                if node.column != Node::LEAF && (!sound || usize::from(node.column) >= columns) {
                    return Err(Damage("a node of a tree"));
                }
                tree.push(node);
            }
            if tree.is_empty() {
                return Err(Damage("a tree without nodes"));
            }
            forest.push(&tree);
        }
        Ok(forest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_go_left_up_to_the_bound_and_bytes_come_back() {
        let inner = Node { column: 1, below: [1, 2], bound: 0.5 };
        let forest = Forest::new(2, 1.0, &[vec![inner, Node::leaf(-2.0), Node::leaf(3.0)], vec![Node::leaf(0.25)]]);
        assert_eq!(forest.score(&[9.0, 0.5]), -0.75);
        assert_eq!(forest.score(&[9.0, 0.6]), 4.25);
        let mut bytes = Writer::default();
        forest.write(&mut bytes);
        assert_eq!(Forest::read(&mut Reader(&bytes.0), 2), Ok(forest.clone()));
        assert_eq!(Forest::read(&mut Reader(&bytes.0), 3), Err(Damage("the number of columns of trees")));
        for cut in 0..bytes.0.len() {
            assert!(Forest::read(&mut Reader(&bytes.0[..cut]), 2).is_err());
        }
    }
}
