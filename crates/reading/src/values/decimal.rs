//! Exact decimal numbers: amounts are compared, so they are no floats.

use std::cmp::Ordering;
use std::fmt;

/// A number that is not negative, as it is written: 3.5 is 35 tenths.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) struct Decimal {
    /// Without trailing zeros behind the point.
    digits: u64,
    /// Digits behind the point.
    scale: u8,
}

/// No number of a text has more digits behind its point.
const FINEST: usize = 9;

impl Decimal {
    pub(crate) const fn whole(number: u64) -> Self {
        Self { digits: number, scale: 0 }
    }

    pub(crate) const fn new(digits: u64, scale: u8) -> Self {
        let (mut digits, mut scale) = (digits, scale);
        while scale > 0 && digits.is_multiple_of(10) {
            digits /= 10;
            scale -= 1;
        }
        Self { digits, scale }
    }

    /// Digits before and behind the point; `None` if they do not fit.
    pub(crate) fn parse(whole: &str, fraction: &str) -> Option<Self> {
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(fraction) || fraction.len() > FINEST {
            return None;
        }
        let scale = fraction.len() as u32;
        let behind: u64 = if fraction.is_empty() { 0 } else { fraction.parse().ok()? };
        let digits = whole.parse::<u64>().ok()?.checked_mul(10_u64.pow(scale))?.checked_add(behind)?;
        Some(Self::new(digits, scale as u8))
    }

    /// The number if it has no fraction.
    pub(crate) const fn as_whole(self) -> Option<u64> {
        if self.scale == 0 { Some(self.digits) } else { None }
    }

    /// Split into the whole and, if there is a fraction, its digits and their number.
    pub(crate) const fn parts(self) -> (u64, u64, u8) {
        let one = 10_u64.pow(self.scale as u32);
        (self.digits / one, self.digits % one, self.scale)
    }

    pub(crate) fn times(self, factor: u64) -> Option<Self> {
        Some(Self::new(self.digits.checked_mul(factor)?, self.scale))
    }

    pub(crate) fn times_power(self, power: u8) -> Option<Self> {
        self.times(10_u64.checked_pow(u32::from(power))?)
    }

    /// The point moved to the left.
    pub(crate) fn divided_by_power(self, power: u8) -> Option<Self> {
        let scale = self.scale.checked_add(power).filter(|scale| usize::from(*scale) <= 2 * FINEST)?;
        Some(Self::new(self.digits, scale))
    }

    pub(crate) fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let raised = |one: Self| one.digits.checked_mul(10_u64.pow(u32::from(scale - one.scale)));
        Some(Self::new(raised(self)?.checked_add(raised(other)?)?, scale))
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        let raised = |one: &Self| u128::from(one.digits) * 10_u128.pow(u32::from(scale - one.scale));
        raised(self).cmp(&raised(other))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, behind, scale) = self.parts();
        if scale == 0 { write!(f, "{whole}") } else { write!(f, "{whole}.{behind:0width$}", width = usize::from(scale)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact_and_never_overflow() {
        let one = |whole, fraction| Decimal::parse(whole, fraction).unwrap();
        assert_eq!(one("3", "50").to_string(), "3.5");
        assert_eq!(one("3", "05").to_string(), "3.05");
        assert_eq!(one("3", "5").times_power(6).unwrap().to_string(), "3500000");
        assert_eq!(one("1", "5").plus(one("0", "25")).unwrap().to_string(), "1.75");
        assert!(one("1", "5") > one("1", "25") && one("1", "50") == one("1", "5"));
        assert_eq!(Decimal::parse("99999999999999999999", ""), None);
        assert_eq!(Decimal::parse("1", "0123456789"), None);
        assert_eq!(Decimal::parse("", "5"), None);
        assert_eq!(Decimal::whole(u64::MAX).times_power(18), None);
        assert_eq!(Decimal::whole(u64::MAX).plus(Decimal::whole(1)), None);
        assert!(Decimal::whole(u64::MAX) > Decimal::new(u64::MAX, 9));
    }
}
