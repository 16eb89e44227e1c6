//! Model files: named sections, their order free, all checked before anything is used.
//!
//! | what | type |
//! |---|---|
//! | `wortlaut model` and a line feed | 15 bytes |
//! | version of this layout, [`VERSION`] | u32 |
//! | number of sections | u32 |
//! | each section: length of its name, the name in UTF-8, length of its content | u8, bytes, u32 |
//! | the contents, in the same order | bytes |
//! | SHA-256 of everything before | 32 bytes |
//!
//! Numbers are little-endian.

use sha2::{Digest, Sha256};

use super::table::{Reader, Writer};

/// The first bytes of every model file.
const MAGIC: &[u8] = b"wortlaut model\n";
/// The version of the layout and of the features that weights belong to. It grows with every change that makes older weights wrong.
pub const VERSION: u32 = 1;
/// Bytes of the checksum.
const CHECKSUM: usize = 32;

/// Why a file is no model that can be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// Something else altogether.
    #[error("this is no wortlaut model: give a file that `wortlaut train` wrote")]
    NotAModel,
    /// Written by another version.
    #[error("this model is of version {found}, and this program reads version {VERSION}: train it again with `wortlaut train`")]
    Version {
        /// The file's.
        found: u32,
    },
    /// Some bytes are not those that were written.
    #[error("this model is damaged: its checksum does not fit its content; copy it again from where it came from")]
    Checksum,
    /// A part is missing.
    #[error("this model has no section \"{section}\": train it again with `wortlaut train`")]
    Missing {
        /// Its name.
        section: &'static str,
    },
    /// A part is not what it should be.
    #[error("section \"{section}\" of this model is wrong: {what}; train it again with `wortlaut train`")]
    Section {
        /// Its name.
        section: &'static str,
        /// What is wrong.
        what: &'static str,
    },
}

/// The sections of a model file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sections<'b>(Vec<(&'b str, &'b [u8])>);

impl<'b> Sections<'b> {
    /// Takes a file apart.
    pub(crate) fn read(bytes: &'b [u8]) -> Result<Self, ModelError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(ModelError::NotAModel)?;
        let mut reader = Reader(rest);
        let found = reader.number().map_err(|_| ModelError::Checksum)?;
        if found != VERSION {
            return Err(ModelError::Version { found });
        }
        let (content, checksum) = bytes.split_at_checked(bytes.len().saturating_sub(CHECKSUM)).ok_or(ModelError::Checksum)?;
        if content.len() < MAGIC.len() + 8 || Sha256::digest(content).as_slice() != checksum {
            return Err(ModelError::Checksum);
        }
        Self::listed(&content[MAGIC.len() + 4..]).ok_or(ModelError::Checksum)
    }

    fn listed(content: &'b [u8]) -> Option<Self> {
        let mut reader = Reader(content);
        let count = reader.count(5).ok()?;
        let mut names = Vec::with_capacity(count);
        for _ in 0..count {
            let length = usize::from(reader.byte().ok()?);
            let name = std::str::from_utf8(reader.bytes(length).ok()?).ok()?;
            names.push((name, reader.number().ok()? as usize));
        }
        let sections = names.into_iter().map(|(name, length)| Some((name, reader.bytes(length).ok()?))).collect::<Option<_>>()?;
        reader.0.is_empty().then_some(Self(sections))
    }

    /// A section by its name.
    pub(crate) fn get(&self, section: &'static str) -> Result<&'b [u8], ModelError> {
        self.0.iter().find(|(name, _)| *name == section).map(|(_, content)| *content).ok_or(ModelError::Missing { section })
    }

    /// All sections with their names.
    #[cfg(test)]
    pub(crate) fn all(&self) -> impl Iterator<Item = (&'b str, &'b [u8])> + '_ {
        self.0.iter().copied()
    }

    /// Whether there is such a section.
    pub(crate) fn has(&self, section: &'static str) -> bool {
        self.get(section).is_ok()
    }

    /// Reads a section to its end.
    pub(crate) fn take<T, E: Into<What>>(
        &self,
        section: &'static str,
        read: impl FnOnce(&mut Reader<'_>) -> Result<T, E>,
    ) -> Result<T, ModelError> {
        let mut reader = Reader(self.get(section)?);
        let value = read(&mut reader).map_err(|error| ModelError::Section { section, what: error.into().0 })?;
        if !reader.0.is_empty() {
            return Err(ModelError::Section { section, what: "something follows its end" });
        }
        Ok(value)
    }
}

/// What is wrong with a section.
pub(crate) struct What(&'static str);

impl From<super::table::Damage> for What {
    fn from(damage: super::table::Damage) -> Self {
        Self(damage.0)
    }
}

impl From<super::Damaged> for What {
    fn from(damaged: super::Damaged) -> Self {
        Self(damaged.0)
    }
}

/// A model file of these sections.
pub(crate) fn file(sections: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = Writer(MAGIC.to_vec());
    writer.number(VERSION);
    writer.number(sections.len() as u32);
    for (name, content) in sections {
        writer.byte(name.len() as u8);
        writer.0.extend(name.bytes());
        writer.number(content.len() as u32);
    }
    sections.iter().for_each(|(_, content)| writer.0.extend(content));
    let checksum = Sha256::digest(&writer.0);
    writer.0.extend(checksum.as_slice());
    writer.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Vec<u8> {
        file(&[("one", vec![1, 2, 3]), ("two", Vec::new())])
    }

    #[test]
    fn sections_come_back() {
        let bytes = example();
        let sections = Sections::read(&bytes).expect("sound");
        assert_eq!(sections.get("one"), Ok(&[1, 2, 3][..]));
        assert_eq!(sections.get("two"), Ok(&[][..]));
        assert_eq!(sections.get("three"), Err(ModelError::Missing { section: "three" }));
    }

    #[test]
    fn every_damage_is_told() {
        let bytes = example();
        assert_eq!(Sections::read(b"PK\x03\x04").err(), Some(ModelError::NotAModel));
        let mut newer = bytes.clone();
        newer[MAGIC.len()] = 99;
        assert_eq!(Sections::read(&newer).err(), Some(ModelError::Version { found: 99 }));
        for at in MAGIC.len() + 4..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert_eq!(Sections::read(&damaged).err(), Some(ModelError::Checksum), "byte {at}");
        }
        for end in MAGIC.len()..bytes.len() {
            assert_eq!(Sections::read(&bytes[..end]).err(), Some(ModelError::Checksum), "cut at {end}");
        }
    }
}
