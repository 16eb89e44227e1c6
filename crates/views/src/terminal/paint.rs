//! Colours of the terminal view. Each only repeats what a sign or word says.

use anstyle::{AnsiColor, Style};
use wortlaut_reading::StatementType;

/// Puts styles around text, or leaves them out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paint {
    colour: bool,
}

pub(crate) const PLAIN: Style = Style::new();
pub(crate) const STRONG: Style = Style::new().bold();
pub(crate) const QUIET: Style = Style::new().dimmed();
pub(crate) const NOTE: Style = AnsiColor::Yellow.on_default();

impl Paint {
    pub(crate) const fn new(colour: bool) -> Self {
        Self { colour }
    }

    /// Adds `text` in `style` to `out`.
    pub(crate) fn put(self, out: &mut String, style: Style, text: &str) {
        if self.colour && style != PLAIN && !text.is_empty() {
            out.push_str(&format!("{style}{text}{style:#}"));
        } else {
            out.push_str(text);
        }
    }
}

/// The colour of a type: the sixteen of the terminal, so that its theme decides how they look.
pub(crate) fn of_kind(kind: StatementType) -> Style {
    match kind {
        StatementType::Direct => AnsiColor::Cyan.on_default(),
        StatementType::Indirect => AnsiColor::BrightBlue.on_default(),
        StatementType::IndirectFreeIndirect => AnsiColor::Magenta.on_default(),
        StatementType::FreeIndirect => AnsiColor::Yellow.on_default(),
        StatementType::Reported => AnsiColor::Green.on_default(),
    }
}
