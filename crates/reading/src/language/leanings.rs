//! Parts of words that lean towards an act without deciding it: *versag*, *großartig*, *gefahr*.

use aho_corasick::AhoCorasick;

use super::table::rows;

/// A stem that was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Leaning {
    /// As written in the table.
    pub(crate) stem: &'static str,
    /// What it says: *bad, good, harm* …
    pub(crate) kind: &'static str,
}

/// The stems of `leanings.tsv`.
pub(crate) struct Leanings {
    /// `None` if there are none.
    finder: Option<AhoCorasick>,
    all: Vec<Leaning>,
}

impl Leanings {
    pub(crate) fn new(file: &'static str) -> Self {
        let all: Vec<Leaning> = rows(file).map(|row| Leaning { stem: row.field(0), kind: row.field(1) }).collect();
        let finder = AhoCorasick::new(all.iter().map(|one| one.stem.replace(['^', '$', '_'], " "))).ok();
        Self { finder, all }
    }

    /// The leanings of words in lower case, each with a space before it, and one after the last: `" das gesetz "`. In text order.
    pub(crate) fn find<'s>(&'s self, words: &'s str) -> impl Iterator<Item = Leaning> + 's {
        self.finder
            .iter()
            .flat_map(move |finder| finder.find_overlapping_iter(words))
            .filter_map(|found| self.all.get(found.pattern().as_usize()).copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_are_found_at_the_place_they_ask_for() {
        let leanings = Leanings::new("stem\tkind\tnote\n^gut$\tgood\t-\n^versag\tbad\t-\ngefahr$\tharm\t-\n^zu_spät\tbad\t-\n");
        let kinds = |words: &str| leanings.find(words).map(|one| one.kind).collect::<Vec<_>>();
        assert_eq!(kinds(" das gutachten ist gut "), ["good"]);
        assert_eq!(kinds(" staatsversagen "), [""; 0]);
        assert_eq!(kinds(" versagen bei brandgefahr kommt zu spät "), ["bad", "harm", "bad"]);
    }

    #[test]
    fn without_stems_nothing_is_found() {
        assert_eq!(Leanings::new("").find(" gut ").count(), 0);
    }
}
