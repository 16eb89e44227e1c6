//! Progress on standard error, for runs that take longer than people like to wait without a sign.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::messages::Messages;

/// How long nothing is shown.
const PATIENCE: Duration = Duration::from_secs(2);

/// A line with the count and rate of articles or entries, if standard error is a terminal.
pub(crate) struct Progress {
    bar: ProgressBar,
    wanted: bool,
    shown: bool,
}

impl Progress {
    pub(crate) fn new(messages: Messages) -> Self {
        Self::of(messages.progress())
    }

    /// The same for the entries of a gazetteer.
    pub(crate) fn loading(messages: Messages) -> Self {
        Self::of(messages.loading())
    }

    fn of(template: &str) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        // The template is fixed; were it wrong, the default style would do.
        if let Ok(style) = ProgressStyle::with_template(template) {
            let rate = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
                let _ = write!(out, "{:.1}/s", state.per_sec());
            };
            let left = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
                if let Some(all) = state.len() {
                    let seconds = state.eta().as_secs();
                    let _ = write!(out, " / {all}, −{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
                }
            };
            bar.set_style(style.with_key("rate", rate).with_key("left", left));
        }
        Self { bar, wanted: std::io::stderr().is_terminal(), shown: false }
    }

    /// Shows progress once it is time.
    pub(crate) fn tick(&mut self) {
        if self.wanted && !self.shown && self.bar.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.shown = true;
        }
        if self.shown {
            self.bar.tick();
        }
    }

    /// Lets the line say how much is left, once it is known how much there is.
    pub(crate) fn expect(&self, all: u64) {
        if self.bar.length() != Some(all) {
            self.bar.set_length(all);
        }
    }

    /// Whether anybody will see it.
    pub(crate) const fn is_wanted(&self) -> bool {
        self.wanted
    }

    /// Counts one.
    pub(crate) fn advance(&self) {
        self.bar.inc(1);
    }

    /// Does `write` with the line out of its way.
    pub(crate) fn aside<R>(&self, write: impl FnOnce() -> R) -> R {
        if self.shown { self.bar.suspend(write) } else { write() }
    }

    /// Takes the line away.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
