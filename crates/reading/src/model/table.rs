//! Sparse weights by feature, and the plain bytes of model files.

/// Bytes that are no model, with what was being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damage(pub &'static str);

/// Weights of hashed features for some classes: for each feature only those that are not zero, in 16 bits.
///
/// What takes time is waiting for memory, so everything lies together as closely as it can.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Features in an open hash table that ascends, so that an absent one is noticed at the first that is larger. Numbers of
    /// features are spread evenly, and so is where each is looked for first.
    slots: Vec<Slot>,
    /// How many slots a feature is looked for first in; the others take those that found no place.
    homes: u32,
    /// Weights of features that have several, those of features with many first, which are met most often: [`FULL`] and a weight
    /// for each class, or the number of weights and each with its class before it. At the start is a row without weights.
    rows: Vec<i16>,
    classes: usize,
    weight_count: usize,
    /// What a stored weight is multiplied with.
    unit: f32,
}

/// A feature and its weights. 0 marks an empty slot, and the feature 0 is kept as 1.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    feature: u32,
    row: Row,
}

/// The weights of a feature: where they are, or the only one itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Row(u32);

impl Row {
    /// That of a feature that is not there.
    pub(super) const EMPTY: Self = Self(0);

    /// Marks a row that is a weight by itself.
    const SINGLE: u32 = 1 << 31;

    fn single(class: u8, weight: i16) -> Self {
        Self(Self::SINGLE | u32::from(class) << 16 | u32::from(weight as u16))
    }

    /// The only weight with its class, or where the weights start.
    fn parts(self) -> Result<(u8, i16), usize> {
        if self.0 & Self::SINGLE == 0 { Err(self.0 as usize) } else { Ok(((self.0 >> 16) as u8, self.0 as i16)) }
    }
}

/// Stands instead of a number of weights where a row has one for each class.
const FULL: i16 = -1;
/// Rows with so many weights have one for each class, which is faster to add.
const MANY: usize = 8;
/// So many features are looked up at the same time.
const TOGETHER: usize = 32;

/// Weights below this share of the largest are left out.
const LEAST: f32 = 1.0 / 512.0;

impl Table {
    /// From features with a weight for each class.
    #[must_use]
    pub fn new(classes: usize, rows: &[(u32, &[f32])]) -> Self {
        let most = rows.iter().flat_map(|(_, row)| row.iter()).fold(0.0_f32, |most, one| most.max(one.abs()));
        let unit = if most > 0.0 { most / f32::from(i16::MAX) } else { 1.0 };
        let mut sorted: Vec<&(u32, &[f32])> = rows.iter().collect();
        sorted.sort_by_key(|(feature, _)| (*feature).max(1));
        sorted.dedup_by_key(|(feature, _)| (*feature).max(1));
        let mut builder = Builder::new(classes, unit);
        for (feature, row) in sorted {
            let kept = row.iter().take(classes).enumerate().filter(|(_, weight)| weight.abs() >= most * LEAST);
            builder.add(*feature, kept.map(|(class, weight)| (class as u8, (weight / unit).round() as i16)));
        }
        builder.table()
    }

    /// From weights in stored units by feature and class, in this order.
    pub(crate) fn of_weights(classes: usize, weights: &[(u32, u8, i16)]) -> Self {
        let mut builder = Builder::new(classes, 1.0);
        for of_feature in weights.chunk_by(|one, next| one.0 == next.0) {
            builder.add(of_feature[0].0, of_feature.iter().map(|(_, class, weight)| (*class, *weight)));
        }
        builder.table()
    }

    /// The same with the first classes only.
    pub(super) fn of_first(&self, classes: usize) -> Self {
        let mut builder = Builder::new(classes, self.unit);
        for (feature, row) in self.entries() {
            builder.add(feature, self.weights(row).filter(|(class, _)| usize::from(*class) < classes));
        }
        builder.table()
    }

    /// The number of weights that are not zero.
    #[must_use]
    pub const fn weight_count(&self) -> usize {
        self.weight_count
    }

    /// Adds the weights of features to the sums of the classes.
    pub(crate) fn sums(&self, features: &[u32], sums: &mut [i32]) {
        let mut rows = [Row::EMPTY; TOGETHER];
        for features in features.chunks(TOGETHER) {
            self.find(features, &mut rows);
            self.add_all(&rows[..features.len()], sums);
        }
    }

    /// Looks up features.
    pub(super) fn find(&self, features: &[u32], found: &mut [Row]) {
        for (features, found) in features.chunks(TOGETHER).zip(found.chunks_mut(TOGETHER)) {
            // All slots are asked for before the first is looked at, so that waiting for memory is done at the same time.
            let mut first = [(0_usize, Slot::default()); TOGETHER];
            for (feature, first) in features.iter().zip(&mut first) {
                let home = ((u64::from((*feature).max(1)) * u64::from(self.homes)) >> 32) as usize;
                *first = (home, self.slots.get(home).copied().unwrap_or_default());
            }
            for ((feature, (home, slot)), found) in features.iter().zip(first).zip(found) {
                *found = self.row((*feature).max(1), home, slot);
            }
        }
    }

    fn row(&self, feature: u32, mut at: usize, mut slot: Slot) -> Row {
        while slot.feature < feature && slot.feature != 0 {
            at += 1;
            slot = self.slots.get(at).copied().unwrap_or_default();
        }
        if slot.feature == feature { slot.row } else { Row::EMPTY }
    }

    /// Adds rows to the sums of the classes.
    pub(super) fn add_all(&self, rows: &[Row], sums: &mut [i32]) {
        for rows in rows.chunks(TOGETHER) {
            // As above.
            let mut counts = [0; TOGETHER];
            for (row, count) in rows.iter().zip(&mut counts) {
                *count = self.rows.get(row.parts().err().unwrap_or(0)).copied().unwrap_or(0);
            }
            for (row, count) in rows.iter().zip(counts) {
                self.for_each(*row, count, sums, |sum, weight| *sum += weight);
            }
        }
    }

    /// Takes a row away from the sums of the classes.
    pub(super) fn subtract(&self, row: Row, sums: &mut [i32]) {
        let count = row.parts().err().and_then(|start| self.rows.get(start)).copied().unwrap_or(0);
        self.for_each(row, count, sums, |sum, weight| *sum -= weight);
    }

    #[inline(always)]
    fn for_each(&self, row: Row, count: i16, sums: &mut [i32], change: impl Fn(&mut i32, i32)) {
        match row.parts() {
            Ok((class, weight)) => change(&mut sums[usize::from(class)], i32::from(weight)),
            Err(start) if count == FULL => {
                let weights = &self.rows[start + 1..][..self.classes];
                sums.iter_mut().zip(weights).for_each(|(sum, weight)| change(sum, i32::from(*weight)));
            }
            Err(start) => {
                let weights = self.rows[start + 1..][..2 * count as usize].as_chunks().0;
                weights.iter().for_each(|[class, weight]| change(&mut sums[*class as usize], i32::from(*weight)));
            }
        }
    }

    /// The scores that sums stand for.
    pub(super) fn scores<'s>(&self, sums: &'s [i32]) -> impl Iterator<Item = f32> + use<'s> {
        let unit = self.unit;
        sums.iter().map(move |sum| *sum as f32 * unit)
    }

    fn entries(&self) -> impl Iterator<Item = (u32, Row)> {
        self.slots.iter().filter(|slot| slot.feature != 0).map(|slot| (slot.feature, slot.row))
    }

    /// The classes of a row with their weights.
    fn weights(&self, row: Row) -> impl Iterator<Item = (u8, i16)> {
        let (single, many) = match row.parts() {
            Ok(single) => (Some(single), &[] as &[i16]),
            Err(start) => (None, &self.rows[start..]),
        };
        let (full, pairs): (&[i16], &[i16]) = match many {
            [] => (&[], &[]),
            [FULL, weights @ ..] => (&weights[..self.classes], &[]),
            [count, weights @ ..] => (&[], &weights[..2 * *count as usize]),
        };
        let full = full.iter().enumerate().map(|(class, weight)| (class as u8, *weight)).filter(|(_, weight)| *weight != 0);
        single.into_iter().chain(full).chain(pairs.as_chunks().0.iter().map(|[class, weight]| (*class as u8, *weight)))
    }

    /// As bytes.
    pub fn write(&self, into: &mut Writer) {
        into.real(self.unit);
        into.number(self.entries().count() as u32);
        for (feature, row) in self.entries() {
            into.number(feature);
            into.byte(self.weights(row).count() as u8);
        }
        into.number(self.weight_count as u32);
        self.entries().flat_map(|(_, row)| self.weights(row)).for_each(|(class, _)| into.byte(class));
        self.entries().flat_map(|(_, row)| self.weights(row)).for_each(|(_, weight)| into.short(weight));
    }

    /// From bytes.
    ///
    /// # Errors
    /// [`Damage`] if they are none that [`Table::write`] wrote for so many classes.
    pub fn read(from: &mut Reader<'_>, classes: usize) -> Result<Self, Damage> {
        let unit = from.real()?;
        if !unit.is_finite() {
            return Err(Damage("the unit of weights"));
        }
        let count = from.count(5)?;
        let entries =
            (0..count).map(|_| Ok((from.number()?, usize::from(from.byte()?)))).collect::<Result<Vec<(u32, usize)>, Damage>>()?;
        if !entries.is_sorted_by(|one, next| one.0 < next.0) || entries.first().is_some_and(|(feature, _)| *feature == 0) {
            return Err(Damage("the order of features"));
        }
        let count = from.count(3)?;
        if count != entries.iter().map(|(_, length)| length).sum::<usize>() {
            return Err(Damage("the number of weights"));
        }
        let mut all_classes = from.bytes(count)?;
        let mut builder = Builder::new(classes, unit);
        for (feature, length) in entries {
            let (of_feature, rest) = all_classes.split_at(length);
            all_classes = rest;
            let is_known = of_feature.last().is_some_and(|class| usize::from(*class) < classes);
            if !is_known || !of_feature.is_sorted_by(|one, next| one < next) {
                return Err(Damage("the class of a weight"));
            }
            let weights = of_feature.iter().map(|class| Ok((*class, from.short()?)));
            builder.add(feature, weights.collect::<Result<Vec<_>, Damage>>()?);
        }
        Ok(builder.table())
    }
}

/// Puts a table together from features that ascend.
#[derive(Debug, Default)]
struct Builder {
    classes: usize,
    unit: f32,
    /// Each with where its weights start.
    features: Vec<(u32, usize)>,
    weights: Vec<(u8, i16)>,
}

impl Builder {
    fn new(classes: usize, unit: f32) -> Self {
        Self { classes, unit, ..Self::default() }
    }

    /// Adds a feature with its weights by class; one without weights is left out.
    fn add(&mut self, feature: u32, weights: impl IntoIterator<Item = (u8, i16)>) {
        let start = self.weights.len();
        self.weights.extend(weights.into_iter().filter(|(_, weight)| *weight != 0));
        if self.weights.len() > start {
            self.features.push((feature.max(1), start));
        }
    }

    fn table(self) -> Table {
        let ends = self.features.iter().skip(1).map(|(_, start)| *start).chain([self.weights.len()]);
        let of_features: Vec<&[(u8, i16)]> =
            self.features.iter().zip(ends).map(|((_, start), end)| &self.weights[*start..end]).collect();
        let mut placed = vec![Row::EMPTY; of_features.len()];
        let mut rows = vec![0];
        let mut order: Vec<usize> = (0..of_features.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(of_features[*at].len()));
        for at in order {
            placed[at] = row(of_features[at], self.classes, &mut rows);
        }
        let homes = u32::try_from(placed.len() + placed.len() / 2 + 1).unwrap_or(u32::MAX);
        let mut slots = Vec::with_capacity(homes as usize);
        for ((feature, _), row) in self.features.iter().zip(placed) {
            let home = (u64::from(*feature) * u64::from(homes)) >> 32;
            slots.resize(slots.len().max(home as usize), Slot::default());
            slots.push(Slot { feature: *feature, row });
        }
        Table { slots, homes, rows, classes: self.classes, weight_count: self.weights.len(), unit: self.unit }
    }
}

/// Puts the weights of a feature behind `rows` if they are several.
fn row(weights: &[(u8, i16)], classes: usize, rows: &mut Vec<i16>) -> Row {
    let start = rows.len();
    match weights {
        [(class, weight)] => return Row::single(*class, *weight),
        many if many.len() >= MANY => {
            rows.push(FULL);
            rows.resize(start + 1 + classes, 0);
            many.iter().for_each(|(class, weight)| rows[start + 1 + usize::from(*class)] = *weight);
        }
        few => {
            rows.push(few.len() as i16);
            rows.extend(few.iter().flat_map(|(class, weight)| [i16::from(*class), *weight]));
        }
    }
    Row(start as u32)
}

/// Writes the plain bytes of a model file: little-endian numbers, nothing between them.
#[derive(Debug, Default)]
pub struct Writer(pub Vec<u8>);

impl Writer {
    /// Unsigned, 8 bits.
    pub fn byte(&mut self, value: u8) {
        self.0.push(value);
    }

    /// Signed, 16 bits.
    pub fn short(&mut self, value: i16) {
        self.0.extend(value.to_le_bytes());
    }

    /// Unsigned, 32 bits.
    pub fn number(&mut self, value: u32) {
        self.0.extend(value.to_le_bytes());
    }

    /// IEEE 754, 32 bits.
    pub fn real(&mut self, value: f32) {
        self.0.extend(value.to_le_bytes());
    }
}

/// Reads what a [`Writer`] wrote.
#[derive(Debug)]
pub struct Reader<'b>(pub &'b [u8]);

impl<'b> Reader<'b> {
    /// The next `count` bytes.
    ///
    /// # Errors
    /// [`Damage`] if there are fewer, as for all methods here.
    pub fn bytes(&mut self, count: usize) -> Result<&'b [u8], Damage> {
        let (head, rest) = self.0.split_at_checked(count).ok_or(Damage("its length"))?;
        self.0 = rest;
        Ok(head)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Damage> {
        let mut array = [0; N];
        array.copy_from_slice(self.bytes(N)?);
        Ok(array)
    }

    /// Unsigned, 8 bits.
    #[allow(clippy::missing_errors_doc)]
    pub fn byte(&mut self) -> Result<u8, Damage> {
        Ok(self.array::<1>()?[0])
    }

    /// Signed, 16 bits.
    #[allow(clippy::missing_errors_doc)]
    pub fn short(&mut self) -> Result<i16, Damage> {
        self.array().map(i16::from_le_bytes)
    }

    /// Unsigned, 32 bits.
    #[allow(clippy::missing_errors_doc)]
    pub fn number(&mut self) -> Result<u32, Damage> {
        self.array().map(u32::from_le_bytes)
    }

    /// IEEE 754, 32 bits.
    #[allow(clippy::missing_errors_doc)]
    pub fn real(&mut self) -> Result<f32, Damage> {
        self.array().map(f32::from_le_bytes)
    }

    /// A count of things of at least `size` bytes each; more than what is left could hold is damage.
    #[allow(clippy::missing_errors_doc)]
    pub fn count(&mut self, size: usize) -> Result<usize, Damage> {
        let count = self.number()? as usize;
        if count > self.0.len() / size.max(1) {
            return Err(Damage("a count"));
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Rows of no, one, few and many weights; features that crowd in one place and at both ends.
        #[test]
        fn every_weight_is_found_and_comes_back(
            places in prop::collection::btree_map(prop_oneof![0..60_u32, any::<u32>(), u32::MAX - 9..u32::MAX], 0..12_usize, 0..80),
            others in prop::collection::vec(0..70_u32, 0..40),
        ) {
            const CLASSES: usize = 11;
            let row = |feature: u32, count: usize| -> Vec<f32> {
                (0..CLASSES).map(|class| if class < count { 1.0 + (feature % 7 + class as u32) as f32 } else { 0.0 }).collect()
            };
            let rows: Vec<(u32, Vec<f32>)> = places.iter().map(|(feature, count)| (*feature, row(*feature, *count))).collect();
            let borrowed: Vec<(u32, &[f32])> = rows.iter().map(|(feature, row)| (*feature, row.as_slice())).collect();
            let table = Table::new(CLASSES, &borrowed);
            let features: Vec<u32> = rows.iter().map(|(feature, _)| *feature).chain(others).filter(|one| *one > 1).collect();
            let mut sums = [0; CLASSES];
            table.sums(&features, &mut sums);
            for (class, score) in table.scores(&sums).enumerate() {
                let of = |feature: &u32| rows.iter().find(|(known, _)| known == feature).map_or(0.0, |(_, row)| row[class]);
                let expected: f32 = features.iter().map(of).sum();
                prop_assert!((score - expected).abs() <= expected * 1e-3, "{} instead of {}", score, expected);
            }
            let mut of_first = [0; 4];
            table.of_first(4).sums(&features, &mut of_first);
            prop_assert_eq!(&of_first[..], &sums[..4]);
            let mut bytes = Writer::default();
            table.write(&mut bytes);
            let again = Table::read(&mut Reader(&bytes.0), CLASSES).map_err(|damage| TestCaseError::fail(damage.0))?;
            let (mut known, mut read) = ([0; CLASSES], [0; CLASSES]);
            table.sums(&features, &mut known);
            again.sums(&features, &mut read);
            prop_assert_eq!(known, read);
            let mut second = Writer::default();
            again.write(&mut second);
            prop_assert_eq!(second.0, bytes.0);
        }
    }
}
