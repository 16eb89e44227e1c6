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
///
/// Rows are not led down from node to node, which is a chain of guesses and waits. All tests of a tree are made, on several rows at
/// a time, and each that sends a row to the right strikes out the leaves to its left; the first leaf that is left is the row's
/// (Lucchese and others, QuickScorer, 2015).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forest {
    columns: usize,
    base: f32,
    trees: Vec<Tree>,
    nodes: Vec<Node>,
    tests: Vec<Test>,
    /// Values of the leaves from left to right.
    leaves: Vec<f32>,
}

/// Where the parts of a tree start and how many they are.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Tree {
    nodes: (u32, u32),
    tests: (u32, u32),
    leaves: (u32, u32),
}

/// What an inner node asks.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Test {
    column: u16,
    bound: f32,
    /// The leaves that a larger value strikes out, by bits.
    left: u32,
}

/// The most leaves of a tree whose leaves are struck out; rows are led through a larger one.
const MOST_LEAVES: usize = u32::BITS as usize;
/// Rows that are tested at a time.
const LANES: usize = 8;

fn part<T>(of: &[T], (start, count): (u32, u32)) -> &[T] {
    &of[start as usize..][..count as usize]
}

impl Forest {
    /// A forest of `trees` for rows of `columns` numbers; `base` is the score where all trees are silent.
    #[must_use]
    pub fn new(columns: usize, base: f32, trees: &[Vec<Node>]) -> Self {
        let mut forest = Self { columns, base, ..Self::default() };
        trees.iter().for_each(|tree| forest.push(tree));
        forest
    }

    fn push(&mut self, nodes: &[Node]) {
        let count = |tests: usize, leaves: usize| (tests as u32, leaves as u32);
        let (first_test, first_leaf) = count(self.tests.len(), self.leaves.len());
        if is_tree(nodes) && nodes.len() < 2 * MOST_LEAVES {
            self.split(nodes, 0, first_leaf as usize);
        }
        let (tests, leaves) = count(self.tests.len(), self.leaves.len());
        self.trees.push(Tree {
            nodes: (self.nodes.len() as u32, nodes.len() as u32),
            tests: (first_test, tests - first_test),
            leaves: (first_leaf, leaves - first_leaf),
        });
        self.nodes.extend_from_slice(nodes);
    }

    /// Adds the tests and leaves below a node.
    fn split(&mut self, nodes: &[Node], at: usize, first_leaf: usize) {
        let node = nodes[at];
        if node.column == Node::LEAF {
            self.leaves.push(node.bound);
            return;
        }
        let place = |leaves: &[f32]| leaves.len() - first_leaf;
        let from = place(&self.leaves);
        self.split(nodes, usize::from(node.below[0]), first_leaf);
        let to = place(&self.leaves);
        let left = (from..to).fold(0_u32, |left, leaf| left | 1 << leaf);
        self.tests.push(Test { column: node.column, bound: node.bound, left });
        self.split(nodes, usize::from(node.below[1]), first_leaf);
    }

    /// The score of a row.
    #[must_use]
    pub fn score(&self, row: &[f32]) -> f32 {
        self.trees.iter().fold(self.base, |sum, tree| sum + led(part(&self.nodes, tree.nodes), row))
    }

    /// The scores of many rows, which takes less time than one by one.
    #[must_use]
    pub fn scores<'r>(&self, rows: impl Iterator<Item = &'r [f32]>) -> Vec<f32> {
        let rows: Vec<&[f32]> = rows.collect();
        let mut scores = vec![self.base; rows.len()];
        let mut turned = vec![[0.0; LANES]; self.columns];
        for (rows, scores) in rows.chunks(LANES).zip(scores.chunks_mut(LANES)) {
            for (column, turned) in turned.iter_mut().enumerate() {
                rows.iter().zip(turned).for_each(|(row, to)| *to = row.get(column).copied().unwrap_or(0.0));
            }
            self.add(rows, &turned, scores);
        }
        scores
    }

    /// Adds what the trees say of some rows, which are also given by column.
    fn add(&self, rows: &[&[f32]], turned: &[[f32; LANES]], scores: &mut [f32]) {
        for tree in &self.trees {
            let leaves = part(&self.leaves, tree.leaves);
            if leaves.is_empty() {
                scores.iter_mut().zip(rows).for_each(|(score, row)| *score += led(part(&self.nodes, tree.nodes), row));
                continue;
            }
            let mut left = [u32::MAX; LANES];
            for test in part(&self.tests, tree.tests) {
                let Some(values) = turned.get(usize::from(test.column)) else { continue };
                // Without branches, so that the compiler takes all lanes at once.
                left = std::array::from_fn(|lane| {
                    let is_larger = u32::from(values[lane] > test.bound).wrapping_neg();
                    left[lane] & !(is_larger & test.left)
                });
            }
            scores.iter_mut().zip(left).for_each(|(score, left)| *score += leaves[left.trailing_zeros() as usize]);
        }
    }

    /// As bytes.
    pub fn write(&self, into: &mut Writer) {
        into.number(self.columns as u32);
        into.real(self.base);
        into.number(self.trees.len() as u32);
        for tree in &self.trees {
            let nodes = part(&self.nodes, tree.nodes);
            into.number(nodes.len() as u32);
            for node in nodes {
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

/// Whether each node but the first is below exactly one other.
fn is_tree(nodes: &[Node]) -> bool {
    let mut parents = vec![0_u32; nodes.len()];
    let below = nodes.iter().filter(|node| node.column != Node::LEAF).flat_map(|node| node.below);
    below.for_each(|below| parents[usize::from(below)] += 1);
    parents.iter().skip(1).all(|count| *count == 1)
}

/// The value of the leaf that a row is led to.
fn led(nodes: &[Node], row: &[f32]) -> f32 {
    let mut node = nodes[0];
    while node.column != Node::LEAF {
        let value = row.get(usize::from(node.column)).copied().unwrap_or(0.0);
        node = nodes[usize::from(node.below[usize::from(value > node.bound)])];
    }
    node.bound
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
        let rows: Vec<[f32; 2]> = (0..19).map(|at| [0.0, at as f32 / 18.0]).collect();
        let one_by_one: Vec<f32> = rows.iter().map(|row| forest.score(row)).collect();
        assert_eq!(forest.scores(rows.iter().map(<[f32; 2]>::as_slice)), one_by_one);
        let mut bytes = Writer::default();
        forest.write(&mut bytes);
        assert_eq!(Forest::read(&mut Reader(&bytes.0), 2), Ok(forest.clone()));
        assert_eq!(Forest::read(&mut Reader(&bytes.0), 3), Err(Damage("the number of columns of trees")));
        for cut in 0..bytes.0.len() {
            assert!(Forest::read(&mut Reader(&bytes.0[..cut]), 2).is_err());
        }
    }

    #[test]
    fn large_trees_and_nodes_below_several_others_score_as_well() {
        let inner = |at: u16, below: [u16; 2]| Node { column: at % 2, below, bound: f32::from(at) * 0.02 };
        // Each inner node has a leaf to its left and the next one to its right.
        let chain = |inner_nodes: u16| -> Vec<Node> {
            let nodes = (0..inner_nodes).flat_map(|at| [inner(at, [2 * at + 1, 2 * at + 2]), Node::leaf(f32::from(at) + 0.5)]);
            nodes.chain([Node::leaf(-1.0)]).collect()
        };
        let shared = vec![inner(0, [1, 2]), inner(10, [2, 3]), inner(20, [3, 4]), Node::leaf(0.25), Node::leaf(8.0)];
        let forest = Forest::new(2, 0.0, &[chain(31), chain(32), shared, chain(3)]);
        let rows: Vec<[f32; 2]> = (0..50_u8).map(|at| [f32::from(at) * 0.015, 0.9 - f32::from(at) * 0.017]).collect();
        let one_by_one: Vec<f32> = rows.iter().map(|row| forest.score(row)).collect();
        assert_eq!(forest.scores(rows.iter().map(<[f32; 2]>::as_slice)), one_by_one);
    }
}
