//! Feature names as 32-bit numbers.
//!
//! A model file holds these numbers, so the function is frozen: it must not change between versions of the program, and it is
//! none of the standard library's or a crate's.

/// Start and multiplier of 64-bit FNV-1a (Fowler, Noll and Vo, draft-eastlake-fnv).
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// The number of a text.
#[must_use]
pub(crate) fn text(text: &str) -> u64 {
    text.bytes().fold(OFFSET, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

/// The number of a text in lower case.
#[must_use]
pub(crate) fn lower(text: &str) -> u64 {
    fold_lower(text, OFFSET, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

/// Goes through the bytes of a text in lower case.
pub(super) fn fold_lower<T>(text: &str, start: T, step: impl Fn(T, u8) -> T) -> T {
    text.chars().fold(start, |value, one| {
        // Most letters are ASCII.
        if one.is_ascii() {
            return step(value, one.to_ascii_lowercase() as u8);
        }
        let mut buffer = [0; 4];
        one.to_lowercase().fold(value, |value, lower| lower.encode_utf8(&mut buffer).bytes().fold(value, &step))
    })
}

/// The number of two things together; their order matters.
#[must_use]
pub(crate) const fn pair(left: u64, right: u64) -> u64 {
    // The finalizer of SplitMix64 (Steele, Lea and Flood 2014).
    let mut hash = left.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ right;
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// The feature that a template and its value make.
#[must_use]
pub(crate) const fn feature(template: u32, value: u64) -> u32 {
    (pair(value, template as u64) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_what_model_files_hold() {
        assert_eq!(text(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(text("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(lower("ÄBc"), text("äbc"));
        assert_ne!(pair(1, 2), pair(2, 1));
    }
}
