//! Names of features as 32-bit numbers.
//!
//! The numbers stand in model files, which outlive compilers and libraries, so this function must never change: FNV-1a with 64 bits
//! (Fowler, Noll and Vo; offset 0xcbf29ce484222325, prime 0x100000001b3) over the parts in UTF-8, each followed by the byte 0xff, which
//! no UTF-8 text contains; then the upper half XOR the lower half.

use super::hash::fold_lower;

/// A feature while its parts are put together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Feature(u64);

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;
const SEPARATOR: u8 = 0xff;

impl Feature {
    /// A feature of the template `name`.
    pub(crate) fn new(name: &str) -> Self {
        Self(OFFSET).and(name)
    }

    /// The same with one more part.
    pub(crate) fn and(self, part: &str) -> Self {
        part.bytes().fold(self, Self::byte).byte(SEPARATOR)
    }

    /// The same with one more part, in lower case.
    pub(crate) fn and_lower(self, part: &str) -> Self {
        fold_lower(part, self, Self::byte).byte(SEPARATOR)
    }

    /// Its number.
    pub(crate) const fn number(self) -> u32 {
        (self.0 >> 32) as u32 ^ self.0 as u32
    }

    fn byte(self, byte: u8) -> Self {
        Self((self.0 ^ u64::from(byte)).wrapping_mul(PRIME))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_never_change() {
        // FNV-1a of "a" is af63dc4c8601ec8c (its authors' test vectors); the separator and the folding are ours.
        assert_eq!(Feature(OFFSET).byte(b'a').0, 0xaf63_dc4c_8601_ec8c);
        assert_eq!(Feature::new("cue").and("sagen").number(), 0xbe75_5f62);
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(Feature::new("ab").and("c").number(), Feature::new("a").and("bc").number());
    }

    #[test]
    fn upper_and_lower_case_are_the_same_where_asked() {
        assert_eq!(Feature::new("w").and_lower("ÄUSSERN").number(), Feature::new("w").and("äussern").number());
    }
}
