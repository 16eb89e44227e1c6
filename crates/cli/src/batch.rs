//! Many inputs at once, results in order.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use rayon::ThreadPool;

/// Results waiting for an earlier one, for each thread.
const AHEAD: usize = 4;

/// How often `tick` is called while nothing is done.
const TICK: Duration = Duration::from_millis(100);

/// Does `work` on `items` on the threads of `pool` and hands each result to `done` in the order of the items, as soon as
/// all earlier ones are handed over. Holds at most a few results a thread, so memory does not grow with the number of
/// items. `tick` is called now and then. Stops early when `done` says so.
pub(crate) fn in_order<T: Send, R: Send>(
    pool: &ThreadPool,
    items: impl Iterator<Item = T>,
    work: impl Fn(usize, T) -> R + Sync,
    mut done: impl FnMut(R) -> ControlFlow<()>,
    mut tick: impl FnMut(),
) {
    let most = pool.current_num_threads() * AHEAD;
    let stopped = AtomicBool::new(false);
    let (sender, receiver) = channel();
    let (work, stopped) = (&work, &stopped);
    pool.in_place_scope(|scope| {
        let mut items = items.enumerate();
        let mut waiting: BTreeMap<usize, R> = BTreeMap::new();
        let (mut given, mut next) = (0, 0);
        loop {
            while given - next < most
                && let Some((index, item)) = items.next()
            {
                given += 1;
                let sender = sender.clone();
                scope.spawn(move |_| {
                    if !stopped.load(Ordering::Relaxed) {
                        // The receiver is gone only when nobody wants the result any more.
                        let _ = sender.send((index, work(index, item)));
                    }
                });
            }
            if next == given {
                return;
            }
            match receiver.recv_timeout(TICK) {
                Ok((index, result)) => {
                    waiting.insert(index, result);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            while let Some(result) = waiting.remove(&next) {
                next += 1;
                if done(result).is_break() {
                    stopped.store(true, Ordering::Relaxed);
                    return;
                }
            }
            tick();
        }
    });
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;

    fn pool(threads: usize) -> ThreadPool {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads")
    }

    #[test]
    fn results_come_in_order_whoever_is_ready_first() {
        for threads in [1, 2, 5] {
            let mut seen = Vec::new();
            let slow_first = |index: usize, item: usize| {
                if index.is_multiple_of(7) {
                    std::thread::sleep(Duration::from_millis(3));
                }
                item * 2
            };
            let done = |result| {
                seen.push(result);
                ControlFlow::Continue(())
            };
            in_order(&pool(threads), 0..100, slow_first, done, || {});
            assert_eq!(seen, (0..100).map(|item| item * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn no_more_is_taken_than_can_wait() {
        let taken = AtomicUsize::new(0);
        let handed = AtomicUsize::new(0);
        let items = (0..200).inspect(|_| {
            let ahead = taken.fetch_add(1, Ordering::SeqCst) - handed.load(Ordering::SeqCst);
            assert!(ahead < 2 * AHEAD, "{ahead}");
        });
        in_order(
            &pool(2),
            items,
            |_, item| item,
            |_| {
                handed.fetch_add(1, Ordering::SeqCst);
                ControlFlow::Continue(())
            },
            || {},
        );
        assert_eq!(handed.load(Ordering::SeqCst), 200);
    }

    #[test]
    fn nothing_is_begun_after_a_stop() {
        let begun = AtomicUsize::new(0);
        let work = |_, item: usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            item
        };
        in_order(&pool(2), 0..1_000_000, work, |_| ControlFlow::Break(()), || {});
        assert!(begun.load(Ordering::SeqCst) <= 2 * AHEAD + 1);
    }

    #[test]
    fn nothing_to_do_is_done() {
        in_order(&pool(2), std::iter::empty::<usize>(), |_, item| item, |_| ControlFlow::Continue(()), || {});
    }
}
