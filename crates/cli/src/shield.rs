//! The last resort against faults of the reader: one article that it fails on must not cost the others.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    static SHIELDED: Cell<bool> = const { Cell::new(false) };
    static WHAT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Lets shielded work keep quiet about its panics; they are reported like any other problem.
pub(crate) fn install() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !SHIELDED.get() {
            usual(info);
            return;
        }
        let payload = info.payload_as_str().unwrap_or("no message");
        let place = info.location().map_or(String::new(), |place| format!("{}:{}: ", place.file(), place.line()));
        // On one line, as the message stands within another.
        let what = format!("{place}{payload}").split_whitespace().collect::<Vec<_>>().join(" ");
        WHAT.with_borrow_mut(|kept| *kept = what.chars().take(300).collect());
    }));
}

/// Does `work`; if it panics, says where and why.
pub(crate) fn shielded<R>(work: impl FnOnce() -> R) -> Result<R, String> {
    SHIELDED.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    SHIELDED.set(false);
    result.map_err(|_| WHAT.take())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_message() {
        install();
        assert_eq!(shielded(|| 1), Ok(1));
        let what = shielded(|| -> () { panic!("kein\nSatz") }).unwrap_err();
        assert!(what.contains("shield.rs:") && what.ends_with("kein Satz"), "{what}");
        assert_eq!(shielded(|| 2), Ok(2), "and the next one is done");
    }
}
