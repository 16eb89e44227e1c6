//! Sparse weights by feature, and the plain bytes of model files.

/// Bytes that are no model, with what was being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damage(pub &'static str);

/// Weights of hashed features for some classes: for each feature only those that are not zero, in 16 bits.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Features in an open hash table, probed linearly; its size is a power of two. 0 marks an empty place, and the feature 0 is
    /// kept as 1.
    keys: Vec<u32>,
    /// Where the weights of the feature in the same place start, and how many they are.
    runs: Vec<Run>,
    classes: Vec<u8>,
    weights: Vec<i16>,
    /// Runs of many weights again with one for each class, which is faster to add.
    full: Vec<i16>,
    width: usize,
    /// What a stored weight is multiplied with.
    unit: f32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Run {
    start: u32,
    length: u32,
    /// Where the run starts in `full`, or `u32::MAX`.
    full: u32,
}

/// Runs of so many weights are kept in full.
const MANY: u32 = 8;

/// Weights below this share of the largest are left out.
const LEAST: f32 = 1.0 / 512.0;

impl Table {
    /// From features with a weight for each class.
    #[must_use]
    pub fn new(classes: usize, rows: &[(u32, &[f32])]) -> Self {
        let most = rows.iter().flat_map(|(_, row)| row.iter()).fold(0.0_f32, |most, one| most.max(one.abs()));
        let unit = if most > 0.0 { most / f32::from(i16::MAX) } else { 1.0 };
        let mut sorted: Vec<&(u32, &[f32])> = rows.iter().collect();
        sorted.sort_unstable_by_key(|(feature, _)| *feature);
        let mut entries = Vec::new();
        let (mut all_classes, mut weights) = (Vec::new(), Vec::new());
        for (feature, row) in sorted {
            let start = weights.len() as u32;
            for (class, weight) in row.iter().take(classes).enumerate() {
                if weight.abs() >= most * LEAST {
                    all_classes.push(class as u8);
                    weights.push((weight / unit).round() as i16);
                }
            }
            let length = weights.len() as u32 - start;
            if length > 0 {
                entries.push(((*feature).max(1), Run { start, length, full: u32::MAX }));
            }
        }
        entries.dedup_by_key(|(feature, _)| *feature);
        Self::of_entries(entries, all_classes, weights, classes, unit)
    }

    fn of_entries(mut entries: Vec<(u32, Run)>, classes: Vec<u8>, weights: Vec<i16>, width: usize, unit: f32) -> Self {
        let mut full = Vec::new();
        for (_, run) in entries.iter_mut().filter(|(_, run)| run.length >= MANY) {
            run.full = full.len() as u32;
            full.resize(full.len() + width, 0);
            let row = &mut full[run.full as usize..];
            for at in run.start as usize..(run.start + run.length) as usize {
                row[usize::from(classes[at])] = weights[at];
            }
        }
        let (keys, runs) = placed(&entries);
        Self { keys, runs, classes, weights, full, width, unit }
    }

    /// The number of weights that are not zero.
    #[must_use]
    pub fn weight_count(&self) -> usize {
        self.weights.len()
    }

    /// Adds the weights of features to the classes' scores, in stored units: call [`Table::finish`] after the last.
    pub fn add(&self, features: &[u32], scores: &mut [f32]) {
        // All are looked up before the first is added, so that waiting for memory is done at the same time.
        let mut found = [Run::default(); 16];
        for features in features.chunks(found.len()) {
            let mut count = 0;
            for feature in features {
                if let Some(run) = self.run(*feature) {
                    found[count] = run;
                    count += 1;
                }
            }
            found[..count].iter().for_each(|run| self.add_run(*run, scores));
        }
    }

    fn run(&self, feature: u32) -> Option<Run> {
        let feature = feature.max(1);
        let mask = self.keys.len().wrapping_sub(1);
        let mut at = spread(feature) & mask;
        while let Some(key) = self.keys.get(at).filter(|key| **key != 0) {
            if *key == feature {
                return Some(self.runs[at]);
            }
            at = (at + 1) & mask;
        }
        None
    }

    fn add_run(&self, run: Run, scores: &mut [f32]) {
        if run.length >= MANY {
            let row = &self.full[run.full as usize..][..self.width];
            scores.iter_mut().zip(row).for_each(|(score, weight)| *score += f32::from(*weight));
            return;
        }
        let range = run.start as usize..(run.start + run.length) as usize;
        for (class, weight) in self.classes[range.clone()].iter().zip(&self.weights[range]) {
            scores[usize::from(*class)] += f32::from(*weight);
        }
    }

    /// Turns sums of stored units into scores.
    pub fn finish(&self, scores: &mut [f32]) {
        scores.iter_mut().for_each(|score| *score *= self.unit);
    }

    /// As bytes.
    pub fn write(&self, into: &mut Writer) {
        into.real(self.unit);
        let mut entries: Vec<(u32, Run)> =
            self.keys.iter().copied().zip(self.runs.iter().copied()).filter(|(key, _)| *key != 0).collect();
        entries.sort_unstable_by_key(|(_, run)| run.start);
        into.number(entries.len() as u32);
        for (feature, run) in entries {
            into.number(feature);
            into.byte(run.length as u8);
        }
        into.number(self.weights.len() as u32);
        self.classes.iter().for_each(|class| into.byte(*class));
        self.weights.iter().for_each(|weight| into.short(*weight));
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
        let mut entries = Vec::with_capacity(count);
        let mut start = 0_u32;
        for _ in 0..count {
            let (feature, length) = (from.number()?, u32::from(from.byte()?));
            entries.push((feature, Run { start, length, full: u32::MAX }));
            start += length;
        }
        let count = from.count(3)?;
        if count != start as usize {
            return Err(Damage("the number of weights"));
        }
        let all_classes = from.bytes(count)?.to_vec();
        if all_classes.iter().any(|class| usize::from(*class) >= classes) {
            return Err(Damage("the class of a weight"));
        }
        let weights = (0..count).map(|_| from.short()).collect::<Result<Vec<i16>, _>>()?;
        Ok(Self::of_entries(entries, all_classes, weights, classes, unit))
    }
}

/// The entries in an open hash table at most half full.
fn placed(entries: &[(u32, Run)]) -> (Vec<u32>, Vec<Run>) {
    let size = (entries.len() * 2).next_power_of_two().max(2);
    let (mut keys, mut runs) = (vec![0; size], vec![Run::default(); size]);
    for (feature, run) in entries {
        let mut at = spread(*feature) & (size - 1);
        while keys[at] != 0 {
            at = (at + 1) & (size - 1);
        }
        (keys[at], runs[at]) = (*feature, *run);
    }
    (keys, runs)
}

const fn spread(feature: u32) -> usize {
    (feature.wrapping_mul(0x9e37_79b1) >> 7) as usize
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
